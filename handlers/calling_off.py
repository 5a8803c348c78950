"""One of the two calls a session off: by a button of the schedule, asked once more."""

from bot.coaching import calling_off, sessions
from bot.coaching.notices import Seen, SessionFacts
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.coaching import CALL_OFF as PREFIX
from handlers.coaching import describe
from handlers.home import go, row_number

__all__ = ["PREFIX"]


class CallingOff(Notice):
    """What follows, before it is done."""

    kind = "calling_off"

    session_id: int
    session: SessionFacts


class SessionIsOff(Notice):
    """To who called it off."""

    kind = "session_is_off"

    session: SessionFacts


class NoSuchSession(Notice):
    """It has begun, was called off before, or is not theirs."""

    kind = "no_such_session"


class WhichSession(Notice):
    """Several are before them."""

    kind = "which_session"

    sessions: tuple[tuple[int, SessionFacts], ...]


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`which`, `ask:12` or `yes:12`; whether session 12 is one of theirs is looked up."""
    does, _colon, number = argument.partition(":")
    if does == "which":
        turn.reply(await _which(turn), edits=tap.message_id)
        return
    seen = await sessions.coming(turn.db, turn.person.id, row_number(number))
    notice: Notice
    if seen is None:
        notice = NoSuchSession()
    elif does == "yes":
        await calling_off.call_off(turn.db, turn.person, seen, turn.quiet)
        notice = SessionIsOff(session=_facts(turn, seen))
    else:
        notice = CallingOff(session_id=seen.session.id, session=_facts(turn, seen))
    turn.reply(notice, edits=tap.message_id)


async def _which(turn: Turn) -> Notice:
    found = await sessions.upcoming(turn.db, turn.person.id)
    if not found:
        return NoSuchSession()
    if len(found) == 1:
        return CallingOff(session_id=found[0].session.id, session=_facts(turn, found[0]))
    return WhichSession(sessions=tuple((each.session.id, _facts(turn, each)) for each in found))


def _facts(turn: Turn, seen: Seen) -> SessionFacts:
    return SessionFacts(**seen.facts_for(turn.person.id))


def which_session(words: Words, facts: WhichSession) -> Screen:
    rows = [
        (Button(_label(words, session), f"{PREFIX}:ask:{number}"),)
        for number, session in facts.sessions
    ]
    text = words(_("Which session shall be called off?"))
    return Screen(text, (*rows, (_schedule(words),)))


def _label(words: Words, session: SessionFacts) -> str:
    return words.plain(
        _("{day}, {time} · {other}"),
        day=words.day(session.starts_at),
        time=words.time(session.starts_at),
        other=session.other,
    )


def calling_off_screen(words: Words, facts: CallingOff) -> Screen:
    parts = [
        words(_("<b>Call this session off?</b>")),
        describe(words, facts.session),
        words(_("We tell {other}."), other=facts.session.other),
    ]
    keep = go(words.plain(_("No, it takes place")), "coaching")
    yes = Button(words.plain(_("Yes, call it off")), f"{PREFIX}:yes:{facts.session_id}")
    return Screen(words.paragraphs(parts), ((keep,), (yes,)))


def session_is_off(words: Words, facts: SessionIsOff) -> Screen:
    text = words(
        _("The session on {day}, {time} is called off. We tell {other}."),
        day=words.day(facts.session.starts_at),
        time=words.time(facts.session.starts_at),
        other=facts.session.other,
    )
    return Screen(text, ((_schedule(words),),))


def no_such_session(words: Words, _facts: NoSuchSession) -> Screen:
    text = words(_("That session is not planned any more. Nothing was changed."))
    return Screen(text, ((_schedule(words),),))


def _schedule(words: Words) -> Button:
    return go(words.plain(_("Coaching schedule")), "coaching")
