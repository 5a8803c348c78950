"""Homework is given and promises are made after a session, and their days are moved."""

from datetime import date

from bot.coaching.after import begun, due, homework
from bot.coaching.after.homework import ToDo
from bot.coaching.after.notices import HomeworkGiven, HomeworkMoved, Task
from bot.coaching.sessions import sessions
from bot.coaching.sessions.notices import Guest, Seen
from bot.conversation import steps
from bot.conversation.form import Answers, Facts, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Day, Known, PickMany
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.screen import Notice
from bot.language import _
from bot.people.models import Role
from handlers.coaching.after.homework import CHANGED, HomeworkGone, card_of, tell_of, version_of
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.home import NoAccess, row_number

ME = "me"
#: As many of those who have left are named.
NAMED = 8


class HomeworkNoted(Notice):
    """To the officer: what was given or promised, and who could not be given it."""

    kind = "homework_noted"

    session_id: int
    tasks: tuple[Task, ...]
    left: tuple[str, ...] = ()
    #: Whether there is still a day before theirs on which to remind.
    reminds: bool = True


class HomeworkLeft(Notice):
    """To the officer: nobody whom it was meant for is coached any more."""

    kind = "homework_left"

    name: str


async def start_giving(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`, or `12:me` for what the officer promises. Whose session it is is looked up."""
    number, _colon, by = argument.partition(":")
    seen = await _taught(turn, row_number(number))
    if seen is None:
        return
    known = {"session": str(seen.session.id), "by": ME if by == ME else "owner"}
    if len(seen.guests) == 1:
        known["only"] = str(seen.guests[0].participant.business_id)
    await begin(turn, PROMISE if by == ME else GIVE, known)


async def _taught(turn: Turn, number: int | None) -> Seen | None:
    """The session, if it is theirs to follow up; else they are told why not."""
    seen = await begun.begun(turn.db, turn.person.id, number)
    seen = seen or await sessions.coming(turn.db, turn.person.id, number)
    if seen is None or seen.officer.id != turn.person.id or not seen.guests:
        turn.reply(NoSuchSession())
        return None
    if Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
        return None
    return seen


async def guests(turn: Turn, answers: Answers) -> Facts:
    """Who can be given it; those who came stand first."""
    number = row_number(answers.get("session", ""))
    seen = await begun.begun(turn.db, turn.person.id, number)
    seen = seen or await sessions.coming(turn.db, turn.person.id, number)
    if seen is None or seen.officer.id != turn.person.id:
        return {"guests": []}
    first = sorted(seen.guests, key=lambda each: not each.participant.attended)
    return {"guests": [[str(g.participant.business_id), _label(g)] for g in first]}


def _label(guest: Guest) -> str:
    return " · ".join(part for part in (guest.owner.name, guest.business) if part)


async def finish_giving(turn: Turn, answers: Answers) -> None:
    seen = await _taught(turn, row_number(answers["session"]))
    if seen is None:
        return
    wanted = {answers["only"]} if answers.get("only") else set(answers.get("who") or ())
    meant = [each for each in seen.guests if str(each.participant.business_id) in wanted]
    task, day = answers["task"]
    by_officer = answers["by"] == ME
    what = ToDo(task, date.fromisoformat(day or answers["day"]), by_officer)
    numbers = [each.participant.business_id for each in meant]
    given = await homework.give(turn.db, turn.person, seen.session.id, numbers, what)
    for each in given:
        await due.owe(turn.db, each, turn.quiet)
        notice = HomeworkGiven(task=each.task(each.owner.id))
        await tell_of(turn, each.owner, notice, f"homework:{version_of(each)}")
    got = {each.homework.business_id for each in given}
    left = tuple(_label(each) for each in meant if each.participant.business_id not in got)[:NAMED]
    if given:
        tasks = tuple(each.task(turn.person.id) for each in given)
        reminds = all(due.is_reminded(each) for each in given)
        turn.reply(
            HomeworkNoted(session_id=seen.session.id, tasks=tasks, left=left, reminds=reminds)
        )
    else:
        turn.reply(HomeworkLeft(name=", ".join(left) or "–"))


async def start_moving(turn: Turn, tap: Tap, argument: str) -> None:
    given = await homework.held(turn.db, turn.person.id, row_number(argument))
    if given is None or given.officer.id != turn.person.id:
        turn.reply(HomeworkGone(), edits=tap.message_id)
    elif not given.is_open:
        turn.reply(card_of(turn, given, CHANGED), edits=tap.message_id)
    else:
        await begin(turn, MOVE, {"homework": str(given.homework.id)})


async def finish_moving(turn: Turn, answers: Answers) -> None:
    given = await homework.held(turn.db, turn.person.id, row_number(answers["homework"]))
    if given is None or given.officer.id != turn.person.id:
        turn.reply(HomeworkGone())
        return
    before = version_of(given)
    if not homework.move(given, date.fromisoformat(answers["day"])):
        turn.reply(card_of(turn, given, CHANGED))
        return
    await due.owe(turn.db, given, turn.quiet)
    await outbox.stop_keys(turn.db, [f"homework:{before}"])
    moved = HomeworkMoved(task=given.task(given.owner.id))
    await tell_of(turn, given.owner, moved, f"homework:{version_of(given)}")
    turn.reply(card_of(turn, given, _("Noted. The owner is told of the new day.")))


def _without_day(answers: Answers) -> bool:
    return not (answers.get("task") or ["", ""])[1]


WHO = PickMany(
    "who",
    _("For whom? Tap the names, or type them, then “Done”. “All” is for everybody."),
    _("For"),
    source="guests",
    when=lambda answers: not answers.get("only"),
)
DAY = Day("day", _("Until when? Example: Friday, 5 June."), _("Until"), when=_without_day)
GIVE = Form(
    name="give_homework",
    title=_("<b>Give this homework?</b>"),
    steps=(
        Known("session", needed=True),
        Known("by"),
        Known("only"),
        WHO,
        steps.ToDo(
            "task",
            _("What is to be done, and until when? Example: photo of the new label until Friday."),
            _("Homework"),
            longest=300,
        ),
        DAY,
    ),
    finish=finish_giving,
    prepare=guests,
)
PROMISE = Form(
    name="promise",
    title=_("<b>Promise this?</b> The owner reads it, and you are reminded."),
    steps=(
        Known("session", needed=True),
        Known("by"),
        Known("only"),
        WHO,
        steps.ToDo(
            "task",
            _(
                "What have you promised, and until when? Example: ask the health office until "
                "Friday."
            ),
            _("Promise"),
            longest=300,
        ),
        DAY,
    ),
    finish=finish_giving,
    prepare=guests,
)
MOVE = Form(
    name="move_homework",
    title="",
    steps=(Known("homework", needed=True), Day("day", _("Until when instead?"), _("Until"))),
    finish=finish_moving,
    review=never,
)
