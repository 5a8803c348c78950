"""The figures of a month, counted from what happened."""

from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.day import everybody, report
from bot.coaching.day.everybody import Line
from bot.coaching.day.report import Answering, Attendance, Meetings, Span
from bot.coaching.models import Kind, Participant
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.programmes import New
from bot.coaching.questions import questions
from bot.people.models import Business, Person, Role
from tests.coaching.meeting import meets, officer, owner

NOVEMBER = Span(datetime(2026, 10, 31, 17, tzinfo=UTC), datetime(2026, 11, 30, 17, tzinfo=UTC))
END = datetime(2026, 12, 5, tzinfo=UTC)
HELD = frozenset({Role.OFFICER})
BEGIN = datetime(2026, 11, 2, tzinfo=UTC)


async def recorded(
    db: AsyncSession, wayan: Person, start: str, *there: tuple[Business, bool | None]
) -> list[Participant]:
    kind = Kind.CLASS if len(there) > 1 else Kind.VISIT
    businesses = [business for business, _attended in there]
    [seen] = await meets(db, wayan, *businesses, local_start=start, kind=kind)
    found = {guest.participant.business_id: guest.participant for guest in seen.guests}
    for business, attended in there:
        found[business.id].attended = attended
    await db.flush()
    return [*found.values()]


async def test_sessions_attendance_and_who_was_reached(db: AsyncSession) -> None:
    clock.move_to(BEGIN)
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    (_ani, ani), (_budi, budi) = await owner(db, "Ani"), await owner(db, "Budi")
    await recorded(db, wayan, "2026-11-10T09:00", (ani, True))
    await recorded(db, wayan, "2026-11-11T09:00", (ani, True), (budi, False))
    [late] = await recorded(db, wayan, "2026-11-12T09:00", (budi, None))
    await recorded(db, wayan, "2026-12-03T09:00", (budi, True))
    await recorded(db, dewi, "2026-11-13T09:00", (budi, True))
    clock.move_to(END)
    assert await report.meetings(db, wayan.id, NOVEMBER) == [
        Meetings(Kind.VISIT, 1, 1, 0, 0),
        Meetings(Kind.CLASS, 1, 0, 0, 0),
    ]
    assert await report.attendance(db, wayan.id, NOVEMBER) == Attendance(2, 1, 1, 1)
    late.left_at = clock.now()
    await db.flush()
    assert await report.attendance(db, wayan.id, NOVEMBER) == Attendance(2, 1, 0, 1)


async def test_what_is_still_to_come_and_what_was_called_off_is_told_apart(
    db: AsyncSession,
) -> None:
    clock.move_to(BEGIN)
    wayan = await officer(db)
    _ani, ani = await owner(db, "Ani")
    [off] = await meets(db, wayan, ani, local_start="2026-11-10T09:00")
    await meets(db, wayan, ani, local_start="2026-11-20T09:00")
    off.session.called_off_at = clock.now()
    await db.flush()
    clock.move_to(BEGIN + timedelta(days=14))
    assert await report.meetings(db, wayan.id, NOVEMBER) == [Meetings(Kind.VISIT, 0, 0, 1, 1)]
    assert await report.attendance(db, wayan.id, NOVEMBER) == Attendance(0, 0, 0, 0)


async def test_a_session_is_held_once_attendance_is_written_down(
    db: AsyncSession,
) -> None:
    clock.move_to(BEGIN)
    wayan = await officer(db)
    _ani, ani = await owner(db, "Ani")
    for day in (10, 11):
        await recorded(db, wayan, f"2026-11-{day}T09:00", (ani, None))
    await recorded(db, wayan, "2026-11-12T09:00", (ani, False))
    await recorded(db, wayan, "2026-11-13T09:00", (ani, True))
    [on] = await meets(db, wayan, ani, local_start="2026-11-16T09:00")
    clock.move_to(on.session.starts_at + timedelta(minutes=6))
    # That of the 16th has begun, and is not over.
    assert await report.meetings(db, wayan.id, NOVEMBER) == [Meetings(Kind.VISIT, 2, 2, 1, 0)]


async def test_a_programme_is_told_as_it_stood_at_the_end_of_the_month(db: AsyncSession) -> None:
    clock.move_to(BEGIN - timedelta(days=10))
    wayan = await officer(db)
    (_ani, ani), (_budi, budi) = await owner(db, "Ani"), await owner(db, "Budi")
    until = (END + timedelta(days=300)).date()
    new = New("Naik Kelas", "35", until, modules=("Satu", "Dua"))
    programme = await programmes.define(db, wayan, new)
    [first] = await enrolling.enrol(db, programme, [ani.id], wayan.id)
    one, two = await programmes.modules_of(db, programme.id)
    await enrolling.tick(db, first.enrolment, one, done=True)
    clock.move_to(BEGIN)
    await enrolling.tick(db, first.enrolment, two, done=True)
    clock.move_to(END)
    await enrolling.enrol(db, programme, [budi.id], wayan.id)
    assert await report.programmes(db, wayan.id, NOVEMBER) == [
        report.Progress("Naik Kelas", businesses=1, done=2, done_now=1, all=2)
    ]


async def test_how_fast_half_of_the_questions_were_answered(db: AsyncSession) -> None:
    clock.move_to(BEGIN)
    wayan = await officer(db)
    for number, hours in enumerate((1, 3, 50, None)):
        person, _business = await owner(db, f"Ani {number}")
        said = [questions.Said("text", "?")]
        asked = await questions.ask(db, person, said, hours=24, quiet=None)
        assert asked
        if hours:
            clock.move(timedelta(hours=hours))
            await questions.answer(db, wayan, HELD, asked.question.id, said, counted=1)
    told = await report.answering(db, wayan.id, NOVEMBER)
    assert (told.asked, told.answered) == (4, 3)
    assert told.median
    assert abs(told.median - timedelta(hours=3)) < timedelta(minutes=1)
    before = Span(NOVEMBER.start - timedelta(days=30), NOVEMBER.start)
    assert await report.answering(db, wayan.id, before) == Answering(0, 0, None)


async def test_admins_are_told_no_number_of_people_below_five(db: AsyncSession) -> None:
    clock.move_to(BEGIN)
    wayan, dewi = await officer(db), await officer(db, "Dewi")
    many = [(await owner(db, f"Ani {number}"))[1] for number in range(6)]
    await recorded(db, wayan, "2026-11-10T09:00", *((each, True) for each in many))
    await recorded(db, dewi, "2026-11-10T13:00", *((each, True) for each in many[:4]))
    many[5].regency = "51.03"
    person = await db.get_one(Person, many[0].person_id)
    said = [questions.Said("text", "?")]
    asked = await questions.ask(db, person, said, hours=24, quiet=None)
    assert asked
    clock.move_to(END)
    assert asked.question.officer_id == wayan.id
    assert await everybody.lines(db, NOVEMBER) == [
        Line("Dewi", "35", 1, None, None, 0, 0),
        # One has asked, none has an answer: of neither is told how many.
        Line("Wayan", "35", 1, 5, 5, None, None),
        Line("Wayan", "51", 1, None, None, 0, 0),
    ]
