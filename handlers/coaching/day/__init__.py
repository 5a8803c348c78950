"""An officer's day, caseload and month."""
