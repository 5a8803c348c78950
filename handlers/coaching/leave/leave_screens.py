"""How messages about an officer's leave look."""

from datetime import date

from bot.coaching.leave.notices import (
    LeaveAnswered,
    LeaveBegins,
    LeaveCard,
    LeaveOver,
    LeaveUnanswered,
    NoLongerSubstitute,
    OfficerIsBack,
    SubstituteAsked,
    SubstituteComes,
)
from bot.conversation.steps.window import in_words
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.people.leave import Answer
from handlers.address import called
from handlers.coaching.leave.leave import (
    PREFIX,
    LeaveAsked,
    LeaveGivenUp,
    NobodyToStandIn,
    NotOnLeave,
    StandingIn,
)
from handlers.coaching.sessions.session_words import describe, schedule_button
from handlers.home import go

#: As many are named, of those who wait for an answer and of those who were seen to.
NAMED = 3


def _days(words: Words, first: date, last: date) -> str:
    return in_words(words, first, last)


def leave_asked(words: Words, facts: LeaveAsked) -> Screen:
    text = _(
        "{name} is asked to stand in for you. You hear here what they say. Until then nothing "
        "changes."
    )
    return Screen(words(text, name=called(words, facts.substitute, facts.honorific)))


def nobody_to_stand_in(words: Words, facts: NobodyToStandIn) -> Screen:
    text = _("No other officer can stand in just now. Please talk to the admins of the programme.")
    return Screen(words(text), ((schedule_button(words),),))


def substitute_asked(words: Words, facts: SubstituteAsked) -> Screen:
    name = called(words, facts.officer, facts.honorific)
    days = _days(words, facts.first_day, facts.last_day)
    ask = _("<b>{name} is on leave {days} and asks you to stand in.</b>")
    parts = [words(ask, name=name, days=days)]
    looks = n_(
        "It is about {number} business: its questions, calls and homework come to you.",
        "It is about {number} businesses: their questions, calls and homework come to you.",
    )
    parts.append(words.plural(looks, facts.businesses))
    if facts.session_count:
        holds = n_("You would hold {number} session:", "You would hold {number} sessions:")
        parts.append(words.plural(holds, facts.session_count))
        parts += [describe(words, each) for each in facts.sessions]
        if (beyond := facts.session_count - len(facts.sessions)) > 0:
            parts.append(words(_("and {number} more"), number=words.number(beyond)))
    yes = Button(words.plain(_("Yes, I stand in")), f"{PREFIX}:yes:{facts.leave_id}")
    no = Button(words.plain(_("No, I cannot")), f"{PREFIX}:no:{facts.leave_id}")
    return Screen(words.paragraphs(parts), ((yes,), (no,)))


def standing_in(words: Words, facts: StandingIn) -> Screen:
    if facts.agreed is None or not (facts.first_day and facts.last_day):
        return Screen(words(_("Nobody asks you to stand in any more. Nothing was changed.")))
    if not facts.agreed:
        return Screen(words(_("Noted: you do not stand in. The officer looks for somebody else.")))
    text = _("Thank you. You stand in {days}. What is to be done then stands in your day.")
    days = _days(words, facts.first_day, facts.last_day)
    return Screen(words(text, days=days), ((go(words.plain(_("My day")), "today"),),))


def leave_answered(words: Words, facts: LeaveAnswered) -> Screen:
    name = called(words, facts.substitute, facts.honorific)
    days = _days(words, facts.first_day, facts.last_day)
    if not facts.agreed:
        text = words(
            _("{name} cannot stand in for you {days}. Please choose somebody else."),
            name=name,
            days=days,
        )
        return Screen(text, (_choose(words),))
    parts = [words(_("{name} stands in for you {days}. Have a good rest."), name=name, days=days)]
    counts = (
        (
            facts.taken,
            n_(
                "{number} session is held by your substitute.",
                "{number} sessions are held by your substitute.",
            ),
        ),
        (
            facts.moved,
            n_(
                "{number} session moves to after your leave.",
                "{number} sessions move to after your leave.",
            ),
        ),
        (
            facts.kept,
            n_(
                "{number} session stays yours to see to.", "{number} sessions stay yours to see to."
            ),
        ),
    )
    lines = [words.plural(sentence, number) for number, sentence in counts if number]
    if facts.taken or facts.moved:
        lines.append(words(_("Their people are told.")))
    if lines:
        parts.append(words.lines(lines))
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def _choose(words: Words) -> tuple[Button, ...]:
    return (go(words.plain(_("Choose somebody else")), "leave"),)


def leave_unanswered(words: Words, facts: LeaveUnanswered) -> Screen:
    known = {
        "officer": facts.officer,
        "substitute": facts.substitute,
        "days": _days(words, facts.first_day, facts.last_day),
    }
    if not facts.substitute:
        text = _("Your substitute is no officer any more, so nobody stands in for you {days}.")
    elif facts.own and facts.left:
        text = _("{substitute} is no officer any more, so nobody stands in for you {days}.")
    elif facts.own:
        text = _("{substitute} has not answered, so nobody stands in for you {days}.")
    elif facts.left:
        text = _(
            "Nobody stands in for {officer} {days}: {substitute} is no officer any more. "
            "{officer} is told to choose somebody else."
        )
    else:
        text = _(
            "Nobody stands in for {officer} {days}: {substitute} has not answered. {officer} is "
            "told to choose somebody else."
        )
    return Screen(words(text, **known), (_choose(words),) if facts.own else ())


