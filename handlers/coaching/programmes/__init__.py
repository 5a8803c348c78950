"""Programmes: defined, joined, got on with."""
