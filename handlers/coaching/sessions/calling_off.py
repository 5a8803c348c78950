"""One of the two calls a session off: by a button of the schedule, asked once more."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.coaching.sessions import calling_off, sessions
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from handlers.coaching.coaching import label
from handlers.coaching.sessions.session_words import CALL_OFF as PREFIX
from handlers.coaching.sessions.session_words import describe, schedule_button
from handlers.home import go, row_number

__all__ = ["PREFIX"]


class CallingOff(Notice):
    """What follows, before it is done."""

    kind = "calling_off"

    session_id: int
    session: SessionFacts
    #: How many sessions: this one, or also those that follow it.
    number: int = 1
    #: Whether the session goes on with others.
    goes_on: bool = False


class SessionIsOff(Notice):
    """To who called it off."""

    kind = "session_is_off"

    session: SessionFacts
    number: int = 1
    goes_on: bool = False


class NoSuchSession(Notice):
    """It has begun, was called off before, or is not theirs."""

    kind = "no_such_session"


class WhichSession(Notice):
    """Several are before them."""

    kind = "which_session"

    sessions: tuple[tuple[int, SessionFacts], ...]


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`which`, `ask:12` or `yes:12`, `rest:12` or `all:12` for what follows as well.

    Whether session 12 is one of theirs is looked up.
    """
    does, _colon, number = argument.partition(":")
    if does == "which":
        turn.reply(await _which(turn), edits=tap.message_id)
        return
    seen = await sessions.coming(turn.db, turn.person.id, row_number(number))
    if seen is None:
        turn.reply(NoSuchSession(), edits=tap.message_id)
        return
    off = await _all(turn, seen) if does in {"rest", "all"} else [seen]
    goes_on = not calling_off.ends_with(seen, turn.person.id)
    notice: Notice
    if does in {"yes", "all"}:
        notice = SessionIsOff(session=_facts(turn, seen), number=len(off), goes_on=goes_on)
        await calling_off.call_off(turn.db, turn.person, off, turn.quiet)
    else:
        notice = CallingOff(
            session_id=seen.session.id,
            session=_facts(turn, seen),
            number=len(off),
            goes_on=goes_on,
        )
    turn.reply(notice, edits=tap.message_id)


async def _all(turn: Turn, seen: Seen) -> Sequence[Seen]:
    """What follows in its series, for who coaches it."""
    if seen.session.series_id is None or seen.officer.id != turn.person.id:
        return [seen]
    return await sessions.held_following(turn.db, seen.session)


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
        (Button(label(words, session), f"{PREFIX}:ask:{number}"),)
        for number, session in facts.sessions
    ]
    text = words(_("Which session shall be called off?"))
    return Screen(text, (*rows, (schedule_button(words),)))


def calling_off_screen(words: Words, facts: CallingOff) -> Screen:
    head = _("<b>Call this session off?</b>")
    parts = [words(head), describe(words, facts.session)]
    if facts.number > 1:
        sentence = n_("That is {number} session.", "Those are {number} sessions, this one first.")
        parts.append(words.plural(sentence, facts.number))
    parts.append(_told(words, facts.session))
    keep = go(words.plain(_("No, it takes place")), "coaching")
    does = "all" if facts.number > 1 else "yes"
    yes = Button(words.plain(_("Yes, call it off")), f"{PREFIX}:{does}:{facts.session_id}")
    if facts.goes_on:
        parts[0] = words(
            _("<b>You will not come to this class?</b> It takes place for the others.")
        )
        yes = Button(words.plain(_("I cannot")), f"{PREFIX}:{does}:{facts.session_id}")
    return Screen(words.paragraphs(parts), ((keep,), (yes,)))


def _told(words: Words, session: SessionFacts) -> Markup:
    if session.coaches and session.guests > 1:
        return words(_("We tell everybody in it."))
    return words(_("We tell {other}."), other=session.other)


def session_is_off(words: Words, facts: SessionIsOff) -> Screen:
    values = {
        "day": words.day(facts.session.starts_at),
        "time": words.time(facts.session.starts_at),
        "other": facts.session.other,
        "number": words.number(facts.number),
    }
    everybody = facts.session.coaches and facts.session.guests > 1
    if facts.goes_on:
        sentence = _("Noted: you do not come on {day}, {time}. We tell {other}.")
    elif facts.number > 1 and everybody:
        sentence = _("{number} sessions from {day}, {time} on are called off. We tell everybody.")
    elif facts.number > 1:
        sentence = _("{number} sessions from {day}, {time} on are called off. We tell {other}.")
    elif everybody:
        sentence = _("The session on {day}, {time} is called off. We tell everybody in it.")
    else:
        sentence = _("The session on {day}, {time} is called off. We tell {other}.")
    return Screen(words(sentence, **values), ((schedule_button(words),),))


def no_such_session(words: Words, _facts: NoSuchSession) -> Screen:
    text = words(_("That session is not planned any more. Nothing was changed."))
    return Screen(text, ((schedule_button(words),),))
