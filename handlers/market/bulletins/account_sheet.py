"""The account of a bulletin as a table to take along: by regency, and nobody can be told apart."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from bot.conversation.said import Tap
from bot.conversation.steps.places import place_name
from bot.conversation.turn import Turn
from bot.delivery.ledger import by_regency, of_groups, reasons
from bot.delivery.models import State
from bot.delivery.screen import File, Notice, Screen
from bot.delivery.why import Why, why
from bot.language import Words, _
from bot.market import bulletins
from bot.people.counts import folded, told
from bot.sheets import Table, xlsx
from handlers.market.bulletins.account import account_of, own
from handlers.market.bulletins.bulletins import Facts, headline


class Part(StrEnum):
    SENT = "sent"
    WAITING = "waiting"
    NOT_SENT = "not_sent"


PARTS = {State.SENT: Part.SENT, State.PENDING: Part.WAITING, State.SENDING: Part.WAITING}
NAMES = {
    Part.SENT: _("Sent"),
    Part.WAITING: _("Waiting to be sent"),
    Part.NOT_SENT: _("Could not be sent"),
}


#: Why it did not arrive; anything else is told with others.
REASONS = {
    Why.BLOCKED: _("had blocked the bot"),
    Why.NO_NEWS: _("had turned news off"),
    Why.MUTED: _("had turned news of this commodity off"),
    Why.NO_CHAT: _("have no Telegram: their officer tells them"),
    Why.ENOUGH: _("want no more on one day"),
    Why.EXPIRED: _("it ended before it could go"),
    **dict.fromkeys(
        (Why.WITHDRAWN, Why.SUPERSEDED, Why.FULFILLED), _("it was over before it could go")
    ),
    **dict.fromkeys((Why.UNKNOWN, Why.RESTORED), _("Telegram did not say whether it arrived")),
    Why.REFUSED: _("Telegram refused it"),
}


class AccountSheet(Notice):
    """How many people of each regency are in each part; None: of all the other regencies."""

    kind = "account_sheet"

    facts: Facts
    rows: tuple[tuple[Part, str | None, int], ...]
    #: Why it could not be sent (a key of `REASONS`, or None for all others), and to how many.
    reasons: tuple[tuple[Why | None, int], ...] = ()


async def give_sheet(turn: Turn, tap: Tap, argument: str) -> None:
    """Only its company gets it, and only while no part is too small to tell (promise P6)."""
    found = await own(turn, argument)
    if found is None:
        return
    seen = await account_of(turn.db, found, turn.quiet)
    rows = _rows(await by_regency(turn.db, found.id))
    if rows is None or seen.rough:
        turn.reply(seen, edits=tap.message_id)
        return
    listed = await bulletins.listed(turn.db, found)
    facts = Facts.of(found, listed.offtaker, listed.zone)
    everybody = Counter({(state, why): n for state, why, n in await reasons(turn.db, found.id)})
    everybody -= Counter({(state, why): n for state, why, n in await of_groups(turn.db, found.id)})
    whys = _reasons((*each, number) for each, number in everybody.items())
    turn.reply(AccountSheet(facts=facts, rows=tuple(rows), reasons=tuple(whys)))


def _rows(
    counted: Iterable[tuple[str | None, State, int]],
) -> list[tuple[Part, str | None, int]] | None:
    """None if some part of it has fewer than five people."""
    places: dict[Part, Counter[str]] = {part: Counter() for part in Part}
    for regency, state, number in counted:
        places[PARTS.get(state, Part.NOT_SENT)][regency or ""] += number
    if any(told(each.total()) is None for each in places.values()):
        return None
    rows: list[tuple[Part, str | None, int]] = []
    for part, of_part in places.items():
        shown, rest = folded(of_part)
        others = rest + shown.pop("", 0)
        rows += [(part, place, number) for place, number in shown.items()]
        rows += [(part, None, others)] if others else []
    return rows


def _reasons(counted: Iterable[tuple[State, str | None, int]]) -> list[tuple[Why | None, int]]:
    """Of what could not be sent; no reason of fewer than five people stands by itself."""
    whys: Counter[str] = Counter()
    for state, reason, number in counted:
        if PARTS.get(state, Part.NOT_SENT) is Part.NOT_SENT:
            means = why(state, reason)
            whys[means if means in REASONS else ""] += number
    shown, rest = folded(whys)
    others = rest + shown.pop("", 0)
    told_alone: list[tuple[Why | None, int]] = [(Why(each), n) for each, n in shown.items()]
    return [*told_alone, *([(None, others)] if others else [])]


def account_sheet(words: Words, facts: AccountSheet) -> Screen:
    header = [words.plain(each) for each in (_("What became of it"), _("Regency or city"))]
    header.append(words.plain(_("People")))
    others = words.plain(_("other regencies"))
    rows = [
        (words.plain(NAMES[part]), place_name(place, words) if place else others, number)
        for part, place, number in facts.rows
    ]
    tables = [Table(words.plain(_("Who got it")), header, rows)]
    if facts.reasons:
        tables.append(_why(words, facts.reasons))
    text = words(
        _("{bulletin}: who got it, by regency. Fewer than 5 people are counted with others."),
        bulletin=headline(words, facts.facts),
    )
    return Screen(text, file=File("penerima.xlsx", xlsx(*tables)))


def _why(words: Words, reasons: Iterable[tuple[Why | None, int]]) -> Table:
    other = words.plain(_("other reasons"))
    header = [words.plain(_("Why it could not be sent")), words.plain(_("People"))]
    rows = [(words.plain(REASONS[each]) if each else other, number) for each, number in reasons]
    return Table(words.plain(_("Why not")), header, rows)
