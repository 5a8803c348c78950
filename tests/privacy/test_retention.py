"""What nobody said yes to, and what has long been heard, is forgotten by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships import suppliers
from bot.partnerships.models import SupplierDraft
from bot.partnerships.supplier_list import Line
from bot.people import delegation_drafts, voices
from bot.people.joining import DelegationDraft
from bot.people.models import Person, VoiceNote
from bot.privacy import retention
from scheduler import JOBS
from tests.people.folk import company, somebody


async def forgotten(db: AsyncSession, *, after: timedelta) -> int:
    clock.move_to(clock.now() + after)
    number = await retention.forget(db, None)
    db.expunge_all()
    return number


async def test_a_list_that_was_read_waits_a_week_for_its_yes(
    db: AsyncSession, monday: None
) -> None:
    budi, wayan = await somebody(db, name="Budi"), await somebody(db, name="Wayan")
    offtaker = await company(db, budi)
    await suppliers.keep_draft(db, offtaker.id, budi.id, [Line("Sri")])
    await delegation_drafts.keep(db, wayan.id, [])
    assert await forgotten(db, after=timedelta(days=6, hours=23)) == 0
    await delegation_drafts.keep(db, budi.id, [])
    assert await forgotten(db, after=timedelta(hours=2)) == 2
    dropped = (await db.execute(select(SupplierDraft.lines, SupplierDraft.kept))).all()
    assert dropped == [([], False)]
    waiting = select(DelegationDraft.officer_id).where(DelegationDraft.kept.is_(None))
    assert (await db.scalars(waiting)).all() == [budi.id]
    assert await forgotten(db, after=timedelta()) == 0


@pytest.fixture
async def notes(db: AsyncSession, monday: None) -> tuple[VoiceNote, VoiceNote, Person]:
    """One that was passed on, and one that nobody answered for."""
    siti, wayan = await somebody(db, name="Siti"), await somebody(db, name="Wayan")
    heard, unheard = [await voices.keep(db, siti.id, file, 3) for file in ("AwAD1", "AwAD2")]
    assert await voices.pass_on(db, siti.id, heard.id, wayan.id)
    return heard, unheard, wayan


async def test_a_voice_note_that_nobody_answered_for_is_forgotten_after_a_season(
    db: AsyncSession, notes: tuple[VoiceNote, VoiceNote, Person]
) -> None:
    """Of one that was passed on, to whom is kept: there its sender is to be forgotten some day."""
    heard, _unheard, wayan = notes
    number = heard.id
    assert await forgotten(db, after=timedelta(days=89)) == 0
    assert await forgotten(db, after=timedelta(days=2)) == 2
    (left,) = await db.scalars(select(VoiceNote))
    assert (left.id, left.file_id, left.passed_to) == (number, "", wayan.id)
    assert await forgotten(db, after=timedelta()) == 0


async def test_many_are_forgotten_by_and_by(
    db: AsyncSession,
    notes: tuple[VoiceNote, VoiceNote, Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    done = [await forgotten(db, after=timedelta(days=91 * first)) for first in (1, 0, 0)]
    assert done == [1, 1, 0]


def test_it_happens_by_itself() -> None:
    assert retention.forget in [job.run for job in JOBS]
