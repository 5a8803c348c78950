"""How messages about a handover look."""

from bot.coaching.handover.notices import (
    CaseloadIsYours,
    HandoverAnswered,
    HandoverAsked,
    OfficerChanged,
)
from bot.delivery.screen import Button, Screen
from bot.language import Words, _
from handlers.address import called
from handlers.coaching.handover.handover import (
    PREFIX,
    HandoverDeclined,
    HandoverGone,
    HandoverSent,
    NobodyToTakeOver,
    NothingToHandOver,
)
from handlers.coaching.handover.handover_words import how_much, named
from handlers.coaching.sessions.session_words import moment, schedule_button
from handlers.home import go


def handover_sent(words: Words, facts: HandoverSent) -> Screen:
    text = _(
        "{name} is asked to take over. You hear here what they say. Until then nothing changes."
    )
    return Screen(words(text, name=called(words, facts.heir, facts.honorific)))


def nobody_to_take_over(words: Words, facts: NobodyToTakeOver) -> Screen:
    return Screen(words(_("No other officer can take over just now. Nothing was changed.")))


def nothing_to_hand_over(words: Words, facts: NothingToHandOver) -> Screen:
    return Screen(words(_("There is nothing to hand over.")))


def handover_declined(words: Words, facts: HandoverDeclined) -> Screen:
    return Screen(words(_("Noted: you do not take over. Nothing was changed.")))


def handover_gone(words: Words, facts: HandoverGone) -> Screen:
    return Screen(words(_("Nobody asks you to take over any more. Nothing was changed.")))


def handover_asked(words: Words, facts: HandoverAsked) -> Screen:
    former = named(words, facts.former, facts.honorific)
    if facts.by:
        ask = _("<b>{by} asks you to take over from {former}:</b>")
    elif facts.whole:
        ask = _("<b>{former} asks you to take over everything:</b>")
    else:
        ask = _("<b>{former} asks you to take over some businesses:</b>")
    parts = [words(ask, former=former, by=facts.by or ""), how_much(words, facts.load)]
    yes = Button(words.plain(_("Yes, I take over")), f"{PREFIX}:yes:{facts.handover_id}")
    no = Button(words.plain(_("No, I cannot take over")), f"{PREFIX}:no:{facts.handover_id}")
    return Screen(words.lines(parts), ((yes,), (no,)))


def handover_answered(words: Words, facts: HandoverAnswered) -> Screen:
    heir = called(words, facts.heir, facts.honorific)
    former = named(words, facts.former, None)
    if not facts.taken:
        own = _("{heir} cannot take over. Nothing was changed; please ask somebody else.")
        other = _("{heir} cannot take over from {former}. Nothing was changed.")
        again = go(words.plain(_("Ask somebody else")), "handover")
        text = words(own if facts.own else other, heir=heir, former=former)
        return Screen(text, ((again,),))
    own, other = (
        _("<b>{heir} has taken over:</b>"),
        _("<b>{heir} has taken over from {former}:</b>"),
    )
    head = words(own if facts.own else other, heir=heir, former=former)
    return Screen(words.lines([head, how_much(words, facts.load)]))


def caseload_is_yours(words: Words, facts: CaseloadIsYours) -> Screen:
    former = named(words, facts.former, facts.honorific)
    head = words(_("<b>This is yours now, from {former}:</b>"), former=former)
    told = words(_("Who is coached is told that you help from now on."))
    caseload = go(words.plain(_("Businesses I look after")), "caseload")
    text = words.paragraphs([words.lines([head, how_much(words, facts.load)]), told])
    return Screen(text, ((caseload,), (schedule_button(words),)))


def officer_changed(words: Words, facts: OfficerChanged) -> Screen:
    officer = called(words, facts.officer, facts.honorific)
    text = _("{name}, from now on {officer} is your officer, in place of {former}.")
    lines = [words(text, name=facts.name, officer=officer, former=named(words, facts.former, None))]
    if facts.next_at:
        stays = _("Your next session stays as it is: {moment}.")
        lines.append(words(stays, moment=moment(words, facts.next_at)))
    if facts.asked:
        lines.append(words(_("Your question waits with them.")))
    return Screen(words.lines(lines), ((schedule_button(words),),))
