"""Everything the playground remembers, in memory and, with a path, in a file beside it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import clock
from bot.playground.changes import Changes
from bot.playground.faults import Faults
from bot.playground.files import Files
from bot.playground.groups import Group, Membership, listed_groups
from bot.playground.people import Person, listed
from bot.playground.received import Received
from bot.playground.refusals import (
    blocked,
    chat_not_found,
    kicked,
    never_started,
    not_a_member,
    upgraded,
)
from bot.playground.store import Store
from bot.playground.traffic import Traffic
from bot.playground.updates import Updates
from bot.playground.webhook import Outcomes, Webhook

Message = dict[str, Any]
#: Where the bot can write.
Chat = Person | Group
#: The bot's name in links and commands; nobody else here has it.
USERNAME = "mitra_local_bot"


@dataclass
class Entry:
    """A message as the Bot API shows it, and what only the person's client knows."""

    message: Message
    #: A reply keyboard, its removal, or a forced reply; the Bot API never shows these again.
    markup: dict[str, Any] = field(default_factory=dict)
    deleted: bool = False
    #: Of a post in a channel, which does not tell who wrote it.
    by_bot: bool = False

    @property
    def from_bot(self) -> bool:
        """From our bot: in a group others write, too, and a channel's posts name nobody."""
        return self.by_bot or self.message.get("from", {}).get("username") == USERNAME


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
        return {"id": self.id, "is_bot": True, "first_name": name, "username": USERNAME}


class State:
    def __init__(self, path: Path | None = None) -> None:
        self.store = Store(path)
        self.changes = Changes()
        self.updates = Updates(self.store)
        self.files = Files(self.store)
        self.received = Received()
        self.faults, self.traffic = Faults(), Traffic()
        self.webhook = next((Webhook(**row) for row in self.store.rows("webhook")), Webhook())
        self.outcomes = Outcomes()
        #: Told when the webhook is another one.
        self.on_webhook: Callable[[], None] = lambda: None
        self.profile = next((Profile(**row) for row in self.store.rows("profile")), Profile())
        self.queries = {row["id"]: Query(**row) for row in self.store.rows("query")}
        self.people = {person.id: person for person in listed()}
        self.people |= {row["id"]: Person(**row) for row in self.store.rows("person")}
        self.groups = {group.id: group for group in listed_groups()}
        self.groups |= {row["id"]: Group(**row) for row in self.store.rows("group")}
        chats = [*self.people, *self.groups, *(group.channel_id for group in self.groups.values())]
        self._entries: dict[int, dict[int, Entry]] = {number: {} for number in chats}
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

    def entries(self, chat_id: int) -> dict[int, Entry]:
        return self._entries[chat_id]

    def now(self) -> int:
        """Seconds since 1970, as messages carry them."""
        return int(self.moment().timestamp())

    def moment(self) -> datetime:
        return clock.now()

    def recipient(self, chat_id: int) -> Chat:
        """Where the bot may write now, or Telegram's refusal."""
        if group := self.groups.get(chat_id):
            if group.moved_to:
                raise upgraded(group.moved_to)
            if group.bot == Membership.KICKED:
                raise kicked(group.kind)
            if group.bot == Membership.LEFT:
                raise not_a_member(group.kind)
            return group
        person = self.people.get(chat_id)
        if not person:
            raise chat_not_found()
        if person.blocked:
            raise blocked()
        if not person.started:
            raise never_started()
        return person

    def add_message(
        self, where: Message, content: Message, *, sender: Message, markup: Message | None = None
    ) -> Entry:
        """Append to a chat. Message ids grow over all chats, as they do for a bot.

        `where` and `sender` are the chat and the fields that say who writes, as in a message.
        """
        self._last_message += 1
        head = {"message_id": self._last_message, **sender, "chat": where, "date": self.now()}
        entry = Entry({**head, **content}, markup or {})
        self._entries[where["id"]][self._last_message] = entry
        self.keep_entry(entry)
        return entry

    def set_webhook(self, webhook: Webhook) -> None:
        self.webhook, self.outcomes = webhook, Outcomes()
        self.store.put("webhook", "", asdict(webhook))
        self.on_webhook()

    def keep_entry(self, entry: Entry) -> None:
        self.store.put("message", entry.message["message_id"], asdict(entry))

    def keep_person(self, person: Person) -> None:
        self.store.put("person", person.id, asdict(person))

    def add_group(self, group: Group) -> None:
        self.groups[group.id] = group
        self._entries[group.id] = {}
        self.keep_group(group)

    def keep_group(self, group: Group) -> None:
        self.store.put("group", group.id, asdict(group))

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


def chat(of: Chat) -> dict[str, Any]:
    if isinstance(of, Group):
        return {"id": of.id, "type": of.kind.value, "title": of.title}
    named = {"first_name": of.first_name, "last_name": of.last_name}
    facts = {"id": of.id, "type": "private", **named}
    return {name: value for name, value in facts.items() if value != ""}
