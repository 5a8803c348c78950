"""A buyer's price or need in one line: it fills the form, which asks for what is missing."""

import re
from collections.abc import Mapping
from typing import Any

from bot import clock
from bot.conversation.form import Answer, Answers, Situation
from bot.conversation.said import Media, Text
from bot.conversation.talk import begin, carry_on, receive
from bot.conversation.turn import Turn
from bot.language.reading.announcements import Announcement, read_announcement
from bot.people.models import Role
from handlers.market.bulletins.publishing import PUBLISH, publisher

#: What is optional is not asked of who has said all in one line.
UNASKED = ("pays", "window", "terms")
#: Said anywhere in the line, it is about whom the line is for.
_OWN_SUPPLIERS = re.compile(
    r"[,;]?\s*\b(?:hanya|cuma|khusus|only)(?: (?:untuk|utk|buat|for))?"
    r" (?:(?:para )?(?:pemasok|supplier|penyetor) (?:saya|kami|sendiri)"
    r"|(?:my|our)(?: own)? suppliers)\b",
    re.IGNORECASE,
)


async def announce(turn: Turn, text: str, media: Media | None = None) -> bool:
    """Whether it is a bulletin. Nothing is published before the summary is confirmed.

    `media` is what it stood under, and goes with it.
    """
    if Role.OFFTAKER not in turn.roles:
        return False
    line = _OWN_SUPPLIERS.sub("", text)
    announcement = read_announcement(line, clock.now().astimezone(turn.words.zone))
    if announcement is None:
        return False
    if offtaker := await publisher(turn):
        parts = {key: _as_typed(part, line) for key, part in announcement.parts.items()}
        target = {"target": {"suppliers_of": offtaker.id}} if line != text else {}
        await _fill(turn, announcement, parts, {"enclosure": None, **target})
        if media:
            turn.replies.pop()  # the question, which is asked again below what is said of it
            await receive(turn, PUBLISH, "enclosure", media)
    return True


async def _fill(
    turn: Turn, announcement: Announcement, parts: Mapping[str, str], known: Answers
) -> None:
    """Take what is clear; what may mean several things is said to its question again."""
    answers: dict[str, Any] = {"kind": announcement.kind, **dict.fromkeys(UNASKED), **known}
    unclear: dict[str, str] = {}
    now = clock.now().astimezone(turn.words.zone)
    for step in PUBLISH.steps:
        if step.key not in parts:
            continue
        facts = await PUBLISH.prepare(turn, answers)
        reply = step.read(parts[step.key], None, Situation(turn.words, now, answers, facts))
        if isinstance(reply, Answer):
            answers[step.key] = reply.value
        else:
            unclear[step.key] = parts[step.key]
            answers.pop(step.key, None)
    await begin(turn, PUBLISH, answers)
    asked = turn.conversation.state["at"]
    if asked in unclear:
        turn.replies.pop()  # the question, which was answered in a way
        turn.said = Text(unclear[asked])
        await carry_on(turn, PUBLISH)


def _as_typed(part: str, text: str) -> str:
    """With the capitals of names, where it stands in one piece, or each of its clauses does."""
    at = text.casefold().find(part)
    if at < 0 and ", " in part:
        return ", ".join(_as_typed(clause, text) for clause in part.split(", "))
    return text[at : at + len(part)] if at >= 0 else part
