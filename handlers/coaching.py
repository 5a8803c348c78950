"""Coaching: the officer plans a session; both see what is next and are reminded."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot import clock
from bot.coaching import care, sessions
from bot.coaching.care import Cared
from bot.coaching.notices import SessionCalledOff, SessionFacts, SessionPlanned, SessionSoon, Why
from bot.conversation.form import Answers, Form
from bot.conversation.steps import Moment, Pick, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market.regions import region
from bot.people.models import Role
from handlers.home import NoAccess, go
from handlers.reminder_screens import under_session
from handlers.reminding import PREFIX as REMIND
from handlers.reminding import tell_unreminded
from handlers.trade_names import trade_name

#: Starts the data of the buttons with which a session is called off.
CALL_OFF = "calloff"


class NobodyInCare(Notice):
    """No business is registered in the regions of the officer's programmes."""

    kind = "nobody_in_care"


class NotInCare(Notice):
    """The business chosen has left the officer's care since."""

    kind = "not_in_care"


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


async def start_planning(turn: Turn) -> None:
    if Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
        return
    await care.have_a_programme(turn.db, turn.person)
    if not await care.businesses_in_care(turn.db, turn.person.id):
        turn.reply(NobodyInCare())
    else:
        await begin(turn, PLAN)


async def look_up_businesses(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    cared = await care.businesses_in_care(turn.db, turn.person.id)
    return {"businesses": [[str(each.business_id), _cared(turn.words, each)] for each in cared]}


def _cared(words: Words, each: Cared) -> str:
    business = trade_name(words, each.business, each.owner)
    return f"{each.owner} · {business} · {region(each.regency).name}"


async def finish(turn: Turn, answers: Answers) -> None:
    plan = sessions.Plan(
        business_id=int(answers["business"]),
        local_start=answers["start"],
        place=answers["place"],
        topic=answers.get("topic"),
    )
    planned = None
    if Role.OFFICER in turn.roles:
        planned = await sessions.plan(turn.db, turn.person, plan, turn.quiet)
    if planned is None:
        turn.reply(NotInCare())
        return
    turn.reply(SessionPlanned(**planned.facts_for(turn.person.id)))
    await outbox.notify(
        turn.db,
        planned.owner,
        SessionPlanned(**planned.facts_for(planned.owner.id)),
        key=sessions.news_key(planned.session),
        not_before=first_allowed(clock.now(), planned.owner.zone, turn.quiet),
        expires_at=planned.session.starts_at,
    )


PLAN = Form(
    name="plan",
    title=_("<b>Plan this session?</b> Tap ✎ to change an answer."),
    steps=(
        Pick(
            "business",
            _("With whom? Choose, or type the name of the owner or business."),
            _("With"),
            source="businesses",
        ),
        Moment("start", _("When? For example: tomorrow at 9, Friday at 14.00."), _("When")),
        Text("place", _("Where? For example: at the owner's house, Balai Desa Pare."), _("Where")),
        Text(
            "topic",
            _("What about? For example: sorting and packing."),
            _("Topic"),
            optional=True,
        ),
    ),
    finish=finish,
    prepare=look_up_businesses,
)


def describe(words: Words, facts: SessionFacts) -> Markup:
    """The lines every message about a session shares."""
    lines = [
        words(
            _("<b>{day}, {time}</b>"),
            day=_day(words, facts),
            time=words.time(facts.starts_at),
        )
    ]
    if facts.coaches:
        business = trade_name(words, facts.business, facts.other)
        lines.append(words(_("With: {other} ({business})"), other=facts.other, business=business))
    else:
        lines.append(words(_("Officer: {other}"), other=facts.other))
    lines.append(words(_("Place: {place}"), place=facts.place))
    if facts.topic:
        lines.append(words(_("About: {topic}"), topic=facts.topic))
    return words.lines(lines)


def _day(words: Words, facts: SessionFacts) -> str:
    """Today and tomorrow by the recipient's calendar, when the message goes out."""
    today = clock.now().astimezone(words.zone).date()
    day = facts.starts_at.astimezone(words.zone).date()
    shown = words.day(day)
    if day == today:
        return words.plain(_("today, {day}"), day=shown)
    if (day - today).days == 1:
        return words.plain(_("tomorrow, {day}"), day=shown)
    return shown


def session_soon(words: Words, facts: SessionSoon) -> Screen:
    head = words(_("Reminder for {name}: a coaching session."), name=facts.name)
    under = under_session(words, facts.reminds_of, facts.starts_at, coaches=facts.coaches)
    return Screen(words.lines([head, describe(words, facts)]), under)


def session_planned(words: Words, facts: SessionPlanned) -> Screen:
    head = (
        words(_("The session is planned. Both of you are reminded of it in time."))
        if facts.coaches
        else words(_("{name}, a coaching session is planned for you."), name=facts.name)
    )
    return Screen(
        words.lines([head, describe(words, facts)]),
        ((go(words.plain(_("Coaching schedule")), "coaching"),),),
    )


def session_called_off(words: Words, facts: SessionCalledOff) -> Screen:
    sentences = {
        (Why.STOPPED, True): _(
            "The session with {other} ({business}) on {day}, {time} is called off: they have "
            "stopped coaching."
        ),
        (Why.STOPPED, False): _(
            "The coaching session with {other} on {day}, {time} is called off: the officer has "
            "stopped."
        ),
        (Why.CALLED_OFF, True): _(
            "{other} ({business}) has called off the coaching session on {day}, {time}."
        ),
        (Why.CALLED_OFF, False): _("{other} has called off the coaching session on {day}, {time}."),
    }
    text = words(
        sentences[facts.why, facts.coaches],
        other=facts.other,
        business=facts.business,
        day=_day(words, facts),
        time=words.time(facts.starts_at),
    )
    return Screen(text, ((go(words.plain(_("Coaching schedule")), "coaching"),),))


def schedule(words: Words, facts: Schedule) -> Screen:
    plan = ((go(words.plain(_("Plan a session")), "plan"),),) if facts.may_plan else ()
    if not facts.sessions:
        return Screen(words(_("No coaching session is planned.")), plan)
    head = words(_("Your coaching sessions"))
    when = Button(words.plain(_("When shall I be reminded?")), f"{REMIND}:choose")
    off = Button(words.plain(_("Call a session off …")), f"{CALL_OFF}:which")
    return Screen(
        words.paragraphs([head, *(describe(words, each) for each in facts.sessions)]),
        (*plan, (off,), (when,)),
    )


def nobody_in_care(words: Words, facts: NobodyInCare) -> Screen:
    return Screen(words(_("No business is registered in your programme's region yet.")))


def not_in_care(words: Words, facts: NotInCare) -> Screen:
    return Screen(words(_("That business is no longer in your care. Nothing was planned.")))
