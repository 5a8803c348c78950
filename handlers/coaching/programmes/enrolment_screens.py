"""How it looks to be enrolled in a programme, and to get on in it."""

from bot.coaching.programmes.models import Ending
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.programmes.enrolling import NOT_CLEAR, Enrolled, EnrolmentDone, some
from handlers.coaching.programmes.programme_screens import (
    PART,
    PROG,
    all_programmes,
    goal_of,
    parts_of,
    title,
)
from handlers.coaching.programmes.taking_part import APart, HasLeft, Taking
from handlers.people.trade_names import trade_name

ENDINGS = {
    Ending.COMPLETED: _("All parts are done."),
    Ending.LEFT: _("The owner does not take part any more."),
    Ending.TAKEN_OUT: _("The officer has ended it."),
    Ending.OVER: _("The programme is over."),
}


def enrolled(words: Words, facts: Enrolled) -> Screen:
    head = words(
        _("You take part in the programme <b>{programme}</b>. Officer: {officer}."),
        programme=facts.programme,
        officer=facts.by,
    )
    parts = [head]
    if goal := goal_of(words, facts.template, facts.goal):
        parts.append(words(_("Goal: {goal}"), goal=goal))
    parts.append(parts_of(words, facts.template, facts.modules))
    parts.append(words(_("It is free, and you can leave at any time.")))
    number = facts.enrolment_id
    see = Button(words.plain(_("See my programme")), f"{PART}:see:{number}")
    leave = Button(words.plain(_("I do not want to take part")), f"{PART}:leave:{number}")
    return Screen(words.paragraphs(parts), ((see,), (leave,)))


def enrolment_done(words: Words, facts: EnrolmentDone) -> Screen:
    if facts.names:
        done = n_(
            "{number} business takes part in {programme} now:",
            "{number} businesses take part in {programme} now:",
        )
        parts = [words.plural(done, len(facts.names), programme=facts.programme)]
        parts.append(words(_("{names}"), names=some(words, facts.names)))
    else:
        parts = [words(_("Nobody new takes part in {programme}."), programme=facts.programme)]
    if facts.unknown:
        parts.append(words(NOT_CLEAR, names=some(words, facts.unknown)))
    back = Button(words.plain(_("Back to the programme")), f"{PROG}:show:{facts.programme_id}")
    return Screen(words.lines(parts), ((back,),))


def taking(words: Words, facts: Taking) -> Screen:
    back = Button(words.plain(_("Back to the programme")), f"{PROG}:show:{facts.programme_id}")
    if not facts.people:
        text = words(_("Nobody takes part in {programme} yet."), programme=facts.programme)
        return Screen(text, ((back,),))
    rows: list[tuple[Button, ...]] = []
    for number, owner, done in facts.people:
        label = words.plain(
            _("{owner}: {done} of {all}"), owner=owner, done=done, all=facts.modules
        )
        rows.append((Button(label, f"{PART}:see:{number}"),))
    turns = []
    page = f"{PART}:all:{facts.programme_id}:"
    if facts.page:
        turns.append(Button(words.plain(_("‹ Previous")), f"{page}{facts.page - 1}"))
    if facts.page + 1 < facts.pages:
        turns.append(Button(words.plain(_("Next ›")), f"{page}{facts.page + 1}"))
    head = words(_("<b>Who takes part in {programme}</b>"), programme=facts.programme)
    return Screen(head, (*rows, *([tuple(turns)] if turns else []), (back,)))


def a_part(words: Words, facts: APart) -> Screen:
    business = trade_name(words, facts.business, facts.owner)
    head = (
        words(_("<b>{owner}</b> ({business})"), owner=facts.owner, business=business)
        if facts.teaches
        else words(_("<b>{programme}</b>"), programme=facts.programme)
    )
    parts = [head, parts_of(words, facts.template, facts.modules)]
    if facts.ending:
        parts.append(words(ENDINGS[facts.ending]))
    elif facts.leaving:
        return _leaving(words, facts)
    elif facts.teaches:
        parts.append(words(_("Tap a part to tick it, or to take the tick away.")))
    return Screen(words.paragraphs(parts), tuple((each,) for each in _doing(words, facts)))


def _doing(words: Words, facts: APart) -> list[Button]:
    buttons = []
    if facts.teaches and not facts.ending:
        for each in facts.modules:
            does = "untick" if each.done else "tick"
            name = title(words, facts.template, each)
            label = words.plain(_("✓ {name}"), name=name) if each.done else name
            buttons.append(Button(label, f"{PART}:{does}:{facts.id}:{each.id}"))
        out = words.plain(_("Take out of the programme"))
        buttons.append(Button(out, f"{PART}:leave:{facts.id}"))
    elif not facts.ending:
        leave = words.plain(_("I do not want to take part"))
        buttons.append(Button(leave, f"{PART}:leave:{facts.id}"))
    if facts.teaches:
        everybody = f"{PART}:all:{facts.programme_id}:0"
        buttons.append(Button(words.plain(_("Who takes part")), everybody))
    else:
        buttons.append(all_programmes(words)[0])
    return buttons


def _leaving(words: Words, facts: APart) -> Screen:
    if facts.teaches:
        ask = words(_("<b>Take {owner} out of the programme?</b>"), owner=facts.owner)
        sure = _("Yes, take out")
    else:
        ask = words(
            _("<b>Leave {programme}?</b>\nYour officer is told."), programme=facts.programme
        )
        sure = _("Yes, I leave it")
    keep = Button(words.plain(_("No, go on with it")), f"{PART}:see:{facts.id}")
    return Screen(ask, ((keep,), (Button(words.plain(sure), f"{PART}:really:{facts.id}"),)))


def has_left(words: Words, facts: HasLeft) -> Screen:
    business = trade_name(words, facts.business, facts.owner)
    text = _("{owner} ({business}) does not take part in {programme} any more.")
    return Screen(words(text, owner=facts.owner, business=business, programme=facts.programme))
