"""From the dry run to the bulletin: its author sends, schedules, changes, widens or drops it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot import clock
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Enclose, Known, Moment
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.language import _
from bot.market import audience, plans
from bot.market.dry_run import Scope, widened
from bot.market.planned import PlannedBulletin, PlanState
from handlers.home import FinishFirst, row_number
from handlers.market.bulletins import batch, enclosing, live_account, targeting
from handlers.market.bulletins.confirming import ask, call_off
from handlers.market.bulletins.going_out import go_out
from handlers.market.bulletins.plan_screens import PlanGone, show, stands
from handlers.market.bulletins.publishing import PUBLISH, draft_of, publisher

#: What can still be done with a plan, besides looking at it.
POSSIBLE = {
    PlanState.SHOWN: {
        *("now", "when", "change", "cancel", "widen", "back"),
        *targeting.DOES,
        *enclosing.DOES,
    },
    PlanState.SCHEDULED: {"now", "when", "cancel", "see"},
    PlanState.ASKED: {"cancel", "see"},
    PlanState.REFUSED: {"change"},
}
#: What asks a question of its own.
ASKING = {"when", "change", "enclose", *targeting.ASKED}


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`now:12`, `when:12`, `whom:12` … or `widen:12:province`: what to do with plan 12."""
    does, number, scope = [*argument.split(":"), "", ""][:3]
    offtaker, plan_id = await publisher(turn), row_number(number)
    if offtaker is None:
        return
    plan = await plans.held(turn.db, plan_id, offtaker.id) if plan_id is not None else None
    if plan is None or plan.batch_id is not None:
        await _of_sheet(turn, tap, does, plan.batch_id if plan else None)
    elif does not in POSSIBLE.get(PlanState(plan.state), ()):
        # A list from which it was opened stays.
        await show(turn, plan, None if does == "show" else tap.message_id)
    elif does in ASKING and turn.conversation.form:
        turn.reply(FinishFirst())
    elif does in targeting.DOES:
        await targeting.press(turn, tap, plan, offtaker, does)
    elif does in enclosing.DOES:
        await _enclose(turn, tap, plan, does)
    else:
        await _do(turn, tap, plan, does, scope)


async def _do(turn: Turn, tap: Tap, plan: PlannedBulletin, does: str, scope: str) -> None:
    """One of the things that are possible with a plan that is held."""
    if does == "now":
        await _confirm(turn, plan, None, tap.message_id)
    elif does == "when":
        await begin(turn, SCHEDULE, {"about": str(plan.id)})
    elif does == "change":
        # What comes of its answers is a plan of its own.
        plan.state = PlanState.DROPPED
        await begin(turn, PUBLISH, plan.answers)
    elif does == "cancel":
        plan.state = PlanState.DROPPED
        await call_off(turn.db, plan)
        await show(turn, plan, tap.message_id)
    elif does == "back":
        await show(turn, plan, tap.message_id)
    elif scope in list(Scope):
        regions = widened(plan.answers["regions"], Scope(scope))
        plan.answers = {**plan.answers, "regions": regions}
        await show(turn, plan, tap.message_id)


async def _enclose(turn: Turn, tap: Tap, plan: PlannedBulletin, does: str) -> None:
    """Show what goes with a plan, ask for it, or take it out."""
    if does == "see":
        enclosing.show(turn, (await stands(turn.db, plan)).facts)
    elif does == "enclose":
        now = enclosing.known(plan)
        asked = {"about": str(plan.id), **now}
        await begin(turn, ENCLOSING, asked, change="enclosure" if now else None)
    else:
        enclosing.keep(plan, None)
        await show(turn, plan, tap.message_id)


async def enclose(turn: Turn, answers: Answers) -> None:
    """What was sent goes with the plan, in place of what did; nothing, if it was left empty."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    plan = await plans.held(turn.db, int(answers.get("about", 0)), offtaker.id)
    if plan is None or plan.batch_id is not None:
        turn.reply(PlanGone())
        return
    if plan.state == PlanState.SHOWN:
        enclosing.keep(plan, answers.get("enclosure"))
        if answers.get("enclosure"):
            enclosing.show(turn, (await stands(turn.db, plan)).facts)
    await show(turn, plan)


def as_it_was(_answers: Answers) -> str:
    return _("Nothing was changed. What is shown above still counts.")


async def _of_sheet(turn: Turn, tap: Tap, does: str, batch_id: int | None) -> None:
    """What is no bulletin by itself: one of a sheet, or none at all."""
    if batch_id is None:
        turn.reply(PlanGone())
    else:
        await batch.press(turn, tap, does, batch_id, SCHEDULE)


async def _confirm(
    turn: Turn, plan: PlannedBulletin, at: datetime | None, edits: int | None = None
) -> None:
    """Its author says yes, for now or for later: it goes out, or waits for that or for an admin."""
    draft = draft_of(plan.answers, plan.offtaker_id)
    reach = await audience.size(turn.db, draft.commodity, draft.target)
    plan.publish_at, made = at, None
    if await plans.needs_admin(turn.db, plan, reach, turn.policy):
        plans.ask_admins(plan, turn.policy.confirm_minutes)
        await ask(turn.db, plan, turn.quiet)
    elif at:
        plan.state = PlanState.SCHEDULED
    else:
        made = await go_out(turn.db, plan, turn.quiet)
    turn.reply(await stands(turn.db, plan), edits=edits)
    if made:
        await live_account.show(turn.db, made, turn.quiet)


async def put_off(turn: Turn, answers: Answers) -> None:
    """At the moment that was said, by the clock of whoever said it."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    plan = await plans.held(turn.db, int(answers.get("about", 0)), offtaker.id)
    at = datetime.fromisoformat(answers["moment"]).replace(tzinfo=ZoneInfo(turn.person.zone))
    if plan is None:
        turn.reply(PlanGone())
    elif plan.batch_id is not None:
        await batch.put_off(turn, plan.batch_id, max(at, clock.now()))
    elif "when" not in POSSIBLE.get(PlanState(plan.state), ()):
        await show(turn, plan)
    else:
        await _confirm(turn, plan, max(at, clock.now()))


ENCLOSING = Form(
    name="enclosing",
    title="",
    steps=(
        Known("about", needed=True),
        Enclose(
            "enclosure",
            _("Please send one photo or one PDF. It goes out with the text."),
            _("Photo or PDF"),
            optional=True,
        ),
    ),
    finish=enclose,
    called_off=as_it_was,
    review=never,
)
SCHEDULE = Form(
    name="put_off",
    title="",
    steps=(
        Known("about", needed=True),
        Moment("moment", _("When is it to go out? For example: tomorrow at 6."), _("Time")),
    ),
    finish=put_off,
    review=never,
)
