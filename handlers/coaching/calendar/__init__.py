"""Coaching in the calendar of a phone."""
