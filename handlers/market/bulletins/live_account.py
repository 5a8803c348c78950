"""The account of a bulletin, brought up to date in its author's chat as long as it goes out."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.quiet import Quiet
from bot.delivery.renewing import amend, renew, sent_under
from bot.market import live_accounts
from bot.market.models import Bulletin, LiveAccount
from bot.people.models import Person
from handlers.market.bulletins.account import Account, account_of

OPEN = (State.PENDING, State.SENDING)


async def show(db: AsyncSession, made: Bulletin, quiet: Quiet, lane: Lane = Lane.REPLY) -> None:
    """Send the account to the author, and keep it up to date from now on."""
    author = await db.get_one(Person, made.author_id)
    account = await account_of(db, made, quiet)
    await outbox.notify(db, author, account, key=_key(made.id), lane=lane)
    live_accounts.begin(db, made)


async def show_now(turn: Turn, made: Bulletin, message_id: int) -> None:
    """In place, at once; a change that waits says the same, or it would take this back."""
    account = await account_of(turn.db, made, turn.quiet)
    turn.reply(account, edits=message_id)
    message = await sent_under(turn.db, _key(made.id))
    if message is not None:
        await amend(turn.db, message, account)
        await live_accounts.count_soon(turn.db, made.id)


def _key(bulletin_id: int) -> str:
    return f"account:{bulletin_id}"


async def keep_up(db: AsyncSession, quiet: Quiet) -> int:
    """Count the one that was counted longest ago; 0 if none is to be counted now, else 1.

    One a transaction: of a million messages the count takes a while.
    """
    live = await live_accounts.due(db)
    if live is None:
        return 0
    message = await sent_under(db, _key(live.bulletin_id))
    if message is not None and message.state in OPEN:
        return 1  # it is yet to arrive
    if message is None or message.message_id is None:
        await db.delete(live)  # there is nothing to keep up to date
    else:
        over = await live_accounts.is_over(db, live.bulletin_id)
        if await _tell(db, message, live, quiet) and over:
            await db.delete(live)
    return 1


async def _tell(db: AsyncSession, message: Outgoing, live: LiveAccount, quiet: Quiet) -> bool:
    """Whether the message shows how it stands, or will as soon as the courier gets to it."""
    bulletin = await db.get_one(Bulletin, live.bulletin_id)
    now = await account_of(db, bulletin, quiet)
    shown = Account.model_validate(message.params)
    if now == shown.model_copy(update={"at": None}):
        return True
    return await renew(db, message, now.model_copy(update={"at": clock.now()}))
