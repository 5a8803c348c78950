"""The calendar file says when and what, and nobody's address."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

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


moments = st.datetimes(datetime(2026, 1, 1), datetime(2036, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
signs = st.characters(codec="utf-8") | st.sampled_from("\\;,:\"'\n\r\t\x85\u2028 é😀")
texts = st.text(signs, max_size=120)


def readable(text: str) -> str:
    """As it was, without the signs that no calendar may hold."""
    return "".join(each for each in text if each == "\n" or (each >= " " and each != "\x7f"))


@settings(deadline=None)
@given(texts, moments, st.integers(5, 3 * 1440), st.integers(1, 400))
def test_another_program_reads_the_session_that_was_meant(
    title: str, starts_at: datetime, minutes: int, version: int
) -> None:
    about = facts(starts_at=starts_at, minutes=minutes, version=version)
    found = Calendar.from_ical(ics.calendar(about, title, NOW))
    [event] = found.events
    assert (event["UID"], event["SEQUENCE"]) == ("session-7@mitra", version - 1)
    whole = starts_at.replace(microsecond=0)
    assert (event.start, event.end) == (whole, whole + timedelta(minutes=minutes))
    assert (event.stamp, event["SUMMARY"]) == (NOW, readable(title))
    assert not [each for each in found.walk() if each.errors]


@settings(deadline=None)
@given(st.lists(st.tuples(texts, moments, st.sampled_from(ics.Status)), max_size=5))
def test_another_program_reads_every_event_of_a_feed(
    meant: Sequence[tuple[str, datetime, ics.Status]],
) -> None:
    events = [
        ics.Event(
            uid=ics.session_uid(number),
            sequence=number,
            stamp=NOW,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=1),
            title="Kunjungan",
            description=text,
            status=status,
        )
        for number, (text, starts_at, status) in enumerate(meant)
    ]
    found = Calendar.from_ical(ics.feed(events, "Mitra"))
    assert found["NAME"] == "Mitra"
    read = [(each.get("DESCRIPTION", ""), each.start, str(each["STATUS"])) for each in found.events]
    assert read == [(readable(text), at.replace(microsecond=0), how) for text, at, how in meant]
