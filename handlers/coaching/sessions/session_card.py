"""One session and what can be done with it: answered, moved, called off, kept in a calendar."""

from collections.abc import Awaitable, Callable, Mapping

from bot import clock
from bot.coaching.after import checking_in
from bot.coaching.calendar import ics
from bot.coaching.models import Said
from bot.coaching.sessions import answers, moving, sessions
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.language import Words, _
from bot.people.models import Role
from handlers.coaching.after import after_session
from handlers.coaching.after.after_screens import code_lines
from handlers.coaching.sessions import rescheduling
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.coaching.sessions.moving_all import MovesForAll
from handlers.coaching.sessions.roll import OnRoll, on_roll, roll_of
from handlers.coaching.sessions.session_words import (
    AFTER,
    CALL_OFF,
    KINDS,
    PREFIX,
    answering,
    describe,
    does,
    map_button,
    moment,
    schedule_button,
)
from handlers.home import FinishFirst, NoAccess, go, row_number

MOVED_SINCE = _("This session has changed since that message. It now stands like this:")
SAID = {
    Said.CONFIRMED: _("Thank you, noted: you come."),
    Said.DECLINED: _("Noted: you cannot come. Your officer is told."),
}


class SessionCard(Notice):
    kind = "session_card"

    session: SessionFacts
    roll: tuple[OnRoll, ...] = ()
    #: Of the officer's only guest: who asked for another time.
    participant_id: int | None = None
    note: str | None = None
    #: Of a class, to its officer, while its guests can check in.
    code: str | None = None
    checks_in: bool = False


