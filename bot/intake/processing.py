"""One update, one transaction: remember it, lock its person, handle it, keep the replies."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from bot.conversation.said import Reached
from bot.conversation.turn import Turn
from bot.delivery import chats, outbox
from bot.delivery.lease import ME
from bot.delivery.outbox import Letter
from bot.delivery.quiet import Quiet
from bot.delivery.replies import Replies
from bot.delivery.screen import Notice
from bot.delivery.sender import Sender
from bot.intake.arrival import arrive, first_time
from bot.intake.incoming import Incoming, incoming
from bot.intake.models import Handled
from bot.people.roles import roles_of
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: An update as Telegram sends it.
JSONDict = dict[str, Any]
Handler = Callable[[Turn], Awaitable[None]]


class Apology(Notice):
    """Something of ours broke while the person was waiting."""

    kind = "apology"


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
        quiet: Quiet,
        call_courier: Callable[[], None],
    ) -> None:
        self._storage, self._handler = storage, handler
        self._sender, self._replies = sender, replies
        self._bot_id, self._quiet = bot_id, quiet
        self._call_courier = call_courier
        self._answering: set[asyncio.Task[None]] = set()

    async def take(self, update: JSONDict) -> None:
        """Handle an update as Telegram sent it; when this returns, it may be acknowledged.

        Raises only if the database does not answer: then it is not to be acknowledged.
        """
        try:
            known = incoming(Update.de_json(update, None))
        except Exception as error:  # noqa: BLE001  (whatever it is, it would be so each time)
            await self.give_up(update["update_id"], error)
        else:
            if known:
                await self.handle(known)

    async def handle(self, update: Incoming) -> None:
        """Handle an update once. Raises only if the database does not answer: try it again."""
        self._answer_tap(update)
        try:
            letters = await self._effects(update)
        except Exception as error:
            if dialects.is_unavailable(error):
                raise
            log.exception("update.poison", update_id=update.update_id)
            letters = await self._apologise(update, error)
        self._replies.send_soon(letters)
        self._call_courier()

    async def give_up(self, update_id: int, error: Exception) -> None:
        """Record an update that cannot even be read, so that it holds up nobody."""
        log.error("update.unreadable", update_id=update_id, error=type(error).__name__)
        async with self._storage.transaction() as db:
            await first_time(db, self._bot_id, update_id, Handled.POISON, _place(error))

    async def _effects(self, update: Incoming) -> list[Letter]:
        async with self._storage.transaction() as db:
            if not await first_time(db, self._bot_id, update.update_id, Handled.DONE):
                return []
            if isinstance(update.said, Reached):
                await chats.set_reachable(db, update.chat_id, reachable=update.said.reachable)
                return []
            turn = await self._turn(db, update)
            await self._handler(turn)
            return await _keep(turn)

    async def _apologise(self, update: Incoming, error: Exception) -> list[Letter]:
        """It would fail each time and hold up all that follows: record it and go on."""
        async with self._storage.transaction() as db:
            where = _place(error)
            if not await first_time(db, self._bot_id, update.update_id, Handled.POISON, where):
                return []
            try:
                async with db.begin_nested():
                    turn = await self._turn(db, update)
                    turn.reply(Apology())
                    return await _keep(turn)
            except Exception as again:
                if dialects.is_unavailable(again):
                    raise
                # What is wrong is wrong with this person's rows: the record stands without them.
                log.exception("update.no_apology", update_id=update.update_id)
                return []

    async def _turn(self, db: AsyncSession, update: Incoming) -> Turn:
        person, conversation = await arrive(db, update)
        return Turn(
            db=db,
            person=person,
            roles=await roles_of(db, person.id),
            chat_id=update.chat_id,
            said=update.said,
            conversation=conversation,
            quiet=self._quiet,
        )

    def _answer_tap(self, update: Incoming) -> None:
        """At once and beside the transaction: Telegram forgets a tap after a while."""
        if update.query_id is None:
            return
        task = asyncio.create_task(self._sender.answer_tap(update.query_id))
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)


async def _keep(turn: Turn) -> list[Letter]:
    return [
        await outbox.reply(
            turn.db,
            turn.person,
            turn.chat_id,
            reply.notice,
            owner=ME,
            slot=reply.slot,
            edits=reply.edits,
        )
        for reply in turn.replies
    ]


def _place(error: Exception) -> str:
    """The kind of an error and where it was raised; its text may hold what a person wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    return f"{type(error).__name__} at {last.filename}:{last.lineno}"[-500:] if last else ""
