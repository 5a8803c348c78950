"""What a person can do in a chat: write, tap, share, send, correct."""

import copy
import secrets
from datetime import datetime
from typing import Any

from bot.language import _
from bot.playground import entities, limits
from bot.playground.files import SAMPLE, File, pixels
from bot.playground.people import Person
from bot.playground.refusals import NotPossible
from bot.playground.state import Entry, Message, Query, State, chat, user


class Talking(State):
    """Actions by person id. Each queues the update that Telegram would send the bot."""

    def say(self, person_id: int, text: str, *, reply_to: int | None = None) -> Message:
        text, found = entities.trimmed(text, [])
        if not text or limits.utf16_length(text) > limits.TEXT:
            raise NotPossible(_("A message has 1 to 4096 characters."))
        found = entities.find(text)
        return self._post(person_id, {"text": text} | _listed("entities", found), reply_to)

    def edit(self, person_id: int, message_id: int, text: str) -> Message:
        """Change an own earlier text."""
        entry = self._entry(person_id, message_id)
        text, _none = entities.trimmed(text, [])
        if entry.from_bot or "text" not in entry.message or "forward_origin" in entry.message:
            raise NotPossible(_("Only one's own text can be edited."))
        if not text or limits.utf16_length(text) > limits.TEXT:
            raise NotPossible(_("A message has 1 to 4096 characters."))
        entry.message.pop("entities", None)
        entry.message |= {"text": text, "edit_date": self.now()}
        entry.message |= _listed("entities", entities.find(text))
        self.keep_entry(entry)
        self.updates.add("edited_message", copy.deepcopy(entry.message))
        self.changed_now()
        return copy.deepcopy(entry.message)

    def tap(self, person_id: int, message_id: int, data: str) -> str:
        """Tap an inline button; returns the query's id, under which `answer` appears.

        The data is not compared with the keyboard: an old or altered client can send any.
        """
        person = self._reachable(person_id)
        return self.query(person, self._entry(person_id, message_id), data, str(person_id))

    def query(self, person: Person, entry: Entry, data: str, chat_instance: str) -> str:
        """A tap on a button of this message, in whatever chat it stands."""
        if not entry.from_bot:
            raise NotPossible(_("There are no buttons under one's own message."))
        self._forget_old_queries()
        query = Query(str(secrets.randbits(63)), person.id, self.moment().isoformat())
        self.queries[query.id] = query
        self.keep_query(query)
        update = {
            "id": query.id,
            "from": user(person),
            "message": copy.deepcopy(entry.message),
            "chat_instance": chat_instance,
            "data": data,
        }
        self.updates.add("callback_query", update)
        self.changed_now()
        return query.id

    def answer(self, query_id: str) -> dict[str, Any] | None:
        """What the bot answered to a tap (text, show_alert), or None so far."""
        return self.queries[query_id].answer

    def press(self, person_id: int, text: str, **place: float) -> Message:
        """Press a button of the reply keyboard; one that asks for it shares a contact or `place`.

        `place` is `latitude` and `longitude`, as in `share_location`.
        """
        person = self.person(person_id)
        button = _button(person, text)
        if button.get("request_contact"):
            sent = self.share_contact(person_id)
        elif button.get("request_location"):
            sent = self.share_location(person_id, **place)
        else:
            sent = self.say(person_id, text)
        if person.keyboard and person.keyboard.get("one_time_keyboard"):
            person.keyboard = None
            self._keep(person)
        return sent

    def share_contact(
        self,
        person_id: int,
        *,
        phone_number: str = "",
        first_name: str = "",
        user_id: int | None = None,
    ) -> Message:
        """Share one's own contact, or another's by giving its number.

        Only the own one carries the sender's `user_id`; another's has the `user_id` given,
        or none, as a contact without a Telegram account.
        """
        person = self.person(person_id)
        own = {"user_id": person.id, "phone_number": person.phone.lstrip("+")}
        other = {"phone_number": phone_number} | ({"user_id": user_id} if user_id else {})
        name = first_name or person.first_name
        contact = {"first_name": name} | (other if phone_number else own)
        return self._post(person_id, {"contact": contact})

    def share_location(
        self, person_id: int, latitude: float = -7.9666, longitude: float = 112.6326
    ) -> Message:
        """Degrees; Malang unless told otherwise."""
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  (degrees)
            raise NotPossible(_("There is no such place on Earth."))
        return self._post(person_id, {"location": {"latitude": latitude, "longitude": longitude}})

    def send(
        self,
        person_id: int,
        kind: str,
        *,
        content: bytes | None = None,
        name: str = "",
        caption: str = "",
    ) -> Message:
        """Send a photo, video, document, voice or sticker: the built-in example unless given."""
        if kind not in SAMPLE:
            raise NotPossible(_("Only a photo, video, document, voice or sticker can be sent."))
        if limits.utf16_length(caption) > limits.CAPTION:
            raise NotPossible(_("A caption has at most 1024 characters."))
        if kind == "photo" and content is not None and not pixels(content):
            raise NotPossible(_("A photo is a PNG or JPEG here."))
        self._reachable(person_id)
        file = self._file(kind, content, name)
        body = self.files.described(file) | ({"caption": caption} if caption else {})
        return self._post(person_id, body | _listed("caption_entities", entities.find(caption)))

    def _file(self, kind: str, content: bytes | None, name: str) -> File:
        if content is None:
            return self.files.sample(kind)
        return self.files.add(kind, name or SAMPLE[kind].name, content)

    def _post(self, person_id: int, content: Message, reply_to: int | None = None) -> Message:
        person = self._reachable(person_id)
        reply_to = reply_to or person.answering
        answered = self.entries(person_id).get(reply_to) if reply_to else None
        if answered and not answered.deleted:
            content = {"reply_to_message": _without_reply(answered.message), **content}
        entry = self.add_message(chat(person), content, sender={"from": user(person)})
        person.started, person.answering = True, None
        person.read = entry.message["message_id"]
        self.updates.add("message", copy.deepcopy(entry.message))
        self._keep(person)
        return copy.deepcopy(entry.message)

    def _reachable(self, person_id: int) -> Person:
        person = self.person(person_id)
        if person.blocked:
            raise NotPossible(_("This person has blocked the bot: unblock it first."))
        return person

    def _entry(self, person_id: int, message_id: int) -> Entry:
        entry = self.entries(person_id).get(message_id)
        if not entry or entry.deleted:
            raise NotPossible(_("There is no such message in this chat."))
        return entry

    def _keep(self, person: Person) -> None:
        self.keep_person(person)
        self.changed_now()

    def _forget_old_queries(self) -> None:
        now = self.moment()
        for query in [*self.queries.values()]:
            if limits.query_expired(datetime.fromisoformat(query.tapped), now):
                del self.queries[query.id]
                self.store.drop("query", query.id)


def _button(person: Person, text: str) -> dict[str, Any]:
    keyboard: Any = person.keyboard or {}
    for row in keyboard.get("keyboard", []):
        for button in row:
            if button["text"] == text:
                return dict(button)
    raise NotPossible(_("There is no such button on the keyboard."))


def _listed(name: str, found: list[entities.Entity]) -> Message:
    return {name: found} if found else {}


def _without_reply(message: Message) -> Message:
    """Replies do not nest (core.telegram.org/bots/api#message)."""
    shown = copy.deepcopy(message)
    shown.pop("reply_to_message", None)
    return shown
