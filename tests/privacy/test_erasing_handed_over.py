"""Who handed over, took over or arranged it is forgotten by all who were told their name."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.handover import handing
from bot.coaching.handover.carrying import Part
from bot.people.models import Role
from bot.privacy.erasure import erase
from tests.coaching.meeting import meets, officer, owner
from tests.people.folk import somebody
from tests.privacy.test_erasing_on_leave import told


@pytest.mark.parametrize("gone", ["Wayanto Sukerti", "Dewiana Larasati", "Rinawati Hartono"])
async def test_no_message_about_a_handover_names_who_was_erased(
    db: AsyncSession, gone: str
) -> None:
    wayan = await officer(db, "Wayanto Sukerti", "35.07")
    dewi = await officer(db, "Dewiana Larasati", "51")
    putu = await officer(db, "Putu Ariani", "52")
    rina = await somebody(db, Role.ADMIN, name="Rinawati Hartono")
    _siti, business = await owner(db, "Siti")
    await meets(db, wayan, business)
    for former, heir in ((wayan, dewi), (dewi, putu)):
        row = await handing.ask(db, Part(former), heir, rina, None)
        assert row
        assert await handing.answer(db, heir, row.id, None, agreed=True)
    assert await told(db, gone)
    person = next(each for each in (wayan, dewi, rina) if each.name == gone)
    await erase(db, person, None)
    assert await told(db, gone) == []
