"""A copy holds everything about the person, and nothing of anybody else."""

import json

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import State
from bot.people.joining import Claim
from bot.people.models import Person
from bot.privacy.copying import MASKED, columns, copy_of
from bot.privacy.inventory import KEPT
from tests.delivery import rows
from tests.privacy.conftest import somebody
from tests.privacy.filling import NAME, PHONE, TELEGRAM_ID, Filling


async def test_every_text_about_a_person_is_in_their_copy(
    db: AsyncSession, others: dict[str, int]
) -> None:
    filling = Filling(db, others)
    person = await filling.everything()
    copied = await copy_of(db, person)
    assert copied.keys() == {kept.section for kept in KEPT}
    shown = {f"{kept.model.__tablename__}.{name}" for kept in KEPT for name in columns(kept)}
    written = json.dumps(copied, ensure_ascii=False)
    missing = {
        place for text, place in filling.written.items() if place in shown and text not in written
    }
    assert missing <= {"claim.phone"}  # of a claim on the person's account by somebody else
    (profile,) = copied["profile"]
    assert (profile["name"], profile["telegram_id"]) == (NAME, TELEGRAM_ID)
    assert profile["created_at"].startswith("2026-11-23T11:0")  # in Makassar, not UTC
    assert profile["created_at"].endswith("+08:00")


async def test_a_copy_shows_nobody_elses_number(db: AsyncSession, wayan: Person) -> None:
    wayan.phone = PHONE
    said = "Telepon Ibu Siti: +62 812-9000-1111 atau 081290001111. Nomor Ibu: 0812-9876-5432."
    await rows.enqueued(db, wayan, state=State.SENT, text=f"<b>{said}</b> &amp; 620.000")
    (message,) = (await copy_of(db, wayan))["messages"]
    assert message["text"] == (
        f"Telepon Ibu Siti: {MASKED} atau {MASKED}. Nomor Ibu: 0812-9876-5432. & 620.000"
    )


async def test_a_claim_shows_its_number_to_the_claimant_alone(db: AsyncSession) -> None:
    sri, ani = await somebody(db, 71, "Sri"), await somebody(db, 72, "Ani")
    ani.phone = PHONE
    db.add(
        Claim(
            person_id=sri.id,
            claimant_id=ani.id,
            phone=PHONE,
            made_at=sri.created_at,
            verdict="pending",
        )
    )
    await db.flush()
    assert PHONE not in json.dumps(await copy_of(db, sri))
    assert (await copy_of(db, ani))["claims"][0]["phone"] == PHONE


async def test_a_bulletin_in_a_copy_is_the_text_that_was_sent(
    db: AsyncSession, wayan: Person
) -> None:
    number = await rows.bulletin(db, wayan)
    await rows.enqueued(db, wayan, state=State.SENT, bulletin_id=number)
    (message,) = (await copy_of(db, wayan))["messages"]
    assert message["text"] == "Kabar"
