"""Homework and promises: given after a session, done, shown, moved, and taken back."""

from collections.abc import Sequence

from bot import clock
from bot.coaching.after import due, homework
from bot.coaching.after.homework import Given
from bot.coaching.after.notices import (
    HomeworkDone,
    HomeworkMoved,
    MediaShown,
    Task,
)
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Messages
from bot.conversation.steps.messages import parts
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Notice
from bot.language import _
from bot.language.reading.homework_done import says_done
from bot.people.models import Person
from handlers.coaching.coaching_off import CoachingIsOff, is_off
from handlers.coaching.reminders.reminding import HelpAsked, HelpWanted
from handlers.home import row_number


class HomeworkCard(Notice):
    kind = "homework_card"

    task: Task
    note: str | None = None


class HomeworkGone(Notice):
    """There is none, or it is not theirs."""

    kind = "homework_gone"


class HomeworkList(Notice):
    """What is open for somebody, or for those they look after."""

    kind = "homework_list"

    tasks: tuple[Task, ...]


class ProofShown(Notice):
    """What somebody sent to show that it is done, to the officer."""

    kind = "proof_shown"

    homework_id: int
    task: Task
    texts: tuple[str, ...]
    #: Photos, documents and voice notes, which come as messages of their own.
    files: int
    kinds: tuple[str, ...] = ()


async def show_homework(turn: Turn) -> None:
    found = await homework.before(turn.db, turn.person.id)
    turn.reply(HomeworkList(tasks=tuple(each.task(turn.person.id) for each in found)))


async def said_done(turn: Turn, text: str) -> bool:
    """Who has one piece of it open is offered to tick it; of several they choose."""
    if not says_done(text):
        return False
    mine = [
        each
        for each in await homework.before(turn.db, turn.person.id)
        if each.doer.id == turn.person.id
    ]
    if len(mine) == 1:
        turn.reply(card_of(turn, mine[0], _("Is this the one that is done?")))
    elif mine:
        await show_homework(turn)
    return bool(mine)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`see:5`, `done:5`, `undo:5`, `off:5`, `help:5`, `proof:5`. Whose it is is looked up."""
    does, _colon, number = argument.partition(":")
    given = await homework.held(turn.db, turn.person.id, row_number(number))
    if given is None:
        turn.reply(HomeworkGone(), edits=tap.message_id)
    elif does == "help":
        turn.reply(await _help(turn, given))
    elif does == "proof":
        _show_proof(turn, given)
    else:
        turn.reply(card_of(turn, given, await _settle(turn, given, does)), edits=tap.message_id)


def card_of(turn: Turn, given: Given, note: str | None = None) -> HomeworkCard:
    return HomeworkCard(task=given.task(turn.person.id), note=note)


CHANGED = _("This is how it stands now:")


async def _settle(turn: Turn, given: Given, does: str) -> str | None:
    """What it did, as a sentence."""
    coaches = given.officer.id == turn.person.id
    may_do = coaches or given.doer.id == turn.person.id
    if does == "done" and may_do:
        return await _done(turn, given)
    if does == "undo" and may_do:
        if not homework.open_again(given):
            return CHANGED
        await due.owe(turn.db, given, turn.quiet)
        return _("All right, it is not done yet.")
    if does == "off" and coaches:
        return await _off(turn, given)
    return None


async def _done(turn: Turn, given: Given) -> str:
    if not homework.finish(given):
        return CHANGED
    await due.stop(turn.db, given)
    other = given.other if turn.person.id == given.doer.id else given.doer
    if other.id != turn.person.id:
        done = HomeworkDone(task=given.task(other.id))
        await tell_of(turn, other, done, f"homework_done:{version_of(given)}")
    if given.homework.by_officer or turn.person.id == given.officer.id:
        return _("Noted as done.")
    return _("Well done! Your officer is told. Would you show it with a photo or a few words?")


async def _off(turn: Turn, given: Given) -> str:
    if not homework.cancel(given):
        return CHANGED
    await due.stop(turn.db, given)
    await outbox.stop_keys(turn.db, [f"homework:{version_of(given)}"])
    off = HomeworkMoved(task=given.task(given.owner.id))
    await tell_of(turn, given.owner, off, f"homework_off:{version_of(given)}")
    return _("It is taken back, and the owner is told.")


def version_of(given: Given) -> str:
    return f"{given.homework.id}:{given.homework.version}"


async def tell_of(turn: Turn, person: Person, notice: Notice, key: str | None = None) -> None:
    at = first_allowed(clock.now(), person.zone, turn.quiet)
    await outbox.notify(turn.db, person, notice, key=key, not_before=at)


async def _help(turn: Turn, given: Given) -> Notice:
    """The officer is told once a day, however often it is tapped."""
    if turn.person.id != given.owner.id or not given.is_open:
        return card_of(turn, given, CHANGED)
    if await is_off(turn):
        return CoachingIsOff()
    person, its = turn.person, given.homework
    wanted = HelpWanted(
        name=person.name or "",
        honorific=person.honorific,
        at=due.due_at(its.due_on, person.zone),
        homework=its.text,
        session_id=its.session_id,
    )
    day = homework.today(person).isoformat()
    await tell_of(turn, given.officer, wanted, f"help:homework:{its.id}:{person.id}:{day}")
    return HelpAsked(reached=True)


def _show_proof(turn: Turn, given: Given) -> None:
    for notice in _proof(given, turn.person.id, parts(given.homework.proof)):
        turn.reply(notice)


def _proof(
    given: Given, person_id: int, messages: Sequence[tuple[str, str, str | None]]
) -> list[Notice]:
    texts = tuple(text for _kind, text, file_id in messages if text and not file_id)
    files = [(kind, text, file_id) for kind, text, file_id in messages if file_id]
    number = given.homework.id
    head = ProofShown(
        homework_id=number,
        task=given.task(person_id),
        texts=texts,
        files=len(files),
        kinds=tuple(kind for kind, _text, _file_id in files),
    )
    media = [
        MediaShown(
            session_id=given.homework.session_id,
            homework_id=number,
            what=kind,
            file_id=file_id,
            text=text,
            name=given.owner.name or "",
        )
        for kind, text, file_id in files
    ]
    return [head, *media]


async def start_proving(turn: Turn, tap: Tap, argument: str) -> None:
    given = await homework.held(turn.db, turn.person.id, row_number(argument))
    if given is None or given.owner.id != turn.person.id:
        turn.reply(HomeworkGone(), edits=tap.message_id)
    else:
        await begin(turn, PROOF, {"homework": str(given.homework.id)})


async def finish_proving(turn: Turn, answers: Answers) -> None:
    given = await homework.held(turn.db, turn.person.id, row_number(answers["homework"]))
    if given is None or given.owner.id != turn.person.id:
        turn.reply(HomeworkGone())
        return
    if await is_off(turn):
        turn.reply(CoachingIsOff())
        return
    homework.show(given, answers["messages"])
    await turn.db.flush()
    for notice in _proof(given, given.officer.id, parts(answers["messages"])):
        await tell_of(turn, given.officer, notice)
    turn.reply(card_of(turn, given, _("Thank you, it is passed on to your officer.")))


PROOF = Form(
    name="prove_homework",
    title="",
    steps=(
        Known("homework", needed=True),
        Messages(
            "messages",
            _("Please send a photo, a voice note or a few words that show it."),
            _("What was done"),
        ),
    ),
    finish=finish_proving,
    review=never,
)
