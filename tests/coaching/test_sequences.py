"""A programme writes to those who take part: each message once, and none to whom it is not for."""

import asyncio
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.models import Ending, Enrolment
from bot.coaching.programmes.programmes import New
from bot.coaching.programmes.templates import TEMPLATES
from bot.coaching.questions import stock
from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences import foreseen, ticking, writing
from bot.coaching.sequences.beginning import text_of
from bot.coaching.sequences.courses import step_of
from bot.coaching.sequences.models import Busy, SequenceOutcome, SequenceStep, Since, Why
from bot.coaching.sequences.starters import STARTERS
from bot.coaching.sequences.writing import Draft
from bot.conversation.models import Conversation
from bot.delivery import calls
from bot.delivery.models import Outgoing
from bot.delivery.quiet import Quiet
from bot.language import LANGUAGES, words_for
from bot.monitoring import ahead
from bot.people import readiness
from bot.people.models import Business, Person, Purpose
from bot.people.readiness import Item, Mark
from bot.privacy import erasure, withdrawal
from bot.storage import Storage, open_storage
from tests.coaching import meeting
from tests.people.folk import looked_after

NIGHT: Quiet = (time(20), time(8))
HOUR = timedelta(hours=1)


def draft(days: int, **more: Any) -> Draft:
    known = {"since": Since.ENROLLED, "hour": "09:00", "texts": {"id": f"Hari ke-{days}."}}
    return Draft(days=days, **(known | more))


async def begun(
    db: AsyncSession, officer: Person, *drafts: Draft, template: str | None = None
) -> Programme:
    programme = await programmes.define(
        db,
        officer,
        New("Naik Kelas", "ID", date(2027, 6, 30), template=template, modules=["Panen", "Sortasi"]),
    )
    for each in drafts:
        assert await writing.write(db, programme, each)
    return programme


async def takes_part(db: AsyncSession, programme: Programme, *found: Business) -> Enrolment:
    numbers = [each.id for each in found]
    parts = await enrolling.enrol(db, programme, numbers, programme.officer_id)
    await ticked(db)
    return parts[0].enrolment


async def ticked(db: AsyncSession) -> None:
    """As the scheduler does: until nothing is due any more."""
    for _ in range(50):
        await db.flush()
        for each in [each for each in db if isinstance(each, Enrolment)]:
            await db.refresh(each)  # as a transaction of its own would see it
        if not await ticking.tick(db, NIGHT):
            return
    raise AssertionError("The same messages stay due.")


async def goes_on_to(db: AsyncSession, days: int, hour: int = 9) -> None:
    """So many days after the Monday on which all begins, by the clock of Jakarta."""
    clock.move_to(clock.now().replace(day=23 + days if days < 8 else 1, hour=hour - 7, minute=0))
    await ticked(db)


async def told(db: AsyncSession, person: Person) -> Sequence[str]:
    query = select(Outgoing.params).where(
        Outgoing.person_id == person.id, Outgoing.kind == "programme_message"
    )
    rows = await db.scalars(query.order_by(Outgoing.id))
    return [row["texts"].get("id", row["key"]) for row in rows]


async def outcomes(db: AsyncSession) -> dict[int, tuple[str, str | None]]:
    """By the day of the message."""
    query = select(SequenceStep.days, SequenceOutcome.outcome, SequenceOutcome.why).join(
        SequenceOutcome, SequenceOutcome.step_id == SequenceStep.id
    )
    return {days: (outcome, why) for days, outcome, why in await db.execute(query)}


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


async def test_a_message_that_is_removed_moved_or_new(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(2), draft(3), draft(5))
    await takes_part(db, programme, kebun)
    second, third, fifth = await writing.steps_of(db, programme.id)
    await writing.remove(db, second)
    await goes_on_to(db, 1)
    assert await writing.write(db, programme, draft(4), third.id)
    assert await writing.write(db, programme, draft(4), fifth.id) is None  # there is one
    assert await writing.write(db, programme, draft(1, hour="08:00"))  # that was before it
    await ticked(db)
    await goes_on_to(db, 3)
    assert await told(db, sri) == []
    await goes_on_to(db, 4)
    assert await told(db, sri) == ["Hari ke-4."]
    assert (await outcomes(db)).keys() == {4}


async def test_no_more_than_can_be_read(db: AsyncSession) -> None:
    programme = await begun(db, await meeting.officer(db))
    for day in range(1, writing.MOST + 1):
        assert await writing.write(db, programme, draft(day))
    assert await writing.write(db, programme, draft(400)) is None


