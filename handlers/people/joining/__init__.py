"""Links, invitations and posters: how people come in."""
