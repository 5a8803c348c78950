"""An audience is counted from what is kept ready, and the count is always that of the people."""

import asyncio
from collections.abc import Sequence
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market import audience, topics
from bot.market.models import NATIONWIDE
from bot.market.topics import Added
from bot.people import businesses, consent, registration
from bot.people.businesses import Make
from bot.people.models import Business, Person, Product, Purpose, Role
from bot.privacy.erasure import erase
from bot.storage import Storage
from tests.common_ground import WAITING
from tests.people.folk import somebody
from tests.people.hearing import hear_as_the_rule_says

CROPS = ("tomat", "jagung", None)
REGENCIES = ("35.07", "35.73", "51.02")
PLACES = (*REGENCIES, "35", "51", NATIONWIDE)
WHERE: tuple[list[str], ...] = (
    ["35.07"],
    ["35"],
    ["35", "51.02"],
    ["35.07", "35.73"],
    ["51"],
    [NATIONWIDE],
    [],
)


class Village:
    """A few people to whom anything happens."""

    def __init__(self, db: AsyncSession, chance: Random) -> None:
        self.db, self.chance = db, chance
        self.people: list[Person] = []

    async def lives_on(self) -> None:
        if len(self.people) < 4:
            self.people.append(await somebody(self.db, Role.OWNER, name="Siti"))
        person = self.chance.choice(self.people)
        firms = (await self.db.scalars(select(Business).filter_by(person_id=person.id))).all()
        events = self._begins, self._changes, self._changes, self._agrees, self._adds
        happening = self.chance.choice(events)
        await happening(person, firms)
        await self.db.flush()

    def _makes(self) -> list[Make]:
        crops = self.chance.sample(CROPS, self.chance.randint(0, 3))
        return [Make(crop, crop or "jamu") for crop in crops]

    async def _begins(self, person: Person, firms: Sequence[Business]) -> None:
        await businesses.add(self.db, person, "Kebun", self.chance.choice(REGENCIES), self._makes())

    async def _changes(self, person: Person, firms: Sequence[Business]) -> None:
        if not firms:
            return
        firm = self.chance.choice(firms)
        match self.chance.randint(0, 4):
            case 0:
                firm.regency = self.chance.choice(REGENCIES)
            case 1:
                businesses.close(firm)
            case 2:
                await registration.relocate(self.db, person, self.chance.choice(REGENCIES))
            case _:
                await businesses.set_products(self.db, firm.id, self._makes(), by=person)

    async def _adds(self, person: Person, firms: Sequence[Business]) -> None:
        wanted = Added(self.chance.choice(("tomat", "jagung")), self.chance.choice(PLACES))
        if self.chance.random() < 0.7:
            await topics.add(self.db, person, wanted)
        else:
            await topics.drop(self.db, person, await topics.added_by(self.db, person.id))

    async def _agrees(self, person: Person, firms: Sequence[Business]) -> None:
        match self.chance.randint(0, 9):
            case 0:
                self.people.remove(person)
                await erase(self.db, person, None)
            case 1 | 2:
                await topics.mute(self.db, person, "tomat")
            case 3:
                await topics.unmute(self.db, person, "tomat")
            case 4:
                await consent.withdraw(self.db, person.id, Purpose.NEWS)
            case _:
                consent.give(self.db, person, Purpose.NEWS)


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_people_do_the_count_is_that_of_the_people(
    db: AsyncSession, seed: int
) -> None:
    village = Village(db, Random(seed))  # noqa: S311  (no secret)
    seen = set()
    for _moment in range(40):
        await village.lives_on()
        await hear_as_the_rule_says(db)
        for regions in WHERE:
            counted = await audience.size(db, "tomat", regions)
            ready = [each.id for each in await db.scalars(audience.audience("tomat", regions))]
            assert len(ready) == len({*ready}) == counted, regions
            # The one is read from what is kept ready, the other from what is true.
            makers, followers = await in_pieces(db, regions)
            assert makers | followers == {*ready}, regions
            only_follow = await audience.following(db, "tomat", regions)
            assert only_follow == len(followers - makers), regions
            seen.add((counted, only_follow))
            for person in village.people:
                why = await audience.missed(db, "tomat", regions, person.id)
                assert (why is None) is (person.id in ready), (regions, why)
    assert len({counted for counted, _only in seen}) > 1
    assert any(only_follow for _counted, only_follow in seen)


async def in_pieces(db: AsyncSession, regions: Sequence[str]) -> tuple[set[int], set[int]]:
    """Who makes it there, and who follows it."""
    makers = await db.scalars(audience.piece("tomat", regions, 0, 10**9))
    followers = await db.scalars(audience.piece_of_added("tomat", regions, 0, 10**9))
    return {each.id for each in makers}, {each.id for each in followers}


async def test_who_makes_it_in_several_regencies_is_counted_once(db: AsyncSession) -> None:
    person = await somebody(db, Role.OWNER, name="Siti")
    for regency in REGENCIES:
        await businesses.add(db, person, "Kebun", regency, [Make("tomat", "tomat")])
    assert await audience.size(db, "tomat", [NATIONWIDE]) == 1
    assert await audience.size(db, "tomat", ["35"]) == 1


async def test_two_who_change_one_persons_things_at_once_leave_what_is_true(
    storage: Storage,
) -> None:
    if storage.sqlite:
        pytest.skip("writers take turns there anyway")
    async with storage.transaction() as db:
        person = await somebody(db, Role.OWNER, name="Siti")
        firm = await businesses.add(db, person, "Kebun", "35.07", [Make("tomat", "tomat")])
    async with storage.transaction() as first:
        await consent.withdraw(first, person.id, Purpose.NEWS)
        other = asyncio.create_task(_grows_maize(storage, firm.id))
        await _waits_for_a_lock(storage)
        await first.commit()
    await other
    async with storage.reading() as db:
        await hear_as_the_rule_says(db)
        assert await audience.size(db, "jagung", [NATIONWIDE]) == 0


async def _grows_maize(storage: Storage, business_id: int) -> None:
    async with storage.transaction() as db:
        db.add(Product(business_id=business_id, commodity="jagung", said="jagung"))


async def _waits_for_a_lock(storage: Storage) -> None:
    async with storage.reading() as db:
        while not await db.scalar(text(WAITING)):
            await asyncio.sleep(0.01)