def leave_begins(words: Words, facts: LeaveBegins) -> Screen:
    text = _("You stand in for {name} now, up to {day}.")
    name = called(words, facts.officer, facts.honorific)
    lines = [words(text, name=name, day=words.day(facts.last_day))]
    counts = (
        (
            facts.sessions,
            n_("{number} session is before you.", "{number} sessions are before you."),
        ),
        (facts.questions, n_("{number} question waits.", "{number} questions wait.")),
        (facts.calls, n_("{number} owner waits for a call.", "{number} owners wait for a call.")),
    )
    lines += [words.plural(sentence, number) for number, sentence in counts if number]
    return Screen(words.lines(lines), ((go(words.plain(_("My day")), "today"),),))


def substitute_comes(words: Words, facts: SubstituteComes) -> Screen:
    head = (
        _("{name}, {absent} is on leave. {other} holds your session:")
        if facts.number == 1
        else _("{name}, {absent} is on leave. {other} holds your sessions, the next one:")
    )
    parts = [words(head, name=facts.name, absent=facts.absent, other=facts.other)]
    parts.append(describe(words, facts))
    parts.append(words(_("Questions can be asked here as always.")))
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def officer_is_back(words: Words, facts: OfficerIsBack) -> Screen:
    head = (
        _("{name}, {other} is back and holds your session:")
        if facts.number == 1
        else _("{name}, {other} is back and holds your sessions, the next one:")
    )
    parts = [words(head, name=facts.name, other=facts.other), describe(words, facts)]
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def leave_over(words: Words, facts: LeaveOver) -> Screen:
    name = called(words, facts.substitute, facts.honorific)
    head = _("<b>Welcome back!</b> From {day} on {name} stood in for you. Meanwhile:")
    lines = [words(head, day=words.short_day(facts.first_day), name=name)]
    its = facts.happened
    counts = (
        (its.held, n_("• {number} session was held.", "• {number} sessions were held.")),
        (
            its.unrecorded,
            n_(
                "• Of {number} session nobody has noted who came.",
                "• Of {number} sessions nobody has noted who came.",
            ),
        ),
        (
            its.called_off,
            n_("• {number} session was called off.", "• {number} sessions were called off."),
        ),
        (
            its.answered,
            n_("• {number} question was answered.", "• {number} questions were answered."),
        ),
        (its.homework_done, n_("• {number} homework was done.", "• {number} homework were done.")),
        (
            its.given_back,
            n_("• {number} session is yours again.", "• {number} sessions are yours again."),
        ),
    )
    happened = [words.plural(sentence, number) for number, sentence in counts if number]
    if its.waiting:
        sentence = n_(
            "• {number} question waits for you: {names}.",
            "• {number} questions wait for you: {names}.",
        )
        names = ", ".join(its.waiting[:NAMED])
        happened.append(words.plural(sentence, len(its.waiting), names=names))
    if its.seen_to:
        sentence = n_(
            "• {number} business was seen to, so it is not in your list for now: {names}.",
            "• {number} businesses were seen to, so they are not in your list for now: {names}.",
        )
        names = ", ".join(its.seen_to[:NAMED])
        happened.append(words.plural(sentence, len(its.seen_to), names=names))
    lines += happened or [words(_("• Nothing happened that you have to know."))]
    return Screen(words.lines(lines), ((go(words.plain(_("My day")), "today"),),))


def no_longer_substitute(words: Words, facts: NoLongerSubstitute) -> Screen:
    text = _("{name} is back. Thank you for standing in: what is open goes to them again.")
    return Screen(words(text, name=called(words, facts.officer, facts.honorific)))


def leave_card(words: Words, facts: LeaveCard) -> Screen:
    known = {
        "name": called(words, facts.substitute, facts.honorific),
        "days": _days(words, facts.first_day, facts.last_day),
    }
    if facts.answer == Answer.NOTHING:
        text = _("You asked {name} to stand in for you {days}. There is no answer yet.")
    elif facts.running:
        text = _("You are on leave {days}. {name} stands in for you.")
    else:
        text = _("You will be on leave {days}. {name} stands in for you.")
    running = facts.running and facts.answer == Answer.YES
    label = _("I am back") if running else _("Give this leave up")
    return Screen(words(text, **known), ((Button(words.plain(label), f"{PREFIX}:back"),),))


def leave_given_up(words: Words, facts: LeaveGivenUp) -> Screen:
    text = _("Your leave is off. Who was to stand in is told, and your sessions are yours.")
    return Screen(words(text), ((schedule_button(words),),))


def not_on_leave(words: Words, facts: NotOnLeave) -> Screen:
    label = words.plain(_("Plan a leave"))
    return Screen(words(_("You are not on leave.")), ((go(label, "leave"),),))
