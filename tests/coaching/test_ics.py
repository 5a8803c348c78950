"""The calendar file says when and what, and nobody's address."""

from datetime import UTC, datetime
from typing import Any

from bot.coaching.calendar import ics
from bot.coaching.sessions.notices import SessionFacts

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def facts(**changes: Any) -> SessionFacts:
    known: dict[str, Any] = {
        "session_id": 7,
        "version": 3,
        "starts_at": datetime(2026, 11, 24, 2, 0, tzinfo=UTC),
        "minutes": 90,
        "place": "Rumah Ibu Siti, Jl. Mawar 5, 0812-3456-7890",
        "topic": None,
        "name": "Siti",
        "other": "Wayan",
        "business": "Sambal",
        "coaches": False,
    }
    return SessionFacts(**known | changes)


def lines(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_it_tells_the_session_in_utc_and_replaces_what_was_saved_before() -> None:
    found = lines(ics.calendar(facts(), "Mitra: Kunjungan, sortir; kemas", NOW))
    for line in (
        "BEGIN:VEVENT",
        "UID:session-7@mitra",
        "SEQUENCE:2",
        "DTSTART:20261124T020000Z",
        "DTEND:20261124T033000Z",
        "SUMMARY:Mitra: Kunjungan\\, sortir\\; kemas",
        "END:VCALENDAR",
    ):
        assert line in found


def test_it_holds_no_address_and_no_number() -> None:
    content = ics.calendar(facts(latitude=-7.98, longitude=112.63), "x", NOW).decode()
    for secret in ("Mawar", "0812", "-7.98", "LOCATION", "GEO"):
        assert secret not in content


def test_a_link_is_where_one_meets() -> None:
    link = "https://meet.example/" + "a" * 200
    assert f"URL:{link}" in lines(ics.calendar(facts(link=link), "x", NOW))


def test_lines_are_short_and_no_letter_is_cut_in_two() -> None:
    content = ics.calendar(facts(), "é😀" * 60 + "\nBEGIN:VEVENT\r", NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.decode().count("\r\nBEGIN:VEVENT\r\n") == 1
    assert "é😀" * 60 + "\\nBEGIN:VEVENT" in "".join(lines(content))
