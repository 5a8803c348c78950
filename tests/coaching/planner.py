"""What officers plan, and how time passes; a ledger beside it says what is owed of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, TypeVar

from bot import clock
from bot.coaching.models import Kind
from bot.coaching.sessions import planning
from bot.coaching.sessions.planning import Plan
from bot.delivery.quiet import Silence
from bot.people.models import Person, Role
from tests.coaching import meeting as coached
from tests.coaching.by_the_clock import DAY, MINUTE, changes_of, showing, wall
from tests.coaching.owed import Ledger, Meeting, Place, Someone
from tests.coaching.replicas import Replicas
from tests.people.folk import somebody

T = TypeVar("T")
NAMES = ("Wayan", "Dewi", "Siti", "Ani", "Budi")
#: When a session is, counted from now: today, tomorrow, in weeks; at all hours.
DAYS = (1, 0, 2, 1, 3, 8, 20)
HOURS = tuple(
    time.fromisoformat(each)
    for each in ("09:00", "14:30", "08:30", "07:15", "21:00", "00:30", "02:30", "23:59", "04:00")
)


@dataclass(frozen=True)
class Rhythm:
    """How a series repeats, and the same in days; none is a month."""

    rule: str
    times: int
    days: int | None = None

    def shown(self, first: datetime) -> list[datetime]:
        """The day of a month that it lacks is passed over."""
        if self.days is not None:
            return [first + each * self.days * DAY for each in range(self.times)]
        found: list[datetime] = []
        at = first
        while len(found) < self.times:
            if at.day == first.day:
                found.append(at)
            at += DAY
        return found


ONCE = Rhythm("", 1, 0)
DAILY = Rhythm("FREQ=DAILY;COUNT=4", 4, 1)
RHYTHMS = (
    DAILY,
    Rhythm("FREQ=DAILY;INTERVAL=3;COUNT=3", 3, 3),
    Rhythm("FREQ=WEEKLY;COUNT=5", 5, 7),
    Rhythm("FREQ=WEEKLY;INTERVAL=2;COUNT=4", 4, 14),
    Rhythm("FREQ=MONTHLY;COUNT=3", 3),
)
#: How much too late a tick comes, in minutes.
LATE = (0, 0, 0, 1, 15, 59, 240)


def of(choices: Sequence[T], which: int) -> T:
    return choices[which % len(choices)]


def _beyond(place: int, capacity: int | None) -> int | None:
    return place - capacity if capacity and place > capacity else None


def written(shown: datetime) -> str:
    return f"{shown:%Y-%m-%dT%H:%M}"


class Planner:
    def __init__(self, url: str, silence: Silence) -> None:
        self.replicas = Replicas(url, silence)
        self.ledger = Ledger(silence)
        self.officers: list[Someone] = []
        self.owners: list[Someone] = []
        self._businesses: dict[int, int] = {}

    async def opens(self, zones: Sequence[str]) -> None:
        """Three owners in the care of one officer, another officer, and a clock for each."""
        async with self.replicas.first.transaction() as db:
            people = [await coached.officer(db, NAMES[0])]
            people.append(await somebody(db, Role.OFFICER, name=NAMES[1]))
            for name in NAMES[2:]:
                person, business = await coached.owner(db, name)
                self._businesses[person.id] = business.id
                people.append(person)
            for person, zone in zip(people, zones, strict=True):
                person.zone = zone
                self.ledger.people[person.id] = Someone(person.id, zone)
        everybody = [*self.ledger.people.values()]
        self.officers, self.owners = everybody[:2], everybody[2:]

    async def does(self, what: str, which: int) -> None:
        await getattr(self, what)(which)

    # What is planned.

    async def visit(self, which: int) -> None:
        await self._plan(which, [of(self.owners, which // 70)], ONCE)

    async def gather(self, which: int) -> None:
        """A class, with room for one, for two or for all."""
        capacity = of((1, 2, None), which // 70)
        await self._plan(which, self.owners, ONCE, kind=Kind.CLASS, capacity=capacity)

    async def repeat(self, which: int) -> None:
        guests = self.owners[which % 3 :][: 1 + which % 2]
        await self._plan(which, guests, of(RHYTHMS, which // 70))

    async def _plan(
        self, which: int, guests: Sequence[Someone], rhythm: Rhythm, **more: Any
    ) -> None:
        day = wall(clock.now(), self.officers[0].zone).date() + of(DAYS, which) * DAY
        first = datetime.combine(day, of(HOURS, which // len(DAYS)))
        await self._store(guests, first, rhythm, **more)

    async def plan_over_change(self, which: int) -> None:
        """Daily, around the hour at which somebody's clock will be set next."""
        now, officer = clock.now(), self.officers[0]
        changes = changes_of(of([*self.ledger.people.values()], which).zone, now.year, now.year + 2)
        change = next((each for each in changes if each > now), None)
        if change:
            minutes = of((-90, -30, -1, 0, 30, 60, 75), which // 5)
            near = wall(change + timedelta(minutes=minutes), officer.zone)
            first = near - of((0, 1, 2), which // 35) * DAY
            await self._store([of(self.owners, which // 5)], first, DAILY)

    async def _store(
        self, guests: Sequence[Someone], first: datetime, rhythm: Rhythm, **more: Any
    ) -> None:
        officer, now, ledger = self.officers[0], clock.now(), self.ledger
        if showing(first, officer.zone) <= now:
            return
        numbers = [self._businesses[each.id] for each in guests]
        plan = Plan(numbers, written(first), "Balai Desa", rule=rhythm.rule or None, **more)
        async with self.replicas.first.transaction() as db:
            person = await db.get_one(Person, officer.id)
            stored = await planning.plan(db, person, plan, ledger.silence)
        together = zip(stored, rhythm.shown(first), strict=True)
        for number, (seen, shown) in enumerate(together):
            made = Meeting(
                id=seen.session.id,
                officer=officer,
                places={
                    each.id: Place(waits=_beyond(at, plan.capacity))
                    for at, each in enumerate(guests, 1)
                },
                local=shown,
                zone=officer.zone,
                at=showing(shown, officer.zone),
                capacity=plan.capacity,
                series=seen.session.series_id,
                number=number,
            )
            ledger.meetings[made.id] = made
            for each in ledger.reminded(made):
                ledger.owe(made, each, now)

    # What time does.

    async def due(self, which: int) -> None:
        """The next one is, or was a while ago."""
        at = max(self.ledger.next_due() or clock.now(), clock.now())
        await self._passes_to(at + of(LATE, which) * MINUTE)

    async def hours(self, which: int) -> None:
        await self._passes_to(clock.now() + timedelta(minutes=1 + which))

    async def gap(self, which: int) -> None:
        """Nobody ran for a day."""
        await self.replicas.start_anew(which)
        await self._passes_to(clock.now() + DAY + which % 90 * MINUTE)

    async def weeks(self, which: int) -> None:
        """In time, to the minute."""
        until = clock.now() + (5 + which % 25) * DAY
        while (at := self.ledger.next_due()) and at < until:
            await self._passes_to(max(at, clock.now()))
        await self._passes_to(until)

    async def years(self, which: int) -> None:
        await self.come_to_rest()
        await self._passes_to(clock.now() + (200 + which % 400) * DAY)

    async def cut_off(self, which: int) -> None:
        clock.move_to(max(self.ledger.next_due() or clock.now(), clock.now()))
        await self.replicas.cut_off()
        await self._passes_to(clock.now())

    async def restart(self, which: int) -> None:
        await self.replicas.start_anew(which)

    async def come_to_rest(self) -> None:
        while at := self.ledger.next_due():
            await self._passes_to(max(at, clock.now()))

    async def _passes_to(self, at: datetime) -> None:
        clock.move_to(at)
        await self.replicas.tick()
        self.ledger.tick(at)
