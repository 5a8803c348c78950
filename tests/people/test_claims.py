"""An account goes to its owner on a verified phone and the officer's word, once and whole."""

import asyncio
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.people import businesses, claims, consent, delegates, posters
from bot.people.claims import Verdict
from bot.people.joining import Claim, Delegation
from bot.people.models import Consent, Honorific, Person, Purpose, Role
from bot.storage import Storage
from tests.people.folk import details, held, looked_after, somebody

PHONE = "+6281234567890"


async def test_everything_goes_over_and_the_old_account_is_emptied(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    poster = await posters.create(db, wayan)
    await posters.arrived(db, sri, poster)
    await consent.withdraw(db, sri.id, Purpose.NEWS)
    new = await somebody(db)
    claim = await claims.claim(db, new, PHONE)
    assert claim
    assert await claims.judges(db, claim) == [wayan]
    decided = await claims.decide(db, claim.id, Verdict.CONFIRMED, wayan)
    assert decided
    assert (decided.owner, decided.claimant) == ("Sri Lestari", new)
    assert (new.name, new.honorific, new.regency) == ("Sri Lestari", Honorific.IBU, "35.07")
    assert (new.phone, new.phone_verified_at) == (PHONE, claim.made_at)
    assert new.registered_at
    assert len(await businesses.businesses_of(db, new.id)) == 1
    rows = (await db.scalars(select(Consent).where(Consent.person_id == new.id))).all()
    assert {(each.purpose, each.withdrawn_at is None) for each in rows} == {
        (Purpose.SERVICE, True),
        (Purpose.NEWS, False),
        (Purpose.COACHING, True),
    }
    assert {each.recorded_by for each in rows} == {wayan.id}
    assert (await held(db, new), await held(db, sri)) == ({Role.OWNER}, set())
    assert await posters.source(db, new.id) is poster
    assert (sri.name, sri.phone, sri.regency) == (None, None, None)
    assert sri.erased_at
    assert await delegates.owners_of(db, wayan.id) == []


async def test_who_has_a_business_and_a_will_of_their_own_keeps_both(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    new = await somebody(db, name="Sri Wahyuni")
    await businesses.add(db, new, "Warung Sri", "35.79", details().makes)
    await consent.withdraw(db, new.id, Purpose.NEWS)
    claim = await claims.claim(db, new, PHONE)
    assert claim
    await claims.decide(db, claim.id, Verdict.CONFIRMED, wayan)
    names = {card.name for card in await businesses.businesses_of(db, new.id)}
    assert names == {"Warung Sri", "Sri Lestari"}
    assert new.name == "Sri Wahyuni"
    given = [each.purpose for each in await consent.given(db, new.id)]
    assert sorted(given) == [Purpose.COACHING, Purpose.SERVICE]


async def test_who_has_taken_their_consent_back_is_asked_anew(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    new = await somebody(db)
    consent.give(db, new, Purpose.SERVICE)
    await db.flush()
    await consent.withdraw(db, new.id, Purpose.SERVICE)
    claim = await claims.claim(db, new, PHONE)
    assert claim
    await claims.decide(db, claim.id, Verdict.CONFIRMED, wayan)
    assert new.registered_at is None
    assert Purpose.SERVICE not in {each.purpose for each in await consent.given(db, new.id)}


async def test_an_account_whose_officer_is_gone_is_for_the_admins_to_hand_over(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    dewi = await somebody(db, Role.ADMIN, name="Dewi")
    await looked_after(db, wayan)
    await delegates.leave(db, wayan.id)
    new = await somebody(db)
    claim = await claims.claim(db, new, PHONE)
    assert claim
    assert await claims.judges(db, claim) == [dewi]
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, wayan) is None
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, dewi)
    assert new.name == "Sri Lestari"


async def test_a_number_that_nobody_looks_after_is_asked_of_nobody(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    siti = await somebody(db, name="Siti")
    siti.phone = "+6281200000009"
    await db.flush()
    new = await somebody(db)
    assert await claims.claim(db, new, "+6281200000009") is None
    assert await claims.claim(db, new, "+6281200000008") is None


async def test_the_same_claim_is_asked_once_and_after_a_no_not_before_a_week(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    new = await somebody(db)
    claim = await claims.claim(db, new, PHONE)
    assert claim
    assert await claims.claim(db, new, PHONE) is None
    refused = await claims.decide(db, claim.id, Verdict.REFUSED, wayan)
    assert refused
    assert refused.claim.verdict == Verdict.REFUSED
    assert sri.name == "Sri Lestari"
    assert await claims.claim(db, new, PHONE) is None
    clock.move_to(clock.now() + claims.REFUSED_FOR + timedelta(minutes=1))
    assert await claims.claim(db, new, PHONE)


async def test_of_two_who_claim_one_account_one_gets_it(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    one, two = await somebody(db), await somebody(db, name="Orang lain")
    first, second = await claims.claim(db, one, PHONE), await claims.claim(db, two, PHONE)
    assert first
    assert second
    decided = await claims.decide(db, second.id, Verdict.CONFIRMED, wayan)
    assert decided
    assert decided.others == [one]
    assert await claims.decide(db, second.id, Verdict.CONFIRMED, wayan) is None
    assert await claims.decide(db, first.id, Verdict.CONFIRMED, wayan) is None
    assert await businesses.businesses_of(db, one.id) == []


async def test_only_the_officer_who_cares_or_an_admin_decides_and_nobody_on_themselves(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    rina = await somebody(db, Role.OFFICER, name="Rina")
    dewi = await somebody(db, Role.ADMIN, name="Dewi")
    await looked_after(db, wayan)
    new = await somebody(db)
    claim = await claims.claim(db, new, PHONE)
    own = await claims.claim(db, wayan, PHONE)
    assert claim
    assert own
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, rina) is None
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, new) is None
    assert await claims.decide(db, own.id, Verdict.CONFIRMED, wayan) is None
    assert await claims.judges(db, own) == [dewi]
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, dewi)


async def test_an_officer_who_is_none_any_more_is_not_asked(db: AsyncSession) -> None:
    wayan = await somebody(db, name="Wayan")
    dewi = await somebody(db, Role.ADMIN, name="Dewi")
    await looked_after(db, wayan)
    claim = await claims.claim(db, await somebody(db), PHONE)
    assert claim
    assert await claims.judges(db, claim) == [dewi]
    assert await claims.decide(db, claim.id, Verdict.CONFIRMED, wayan) is None


async def test_two_decisions_at_once_hand_over_once(storage: Storage) -> None:
    async with storage.transaction() as db:
        wayan = await somebody(db, Role.OFFICER, name="Wayan")
        dewi = await somebody(db, Role.ADMIN, name="Dewi")
        await looked_after(db, wayan)
        people = [await somebody(db), await somebody(db)]
        made = [await claims.claim(db, each, PHONE) for each in people]

    async def decides(claim: Claim | None, by: Person) -> bool:
        async with storage.transaction() as db:
            number = claim.id if claim else 0
            decided = await claims.decide(db, number, Verdict.CONFIRMED, by)
            return decided is not None and decided.claim.verdict == Verdict.CONFIRMED

    results = await asyncio.gather(
        decides(made[0], wayan), decides(made[0], dewi), decides(made[1], dewi)
    )
    assert sum(results) == 1
    async with storage.reading() as db:
        owning = [len(await businesses.businesses_of(db, each.id)) for each in people]
        ended = await db.scalars(select(Delegation).where(Delegation.ended_at.is_not(None)))
        assert sorted(owning) == [0, 1]
        assert len(ended.all()) == 1
