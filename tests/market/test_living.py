"""What a bulletin can become, by rule: each change is a version, and an end is an end."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import bulletins, living, quotes
from bot.market.bulletins import Draft
from bot.market.conditions import Conditions, Delivery
from bot.market.living import Changed, Terms
from bot.market.models import Bulletin, BulletinKind, Ending
from bot.people.models import Person
from tests.delivery import rows

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
JAVA = "Asia/Jakarta"


@pytest.fixture
async def budi(db: AsyncSession) -> Person:
    return await rows.person(db, 2001)


async def published(db: AsyncSession, author: Person, **changes: Any) -> Bulletin:
    facts: dict[str, Any] = {
        "kind": BulletinKind.PRICE,
        "commodity": "tomat",
        "unit": "kg",
        "regions": ["35.07", "51"],
        "until": FRIDAY,
        "price": Decimal(9000),
        "offtaker": 1,
    } | changes
    offtaker = facts.pop("offtaker")
    return await bulletins.publish(
        db, Draft(**facts), offtaker_id=offtaker, author_id=author.id, zone=JAVA
    )


async def company(db: AsyncSession, author: Person) -> int:
    return (await db.get_one(Bulletin, await rows.bulletin(db, author, texts=False))).offtaker_id


@pytest.mark.parametrize(
    ("terms", "becomes"),
    [
        (Terms("kg", FRIDAY, price=Decimal(9000)), None),
        (Terms("kg", FRIDAY, price=Decimal(9500)), Changed.CORRECTED),
        (
            Terms("kg", FRIDAY, price=Decimal(9000), conditions=Conditions(note="tunai")),
            Changed.CORRECTED,
        ),
        (Terms("kg", SATURDAY, price=Decimal(9000)), Changed.EXTENDED),
        (Terms("kg", date(2026, 11, 26), price=Decimal(9000)), Changed.CORRECTED),
        (Terms("kg", SATURDAY, price=Decimal(9500)), Changed.CORRECTED),
    ],
)
async def test_a_correction_is_a_version_if_it_changes_anything(
    db: AsyncSession, budi: Person, terms: Terms, becomes: Changed | None
) -> None:
    bulletin = await published(db, budi, offtaker=await company(db, budi))
    assert living.correct(bulletin, terms, JAVA) is becomes
    assert bulletin.version == (2 if becomes else 1)
    assert (bulletin.price, bulletin.conditions) == (terms.price, terms.conditions)
    assert bulletin.valid_until == bulletins.end_of(terms.until, JAVA)


async def test_a_price_does_not_become_a_need(db: AsyncSession, budi: Person) -> None:
    bulletin = await published(db, budi, offtaker=await company(db, budi))
    with pytest.raises(ValueError, match="stays a price"):
        living.correct(bulletin, Terms("kg", FRIDAY, quantity=Decimal(5)), JAVA)
    with pytest.raises(ValueError, match="Only a need"):
        living.fulfil(bulletin, 50)


@pytest.mark.parametrize(
    ("regions", "others", "superseded"),
    [
        (["35.07", "51"], {}, True),
        (["35", "51"], {}, True),
        (["ID"], {}, True),
        (["35", "51", "73"], {"price": Decimal(1)}, True),
        (["35"], {}, False),
        (["35.07", "51.71"], {}, False),
        (["ID"], {"commodity": "jahe"}, False),
        (["ID"], {"unit": "ikat"}, False),
        (["ID"], {"kind": BulletinKind.NEED, "price": None, "quantity": Decimal(5)}, False),
    ],
)
async def test_a_newer_price_supersedes_what_lies_within_its_regions(
    db: AsyncSession, budi: Person, regions: list[str], others: dict[str, Any], *, superseded: bool
) -> None:
    offtaker = await company(db, budi)
    older = await published(db, budi, offtaker=offtaker)
    newer = await published(db, budi, offtaker=offtaker, regions=regions, **others)
    over = await living.supersede(db, newer, regions)
    assert (older in over) is superseded
    assert (older.ending, older.version) == ((Ending.SUPERSEDED, 2) if superseded else (None, 1))
    assert newer.ending is None


async def test_the_price_of_another_company_stands(db: AsyncSession, budi: Person) -> None:
    older = await published(db, budi, offtaker=await company(db, budi))
    newer = await published(db, budi, offtaker=await company(db, budi), regions=["ID"])
    assert older not in await living.supersede(db, newer, ["ID"])


async def test_all_of_a_need_ends_it_and_less_does_not(db: AsyncSession, budi: Person) -> None:
    need = {"kind": BulletinKind.NEED, "price": None, "quantity": Decimal(5)}
    bulletin = await published(db, budi, offtaker=await company(db, budi), **need)
    living.fulfil(bulletin, 80)
    assert (bulletin.fulfilled, bulletin.version, living.runs(bulletin)) == (80, 2, True)
    living.fulfil(bulletin, 100)
    assert (bulletin.ending, bulletin.version) == (Ending.FULFILLED, 3)


async def test_what_has_ended_is_neither_listed_nor_looked_up(
    db: AsyncSession, budi: Person
) -> None:
    offtaker = await company(db, budi)
    stays, goes = [await published(db, budi, offtaker=offtaker) for _ in range(2)]
    living.withdraw(goes)
    await db.flush()
    listed = [each.id for each in await living.running(db, offtaker, 9)]
    assert stays.id in listed
    assert goes.id not in listed
    assert [each.id for each in await living.ended(db, offtaker, 9)] == [goes.id]
    current = [each.bulletin.id for each in await quotes.today(db, BulletinKind.PRICE)]
    assert stays.id in current
    assert goes.id not in current


async def test_what_has_passed_is_ended_once(db: AsyncSession, budi: Person) -> None:
    offtaker = await company(db, budi)
    passed = await published(db, budi, offtaker=offtaker, until=date(2026, 11, 23))
    later = await published(db, budi, offtaker=offtaker)
    clock.move(timedelta(days=1))
    assert not living.runs(passed)  # before anybody has noticed
    assert [each.id for each in await living.expire(db, 9)] == [passed.id]
    await db.flush()
    assert await living.expire(db, 9) == []
    assert (passed.ending, later.ending) == (Ending.EXPIRED, None)


async def test_only_its_company_holds_a_bulletin(db: AsyncSession, budi: Person) -> None:
    one, another = await company(db, budi), await company(db, budi)
    bulletin = await published(db, budi, offtaker=one)
    assert await living.held(db, one, bulletin.id) is bulletin
    assert await living.held(db, another, bulletin.id) is None


async def test_a_price_of_another_grade_supersedes_nothing(db: AsyncSession, budi: Person) -> None:
    offtaker = await company(db, budi)
    graded = {
        grade: await published(db, budi, offtaker=offtaker, conditions=Conditions(grade=grade))
        for grade in ("grade A", "grade B", None)
    }
    newer = await published(db, budi, offtaker=offtaker, conditions=Conditions(grade="Grade  a"))
    over = await living.supersede(db, newer, ["35", "51"])
    assert [each.id for each in over] == [graded["grade A"].id]


async def test_a_price_for_some_and_one_for_all_leave_each_other_alone(
    db: AsyncSession, budi: Person
) -> None:
    offtaker = await company(db, budi)
    halal = {"papers": ["halal"]}
    for_all = await published(db, budi, offtaker=offtaker)
    for_some = await published(db, budi, offtaker=offtaker, narrowed=halal)
    assert for_all not in await living.supersede(db, for_some, ["35", "51"])
    again = await published(db, budi, offtaker=offtaker, narrowed=halal)
    assert await living.supersede(db, again, ["35", "51"]) == [for_some]
    newer = await published(db, budi, offtaker=offtaker)
    over = await living.supersede(db, newer, ["35", "51"])
    assert for_all in over
    assert again not in over


async def test_conditions_are_stored_as_they_were_said(db: AsyncSession, budi: Person) -> None:
    said = Conditions(
        grade="grade A",
        delivery=Delivery.FRANCO,
        place="gudang Pare",
        payment_days=3,
        minimum=Decimal(100),
        certificates=("halal", "pirt"),
        note="kemasan karung",
    )
    bulletin = await published(db, budi, offtaker=await company(db, budi), conditions=said)
    await db.refresh(bulletin)
    assert bulletin.conditions == said
