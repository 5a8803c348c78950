"""What somebody may do about what is kept of them, by themselves or through an admin."""
