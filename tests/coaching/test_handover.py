"""A caseload passes to another officer: all of it, once, and nobody is left with nobody."""

import asyncio
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.after import due, homework
from bot.coaching.after.homework import ToDo
from bot.coaching.day import attention
from bot.coaching.handover import carrying, handing
from bot.coaching.handover.carrying import Part
from bot.coaching.handover.models import Handover
from bot.coaching.handover.notices import CaseloadIsYours, HandoverAnswered
from bot.coaching.models import Series
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.programmes import New
from bot.coaching.questions import questions
from bot.coaching.questions.questions import Said
from bot.coaching.reminders.models import About, Outcome, Reminder
from bot.coaching.sessions import sessions
from bot.delivery.models import Outgoing
from bot.people import delegates, roles
from bot.people.models import Person, Role
from bot.storage import Storage
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import looked_after, somebody

HELD = frozenset({Role.OFFICER})


async def kinds(db: AsyncSession, person: Person) -> list[str]:
    found = await db.scalars(select(Outgoing.kind).where(Outgoing.person_id == person.id))
    return sorted(found)


async def asks(db: AsyncSession, person: Person) -> None:
    assert await questions.ask(db, person, [Said("text", "Kenapa?")], hours=24, quiet=None)


async def cared_by(db: AsyncSession, person: Person) -> list[str]:
    return [each.owner for each in await care.businesses_in_care(db, person.id)]


async def asked(db: AsyncSession, part: Part, heir: Person, by: Person | None = None) -> Handover:
    row = await handing.ask(db, part, heir, by or part.former, None)
    assert row
    return row


async def taken(db: AsyncSession, row: Handover, heir: Person) -> CaseloadIsYours | None:
    answer = await handing.answer(db, heir, row.id, None, agreed=True)
    assert not isinstance(answer, HandoverAnswered)
    return answer


