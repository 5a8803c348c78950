"""An admin gives a copy, corrects, stops or erases for somebody who cannot ask the bot."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal

from bot import clock
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Known, PersonName, Place
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words, _
from bot.people import consent
from bot.people.models import Honorific, Person, Purpose
from bot.privacy import on_request
from bot.privacy.consequences import consequences
from bot.privacy.models import Does
from handlers.address import Named, called
from handlers.home import FinishFirst, row_number
from handlers.market.readers.why import Became, why_of
from handlers.privacy.copies import PersonCopy
from handlers.privacy.data_search import PREFIX, may
from handlers.privacy.done_for_you import tell, tell_erased
from handlers.privacy.erasing import HOLDS

__all__ = ["CORRECT", "PREFIX", "press"]


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


class WhyOther(Notice):
    """Why news came to somebody else, or did not."""

    kind = "why_other"

    person_id: int
    whom: Named
    found: tuple[Became, ...]


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
    #: Sessions that they hold as an officer.
    led: int = 0
    voices: int = 0


class OtherErased(Notice):
    """It is done, and said without the name."""

    kind = "other_erased"

    person_id: int


class LookAgain(Notice):
    """The button is about somebody whom this admin has not looked for lately, or who is gone."""

    kind = "look_again"


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`card:12`, `why:12`, `copy:12`, `correct:12`, `stop:12:news`, `erase:12:1790000000`.

    The role and whom the admin has found are looked up at each tap.
    """
    if not may(turn):
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


async def _why(turn: Turn, tap: Tap, person: Person, rest: str) -> None:
    """Why news came to them, or did not, as they would read it themselves (promise D1)."""
    on_request.record(turn.db, turn.person, person, Does.SEEN, on_request.WHY)
    whom = Named.of(person) or Named(name="?")
    turn.reply(WhyOther(person_id=person.id, whom=whom, found=await why_of(turn, person)))


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
    if not may(turn):
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
        quiet=turn.quiet,
    )
    await tell(turn, person, Does.CORRECTED)
    turn.reply(await _card(turn, person, Does.CORRECTED))


async def _stop(turn: Turn, tap: Tap, person: Person, purpose: str) -> None:
    given = await _given(turn, person)
    if purpose in given:
        await on_request.stop(turn.db, turn.person, person, Purpose(purpose), turn.quiet)
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
        led=lost.led,
        bulletins=lost.bulletins,
        companies=tuple(each.name for each in lost.companies),
        spoken_for=lost.spoken_for,
        voices=lost.voices,
    )
    turn.reply(asked, edits=tap.message_id)


DOES: Mapping[str, Callable[[Turn, Tap, Person, str], Awaitable[None]]] = {
    "card": _show,
    "why": _why,
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