class SessionFile(Notice):
    """A session for the calendar of the phone."""

    kind = "session_file"

    session: SessionFacts


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`yes:12:3`: what to do with session 12, as the message told of its version 3."""
    action, number, version, rest = [*argument.split(":"), "", "", "", ""][:4]
    seen = await sessions.coming(turn.db, turn.person.id, row_number(number))
    if seen is None and action == "see" and await after_session.show(turn, row_number(number)):
        return
    if seen is None or action not in DOES:
        turn.reply(NoSuchSession(), edits=tap.message_id if action == "see" else None)
    elif version and row_number(version) != seen.session.version:
        turn.reply(card(turn, seen, MOVED_SINCE))
    else:
        await DOES[action](turn, tap, seen, rest)


async def _see(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    turn.reply(card(turn, seen))


async def _yes(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    if await _is_guest(turn, seen):
        await answers.confirm(turn.db, turn.person, seen, turn.quiet)
        turn.reply(card(turn, seen, SAID[Said.CONFIRMED]))


async def _no(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    if await _is_guest(turn, seen):
        await answers.decline(turn.db, turn.person, seen, turn.quiet)
        turn.reply(card(turn, seen, SAID[Said.DECLINED]))


async def _other(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    if not await _is_guest(turn, seen):
        return
    if turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await rescheduling.start_proposing(turn, seen)


async def _is_guest(turn: Turn, seen: Seen) -> bool:
    """Who coaches a session has no answer to give; they see it instead."""
    if seen.guest(turn.person.id) is not None:
        return True
    turn.reply(card(turn, seen))
    return False


async def _take(turn: Turn, _tap: Tap, seen: Seen, rest: str) -> None:
    """The officer agrees to the time that somebody asked for; of a class only once asked again."""
    await _agree(turn, seen, rest, asks=len(seen.guests) > 1)


async def _all(turn: Turn, _tap: Tap, seen: Seen, rest: str) -> None:
    await _agree(turn, seen, rest, asks=False)


async def _agree(turn: Turn, seen: Seen, rest: str, *, asks: bool) -> None:
    if not await _coaches(turn, seen):
        return
    guest = answers.proposal(seen, row_number(rest))
    if guest is None or guest.participant.proposed_at is None:
        turn.reply(card(turn, seen, MOVED_SINCE))
        return
    if asks:
        ask = MovesForAll(
            session=facts_of(turn, seen),
            participant_id=guest.participant.id,
            name=guest.owner.name or "",
            proposed_at=guest.participant.proposed_at,
            businesses=len(seen.guests),
        )
        turn.reply(ask)
        return
    move = moving.to(seen, guest.participant.proposed_at, guest)
    await moving.carry_out(turn.db, [move], turn.quiet, by=turn.person.id)
    turn.reply(card(turn, seen, _("Agreed. Everybody is told of the new time.")))


async def _move(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    if not await _coaches(turn, seen):
        return
    if turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await rescheduling.start_moving(turn, seen)


async def _day(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    if not await _coaches(turn, seen):
        return
    if turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await rescheduling.start_moving_day(turn, seen)


async def _coaches(turn: Turn, seen: Seen) -> bool:
    if seen.officer.id != turn.person.id:
        turn.reply(card(turn, seen))
        return False
    if Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
        return False
    return True


async def _ics(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    turn.reply(SessionFile(session=facts_of(turn, seen)))


DOES: Mapping[str, Callable[[Turn, Tap, Seen, str], Awaitable[None]]] = {
    "see": _see,
    "yes": _yes,
    "no": _no,
    "other": _other,
    "take": _take,
    "all": _all,
    "move": _move,
    "day": _day,
    "ics": _ics,
}


def facts_of(turn: Turn, seen: Seen) -> SessionFacts:
    return SessionFacts(**seen.facts_for(turn.person.id))


def card(turn: Turn, seen: Seen, note: str | None = None) -> SessionCard:
    coaches = seen.officer.id == turn.person.id
    asked = [each for each in seen.guests if each.participant.proposed_at]
    return SessionCard(
        session=facts_of(turn, seen),
        roll=roll_of(seen) if coaches and len(seen.guests) > 1 else (),
        participant_id=asked[0].participant.id if coaches and len(asked) == 1 else None,
        note=note,
        code=checking_in.code_of(seen.session) if coaches else None,
        checks_in=not coaches and checking_in.is_open(seen.session),
    )


def session_card(words: Words, facts: SessionCard) -> Screen:
    parts = [words(facts.note)] if facts.note else []
    parts.append(describe(words, facts.session))
    if facts.roll:
        lines = [on_roll(words, each) for each in facts.roll]
        beyond = facts.session.guests - len(facts.roll)
        if beyond > 0:
            lines.append(words(_("and {number} more"), number=words.number(beyond)))
        parts.append(words.lines(lines))
    if facts.code:
        parts.append(code_lines(words, facts.code, facts.session))
    rows = _officers(words, facts) if facts.session.coaches else _guests(words, facts)
    keep = does(words.plain(_("Save to calendar")), "ics", facts.session)
    rows = (*rows, *map_button(words, facts.session), (keep,), (schedule_button(words),))
    return Screen(words.paragraphs(parts), rows)


def _guests(words: Words, facts: SessionCard) -> tuple[tuple[Button, ...], ...]:
    off = Button(
        words.plain(_("Call this session off")), f"{CALL_OFF}:ask:{facts.session.session_id}"
    )
    here = ((go(words.plain(_("I am here")), "checkin"),),) if facts.checks_in else ()
    return (
        *here,
        *answering(words, facts.session),
        *(((off,),) if facts.session.guests == 1 else ()),
    )


def _officers(words: Words, facts: SessionCard) -> tuple[tuple[Button, ...], ...]:
    session = facts.session
    rows = []
    if facts.code:
        qr = f"{AFTER}:qr:{session.session_id}"
        rows.append((Button(words.plain(_("Show the code as a QR code")), qr),))
    if facts.participant_id and session.proposed_at:
        label = words.plain(_("Agree to {moment}"), moment=moment(words, session.proposed_at))
        ids = f"{session.session_id}:{session.version}:{facts.participant_id}"
        rows.append((Button(label, f"{PREFIX}:take:{ids}"),))
    rows.append((does(words.plain(_("Move it")), "move", session),))
    rows.append((does(words.plain(_("Move that whole day")), "day", session),))
    off = f"{CALL_OFF}:ask:{session.session_id}"
    rows.append((Button(words.plain(_("Call this session off")), off),))
    if session.in_series:
        rest = f"{CALL_OFF}:rest:{session.session_id}"
        rows.append((Button(words.plain(_("Call off this and all that follow")), rest),))
    notes = f"{AFTER}:notes:{session.session_id}"
    rows.append((Button(words.plain(_("Notes")), notes),))
    return tuple(rows)


def session_file(words: Words, facts: SessionFile) -> Screen:
    session = facts.session
    kind = words.plain(KINDS[session.session_kind])
    title = words.plain(_("Mitra: {session} with {other}"), session=kind, other=session.other)
    if session.topic:
        title = words.plain(_("Mitra: {session}, {topic}"), session=kind, topic=session.topic)
    content = ics.calendar(session, title, clock.now())
    text = words(
        _("{moment}. Open the file to put the session into the calendar of this phone."),
        moment=moment(words, session.starts_at),
    )
    name = f"mitra-{session.starts_at.astimezone(words.zone):%Y-%m-%d-%H%M}.ics"
    return Screen(text, file=File(name, content))
