"""What a company has published: what still holds, and how the rest ended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import bulletins, living, plans
from bot.market.models import Bulletin, BulletinKind, Ending
from handlers.home import go
from handlers.market.bulletins import enclosing
from handlers.market.bulletins.account import PREFIX as ACCOUNT
from handlers.market.bulletins.bulletins import RUNNING, Facts, describe, headline
from handlers.market.bulletins.dry_run import PREFIX as DRAFT
from handlers.market.bulletins.plan_screens import PlanStands, in_short, stands
from handlers.market.bulletins.publishing import publisher
from handlers.market.bulletins.target_words import only_for

#: As many as fit on a screen.
MOST, LAST_ENDED = 10, 5
HOW = {
    Ending.WITHDRAWN: _("withdrawn on {day}"),
    Ending.SUPERSEDED: _("there is a newer price since {day}"),
    Ending.FULFILLED: _("fulfilled on {day}"),
    Ending.EXPIRED: _("expired on {day}"),
}


class Over(BaseModel):
    ending: Ending
    at: datetime


class OwnBulletin(Notice):
    """One bulletin as its company sees it, with what can be changed."""

    kind = "own_bulletin"

    bulletin_id: int
    facts: Facts
    over: Over | None = None
    #: What has just been done: a sentence, marked for the catalogues.
    note: str | None = None
    narrowed: Mapping[str, Any] | None = None


class OwnBulletins(Notice):
    kind = "own_bulletins"

    found: tuple[tuple[int, Facts], ...]
    ended: tuple[tuple[Facts, Over], ...]
    #: What waits for an admin, or for its hour.
    to_come: tuple[PlanStands, ...] = ()
    #: The last one of this page, if there are older ones; and whether there are newer ones.
    older: int | None = None
    newer: bool = False
    #: Those of `found` that are not for everybody there: they may read like one that is.
    narrowed: tuple[int, ...] = ()


async def show_bulletins(turn: Turn) -> None:
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    found, older = await _page(turn, offtaker.id)
    ended = await living.ended(turn.db, offtaker.id, LAST_ENDED)
    to_come = await plans.to_come(turn.db, offtaker.id, MOST)
    turn.reply(
        OwnBulletins(
            found=tuple([(each.id, await _facts(turn, each)) for each in found]),
            ended=tuple(
                [(await _facts(turn, each), over) for each in ended if (over := _over(each))]
            ),
            to_come=tuple([await stands(turn.db, each) for each in to_come]),
            older=older,
            narrowed=_narrowed(found),
        )
    )


async def show_older(turn: Turn, before: int, edits: int) -> None:
    """The page after the one that ends with bulletin `before`: a sheet may hold many."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    found, older = await _page(turn, offtaker.id, before)
    facts = tuple([(each.id, await _facts(turn, each)) for each in found])
    page = OwnBulletins(found=facts, ended=(), older=older, newer=True, narrowed=_narrowed(found))
    turn.reply(page, edits=edits)


def _narrowed(found: Sequence[Bulletin]) -> tuple[int, ...]:
    return tuple(each.id for each in found if each.narrowed)


async def _page(
    turn: Turn, offtaker_id: int, before: int | None = None
) -> tuple[Sequence[Bulletin], int | None]:
    found = await living.running(turn.db, offtaker_id, MOST + 1, before)
    return found[:MOST], found[MOST - 1].id if len(found) > MOST else None


async def card_of(turn: Turn, bulletin: Bulletin, note: str | None = None) -> OwnBulletin:
    facts = await _facts(turn, bulletin)
    return OwnBulletin(
        bulletin_id=bulletin.id,
        facts=facts,
        over=_over(bulletin),
        note=note,
        narrowed=bulletin.narrowed,
    )


async def _facts(turn: Turn, bulletin: Bulletin) -> Facts:
    listed = await bulletins.listed(turn.db, bulletin)
    return Facts.of(bulletin, listed.offtaker, listed.zone)


def _over(bulletin: Bulletin) -> Over | None:
    if bulletin.ending and bulletin.ended_at:
        return Over(ending=Ending(bulletin.ending), at=bulletin.ended_at)
    if living.runs(bulletin):
        return None
    return Over(ending=Ending.EXPIRED, at=bulletin.valid_until)  # it is about to be ended


def own_bulletin(words: Words, facts: OwnBulletin) -> Screen:
    lines = [words(facts.note)] if facts.note else []
    if facts.over:
        lines.append(words(_("<b>Ended</b>: {how}"), how=_how(words, facts.over)))
    lines += [describe(words, facts.facts), *only_for(words, facts.narrowed)]
    buttons = [] if facts.over else _changes(words, facts)
    account = Button(words.plain(_("Who got it")), f"{ACCOUNT}:{facts.bulletin_id}")
    ours = go(words.plain(_("Our price news and needs")), "bulletins")
    see = [] if facts.over else enclosing.own(words, facts.facts)
    rows = (*((each,) for each in buttons), *see, (account,), (ours,))
    return Screen(words.paragraphs(lines), rows)


def _changes(words: Words, facts: OwnBulletin) -> list[Button]:
    if facts.facts.kind is BulletinKind.PRICE:
        offered = {"price": _("Change the price")}
    else:
        offered = {
            "filled": _("Part or all is fulfilled"),
            "quantity": _("Change the quantity"),
            "pays": _("Change the price"),
            "window": _("Change the days of delivery"),
        }
    offered |= {
        "until": _("Extend, or change the last day"),
        "terms": _("Change the terms"),
        "withdraw": _("Withdraw"),
    }
    return [
        Button(words.plain(label), f"{RUNNING}:{does}:{facts.bulletin_id}")
        for does, label in offered.items()
    ]


def own_bulletins(words: Words, facts: OwnBulletins) -> Screen:
    publish = go(words.plain(_("Publish a price or need")), "publish")
    lines: list[str] = []
    if not facts.found:
        lines = [words(_("Nothing that you published holds just now."))]
    else:
        lines = [words(_("<b>What you published and still holds</b>\nTap one to change it."))]
    buttons = []
    for bulletin_id, each in facts.found:
        name = headline(words, each)
        if bulletin_id in facts.narrowed:
            name = words.plain(_("{bulletin} (not for all)"), bulletin=name)
        lines.append(
            words(_("• {bulletin}, until {day}"), bulletin=name, day=words.day(each.until))
        )
        buttons.append(Button(name, f"{RUNNING}:show:{bulletin_id}"))
    if facts.to_come:
        lines += ["", words(_("Not out yet:"))]
    for plan in facts.to_come:
        lines.append(
            words(
                _("• {bulletin}: {how}"),
                bulletin=headline(words, plan.facts),
                how=in_short(words, plan),
            )
        )
        buttons.append(Button(headline(words, plan.facts), f"{DRAFT}:show:{plan.plan_id}"))
    if facts.ended:
        lines += ["", words(_("Ended lately:"))]
    lines += [
        words(_("• {bulletin}: {how}"), bulletin=headline(words, each), how=_how(words, over))
        for each, over in facts.ended
    ]
    if facts.older is not None:
        buttons.append(Button(words.plain(_("Older ones ›")), f"{RUNNING}:older:{facts.older}"))
    if facts.newer:
        buttons.append(go(words.plain(_("‹ The newest ones")), "bulletins"))
    from_file = go(words.plain(_("From a file")), "price_template")
    return Screen(words.lines(lines), (*((each,) for each in buttons), (publish,), (from_file,)))


def _how(words: Words, over: Over) -> str:
    return words.plain(HOW[over.ending], day=words.day(over.at))
