"""Telegram in memory: it answers as the Bot API does, and complains of what must not be asked.

All that stands before it is the bot's own: which method is called, and what an answer means.
"""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import SocketTimeoutError
from telegram import Bot

from bot import clock
from bot.delivery.meaning import RequestFailed, failure, unanswered
from bot.delivery.models import Lane
from bot.delivery.network import Unreached
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Outcome
from bot.delivery.posts import plain
from bot.delivery.request import DEFAULT, Request
from bot.delivery.screen import Screen
from tests.delivery.clients import TOKEN
from tests.delivery.hand import Doubtful

EVENING, MORNING = 20, 8
#: How much silence it asks for: no step of a test takes as long.
SILENCE = timedelta(minutes=30)
#: What it says of a chat that is closed to the bot; each chat hears one of these.
CLOSED = (
    (403, "Forbidden: bot was blocked by the user"),
    (403, "Forbidden: user is deactivated"),
    (400, "Bad Request: chat not found"),
)
KICKED = (403, "Forbidden: bot was kicked from the group chat")
NOT_HERE = (400, "Bad Request: not enough rights to send text messages to the chat")
NO_PHOTOS = (400, "Bad Request: not enough rights to send photos to the chat")
NO_ENTITIES = (400, "Bad Request: can't parse entities: unsupported start tag at byte offset 0")
NO_TEXT = (400, "Bad Request: there is no text in the message to edit")
NO_CAPTION = (400, "Bad Request: there is no caption in the message to edit")
NOT_FOUND = (400, "Bad Request: message to edit not found")
SAME = (400, "Bad Request: message is not modified: specified new message content is the same")


@dataclass(frozen=True)
class Message:
    """As it stands in a chat."""

    text: str
    photo: str | None
    markup: str


