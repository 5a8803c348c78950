"""An admin answers privacy requests of people who cannot ask the bot: looked for, then done."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from bot import clock
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Known, PersonName, Place, Whom
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words, _
from bot.people import consent
from bot.people.models import Honorific, Person, Purpose, Role
from bot.privacy import on_request
from bot.privacy.consequences import consequences
from bot.privacy.models import Does
from bot.privacy.on_request import Match
from handlers.address import Named, called
from handlers.copies import PersonCopy
from handlers.done_for_you import tell, tell_erased
from handlers.erasing import HOLDS
from handlers.home import FinishFirst, NoAccess, row_number

#: Starts the data of the buttons under all that is said here.
PREFIX = "rights"
#: Entries of the record that one message shows, the newest.
SHOWN = 10


class Brief(BaseModel, frozen=True):
    """Somebody in a list of who may be meant: enough to choose, and no more."""

    id: int
    name: str
    phone: str | None
    regency: str | None
    officer: Named | None
    has_chat: bool


class PeopleFound(Notice):
    """Who may be meant; None if that were too many."""

    kind = "people_found"

    people: tuple[Brief, ...] | None


class DataCard(Notice):
    """One person, and what an admin can do for them."""

    kind = "data_card"

    person_id: int
    name: str
    honorific: str | None
    phone: str | None
    regency: str | None
    has_chat: bool
    given: tuple[Purpose, ...]
    #: What was done just now.
    done: Does | None = None


class StoppingForOther(Notice):
    """What can be stopped for somebody else."""

    kind = "stopping_for_other"

    person_id: int
    name: str
    honorific: str | None
    given: tuple[Purpose, ...]


class ErasingOther(Notice):
    """What an erasure takes along and leaves, before it is done for somebody else."""

    kind = "erasing_other"

    person_id: int
    name: str
    honorific: str | None
    #: Seconds since 1970.
    asked_at: int
    businesses: int
    sessions: int
    bulletins: int
    companies: tuple[str, ...]
    spoken_for: int


class OtherErased(Notice):
    """It is done, and said without the name."""

    kind = "other_erased"

    person_id: int


class LookAgain(Notice):
    """The button is about somebody whom this admin has not looked for lately, or who is gone."""

    kind = "look_again"


class Entry(BaseModel, frozen=True):
    at: datetime
    by: Named | None
    does: Does
    what: str | None
    person_id: int


class AccessRecord(Notice):
    kind = "access_record"

    entries: tuple[Entry, ...]


def _may(turn: Turn) -> bool:
    if Role.ADMIN in turn.roles:
        return True
    turn.reply(NoAccess(role=Role.ADMIN))
    return False


async def start_looking(turn: Turn) -> None:
    if _may(turn):
        await begin(turn, LOOK)


async def show_record(turn: Turn) -> None:
    if not _may(turn):
        return
    found = await on_request.recorded(turn.db, SHOWN)
    entries = (
        Entry(
            at=each.at,
            by=Named.of(by),
            does=Does(each.does),
            what=each.what,
            person_id=each.person_id,
        )
        for each, by in found
    )
    turn.reply(AccessRecord(entries=tuple(entries)))


async def show_found(turn: Turn, answers: Answers) -> None:
    if not _may(turn):
        return
    found = await on_request.matches(turn.db, turn.person, **answers["whom"])
    people = None if found is None else tuple(_brief(match) for match in found)
    turn.reply(PeopleFound(people=people))


def _brief(match: Match) -> Brief:
    person = match.person
    return Brief(
        id=person.id,
        name=masked(person.name or "?"),
        phone=person.phone,
        regency=person.regency,
        officer=Named.of(match.officer),
        has_chat=person.telegram_id is not None,
    )


def masked(name: str) -> str:
    """`Siti A. R.`, `Sup…`: known by who knows the person, and told to nobody else."""
    first, *others = name.split() or ["?"]
    if others:
        return " ".join([first, *(f"{each[0]}." for each in others)])
    return f"{first[:3]}…"


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`card:12`, `copy:12`, `correct:12`, `stop:12`, `stop:12:news`, `erase:12:1790000000`.

    The role and whom the admin has found are looked up at each tap.
    """
    if not _may(turn):
        return
    does, number, rest = [*argument.split(":"), "", ""][:3]
    which = row_number(number)
    person = await on_request.found(turn.db, turn.person, which) if which is not None else None
    if person is None:
        turn.reply(LookAgain())
        return
    await DOES.get(does, _show)(turn, tap, person, rest)


async def _show(turn: Turn, tap: Tap, person: Person, rest: str) -> None:
    on_request.record(turn.db, turn.person, person, Does.SEEN)
    turn.reply(await _card(turn, person), edits=tap.message_id)


