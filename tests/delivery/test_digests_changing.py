"""News that changes, ends, is paused or is not wanted while it waits to be told together (D5)."""

from datetime import UTC, datetime

from sqlalchemy import select

from bot import clock
from bot.delivery import claims, digests, outbox
from bot.delivery.lease import Held
from bot.delivery.models import State
from bot.delivery.retiming import retime
from bot.market import living
from bot.market.models import Bulletin, Ending
from bot.storage import Storage
from tests.delivery.gathering import (
    WORDING,
    Reading,
    changed,
    digest_rows,
    gathered,
    reader,
    sent,
    states,
    swept,
    told,
)


async def test_what_is_over_falls_out_before_and_after_it_is_gathered(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db), number=4)
    await changed(storage, bulletins[0], "Ditarik", Ending.WITHDRAWN)
    await gathered(storage)
    await changed(storage, bulletins[1], "Diganti", Ending.SUPERSEDED)
    sender = Reading()
    await sent(storage, sender)
    await swept(storage)
    ((_edits, text),) = sender.said
    assert "Kabar 3" in text
    assert "Kabar 4" in text
    assert "Kabar 1" not in text
    assert "Kabar 2" not in text
    assert await states(storage, ids) == [
        (State.SUPPRESSED, "withdrawn"),
        (State.SUPPRESSED, "superseded"),
        (State.SENT, None),
        (State.SENT, None),
    ]


async def test_if_nothing_is_left_nothing_goes(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    for each in bulletins:
        await changed(storage, each, "Ditarik", Ending.WITHDRAWN)
    sender = Reading()
    await sent(storage, sender)
    await swept(storage)
    assert sender.said == []
    (row,) = await digest_rows(storage)
    assert (row.state, row.reason) == (State.SUPPRESSED, digests.NOTHING_LEFT)
    assert await states(storage, ids) == [(State.SUPPRESSED, "withdrawn")] * 2


async def test_a_change_re_words_the_whole_message_in_place(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    await changed(storage, bulletins[0], "Kabar 1, diubah")
    await changed(storage, bulletins[1], "Ditarik", Ending.WITHDRAWN)
    await swept(storage)
    await sent(storage, sender)
    edits = [text for edits, text in sender.said if edits == 1001]
    assert len(edits) == 1  # both changes waited for one edit
    assert "1. Kabar 1, diubah" in edits[0]
    assert "2. Ditarik" in edits[0]
    assert await states(storage, ids) == [(State.SENT, None)] * 2
    async with storage.reading() as db:
        found = (await db.scalars(select(Bulletin))).all()
    assert all(each.swept == each.version for each in found)


async def test_a_change_while_it_is_claimed_is_edited_afterwards(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        (letter,) = await claims.claim(db, lease, 5)
    assert letter.told == tuple(ids)
    await changed(storage, bulletins[0], "Kabar 1, diubah")
    await swept(storage)
    async with storage.transaction() as db:
        outcome = await Reading().send(1, await WORDING.of_digest(db, letter))
        assert await claims.record(db, letter, lease.owner, outcome)
    await swept(storage)
    sender = Reading()
    await sent(storage, sender)
    ((edits, text),) = sender.said
    assert edits == 1001
    assert "Kabar 1, diubah" in text


async def test_news_that_is_paused_meanwhile_is_told_when_it_goes_on(storage: Storage) -> None:
    clock.move_to(datetime(2026, 11, 23, 1, 5, tzinfo=UTC))  # 08.05 in Jakarta: its usual hour
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db))
    await gathered(storage)
    async with storage.transaction() as db:
        living.pause(await db.get_one(Bulletin, bulletins[0]))
    sender = Reading()
    await sent(storage, sender)
    await gathered(storage)
    assert (await states(storage, ids))[0] == (State.PENDING, None)
    async with storage.transaction() as db:
        living.resume(await db.get_one(Bulletin, bulletins[0]))
    await gathered(storage)
    await sent(storage, sender)
    assert [text for _edits, text in sender.said][1:] == ["Kabar 1"]
    assert await states(storage, ids) == [(State.SENT, None)] * 3


async def test_who_stops_a_commodity_or_all_is_told_nothing_of_it(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await reader(db)
        bulletins, ids = await told(db, sri)
    await gathered(storage)
    async with storage.transaction() as db:
        about = select(Bulletin.id).where(Bulletin.id == bulletins[0])
        await outbox.stop_about(db, sri.id, about)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        (letter,) = await claims.claim(db, lease, 5)
        assert letter.told == tuple(ids[1:])
        await claims.put_back(db, [letter], lease.owner)
        await outbox.stop_bulletins(db, sri.id)
    await lease.release()
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == []
    assert [state for state, _reason in await states(storage, ids)] == [State.SUPPRESSED] * 3


async def test_who_wants_news_at_once_again_gets_what_waits_by_itself(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await reader(db)
        _bulletins, ids = await told(db, sri, number=2)
        sri.news_rhythm = "at_once"
        await retime(db, sri, None)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert [text for _edits, text in sender.said] == ["Kabar 1", "Kabar 2"]
    assert await states(storage, ids) == [(State.SENT, None)] * 2
