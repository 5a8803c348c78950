"""“I can supply”: said by owners, decided on by buyers."""
