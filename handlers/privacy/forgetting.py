"""What was typed into a form that was called off is not kept, in no message either."""

from bot.conversation.question import SLOT
from bot.conversation.talk import Cancelled
from bot.conversation.turn import Turn
from bot.delivery import outbox
from handlers.people.welcoming import Declined

CALLED_OFF = (Cancelled, Declined)


async def forget_what_was_called_off(turn: Turn) -> None:
    """Its questions repeated the answers, and they stand in the outbox."""
    if any(isinstance(reply.notice, CALLED_OFF) for reply in turn.replies):
        await outbox.forget_slot(turn.db, turn.chat_id, SLOT)
