"""One of a class asks for another time: it would move for all, so that its officer is asked."""

from datetime import datetime

from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.coaching.sessions.session_words import PREFIX, does, moment


class MovesForAll(Notice):
    """What would move, and for how many, before it does."""

    kind = "moves_for_all"

    session: SessionFacts
    participant_id: int
    name: str
    proposed_at: datetime
    businesses: int


def moves_for_all(words: Words, facts: MovesForAll) -> Screen:
    session = facts.session
    sentence = _(
        "{name} asks for {proposed}. The class would move for all {number}: "
        "{before} → {proposed}. Everybody is told and asked anew."
    )
    text = words(
        sentence,
        name=facts.name,
        proposed=moment(words, facts.proposed_at),
        before=moment(words, session.starts_at),
        number=words.number(facts.businesses),
    )
    label = words.plain(_("Move it for all {number}"), number=words.number(facts.businesses))
    ids = f"{session.session_id}:{session.version}:{facts.participant_id}"
    move = Button(label, f"{PREFIX}:all:{ids}")
    return Screen(text, ((move,), (does(words.plain(_("Leave it as it is")), "see", session),)))
