"""A session that has begun: who came, what was learnt and noted, and what follows from it."""

from collections.abc import Awaitable, Callable, Mapping

from pydantic import BaseModel

from bot import clock
from bot.coaching.after import begun, checking_in, feedback, homework, notes, recording, taught
from bot.coaching.after.notices import Came, Opinion, Task, roll
from bot.coaching.sessions import sessions
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people.models import Role
from handlers.coaching.after.checking_in import show_code
from handlers.coaching.after.session_notes import show_notes
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.home import NoAccess, row_number

#: As many of a class stand on one page, and as many of what they said and have to do: with long
#: names and all of it in one message (4,096 signs).
PAGE, SAID, TASKS = 8, 3, 4
NOTED = _("Noted. It can be put right here at any time.")


class AfterCard(Notice):
    """To its officer, or to one of those who were coached."""

    kind = "after_card"

    session: SessionFacts
    #: Whether it took place, and whether it is over.
    held: bool
    ended: bool
    #: To the officer: one page of those who were to come, and how many there are.
    roll: tuple[Came, ...] = ()
    page: int = 0
    number: int = 0
    #: To the officer, while its guests can check in.
    code: str | None = None
    opinions: tuple[Opinion, ...] = ()
    average: float | None = None
    #: Whether somebody who came has modules to do.
    modules: bool = False
    tasks: tuple[Task, ...] = ()
    #: How many notes there are to be read.
    notes: int = 0
    #: To an owner: whether they came, can check in, and can say how it was.
    attended: bool | None = None
    checks_in: bool = False
    rates: bool = False
    note: str | None = None


class NotBegun(Notice):
    """What is recorded of a session has to have happened."""

    kind = "not_begun"

    session: SessionFacts


class Offered(BaseModel, frozen=True):
    """A module, and for how many of those who came it is still to do."""

    module_id: int
    template: str | None
    key: str | None
    title: str | None
    programme: str
    open_for: int


