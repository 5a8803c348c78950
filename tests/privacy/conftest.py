from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.houses import facilities
from bot.coaching.houses.facilities import NewHouse
from bot.coaching.houses.inside import Piece
from bot.coaching.models import Kind, Participant, Said, Series, Session, Where
from bot.coaching.questions import library
from bot.coaching.questions.asked import Field, Question, Standing
from bot.market import bulletins
from bot.market.models import NATIONWIDE, BulletinKind
from bot.partnerships import applications, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people import registration, roles
from bot.people.joining import Poster
from bot.people.models import Person, Role
from bot.storage import Storage, open_storage


@pytest.fixture
async def other(database_url: str, storage: Storage) -> AsyncIterator[Storage]:
    """The same database as another replica sees it."""
    other = open_storage(database_url)
    yield other
    await other.close()


async def somebody(db: AsyncSession, telegram_id: int, name: str, regency: str = "35.07") -> Person:
    """Somebody who is registered, with nothing to their name."""
    person = await db.get_one(Person, await roles.person_id_of(db, telegram_id))
    await registration.introduce(db, person, name, regency)
    return person


async def applied(db: AsyncSession, person: Person, company: str) -> Offtaker:
    """A company that asks to be vetted, with this person as its lead."""
    return await applications.apply(db, person, applications.Application(company, payment_days=3))


async def session_with(db: AsyncSession, officer: Person, business_id: int) -> Session:
    await care.have_a_programme(db, officer)
    made = Session(
        programme_id=(await care.programmes_of(db, officer.id))[0].id,
        officer_id=officer.id,
        kind=Kind.VISIT,
        minutes=60,
        where_kind=Where.WORDS,
        local_start="2026-11-26T09:00",
        zone="Asia/Jakarta",
        starts_at=clock.now() + timedelta(days=3),
        place="Rumah Ibu Siti",
        topic="Kemasan",
        version=1,
        created_at=clock.now(),
    )
    db.add(made)
    await db.flush()
    db.add(Participant(session_id=made.id, business_id=business_id, answer=Said.NOTHING))
    await db.flush()
    return made


@pytest.fixture
async def wayan(db: AsyncSession) -> Person:
    """An officer of the country, who is an admin, too."""
    officer = await somebody(db, 3001, "Wayan Sukerti")
    await roles.grant(db, officer.id, Role.OFFICER)
    await roles.grant(db, officer.id, Role.ADMIN)
    await care.open_programme(db, officer, "Naik Kelas", NATIONWIDE)
    return officer


@pytest.fixture
async def others(db: AsyncSession, wayan: Person) -> dict[str, int]:
    """Table -> a row of somebody else, for references that are not the person's."""
    business = await registration.register_owner(
        db, wayan, "Kopi Wayan", [registration.Make("kopi-robusta", "kopi")]
    )
    company = await applied(db, wayan, "PT Sambal Nusantara")
    await vetting.decide(db, company.id, Vetting.APPROVED, by=wayan.id)
    draft = bulletins.Draft(
        BulletinKind.PRICE,
        "kopi-robusta",
        "kg",
        [NATIONWIDE],
        clock.now().date(),
        price=Decimal(62_000),
    )
    bulletin = await bulletins.publish(
        db, draft, offtaker_id=company.id, author_id=wayan.id, zone=wayan.zone
    )
    poster = Poster(code="malang", made_by=wayan.id, created_at=clock.now())
    db.add(poster)
    session = await session_with(db, wayan, business.id)
    new = NewHouse("Rumah Kopi", "35.07", "Dampit", [Piece("Oven")], 1, "08:00", "16:00", 60)
    house = await facilities.open_house(db, wayan, new)
    series = Series(
        officer_id=wayan.id,
        rule="FREQ=WEEKLY",
        local_start="2026-11-26T09:00",
        zone="Asia/Jakarta",
        created_at=clock.now(),
    )
    db.add(series)
    await db.flush()
    question = Question(person_id=wayan.id, standing=Standing.OPEN, round=1, asked_at=clock.now())
    db.add(question)
    await db.flush()
    words = {"id": library.Text("Panen", "Pagi hari.")}
    article = await library.publish(db, wayan.id, library.Piece(Field.CULTIVATION, words))
    return {
        "question": question.id,
        "article": article.id,
        "person": wayan.id,
        "business": business.id,
        "offtaker": company.id,
        "bulletin": bulletin.id,
        "poster": poster.id,
        "programme": session.programme_id,
        "session": session.id,
        "equipment": house.equipment[0].id,
        "series": series.id,
    }
