"""Everything that can be stored about a person, whatever tables and columns there are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, Numeric, String, Table, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql import visitors

from bot import clock
from bot.coaching.reminders.models import Outcome
from bot.delivery.models import Lane, State
from bot.people.models import Person
from bot.privacy.inventory import KEPT, Kept
from bot.storage import UtcDateTime

TELEGRAM_ID, PHONE = 987_654_321, "+6281298765432"
NAME, BUSINESS = 'Siti "Ratna" O\'Neil & Café', "Sambal <Bu> Ratna"
#: A text as long as this is looked for everywhere, a shorter one where it was written.
TELLING = 8
#: What a column must hold for the rows to make sense.
FITTING: dict[str, Any] = {
    "person.name": NAME,
    "person.phone": PHONE,
    "person.telegram_id": TELEGRAM_ID,
    "person.erased_at": None,
    "business.name": BUSINESS,
    "paper.last_day": date(2031, 5, 12),
    "reminder.outcome": Outcome.PENDING,
    "facility.opens": "08:00",
    "facility.closes": "16:00",
    "facility.closed_at": None,
    "booking.state": "asked",
    "booking.freed_at": None,
    "outbox.lane": Lane.REPLY,
    "outbox.state": State.SENT,
    "outbox.params": {"name": NAME, "html": "Siti &#34;Ratna&#34; O&#39;Neil &amp; Café"},
    "outbox.chat_id": TELEGRAM_ID,
    "outbox.bulletin_id": None,
    "bulletin.ending": "withdrawn",
    "conversation.chat_id": TELEGRAM_ID,
    "chat.id": TELEGRAM_ID,
    "supplier.phone": PHONE,
    "supplier_draft.kept": None,
    "supplier_draft.lines": [[NAME, PHONE, None, None]],
    "delegation_draft.kept": None,
    "claim.verdict": "pending",
    "offer.state": "open",
    "invitation.used_at": None,
    "delegation.ended_at": None,
    "subscription.business_id": 1,
    "commodity_request.verdict": "pending",
}
ANY_TABLE = {"language": "id", "zone": "Asia/Makassar", "regency": "35.07", "region": "35"}


@dataclass
class Filled:
    """Whom it is all about, and each text that was written -> where."""

    person: Person
    bystander: int
    written: dict[str, str] = field(default_factory=dict)


def own(kept: Kept, person: Person) -> set[str]:
    """The columns by which a row is known as somebody's."""
    table = kept.model.__table__
    return {
        each.key
        for each in visitors.iterate(kept.whose(person))
        if isinstance(each, Column) and each.table is table
    }


class Filling:
    """Rows that refer to the person by each column that can, and to others by the rest."""

    def __init__(self, db: AsyncSession, bystander: dict[str, int]) -> None:
        self.db, self.others = db, bystander
        self.hers: dict[str, int] = {}
        self.written: dict[str, str] = {}
        self.numbers = count(1)

    async def everything(self) -> Person:
        await self.row(KEPT[0].model.__table__, "")  # type: ignore[arg-type]
        person = await self.db.get_one(Person, self.hers["person"])
        for kept in KEPT[1:]:
            for column in sorted(own(kept, person) - {"id"}) or [""]:
                await self.row(kept.model.__table__, column)  # type: ignore[arg-type]
        return person

    async def row(self, table: Table, own_column: str) -> None:
        values = {
            column.key: value
            for column in table.columns
            if (value := self.value(column, own_column)) is not _UNSET
        }
        keys = [*table.primary_key]
        done = await self.db.execute(insert(table).values(values).returning(*keys))
        self.hers.setdefault(table.name, done.one()[0])

    def value(self, column: Column[Any], own_column: str) -> Any:
        name = f"{column.table.name}.{column.key}"
        if name in FITTING:
            return FITTING[name]
        if column.foreign_keys:
            return self._reference(column, own_column)
        if column.key in ANY_TABLE:
            return ANY_TABLE[column.key]
        if column.primary_key and isinstance(column.type, Integer):
            return _UNSET
        return self._filler(column, name)

    def _reference(self, column: Column[Any], own_column: str) -> int:
        target = next(iter(column.foreign_keys)).column.table.name
        mine = column.key == own_column or target not in {"person", "business"}
        return self.hers.get(target, self.others[target]) if mine else self.others[target]

    def _filler(self, column: Column[Any], name: str) -> Any:
        match column.type:
            case JSON():
                return [self._text(name, 40)]
            case String(length=length):
                return self._text(name, length or 200)
            case Boolean():
                return True
            case Numeric():
                return Decimal(7)
            case Date() | UtcDateTime():
                return clock.now().date() if isinstance(column.type, Date) else clock.now()
        return 7

    def _text(self, name: str, length: int) -> str:
        text = f"{next(self.numbers)}§{name}"[:length]
        self.written[text] = name
        return text


_UNSET = object()


def texts(value: Any) -> Iterator[str]:
    """A stored value as texts in which a secret could stand."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from (name, *texts(each))
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    else:
        yield str(value)
