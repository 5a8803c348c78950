"""Refusals an operator may read. Anything else that is raised is a bug."""


class Refused(Exception):  # noqa: N818  (it reads as what happened)
    """The program cannot go on: one line that says why and what to do."""

    exit_code = 2


class NotYet(Refused):
    """Nobody need do anything: it may go better in a while, so whoever started us shall again."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h
