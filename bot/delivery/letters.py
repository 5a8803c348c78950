"""Claimed rows as letters: with whom they are for, and how what they tell stands at this moment."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.delivery.addressees import ADDRESSEE, addressee
from bot.delivery.models import Chat, Lane, Outgoing
from bot.delivery.outbox import Letter
from bot.delivery.standing import Standing, standing
from bot.people.models import Person


async def of(db: AsyncSession, ids: Sequence[int]) -> list[Letter]:
    """The letters of these rows, those first that go first."""
    found = await db.execute(_rows(), {"its_ids": ids})
    return [
        Letter(
            id=row.id,
            lane=Lane(row.lane),
            kind=row.kind,
            params=row.params,
            chat_id=row.chat_id,
            **addressee(person),
            edits=row.message_id,
            edits_row=row.edits_id,
            bulletin_id=bulletin_id,
            version=row.version,
            attempts=row.attempts,
            not_before=row.not_before,
            expires_at=row.expires_at,
            epoch=row.epoch,
            reachable=blocked_at is None,
            answered=is_answered,
        )
        for row, person, blocked_at, is_answered, bulletin_id in found
        if row.chat_id is not None
    ]


@cache
def _rows() -> Select[*tuple[Any, ...]]:
    """Made once: making it takes longer than running it."""
    edited = aliased(Outgoing)
    about = func.coalesce(Outgoing.bulletin_id, edited.bulletin_id)
    return (
        select(Outgoing, ADDRESSEE, Chat.blocked_at, answered(), about)
        .join(Person, Person.id == Outgoing.person_id)
        .outerjoin(edited, edited.id == Outgoing.edits_id)
        .outerjoin(Chat, Chat.id == Outgoing.chat_id)
        .where(Outgoing.id.in_(bindparam("its_ids", expanding=True)))
        .order_by(Outgoing.lane, Outgoing.not_before, Outgoing.id)
    )


async def current(db: AsyncSession, letters: Sequence[Letter]) -> list[Letter]:
    """A bulletin is worded in its newest version, and does not go once it has ended."""
    now = await standing(db, {each.bulletin_id for each in letters if each.bulletin_id})
    found = [_as_it_stands(each, now.get(each.bulletin_id or 0)) for each in letters]
    for old, new in zip(letters, found, strict=True):
        if old.version != new.version and new.lane is Lane.BULLETIN:
            mine = Outgoing.id == new.id
            await db.execute(update(Outgoing).where(mine).values(version=new.version))
    return found


def _as_it_stands(letter: Letter, bulletin: Standing | None) -> Letter:
    if bulletin is None:
        return letter
    if letter.lane is Lane.EDIT:
        return replace(letter, version=bulletin.version)
    return replace(
        letter,
        version=bulletin.version,
        expires_at=bulletin.valid_until,
        ending=bulletin.ending,
        resumed_at=bulletin.resumed_at,
    )


async def is_answered(db: AsyncSession, letter: Letter) -> bool:
    """Whether a newer message of its slot has come since it was claimed."""
    found = await db.scalars(select(answered()).where(Outgoing.id == letter.id))
    return bool(found.one_or_none())


def answered() -> ColumnElement[bool]:
    """A newer message of its slot stands in its place."""
    newer = aliased(Outgoing)
    return (
        select(newer.id)
        .where(newer.chat_id == Outgoing.chat_id, newer.slot == Outgoing.slot)
        .where(newer.id > Outgoing.id)
        .exists()
    )
