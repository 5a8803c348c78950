"""Reminders: when somebody wants them, and what is tapped under one."""
