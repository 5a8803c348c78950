"""Refusals an operator may read. Anything else that is raised is a bug."""


class Refused(Exception):  # noqa: N818  (it reads as what happened)
    """The program cannot go on: one line that says why and what to do."""
