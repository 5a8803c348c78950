"""News that is told together: one message, and each bulletin's row shares its fate (D1, D2, D5)."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import claims, daily, digests, outbox
from bot.delivery.courier import Courier
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import DIGEST, BulletinText, Chat, Lane, Outgoing, State
from bot.delivery.outcome import Outcome, Rejected, Unknown
from bot.delivery.retiming import retime
from bot.delivery.screen import Screen, Screens
from bot.delivery.sweep import sweep
from bot.delivery.wording import Wording
from bot.market.models import Bulletin, Ending
from bot.people.models import Person
from bot.storage import Storage
from handlers.receiving import digest
from tests.delivery import rows
from tests.delivery.scripted import Scripted
from tests.delivery.working import at_work, courier, nothing_in_hand, until

WORDING = Wording(Screens({rows.Greeting: rows.greet, digests.Digest: digest}))


class Reading(Scripted):
    """Keeps what was sent, and what it changed."""

    def __init__(self, *outcomes: Outcome) -> None:
        super().__init__(*outcomes)
        self.said: list[tuple[int | None, str]] = []

    async def send(
        self,
        chat_id: int,
        screen: Screen,
        *,
        edits: int | None = None,
        paid: bool = False,
        low_data: bool = False,
    ) -> Outcome:
        self.said.append((edits, str(screen.text)))
        return await super().send(chat_id, screen, edits=edits)


async def reader(db: AsyncSession, telegram_id: int = 1) -> Person:
    person = await rows.person(db, telegram_id)
    person.news_rhythm = "daily"
    return person


async def told(db: AsyncSession, to: Person, number: int = 3) -> tuple[list[int], list[int]]:
    """Bulletins that wait to be told together, and their rows for one person."""
    author = (
        await db.scalars(select(Person).where(Person.telegram_id == 900))
    ).first() or await rows.person(db, 900)
    bulletins, found = [], []
    for each in range(1, number + 1):
        bulletin = await rows.bulletin(db, author, texts=False)
        await worded(db, bulletin, 1, f"Kabar {each}")
        until = clock.now() + timedelta(days=3)
        values = {"bulletin_id": bulletin, "digest_id": digests.UNGATHERED, "expires_at": until}
        found.append(await rows.enqueued(db, to, **values))
        bulletins.append(bulletin)
    return bulletins, found


async def worded(db: AsyncSession, bulletin: int, version: int, text: str) -> None:
    screen = {"text": text, "buttons": []}
    db.add(BulletinText(bulletin_id=bulletin, version=version, language="id", screen=screen))
    await db.flush()


async def gathered(storage: Storage) -> None:
    async with storage.transaction() as db:
        while await digests.gather(db, None):
            pass


async def swept(storage: Storage) -> None:
    async with storage.transaction() as db:
        while await sweep(db, None):
            pass


async def changed(storage: Storage, bulletin: int, text: str, ending: Ending | None = None) -> None:
    async with storage.transaction() as db:
        found = await db.get_one(Bulletin, bulletin)
        found.version += 1
        if ending:
            found.ending, found.ended_at = ending, clock.now()
        await worded(db, bulletin, found.version, text)


async def sent(storage: Storage, sender: Scripted) -> None:
    """Until nothing is due."""

    async def done() -> bool:
        async with storage.transaction() as db:
            await db.execute(update(Chat).values(next_send_at=0))
            due = select(Outgoing.id).where(
                Outgoing.state == State.PENDING, Outgoing.not_before <= clock.now()
            )
            due = due.where(Outgoing.digest_id.is_(None))
            return (await db.scalars(due.limit(1))).first() is None

    work: Courier = courier(storage, sender, WORDING)
    async with at_work(work):
        await until(done)
        await until(lambda: nothing_in_hand(storage))


async def states(storage: Storage, ids: list[int]) -> list[tuple[State, str | None]]:
    found = [await rows.found(storage, each) for each in ids]
    return [(State(row.state), row.reason) for row in found]


async def digest_rows(storage: Storage) -> list[Outgoing]:
    async with storage.reading() as db:
        query = select(Outgoing).where(Outgoing.kind == DIGEST, Outgoing.lane == Lane.BULLETIN)
        return [*(await db.scalars(query.order_by(Outgoing.id))).all()]


async def test_one_message_tells_all_and_each_ledger_sums(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db))
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == []  # nothing goes before it is gathered
    await gathered(storage)
    await sent(storage, sender)
    ((edits, text),) = sender.said
    assert edits is None
    assert "1. Kabar 1" in text
    assert "3. Kabar 3" in text
    assert await states(storage, ids) == [(State.SENT, None)] * 3
    found = [await rows.found(storage, each) for each in ids]
    assert {row.message_id for row in found} == {1001}
    async with storage.reading() as db:
        for each in bulletins:
            assert (await ledger(db, each)).states == {State.SENT: 1}


async def test_a_single_piece_of_news_goes_as_always(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=1)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert sender.said == [(None, "Kabar 1")]
    assert await digest_rows(storage) == []
    assert await states(storage, ids) == [(State.SENT, None)]


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


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Unknown("no answer in time"), State.UNKNOWN),
        (Rejected("message is too long"), State.FAILED),
    ],
)
async def test_its_bulletins_share_its_fate(
    storage: Storage, outcome: Outcome, state: State
) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    await sent(storage, Reading(outcome))
    (row,) = await digest_rows(storage)
    assert row.state == state
    assert await states(storage, ids) == [(state, row.reason)] * 2


async def test_a_courier_that_was_killed_leaves_them_unknown_and_repeats_none(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        assert len(await claims.claim(db, lease, 5)) == 1
        assert await claims.claim(db, lease, 5) == []
        await db.execute(
            update(Outgoing).where(Outgoing.state == State.SENDING).values(lapses_at=0)
        )
    async with storage.transaction() as db:
        await claims.reclaim_lapsed(db)
        assert await claims.claim(db, lease, 5) == []
    sender = Reading()
    await gathered(storage)
    assert sender.said == []
    assert await states(storage, ids) == [(State.UNKNOWN, "its sender stopped")] * 2


async def test_what_is_put_back_is_claimed_again_as_a_whole(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=2)
    await gathered(storage)
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    async with storage.transaction() as db:
        letters = await claims.claim(db, lease, 5)
        await claims.put_back(db, letters, lease.owner)
    assert await states(storage, ids) == [(State.PENDING, None)] * 2
    sender = Reading()
    await lease.release()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [(State.SENT, None)] * 2


async def test_two_who_gather_at_once_make_one_message(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db))
    await asyncio.gather(gathered(storage), gathered(storage))
    await gathered(storage)
    assert len(await digest_rows(storage)) == 1
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [(State.SENT, None)] * 3


async def test_many_are_told_in_several_messages(storage: Storage) -> None:
    async with storage.transaction() as db:
        _bulletins, ids = await told(db, await reader(db), number=digests.MOST + 2)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 2
    assert await states(storage, ids) == [(State.SENT, None)] * (digests.MOST + 2)


async def test_as_many_as_are_wanted_on_a_day_and_the_rest_tomorrow(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await reader(db)
        sri.news_a_day = 2
        _bulletins, ids = await told(db, sri, number=4)
    await gathered(storage)
    sender = Reading()
    await sent(storage, sender)
    assert len(sender.said) == 1
    assert await states(storage, ids) == [
        *[(State.SENT, None)] * 2,
        *[(State.PENDING, daily.ENOUGH)] * 2,
    ]
    await gathered(storage)
    assert len(await digest_rows(storage)) == 1
    clock.move(timedelta(days=1, hours=1))
    await gathered(storage)
    await sent(storage, sender)
    assert await states(storage, ids) == [(State.SENT, None)] * 4


async def test_news_that_is_paused_meanwhile_is_told_when_it_goes_on(storage: Storage) -> None:
    async with storage.transaction() as db:
        bulletins, ids = await told(db, await reader(db))
    await gathered(storage)
    async with storage.transaction() as db:
        (await db.get_one(Bulletin, bulletins[0])).paused_at = clock.now()
    sender = Reading()
    await sent(storage, sender)
    await gathered(storage)
    assert (await states(storage, ids))[0] == (State.PENDING, None)
    async with storage.transaction() as db:
        (await db.get_one(Bulletin, bulletins[0])).paused_at = None
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
