"""What a person passes on: words of somebody else, and several photos as one."""

import secrets

from bot.language import _
from bot.playground import entities, limits
from bot.playground.refusals import NotPossible
from bot.playground.state import Message, user
from bot.playground.talking import Talking

#: An album has so many photos (core.telegram.org/bots/api#sendmediagroup).
FEWEST, MOST = 2, 10


class Passing(Talking):
    def forward(
        self, person_id: int, text: str, *, author: str = "", author_id: int | None = None
    ) -> Message:
        """Pass on a text of the person `author_id`, or of somebody who shows only a name."""
        text, found = entities.trimmed(text, [])
        if not text or limits.utf16_length(text) > limits.TEXT:
            raise NotPossible(_("A message has 1 to 4096 characters."))
        if author_id is not None and author_id not in self.people:
            raise NotPossible(_("There is no such person here."))
        if author_id is None:
            origin: Message = {"type": "hidden_user", "sender_user_name": author or "Anonim"}
        else:
            origin = {"type": "user", "sender_user": user(self.people[author_id])}
        content = {"text": text, "forward_origin": origin | {"date": self.now()}}
        found = entities.find(text)
        return self._post(person_id, content | ({"entities": found} if found else {}))

    def album(self, person_id: int, count: int = 3, *, caption: str = "") -> list[Message]:
        """Send so many photos at once: a message each, which have their album in common."""
        if not FEWEST <= count <= MOST:
            raise NotPossible(_("An album has 2 to 10 photos."))
        if limits.utf16_length(caption) > limits.CAPTION:
            raise NotPossible(_("A caption has at most 1024 characters."))
        self._reachable(person_id)
        shared = {"media_group_id": str(secrets.randbits(53))}
        photos = [shared | self.files.described(self.files.sample("photo")) for _n in range(count)]
        photos[0] |= {"caption": caption} if caption else {}
        return [self._post(person_id, photo) for photo in photos]
