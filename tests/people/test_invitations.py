"""A link that grants is used once, in time, and never grants more than its maker has (P3)."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import MemberRole, OfftakerMember, Vetting
from bot.people import granting, invitations, roles
from bot.people.invitations import Accepted, Refusal
from bot.people.joining import Invitation
from bot.people.models import Person, Role, RoleGrant
from bot.storage import Storage, open_storage
from tests.people.folk import company, held, sits, somebody


async def test_a_link_grants_its_role_and_says_by_whom(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db, name="Wayan")
    token = await invitations.create(db, admin, role=Role.OFFICER)
    assert await invitations.accept(db, wayan, token) == Accepted(admin.id, role=Role.OFFICER)
    grant = (await db.scalars(select(RoleGrant).where(RoleGrant.person_id == wayan.id))).one()
    assert (grant.role, grant.granted_by) == (Role.OFFICER, admin.id)


async def test_a_token_has_128_bits_fits_a_deep_link_and_is_kept_only_as_a_hash(
    db: AsyncSession,
) -> None:
    admin = await somebody(db, Role.ADMIN)
    token = await invitations.create(db, admin, role=Role.ADMIN)
    link = invitations.PREFIX + token
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", link)
    assert len(token) >= 22
    row = (await db.execute(select(*Invitation.__table__.c))).one()
    assert token not in str(row)
    assert len(row.token_hash) == 64


#: One of a hundred gets it, in transactions that are really side by side.
CROWD = 100


async def test_of_a_hundred_at_once_one_gets_in(storage: Storage, database_url: str) -> None:
    replica = open_storage(database_url)
    async with storage.transaction() as db:
        admin = await somebody(db, Role.ADMIN)
        token = await invitations.create(db, admin, role=Role.OFFICER)
        crowd = [await somebody(db, name="Wayan") for _ in range(CROWD)]
    ready = asyncio.Event()

    async def tries(mine: Storage, person: Person) -> Accepted | Refusal:
        await ready.wait()
        async with mine.transaction() as db:
            return await invitations.accept(db, person, token)

    tasks = [
        asyncio.create_task(tries(replica if number % 2 else storage, person))
        for number, person in enumerate(crowd)
    ]
    ready.set()
    answers = await asyncio.gather(*tasks)
    await replica.close()
    accepted = [answer for answer in answers if isinstance(answer, Accepted)]
    assert len(accepted) == 1
    assert answers.count(Refusal.USED) == CROWD - 1
    async with storage.reading() as db:
        officers = select(func.count()).where(RoleGrant.role == Role.OFFICER)
        assert (await db.scalars(officers)).one() == 1


async def test_the_same_person_pressing_a_hundred_times_gets_it_once(storage: Storage) -> None:
    async with storage.transaction() as db:
        admin, wayan = await somebody(db, Role.ADMIN), await somebody(db, name="Wayan")
        token = await invitations.create(db, admin, role=Role.OFFICER)

    async def tries() -> Accepted | Refusal:
        async with storage.transaction() as db:
            return await invitations.accept(db, wayan, token)

    answers = await asyncio.gather(*(tries() for _ in range(CROWD)))
    assert answers.count(Refusal.HELD) == CROWD - 1


MAKERS = [Role.OWNER, Role.OFFTAKER, Role.OFFICER, Role.EXPERT]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("role", [*Role])
async def test_only_an_admin_makes_links_for_roles(
    db: AsyncSession, maker: Role, role: Role
) -> None:
    person = await somebody(db, maker)
    with pytest.raises(PermissionError):
        await invitations.create(db, person, role=role)


@pytest.mark.parametrize("role", [Role.OWNER, Role.OFFTAKER])
async def test_nobody_is_made_an_owner_or_a_buyer_by_a_link(db: AsyncSession, role: Role) -> None:
    with pytest.raises(PermissionError):
        await invitations.create(db, await somebody(db, Role.ADMIN), role=role)


async def test_a_link_is_worth_nothing_once_its_maker_is_no_admin(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db, name="Wayan")
    token = await invitations.create(db, admin, role=Role.ADMIN)
    await roles.take_away(db, admin.id, Role.ADMIN)
    assert await invitations.accept(db, wayan, token) is Refusal.WITHDRAWN
    assert await held(db, wayan) == set()


async def test_why_a_link_grants_nothing(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db, name="Wayan")
    token = await invitations.create(db, admin, role=Role.OFFICER)
    assert await invitations.accept(db, admin, token) is Refusal.OWN
    officer = await somebody(db, Role.OFFICER)
    assert await invitations.accept(db, officer, token) is Refusal.HELD
    clock.move_to(clock.now() + invitations.LASTS)
    assert await invitations.accept(db, wayan, token) is Refusal.EXPIRED
    again = await invitations.create(db, admin, role=Role.OFFICER, lasts=timedelta(minutes=5))
    number = (await invitations.of(db, admin))[0].id
    assert await invitations.revoke(db, admin, number)
    assert not await invitations.revoke(db, admin, number)
    assert await invitations.accept(db, wayan, again) is Refusal.REVOKED
    assert await held(db, wayan) == set()


async def test_who_has_the_role_does_not_use_the_link_up(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db, name="Wayan")
    token = await invitations.create(db, admin, role=Role.OFFICER)
    await invitations.accept(db, await somebody(db, Role.OFFICER), token)
    assert isinstance(await invitations.accept(db, wayan, token), Accepted)


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 22, "A" * 4000, "' OR 1=1 --", "🌶" * 22, "\u202e"]
)
async def test_what_is_no_token_is_unknown(db: AsyncSession, token: str) -> None:
    assert await invitations.accept(db, await somebody(db), token) is Refusal.UNKNOWN


async def test_a_lead_seats_others_in_their_company_and_nobody_else_does(db: AsyncSession) -> None:
    lead, buyer, other = [await somebody(db) for _ in range(3)]
    ours = await company(db, lead)
    theirs = await company(db, other, name="CV Kopi")
    await sits(db, ours, buyer, MemberRole.BUYER)
    for person, offtaker in ((buyer, ours), (lead, theirs), (await somebody(db, Role.ADMIN), ours)):
        with pytest.raises(PermissionError):
            await invitations.create(db, person, offtaker_id=offtaker.id)
    with pytest.raises(PermissionError):
        await invitations.create(db, lead, role=Role.OFFICER, offtaker_id=ours.id)
    token = await invitations.create(db, lead, offtaker_id=ours.id, member_role=MemberRole.VIEWER)
    newcomer = await somebody(db, name="Tono")
    done = await invitations.accept(db, newcomer, token)
    assert done == Accepted(lead.id, offtaker_id=ours.id, member_role=MemberRole.VIEWER)
    seats = select(OfftakerMember).where(OfftakerMember.person_id == newcomer.id)
    assert (await db.scalars(seats)).one().role == MemberRole.VIEWER


@pytest.mark.parametrize(
    ("vetting", "roles_held"), [(Vetting.APPROVED, {Role.OFFTAKER}), (Vetting.PENDING, set())]
)
async def test_members_of_an_approved_company_are_buyers_at_once(
    db: AsyncSession, vetting: Vetting, roles_held: set[Role]
) -> None:
    lead, newcomer = await somebody(db), await somebody(db, name="Tono")
    ours = await company(db, lead, vetting)
    await invitations.accept(db, newcomer, await invitations.create(db, lead, offtaker_id=ours.id))
    assert await held(db, newcomer) == roles_held


async def test_a_seat_is_raised_by_a_link_and_never_lowered(db: AsyncSession) -> None:
    lead, member = await somebody(db), await somebody(db, name="Tono")
    ours = await company(db, lead)
    await sits(db, ours, member, MemberRole.BUYER)
    for seat, refused in (
        (MemberRole.VIEWER, True),
        (MemberRole.BUYER, True),
        (MemberRole.LEAD, False),
        (MemberRole.BUYER, True),
    ):
        token = await invitations.create(db, lead, offtaker_id=ours.id, member_role=seat)
        answer = await invitations.accept(db, member, token)
        assert (answer is Refusal.HELD) is refused, seat
    assert await granting.may_grant(db, member.id, offtaker_id=ours.id)


async def test_links_are_the_business_of_who_could_have_made_them(db: AsyncSession) -> None:
    first, second = await somebody(db, Role.ADMIN), await somebody(db, Role.ADMIN)
    lead, officer = await somebody(db), await somebody(db, Role.OFFICER)
    ours = await company(db, lead)
    await invitations.create(db, first, role=Role.EXPERT)
    await invitations.create(db, lead, offtaker_id=ours.id)
    assert [each.role for each in await invitations.of(db, second)] == [Role.EXPERT]
    assert [each.offtaker_id for each in await invitations.of(db, lead)] == [ours.id]
    number = (await invitations.of(db, second))[0].id
    assert not await invitations.revoke(db, lead, number)
    assert not await invitations.revoke(db, officer, number)
    assert await invitations.revoke(db, second, number)
    assert await invitations.of(db, first) == []


async def test_who_is_new_becomes_nothing_before_they_agree(db: AsyncSession) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db)
    token = await invitations.create(db, admin, role=Role.OFFICER)
    invited = Accepted(admin.id, role=Role.OFFICER, waits=True)
    assert await invitations.accept(db, wayan, token) == invited
    assert await invitations.accept(db, wayan, token) == invited  # they open the link once more
    assert await invitations.accept(db, await somebody(db), token) is Refusal.USED
    assert await held(db, wayan) == set()
    assert await invitations.take_up(db, wayan) == [Accepted(admin.id, role=Role.OFFICER)]
    assert await held(db, wayan) == {Role.OFFICER}


async def test_an_invitation_that_waits_can_be_taken_back_and_one_that_counts_cannot(
    db: AsyncSession,
) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db)
    token = await invitations.create(db, admin, role=Role.OFFICER)
    await invitations.accept(db, wayan, token)
    (waits,) = await invitations.of(db, admin)
    assert await invitations.revoke(db, admin, waits.id)
    await db.refresh(waits)  # each update has a session of its own
    assert await invitations.accept(db, wayan, token) is Refusal.REVOKED
    assert await invitations.take_up(db, wayan) == []
    await invitations.accept(db, wayan, await invitations.create(db, admin, role=Role.OFFICER))
    (waits,) = await invitations.of(db, admin)
    await invitations.take_up(db, wayan)
    assert await invitations.of(db, admin) == []
    assert not await invitations.revoke(db, admin, waits.id)
    assert await held(db, wayan) == {Role.OFFICER}


async def test_a_role_that_was_taken_away_does_not_come_back_by_registering_again(
    db: AsyncSession,
) -> None:
    admin, wayan = await somebody(db, Role.ADMIN), await somebody(db)
    token = await invitations.create(db, admin, role=Role.OFFICER)
    await invitations.accept(db, wayan, token)
    await invitations.take_up(db, wayan)
    await roles.take_away(db, wayan.id, Role.OFFICER)
    assert await invitations.take_up(db, wayan) == []
    assert await held(db, wayan) == set()


async def test_an_invitation_that_waits_ends_with_its_makers_right_or_after_its_time(
    db: AsyncSession,
) -> None:
    admin, other = await somebody(db, Role.ADMIN), await somebody(db, Role.ADMIN)
    wayan, made = await somebody(db), await somebody(db)
    await invitations.accept(db, wayan, await invitations.create(db, admin, role=Role.OFFICER))
    await invitations.accept(db, made, await invitations.create(db, other, role=Role.OFFICER))
    await roles.take_away(db, admin.id, Role.ADMIN)
    assert await invitations.take_up(db, wayan) == []
    clock.move_to(clock.now() + invitations.LASTS)
    assert await invitations.take_up(db, made) == []


async def test_a_seat_waits_for_the_consent_of_who_is_new(db: AsyncSession) -> None:
    lead, newcomer = await somebody(db), await somebody(db)
    ours = await company(db, lead)
    await invitations.accept(db, newcomer, await invitations.create(db, lead, offtaker_id=ours.id))
    assert await held(db, newcomer) == set()
    await invitations.take_up(db, newcomer)
    assert await held(db, newcomer) == {Role.OFFTAKER}
