"""An officer's diary in which everything happens: planned, moved, called off, answered, put off.

What is done, the product does; what should come of it is written into a ledger beside it.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders import again, choosing, retiming
from bot.coaching.reminders.models import DAY as DAY_AHEAD
from bot.coaching.reminders.models import HOUR as HOUR_AHEAD
from bot.coaching.reminders.models import About
from bot.coaching.sessions import answers, calling_off, changing_hands, moving, sessions
from bot.coaching.sessions.moving import Move
from bot.coaching.sessions.notices import Seen
from bot.delivery.quiet import Quiet
from bot.people.models import Person
from tests.coaching.by_the_clock import DAY, HOUR, ZONES, showing, wall
from tests.coaching.owed import Meeting, Someone
from tests.coaching.planner import Planner, of, written

Says = Callable[[AsyncSession, Person, Seen, Quiet], Awaitable[None]]
Means = Callable[[Meeting, Someone, datetime], None]
#: By how much a session moves on the wall.
SHIFTS = (2 * HOUR, DAY - 3 * HOUR, -HOUR / 2, 9 * DAY)
#: When somebody wants to be reminded, in minutes before.
CHOICES = (
    (HOUR_AHEAD,),
    (2 * DAY_AHEAD, 2 * HOUR_AHEAD),
    (DAY_AHEAD,),
    (DAY_AHEAD, HOUR_AHEAD),
    (7 * DAY_AHEAD, DAY_AHEAD + HOUR_AHEAD, 10),
    (45, 50),
)


class Diary(Planner):
    # What becomes of it.

    async def move(self, which: int) -> None:
        if meeting := self._coming(which):
            await self._move([meeting], of(SHIFTS, which // 97))

    async def move_following(self, which: int) -> None:
        if meeting := self._coming(which):
            await self._move(self._with_following(meeting), of(SHIFTS, which // 97))

    async def _move(self, meant: Sequence[Meeting], by: timedelta) -> None:
        first, now, quiet = meant[0], clock.now(), self.ledger.silence
        if any(showing(each.local + by, each.zone) <= now for each in meant):
            return
        async with self.replicas.first.transaction() as db:
            one = Move(await _seen(db, first.officer, first), written(first.local + by))
            moves = [one] if len(meant) == 1 else await moving.with_following(db, one)
            assert {each.seen.session.id for each in moves} == {each.id for each in meant}
            await moving.carry_out(db, moves, quiet, by=first.officer.id)
        for each in meant:
            self.ledger.move(each, by, now)

    async def move_day(self, which: int) -> None:
        """All that the officer has on one day by their clock: there is no boat."""
        first = self._coming(which)
        if first is None:
            return
        officer, now = first.officer, clock.now()
        day, by = wall(first.at, officer.zone).date(), of((1, 2, 7), which // 97) * DAY
        midnights = (datetime.combine(each, time()) for each in (day, day + DAY))
        begins, ends = (showing(each, officer.zone) for each in midnights)
        mine = [each for each in self._all_coming() if each.officer is officer]
        meant = [each for each in mine if begins <= each.at < ends]
        if any(showing(each.local + by, each.zone) <= now for each in meant):
            return
        async with self.replicas.first.transaction() as db:
            person = await db.get_one(Person, officer.id)
            moves = await moving.of_day(db, person, day, day + by)
            assert {each.seen.session.id for each in moves} == {each.id for each in meant}
            await moving.carry_out(db, moves, self.ledger.silence, by=officer.id)
        for each in meant:
            self.ledger.move(each, by, now)

    async def call_off(self, which: int) -> None:
        if meeting := self._coming(which):
            await self._call_off([meeting])

    async def call_off_following(self, which: int) -> None:
        if meeting := self._coming(which):
            await self._call_off(self._with_following(meeting))

    async def _call_off(self, meant: Sequence[Meeting]) -> None:
        first = meant[0]
        async with self.replicas.first.transaction() as db:
            person = await db.get_one(Person, first.officer.id)
            seen = await _seen(db, first.officer, first)
            off = [seen] if len(meant) == 1 else await sessions.held_following(db, seen.session)
            assert {each.session.id for each in off} == {each.id for each in meant}
            await calling_off.call_off(db, person, off, self.ledger.silence)
        for each in meant:
            self.ledger.call_off(each, clock.now())

    async def give(self, which: int) -> None:
        """The other officer holds it from now on."""
        if meeting := self._coming(which):
            to = self.officers[1 - self.officers.index(meeting.officer)]
            async with self.replicas.first.transaction() as db:
                seen = await _seen(db, meeting.officer, meeting)
                heir = await db.get_one(Person, to.id)
                await changing_hands.give(db, [seen], heir, self.ledger.silence)
            self.ledger.give(meeting, to, clock.now())

    # What its people say.

    async def decline(self, which: int) -> None:
        await self._say(which, answers.decline, self.ledger.decline)

    async def confirm(self, which: int) -> None:
        await self._say(which, answers.confirm, self.ledger.come_back)

    async def propose(self, which: int) -> None:
        await self._say(which, _another_time, self.ledger.come_back)

    async def snooze(self, which: int) -> None:
        if not self.ledger.meetings:
            return
        meeting, person = of([*self.ledger.meetings.values()], which), self._anybody(which // 11)
        async with self.replicas.first.transaction() as db:
            asks = await db.get_one(Person, person.id)
            await again.snooze(db, asks, About.SESSION, meeting.id)
        self.ledger.snooze(meeting, person, clock.now())

    async def choose(self, which: int) -> None:
        person, ahead = self._anybody(which), of(CHOICES, which // 5)
        async with self.replicas.first.transaction() as db:
            chooses = await db.get_one(Person, person.id)
            assert await choosing.choose(db, chooses, ahead, self.ledger.silence)
        self.ledger.choose(person, ahead, clock.now())

    async def live_elsewhere(self, which: int) -> None:
        person, zone = self._anybody(which), of(ZONES, which * 7)
        async with self.replicas.first.transaction() as db:
            moves = await db.get_one(Person, person.id)
            moves.zone = zone
            await retiming.retime(db, moves, self.ledger.silence)
        self.ledger.live_by(person, zone, clock.now())

    # Which one, and who.

    def _all_coming(self) -> list[Meeting]:
        now = clock.now()
        return [each for each in self.ledger.meetings.values() if not each.is_off and each.at > now]

    def _coming(self, which: int) -> Meeting | None:
        coming = self._all_coming()
        return of(coming, which) if coming else None

    def _with_following(self, meeting: Meeting) -> list[Meeting]:
        if meeting.series is None:
            return [meeting]
        coming = [each for each in self._all_coming() if each.officer is meeting.officer]
        same = [each for each in coming if each.series == meeting.series]
        later = [each for each in same if each.number > meeting.number]
        return [meeting, *later]

    def _anybody(self, which: int) -> Someone:
        return of([*self.ledger.people.values()], which)

    async def _say(self, which: int, says: Says, means: Means) -> None:
        """One of those who are coached answers to one of their sessions, if there is any."""
        if meeting := self._coming(which):
            someone = self.ledger.people[of([*meeting.places], which // 13)]
            async with self.replicas.first.transaction() as db:
                person = await db.get_one(Person, someone.id)
                await says(db, person, await _seen(db, someone, meeting), self.ledger.silence)
            means(meeting, someone, clock.now())


async def _seen(db: AsyncSession, person: Someone, meeting: Meeting) -> Seen:
    """Locked, as whoever does something with it has it."""
    seen = await sessions.coming(db, person.id, meeting.id)
    assert seen is not None, "it is not before them any more"
    return seen


async def _another_time(db: AsyncSession, person: Person, seen: Seen, quiet: Quiet) -> None:
    await answers.propose(db, person, seen, seen.session.starts_at + DAY, quiet)
