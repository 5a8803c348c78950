"""A buyer's price or need in one line: it fills the form, which asks for what is missing."""

import re

from bot import clock
from bot.conversation.form import Answers
from bot.conversation.in_one_line import as_typed, begin_with
from bot.conversation.said import Media
from bot.conversation.talk import receive
from bot.conversation.turn import Turn
from bot.language.reading.announcements import read_announcement
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
        parts = {key: as_typed(part, line) for key, part in announcement.parts.items()}
        target = {"target": {"suppliers_of": offtaker.id}} if line != text else {}
        unasked: Answers = {**dict.fromkeys(UNASKED), "enclosure": None, **target}
        await begin_with(turn, PUBLISH, parts, {"kind": announcement.kind, **unasked})
        if media:
            turn.replies.pop()  # the question, which is asked again below what is said of it
            await receive(turn, PUBLISH, "enclosure", media)
    return True
