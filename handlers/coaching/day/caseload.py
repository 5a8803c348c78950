"""The businesses an officer looks after: those first that need something, and a card for each."""

from collections.abc import Sequence

from bot.coaching.day import attention, caseload
from bot.coaching.day.notices import InNeed
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Command, Tap
from bot.conversation.steps import Pick
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from handlers.coaching.day.attention_words import case_label
from handlers.coaching.day.case_card import CaseGone, card
from handlers.coaching.day.case_enrolling import ask_where, enrol_in
from handlers.coaching.day.today import patience_of
from handlers.coaching.sessions import planning
from handlers.home import row_number
from handlers.people.owner_cards import is_officer

#: Start the data of the buttons about businesses in somebody's care, and of those that begin to
#: search and to plan.
CASE, FIND, PLAN = "case", "findcase", "plancase"
#: Businesses on one page.
PAGE = 8
#: For how many days something may be put aside.
ASIDE = (3, 7, 14, 30)


class Caseload(Notice):
    """A page of the businesses in somebody's care."""

    kind = "caseload"

    cases: tuple[InNeed, ...]
    page: int
    pages: int
    total: int
    needing: int
    #: What was searched for, and how many more are called like that.
    name: str | None = None
    more: int = 0


class AsideFor(Notice):
    """For how long a business shall not be brought up."""

    kind = "aside_for"

    business_id: int
    days: tuple[int, ...] = ASIDE


async def show_caseload(turn: Turn) -> None:
    """All of them, or those with the name behind the command."""
    if not await is_officer(turn):
        return
    name = turn.said.argument if isinstance(turn.said, Command) else ""
    turn.reply(await _found(turn, name) if name.strip() else await _page(turn, 0))


async def _cases(turn: Turn) -> Sequence[InNeed]:
    return await caseload.caseload(turn.db, turn.person.id, patience_of(turn))


async def _page(turn: Turn, page: int) -> Caseload:
    cases = await _cases(turn)
    pages = max(1, -(-len(cases) // PAGE))
    page = min(page, pages - 1)
    return Caseload(
        cases=tuple(cases[page * PAGE : (page + 1) * PAGE]),
        page=page,
        pages=pages,
        total=len(cases),
        needing=sum(bool(each.needs) for each in cases),
    )


async def _found(turn: Turn, name: str) -> Caseload:
    cases = await _cases(turn)
    found = caseload.named(cases, name)
    return Caseload(
        cases=tuple(found[:PAGE]),
        page=0,
        pages=1,
        total=len(cases),
        needing=sum(bool(each.needs) for each in cases),
        name=name[:60],
        more=max(0, len(found) - PAGE),
    )


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`page:2`; `see:12`, `aside:12`, `till:12:7`, `back:12`, `enrol:12`, `in:12:3` of a business.

    In whose care it is, is looked up.
    """
    if not await is_officer(turn):
        return
    does, number, more = [*argument.split(":", 2), "", ""][:3]
    which = row_number(number)
    if does == "page":
        turn.reply(await _page(turn, which or 0), edits=tap.message_id)
        return
    case = await caseload.case_of(turn.db, turn.person.id, which)
    if case is None:
        turn.reply(CaseGone(), edits=tap.message_id)
        return
    business, owner = case
    days = row_number(more)
    if does == "aside":
        turn.reply(AsideFor(business_id=business.id), edits=tap.message_id)
        return
    if does == "enrol":
        await ask_where(turn, tap, business)
        return
    if does == "till" and days in ASIDE:
        await attention.put_aside(turn.db, turn.person.id, business.id, days)
    elif does == "back":
        await attention.take_up(turn.db, turn.person.id, business.id)
    elif does == "in":
        await enrol_in(turn, business, days)
    shown = await card(turn, business, owner)
    turn.reply(shown, edits=None if does == "see" else tap.message_id)


async def start_planning(turn: Turn, tap: Tap, argument: str) -> None:
    """With that business, if it still is in the officer's care."""
    if not await is_officer(turn):
        return
    case = await caseload.case_of(turn.db, turn.person.id, row_number(argument))
    if case is None:
        turn.reply(CaseGone(), edits=tap.message_id)
    else:
        await begin(turn, planning.PLAN, {"minutes": 0, "business": str(case[0].id)})


async def start_finding(turn: Turn, _tap: Tap, _argument: str) -> None:
    if await is_officer(turn):
        await begin(turn, FIND_CASE)


async def look_up(turn: Turn, _answers: Answers) -> dict[str, list[list[str]]]:
    return {
        "cases": [
            [str(each.business_id), case_label(turn.words, each)] for each in await _cases(turn)
        ]
    }


async def show_found(turn: Turn, answers: Answers) -> None:
    if not await is_officer(turn):
        return
    number = row_number(answers.get("case") or "")
    case = await caseload.case_of(turn.db, turn.person.id, number)
    turn.reply(await card(turn, *case) if case else CaseGone())


FIND_CASE = Form(
    name="find_case",
    title="",
    steps=(
        Pick(
            "case",
            _("Who is it? Type the name of the owner or business."),
            _("Business"),
            source="cases",
        ),
    ),
    finish=show_found,
    prepare=look_up,
    review=never,
)
