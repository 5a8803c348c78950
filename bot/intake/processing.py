"""Updates in a transaction: remember them, lock their people, handle them, keep the replies.

Updates of different people that arrive together share a transaction, and so the wait for its
commit. If one of them fails, each is handled anew in a transaction of its own.
"""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot import metrics
from bot.conversation.said import Elsewhere, Joined, Media, Moved, Other, Reached, Sheet
from bot.conversation.turn import Turn
from bot.delivery import chats, group_chats, outbox
from bot.delivery.lease import ME
from bot.delivery.models import Lane
from bot.delivery.outbox import Answer, Letter
from bot.delivery.quiet import Quiet
from bot.delivery.replies import Replies
from bot.delivery.screen import Notice
from bot.delivery.sender import Sender
from bot.intake.arrival import Arrived, arrive, first_time
from bot.intake.contents import Attachment, JSONDict
from bot.intake.flood import Flood
from bot.intake.incoming import Incoming, incoming
from bot.intake.models import Handled
from bot.market.policy import Policy
from bot.people.roles import person_of
from bot.storage import Storage, dialects
from bot.storage.together import Together

log = structlog.get_logger()

#: What happens to a chat, and is said by nobody.
CHANGES = (Reached, Joined, Moved)
Handler = Callable[[Turn], Awaitable[None]]
#: Gets the rows of a file that somebody sent, by its name and where it is.
Fetch = Callable[[str, Attachment], Awaitable[Sheet]]
#: Updates in one transaction: as many as `[telegram] at_once` has under way by default. More save
#: little, and hold their people's locks for longer.
MOST_TOGETHER = 16
#: Transactions side by side, so that one is prepared while another waits for the server's disk.
AT_ONCE = 2


class Apology(Notice):
    """Something of ours broke while the person was waiting."""

    kind = "apology"


class TooFast(Notice):
    """A person sent more than was read."""

    kind = "too_fast"


