"""How a session reads: the lines that every message about one shares, and its buttons."""

from datetime import datetime

from markupsafe import Markup

from bot import clock
from bot.coaching.models import Kind, Said, Where
from bot.coaching.sessions.notices import Clash, SessionFacts
from bot.conversation.steps.length import shown as length
from bot.delivery.screen import Button
from bot.language import Words, _, n_, words_for
from handlers.home import go
from handlers.people.trade_names import trade_name

#: Starts the data of the buttons about one session.
PREFIX = "sesi"
#: Starts the data of the buttons under a session that has begun.
AFTER = "after"
#: Starts the data of the buttons with which a session is called off.
CALL_OFF = "calloff"

KINDS = {
    Kind.VISIT: _("Visit"),
    Kind.CLASS: _("Group class"),
    Kind.CALL: _("Call"),
    Kind.STUDY: _("Self-study"),
}
ANSWERS = {
    Said.CONFIRMED: _("Answer: can come"),
    Said.DECLINED: _("Answer: cannot come"),
    Said.OTHER_TIME: _("Answer: would rather come on {day}, {time}"),
}
OWN_ANSWERS = {
    Said.CONFIRMED: _("Your answer: you come."),
    Said.DECLINED: _("Your answer: you cannot come."),
    Said.OTHER_TIME: _("You asked for {day}, {time}. The officer decides."),
}


def describe(words: Words, facts: SessionFacts) -> Markup:
    """The lines every message about a session shares."""
    lines = [
        words(_("<b>{day}, {time}</b>"), day=day(words, facts), time=words.time(facts.starts_at)),
        *_other_clock(words, facts),
        words(
            _("{session} · {length}"),
            session=words(KINDS[facts.session_kind]),
            length=length(words, facts.minutes),
        ),
        _with(words, facts),
        *place_lines(words, facts),
    ]
    if facts.topic:
        lines.append(words(_("About: {topic}"), topic=facts.topic))
    lines += _answer(words, facts)
    return words.lines(lines)


def day(words: Words, facts: SessionFacts) -> str:
    """Today and tomorrow by the recipient's calendar, when the message goes out."""
    today = clock.now().astimezone(words.zone).date()
    its = facts.starts_at.astimezone(words.zone).date()
    shown = words.day(its)
    if its == today:
        return words.plain(_("today, {day}"), day=shown)
    if (its - today).days == 1:
        return words.plain(_("tomorrow, {day}"), day=shown)
    return shown


def moment(words: Words, at: datetime) -> str:
    return words.plain(_("{day}, {time}"), day=words.day(at), time=words.time(at))


def _other_clock(words: Words, facts: SessionFacts) -> list[Markup]:
    """Whoever reads another clock than the one it was agreed by sees both."""
    if facts.zone is None:
        return []
    agreed = words_for(words.language, facts.zone).time(facts.starts_at)
    if agreed == words.time(facts.starts_at):
        return []
    return [words(_("Planned for {time}"), time=agreed)]


def _with(words: Words, facts: SessionFacts) -> Markup:
    if not facts.coaches:
        return words(_("Officer: {other}"), other=facts.other)
    if facts.guests > 1:
        sentence = n_(
            "With {number} business, {confirmed} confirmed",
            "With {number} businesses, {confirmed} confirmed",
        )
        return words.plural(sentence, facts.guests, confirmed=words.number(facts.confirmed))
    business = trade_name(words, facts.business, facts.other)
    return words(_("With: {other} ({business})"), other=facts.other, business=business)


def place_lines(words: Words, facts: SessionFacts) -> list[Markup]:
    if facts.where == Where.PIN and facts.latitude is not None:
        return [words(_("Place: on the map, see the button"))]
    if facts.where == Where.LINK and facts.link:
        return [words(_("Video call: {link}"), link=facts.link)]
    if facts.where == Where.NOWHERE:
        return [words(_("By telephone"))] if facts.session_kind == Kind.CALL else []
    return [words(_("Place: {place}"), place=facts.place)] if facts.place else []


def _answer(words: Words, facts: SessionFacts) -> list[Markup]:
    lines = []
    if facts.waits is not None and not facts.coaches:
        sentence = _("The class is full. You are number {number} in line; we tell you of a place.")
        lines.append(words(sentence, number=words.number(facts.waits)))
    sentences = ANSWERS if facts.coaches else OWN_ANSWERS
    if facts.answer in sentences and (facts.proposed_at or facts.answer != Said.OTHER_TIME):
        at = facts.proposed_at or facts.starts_at
        lines.append(words(sentences[facts.answer], day=words.day(at), time=words.time(at)))
    return lines


def does(label: str, action: str, facts: SessionFacts) -> Button:
    return Button(label, f"{PREFIX}:{action}:{facts.session_id}:{facts.version}")


def map_button(words: Words, facts: SessionFacts) -> list[tuple[Button, ...]]:
    if facts.where != Where.PIN or facts.latitude is None:
        return []
    place = f"{facts.latitude:.6f},{facts.longitude:.6f}"
    url = f"https://www.google.com/maps/search/?api=1&query={place}"
    return [(Button(words.plain(_("Show on the map")), url=url),)]


def answering(words: Words, facts: SessionFacts) -> tuple[tuple[Button, ...], ...]:
    """What somebody who is coached can say to it; nothing under a message of an older version."""
    if facts.coaches or not facts.session_id:
        return ()
    yes = does(words.plain(_("I can")), "yes", facts)
    other = does(words.plain(_("Another time")), "other", facts)
    no = does(words.plain(_("I cannot")), "no", facts)
    first = () if facts.answer == Said.CONFIRMED else (yes,)
    last = () if facts.answer == Said.DECLINED else (no,)
    return ((*first, other, *last),)


def schedule_button(words: Words) -> Button:
    return go(words.plain(_("Coaching schedule")), "coaching")


def clash_lines(words: Words, clashes: tuple[Clash, ...]) -> list[Markup]:
    """What stands in whose day already."""
    if not clashes:
        return []
    lines = [words(_("⚠ At the same time:"))]
    lines += [
        words(
            _("• {name} has a session on {day}, {time}"),
            name=each.name,
            day=words.day(each.starts_at),
            time=words.time(each.starts_at),
        )
        for each in clashes
    ]
    return lines
