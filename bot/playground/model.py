"""The playground: people, their chats and what they do. Usable as it is, without HTTP."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot import clock
from bot.language import _
from bot.playground import limits
from bot.playground.passing import Passing
from bot.playground.people import Person
from bot.playground.refusals import NotPossible
from bot.playground.state import Message, chat, user

#: Ids of people added on the page; no listed person is as high.
FIRST_NEW_PERSON = 9001
#: How far the clock may be moved at once.
LONGEST_STEP = timedelta(days=31)


class Playground(Passing):
    """`Playground(path)` keeps everything in that SQLite file, `Playground()` in memory only.

    Each action returns the message it made (`tap` the id of the callback query), queues the
    bot's update and wakes whoever awaits `changed` or `until`. What a person cannot do in a
    Telegram client raises `NotPossible`.
    """

    #: Whether the bot runs in this program, so that it follows when the clock is moved.
    moves_clock = False
    #: Seconds after which a webhook that failed twice is tried again, and their growth's end.
    webhook_pause, webhook_longest_pause = 2.0, 60.0

    def later(self, hours: float) -> None:
        """Move the clock on by up to a month."""
        self._move(timedelta(hours=min(hours, 2 * LONGEST_STEP / timedelta(hours=1))))

    def later_at(self, hour: time, days: int, zone: ZoneInfo) -> None:
        """Move the clock on to that local time so many days ahead; 0 is the next one to come."""
        local = self.moment().astimezone(zone)
        then = datetime.combine(local.date() + timedelta(days=days), hour, zone)
        if days == 0 and then <= local:
            then = datetime.combine(local.date() + timedelta(days=1), hour, zone)
        self._move(then.astimezone(UTC) - self.moment())

    def _move(self, by: timedelta) -> None:
        if not self.moves_clock:
            raise NotPossible(_("The bot is another program here and would not follow the clock."))
        if not timedelta() < by <= LONGEST_STEP:
            raise NotPossible(_("The clock moves on by up to a month at a time."))
        clock.move(by)
        self.changed_now()

    async def changed(self, after: int | None = None) -> int:
        """Wait for the next change, or the first after number `after`; returns its number.

        With `asyncio.wait_for`, which starts later, pass `after=playground.changes.count`.
        """
        seen = self.changes.count if after is None else after
        await self.until(lambda: self.changes.count > seen)
        return self.changes.count

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until `happened()` is true; it is asked after every change and call of the bot."""
        await self.changes.until(happened)

    def add_person(
        self,
        *,
        first_name: str,
        last_name: str = "",
        language_code: str = "id",
        started: bool = False,
    ) -> Person:
        if not first_name.strip():
            raise NotPossible(_("A person needs a first name."))
        number = max(FIRST_NEW_PERSON, max(self.people) + 1)
        person = Person(
            number,
            first_name.strip(),
            last_name.strip(),
            language_code,
            f"+62812000{number:05}",
            started=started,
        )
        self.people[number] = person
        self._entries[number] = {}
        self.keep_person(person)
        self.changed_now()
        return person

    def messages(self, person_id: int) -> list[Message]:
        """What the person sees, oldest first, as the Bot API shows it.

        A reply keyboard that came with a message stands in `reply_keyboard`. To be read only: an
        edit puts new parts in the place of old ones, so that the copies need not be deep.
        """
        return [
            entry.message | ({"reply_keyboard": entry.markup} if entry.markup else {})
            for entry in self.entries(person_id).values()
            if not entry.deleted
        ]

    def unread(self, person_id: int) -> int:
        read = self.person(person_id).read
        return sum(
            1
            for number, entry in self.entries(person_id).items()
            if number > read and entry.from_bot and not entry.deleted
        )

    def read(self, person_id: int) -> None:
        """The person looked at their chat."""
        person = self.person(person_id)
        newest = max(self.entries(person_id), default=0)
        if newest > person.read:
            person.read = newest
            self._keep(person)

    def start(self, person_id: int, parameter: str = "") -> Message:
        """Press Start, or open a link t.me/bot?start=parameter; unblocks the bot."""
        if not re.fullmatch(rf"[\w-]{{0,{limits.START_PARAMETER}}}", parameter, re.ASCII):
            raise NotPossible(_("A start parameter has at most 64 of A-Z, a-z, 0-9, _ and -."))
        self.unblock(person_id)
        return self.say(person_id, f"/start {parameter}".strip())

    def block(self, person_id: int) -> None:
        self._set_blocked(self.person(person_id), blocked=True)

    def unblock(self, person_id: int) -> None:
        self._set_blocked(self.person(person_id), blocked=False)

    def _set_blocked(self, person: Person, *, blocked: bool) -> None:
        if person.blocked == blocked:
            return
        if not person.started:
            raise NotPossible(_("A bot can be blocked only after Start."))
        person.blocked = blocked
        bot = self.profile.user()
        member = {"user": bot, "status": "member"}
        kicked = {"user": bot, "status": "kicked", "until_date": 0}
        update = {
            "chat": chat(person),
            "from": user(person),
            "date": self.now(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self.updates.add("my_chat_member", update)
        self._keep(person)