class ModulesOffered(Notice):
    """To the officer: what those who came may have done in the session."""

    kind = "modules_offered"

    session_id: int
    modules: tuple[Offered, ...]
    #: What was ticked just now, and for how many.
    ticked: Offered | None = None


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`came:12:34`: participant 34 was at session 12. Whose session it is is looked up."""
    action, number, rest = [*argument.split(":"), "", "", ""][:3]
    seen = await begun.begun(turn.db, turn.person.id, row_number(number))
    if seen is None and action in BEFORE_IT:
        seen = await sessions.coming(turn.db, turn.person.id, row_number(number))
    if seen is None:
        turn.reply(await _not_begun(turn, row_number(number)))
    elif action == "notes":
        await show_notes(turn, seen)
    elif action in BY_OFFICER:
        if await _coaches(turn, tap, seen):
            await BY_OFFICER[action](turn, tap, seen, rest)
    else:
        turn.reply(await card(turn, seen, page=row_number(rest) or 0), edits=tap.message_id)


async def _not_begun(turn: Turn, number: int | None) -> Notice:
    seen = await sessions.coming(turn.db, turn.person.id, number)
    if seen is None:
        return NoSuchSession()
    return NotBegun(session=SessionFacts(**seen.facts_for(turn.person.id)))


async def show(turn: Turn, number: int | None) -> bool:
    """The session with this number, if it has begun and concerns them."""
    seen = await begun.begun(turn.db, turn.person.id, number)
    if seen is None:
        return False
    turn.reply(await card(turn, seen))
    return True


async def _coaches(turn: Turn, tap: Tap, seen: Seen) -> bool:
    if seen.officer.id != turn.person.id:
        turn.reply(await card(turn, seen), edits=tap.message_id)
        return False
    if Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
        return False
    return True


async def _came(turn: Turn, tap: Tap, seen: Seen, rest: str) -> None:
    await _record(turn, tap, seen, rest, came=True)


async def _absent(turn: Turn, tap: Tap, seen: Seen, rest: str) -> None:
    await _record(turn, tap, seen, rest, came=False)


async def _record(turn: Turn, tap: Tap, seen: Seen, rest: str, *, came: bool) -> None:
    number = row_number(rest)
    done = number is not None and await recording.record(
        turn.db, seen, number, turn.quiet, came=came
    )
    at = next((i for i, each in enumerate(seen.guests) if each.participant.id == number), 0)
    note = NOTED if done else _("That business does not take part any more.")
    turn.reply(await card(turn, seen, note, page=at // PAGE), edits=tap.message_id)


async def _all(turn: Turn, tap: Tap, seen: Seen, _rest: str) -> None:
    await recording.record_rest(turn.db, seen, turn.quiet, came=True)
    turn.reply(await card(turn, seen, NOTED), edits=tap.message_id)


async def _rest(turn: Turn, tap: Tap, seen: Seen, _rest: str) -> None:
    await recording.record_rest(turn.db, seen, turn.quiet, came=False)
    turn.reply(await card(turn, seen, NOTED), edits=tap.message_id)


async def _off(turn: Turn, tap: Tap, seen: Seen, _rest: str) -> None:
    await recording.not_held(turn.db, seen)
    turn.reply(await card(turn, seen, NOTED), edits=tap.message_id)


async def _on(turn: Turn, tap: Tap, seen: Seen, _rest: str) -> None:
    await recording.held_after_all(turn.db, seen)
    note = _("All right, it took place. Who came?")
    turn.reply(await card(turn, seen, note), edits=tap.message_id)


async def _modules(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    turn.reply(await _offered(turn, seen))


async def _tick(turn: Turn, tap: Tap, seen: Seen, rest: str) -> None:
    ticked = await taught.tick(turn.db, seen, row_number(rest))
    turn.reply(await _offered(turn, seen, ticked), edits=tap.message_id)


async def _offered(turn: Turn, seen: Seen, ticked: taught.Taught | None = None) -> ModulesOffered:
    found = await taught.offered(turn.db, seen)
    return ModulesOffered(
        session_id=seen.session.id,
        modules=tuple(_as_offered(each) for each in found),
        ticked=_as_offered(ticked) if ticked else None,
    )


def _as_offered(each: taught.Taught) -> Offered:
    return Offered(
        module_id=each.module.id,
        template=each.programme.template,
        key=each.module.key,
        title=each.module.title,
        programme=each.programme.name,
        open_for=each.open_for,
    )


BY_OFFICER: Mapping[str, Callable[[Turn, Tap, Seen, str], Awaitable[None]]] = {
    "came": _came,
    "absent": _absent,
    "all": _all,
    "rest": _rest,
    "off": _off,
    "on": _on,
    "modules": _modules,
    "tick": _tick,
    "qr": show_code,
}
#: What can be looked at before it begins, too.
BEFORE_IT = {"qr", "notes"}


async def card(turn: Turn, seen: Seen, note: str | None = None, *, page: int = 0) -> AfterCard:
    me, session = turn.person.id, seen.session
    tasks = await homework.of_session(turn.db, session.id, me)
    known: dict[str, object] = {
        "session": SessionFacts(**seen.facts_for(me)),
        "held": session.called_off_at is None,
        "ended": session.ends_at <= clock.now(),
        "tasks": tuple(each.task(me) for each in tasks)[:TASKS],
        "note": note,
    }
    return AfterCard(**known, **await _for(turn, seen, page))


async def _for(turn: Turn, seen: Seen, page: int) -> Mapping[str, object]:
    """What only the officer is shown, or only one of those who were coached."""
    me = turn.person.id
    if seen.officer.id == me:
        opinions = await feedback.opinions(turn.db, seen)
        everybody = roll(seen)
        at = min(page, max(len(everybody) - 1, 0) // PAGE)
        return {
            "roll": everybody[at * PAGE : (at + 1) * PAGE],
            "page": at,
            "number": len(everybody),
            "code": checking_in.code_of(seen.session),
            "opinions": opinions.said[-SAID:],
            "average": opinions.average,
            "modules": bool(await taught.offered(turn.db, seen)),
            "notes": len(await notes.for_officer(turn.db, seen)),
        }
    own = seen.own(me)
    said = [each.participant.attended for each in own]
    attended = True if True in said else (None if None in said else False)
    asked = await feedback.of(turn.db, seen.session.id, me)
    return {
        "attended": attended,
        "checks_in": checking_in.is_open(seen.session) and not attended,
        "rates": asked is not None and asked.helped is None,
        "notes": len(await notes.for_guest(turn.db, seen, me)),
    }