async def test_all_that_an_officer_has_passes_after_the_yes_and_everybody_is_told_once(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    tini, other = await owner(db, "Tini")
    [seen, *_more] = await meets(db, wayan, business, rule="FREQ=WEEKLY;COUNT=3")
    tasks = await homework.give(
        db, wayan, seen.session.id, [business.id, other.id], ToDo("Catat", date(2026, 12, 1))
    )
    for each in tasks:
        await due.owe(db, each, None)
    await asks(db, siti)
    programme = await programmes.define(db, wayan, New("Naik", "35.07", date(2027, 12, 1)))
    await enrolling.enrol(db, programme, [business.id], wayan.id)
    sri = await looked_after(db, wayan)
    await attention.put_aside(db, wayan.id, other.id, 7)
    row = await asked(db, Part(wayan), dewi)
    assert await kinds(db, dewi) == ["handover_asked"]
    assert await cared_by(db, dewi) == []
    mine = await taken(db, row, dewi)
    assert mine
    assert mine.load.model_dump() == {
        "businesses": 3,
        "programmes": 1,
        "sessions": 3,
        "homework": 2,
        "questions": 1,
        "spoken_for": 1,
    }
    assert (await carrying.load(db, Part(wayan))).is_nothing
    assert await cared_by(db, dewi) == ["Siti", "Sri Lestari", "Tini"]
    assert await cared_by(db, wayan) == []
    assert [each.officer.id for each in await sessions.upcoming(db, siti.id)] == [dewi.id] * 3
    assert [*await db.scalars(select(Series.officer_id))] == [dewi.id]
    assert len(await homework.before(db, dewi.id)) == 2
    assert await homework.before(db, wayan.id) == []
    assert len(await questions.owed_by(db, dewi.id, HELD)) == 1
    assert [each.id for each in await programmes.taught_by(db, dewi.id)] == [programme.id]
    assert [each.id for each in await delegates.owners_of(db, dewi.id)] == [sri.id]
    assert await attention.aside_until(db, dewi.id, other.id)
    for person in (siti, tini, sri):
        assert await kinds(db, person) == ["officer_changed"]
    assert await kinds(db, wayan) == ["handover_answered"]
    pending = select(Reminder.person_id).where(Reminder.outcome == Outcome.PENDING)
    assert {*await db.scalars(pending)} == {siti.id, tini.id, dewi.id}
    of_homework = pending.where(Reminder.about == About.HOMEWORK)
    assert {*await db.scalars(of_homework)} == {siti.id, tini.id, dewi.id}
    # A second tap finds nothing.
    assert await handing.answer(db, dewi, row.id, None, agreed=True) is None


async def test_chosen_businesses_pass_by_name_and_a_class_with_others_stays(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    tini, other = await owner(db, "Tini")
    await meets(db, wayan, business)
    await meets(db, wayan, business, other, kind="class", local_start="2026-11-28T09:00")
    await asks(db, siti)
    await asks(db, tini)
    row = await asked(db, Part(wayan, [business.id]), dewi)
    assert await taken(db, row, dewi)
    assert await cared_by(db, dewi) == ["Siti"]
    assert await cared_by(db, wayan) == ["Tini"]
    assert await care.officer_of(db, siti) == dewi
    held = [each.officer.id for each in await sessions.upcoming(db, siti.id)]
    assert held == [dewi.id, wayan.id]
    assert [asker.id for _q, asker in await questions.owed_by(db, dewi.id, HELD)] == [siti.id]
    assert [asker.id for _q, asker in await questions.owed_by(db, wayan.id, HELD)] == [tini.id]
    assert await kinds(db, tini) == []


async def test_a_no_leaves_everything_where_it_is(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    dina = await somebody(db, Role.ADMIN, name="Dina")
    siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    row = await asked(db, Part(wayan), dewi, dina)
    told = await handing.answer(db, dewi, row.id, None, agreed=False)
    assert isinstance(told, HandoverAnswered)
    assert await cared_by(db, wayan) == ["Siti"]
    assert await kinds(db, siti) == []
    assert await kinds(db, wayan) == await kinds(db, dina) == ["handover_answered"]


async def test_of_two_who_are_asked_for_all_of_it_the_one_asked_last_counts(
    db: AsyncSession,
) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    putu = await officer(db, "Putu", "52")
    await owner(db, "Siti")
    first = await asked(db, Part(wayan), dewi)
    second = await asked(db, Part(wayan), putu)
    assert await handing.answer(db, dewi, first.id, None, agreed=True) is None
    assert await taken(db, second, putu)
    assert await cared_by(db, putu) == ["Siti"]


async def test_who_takes_over_does_not_coach_themselves(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    await db.flush()
    await meets(db, wayan, business)
    await asks(db, siti)
    await roles.grant(db, siti.id, Role.OFFICER)
    row = await asked(db, Part(wayan), siti)
    assert await taken(db, row, siti)
    [seen] = await sessions.upcoming(db, siti.id)
    assert seen.officer.id == wayan.id
    assert await questions.owed_by(db, siti.id, HELD) == []
    assert dewi


async def test_who_leaves_hands_over_also_what_nobody_has_recorded(db: AsyncSession) -> None:
    wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
    siti, business = await owner(db, "Siti")
    [seen] = await meets(db, wayan, business)
    seen.session.starts_at = clock.now() - timedelta(days=1)
    await db.flush()
    assert await care.only_theirs(db, wayan.id) == 1
    await handing.at_once(db, wayan, dewi, None)
    await db.refresh(seen.session)
    assert seen.session.officer_id == dewi.id
    assert await care.only_theirs(db, wayan.id) == 0
    assert await kinds(db, dewi) == ["caseload_is_yours"]
    assert siti


async def test_of_two_taps_at_once_one_carries_and_everybody_is_told_once(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
        siti, business = await owner(db, "Siti")
        await meets(db, wayan, business)
        number = (await asked(db, Part(wayan), dewi)).id
        heir, told = dewi.id, siti.id

    async def tap() -> bool:
        async with storage.transaction() as db:
            me = await db.get_one(Person, heir)
            return await handing.answer(db, me, number, None, agreed=True) is not None

    assert sorted(await asyncio.gather(*(tap() for _ in range(6)))) == [False] * 5 + [True]
    async with storage.reading() as db:
        assert await kinds(db, await db.get_one(Person, told)) == ["officer_changed"]
        assert await cared_by(db, await db.get_one(Person, heir)) == ["Siti"]
