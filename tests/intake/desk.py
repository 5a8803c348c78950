"""A replica at work on updates, and what it answered."""

from sqlalchemy import func, select

from bot.conversation.said import Said, Sheet, Tap, Text
from bot.conversation.turn import Turn
from bot.delivery.models import Chat, Outgoing
from bot.delivery.replies import Replies
from bot.delivery.screen import Screens
from bot.delivery.wording import Wording
from bot.intake.contents import Attachment
from bot.intake.flood import Flood
from bot.intake.incoming import Incoming
from bot.intake.processing import Apology, Handler, Processing
from bot.market.policy import Policy
from bot.people.models import Person
from bot.storage import Storage
from handlers.basics import apology
from tests.delivery.rows import Greeting, greet
from tests.delivery.scripted import Scripted

SECRET = "nomor NIK saya 3507"
WORDING = Wording(Screens({Greeting: greet, Apology: apology}))


async def rested(_seconds: float) -> None:
    """No courier to tell."""


class Desk:
    """A replica's intake, with a sender that only counts."""

    def __init__(self, storage: Storage, handler: Handler, flood_limit: int = 1000) -> None:
        self.sender = Scripted()
        self.replies = Replies(storage, self.sender, WORDING, lambda: None, rested)
        self.processing = Processing(
            storage,
            handler,
            self.sender,
            self.replies,
            bot_id=1,
            username="mitra_bot",
            quiet=None,
            call_courier=lambda: None,
            flood=Flood(flood_limit, 10),
            fetch=self.fetch,
            policy=Policy(),
        )
        #: What is found in every file.
        self.rows = (("Nama",), ("Sri",))

    async def fetch(self, name: str, attachment: Attachment) -> Sheet:
        return Sheet(f"{name} of {attachment.file_id}", self.rows)

    async def takes(self, update: Incoming) -> None:
        await self.processing.handle(update)
        await self.replies.drain()


def update(number: int, said: Said | None = None, person: int = 5) -> Incoming:
    said = said or Text(SECRET)
    query = "42" if isinstance(said, Tap) else None
    return Incoming(number, person, person, "id", said, query_id=query)


async def count(turn: Turn) -> None:
    """Reads, waits for the database, and writes: whoever interleaves loses a step."""
    before = turn.conversation.state.get("steps", 0)
    await turn.db.execute(select(func.count()).select_from(Person))
    turn.conversation.state = {"steps": before + 1}
    turn.reply(Greeting(name=f"{before + 1}"))


async def texts(storage: Storage) -> list[str | None]:
    async with storage.reading() as db:
        return [*await db.scalars(select(Outgoing.text).order_by(Outgoing.id))]


async def blocked(storage: Storage, chat_id: int) -> bool:
    async with storage.reading() as db:
        return (await db.get_one(Chat, chat_id)).blocked_at is not None
