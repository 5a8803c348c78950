"""An officer who is removed on the command line leaves nobody with nobody unasked."""

import pytest

from bot.coaching import care
from bot.coaching.sessions import sessions
from bot.errors import Refused
from bot.people import roles
from bot.people.models import Person, Role
from bot.roster import Last, take
from bot.storage import Storage
from tests.coaching.meeting import meets, officer, owner

ALONE = Last(to=None, anyway=False, quiet=None)


async def two_officers(storage: Storage) -> tuple[Person, Person, Person]:
    """Wayan, who has a session with Siti; Dewi, on another island; Siti."""
    async with storage.transaction() as db:
        wayan, dewi = await officer(db, "Wayan", "35.07"), await officer(db, "Dewi", "51")
        siti, business = await owner(db, "Siti")
        await meets(db, wayan, business)
    return wayan, dewi, siti


async def holds(storage: Storage, person: Person) -> bool:
    async with storage.reading() as db:
        return Role.OFFICER in (await roles.roles_of(db, [person.id]))[person.id]


async def test_it_is_refused_while_nobody_else_looks_after_their_businesses(
    storage: Storage,
) -> None:
    wayan, dewi, siti = await two_officers(storage)
    with pytest.raises(Refused, match="Nobody else looks after 1 of their businesses"):
        await take(storage, Role.OFFICER, wayan.telegram_id or 0, ALONE)
    assert await holds(storage, wayan)
    with pytest.raises(Refused, match="is no other officer"):
        await take(
            storage, Role.OFFICER, wayan.telegram_id or 0, Last(siti.telegram_id, False, None)
        )
    assert await holds(storage, wayan)
    said = await take(storage, Role.OFFICER, dewi.telegram_id or 0, ALONE)
    assert said == f"Account {dewi.telegram_id} is no longer an officer."


async def test_with_somebody_who_takes_over_all_of_it_is_theirs_at_once(storage: Storage) -> None:
    wayan, dewi, siti = await two_officers(storage)
    await take(storage, Role.OFFICER, wayan.telegram_id or 0, Last(dewi.telegram_id, False, None))
    assert not await holds(storage, wayan)
    async with storage.reading() as db:
        assert [each.owner for each in await care.businesses_in_care(db, dewi.id)] == ["Siti"]
        [seen] = await sessions.upcoming(db, siti.id)
        assert seen.officer.id == dewi.id


async def test_who_insists_may_leave_them_alone(storage: Storage) -> None:
    wayan, _dewi, _siti = await two_officers(storage)
    await take(storage, Role.OFFICER, wayan.telegram_id or 0, Last(None, True, None))
    assert not await holds(storage, wayan)
