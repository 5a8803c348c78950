"""The coaching schedule: what somebody has before them, and what can be done with it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.coaching.after import begun
from bot.coaching.sessions import sessions
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people.models import Role
from handlers.coaching.reminders.reminding import PREFIX as REMIND
from handlers.coaching.reminders.reminding import tell_unreminded
from handlers.coaching.sessions.session_words import AFTER, CALL_OFF, KINDS, PREFIX, describe
from handlers.home import go


class Schedule(Notice):
    kind = "schedule"

    may_plan: bool
    sessions: tuple[SessionFacts, ...]
    #: What goes on just now, and, of an officer, what has begun and is not recorded.
    running: tuple[SessionFacts, ...] = ()
    unrecorded: tuple[SessionFacts, ...] = ()


async def show_schedule(turn: Turn) -> None:
    me, is_officer = turn.person.id, Role.OFFICER in turn.roles
    coming = await sessions.upcoming(turn.db, me)
    open_ones = await begun.unrecorded(turn.db, me) if is_officer else []
    turn.reply(
        Schedule(
            may_plan=is_officer,
            sessions=_facts(turn, coming),
            running=_facts(turn, await begun.running(turn.db, me)),
            unrecorded=_facts(turn, open_ones),
        )
    )
    await tell_unreminded(turn)


def _facts(turn: Turn, found: Sequence[Seen]) -> tuple[SessionFacts, ...]:
    return tuple(SessionFacts(**seen.facts_for(turn.person.id)) for seen in found)


def schedule(words: Words, facts: Schedule) -> Screen:
    plan = ((go(words.plain(_("Plan a session")), "plan"),),) if facts.may_plan else ()
    begun_ones, to_do = (
        _begun(words, facts),
        (go(words.plain(_("Homework and promises")), "homework"),),
    )
    rows = tuple(
        (Button(label(words, each), f"{AFTER}:see:{each.session_id}"),)
        for each in (*facts.running, *facts.unrecorded)
    )
    if not facts.sessions:
        none = words(_("No coaching session is planned."))
        return Screen(words.paragraphs([*begun_ones, none]), (*rows, *plan, to_do))
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
        words.paragraphs([*begun_ones, head, *(describe(words, each) for each in facts.sessions)]),
        (*rows, *cards, *plan, to_do, (off,), (when,), (subscribe,)),
    )


def _begun(words: Words, facts: Schedule) -> list[Markup]:
    """What asks for something now stands above what is to come."""
    parts = []
    if facts.running:
        now = _("<b>It goes on now</b>: {sessions}")
        parts.append(words(now, sessions=words.list(label(words, each) for each in facts.running)))
    if facts.unrecorded:
        open_ones = words.list(label(words, each) for each in facts.unrecorded)
        sentence = _("<b>Not noted yet who came</b>: {sessions}")
        parts.append(words(sentence, sessions=open_ones))
    return parts


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
