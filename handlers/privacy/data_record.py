"""Who looked at or changed others' data, and when: so that it can be shown."""

from datetime import datetime

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.people.models import Purpose
from bot.privacy import on_request
from bot.privacy.models import Does
from handlers.address import Named
from handlers.privacy.data_request_screens import STOP, look_button
from handlers.privacy.data_search import may

#: Entries that one message shows, the newest.
SHOWN = 10
DID = {
    Does.FOUND: _("found no. {number}"),
    Does.SEEN: _("looked at no. {number}"),
    Does.COPIED: _("was given a copy of no. {number}"),
    Does.CORRECTED: _("corrected no. {number}"),
    Does.STOPPED: _("stopped something for no. {number}"),
    Does.ERASED: _("erased no. {number}"),
}


class Entry(BaseModel, frozen=True):
    at: datetime
    by: Named | None
    does: Does
    what: str | None
    #: None for somebody who stands in buyers' lists alone, by this line.
    person_id: int | None
    line_id: int | None = None


class AccessRecord(Notice):
    kind = "access_record"

    entries: tuple[Entry, ...]


async def show_record(turn: Turn) -> None:
    if not may(turn):
        return
    found = await on_request.recorded(turn.db, SHOWN)
    entries = (
        Entry(
            at=each.at,
            by=Named.of(by),
            does=Does(each.does),
            what=each.what,
            person_id=each.person_id,
            line_id=each.line_id,
        )
        for each, by in found
    )
    turn.reply(AccessRecord(entries=tuple(entries)))


def access_record(words: Words, facts: AccessRecord) -> Screen:
    lines = [words(_("<b>Who did what with others' data</b>, the newest first"))]
    lines += [_entry(words, each) for each in facts.entries]
    if not facts.entries:
        lines.append(words(_("Nothing so far.")))
    return Screen(words.lines(lines), ((look_button(words),),))


def _entry(words: Words, facts: Entry) -> Markup:
    by = facts.by.shown(words) if facts.by else words.plain(_("An operator"))
    what = words.plain(DID[facts.does], number=facts.person_id or facts.line_id)
    if facts.person_id is None:
        line = words.plain(_("line of a supplier list"))
        what = f"{what} ({line})"
    if facts.what and facts.what in [*Purpose]:
        what = f"{what} ({words.plain(STOP[Purpose(facts.what)])})"
    sentence = _("{day}, {time}: {who} {what}")
    return words(sentence, day=words.day(facts.at), time=words.time(facts.at), who=by, what=what)