class Telegram(Doubtful):
    """Shows what it is sent, and complains of what must not be."""

    def __init__(self) -> None:
        super().__init__(Bot(TOKEN, request=InMemory(self), get_updates_request=Request()))
        #: Chat and number of a message -> what it shows.
        self.shown: dict[tuple[int, int], Message] = {}
        #: Chat and bulletin -> in how many new messages it came.
        self.told: Counter[tuple[int, int]] = Counter()
        self.blocked: set[int] = set()
        #: Chats of which the bot knows that.
        self.known_closed: set[int] = set()
        #: Rows whose photo was refused.
        self.wordy: set[int] = set()
        self.zones: dict[int, str] = {}
        #: Row of a message -> bulletins that had ended when it was claimed, and rivals' prices.
        self.over: dict[int, frozenset[int]] = {}
        self.rivals: dict[int, frozenset[int]] = {}
        #: Rows that were claimed when the bot knew their chat to be closed.
        self.shut: set[int] = set()
        #: Until when it wants silence.
        self.silent_until: datetime | None = None
        #: What happens to the next message: it `arrives`, is `unsent`, `throttled`, `refused`,
        #: taken without its looks alone (`plain`) or its photo (`wordy`), or its answer is `lost`.
        self.next = "arrives"
        #: What became of each request for the message that is being sent.
        self.said: list[str] = []
        #: Rows that were refused for good, and how often an answer to a row was lost.
        self.refused: set[int] = set()
        self.lost: Counter[int] = Counter()

    async def deliver(self, letter: Letter, screen: Screen) -> Outcome:
        self.letter, self.screen, self.said = letter, screen, []
        return await super().deliver(letter, screen)

    def answer(self, method: str, fields: Mapping[str, Any]) -> Any:
        """The result of one request. Raises what a real one would."""
        self._judge_request()
        chat, row = self.letter.chat_id, self.letter.id
        what, self.next = self.next, "arrives"
        if what == "unsent":
            self.said.append(what)
            raise RequestFailed(unanswered(Unreached("no connection is free"), one_write=True))
        if what == "throttled":
            self.said.append(what)
            self.silent_until = clock.now() + SILENCE
            seconds = int(SILENCE.total_seconds())
            raise _refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        if chat in self.blocked:
            self.said.append("closed")
            self.known_closed.add(chat)
            raise _refusal(*(KICKED if chat < 0 else CLOSED[chat % len(CLOSED)]))
        if what == "refused":
            self.next = what  # whatever is tried for this message
            self.said.append(what)
            self.refused.add(row)
            raise _refusal(*NOT_HERE)
        if what == "plain" and fields.get("parse_mode"):
            self.said.append("entities")
            raise _refusal(*NO_ENTITIES)
        if what == "wordy" and "photo" in fields:
            self.wordy.add(row)
            self._refuses(NO_PHOTOS)
        number = self._takes(method, fields)
        self.said.append(what if what == "lost" else "arrived")
        if what == "lost":
            self.lost[row] += 1
            if self.lost.total() % 2:
                raise RequestFailed(unanswered(SocketTimeoutError(), one_write=True))
            raise _refusal(502, "Bad Gateway")
        return {"message_id": number} if number else True

    def _judge_request(self) -> None:
        letter, now = self.letter, clock.now()
        silent = self.silent_until is not None and now < self.silent_until
        assert not silent, "D4: it wanted silence"
        assert letter.id not in self.shut, "D3: who has blocked the bot is written to again"
        done = letter.id in self.refused and "refused" not in self.said
        assert not done, "D3: what was refused is sent again"
        if letter.lane is Lane.BULLETIN:
            tells = {*about(letter)}
            assert not self.over[letter.id] & tells, "D5: what has ended is sent"
            rivals = self.rivals.get(letter.id, frozenset())
            assert not rivals & tells, "P6: a buyer is told a rival's price"
        if letter.lane in {Lane.NOTICE, Lane.BULLETIN}:
            hour = now.astimezone(ZoneInfo(self.zones[letter.chat_id])).hour
            assert MORNING <= hour < EVENING, f"D6: at {hour} o'clock"

    def _takes(self, method: str, fields: Mapping[str, Any]) -> int:
        """The number of a message, new or changed; zero for the menu of a chat."""
        if method == "setMyCommands":
            return 0
        chat, markup = self.letter.chat_id, json.dumps(fields.get("reply_markup"))
        if method.startswith("send"):
            number = 1000 + len(self.shown)
            text = fields["caption" if "photo" in fields else "text"]
            assert plain(text) == plain(self.screen.text), "its text did not come with it"
            self.shown[chat, number] = Message(text, fields.get("photo"), markup)
            if self.letter.lane is Lane.BULLETIN:
                self.told.update((chat, each) for each in about(self.letter))
            return number
        number = fields["message_id"]
        before = self.shown.get((chat, number)) or self._refuses(NOT_FOUND)
        if (method == "editMessageCaption") != bool(before.photo):
            self._refuses(NO_TEXT if before.photo else NO_CAPTION)
        text = fields["caption" if before.photo else "text"]
        after = Message(text, before.photo, markup)
        if after == before:
            self._refuses(SAME)
        self.shown[chat, number] = after
        return int(number)

    def _refuses(self, why: tuple[int, str]) -> Any:
        self.said.append("same" if why is SAME else "otherwise")
        raise _refusal(*why)


class InMemory(Request):
    """In place of the connection."""

    def __init__(self, telegram: Telegram) -> None:
        super().__init__()
        self._telegram = telegram

    async def ask(
        self, url: str, fields: Mapping[str, Any], _read: Any = DEFAULT, _files: Any = None
    ) -> Any:
        return self._telegram.answer(url.rpartition("/")[2], fields)


def _refusal(code: int, description: str, **parameters: int) -> Exception:
    said = {"ok": False, "description": description, "parameters": parameters}
    return failure(code, json.dumps(said).encode())


def about(letter: Letter) -> list[int]:
    """The bulletins that it tells."""
    tells = [number for number, _version in letter.tells]
    return [*tells, letter.bulletin_id] if letter.bulletin_id else tells
