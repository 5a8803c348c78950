"""Looking prices up: who pays what, what is left of it, and how it has moved."""
