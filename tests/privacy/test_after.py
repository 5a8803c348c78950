"""What was noted of an owner, given to them and thought by them goes when they are erased."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.after import due, feedback, homework, notes, recording
from bot.coaching.after.homework import ToDo
from bot.coaching.after.models import Feedback, Homework, SessionNote
from bot.coaching.models import Kind
from bot.coaching.questions.questions import Said
from bot.coaching.reminders.models import About, Outcome, Reminder
from bot.delivery.models import Outgoing
from bot.people import roles
from bot.people.models import Role
from bot.privacy.erasure import erase
from bot.privacy.notices import ClassPhotosGone
from tests.coaching.meeting import meets, officer, owner

DUE = ToDo("foto label baru", date(2026, 12, 4))


async def test_notes_photos_homework_and_opinions_of_an_erased_owner_vanish(
    db: AsyncSession,
) -> None:
    wayan = await officer(db)
    (sri, hers), (ayu, other) = await owner(db, "Sri"), await owner(db, "Ayu")
    (seen,) = await meets(db, wayan, hers, other, kind=Kind.CLASS)
    clock.move_to(seen.session.ends_at + timedelta(minutes=1))
    await recording.record_rest(db, seen, None, came=True)
    given = await homework.give(db, wayan, seen.session.id, [hers.id, other.id], DUE)
    for each in given:
        await due.owe(db, each, None)
    for about, text in (
        (seen.guests[0], "dapurnya"),
        (seen.guests[1], "lain"),
        (None, "Sri rajin"),
    ):
        said = [Said("text", text), Said("photo", file_id=f"AgAC-{text}")]
        await notes.write(
            db, seen, wayan.id, said, about=about, for_owner=about is None, quiet=None
        )
    asked = await feedback.of(db, seen.session.id, sri.id)
    assert asked is not None
    assert feedback.rate(asked, 3)
    await feedback.tell_difficulty(db, seen, asked, "menghitung", None)
    await db.flush()
    await erase(db, sri, None)
    kept = list(await db.scalars(select(SessionNote.text).order_by(SessionNote.id)))
    assert kept == ["lain", "", "– rajin"]  # nobody can tell whether she is on a photo of the class
    told = select(Outgoing).where(Outgoing.kind == ClassPhotosGone.kind)
    (news,) = await db.scalars(told)
    assert (news.person_id, news.params["photos"]) == (wayan.id, 1)
    assert "Sri" not in str(news.params)
    assert list(await db.scalars(select(Homework.business_id))) == [other.id]
    assert sri.id not in set(await db.scalars(select(Feedback.person_id)))
    assert ayu.id in set(await db.scalars(select(Feedback.person_id)))


async def test_photos_of_a_class_to_which_she_did_not_come_stay(db: AsyncSession) -> None:
    wayan = await officer(db)
    (sri, hers), (_ayu, other) = await owner(db, "Sri"), await owner(db, "Ayu")
    (seen,) = await meets(db, wayan, hers, other, kind=Kind.CLASS)
    clock.move_to(seen.session.ends_at + timedelta(minutes=1))
    first = seen.guests[0].participant.id
    assert await recording.record(db, seen, first, None, came=False)
    photo = [Said("photo", file_id="AgAC-class")]
    await notes.write(db, seen, wayan.id, photo, about=None, for_owner=False, quiet=None)
    await erase(db, sri, None)
    assert list(await db.scalars(select(SessionNote.file_id))) == ["AgAC-class"]


async def test_open_homework_of_an_officer_who_is_none_any_more_goes_on(db: AsyncSession) -> None:
    wayan, (_sri, hers) = await officer(db), await owner(db, "Sri")
    (seen,) = await meets(db, wayan, hers)
    clock.move_to(seen.session.ends_at)
    (given,) = await homework.give(db, wayan, seen.session.id, [hers.id], DUE)
    await due.owe(db, given, None)
    assert await due.hand_on(db, None) == 0
    await roles.take_away(db, wayan.id, Role.OFFICER)
    assert await due.hand_on(db, None) == 0  # nobody looks after her
    komang = await officer(db, "Komang")
    assert await due.hand_on(db, None) == 1
    assert await due.hand_on(db, None) == 0
    (left,) = await homework.numbered(db, [given.homework.id])
    assert left.officer.id == komang.id
    pending = select(Reminder.person_id).where(
        Reminder.about == About.HOMEWORK, Reminder.outcome == Outcome.PENDING
    )
    assert set(await db.scalars(pending)) == {hers.person_id, komang.id}


async def test_an_average_is_told_from_five_people_on(db: AsyncSession) -> None:
    wayan = await officer(db)
    theirs = [await owner(db, f"Ibu {at}") for at in range(5)]
    (seen,) = await meets(db, wayan, *(each for _owner, each in theirs), kind=Kind.CLASS)
    clock.move_to(seen.session.ends_at)
    await recording.record_rest(db, seen, None, came=True)
    for at, (person, _business) in enumerate(theirs, 1):
        asked = await feedback.of(db, seen.session.id, person.id)
        assert asked is not None
        assert feedback.rate(asked, 2)
        await db.flush()
        told = await feedback.opinions(db, seen)
        assert len(told.said) == at
        assert told.average == (2 if at == 5 else None)
