"""Sessions: planned, answered, moved, called off."""
