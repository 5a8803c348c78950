"""Officers on leave."""
