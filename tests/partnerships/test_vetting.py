"""An application goes from hand to hand until an admin has decided, and nothing of it is lost."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships import applications, vetting
from bot.partnerships.applications import Application
from bot.partnerships.models import Commitment, Offtaker, Promise, Vetting
from bot.people.models import Role
from bot.storage import Storage
from tests.people.folk import held, somebody

PANGAN = Application(
    "PT Pangan",
    payment_days=7,
    nib="1234567890123",
    contact_name="Budi",
    contact_phone="+6281234567890",
    commodities=["kopi-robusta"],
    regions=["35"],
)
ADMINS = 50


async def test_what_was_applied_with_is_kept_promise_by_promise(db: AsyncSession) -> None:
    budi = await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    assert (offtaker.name, offtaker.nib) == ("PT Pangan", "1234567890123")
    assert (offtaker.commodities, offtaker.regions) == (["kopi-robusta"], ["35"])
    promised = await applications.promises(db, offtaker.id)
    assert promised == dict.fromkeys(Promise) | {Promise.PAYMENT_TERM: 7}


@pytest.mark.parametrize("before", [*Vetting])
@pytest.mark.parametrize("verdict", vetting.VERDICTS)
async def test_only_what_waits_is_decided_on(
    db: AsyncSession, before: Vetting, verdict: Vetting
) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    offtaker.vetting = before
    await db.flush()
    decided = await vetting.decide(db, offtaker.id, verdict, by=admin.id, reason="why")
    assert decided == (before is Vetting.PENDING)
    assert offtaker.vetting == (verdict if decided else before)
    assert (Role.OFFTAKER in await held(db, budi)) == (decided and verdict is Vetting.APPROVED)


@pytest.mark.parametrize("verdict", [Vetting.ASKED, Vetting.REJECTED])
async def test_nobody_is_asked_or_rejected_without_a_reason(
    db: AsyncSession, verdict: Vetting
) -> None:
    budi = await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    with pytest.raises(ValueError, match="reason"):
        await vetting.decide(db, offtaker.id, verdict, by=budi.id)


async def test_who_is_asked_answers_and_waits_again(db: AsyncSession) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    await vetting.decide(db, offtaker.id, Vetting.ASKED, by=admin.id, reason="Gudang di mana?")
    assert await applications.answer(db, admin, offtaker.id, "not mine to say") is None
    assert await applications.answer(db, budi, offtaker.id, "Di Pare") is offtaker
    assert await applications.answer(db, budi, offtaker.id, "once more") is None
    told = [
        (who, event.became, event.reason)
        for event, who in await applications.history(db, offtaker.id)
    ]
    assert told == [
        ("Budi", "pending", None),
        ("Rina", "asked", "Gudang di mana?"),
        ("Budi", "pending", "Di Pare"),
    ]


async def test_a_rejected_application_is_corrected_in_place(db: AsyncSession) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    await vetting.decide(db, offtaker.id, Vetting.REJECTED, by=admin.id, reason="Nama salah")
    again = Application("PT Pangan Jaya", payment_days=3)
    corrected = await applications.apply(db, budi, again, offtaker_id=offtaker.id)
    assert corrected is offtaker
    assert (offtaker.name, offtaker.vetting) == ("PT Pangan Jaya", Vetting.PENDING)
    assert await vetting.waiting(db) == [offtaker]


async def test_an_approved_company_keeps_the_name_it_was_approved_with(db: AsyncSession) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    await vetting.decide(db, offtaker.id, Vetting.APPROVED, by=admin.id)
    other = Application("PT Lain", payment_days=14, regions=["51"])
    await applications.apply(db, budi, other, offtaker_id=offtaker.id)
    assert (offtaker.name, offtaker.vetting, offtaker.regions) == (
        "PT Pangan",
        Vetting.APPROVED,
        ["51"],
    )


async def test_nobody_corrects_the_application_of_others(db: AsyncSession) -> None:
    budi, stranger = await somebody(db, name="Budi"), await somebody(db, name="Eko")
    offtaker = await applications.apply(db, budi, PANGAN)
    with pytest.raises(PermissionError):
        await applications.apply(db, stranger, PANGAN, offtaker_id=offtaker.id)


async def test_a_namesake_is_seen_however_it_is_written(db: AsyncSession) -> None:
    budi, eko = await somebody(db, name="Budi"), await somebody(db, name="Eko")
    first = await applications.apply(db, budi, PANGAN)
    second = await applications.apply(db, eko, Application("pt PANGAN", payment_days=7))
    assert await applications.namesake(db, second.name, besides=second.id) is first
    assert await applications.namesake(db, "PT Lain") is None


async def test_of_fifty_admins_one_decides(storage: Storage) -> None:
    async with storage.transaction() as db:
        budi = await somebody(db, name="Budi")
        number = (await applications.apply(db, budi, PANGAN)).id
        admins = [(await somebody(db, Role.ADMIN)).id for _ in range(ADMINS)]

    async def decides(admin: int, verdict: Vetting) -> bool:
        async with storage.transaction() as db:
            return await vetting.decide(db, number, verdict, by=admin, reason="why")

    done = await asyncio.gather(
        *(decides(admin, vetting.VERDICTS[at % 3]) for at, admin in enumerate(admins))
    )
    assert sum(done) == 1
    async with storage.reading() as db:
        offtaker = await db.get_one(Offtaker, number)
        assert offtaker.decided_by == admins[done.index(True)]
        assert len(await applications.history(db, number)) == 2


async def test_what_was_changed_since_an_admin_saw_it_is_not_decided_on(db: AsyncSession) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    seen = await applications.latest(db, offtaker.id)
    other = Application("PT Nama Besar", payment_days=7)
    await applications.apply(db, budi, other, offtaker_id=offtaker.id)
    now = await applications.latest(db, offtaker.id)
    decided = [
        await vetting.decide(db, offtaker.id, Vetting.APPROVED, by=admin.id, seen=event)
        for event in (seen, now)
    ]
    assert decided == [False, True]


async def test_a_correction_after_the_approval_changes_no_promise_and_no_history(
    db: AsyncSession,
) -> None:
    admin, budi = await somebody(db, Role.ADMIN, name="Rina"), await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    await vetting.decide(db, offtaker.id, Vetting.APPROVED, by=admin.id)
    before = await applications.history(db, offtaker.id)
    longer = Application("PT Pangan", payment_days=30)
    await applications.apply(db, budi, longer, offtaker_id=offtaker.id)
    assert (await applications.promises(db, offtaker.id))[Promise.PAYMENT_TERM] == 7
    assert await applications.history(db, offtaker.id) == before


async def test_a_promise_kept_through_a_correction_keeps_its_date(db: AsyncSession) -> None:
    budi = await somebody(db, name="Budi")
    offtaker = await applications.apply(db, budi, PANGAN)
    dates = select(Commitment.promised_at).where(Commitment.offtaker_id == offtaker.id)
    before = (await db.scalars(dates)).all()
    clock.move(timedelta(days=3))
    await applications.apply(db, budi, PANGAN, offtaker_id=offtaker.id)
    assert (await db.scalars(dates)).all() == before
