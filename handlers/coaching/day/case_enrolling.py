"""A business is enrolled from its card: in one of the officer's own programmes."""

from bot.coaching.programmes import enrolling, programmes
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.people.models import Business
from handlers.coaching.programmes.enrolling import welcome
from handlers.coaching.programmes.programmes import NoSuchProgramme


class WhichProgramme(Notice):
    """In which of their programmes the officer would enrol it."""

    kind = "which_programme"

    business_id: int
    #: Number and name of those in which it does not take part yet.
    programmes: tuple[tuple[int, str], ...]


async def ask_where(turn: Turn, tap: Tap, business: Business) -> None:
    found = []
    for each in await programmes.taught_by(turn.db, turn.person.id):
        fits = await enrolling.candidates(turn.db, each)
        if any(cared.business_id == business.id for cared in fits):
            found.append((each.id, each.name))
    asked = WhichProgramme(business_id=business.id, programmes=tuple(found))
    turn.reply(asked, edits=tap.message_id)


async def enrol_in(turn: Turn, business: Business, programme_id: int | None) -> None:
    """Its owner is told, and can say no; who takes part already is not told again."""
    programme = await programmes.taught(turn.db, turn.person.id, programme_id)
    if programme is None:
        turn.reply(NoSuchProgramme())
        return
    added = await enrolling.enrol(turn.db, programme, [business.id], turn.person.id)
    await welcome(turn, programme, added)
