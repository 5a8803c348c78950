"""Bulletins share what may be sent: a small one does not wait for a large one."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import claims, due
from bot.delivery.due import AT_A_TIME, Turns
from bot.delivery.lease import Held
from bot.delivery.ledger import ledger
from bot.delivery.models import DIGEST, Lane, Outgoing, State
from bot.market.models import Bulletin, Ending
from bot.people.models import Person
from bot.storage import Storage
from tests.delivery import rows
from tests.delivery.changing import change, swept
from tests.storage.explaining import plans

HOUR = timedelta(hours=1)


async def crowd(db: AsyncSession, count: int) -> list[int]:
    """So many people; Telegram's numbers are ours."""
    people = [
        {"telegram_id": number, "zone": "Asia/Jakarta", "language": "id", "created_at": clock.now()}
        for number in range(1, count + 1)
    ]
    await db.execute(insert(Person), people)
    return list(await db.scalars(select(Person.telegram_id).order_by(Person.telegram_id)))


async def published(db: AsyncSession, to: list[int], ends_in: timedelta = 24 * HOUR) -> int:
    author = (await db.scalars(select(Person).limit(1))).one()
    number = await rows.bulletin(db, author)
    until = clock.now() + ends_in
    await db.execute(update(Bulletin).where(Bulletin.id == number).values(valid_until=until))
    found = await db.execute(
        select(Person.id, Person.telegram_id).where(Person.telegram_id.in_(to))
    )
    row = {"lane": Lane.BULLETIN, "kind": "bulletin", "params": {}, "version": 1, "attempts": 0}
    row |= {"bulletin_id": number, "state": State.PENDING, "expires_at": until}
    row |= {"not_before": clock.now(), "created_at": clock.now()}
    await db.execute(
        insert(Outgoing), [row | {"person_id": i, "chat_id": chat} for i, chat in found]
    )
    return number


async def round_of(storage: Storage, lease: Held, turns: Turns, limit: int) -> list[int]:
    """The bulletins of what is claimed at once."""
    async with storage.transaction() as db:
        claimed = await claims.claim(db, lease, limit, turns)
    return [letter.bulletin_id or 0 for letter in claimed]


async def test_ten_people_do_not_wait_for_two_thousand(storage: Storage, lease: Held) -> None:
    turns = Turns()
    async with storage.transaction() as db:
        chats = await crowd(db, 2_010)
        large = await published(db, chats[:2_000])
    for _round in range(3):
        assert await round_of(storage, lease, turns, 5) == [large] * 5
    async with storage.transaction() as db:
        small = await published(db, chats[2_000:])
    sent = [await round_of(storage, lease, turns, 5) for _round in range(5)]
    assert sum(each.count(small) for each in sent) == 10
    assert all(large in each for each in sent)  # and it goes on, too


async def test_one_after_the_other_those_first_that_end_first(
    storage: Storage, lease: Held
) -> None:
    turns = Turns()
    async with storage.transaction() as db:
        chats = await crowd(db, 90)
        late = await published(db, chats[:30], 30 * HOUR)
        soon = await published(db, chats[30:60], 2 * HOUR)
        middle = await published(db, chats[60:], 9 * HOUR)
    first = [await round_of(storage, lease, turns, 1) for _claim in range(7)]
    # Each claim takes one, of whoever waited longest; among equals, of what ends soonest.
    assert first == [[each] for each in (soon, middle, late, soon, middle, late, soon)]
    four = await round_of(storage, lease, turns, 4)
    assert sorted(four) == sorted([middle, late, soon, middle])


async def test_more_bulletins_than_one_claim_holds_all_have_their_turn(
    storage: Storage, lease: Held
) -> None:
    turns = Turns()
    async with storage.transaction() as db:
        chats = await crowd(db, 12 * 20)
        all_of_them = {await published(db, chats[n * 20 :][:20]) for n in range(12)}
    assert len(all_of_them) > AT_A_TIME
    two = await round_of(storage, lease, turns, 8) + await round_of(storage, lease, turns, 8)
    assert set(two) == all_of_them


async def test_the_rest_of_a_nearly_finished_one_leaves_no_place_empty(
    storage: Storage, lease: Held
) -> None:
    turns = Turns()
    async with storage.transaction() as db:
        chats = await crowd(db, 41)
        large = await published(db, chats[:40])
        last = await published(db, chats[40:])
    assert sorted(await round_of(storage, lease, turns, 10)) == [*[large] * 9, last]


