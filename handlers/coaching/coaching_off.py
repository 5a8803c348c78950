"""Who does not want coaching is offered it again, before anything of theirs goes to an officer."""

from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people import consent
from bot.people.models import Person, Purpose
from handlers.privacy import privacy


class CoachingIsOff(Notice):
    """Stopped, or never agreed to."""

    kind = "coaching_is_off"

    #: Whether a voice note was sent, which waits for nobody.
    voice: bool = False


async def is_off(turn: Turn, person: Person | None = None) -> bool:
    """Whether coaching is stopped, of who writes or of somebody whom they speak for."""
    given = await consent.given(turn.db, (person or turn.person).id)
    return Purpose.COACHING not in {each.purpose for each in given}


def coaching_is_off(words: Words, facts: CoachingIsOff) -> Screen:
    sentence = (
        _(
            "Coaching is stopped, so the voice note was not passed on. If you allow coaching "
            "again, please send it once more."
        )
        if facts.voice
        else _(
            "Coaching is stopped, so no officer looks after you now. Shall it be switched on again?"
        )
    )
    label = words.plain(privacy.ALLOW[Purpose.COACHING])
    again = Button(label, f"{privacy.PREFIX}:on:{Purpose.COACHING}")
    return Screen(words(sentence), ((again,),))
