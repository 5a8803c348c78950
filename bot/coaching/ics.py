"""A session as a calendar file (RFC 5545), without anybody's address or number."""

from datetime import UTC, datetime

from bot.coaching.notices import SessionFacts

#: A line is no longer, in bytes; what follows stands on the next one behind a space.
LONGEST_LINE = 75


def calendar(facts: SessionFacts, title: str, now: datetime) -> bytes:
    """In UTC, so that it says the same under any clock. A link is where one meets; words are not
    told, because they may be where somebody lives.
    """
    ends = facts.ends_at
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mitra//coaching//EN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        # The same session saved anew replaces what was saved before it moved.
        f"UID:session-{facts.session_id}@mitra",
        f"SEQUENCE:{facts.version - 1}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(facts.starts_at)}",
        f"DTEND:{_utc(ends)}",
        f"SUMMARY:{_text(title)}",
    ]
    if facts.link:
        lines.append(f"URL:{facts.link}")
    lines += ["END:VEVENT", "END:VCALENDAR", ""]
    return "\r\n".join(_folded(line) for line in lines).encode()


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    for sign, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(sign, escaped)
    return value.replace("\r", "")


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
