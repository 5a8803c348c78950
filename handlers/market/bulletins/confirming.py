"""A bulletin for very many, or a company's first: one admin after the other is asked for a yes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.market import audience, batches, plans
from bot.market.bulletins import end_of
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.partnerships import members
from bot.partnerships.models import Offtaker
from bot.people.models import Person, Role
from handlers.home import FinishFirst, NoAccess, row_number
from handlers.market.bulletins import enclosing
from handlers.market.bulletins.batch_requests import confirm_batch
from handlers.market.bulletins.bulletins import Facts
from handlers.market.bulletins.dry_run import facts_of, places_of, sample
from handlers.market.bulletins.going_out import (
    go_out,
    go_out_of_sheet,
    tell_author,
    tell_author_of_sheet,
)
from handlers.market.bulletins.plan_screens import on_clock, stands
from handlers.market.bulletins.publishing import draft_of
from handlers.market.bulletins.target_words import only_for

#: Starts the data of the buttons under what an admin is asked.
PREFIX = "confirm"


class ConfirmRequest(Notice):
    """What a company wants to tell, to the admin who is asked."""

    kind = "confirm_request"

    plan_id: int
    company: str
    facts: Facts
    regions: tuple[str, ...]
    reach: int
    publish_at: datetime | None = None
    narrowed: Mapping[str, Any] | None = None


class ConfirmDone(Notice):
    """What became of it, in place of the question."""

    kind = "confirm_done"

    company: str
    #: None if it is not kept any more.
    state: PlanState | None
    #: The admin who decided, if it was not the reader.
    by: str | None = None


class OwnNews(Notice):
    """Nobody confirms what their own company says."""

    kind = "own_news"


async def ask(db: AsyncSession, plan: PlannedBulletin, quiet: Quiet) -> None:
    """Ask the admin whose turn it is, outside of their quiet hours."""
    found = await plans.ask_next(db, plan, quiet)
    if found is None:
        return
    admin, at = found
    about = await request_of(db, plan)
    await outbox.notify(db, admin, about, key=_key(plan, plan.asks), not_before=at)


async def request_of(db: AsyncSession, plan: PlannedBulletin) -> Notice:
    """What an admin is asked about a plan that waits, or about the sheet that it stands for."""
    if plan.batch_id is not None:
        return await confirm_batch(db, await batches.of(db, plan.batch_id))
    draft = draft_of(plan.answers, plan.offtaker_id)
    author = await db.get_one(Person, plan.author_id)
    offtaker = await db.get_one(Offtaker, plan.offtaker_id)
    return ConfirmRequest(
        plan_id=plan.id,
        company=offtaker.name,
        facts=facts_of(draft, offtaker.name, author.zone),
        regions=tuple(draft.regions),
        reach=await audience.size(db, draft.commodity, draft.target),
        publish_at=plan.publish_at,
        narrowed=draft.target.narrowed,
    )


async def call_off(db: AsyncSession, plan: PlannedBulletin) -> None:
    """Nobody need be asked any more."""
    await outbox.stop_keys(db, [_key(plan, each + 1) for each in range(plan.asks)])


def _key(plan: PlannedBulletin, ask_number: int) -> str:
    return f"confirm:{plan.id}:{ask_number}"


async def ask_on(db: AsyncSession, quiet: Quiet) -> int:
    """The next admin, where one did not answer in time; returns how many bulletins waited."""
    waiting = await plans.unanswered(db)
    for plan in waiting:
        about = await _asked_with(db, plan)
        author = await db.get_one(Person, plan.author_id)
        ends = [
            end_of(draft_of(each.answers, each.offtaker_id).until, author.zone) for each in about
        ]
        if max(ends) > clock.now():
            await ask(db, plan, quiet)
            continue
        for each in about:
            each.state = PlanState.EXPIRED
        await _tell_author(db, plan, None, quiet)
    return len(waiting)


async def _asked_with(db: AsyncSession, plan: PlannedBulletin) -> Sequence[PlannedBulletin]:
    """All that the same yes is about: a bulletin, or those of its sheet."""
    if plan.batch_id is None:
        return [plan]
    return [each for each in await batches.of(db, plan.batch_id) if each.state == PlanState.ASKED]


async def _tell_author(
    db: AsyncSession, plan: PlannedBulletin, made: Bulletin | None, quiet: Quiet
) -> None:
    if plan.batch_id is None:
        await tell_author(db, plan, made, quiet)
    else:
        await tell_author_of_sheet(db, await batches.of(db, plan.batch_id))


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`approve:12` or `refuse:12`. The role is looked up, never taken from the button."""
    does, _colon, number = argument.partition(":")
    plan = await _asked_about(turn, row_number(number), tap.message_id)
    if plan is None:
        return
    if does == "see":
        enclosing.show(turn, (await stands(turn.db, plan)).facts)
    elif does == "approve":
        await _approve(turn, plan, tap.message_id)
    elif turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await begin(turn, REFUSAL, {"about": str(plan.id)})


