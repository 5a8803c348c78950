"""Whom a bulletin is for: the count, who gets it and why not are one rule, on either engine."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import now
from bot.delivery.forecast import Speed
from bot.delivery.ledger import row_of
from bot.market import audience, dry_run, fanout, living, reaching
from bot.market.audience import Miss
from bot.market.bulletins import Draft, publish
from bot.market.models import NATIONWIDE, BulletinKind
from bot.market.nearby import within
from bot.market.target import Around, Least, Misfit, Target
from bot.partnerships.models import MemberRole, Supplier, Vetting
from bot.people import businesses, capacities, consent, readiness
from bot.people.businesses import Make, Supply
from bot.people.models import PAPER_BITS, Person, Purpose, Role, SizeClass
from bot.people.readiness import Item, Mark
from bot.storage import Storage
from tests.people.folk import company, sits, somebody
from tests.people.hearing import hear_as_the_rule_says

TOMATO = "tomat"
REGENCIES = ("35.07", "35.73", "35.10", "51.02")
SIZES = (None, SizeClass.MICRO, SizeClass.SMALL)
SUPPLIES = (None, ("50", "week"), ("100", "week"), ("100", "harvest"), ("500", "month"))
MARKS: Sequence[dict[Item, Mark]] = (
    {},
    {Item.HALAL: Mark.HAVE},
    {Item.HALAL: Mark.HAVE, Item.PIRT: Mark.DOING},
    {Item.HALAL: Mark.HAVE, Item.PIRT: Mark.HAVE},
)
AROUND = Around(place="35.07", km=50)
LEAST = Least(amount=Decimal(100), unit="kg", per="week")


@dataclass
class Firm:
    """A business, as the plain rule looks at it."""

    regency: str
    size: SizeClass | None
    supply: tuple[str, str] | None
    marks: dict[Item, Mark]


@dataclass
class Grower:
    person: Person
    listed: bool
    news: bool
    firms: list[Firm] = field(default_factory=list)


def misfit(firm: Firm, target: Target, *, listed: bool) -> Misfit | None:
    """Why this business does not fit, in plain Python."""
    a_month = {"week": 365 / 84, "month": 1}
    there = (code == NATIONWIDE or firm.regency.startswith(code) for code in target.regions)
    checks = (
        (
            Misfit.ELSEWHERE,
            any(there),
        ),
        (Misfit.TOO_FAR, not target.around or firm.regency in within("35.07", target.around.km)),
        (Misfit.NOT_SUPPLIER, target.suppliers_of is None or listed),
        (Misfit.SIZE_UNKNOWN, not target.sizes or firm.size is not None),
        (Misfit.OTHER_SIZE, not target.sizes or firm.size in target.sizes),
        (Misfit.PAPER_UNKNOWN, all(each in firm.marks for each in target.papers)),
        (
            Misfit.PAPER_MISSING,
            all(firm.marks.get(each) is Mark.HAVE for each in target.papers),
        ),
        (
            Misfit.CAPACITY_UNKNOWN,
            not target.least or bool(firm.supply and firm.supply[1] in a_month),
        ),
        (
            Misfit.TOO_SMALL,
            not target.least
            or bool(firm.supply and int(firm.supply[0]) * a_month.get(firm.supply[1], 0) > 434),
        ),
    )
    return next((why for why, right in checks if not right), None)


def first_of(grower: Grower, target: Target) -> Misfit | None:
    """None if one business fits; else why the one that comes furthest does not."""
    order = [*Misfit, None]
    found = [misfit(firm, target, listed=grower.listed) for firm in grower.firms]
    return max(found, key=order.index)


def targets(offtaker_id: int) -> Iterable[Target]:
    for regions in (("35",), ("35.07", "51"), ("ID",)):
        yield Target(regions=regions)
    some = ("35", "51")
    yield Target(regions=some, around=AROUND)
    yield Target(regions=some, suppliers_of=offtaker_id)
    yield Target(regions=some, sizes=(SizeClass.SMALL,))
    yield Target(regions=some, sizes=(SizeClass.SMALL, SizeClass.MICRO), papers=(Item.HALAL,))
    yield Target(regions=some, papers=(Item.HALAL, Item.PIRT))
    yield Target(regions=some, least=LEAST)
    yield Target(
        regions=some,
        around=AROUND,
        suppliers_of=offtaker_id,
        sizes=(SizeClass.SMALL, SizeClass.MICRO),
        papers=(Item.HALAL,),
        least=LEAST,
    )


class Valley:
    """Growers of tomato of every kind, drawn by chance."""

    def __init__(self, db: AsyncSession, chance: Random, offtaker_id: int) -> None:
        self.db, self.chance, self.offtaker_id = db, chance, offtaker_id

    async def grower(self) -> Grower:
        person = await somebody(self.db, Role.OWNER, name="Sri")
        grower = Grower(person, self.chance.random() < 0.6, self.chance.random() < 0.9)
        for _firm in range(self.chance.choice((1, 1, 2))):
            grower.firms.append(await self._firm(person))
        if not grower.news:
            await consent.withdraw(self.db, person.id, Purpose.NEWS)
        if grower.listed:
            self.db.add(
                Supplier(
                    offtaker_id=self.offtaker_id,
                    name="Sri",
                    imported_at=now(),
                    person_id=person.id,
                )
            )
        await self.db.flush()
        return grower

    async def _firm(self, person: Person) -> Firm:
        pick = self.chance.choice
        firm = Firm(pick(REGENCIES), pick(SIZES), pick(SUPPLIES), pick(MARKS))
        makes = [Make(TOMATO, TOMATO)]
        made = await businesses.add(self.db, person, "Kebun", firm.regency, makes)
        made.size = firm.size
        supply = None
        if firm.supply:
            amount, per = Decimal(firm.supply[0]), firm.supply[1]
            supply = Supply(amount, amount, "kg", per, "")
        await businesses.set_supplies(self.db, made.id, {TOMATO: supply})
        await readiness.mark(self.db, made.id, firm.marks)
        return firm


@pytest.mark.parametrize("seed", range(3))
async def test_the_count_who_gets_it_and_why_not_are_one_rule(db: AsyncSession, seed: int) -> None:
    budi = await somebody(db, Role.OFFTAKER, name="Budi")
    offtaker = await company(db, budi)
    chance = Random(seed)  # noqa: S311  (no secret)
    valley = Valley(db, chance, offtaker.id)
    growers = [await valley.grower() for _each in range(30)]
    await hear_as_the_rule_says(db)
    for target in targets(offtaker.id):
        why = {each.person.id: first_of(each, target) for each in growers}
        meant = {each.person.id for each in growers if each.news and why[each.person.id] is None}
        people = audience.audience(TOMATO, target)
        pieces = audience.piece(TOMATO, target, 0, 10**9)
        assert {each.id for each in await db.scalars(people)} == meant, target
        assert {each.id for each in await db.scalars(pieces)} == meant, target
        assert await audience.size(db, TOMATO, target) == len(meant), target
        left_out = await audience.left_out(db, TOMATO, target)
        for misfit_ in left_out:
            rule = [each for each in growers if each.news and why[each.person.id] is misfit_]
            assert left_out[misfit_] == len(rule), (target, misfit_)
        for each in growers:
            missed = await audience.missed(db, TOMATO, target, each.person.id)
            because = why[each.person.id]
            expected = Miss.NO_NEWS if not each.news else because and Miss[because.name]
            assert missed is expected, target


@pytest.mark.parametrize(
    ("vetting", "hears"),
    [
        (None, True),
        (Vetting.PENDING, False),
        (Vetting.ASKED, False),
        (Vetting.APPROVED, False),
        (Vetting.REJECTED, True),
    ],
)
async def test_who_speaks_for_another_buyer_hears_of_no_price_of_a_rival(
    storage: Storage, vetting: Vetting | None, *, hears: bool
) -> None:
    async with storage.transaction() as db:
        sri = await somebody(db, Role.OWNER, name="Sri")
        await businesses.add(db, sri, "Kebun", "35.07", [Make(TOMATO, TOMATO)])
        if vetting:
            await company(db, sri, vetting, name="PT Saingan")
        budi = await somebody(db, Role.OFFTAKER, name="Budi")
        offtaker = await company(db, budi)
        await sits(db, offtaker, sri, MemberRole.VIEWER)
        for price in (Decimal(9000), None):
            draft = Draft(
                *(BulletinKind.NEED if price is None else BulletinKind.PRICE, TOMATO, "kg"),
                *(["35"], now().date()),
                price=price,
                quantity=Decimal(100) if price is None else None,
                offtaker_id=offtaker.id,
            )
            bulletin = await publish(
                db, draft, offtaker_id=offtaker.id, author_id=budi.id, zone=budi.zone
            )
            await fanout.begin(db, bulletin, draft.regions, None)
            told, target = int(hears or price is None), draft.target
            assert bulletin.targeted == await reaching.size_of_all(db, [draft]) == told
            found = await dry_run.preview(db, draft, budi.zone, None, Speed(1))
            assert (found.reach, sum(found.left_out.values())) == (told, 0)
            pieces = audience.piece(TOMATO, target, 0, 10**9)
            assert [each.id for each in await db.scalars(pieces)] == [sri.id] * told
            assert bool(await row_of(db, bulletin.id, sri.id)) is bool(told)
            why = await living.missed(db, bulletin, sri.id)
            assert why is (None if told else Miss.RIVAL)
            assert target.narrowed is bulletin.narrowed is None


async def test_what_is_told_later_counts_at_once(db: AsyncSession) -> None:
    person = await somebody(db, Role.OWNER, name="Sri")
    firm = await businesses.add(db, person, "Kebun", "35.07", [Make(TOMATO, TOMATO)])
    halal = Target(regions=("35",), papers=(Item.HALAL,))
    nib = Target(regions=("35",), papers=(Item.NIB,))
    small = Target(regions=("35",), sizes=(SizeClass.SMALL,))
    assert await audience.size(db, TOMATO, halal) == 0
    await readiness.mark(db, firm.id, {Item.HALAL: Mark.HAVE})
    assert await audience.size(db, TOMATO, halal) == 1
    await readiness.mark(db, firm.id, {Item.HALAL: Mark.NONE})
    assert await audience.missed(db, TOMATO, halal, person.id) is Miss.PAPER_MISSING
    firm.size, firm.nib = SizeClass.SMALL, "1234567890123"
    await db.flush()
    assert await audience.size(db, TOMATO, small) == 1
    assert await audience.size(db, TOMATO, nib) == 1
    await hear_as_the_rule_says(db)


def test_every_item_of_the_checklist_has_a_bit() -> None:
    assert [*PAPER_BITS] == [*Item]


@pytest.mark.parametrize(
    ("amount", "unit", "per", "slug", "expected"),
    [
        ("100", "kg", "month", TOMATO, 100_000),
        ("12", "kg", "day", TOMATO, 365_000),
        ("84", "kg", "week", TOMATO, 365_000),
        ("1200", "kg", "year", TOMATO, 100_000),
        ("0.5", "kg", "month", TOMATO, 500),
        ("100", "kg", "harvest", TOMATO, None),
        ("100", "kg", None, TOMATO, None),
        ("3", "ikat", "day", TOMATO, None),
        ("100", "kg", "day", None, None),
        ("100", "kg", "day", "jamu", None),
    ],
)
def test_what_is_said_in_several_ways_is_one_number(
    amount: str, unit: str, per: str | None, slug: str | None, expected: int | None
) -> None:
    assert capacities.monthly(Decimal(amount), unit, per, of=slug) == expected


def test_a_radius_is_a_set_of_regencies() -> None:
    assert within("35.07", 0) == ["35.07"]
    near, far = within("35.07", 30), within("35.07", 150)
    assert {"35.07", "35.73"} <= set(near) < set(far)
    assert "51.02" not in near


def test_a_target_is_kept_beside_its_regions_and_read_again() -> None:
    target = Target(regions=("35",), around=AROUND, papers=(Item.HALAL,), least=LEAST)
    assert Target.of(["35"], target.narrowed) == target
    assert Target.of(["35"], None) == Target.of(["35"]) == Target(regions=("35",))
    assert Target(regions=("35",)).narrowed is None


async def test_nobody_is_compared_in_a_unit_of_other_goods(db: AsyncSession) -> None:
    person = await somebody(db, Role.OWNER, name="Sri")
    await businesses.add(db, person, "Kebun", "35.07", [Make(TOMATO, TOMATO)])
    heads = Target(regions=("35",), least=Least(amount=Decimal(5), unit="ekor", per="week"))
    people = audience.audience(TOMATO, heads).subquery()
    assert await db.scalar(select(func.count()).select_from(people)) == 1
    assert await audience.size(db, TOMATO, heads) == 1
