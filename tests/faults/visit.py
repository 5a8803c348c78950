"""One person before the running bot, who does one thing after another and is answered."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import select

from bot.conversation.models import Conversation
from bot.delivery.models import Outgoing, State
from bot.people.models import Person
from bot.playground.model import Playground
from bot.playground.people import Person as Player
from bot.playground.state import Query, chat, user
from bot.storage import Storage
from tests.faults.kinds import BANNED, ME, Content
from tests.faults.said import Action, Becomes, Blocks, Comes, Forges, Happens, Presses, Says
from tests.faults.spoken import languages_in

#: How long anything may take before a test gives up, in seconds.
PATIENCE = 30
#: An edit that changes nothing, and one of a message that is gone: what follows it is an answer.
HARMLESS = ("message is not modified", "message to edit not found", "message can't be edited")
NUMBERS = count(500_001)


@dataclass
class Scene:
    """The bot before the strict server, and what has happened between the two."""

    playground: Playground
    storage: Storage
    tally: Counter[str] = field(default_factory=Counter)

    async def until(self, happened: Callable[[], object], what: object) -> None:
        try:
            await asyncio.wait_for(self.playground.until(happened), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"Nothing came of: {what!r}") from None


class Visit:
    """A person of this visit only, so that nothing depends on who came before."""

    def __init__(self, scene: Scene, client_language: str) -> None:
        self.scene, self.playground, self.id = scene, scene.playground, next(NUMBERS)
        self.person = Player(self.id, "Nama", "", client_language, "+62", started=True)
        self.playground.people[self.id] = self.person
        self.playground._entries[self.id] = {}

    @property
    def calls(self) -> list[dict[str, Any]]:
        """What the server was asked to do in this chat, as it counted."""
        return self.playground.received.calls.get(str(self.id), [])

    async def does(self, action: Action) -> None:
        """Do it, and see that the answer is what is promised."""
        self.scene.tally.update([type(action).__name__, "updates"])
        before, blocked = len(self.calls), self.person.blocked
        waits = await self._act(action)
        if waits:
            await self.scene.until(lambda: self.calls[before:], action)
        await self._settled()
        calls = self.calls[before:]
        if blocked:  # what was on its way has been refused; they come back
            self.playground.unblock(self.id)
            await self._settled()
            return
        if waits:
            assert any(map(_answers, calls)), (action, calls)
        else:
            assert not calls, (action, calls)
        for call in calls:
            await self._judge(call)

    async def _settled(self) -> None:
        """Wait until all is handled and every answer has gone."""
        await self.scene.until(lambda: not self.playground.updates.pending, "what is pending")
        going = select(Outgoing.id).where(
            Outgoing.chat_id == self.id, Outgoing.state == State.SENDING
        )
        async with asyncio.timeout(PATIENCE):
            while await self._first(going):
                await asyncio.sleep(0.001)

    async def _judge(self, call: dict[str, Any]) -> None:
        if error := call.get("error"):
            self.scene.tally[error] += 1
            assert any(words in error for words in HARMLESS), call
            return
        self.scene.tally["answers"] += 1
        language = await self._first(select(Person.language).where(Person.telegram_id == self.id))
        spoken = languages_in(call["text"])
        # Whoever was erased is told so, and nobody knows any more in which language.
        assert spoken == {language} if language else len(spoken) == 1, call["text"]

    async def _first(self, query: Any) -> Any:
        async with self.scene.storage.reading() as db:
            return (await db.execute(query)).scalar()

    async def _act(self, action: Action) -> bool:
        """Returns whether the person waits for an answer."""
        match action:
            case Says(content, edited):
                more = await self._more_of_an_album(content)
                self._posts(content, edited=edited)
                return not more
            case Presses(number):
                return self._presses(number)
            case Forges(data, on, open_now):
                before = await self._open_question() if open_now else ""
                self._taps(data if data is None else before + data, on)
                return on != "gone"
            case Happens(content, edited):
                self._posts(content, edited=edited)
            case Becomes(status):
                change = {"chat": chat(self.person), "from": user(self.person), "date": 1}
                change |= {"old_chat_member": BANNED, "new_chat_member": status}
                self.playground.updates.add("my_chat_member", change)
            case Blocks():
                self.playground.block(self.id)
            case Comes(kind, content):
                self.playground.updates.add(kind, content)
        return False

    async def _more_of_an_album(self, content: Content) -> bool:
        """Of photos sent as one the first is answered, and the others belong to it."""
        album = content.get("media_group_id")
        answered = select(Conversation.album).join(Person).where(Person.telegram_id == self.id)
        return album is not None and album == await self._first(answered)

    def _posts(self, content: Content, *, edited: bool) -> None:
        if content.get("contact", {}).get("user_id") == ME:
            content = content | {"contact": content["contact"] | {"user_id": self.id}}
        sender = {"from": user(self.person)}
        message = self.playground.add_message(chat(self.person), content, sender=sender).message
        if edited:
            message = message | {"edit_date": message["date"] + 1}
        self.playground.updates.add("edited_message" if edited else "message", message)

    def _presses(self, number: int) -> bool:
        buttons = [
            (message["message_id"], button["callback_data"])
            for message in reversed(self.playground.messages(self.id))
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
        ]
        if not buttons or self.person.blocked:
            return False
        self.playground.tap(self.id, *buttons[number % len(buttons)])
        return True

    def _taps(self, data: str | None, on: str) -> None:
        query = Query(f"q{next(NUMBERS)}", self.id, self.playground.moment().isoformat())
        self.playground.queries[query.id] = query
        tap: Content = {"id": query.id, "from": user(self.person), "chat_instance": "c"}
        tap |= {"game_short_name": "g"} if data is None else {"data": data}
        if on != "gone":
            tap["message"] = self._message(on)
        self.playground.updates.add("callback_query", tap)

    def _message(self, on: str) -> Content:
        """The one under which the button stands: `the bot's` or `the person's` newest, or none."""
        missing: Content = {"message_id": 99_999_999, "date": 1, "text": "?"}
        if on == "inaccessible":
            missing |= {"date": 0}
        newest = [
            entry.message
            for entry in self.playground.entries(self.id).values()
            if on == ("the bot's" if entry.from_bot else "the person's")
        ]
        return newest[-1] if newest else missing | {"chat": chat(self.person)}

    async def _open_question(self) -> str:
        async with self.scene.storage.reading() as db:
            found = await db.execute(
                select(Conversation).join(Person).where(Person.telegram_id == self.id)
            )
            talk = found.scalar()
        return f"q:{talk.form}:{talk.state.get('at')}:{talk.turn}:" if talk else "q:"


def _answers(call: dict[str, Any]) -> bool:
    return "error" not in call or "not modified" in call["error"]
