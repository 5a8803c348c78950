"""What follows from a session: who came, notes, homework, promises, two questions."""
