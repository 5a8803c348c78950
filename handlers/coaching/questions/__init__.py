"""Questions to officers and experts, and the library that grows from the answers."""
