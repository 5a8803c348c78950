"""A programme's officer hears of its last day in time and when it has passed, each once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import lasting, programmes
from bot.coaching.programmes.lasting import ProgrammeEnds
from bot.coaching.programmes.programmes import New
from bot.delivery.models import Outgoing
from bot.market.models import NATIONWIDE
from bot.people import roles
from bot.people.models import Person, Role
from tests.coaching.meeting import officer

LAST = date(2027, 2, 23)


async def begun(db: AsyncSession) -> tuple[Person, Programme]:
    wayan = await officer(db)
    return wayan, await programmes.define(db, wayan, New("Kelas Super", NATIONWIDE, LAST))


async def told(db: AsyncSession) -> list[bool]:
    """Whether it was over each time its officer was told."""
    query = select(Outgoing).where(Outgoing.kind == ProgrammeEnds.kind).order_by(Outgoing.id)
    return [each.params["over"] for each in await db.scalars(query)]


@pytest.mark.parametrize(
    ("before", "heard"),
    [
        (timedelta(days=16), []),
        (timedelta(days=13), [False]),
        (timedelta(hours=14), [False]),
        (-timedelta(days=1), [True]),
        (-timedelta(days=59), [True]),
        (-timedelta(days=100), []),
    ],
    ids=["long before", "soon", "on the last day", "over", "long over", "left open on purpose"],
)
async def test_it_is_told_once_however_often_it_is_looked_at(
    db: AsyncSession, before: timedelta, heard: list[bool]
) -> None:
    await begun(db)
    clock.move_to(datetime(2027, 2, 23, 17, tzinfo=UTC) - before)
    assert await lasting.bring_up(db, None) == len(heard)
    assert await lasting.bring_up(db, None) == 0
    assert await told(db) == heard


async def test_first_soon_then_over_and_again_after_another_last_day(db: AsyncSession) -> None:
    _wayan, programme = await begun(db)
    clock.move_to(datetime(2027, 2, 12, 3, tzinfo=UTC))
    await lasting.bring_up(db, None)
    clock.move_to(datetime(2027, 2, 24, 3, tzinfo=UTC))
    await lasting.bring_up(db, None)
    assert lasting.go_on(programme, date(2027, 3, 5))
    await db.flush()
    await lasting.bring_up(db, None)
    assert await told(db) == [False, True, False]


async def test_its_end_and_who_is_no_officer_are_left_alone(db: AsyncSession) -> None:
    wayan, programme = await begun(db)
    clock.move_to(datetime(2027, 2, 25, 3, tzinfo=UTC))
    await roles.take_away(db, wayan.id, Role.OFFICER)
    assert await lasting.bring_up(db, None) == 0
    await roles.grant(db, wayan.id, Role.OFFICER)
    programme.ended_at = clock.now()
    await db.flush()
    assert await lasting.bring_up(db, None) == 0


async def test_three_years_are_the_most(db: AsyncSession) -> None:
    _wayan, programme = await begun(db)
    last = lasting.last_possible(programme)
    assert not lasting.go_on(programme, last + timedelta(days=1))
    assert programme.ends_on == LAST
    assert lasting.go_on(programme, last)
