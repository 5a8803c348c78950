"""Words of houses, programmes, reminders, the library, and of a day on which nothing can be."""

from collections.abc import Awaitable, Callable, Mapping

from bot import clock
from bot.coaching.sessions import moving, sessions
from bot.conversation.turn import Turn
from bot.language.reading.coached import Coached, read_coached
from bot.language.reading.lost_days import LostDay, read_lost_day
from bot.people.models import Role
from handlers.coaching import coaching
from handlers.coaching.houses import house_booking, houses
from handlers.coaching.programmes import programmes
from handlers.coaching.questions import answering, asking, learning
from handlers.coaching.reminders import reminding
from handlers.coaching.sessions import rescheduling
from handlers.people.acting import speaks_for_some


async def ask_or_answer(turn: Turn) -> None:
    """Who answers questions sees those that wait."""
    if turn.roles & {Role.OFFICER, Role.EXPERT}:
        await answering.show_questions(turn)
    else:
        await asking.start_asking(turn)


async def book(turn: Turn) -> None:
    """Who books for no business, their own or another's, is shown the houses."""
    if Role.OWNER in turn.roles or await speaks_for_some(turn):
        await house_booking.start_booking(turn)
    else:
        await houses.show_houses(turn)


WANTED: Mapping[Coached, Callable[[Turn], Awaitable[None]]] = {
    Coached.BOOK: book,
    Coached.HOUSES: houses.show_houses,
    Coached.PROGRAMMES: programmes.show_programmes,
    Coached.REMINDERS: reminding.show_choice,
    Coached.LIBRARY: learning.show_library,
    Coached.QUESTION: ask_or_answer,
}


async def grant(turn: Turn, text: str) -> bool:
    """Whether it was about one of these."""
    lost = read_lost_day(text, clock.now().astimezone(turn.words.zone))
    if lost and await _move(turn, lost):
        return True
    wanted = read_coached(text)
    if wanted is None:
        return False
    await WANTED[wanted](turn)
    return True


async def _move(turn: Turn, lost: LostDay) -> bool:
    """An officer is asked to which day it all moves; who is coached that day sees the session."""
    if Role.OFFICER in turn.roles and await moving.day_of(turn.db, turn.person, lost.day):
        await rescheduling.begin_moving_day(turn, lost.day, lost.to)
        return True
    coming = await sessions.upcoming(turn.db, turn.person.id)
    zone = turn.words.zone
    if Role.OFFICER in turn.roles or any(
        seen.session.starts_at.astimezone(zone).date() == lost.day for seen in coming
    ):
        await coaching.show_schedule(turn)
        return True
    return False
