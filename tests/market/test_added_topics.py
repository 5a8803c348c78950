"""Who follows a commodity hears of it where they want to, once, and of nothing that is narrowed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import outbox
from bot.delivery.forecast import Speed
from bot.delivery.ledger import ledger, row_of
from bot.delivery.models import State
from bot.market import audience, dry_run, fanout, living, reaching, topics
from bot.market.audience import Miss
from bot.market.bulletins import Draft
from bot.market.dry_run import LeftOut
from bot.market.models import NATIONWIDE, BulletinKind
from bot.market.target import Around, Target
from bot.market.topics import MOST_ADDED, Added, Adding
from bot.partnerships.models import Vetting
from bot.people.models import Person
from bot.storage import Storage
from tests.market.test_fanout import growers, piece, published, reached
from tests.people.folk import company
from tests.people.hearing import hear_as_the_rule_says

HALAL = {"papers": ["halal"]}
NEAR: dict[str, Any] = {"around": {"place": "35.07", "km": 30}}


def draft(*regions: str) -> Draft:
    return Draft(BulletinKind.NEED, "tomat", "kg", regions, date(2026, 11, 27))


async def follower(db: AsyncSession, *regions: str, commodity: str = "tomat") -> Person:
    """Somebody who makes nothing of the kind, at home in Kabupaten Malang."""
    (person,) = await growers(db, 1, [])
    for region in regions:
        assert await topics.add(db, person, Added(commodity, region)) is Adding.DONE
    return person


@pytest.mark.parametrize(
    ("followed", "bulletin", "hears"),
    [
        ("35.07", "35.07", True),
        ("35.07", "35", True),
        ("35.07", NATIONWIDE, True),
        ("35.07", "35.73", False),
        ("35.07", "51", False),
        ("35", "35.73", True),
        ("35", "35", True),
        ("35", "51.02", False),
        ("35", NATIONWIDE, True),
        (NATIONWIDE, "51.02", True),
        (NATIONWIDE, "51", True),
        (NATIONWIDE, NATIONWIDE, True),
    ],
)
async def test_a_place_is_followed_with_all_that_lies_in_it_or_around_it(
    db: AsyncSession, followed: str, bulletin: str, *, hears: bool
) -> None:
    person = await follower(db, followed)
    sent = await published(db, region=bulletin)
    assert sent.targeted == int(hears)
    assert bool(await row_of(db, sent.id, person.id)) is hears
    assert await living.missed(db, sent, person.id) is (None if hears else Miss.ELSEWHERE)


async def test_what_is_narrowed_is_for_those_who_make_it(db: AsyncSession) -> None:
    person = await follower(db, "35")
    sent = await published(db, narrowed=HALAL)
    assert sent.targeted == 0
    assert await living.missed(db, sent, person.id) is Miss.ONLY_MAKERS
    counted = await audience.left_out(db, "tomat", Target.of(["35"], HALAL))
    assert set(counted.values()) == {0}


@pytest.mark.parametrize(("followed", "hears"), [("35.73", True), ("35", True), ("35.10", False)])
async def test_a_radius_is_a_place(db: AsyncSession, followed: str, *, hears: bool) -> None:
    person = await follower(db, followed)
    sent = await published(db, narrowed=NEAR)
    assert sent.targeted == int(hears)
    assert await living.missed(db, sent, person.id) is (None if hears else Miss.ELSEWHERE)
    assert "35.10" not in Around(place="35.07", km=30).regencies


async def test_the_dry_run_counts_followers_and_leaves_out_nobody_who_is_reached(
    db: AsyncSession,
) -> None:
    await growers(db, 3)
    (elsewhere, _left_out) = await growers(db, 2, regency="51.02")
    await topics.add(db, elsewhere, Added("tomat", "35.73"))
    await follower(db, "35")
    found = await dry_run.preview(db, draft("35"), "Asia/Jakarta", None, Speed(30))
    assert (found.reach, found.following) == (5, 2)
    assert found.left_out[LeftOut.ELSEWHERE] == 1
    assert found.left_out[LeftOut.NO_NEWS] == 0
    assert await reaching.size_of_all(db, [draft("35"), draft("51")]) == 6


async def test_who_makes_it_and_follows_it_gets_one_message(storage: Storage) -> None:
    async with storage.transaction() as db:
        people = await growers(db, 3)
        for person in people:
            await topics.add(db, person, Added("tomat", NATIONWIDE))
        sent = await published(db)
    assert sent.targeted == 3
    assert await reached(storage, sent) == [each.id for each in people]


async def test_followers_of_a_bulletin_for_many_are_reached_first_in_pieces(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fanout, "PIECE", 4)
    async with storage.transaction() as db:
        makers = await growers(db, 5)
        followers = [await follower(db, "35") for _each in range(6)]
        await topics.add(db, makers[0], Added("tomat", "51"))
        muted = await follower(db, "35")
        await topics.mute(db, muted, "tomat")
        sent = await published(db)
    assert sent.targeted == 11
    seen = []
    while await piece(storage):
        seen.append(len(await reached(storage, sent)))
    assert seen == [4, 6, 10, 11, 11]
    assert await reached(storage, sent) == sorted(each.id for each in [*makers, *followers])
    async with storage.reading() as db:
        assert (await ledger(db, sent.id)).targeted == 11


async def test_a_buyer_who_follows_hears_of_no_price_of_a_rival(db: AsyncSession) -> None:
    person = await follower(db, "35")
    await company(db, person, Vetting.PENDING, name="PT Saingan")
    sent = await published(db)
    price = await living.target_of(db, sent)
    assert sent.targeted == 0
    assert await living.missed(db, sent, person.id) is Miss.RIVAL
    assert not (await db.scalars(audience.piece_of_added("tomat", price, 0, 10**9))).all()


async def test_of_two_places_the_larger_stays_and_what_comes_anyway_is_not_added(
    db: AsyncSession,
) -> None:
    (sri,) = await growers(db, 1)
    assert await topics.add(db, sri, Added("tomat", "35.07")) is Adding.ALREADY
    assert await topics.add(db, sri, Added("tomat", "35.73")) is Adding.DONE
    assert await topics.add(db, sri, Added("tomat", "35")) is Adding.DONE
    assert await topics.add(db, sri, Added("tomat", "35.78")) is Adding.ALREADY
    assert await topics.add(db, sri, Added("jagung", "35.78")) is Adding.DONE
    assert await topics.added_by(db, sri.id) == [Added("tomat", "35"), Added("jagung", "35.78")]
    await topics.mute(db, sri, "tomat")
    assert await topics.add(db, sri, Added("tomat", "35")) is Adding.DONE
    assert await audience.missed(db, "tomat", ["35"], sri.id) is None
    await hear_as_the_rule_says(db)


async def test_there_is_a_limit_and_a_larger_place_needs_no_more_room(db: AsyncSession) -> None:
    person = await follower(db, *(f"35.{number:02}" for number in range(1, MOST_ADDED + 1)))
    assert await topics.add(db, person, Added("jagung", "51")) is Adding.FULL
    assert await topics.add(db, person, Added("tomat", "35")) is Adding.DONE
    assert await topics.add(db, person, Added("jagung", "51")) is Adding.DONE


async def test_who_follows_it_no_more_gets_nothing_of_what_waits(db: AsyncSession) -> None:
    sri, slamet = await growers(db, 1), await follower(db, "35", "51")
    sent = await published(db)
    row = await row_of(db, sent.id, slamet.id)
    assert row
    row.state = State.PENDING
    await db.flush()
    one, other = await topics.added_by(db, slamet.id)
    assert await topics.drop(db, slamet, [one]) == [one]
    await db.refresh(row)
    assert row.state == State.PENDING  # it hears of tomatoes still
    assert await topics.drop(db, slamet, [other, one]) == [other]
    await db.refresh(row)
    assert (row.state, row.reason) == (State.SUPPRESSED, outbox.MUTED)
    assert await audience.missed(db, "tomat", ["35"], slamet.id) is Miss.OTHER_GOODS
    assert await audience.size(db, "tomat", ["35"]) == len(sri)