class Processing:
    """Handles updates. Whoever took one from Telegram acknowledges it when `handle` returns."""

    def __init__(
        self,
        storage: Storage,
        handler: Handler,
        sender: Sender,
        replies: Replies,
        *,
        bot_id: int,
        username: str,
        quiet: Quiet,
        call_courier: Callable[[], None],
        flood: Flood,
        fetch: Fetch,
        policy: Policy,
        calendars: str = "",
    ) -> None:
        self._storage, self._handler, self._fetch = storage, handler, fetch
        self._policy, self._calendars = policy, calendars
        self._sender, self._replies = sender, replies
        self._bot_id, self._username, self._quiet = bot_id, username, quiet
        self._call_courier, self._flood = call_courier, flood
        # A group may get 20 messages a minute (a Telegram limit), and has heard it the first time.
        self._groups = Flood(limit=1, seconds=60)
        self._answering: set[asyncio.Task[None]] = set()
        self._together = Together(
            self._handle_all,
            most=MOST_TOGETHER,
            at_once=1 if storage.sqlite else AT_ONCE,
            key=lambda update: update.telegram_id,
        )

    async def take(self, update: JSONDict) -> None:
        """Handle an update as Telegram sent it; when this returns, it may be acknowledged.

        Raises only if the database does not answer: then it is not to be acknowledged.
        """
        if known := await self.read(update):
            await self.handle(known)

    async def read(self, update: JSONDict) -> Incoming | None:
        """What somebody said; None if it is nobody's, or cannot be read, which is recorded."""
        try:
            return incoming(update, self._username)
        except Exception as error:  # noqa: BLE001  (whatever it is, it would be so each time)
            await self._give_up(update["update_id"], error)
            return None

    async def handle(self, update: Incoming) -> None:
        """Handle an update once. Raises only if the database does not answer: try it again."""
        if isinstance(update.said, Elsewhere) and self._groups.over(update, by=update.chat_id):
            return  # the group was told a moment ago
        # Whether somebody can be reached is worth knowing however often it changes.
        over = 0 if isinstance(update.said, CHANGES) else self._flood.over(update)
        try:
            await (self._slow_down(update, over) if over else self._take_up(update))
        except BaseException:
            # While the database is away, one update comes again and again.
            self._flood.forgive(update)
            raise

    async def _take_up(self, update: Incoming) -> None:
        self._answer_tap(update)
        if isinstance(update.said, Sheet) and update.attachment:
            # Before anything is locked: this takes as long as the network does.
            try:
                rows = await self._fetch(update.said.name, update.attachment)
            except Exception as error:  # noqa: BLE001  (whatever it is, it would be so each time)
                self._replies.send_soon(await self._poison(update, error))
                return
            update = replace(update, said=rows)
        with metrics.UPDATE_SECONDS.time():
            await self._together.add(update)

    async def _slow_down(self, update: Incoming, over: int) -> None:
        """Say once in a window, whatever the number of replicas, that not all was read."""
        metrics.UPDATES.labels("flood").inc()
        if over > 1:
            return
        log.warning("update.flood", telegram_id=update.telegram_id)
        async with self._storage.transaction() as db:
            person = await person_of(db, update.telegram_id)
            if person:
                key = f"too_fast:{person.id}:{self._flood.window(update)}"
                await outbox.notify(db, person, TooFast(), key=key, lane=Lane.REPLY)
        self._call_courier()

    async def _handle_all(self, updates: Sequence[Incoming]) -> None:
        try:
            letters = await self._effects(updates)
        except Exception as error:
            if dialects.is_unavailable(error):
                raise
            if len(updates) > 1:
                for update in updates:
                    await self._handle_all([update])
                return
            letters = await self._poison(updates[0], error)
        self._replies.send_soon(letters)

    async def _give_up(self, update_id: int, error: Exception) -> None:
        """Record an update that cannot even be read, so that it holds up nobody."""
        metrics.UPDATES.labels("unreadable").inc()
        log.error("update.unreadable", update_id=update_id, error=type(error).__name__)
        async with self._storage.transaction() as db:
            await first_time(db, self._bot_id, [update_id], Handled.POISON, _place(error))

    async def _effects(self, updates: Sequence[Incoming]) -> list[Letter]:
        async with self._storage.transaction() as db:
            ids = {update.update_id for update in updates}
            new = await first_time(db, self._bot_id, ids, Handled.DONE)
            fresh = [update for update in updates if update.update_id in new]
            said = [update for update in fresh if not await _changed(db, update)]
            turns = await self._turns(db, said)
            for update, turn in zip(said, turns, strict=True):
                turn.more_of_album = _is_more_of_an_album(update, turn)
                if not turn.more_of_album or isinstance(turn.said, Media):
                    await self._handler(turn)
            letters = await _keep(db, turns)
        metrics.UPDATES.labels("handled").inc(len(new))
        metrics.UPDATES.labels("repeated").inc(len(ids) - len(new))
        if outbox.concerns_courier(db):
            self._call_courier()
        return letters

    async def _poison(self, update: Incoming, error: Exception) -> list[Letter]:
        """It would fail each time and hold up all that follows: record it, apologise, go on."""
        metrics.UPDATES.labels("poison").inc()
        log.error("update.poison", update_id=update.update_id, exc_info=error)
        async with self._storage.transaction() as db:
            where = _place(error)
            if not await first_time(db, self._bot_id, [update.update_id], Handled.POISON, where):
                return []
            try:
                async with db.begin_nested():
                    turns = await self._turns(db, [update])
                    if not _is_more_of_an_album(update, turns[0]):
                        turns[0].reply(Apology())
                    return await _keep(db, turns)
            except Exception as again:
                if dialects.is_unavailable(again):
                    raise
                # What is wrong is wrong with this person's rows: the record stands without them.
                log.exception("update.no_apology", update_id=update.update_id)
                return []

    async def _turns(self, db: AsyncSession, updates: Sequence[Incoming]) -> list[Turn]:
        if not updates:
            return []
        arrived = await arrive(db, updates)
        return [self._turn(db, *each) for each in zip(updates, arrived, strict=True)]

    def _turn(self, db: AsyncSession, update: Incoming, arrived: Arrived) -> Turn:
        return Turn(
            db=db,
            person=arrived.person,
            roles=arrived.roles,
            chat_id=update.chat_id,
            said=update.said,
            conversation=arrived.conversation,
            quiet=self._quiet,
            bot=self._username,
            policy=self._policy,
            calendars=self._calendars,
        )

    def _answer_tap(self, update: Incoming) -> None:
        """At once and beside the transaction: Telegram forgets a tap after a while."""
        if update.query_id is None:
            return
        task = asyncio.create_task(self._sender.answer_tap(update.query_id))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)


async def _changed(db: AsyncSession, update: Incoming) -> bool:
    """Whether it tells of the chat itself, of which nobody waits for an answer."""
    match update.said:
        case Reached(reachable):
            await chats.set_reachable(db, update.chat_id, reachable=reachable)
        case Joined(title, channel, by, new):
            arrival = group_chats.Arrival(title, channel, by, new)
            await group_chats.joined(db, update.chat_id, arrival)
        case Moved(old, new):
            await group_chats.moved(db, old, new)
        case _:
            return False
    return True


def _is_more_of_an_album(update: Incoming, turn: Turn) -> bool:
    """Of photos that were sent as one the first to come is answered, whichever that is.

    The conversation is locked with its person, so of all that arrive at once one is first.
    """
    if update.album is None or not isinstance(update.said, Media | Other):
        return False
    known, turn.conversation.album = turn.conversation.album, update.album
    return known == update.album


async def _keep(db: AsyncSession, turns: Sequence[Turn]) -> list[Letter]:
    answers = [
        Answer(turn.person, turn.chat_id, reply.notice, reply.slot, reply.edits)
        for turn in turns
        for reply in turn.replies
    ]
    return await outbox.reply(db, answers, owner=ME)


def _place(error: Exception) -> str:
    """The kind of an error and where it was raised; its text may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} at {last.filename}:{last.lineno}"[-500:] if last else ""
