"""What an answer of Telegram's has to mean for its message (promise D3), in words of its own."""

from sqlalchemy import select

from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.storage import Storage
from tests.market.telegram import Telegram

#: So many requests of which nobody knows whether they arrived are too many.
MOST_LOST = 5


async def judge_answer(storage: Storage, telegram: Telegram, letter: Letter) -> None:
    """Right after a message has, or has not, been sent."""
    said = telegram.said
    if not said:
        return  # it was kept back
    assert said.count("entities") <= 1, "D3: it is tried more than once without its looks"
    async with storage.reading() as db:
        rows = select(Outgoing).where(Outgoing.id.in_([letter.id, *letter.told]))
        for row in (await db.scalars(rows)).all():
            state, costs = means(said[-1], letter)
            assert row.state == state, f"D3: {said[-1]} made it {row.state}"
            spent = row.attempts - letter.attempts
            assert spent == costs or row.id in letter.told, f"D3: {said[-1]} costs {spent}"
            waits = row.state in {State.SENT, State.PENDING}
            assert waits or row.reason, "D3: it is not said why"
        if said[-1] == "closed":
            chat = await db.get_one(Chat, letter.chat_id)
            assert chat.blocked_at, "D3: it is not known that the chat is closed"
            waiting = select(Outgoing.id).where(Outgoing.chat_id == letter.chat_id)
            waiting = waiting.where(Outgoing.state == State.PENDING)
            assert not (await db.scalars(waiting)).all(), "D3: more waits for a closed chat"


def means(said: str, letter: Letter) -> tuple[State, int]:
    """The state that a message is in then, and how many attempts that took."""
    match said:
        case "arrived" | "same":
            return State.SENT, 1
        case "unsent" | "throttled":
            return State.PENDING, 0
        case "closed":
            return State.SUPPRESSED, 1
        case "refused":
            return State.FAILED, 1
        case "lost" if letter.lane is Lane.BULLETIN or letter.attempts + 1 >= MOST_LOST:
            return State.UNKNOWN, 1
        case "lost":
            return State.PENDING, 1
    raise AssertionError(f"D3: it could have been sent another way than was {said}")
