"""What buyers tell and owners answer."""
