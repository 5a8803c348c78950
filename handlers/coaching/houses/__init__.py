"""Joint production houses: opened, booked, kept."""
