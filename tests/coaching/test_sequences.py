"""A programme writes to those who take part: each message once, and none to whom it is not for."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.models import Ending, Enrolment
from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences import foreseen, ticking, writing
from bot.coaching.sequences.models import Busy, SequenceOutcome, Since, Why
from bot.conversation.models import Conversation
from bot.monitoring import ahead
from bot.people import readiness
from bot.people.models import Person, Purpose
from bot.people.readiness import Item, Mark
from bot.privacy import erasure, withdrawal
from bot.storage import Storage, open_storage
from tests.coaching import meeting
from tests.coaching.sequencing import (
    HOUR,
    NIGHT,
    begun,
    draft,
    goes_on_to,
    outcomes,
    takes_part,
    ticked,
    told,
)


async def test_days_one_three_and_seven_each_once(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(3), draft(7))
    await takes_part(db, programme, kebun)
    assert await told(db, sri) == []
    for day, sent in ((1, 1), (2, 1), (3, 2), (4, 2), (7, 3)):
        await goes_on_to(db, day)
        await ticked(db)
        assert len(await told(db, sri)) == sent
    assert await told(db, sri) == ["Hari ke-1.", "Hari ke-3.", "Hari ke-7."]
    assert await db.scalar(select(Enrolment.messages_due_at)) is None


async def test_after_downtime_the_newest_goes_and_the_others_are_shown(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(2), draft(3), draft(7))
    await takes_part(db, programme, kebun)
    await goes_on_to(db, 3, hour=15)
    assert await told(db, sri) == ["Hari ke-3."]
    missed = await foreseen.unreached(db, kebun.id)
    assert [(each.step.days, each.why) for each in missed] == [(2, Why.LATE), (1, Why.LATE)]
    counted = [await foreseen.counted(db, each.step.id) for each in missed]
    assert [(each.sent, each.missed) for each in counted] == [(0, 1), (0, 1)]
    assert [(each.about, each.why) for each in await ahead.missed(db, clock.now() - HOUR)] == [
        ("programme", "late")
    ]


async def test_it_goes_by_each_owners_own_clock(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    yosef, kopi = await meeting.owner(db, "Yosef")
    yosef.zone = "Asia/Jayapura"
    programme = await begun(db, wayan, draft(1))
    await takes_part(db, programme, kebun, kopi)
    await goes_on_to(db, 1, hour=7)  # nine in Jayapura
    assert (await told(db, sri), await told(db, yosef)) == ([], ["Hari ke-1."])
    await goes_on_to(db, 1)
    assert await told(db, sri) == ["Hari ke-1."]


async def test_two_schedulers_send_each_message_once(
    database_url: str, storage: Storage, other: Storage
) -> None:
    async with storage.transaction() as db:
        wayan = await meeting.officer(db)
        owners = [await meeting.owner(db, f"Owner {number}") for number in range(20)]
        programme = await begun(db, wayan, draft(1), draft(3), draft(7))
        await enrolling.enrol(db, programme, [each.id for _person, each in owners], wayan.id)

    async def ticks(at: Storage) -> None:
        for _ in range(60):
            async with at.transaction() as db:
                if not await ticking.tick(db, NIGHT):
                    return

    for days, hours in ((0, 0), (1, 0), (3, 5), (7, 24)):
        clock.move_to(clock.now().replace(day=23 + days, hour=2) + timedelta(hours=hours))
        again = open_storage(database_url)
        await asyncio.gather(ticks(storage), ticks(other), ticks(again), ticks(storage))
        await again.close()
    async with storage.reading() as db:
        for person, _business in owners:
            assert await told(db, person) == ["Hari ke-1.", "Hari ke-3.", "Hari ke-7."]
        rows = (await db.scalars(select(SequenceOutcome.outcome))).all()
        assert rows == [Outcome.ENQUEUED] * 60


async def talks(db: AsyncSession, person: Person, form: str | None) -> None:
    found = await db.get(Conversation, (person.id, person.telegram_id))
    if found is None:
        found = Conversation(person_id=person.id, chat_id=person.telegram_id, state={}, turn=0)
        db.add(found)
    found.form, found.updated_at = form, clock.now()
    await db.flush()


@pytest.mark.parametrize("busy", list(Busy))
async def test_who_is_in_a_conversation_is_waited_for_skipped_or_interrupted(
    db: AsyncSession, busy: Busy
) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(3))
    assert await writing.choose(db, programme, busy, 2 if busy is Busy.WAIT else None)
    await takes_part(db, programme, kebun)
    clock.move_to(clock.now().replace(day=24, hour=1, minute=50))
    await talks(db, sri, "offer")
    await goes_on_to(db, 1)
    assert await told(db, sri) == (["Hari ke-1."] if busy is Busy.INTERRUPT else [])
    clock.move(timedelta(minutes=1))
    await ticked(db)
    await talks(db, sri, None)
    clock.move(timedelta(minutes=1))
    await ticked(db)
    assert await told(db, sri) == ([] if busy is Busy.SKIP else ["Hari ke-1."])
    skipped = await foreseen.unreached(db, kebun.id)
    assert [each.why for each in skipped] == ([Why.BUSY] if busy is Busy.SKIP else [])
    await goes_on_to(db, 3)
    assert (await told(db, sri))[-1:] == ["Hari ke-3."]


async def test_nobody_is_waited_for_longer_than_the_programme_says(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1))
    assert await writing.choose(db, programme, Busy.WAIT, 1)
    assert not await writing.choose(db, programme, Busy.WAIT, 5)
    assert not await writing.choose(db, programme, Busy.SKIP, 1)
    await takes_part(db, programme, kebun)
    clock.move_to(clock.now().replace(day=24, hour=1, minute=55))
    for _ in range(13):
        await talks(db, sri, "offer")
        assert await told(db, sri) == []
        clock.move(timedelta(minutes=5))
        await ticked(db)
    assert await told(db, sri) == ["Hari ke-1."]


async def test_who_fell_silent_is_not_in_a_conversation(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1))
    assert await writing.choose(db, programme, Busy.SKIP, None)
    await takes_part(db, programme, kebun)
    await talks(db, sri, "offer")
    await goes_on_to(db, 1)
    assert await told(db, sri) == ["Hari ke-1."]


@pytest.mark.parametrize("how", ["module", "paper", "all", "left", "stopped", "erased", "paused"])
async def test_it_stops_when_there_is_nothing_to_say(db: AsyncSession, how: str) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan)
    first, second = await programmes.modules_of(db, programme.id)
    leads = draft(1, until_module_id=first.id, until_paper=Item.NIB)
    step = await writing.write(db, programme, leads)
    assert step
    enrolment = await takes_part(db, programme, kebun)
    if how == "module":
        await enrolling.tick(db, enrolment, first, done=True)
    elif how == "paper":
        await readiness.mark(db, kebun.id, {Item.NIB: Mark.HAVE})
    elif how == "all":
        step.until_module_id = None
        for each in (first, second):
            await enrolling.tick(db, enrolment, each, done=True)
    elif how == "left":
        assert await enrolling.leave(db, enrolment, Ending.LEFT)
    elif how == "stopped":
        await withdrawal.withdraw(db, sri, Purpose.COACHING, NIGHT)
    elif how == "erased":
        await erasure.erase(db, sri, None)
    else:
        await writing.pause(db, programme)
    await goes_on_to(db, 1)
    assert await told(db, sri) == []
    whys = {"module": Why.REACHED, "paper": Why.REACHED, "all": Why.REACHED, "paused": Why.PAUSED}
    # What would have come after they left was never owed.
    assert await outcomes(db) == ({1: ("missed", whys[how])} if how in whys else {})
    shown = [each.why for each in await foreseen.unreached(db, kebun.id)]
    assert shown == ([Why.PAUSED] if how == "paused" else [])


async def test_after_a_pause_it_goes_on_with_what_is_next(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(3))
    await takes_part(db, programme, kebun)
    await writing.pause(db, programme)
    await goes_on_to(db, 1)
    await writing.go_on(db, programme)
    await goes_on_to(db, 2)
    assert await told(db, sri) == []
    await goes_on_to(db, 3)
    assert await told(db, sri) == ["Hari ke-3."]


async def test_after_a_module_is_done_and_not_twice(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan)
    first, _second = await programmes.modules_of(db, programme.id)
    assert await writing.write(db, programme, draft(2, since=Since.MODULE, module_id=first.id))
    enrolment = await takes_part(db, programme, kebun)
    await goes_on_to(db, 1)
    await enrolling.tick(db, enrolment, first, done=True)
    await goes_on_to(db, 2)
    assert await told(db, sri) == []
    await goes_on_to(db, 3)
    assert await told(db, sri) == ["Hari ke-2."]
    for done in (False, True):
        await enrolling.tick(db, enrolment, first, done=done)
        await db.flush()
    await goes_on_to(db, 7)
    assert await told(db, sri) == ["Hari ke-2."]


async def test_before_and_after_the_end(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    before, after = draft(10, since=Since.BEFORE_END), draft(1, since=Since.AFTER_END)
    programme = await begun(db, wayan, before, after)
    programme.ends_on = date(2026, 12, 4)
    await takes_part(db, programme, kebun)
    await goes_on_to(db, 1)
    assert await told(db, sri) == ["Hari ke-10."]
    await enrolling.end_all(db, programme)
    await goes_on_to(db, 2)
    assert await told(db, sri) == ["Hari ke-10.", "Hari ke-1."]


async def test_who_comes_back_begins_anew(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(2))
    enrolment = await takes_part(db, programme, kebun)
    await goes_on_to(db, 1)
    assert await enrolling.leave(db, enrolment, Ending.LEFT)
    await goes_on_to(db, 3)
    await takes_part(db, programme, kebun)
    await goes_on_to(db, 4)
    assert await told(db, sri) == ["Hari ke-1.", "Hari ke-1."]
