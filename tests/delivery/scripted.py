"""A sender that needs no network: what it answers is written down beforehand."""

import asyncio

from bot.delivery.outcome import Outcome, Sent
from bot.delivery.screen import Screen
from bot.delivery.sender import Sender


class Scripted(Sender):
    """Answers with the given outcomes in turn, and then that everything was sent."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = list(outcomes)
        #: Chats in the order in which requests began.
        self.begun: list[int] = []
        #: Of these, those that were paid for.
        self.paid: list[int] = []
        self.taps: list[str] = []
        self.called = asyncio.Event()

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        *,
        edits: int | None = None,
        paid: bool = False,
        low_data: bool = False,
    ) -> Outcome:
        self.begun.append(chat_id)
        self.paid += [chat_id] * paid
        self.called.set()
        if self._outcomes:
            return self._outcomes.pop(0)
        return Sent(edits or 1000 + len(self.begun), str(screen.text))

    async def answer_tap(self, query_id: str) -> None:
        self.taps.append(query_id)
