"""Calendar files (RFC 5545): one session by itself, or all that somebody has before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from bot.coaching.sessions.notices import SessionFacts

#: A line is no longer, in bytes; what follows stands on the next one behind a space.
LONGEST_LINE = 75
#: No calendar is without anything (RFC 5545, 3.4), and a time zone shows nothing.
EMPTY = (
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Event:
    #: The same for each version of it: what is read later replaces what was read before.
    uid: str
    sequence: int
    #: When it came to be as it is.
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    title: str
    link: str | None = None
    description: str | None = None
    status: Status | None = None


def calendar(facts: SessionFacts, title: str, now: datetime) -> bytes:
    """In UTC, so that it says the same under any clock. A link is where one meets; words are not
    told, because they may be where somebody lives.
    """
    event = Event(
        uid=session_uid(facts.session_id),
        sequence=facts.version - 1,
        stamp=now,
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        title=title,
        link=facts.link,
    )
    return _file(["METHOD:PUBLISH", *_event(event)])


def feed(events: Sequence[Event], name: str) -> bytes:
    """As a calendar that is looked at again and again: each hour is often enough."""
    lines = [
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for event in events:
        lines += _event(event)
    return _file(lines if events else [*lines, *EMPTY])


def session_uid(number: int) -> str:
    return f"session-{number}@mitra"


def booking_uid(number: int) -> str:
    return f"booking-{number}@mitra"


def _file(lines: Sequence[str]) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mitra//coaching//EN"]
    whole = [*head, *lines, "END:VCALENDAR", ""]
    return "\r\n".join(_folded(line) for line in whole).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(event.stamp)}"
    yield f"DTSTART:{_utc(event.starts_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.status:
        yield f"STATUS:{event.status}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.link:
        yield f"URL:{event.link}"
    yield "END:VEVENT"


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(sign, escaped)
    # No other control character may stand in a text (RFC 5545, 3.1).
    return "".join(letter for letter in value if letter >= " " and letter != "\x7f")


def _folded(line: str) -> str:
    """Never within a letter."""
    parts, room = [""], LONGEST_LINE
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = LONGEST_LINE - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)