async def test_who_has_no_phone_stands_on_their_officers_list(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    sri = await looked_after(db, wayan)
    kebun = (await db.scalars(select(Business).where(Business.person_id == sri.id))).one()
    programme = await begun(db, wayan, draft(1), draft(3))
    enrolment = await takes_part(db, programme, kebun)
    await goes_on_to(db, 1)
    call = await calls.next_call(db, wayan)
    assert call
    assert [(call.person.id, each.kind) for each in call.items] == [(sri.id, "programme_message")]
    assert await calls.told(db, wayan.id, [each.id for each in call.items]) == sri.id
    await goes_on_to(db, 3)
    assert await calls.waiting(db, wayan.id) == [(sri.id, 1)]
    assert await enrolling.leave(db, enrolment, Ending.TAKEN_OUT)
    assert await calls.next_call(db, wayan) is None


async def test_the_next_five_are_foreseen_with_a_draft(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    owners = [await meeting.owner(db, name) for name in ("Agus", "Budi", "Cici")]
    programme = await begun(db, wayan, draft(1), draft(3))
    await takes_part(db, programme, *(each for _person, each in owners))
    await goes_on_to(db, 1)
    steps = [step_of(each) for each in await writing.steps_of(db, programme.id)]
    found = await foreseen.next_ones(db, programme, steps, NIGHT)
    assert [(each.name, each.at.day) for each in found] == [
        ("Agus", 26),
        ("Budi", 26),
        ("Cici", 26),
    ]
    added = SequenceStep(
        id=0, since=Since.ENROLLED, days=2, hour="22:00", written_at=clock.now(), texts={}
    )
    found = await foreseen.next_ones(db, programme, [*steps, step_of(added)], NIGHT)
    assert [(each.step_id, each.at.day, each.at.hour) for each in found[:3]] == [(0, 25, 12)] * 3
    assert len(found) == foreseen.NEXT
    for each in found[:3]:
        assert each.at < found[3].at


async def test_what_is_to_come_is_on_the_schedule(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    _sri, kebun = await meeting.owner(db, "Sri")
    programme = await begun(db, wayan, draft(1), draft(3))
    await takes_part(db, programme, kebun)
    found = await ahead.waiting(db, clock.now() + timedelta(days=2))
    messages = [each for each in found if each.kind == "programme.message"]
    assert [(each.hour and each.hour.day, each.number) for each in messages] == [(24, 1)]


async def test_each_template_brings_messages_in_both_languages(db: AsyncSession) -> None:
    while await stock.take_in(db, None):
        pass
    wayan = await meeting.officer(db)
    assert STARTERS.keys() == TEMPLATES.keys()
    for template, known in STARTERS.items():
        programme = await begun(db, wayan, template=template)
        steps = await writing.steps_of(db, programme.id)
        assert len(steps) == len(known)
        assert len({writing._moment_of(each) for each in steps}) == len(steps)
        for step in steps:
            starter = known[step.key or ""]
            marked = text_of(template, step.key)
            assert marked
            texts = {words_for(each, "Asia/Jakarta", None).plain(marked) for each in LANGUAGES}
            assert len(texts) == len(LANGUAGES)
            assert (step.article_id is None) == (starter.article is None)
            assert (step.module_id is None) == (starter.after is None)
            assert (step.until_module_id is None) == (starter.until is None)


async def test_a_tick_over_many_looks_at_each_once(
    db: AsyncSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "BATCH", 2)
    monkeypatch.setattr(ticking, "MOST", 2)
    wayan = await meeting.officer(db)
    owners = [await meeting.owner(db, f"Owner {number}") for number in range(5)]
    programme = await begun(db, wayan, draft(1))
    await takes_part(db, programme, *(each for _person, each in owners))
    await goes_on_to(db, 1)
    assert [len(await told(db, person)) for person, _business in owners] == [1] * 5
    await db.execute(update(Enrolment).values(messages_due_at=clock.now()))
    await ticked(db)
    assert [len(await told(db, person)) for person, _business in owners] == [1] * 5


async def test_an_officer_who_is_erased_is_named_in_no_message(db: AsyncSession) -> None:
    wayan = await meeting.officer(db)
    programme = await begun(db, wayan, draft(1, texts={"id": "Salam dari Wayan di sini."}))
    await erasure.erase(db, wayan, None)
    await db.flush()
    (step,) = await writing.steps_of(db, programme.id)
    assert step.texts == {"id": "Salam dari – di sini."}