async def test_what_is_paused_not_due_or_over_takes_no_turn(storage: Storage) -> None:
    async with storage.transaction() as db:
        chats = await crowd(db, 5)
        runs, paused, tomorrow, ended = [await published(db, chats[n : n + 1]) for n in range(4)]
        past = await published(db, chats[4:], -HOUR)
        await db.execute(
            update(Bulletin).where(Bulletin.id == paused).values(paused_at=clock.now())
        )
        over = {"ended_at": clock.now(), "ending": Ending.WITHDRAWN, "version": 2}
        await db.execute(update(Bulletin).where(Bulletin.id == ended).values(over))
        waits = update(Outgoing).where(Outgoing.bulletin_id == tomorrow)
        await db.execute(waits.values(not_before=clock.now() + 20 * HOUR))
    async with storage.reading() as db:
        assert await due.running(db) == [runs]
    async with storage.transaction() as db:
        await db.execute(text("DELETE FROM outbox WHERE bulletin_id = :runs"), {"runs": runs})
    async with storage.reading() as db:
        # With nothing else to do, who waits is told in the ledger why nothing came.
        assert sorted(await due.running(db)) == sorted([past, ended])


async def test_without_statistics_the_index_of_turns_is_taken_all_the_same(
    storage: Storage,
) -> None:
    """A million rows enqueued a minute ago are in nobody's statistics."""
    async with storage.transaction() as db:
        await published(db, await crowd(db, 2_000))
    found = await plans(storage, lambda db, lease: claims.claim(db, lease, 5))
    steps = [step for plan in found for step in plan.steps]
    assert sum("ix_outbox_turn" in step for step in steps) == 2
    assert [step for step in steps if "ix_outbox_ledger" in step] == []


async def test_what_came_back_to_wait_after_its_bulletin_ended_is_still_seen_to(
    storage: Storage, lease: Held
) -> None:
    """It was claimed while the rest was stopped, and put back for a pause."""
    async with storage.transaction() as db:
        number = await published(db, await crowd(db, 3))
    async with storage.transaction() as db:
        (letter,) = await claims.claim(db, lease, 1)
    await change(storage, number, Ending.WITHDRAWN)
    await swept(storage)
    async with storage.transaction() as db:
        await claims.put_back(db, [letter], lease.owner)
    await swept(storage)
    async with storage.reading() as db:
        assert (await ledger(db, number)).states == {State.SUPPRESSED: 3}


async def gathered(db: AsyncSession, to: list[int]) -> None:
    """Messages that tell several bulletins to these people, each of one of them."""
    number = await published(db, to)
    for chat in to:
        person = (await db.scalars(select(Person).where(Person.telegram_id == chat))).one()
        digest = await rows.enqueued(db, person, lane=Lane.BULLETIN, kind=DIGEST)
        its = update(Outgoing).where(Outgoing.bulletin_id == number, Outgoing.chat_id == chat)
        await db.execute(its.values(digest_id=digest))


async def test_many_bulletins_leave_a_place_to_news_told_together_and_to_corrections(
    storage: Storage, lease: Held
) -> None:
    turns = Turns()
    async with storage.transaction() as db:
        chats = await crowd(db, 210)
        large = [await published(db, chats[n * 20 :][:20]) for n in range(7)]
        await gathered(db, chats[140:150])
        for chat in chats[150:]:
            person = (await db.scalars(select(Person).where(Person.telegram_id == chat))).one()
            await rows.enqueued(db, person, lane=Lane.EDIT)
    sent: Counter[int | str] = Counter()
    for _claim in range(7):
        async with storage.transaction() as db:
            for letter in await claims.claim(db, lease, 6, turns):
                other = DIGEST if letter.kind == DIGEST else letter.lane.name
                sent[letter.bulletin_id or other] += 1
    assert (sent[DIGEST], sent["EDIT"]) == (7, 7)
    assert [sent[number] for number in large] == [4] * 7


async def test_corrections_go_beside_a_large_bulletin_and_alone_fill_all_places(
    storage: Storage, lease: Held
) -> None:
    async with storage.transaction() as db:
        chats = await crowd(db, 60)
        await published(db, chats[:30])
        for chat in chats[30:]:
            person = (await db.scalars(select(Person).where(Person.telegram_id == chat))).one()
            await rows.enqueued(db, person, lane=Lane.EDIT)

    async def lanes(bulletins: int | None = None) -> Counter[Lane]:
        async with storage.transaction() as db:
            found = await claims.claim(db, lease, 6, bulletins=bulletins)
            return Counter(letter.lane for letter in found)

    assert await lanes() == {Lane.BULLETIN: 3, Lane.EDIT: 3}
    assert await lanes(bulletins=12) == {Lane.BULLETIN: 9, Lane.EDIT: 3}
    async with storage.transaction() as db:
        await db.execute(delete(Outgoing).where(Outgoing.lane == Lane.BULLETIN))
    assert await lanes() == {Lane.EDIT: 6}