async def _asked_about(
    turn: Turn, plan_id: int | None, edits: int | None = None
) -> PlannedBulletin | None:
    """The bulletin, if it still waits and this admin may decide; else they are told why not."""
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return None
    plan = await plans.held(turn.db, plan_id) if plan_id is not None else None
    if plan is None:
        turn.reply(ConfirmDone(company="", state=None), edits=edits)
    elif await members.role_in(turn.db, plan.offtaker_id, turn.person.id):
        turn.reply(OwnNews())
    elif plan.state != PlanState.ASKED:
        turn.reply(await _done(turn, plan), edits=edits)
    else:
        return plan
    return None


async def _approve(turn: Turn, plan: PlannedBulletin, edits: int) -> None:
    about, made = await _asked_with(turn.db, plan), None
    for each in about:
        each.decided_by = turn.person.id
    later = plan.publish_at is not None and plan.publish_at > clock.now()
    if plan.batch_id is not None:
        batches.schedule(about, plan.publish_at if later else None)
        await go_out_of_sheet(turn.db, about, turn.quiet)
    elif later:
        plan.state = PlanState.SCHEDULED
    else:
        made = await go_out(turn.db, plan, turn.quiet)
    await _settled(turn, plan)
    turn.reply(await _done(turn, plan), edits=edits)
    await _tell_author(turn.db, plan, made, turn.quiet)


async def refuse(turn: Turn, answers: Answers) -> None:
    plan = await _asked_about(turn, int(answers.get("about", 0)))
    if plan is None:
        return
    for each in await _asked_with(turn.db, plan):
        each.state, each.reason = PlanState.REFUSED, answers["reason"]
        each.decided_by = turn.person.id
    await _settled(turn, plan)
    turn.reply(await _done(turn, plan))
    await _tell_author(turn.db, plan, None, turn.quiet)


async def _settled(turn: Turn, plan: PlannedBulletin) -> None:
    await turn.db.flush()
    await call_off(turn.db, plan)


async def _done(turn: Turn, plan: PlannedBulletin) -> ConfirmDone:
    offtaker = await turn.db.get_one(Offtaker, plan.offtaker_id)
    other = None
    if plan.decided_by not in {None, turn.person.id}:
        other = await turn.db.get_one(Person, plan.decided_by)
    name = other.name if other else None
    return ConfirmDone(company=offtaker.name, state=PlanState(plan.state), by=name)


def confirm_request(words: Words, facts: ConfirmRequest) -> Screen:
    people = n_(
        "It goes to {number} person in {places}.", "It goes to {number} people in {places}."
    )
    whom = [words.plural(people, facts.reach, places=places_of(words, facts.regions))]
    whom += only_for(words, facts.narrowed)
    if facts.publish_at:
        at = on_clock(words, facts.publish_at)
        whom.append(words(_("It is to go out on {day} at {time}."), **at))
    head = words(
        _("<b>{company} waits for a yes</b> to tell this. Is it right?"), company=facts.company
    )
    labels = {"approve": _("Yes, it may go out"), "refuse": _("No, with a reason …")}
    buttons = tuple(
        (Button(words.plain(label), f"{PREFIX}:{does}:{facts.plan_id}"),)
        for does, label in labels.items()
    )
    see = enclosing.seen_by(words, facts.facts, f"{PREFIX}:see:{facts.plan_id}")
    told = [*sample(words, facts.facts), *enclosing.enclosed_with(words, facts.facts)]
    return Screen(words.paragraphs([head, words.lines(whom), *told]), (*see, *buttons))


BECAME = {
    PlanState.PUBLISHED: _("The news of {company} is out."),
    PlanState.SCHEDULED: _("The news of {company} goes out when its hour comes."),
    PlanState.REFUSED: _("The news of {company} does not go out. They read your reason."),
    PlanState.DROPPED: _("{company} does not want to tell this any more."),
    PlanState.EXPIRED: _(
        "The last day of this news of {company} has passed, so it did not go out."
    ),
}


def confirm_done(words: Words, facts: ConfirmDone) -> Screen:
    if facts.state not in BECAME:
        return Screen(words(_("This does not wait for a yes any more.")))
    lines = [words(BECAME[facts.state], company=facts.company)]
    if facts.by:
        lines.append(words(_("{name} was faster."), name=facts.by))
    return Screen(words.lines(lines))


def own_news(words: Words, _facts: OwnNews) -> Screen:
    own = _("This is your own company's news. Another admin will look at it.")
    return Screen(words(own))


REFUSAL = Form(
    name="refusal",
    title="",
    steps=(
        Known("about", needed=True),
        Text(
            "reason",
            _("Why not? The company reads what you write here, so write it kindly and clearly."),
            _("Reason"),
            longest=500,
        ),
    ),
    finish=refuse,
    review=never,
)
