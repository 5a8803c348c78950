"""What the author of a sheet does with it: send it, without what is unusual, later, or not."""

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.form import Form
from bot.conversation.said import Tap
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.market import batches, plans, reaching
from bot.market.planned import PlannedBulletin, PlanState
from handlers.home import FinishFirst
from handlers.market.bulletins.batch_screens import batch_stands
from handlers.market.bulletins.confirming import ask, call_off
from handlers.market.bulletins.going_out import go_out_of_sheet
from handlers.market.bulletins.publishing import draft_of

#: What can still be done with a sheet, besides looking at it.
POSSIBLE = {
    PlanState.SHOWN: {"now", "usual", "when", "cancel"},
    PlanState.SCHEDULED: {"now", "when", "cancel"},
    PlanState.ASKED: {"cancel"},
}
#: The states of a bulletin that waits for its author, an admin or its hour.
OPEN = {PlanState.SHOWN, PlanState.ASKED, PlanState.SCHEDULED}


async def press(turn: Turn, tap: Tap, does: str, batch_id: int, schedule: Form) -> None:
    """`schedule` asks for an hour, and then calls `put_off`."""
    found = await batches.of(turn.db, batch_id)
    # What is on its way already goes on.
    moved = any(plan.state == PlanState.PUBLISHED for plan in found)
    if moved or does not in POSSIBLE.get(batches.state_of(found), ()):
        await _show(turn, found, None if does == "show" else tap.message_id)
    elif does == "when" and turn.conversation.form:
        turn.reply(FinishFirst())
    elif does == "when":
        await begin(turn, schedule, {"about": str(batch_id)})
    elif does == "cancel":
        await _drop(turn, [plan for plan in found if plan.state in OPEN])
        await _show(turn, found, tap.message_id)
    else:
        if does == "usual":
            await _drop(turn, [plan for plan in found if batches.unusual(plan)])
        await _confirm(turn, found, None, tap.message_id)


async def put_off(turn: Turn, batch_id: int, at: datetime) -> None:
    found = await batches.of(turn.db, batch_id)
    if "when" in POSSIBLE.get(batches.state_of(found), ()):
        await _confirm(turn, found, at)
    else:
        await _show(turn, found)


async def _confirm(
    turn: Turn, found: Sequence[PlannedBulletin], at: datetime | None, edits: int | None = None
) -> None:
    """As with a single one: it goes out, or waits for its hour or for one yes of an admin."""
    about = [plan for plan in found if plan.state in OPEN]
    if not about:  # a forged button left all of it out
        await _show(turn, found, edits)
        return
    drafts = [draft_of(plan.answers, plan.offtaker_id) for plan in about]
    reach = await reaching.size_of_all(turn.db, drafts)
    if await plans.needs_admin(turn.db, about[0], reach, turn.policy):
        for plan in about:
            plans.ask_admins(plan, turn.policy.confirm_minutes)
            plan.publish_at, plan.ask_at = at, None  # the first one asks for all
        await ask(turn.db, about[0], turn.quiet)
    else:
        batches.schedule(about, at)
        await go_out_of_sheet(turn.db, about, turn.quiet)
    await _show(turn, found, edits)


async def _drop(turn: Turn, found: Sequence[PlannedBulletin]) -> None:
    for plan in found:
        plan.state = PlanState.DROPPED
        await call_off(turn.db, plan)


async def _show(turn: Turn, found: Sequence[PlannedBulletin], edits: int | None = None) -> None:
    turn.reply(await batch_stands(turn.db, found), edits=edits)
