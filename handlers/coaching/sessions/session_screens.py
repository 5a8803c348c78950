"""What people are told about sessions without asking: planned, soon, moved, off, answered."""

from bot.coaching.models import Said
from bot.coaching.sessions.notices import (
    NewOfficer,
    PlaceFreed,
    SessionAnswered,
    SessionCalledOff,
    SessionPlanned,
    SessionsLeft,
    SessionsMoved,
    SessionSoon,
    SessionsPassedOn,
    Why,
)
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.handover.handover_words import named
from handlers.coaching.reminders.reminder_screens import under_session
from handlers.coaching.sessions.session_words import (
    PREFIX,
    answering,
    clash_lines,
    day,
    describe,
    does,
    map_button,
    moment,
    schedule_button,
)
from handlers.home import go
from handlers.people.trade_names import trade_name


def session_soon(words: Words, facts: SessionSoon) -> Screen:
    head = words(_("Reminder for {name}: a coaching session."), name=facts.name)
    under = under_session(words, facts.reminds_of, facts.starts_at, coaches=facts.coaches)
    buttons = (*answering(words, facts), *map_button(words, facts), *under)
    return Screen(words.lines([head, describe(words, facts)]), buttons)


def session_planned(words: Words, facts: SessionPlanned) -> Screen:
    if facts.coaches:
        head = words(_("The session is planned. Everybody is reminded of it in time."))
    else:
        head = words(_("{name}, a coaching session is planned for you."), name=facts.name)
    lines = [head, describe(words, facts)]
    if facts.sessions > 1 and facts.last_at:
        sentence = _("This is the first of {number} sessions, until {day}.")
        until = words.day(facts.last_at)
        lines.append(words(sentence, number=words.number(facts.sessions), day=until))
    buttons = (
        *answering(words, facts),
        *map_button(words, facts),
        (schedule_button(words),),
    )
    return Screen(words.lines(lines), buttons)


def place_freed(words: Words, facts: PlaceFreed) -> Screen:
    head = _("{name}, a place in the class has become free, and it is yours.")
    return Screen(
        words.lines([words(head, name=facts.name), describe(words, facts)]),
        (*answering(words, facts), *map_button(words, facts)),
    )


def session_called_off(words: Words, facts: SessionCalledOff) -> Screen:
    more = facts.sessions > 1
    values = {
        "other": facts.other,
        "business": trade_name(words, facts.business, facts.other),
        "day": day(words, facts),
        "time": words.time(facts.starts_at),
        "number": words.number(facts.sessions),
    }
    sentence = _OFF_MANY[facts.why, facts.coaches] if more else _OFF[facts.why, facts.coaches]
    return Screen(words(sentence, **values), ((schedule_button(words),),))


_OFF = {
    (Why.STOPPED, True): _(
        "The session with {other} ({business}) on {day}, {time} is called off: they have "
        "stopped coaching."
    ),
    (Why.STOPPED, False): _(
        "The coaching session with {other} on {day}, {time} is called off: the officer has stopped."
    ),
    (Why.CALLED_OFF, True): _(
        "{other} ({business}) has called off the coaching session on {day}, {time}."
    ),
    (Why.CALLED_OFF, False): _("{other} has called off the coaching session on {day}, {time}."),
}
_OFF_MANY = {
    (Why.STOPPED, True): _(
        "{number} sessions with {other} ({business}), the first on {day}, {time}, are called off: "
        "they have stopped coaching."
    ),
    (Why.STOPPED, False): _(
        "{number} coaching sessions with {other}, the first on {day}, {time}, are called off: the "
        "officer has stopped."
    ),
    (Why.CALLED_OFF, True): _(
        "{other} ({business}) has called off {number} coaching sessions, the first on {day}, "
        "{time}."
    ),
    (Why.CALLED_OFF, False): _(
        "{other} has called off {number} coaching sessions, the first on {day}, {time}."
    ),
}


def sessions_moved(words: Words, facts: SessionsMoved) -> Screen:
    head = (
        words(_("{name}, a coaching session has a new time."), name=facts.name)
        if facts.sessions == 1
        else words(
            _("{name}, {number} coaching sessions have a new time."),
            name=facts.name,
            number=words.number(facts.sessions),
        )
    )
    parts = [head]
    for was, session in facts.moved:
        before = words(_("Instead of {moment}:"), moment=moment(words, was))
        parts.append(words.lines([before, describe(words, session)]))
    if facts.sessions > len(facts.moved):
        more = words.number(facts.sessions - len(facts.moved))
        parts.append(words(_("and {number} more"), number=more))
    if facts.sessions == 1:
        session = facts.moved[0][1]
        buttons = (*answering(words, session), *map_button(words, session))
    else:
        buttons = ()
    return Screen(words.paragraphs(parts), (*buttons, (schedule_button(words),)))


def session_answered(words: Words, facts: SessionAnswered) -> Screen:
    heads = {
        Said.CONFIRMED: _("{other} ({business}) can come."),
        Said.DECLINED: _("{other} ({business}) cannot come. The session stays planned."),
        Said.OTHER_TIME: _("{other} ({business}) asks for another time: <b>{proposed}</b>"),
    }
    proposed = moment(words, facts.proposed_at) if facts.proposed_at else ""
    head = words(
        heads[facts.said],
        other=facts.other,
        business=trade_name(words, facts.business, facts.other),
        proposed=proposed,
    )
    body = describe(words, facts.model_copy(update={"answer": Said.NOTHING}))
    text = words.paragraphs([head, body, *clash_lines(words, facts.clashes)])
    return Screen(text, _to_do(words, facts))


def _to_do(words: Words, facts: SessionAnswered) -> tuple[tuple[Button, ...], ...]:
    see = does(words.plain(_("Show the session")), "see", facts)
    move = does(words.plain(_("Move it")), "move", facts)
    if facts.said == Said.CONFIRMED:
        return ((see,),)
    if facts.said == Said.DECLINED:
        return ((move,), (see,))
    ids = f"{facts.session_id}:{facts.version}:{facts.participant_id}"
    take = Button(words.plain(_("Agree")), f"{PREFIX}:take:{ids}")
    return ((take, does(words.plain(_("Propose another time")), "move", facts)), (see,))


def new_officer(words: Words, facts: NewOfficer) -> Screen:
    head = words(
        _("{name}, your officer is now {other}, after {former}. Your sessions stay as planned."),
        name=facts.name,
        other=facts.other,
        former=named(words, facts.former, None),
    )
    parts = [head, describe(words, facts)]
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def sessions_passed_on(words: Words, facts: SessionsPassedOn) -> Screen:
    sentence = n_(
        "{number} coaching session of {former} is yours now. Its people are told.",
        "{number} coaching sessions of {former} are yours now. Their people are told.",
    )
    parts = [words.plural(sentence, facts.number, former=named(words, facts.former, None))]
    parts += [describe(words, each) for each in facts.sessions]
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def sessions_left(words: Words, facts: SessionsLeft) -> Screen:
    sentence = n_(
        "{number} coaching session of {former}, on {moment}, has no officer any more. Please make "
        "somebody an officer for that region: the session passes to them by itself.",
        "{number} coaching sessions of {former}, the first on {moment}, have no officer any more. "
        "Please make somebody an officer for that region: the sessions pass to them by themselves.",
    )
    at = moment(words, facts.first_at)
    former = named(words, facts.former, None)
    text = words.plural(sentence, facts.number, former=former, moment=at)
    return Screen(text, ((go(words.plain(_("For admins")), "admin"),),))
