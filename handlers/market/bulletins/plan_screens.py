"""How a bulletin that was written stands: out, put off, with an admin, refused or dropped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.market import batches
from bot.market.planned import PlannedBulletin, PlanState
from bot.partnerships.models import Offtaker
from bot.people.models import Person
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, describe
from handlers.market.bulletins.dry_run import PREFIX, dry_run_of, facts_of
from handlers.market.bulletins.enclosing import enclosed_with, seen_by
from handlers.market.bulletins.publishing import draft_of, target_of
from handlers.market.bulletins.target_words import only_for


class PlanStands(Notice):
    """What has become of a bulletin since its dry run."""

    kind = "plan_stands"

    plan_id: int
    state: PlanState
    facts: Facts
    #: When it is to go out; None: as soon as it may.
    publish_at: datetime | None = None
    #: Since when it waits for an admin.
    waits_since: datetime | None = None
    #: Why an admin refused it.
    reason: str | None = None
    #: How many others of its sheet stand as it does.
    others: int = 0
    narrowed: Mapping[str, Any] | None = None


class PlanGone(Notice):
    """Nobody decided on it for a week, or it never was."""

    kind = "plan_gone"


HOW = {
    PlanState.SHOWN: _("<b>Not sent yet.</b>"),
    PlanState.ASKED: _("<b>Waiting for an admin</b> since {day} at {time}."),
    PlanState.SCHEDULED: _("<b>Scheduled</b>: it goes out on {day} at {time}."),
    PlanState.PUBLISHED: _("<b>Sent off.</b> How it goes on is told below."),
    PlanState.REFUSED: _("<b>An admin did not confirm this</b>, so nobody got it."),
    PlanState.DROPPED: _("<b>Not sent</b>, and it will not be."),
    PlanState.EXPIRED: _("<b>Not sent</b>: its last day had passed before it could go out."),
}


async def stands(db: AsyncSession, plan: PlannedBulletin) -> PlanStands:
    author = await db.get_one(Person, plan.author_id)
    offtaker = await db.get_one(Offtaker, plan.offtaker_id)
    others = await batches.others(db, plan) if plan.batch_id is not None else 0
    return PlanStands(
        plan_id=plan.id,
        state=PlanState(plan.state),
        facts=facts_of(draft_of(plan.answers, plan.offtaker_id), offtaker.name, author.zone),
        publish_at=plan.publish_at,
        waits_since=plan.waits_since,
        reason=plan.reason,
        others=others,
        narrowed=target_of(plan.answers).narrowed,
    )


async def show(turn: Turn, plan: PlannedBulletin, edits: int | None = None) -> None:
    """The dry run of what can still become anything, else how it stands."""
    if plan.state != PlanState.SHOWN:
        turn.reply(await stands(turn.db, plan), edits=edits)
        return
    offtaker = await turn.db.get_one(Offtaker, plan.offtaker_id)
    turn.reply(
        await dry_run_of(turn, plan, draft_of(plan.answers, plan.offtaker_id), offtaker),
        edits=edits,
    )


def plan_stands(words: Words, facts: PlanStands) -> Screen:
    parts = [*_how(words, facts), describe(words, facts.facts), *only_for(words, facts.narrowed)]
    parts += enclosed_with(words, facts.facts)
    ours = go(words.plain(_("Our price news and needs")), "bulletins")
    rows: list[tuple[Button, ...]] = [
        (Button(words.plain(label), f"{PREFIX}:{does}:{facts.plan_id}"),)
        for does, label in _choices(facts.state).items()
    ]
    if facts.state in {PlanState.ASKED, PlanState.SCHEDULED}:
        rows += seen_by(words, facts.facts, f"{PREFIX}:see:{facts.plan_id}")
    return Screen(words.paragraphs(parts), (*rows, (ours,)))


def _how(words: Words, facts: PlanStands) -> list[Markup]:
    at = facts.publish_at if facts.state is PlanState.SCHEDULED else facts.waits_since
    head = words(HOW[facts.state], **on_clock(words, at))
    if facts.state is PlanState.REFUSED and facts.reason:
        return [head, words(_("Reason: {reason}"), reason=facts.reason)]
    if facts.state is not PlanState.ASKED:
        return [head]
    why = _("A company's first news, and news for very many people, is looked at by an admin.")
    lines = [head, words(why)]
    if facts.publish_at:
        then = _("It is to go out on {day} at {time}.")
        lines.append(words(then, **on_clock(words, facts.publish_at)))
    return [words.lines(lines)]


def in_short(words: Words, facts: PlanStands) -> str:
    """What it waits for, as one line of a list."""
    if facts.others:
        return _together(words, facts)
    if facts.state is PlanState.SCHEDULED:
        return words.plain(_("goes out on {day} at {time}"), **on_clock(words, facts.publish_at))
    return words.plain(_("waits for an admin"))


def _together(words: Words, facts: PlanStands) -> str:
    alone = facts.model_copy(update={"others": 0})
    more = n_("{how}, with {number} other", "{how}, with {number} others")
    return str(words.plural(more, facts.others, how=in_short(words, alone)))


def on_clock(words: Words, at: datetime | None) -> dict[str, str]:
    """A moment as a day and an hour of the reader's; nothing if there is none."""
    if at is None:
        return {}
    return {"day": words.day(at), "time": words.time(at)}


def _choices(state: PlanState) -> dict[str, str]:
    """What its author can still do."""
    if state is PlanState.SCHEDULED:
        return {"now": _("Send it now"), "when": _("Another time …"), "cancel": _("Cancel")}
    if state is PlanState.ASKED:
        return {"cancel": _("Cancel")}
    return {"change": _("Change and send anew")} if state is PlanState.REFUSED else {}


def plan_gone(words: Words, _facts: PlanGone) -> Screen:
    again = go(words.plain(_("Publish a price or need")), "publish")
    gone = _("That is not kept any more: it was not sent within a week. Nobody got it.")
    return Screen(words(gone), ((again,),))
