"""A copy of everything that is kept about a person (UU 27/2022, art. 6 and 7)."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import BulletinText, Outgoing
from bot.partnerships.models import Offtaker, OfftakerMember, Supplier
from bot.people.models import Person
from bot.privacy.inventory import KEPT, Kept
from bot.privacy.models import DataAccess

#: Section -> its rows, each field -> value as JSON.
Copied = Mapping[str, Sequence[Mapping[str, Any]]]
#: An Indonesian mobile number, however it was written. In what a person was told, or typed for
#: somebody else, it may be another's: theirs is not ours to give away.
NUMBER = re.compile(r"(?<![\d.])(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)")
MASKED = "08…"


async def copy_of(db: AsyncSession, person: Person) -> Copied:
    """All rows about the person, by section; sections without any are left out."""
    zone = ZoneInfo(person.zone)
    copied: dict[str, list[dict[str, Any]]] = {}
    for kept in KEPT:
        query = _rows(kept, kept.whose(person), person.language)
        if rows := await _read(db, query, zone, person.phone):
            copied[kept.section] = rows
    return copied


async def copy_of_lines(
    db: AsyncSession, numbers: Sequence[int], phone: str | None, zone: ZoneInfo
) -> Copied:
    """Lines of buyers' lists that are about somebody without an account, and who looked at them."""
    whose = {Supplier: Supplier.id.in_(numbers), DataAccess: DataAccess.line_id.in_(numbers)}
    copied: dict[str, list[dict[str, Any]]] = {}
    for kept in KEPT:
        if (where := whose.get(kept.model)) is None:
            continue
        if rows := await _read(db, _rows(kept, where), zone, phone):
            copied[kept.section] = rows
    return copied


async def _read(
    db: AsyncSession, query: Select[Any], zone: ZoneInfo, own: str | None
) -> list[dict[str, Any]]:
    rows = [_filled(row, zone, own) for row in (await db.execute(query)).mappings()]
    return [row for row in rows if row]


def columns(kept: Kept) -> list[str]:
    """The columns that a copy shows. A reference to a person is another person's."""
    table: Table = kept.model.__table__  # type: ignore[assignment]  # it is one, says the mapper
    return [
        column.key
        for column in table.columns
        if column.key not in kept.hidden
        and not any(key.column.table.name == "person" for key in column.foreign_keys)
    ]


def _rows(kept: Kept, where: ColumnElement[bool], language: str | None = None) -> Select[Any]:
    shown = [getattr(kept.model, name) for name in columns(kept)]
    query = select(*shown).where(where).order_by(*kept.model.__table__.primary_key)
    if kept.model in {OfftakerMember, Supplier}:
        of = kept.model.__table__.c.offtaker_id
        return query.add_columns(Offtaker.name.label("company")).join(Offtaker, Offtaker.id == of)
    if kept.model is Outgoing:
        # A bulletin's text stands once for all who got it.
        return query.add_columns(BulletinText.screen).outerjoin(
            BulletinText,
            (BulletinText.bulletin_id == Outgoing.bulletin_id)
            & (BulletinText.version == Outgoing.version)
            & (BulletinText.language == language),
        )
    return query


def _filled(row: Mapping[str, Any], zone: ZoneInfo, own: str | None) -> dict[str, Any]:
    """The fields that hold something. A message is its text without markup."""
    values = dict(row)
    if screen := values.pop("screen", None):
        values["text"] = screen["text"]
    if text := values.get("text"):
        values["text"] = html.unescape(re.sub(r"<[^>]*>", "", text))
    return {
        name: _shown(value, zone, own)
        for name, value in values.items()
        if value is not None and value not in ("", {}, [])
    }


def _dated(value: date, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    return value.isoformat()


def _shown(value: Any, zone: ZoneInfo, own: str | None) -> Any:
    match value:
        case date():
            return _dated(value, zone)
        case Decimal():
            return format(value.normalize(), "f")
        case str():
            return NUMBER.sub(lambda found: _masked(found.group(), own), value)
        case Mapping():
            return {name: _shown(each, zone, own) for name, each in value.items()}
        case list() | tuple():
            return [_shown(each, zone, own) for each in value]
    return value


def _masked(number: str, own: str | None) -> str:
    """The number if it is the person's own."""
    return number if own and _tail(number) == _tail(own) else MASKED


def _tail(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return digits.removeprefix("62").removeprefix("0")
