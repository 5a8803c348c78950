"""A caseload that passes to another officer."""