async def _card(turn: Turn, person: Person, done: Does | None = None) -> DataCard:
    return DataCard(
        person_id=person.id,
        name=person.name or "?",
        honorific=person.honorific,
        phone=person.phone,
        regency=person.regency,
        has_chat=person.telegram_id is not None,
        given=await _given(turn, person),
        done=done,
    )


async def _given(turn: Turn, person: Person) -> tuple[Purpose, ...]:
    return tuple(Purpose(each.purpose) for each in await consent.given(turn.db, person.id))


async def _copy(turn: Turn, tap: Tap, person: Person, rest: str) -> None:
    copied = await on_request.copy(turn.db, turn.person, person)
    rows = {name: [*rows] for name, rows in copied.items()}
    whose = Named.of(person) or Named(name="?")
    ways: tuple[Literal["read", "compute"], ...] = ("read", "compute")
    for to in ways:
        turn.reply(PersonCopy(to=to, copied=rows, whose=whose, language=person.language))
    await tell(turn, person, Does.COPIED)


async def _correct(turn: Turn, tap: Tap, person: Person, rest: str) -> None:
    if turn.conversation.form:
        turn.reply(FinishFirst())
        return
    answers: dict[str, Any] = {"whom": str(person.id)}
    if person.name:
        answers["name"] = {"name": person.name, "honorific": person.honorific}
    if person.regency:
        answers["regency"] = person.regency
    await begin(turn, CORRECT, answers)


async def finish_correcting(turn: Turn, answers: Answers) -> None:
    if not _may(turn):
        return
    person = await on_request.found(turn.db, turn.person, int(answers["whom"]))
    if person is None:
        turn.reply(LookAgain())
        return
    named = answers["name"]
    honorific = Honorific(named["honorific"]) if named["honorific"] else None
    await on_request.correct(
        turn.db,
        turn.person,
        person,
        name=named["name"],
        honorific=honorific,
        regency=answers["regency"],
    )
    await tell(turn, person, Does.CORRECTED)
    turn.reply(await _card(turn, person, Does.CORRECTED))


async def _stop(turn: Turn, tap: Tap, person: Person, purpose: str) -> None:
    given = await _given(turn, person)
    if purpose in given:
        await on_request.stop(turn.db, turn.person, person, Purpose(purpose))
        await tell(turn, person, Does.STOPPED, purpose)
        turn.reply(await _card(turn, person, Does.STOPPED), edits=tap.message_id)
        return
    asked = StoppingForOther(
        person_id=person.id, name=person.name or "?", honorific=person.honorific, given=given
    )
    turn.reply(asked, edits=tap.message_id)


async def _erase(turn: Turn, tap: Tap, person: Person, asked_at: str) -> None:
    now, number = int(clock.now().timestamp()), person.id
    if asked_at.isdecimal() and 0 <= now - int(asked_at[:12]) <= HOLDS.total_seconds():
        chat = person.telegram_id
        await on_request.forget(turn.db, turn.person, person, turn.quiet)
        await tell_erased(turn, person, chat)
        turn.reply(OtherErased(person_id=number), edits=tap.message_id)
        return
    lost = await consequences(turn.db, person)
    asked = ErasingOther(
        person_id=number,
        name=person.name or "?",
        honorific=person.honorific,
        asked_at=now,
        businesses=lost.businesses,
        sessions=lost.sessions,
        bulletins=lost.bulletins,
        companies=tuple(each.name for each in lost.companies),
        spoken_for=lost.spoken_for,
    )
    turn.reply(asked, edits=tap.message_id)


DOES: Mapping[str, Callable[[Turn, Tap, Person, str], Awaitable[None]]] = {
    "card": _show,
    "copy": _copy,
    "correct": _correct,
    "stop": _stop,
    "erase": _erase,
}


async def name_them(turn: Turn, answers: Answers) -> Facts:
    """For whom it is."""
    return dict(answers.get("name") or {})


def for_whom(words: Words, facts: Facts) -> str | None:
    if not facts.get("name"):
        return None
    name = called(words, facts["name"], facts.get("honorific"))
    return words(_("🖊 <b>On behalf of {name}</b>"), name=name)


def never(_answers: Answers) -> bool:
    return False


LOOK = Form(
    name="look_for",
    title="",
    steps=(
        Whom(
            "whom",
            _(
                "Whose data is it about? Type the mobile number, or the name. By name, only people "
                "without a chat of their own are found."
            ),
            _("Person"),
        ),
    ),
    finish=show_found,
    review=never,
)
CORRECT = Form(
    name="correct_other",
    title=_("<b>Is this right?</b> Tap ✎ to change an answer."),
    steps=(
        Known("whom"),
        PersonName("name", _("What is the right name? For example: Ibu Siti."), _("Name")),
        Place(
            "regency",
            _("In which regency or city are they? For example: Malang."),
            _("Regency/city"),
        ),
    ),
    finish=finish_correcting,
    prepare=name_them,
    banner=for_whom,
)
