"""How it looks to an officer who has written down what an owner without a phone asks."""

from bot.delivery.screen import Button, Screen
from bot.language import Words, _
from handlers.address import called
from handlers.coaching.questions.answering import ANSWER_PREFIX
from handlers.coaching.questions.answering import PREFIX as OWED
from handlers.coaching.questions.writing_down import OwnerIsOff, WrittenDown
from handlers.home import go


def owner_is_off(words: Words, facts: OwnerIsOff) -> Screen:
    text = _("This owner wants no coaching at present, so nothing is asked for them.")
    return Screen(words(text), ((go(words.plain(_("All owners I speak for")), "owners"),),))


def written_down(words: Words, facts: WrittenDown) -> Screen:
    """An officer may know the answer already, or whom to ask."""
    ident = facts.question_id
    name = called(words, facts.name, facts.honorific)
    later = _("The question of {name} is written down. The answer comes to your list of calls.")
    if not facts.answers:
        return Screen(words(later, name=name), ((go(words.plain(_("Calls to make")), "calls"),),))
    now = _(
        "The question of {name} is written down, and waits for you. The answer comes to your list "
        "of calls, so that you can tell it."
    )
    rows = (
        (Button(words.plain(_("Answer")), f"{ANSWER_PREFIX}:{ident}:{facts.round}"),),
        (Button(words.plain(_("Pass to an expert …")), f"{OWED}:pass:{ident}"),),
        (go(words.plain(_("Questions")), "questions"),),
    )
    return Screen(words(now, name=name), rows)
