"""A copy of everything that is kept about a person (UU 27/2022, art. 6 and 7)."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import BulletinText, Outgoing
from bot.partnerships.models import Offtaker, OfftakerMember
from bot.people.models import Person
from bot.privacy.inventory import KEPT, Kept

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
        found = await db.execute(_rows(kept, person))
        rows = [_filled(row, zone, person.phone) for row in found.mappings()]
        if rows := [row for row in rows if row]:
            copied[kept.section] = rows
    return copied


def columns(kept: Kept) -> list[str]:
    """The columns that a copy shows. A reference to a person is another person's."""
    table: Table = kept.model.__table__  # type: ignore[assignment]  # it is one, says the mapper
    return [
        column.key
        for column in table.columns
        if column.key not in kept.hidden
        and not any(key.column.table.name == "person" for key in column.foreign_keys)
    ]


def _rows(kept: Kept, person: Person) -> Select[Any]:
    shown = [getattr(kept.model, name) for name in columns(kept)]
    query = select(*shown).where(kept.whose(person)).order_by(*kept.model.__table__.primary_key)
    if kept.model is OfftakerMember:
        company = Offtaker.name.label("company")
        return query.add_columns(company).join(Offtaker, Offtaker.id == OfftakerMember.offtaker_id)
    if kept.model is Outgoing:
        # A bulletin's text stands once for all who got it.
        return query.add_columns(BulletinText.screen).outerjoin(
            BulletinText,
            (BulletinText.bulletin_id == Outgoing.bulletin_id)
            & (BulletinText.version == Outgoing.version)
            & (BulletinText.language == person.language),
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


def _shown(value: Any, zone: ZoneInfo, own: str | None) -> Any:
    match value:
        case datetime():
            return value.astimezone(zone).isoformat(timespec="seconds")
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
