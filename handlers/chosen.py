"""How things shall come to somebody, as they type it between conversations."""

from bot.conversation.turn import Turn
from bot.language.reading.receiving import read_receiving
from bot.language.reading.reminding import read_reminding
from handlers.coaching.reminders import reminding
from handlers.market.readers import receiving


async def choose(turn: Turn, text: str) -> bool:
    """When they want to be reminded, or how they want their news; False if it is about neither."""
    if remind := read_reminding(text):
        await reminding.grant(turn, remind)
    elif asked := read_receiving(text):
        await receiving.change(turn, asked)
    else:
        return False
    return True
