"""Who becomes a buyer while a price waits for them is not sent it (promise P6)."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import digests
from bot.delivery.ledger import ledger
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outbox import RIVAL
from bot.delivery.screen import Screens
from bot.delivery.wording import Wording
from bot.market.models import Bulletin, BulletinKind, Ending
from bot.partnerships.models import Offtaker, OfftakerMember, Vetting
from bot.people.groups import Group
from bot.people.models import Person
from bot.storage import Storage
from handlers.market.readers.receiving import digest
from tests.delivery import gathering, rows
from tests.delivery.gathering import (
    Reading,
    changed,
    gathered,
    reader,
    sent,
    states,
    swept,
    told,
)
from tests.people.folk import company


@pytest.fixture(autouse=True)
def _own_wording(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bulletin's text is kept by its number, which is the same in each test's database."""
    screens = Screens({rows.Greeting: rows.greet, digests.Digest: digest})
    monkeypatch.setattr(gathering, "WORDING", Wording(screens))


async def waits(db: AsyncSession, kind: BulletinKind = BulletinKind.PRICE) -> tuple[Person, int]:
    """A bulletin on its way to somebody who has only made goods so far, and its row."""
    person = await rows.person(db, 1)
    bulletin = await rows.bulletin(db, await rows.person(db, 900))
    (await db.get_one(Bulletin, bulletin)).kind = kind
    row = await rows.enqueued(db, person, lane=Lane.BULLETIN, kind="bulletin", bulletin_id=bulletin)
    return person, row


@pytest.mark.parametrize(
    ("vetting", "kind", "goes"),
    [
        (None, BulletinKind.PRICE, True),
        (Vetting.PENDING, BulletinKind.PRICE, False),
        (Vetting.ASKED, BulletinKind.PRICE, False),
        (Vetting.APPROVED, BulletinKind.PRICE, False),
        (Vetting.REJECTED, BulletinKind.PRICE, True),
        (Vetting.APPROVED, BulletinKind.NEED, True),
    ],
)
async def test_a_price_that_waits_is_suppressed_with_its_reason(
    storage: Storage, vetting: Vetting | None, kind: BulletinKind, *, goes: bool
) -> None:
    async with storage.transaction() as db:
        person, row = await waits(db, kind)
    async with storage.transaction() as db:
        if vetting:
            await company(db, person, vetting, name="PT Saingan")
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == int(goes)
    expected = (State.SENT, None) if goes else (State.SUPPRESSED, RIVAL)
    assert await states(storage, [row]) == [expected]
    async with storage.reading() as db:
        bulletin = (await rows.found(storage, row)).bulletin_id
        assert bulletin
        assert (await ledger(db, bulletin)).states == {expected[0]: 1}


async def test_a_price_of_ones_own_company_still_comes(storage: Storage) -> None:
    async with storage.transaction() as db:
        person, row = await waits(db)
        bulletin = (await db.get_one(Outgoing, row)).bulletin_id
        own = (await db.get_one(Bulletin, bulletin)).offtaker_id
        db.add(OfftakerMember(offtaker_id=own, person_id=person.id))
    await sent(storage, Reading())
    assert await states(storage, [row]) == [(State.SENT, None)]


async def test_of_gathered_news_the_rest_still_comes(storage: Storage) -> None:
    async with storage.transaction() as db:
        person = await reader(db)
        bulletins, ids = await told(db, person, number=4)
        (await db.get_one(Bulletin, bulletins[2])).kind = BulletinKind.NEED
    await gathered(storage)
    await joins(storage, person, bulletins[0])
    sender = Reading()
    await sent(storage, sender)
    ((_edits, text),) = sender.said
    assert "1. Kabar 1" in text
    assert "2. Kabar 3" in text
    assert "Kabar 2" not in text
    assert "Kabar 4" not in text
    hidden = (State.SUPPRESSED, RIVAL)
    assert await states(storage, ids) == [(State.SENT, None), hidden, (State.SENT, None), hidden]


async def joins(storage: Storage, person: Person, bulletin: int) -> None:
    """The company whose bulletin it is."""
    async with storage.transaction() as db:
        own = await db.get_one(Offtaker, (await db.get_one(Bulletin, bulletin)).offtaker_id)
        db.add(OfftakerMember(offtaker_id=own.id, person_id=person.id))


@pytest.mark.parametrize(
    ("ending", "shown"),
    [
        (None, False),
        (Ending.SUPERSEDED, False),
        (Ending.WITHDRAWN, True),
        (Ending.EXPIRED, True),
    ],
)
async def test_what_came_before_is_not_brought_up_to_a_newer_price(
    storage: Storage, ending: Ending | None, *, shown: bool
) -> None:
    """That it is over may be said; what it is now, or what stands in its place, may not."""
    async with storage.transaction() as db:
        person, row = await waits(db)
    await sent(storage, Reading())
    async with storage.transaction() as db:
        await company(db, person, name="PT Saingan")
    bulletin = (await rows.found(storage, row)).bulletin_id
    assert bulletin
    await changed(storage, bulletin, "Sekarang begini", ending)
    await swept(storage)
    sender = Reading()
    await sent(storage, sender)
    assert [text for _edits, text in sender.said] == ["Sekarang begini"] * shown


async def test_a_rivals_price_falls_out_of_gathered_news_when_it_changes(storage: Storage) -> None:
    async with storage.transaction() as db:
        person = await reader(db)
        bulletins, _ids = await told(db, person, number=2)
    await gathered(storage)
    await sent(storage, Reading())
    await joins(storage, person, bulletins[0])
    await changed(storage, bulletins[1], "Kabar 2, diubah")
    await swept(storage)
    sender = Reading()
    await sent(storage, sender)
    ((edits, text),) = sender.said
    assert edits
    assert "Kabar 1" in text
    assert "Kabar 2" not in text


async def test_a_price_that_waits_for_a_group_is_suppressed_when_its_keeper_becomes_a_buyer(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        group, row = await waits(db)
        keeper = await rows.person(db, 2)
        db.add(Group(person_id=group.id, keeper_id=keeper.id, title="Koperasi", channel=False))
        await company(db, keeper, Vetting.APPROVED, name="PT Saingan")
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == []
    assert await states(storage, [row]) == [(State.SUPPRESSED, RIVAL)]
