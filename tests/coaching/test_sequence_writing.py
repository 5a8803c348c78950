"""Messages of a programme are written, removed, foreseen, and brought by templates."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.programmes import enrolling
from bot.coaching.programmes.models import Ending, Enrolment
from bot.coaching.programmes.templates import TEMPLATES
from bot.coaching.questions import stock
from bot.coaching.sequences import foreseen, ticking, writing
from bot.coaching.sequences.beginning import text_of
from bot.coaching.sequences.courses import step_of
from bot.coaching.sequences.models import SequenceStep, Since
from bot.coaching.sequences.starters import STARTERS
from bot.delivery import calls
from bot.language import LANGUAGES, words_for
from bot.monitoring import ahead
from bot.people.models import Business
from bot.privacy import erasure
from tests.coaching import meeting
from tests.coaching.sequencing import (
    NIGHT,
    begun,
    draft,
    goes_on_to,
    outcomes,
    takes_part,
    ticked,
    told,
)
from tests.people.folk import looked_after


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
