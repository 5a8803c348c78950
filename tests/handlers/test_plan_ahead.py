"""What is shown below a plan before it is saved."""

from bot.language import words_for
from handlers.coaching.sessions.plan_ahead import what_follows


def test_who_is_reminded_at_one_moment_stands_in_one_line() -> None:
    nine, ten = "2026-11-24T02:00:00+00:00", "2026-11-24T03:00:00+00:00"
    facts = {"reminders": [[nine, "Sri"], [nine, "Agus & Co"], [ten, "Wayan"]]}
    shown = str(what_follows(words_for("en", "Asia/Jakarta"), facts)).splitlines()
    assert [line.rpartition(": ")[2] for line in shown[1:]] == ["Sri and Agus &amp; Co", "Wayan"]
