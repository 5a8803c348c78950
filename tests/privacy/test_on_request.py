"""An admin answers for who cannot ask the bot: whom they find, what they may do, and the record."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.models import Outgoing, State
from bot.people import businesses, consent
from bot.people.models import Honorific, Person, Purpose, Role
from bot.privacy import on_request
from bot.privacy.models import DataAccess, Does
from tests.people.folk import details, looked_after, somebody

PHONE = "+6281234567890"


async def done(db: AsyncSession) -> list[tuple[int, str, str | None]]:
    found = await db.execute(
        select(DataAccess.person_id, DataAccess.does, DataAccess.what).order_by(DataAccess.id)
    )
    return [(row.person_id, row.does, row.what) for row in found]


async def test_by_name_only_those_without_a_chat_are_found_and_it_is_recorded(
    db: AsyncSession,
) -> None:
    admin = await somebody(db, Role.ADMIN, name="Sri Admin")
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await somebody(db, name="Sri Rahayu")
    sri = await looked_after(db, wayan)
    (match,) = await on_request.matches(db, admin, name="sri") or ()
    assert (match.person.id, match.officer) == (sri.id, wayan)
    assert await done(db) == [(sri.id, Does.FOUND, "name")]


async def test_by_phone_everybody_who_has_it_is_found_but_oneself(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    wayan, ani = await somebody(db, Role.OFFICER, name="Wayan"), await somebody(db, name="Ani")
    admin.phone = ani.phone = PHONE
    sri = await looked_after(db, wayan)
    await db.flush()
    found = await on_request.matches(db, admin, phone=PHONE)
    assert found is not None
    assert [each.person.id for each in found] == [ani.id, sri.id]
    assert await on_request.found(db, admin, admin.id) is None


async def test_signs_of_a_search_are_letters_like_others(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN, name="R"), await somebody(db, name="Wayan")
    await looked_after(db, wayan)
    for said in ("%", "_ri", "\\"):
        assert await on_request.matches(db, admin, name=said) == []


async def test_too_many_are_not_shown_and_not_recorded(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN, name="R"), await somebody(db, name="Wayan")
    for number in range(on_request.MOST + 1):
        await looked_after(db, wayan, details(f"Sri {number}", None))
    assert await on_request.matches(db, admin, name="Sri") is None
    assert await done(db) == []


async def test_only_whom_the_same_admin_found_lately_is_opened(db: AsyncSession) -> None:
    admin, other = [await somebody(db, Role.ADMIN, name=name) for name in ("Rina", "Dewi")]
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    assert await on_request.found(db, admin, sri.id) is None
    await on_request.matches(db, admin, name="Sri")
    assert await on_request.found(db, admin, sri.id) is sri
    assert await on_request.found(db, other, sri.id) is None
    clock.move_to(clock.now() + on_request.HOLDS)
    assert await on_request.found(db, admin, sri.id) is None


async def test_who_has_a_chat_by_now_has_to_be_found_by_phone(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await on_request.matches(db, admin, name="Sri")
    sri.telegram_id = 71
    await db.flush()
    assert await on_request.found(db, admin, sri.id) is None
    await on_request.matches(db, admin, phone=PHONE)
    assert await on_request.found(db, admin, sri.id) is sri


async def test_a_business_called_after_its_owner_and_where_they_are_follows_a_correction(
    db: AsyncSession,
) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await on_request.correct(
        db, admin, sri, name="Sri Lestiana", honorific=Honorific.IBU, regency="51.03", quiet=None
    )
    (card,) = await businesses.businesses_of(db, sri.id)
    assert (sri.name, sri.regency, sri.zone) == ("Sri Lestiana", "51.03", "Asia/Makassar")
    assert (card.name, card.regency) == ("Sri Lestiana", "51.03")


async def test_one_purpose_is_stopped_and_the_rest_goes_on(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await on_request.stop(db, admin, sri, Purpose.NEWS, None)
    given = {each.purpose for each in await consent.given(db, sri.id)}
    assert given == {Purpose.SERVICE, Purpose.COACHING}
    assert await done(db) == [(sri.id, Does.STOPPED, Purpose.NEWS)]


async def test_the_record_outlives_the_data_and_names_nobody(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await on_request.matches(db, admin, name="Sri")
    copied = await on_request.copy(db, admin, sri)
    assert copied["profile"][0]["name"] == "Sri Lestari"
    await on_request.forget(db, admin, sri, None)
    assert [each[1:] for each in await done(db)] == [
        (Does.FOUND, "name"),
        (Does.COPIED, None),
        (Does.ERASED, None),
    ]
    newest, by = (await on_request.recorded(db, 1))[0]
    assert (newest.person_id, newest.does, by) == (sri.id, Does.ERASED, admin)
    row = await db.get_one(Person, sri.id)
    assert (row.name, row.phone) == (None, None)
    waiting = select(Outgoing).where(Outgoing.person_id == sri.id, Outgoing.state == State.PENDING)
    assert not (await db.scalars(waiting)).all()


async def test_somebodys_own_copy_says_what_was_done_for_them(db: AsyncSession) -> None:
    admin = await somebody(db, Role.ADMIN, name="Rina")
    sri = await looked_after(db, await somebody(db, Role.OFFICER, name="Wayan"))
    await on_request.stop(db, admin, sri, Purpose.NEWS, None)
    copied = await on_request.copy(db, admin, sri)
    assert [(each["does"], each["what"]) for each in copied["accesses"]] == [("stopped", "news")]
    assert "by" not in copied["accesses"][0]
