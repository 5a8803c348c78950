"""An owner and their officer."""
