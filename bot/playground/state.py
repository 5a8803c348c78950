"""Everything the playground remembers, in memory and, with a path, in a file beside it."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import clock
from bot.playground.changes import Changes
from bot.playground.files import Files
from bot.playground.people import Person, listed
from bot.playground.refusals import blocked, chat_not_found, never_started
from bot.playground.store import Store
from bot.playground.updates import Updates

Message = dict[str, Any]


@dataclass
class Entry:
    """A message as the Bot API shows it, and what only the person's client knows."""

    message: Message
    #: A reply keyboard, its removal, or a forced reply; the Bot API never shows these again.
    markup: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False

    @property
    def from_bot(self) -> bool:
        return bool(self.message["from"]["is_bot"])


@dataclass
class Query:
    """A tap that waits for `answerCallbackQuery`."""

    id: str
    person_id: int
    tapped: str  # ISO 8601
    answer: dict[str, Any] | None = None


@dataclass
class Profile:
    """What the bot says about itself. Commands by scope and language, texts by language."""

    id: int = 110201543
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def user(self) -> dict[str, Any]:
        name = self.texts.get("name:", "Mitra")
        return {"id": self.id, "is_bot": True, "first_name": name, "username": "mitra_local_bot"}


@dataclass
class Received:
    """What reached the server; tests judge by this and not by what a bot believes it sent."""

    methods: Counter[str] = field(default_factory=Counter)
    #: Chat -> its calls in order: method, text, message_id or error.
    calls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def sends(self, chat_id: int) -> list[dict[str, Any]]:
        """The `sendMessage` calls for a chat, refused ones included."""
        calls = self.calls.get(str(chat_id), [])
        return [call for call in calls if call["method"] == "sendMessage"]


class State:
    def __init__(self, path: Path | None = None) -> None:
        self.store = Store(path)
        self.changes = Changes()
        self.updates = Updates(self.store)
        self.files = Files(self.store)
        self.received = Received()
        self.profile = next((Profile(**row) for row in self.store.rows("profile")), Profile())
        self.queries = {row["id"]: Query(**row) for row in self.store.rows("query")}
        self.people = {person.id: person for person in listed()}
        self.people |= {row["id"]: Person(**row) for row in self.store.rows("person")}
        self._entries: dict[int, dict[int, Entry]] = {number: {} for number in self.people}
        rows = sorted(self.store.rows("message"), key=lambda row: int(row["message"]["message_id"]))
        for row in rows:
            entry = Entry(**row)
            self._entries[entry.message["chat"]["id"]][entry.message["message_id"]] = entry
        self._last_message = rows[-1]["message"]["message_id"] if rows else 0

    def close(self) -> None:
        self.store.close()

    def person(self, person_id: int) -> Person:
        """Raises KeyError if there is no such person."""
        return self.people[person_id]

    def entries(self, person_id: int) -> dict[int, Entry]:
        return self._entries[person_id]

    def now(self) -> int:
        """Seconds since 1970, as messages carry them."""
        return int(self.moment().timestamp())

    def moment(self) -> datetime:
        return clock.now()

    def recipient(self, chat_id: int) -> Person:
        """The person the bot may write to now, or Telegram's refusal."""
        person = self.people.get(chat_id)
        if not person:
            raise chat_not_found()
        if person.blocked:
            raise blocked()
        if not person.started:
            raise never_started()
        return person

    def add_message(
        self, person: Person, content: Message, *, from_bot: bool, markup: Message | None = None
    ) -> Entry:
        """Append to a chat. Message ids grow over all chats, as they do for a bot."""
        self._last_message += 1
        sender = self.profile.user() if from_bot else user(person)
        head = {
            "message_id": self._last_message,
            "from": sender,
            "chat": chat(person),
            "date": self.now(),
        }
        entry = Entry({**head, **content}, markup or {})
        self._entries[person.id][self._last_message] = entry
        self.keep_entry(entry)
        return entry

    def keep_entry(self, entry: Entry) -> None:
        self.store.put("message", entry.message["message_id"], asdict(entry))

    def keep_person(self, person: Person) -> None:
        self.store.put("person", person.id, asdict(person))

    def keep_query(self, query: Query) -> None:
        self.store.put("query", query.id, asdict(query))

    def keep_profile(self) -> None:
        self.store.put("profile", "", asdict(self.profile))

    def changed_now(self) -> None:
        """Write down what happened and tell whoever waits for it."""
        self.store.commit()
        self.changes.announce()


def user(person: Person) -> dict[str, Any]:
    named = {"first_name": person.first_name, "last_name": person.last_name}
    facts = {"id": person.id, "is_bot": False, **named, "language_code": person.language_code}
    return {name: value for name, value in facts.items() if value != ""}


def chat(person: Person) -> dict[str, Any]:
    named = {"first_name": person.first_name, "last_name": person.last_name}
    facts = {"id": person.id, "type": "private", **named}
    return {name: value for name, value in facts.items() if value != ""}
