"""An officer's day in one message."""

from bot.coaching.day import today as days
from bot.coaching.day.attention import Patience
from bot.conversation.turn import Turn
from handlers.people.owner_cards import is_officer


def patience_of(turn: Turn) -> Patience:
    return Patience.of_days(turn.policy.silence_days, turn.policy.unmet_days)


async def show_today(turn: Turn) -> None:
    if await is_officer(turn):
        turn.reply(await days.today(turn.db, turn.person, patience_of(turn)))
