"""The coaching schedule: what somebody has before them, and what can be done with it."""

from bot.coaching import sessions
from bot.coaching.notices import SessionFacts
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people.models import Role
from handlers.home import go
from handlers.reminding import PREFIX as REMIND
from handlers.reminding import tell_unreminded
from handlers.session_words import CALL_OFF, KINDS, PREFIX, describe


class Schedule(Notice):
    kind = "schedule"

    may_plan: bool
    sessions: tuple[SessionFacts, ...]


async def show_schedule(turn: Turn) -> None:
    coming = await sessions.upcoming(turn.db, turn.person.id)
    turn.reply(
        Schedule(
            may_plan=Role.OFFICER in turn.roles,
            sessions=tuple(SessionFacts(**seen.facts_for(turn.person.id)) for seen in coming),
        )
    )
    await tell_unreminded(turn)


def schedule(words: Words, facts: Schedule) -> Screen:
    plan = ((go(words.plain(_("Plan a session")), "plan"),),) if facts.may_plan else ()
    if not facts.sessions:
        return Screen(words(_("No coaching session is planned.")), plan)
    head = words(_("Your coaching sessions"))
    cards = tuple(
        (Button(label(words, each), f"{PREFIX}:see:{each.session_id}"),)
        for each in facts.sessions
        if each.session_id
    )
    off = Button(words.plain(_("Call a session off …")), f"{CALL_OFF}:which")
    when = Button(words.plain(_("When shall I be reminded?")), f"{REMIND}:choose")
    subscribe = go(words.plain(_("In the calendar of my phone")), "calendar")
    return Screen(
        words.paragraphs([head, *(describe(words, each) for each in facts.sessions)]),
        (*cards, *plan, (off,), (when,), (subscribe,)),
    )


def label(words: Words, session: SessionFacts) -> str:
    """Of a class what it is, for there is more than one whom its officer meets."""
    if session.coaches and session.guests > 1:
        return words.plain(
            _("{day}, {time} · {session}"),
            day=words.day(session.starts_at),
            time=words.time(session.starts_at),
            session=words.plain(KINDS[session.session_kind]),
        )
    return words.plain(
        _("{day}, {time} · {other}"),
        day=words.day(session.starts_at),
        time=words.time(session.starts_at),
        other=session.other,
    )
