"""People as a story tells them: they say, tap and see."""

import asyncio
from typing import Any

from sqlalchemy import select

from bot import clock
from bot.delivery.models import Outgoing, State
from bot.playground.model import Playground
from bot.storage import Storage

TOKEN = "123456789:" + "journey" * 5
#: How long an answer may take before a test gives up, in seconds; far more than it ever needs.
PATIENCE = 40


class Town:
    def __init__(self, playground: Playground, storage: Storage, url: str = "") -> None:
        """`url` is the playground's."""
        self.playground, self.storage, self.url = playground, storage, url

    async def settled(self) -> None:
        """Wait until every update is handled and nothing that is due is unsent."""
        async with asyncio.timeout(PATIENCE):
            while self.playground.updates.pending or await self._due():
                await asyncio.sleep(0.02)

    async def _due(self) -> bool:
        open_states = (State.PENDING, State.SENDING)
        due = select(Outgoing.id).where(
            Outgoing.state.in_(open_states), Outgoing.not_before <= clock.now()
        )
        async with self.storage.reading() as db:
            return (await db.scalars(due.limit(1))).first() is not None

    def person(self, telegram_id: int) -> "Person":
        return Person(self.playground, telegram_id)

    def newcomer(self, name: str, language: str = "id") -> "Person":
        """Somebody who has never written to the bot."""
        made = self.playground.add_person(first_name=name, language_code=language)
        return Person(self.playground, made.id)


class Person:
    """One chat with the bot. What was seen is what came since the person last did something."""

    def __init__(self, playground: Playground, telegram_id: int) -> None:
        self.playground, self.id = playground, telegram_id
        self._done = self._newest()

    async def says(self, text: str) -> None:
        self._done = self._newest()
        if self.playground.people[self.id].started:
            self.playground.say(self.id, text)
        else:
            self.playground.start(self.id)

    def opens(self, parameter: str) -> None:
        """Open a link t.me/bot?start=parameter."""
        self._done = self._newest()
        self.playground.start(self.id, parameter)

    async def taps(self, label: str) -> None:
        """Tap the newest button with this label."""
        message, data = self._button(label)
        self._done = self._newest()
        self.playground.tap(self.id, message["message_id"], data)

    async def presses(self, label: str, **place: float) -> None:
        """Press a key of the keyboard that is shown; one that asks for it shares a `place`."""
        self._done = self._newest()
        self.playground.press(self.id, label, **place)

    def keys(self) -> list[str]:
        """The labels of the keyboard that stands in place of the phone's."""
        keyboard: dict[str, Any] = self.playground.people[self.id].keyboard or {}
        return [key["text"] for row in keyboard.get("keyboard", []) for key in row]

    async def taps_when_seen(self, label: str) -> None:
        await self.sees(f"[{label}]")
        await self.taps(label)

    def sends(
        self, kind: str, content: bytes | None = None, name: str = "", caption: str = ""
    ) -> None:
        """A photo, voice note, sticker or document: the built-in example unless given."""
        self._done = self._newest()
        self.playground.send(self.id, kind, content=content, name=name, caption=caption)

    def uploads(self, name: str, content: bytes) -> None:
        """A document of their own."""
        self._done = self._newest()
        self.playground.send(self.id, "document", content=content, name=name)

    def edits(self, text: str) -> None:
        """Change the newest own message."""
        own = [message for message in self.messages() if not message["from"]["is_bot"]]
        self._done = self._newest()
        self.playground.edit(self.id, own[-1]["message_id"], text)

    async def sees(self, *texts: str) -> str:
        """Wait until all of these stand in what came since; returns that."""

        def missing() -> list[str]:
            seen = self._since()
            return [text for text in texts if text not in seen]

        try:
            await asyncio.wait_for(self.playground.until(lambda: not missing()), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"Not seen: {missing()}. Seen: {self._since()}") from None
        return self._since()

    async def expects(self, *texts: str) -> None:
        """Wait for a message that the bot sends of its own accord."""

        def arrived() -> bool:
            return any(
                all(text in _words(message) for text in texts) for message in self.messages()
            )

        try:
            await asyncio.wait_for(self.playground.until(arrived), PATIENCE)
        except TimeoutError:
            seen = [_words(message) for message in self.messages()]
            raise AssertionError(f"Not received: {texts}. Received: {seen}") from None

    def forges(self, data: str) -> None:
        """Send a tap that no button carries, as an altered client can."""
        message = self._newest_with_buttons()
        self._done = self._newest()
        self.playground.tap(self.id, message["message_id"], data)

    def has_seen(self, text: str) -> bool:
        """Whether it stands anywhere in the chat."""
        return any(text in _words(message) for message in self.messages())

    def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""
        rows = self._newest_with_buttons()["reply_markup"]["inline_keyboard"]
        return [button["text"] for row in rows for button in row]

    def data(self, label: str) -> str:
        """What the newest button with this label sends."""
        return self._button(label)[1]

    def messages(self) -> list[dict[str, Any]]:
        return self.playground.messages(self.id)

    def tap_old(self, label: str) -> None:
        """Tap the oldest button with this label, as people do who scroll up."""
        message, data = self._button(label, newest=False)
        self._done = self._newest()
        self.playground.tap(self.id, message["message_id"], data)

    def _button(self, label: str, *, newest: bool = True) -> tuple[dict[str, Any], str]:
        messages = self.messages()
        for message in reversed(messages) if newest else messages:
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return message, button["callback_data"]
        raise AssertionError(f"No button “{label}” in: {self._since()}")

    def _newest_with_buttons(self) -> dict[str, Any]:
        return next(message for message in reversed(self.messages()) if "reply_markup" in message)

    def _newest(self) -> int:
        return max((message["message_id"] for message in self.messages()), default=0)

    def _since(self) -> str:
        """What the bot wrote after the person last did something, and what it ever changed."""
        return "\n".join(
            f"{_words(message)}\n{_labels(message)}"
            for message in self.messages()
            if message["from"]["is_bot"]
            and (message["message_id"] > self._done or "edit_date" in message)
        )


def _words(message: dict[str, Any]) -> str:
    """What is written, or stands under a file."""
    return str(message.get("text") or message.get("caption") or "")


def _labels(message: dict[str, Any]) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return " ".join(f"[{button['text']}]" for row in rows for button in row)
