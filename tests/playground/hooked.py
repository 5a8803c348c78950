"""A Telegram of one's own that posts what happens there to a webhook."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from telegram import Bot

from bot.playground.model import Playground
from tests.playground.hook import PATIENCE, Hook

TOKEN = "123456789:" + "A" * 35
SITI, SRI = 1101, 1102


@dataclass
class Here:
    """A Telegram of one's own, the bot's client, and its webhook."""

    play: Playground
    bot: Bot
    hook: Hook
    http: httpx.AsyncClient

    async def state(self) -> dict[str, Any]:
        shown: dict[str, Any] = (await self.http.get("/play/webhook")).json()
        return shown

    async def taken(self) -> None:
        """Until nothing is pending."""
        async with asyncio.timeout(PATIENCE):
            await self.play.until(lambda: not self.play.updates.pending)
