"""People who stand in buyers' lists of suppliers and have no account: found, copied and erased.

Nobody asked them before they were listed, so that they have the same right to all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.steps.phone import shown
from bot.partnerships.models import Offtaker, OfftakerMember, Supplier
from bot.partnerships.striking import same_name, strike, strike_named
from bot.people.models import Person, Role, RoleGrant
from bot.privacy import messages
from bot.privacy.copying import Copied, copy_of_lines
from bot.privacy.models import DataAccess, Does
from bot.privacy.on_request import HOLDS, MOST, NAME, PHONE

#: Lines that are looked at for a part of a name; more of them are too many people anyway.
MOST_LINES = 500


@dataclass(frozen=True)
class Listed:
    """Lines with one number; without a number, with one name in one place."""

    lines: Sequence[Supplier]
    companies: Sequence[str]

    @property
    def first(self) -> Supplier:
        return self.lines[0]

    @property
    def numbers(self) -> list[int]:
        return [line.id for line in self.lines]


async def matching(
    db: AsyncSession, *, phone: str | None = None, name: str | None = None
) -> Sequence[Listed] | None:
    """Who is meant by a phone (E.164) or a part of a name; None if that is too many."""
    query = _lines().order_by(Supplier.name, Supplier.id)
    if phone:
        query = query.where(Supplier.phone == phone)
    else:
        query = query.where(Supplier.name.icontains(name or "", autoescape=True))
        query = query.limit(MOST_LINES + 1)
    rows = [(line, company) for line, company in await db.execute(query)]
    found: dict[object, list[tuple[Supplier, str]]] = {}
    for line, company in rows:
        key = line.phone or (line.name.casefold(), line.regency)
        found.setdefault(key, []).append((line, company))
    if len(found) > MOST or (name and len(rows) > MOST_LINES):
        return None
    return [_listed(each) for each in found.values()]


async def found(db: AsyncSession, admin: Person, line_id: int) -> Listed | None:
    """Somebody whom this admin has found lately; None for others and who has an account by now."""
    lately = select(DataAccess.id).where(
        DataAccess.line_id == line_id,
        DataAccess.by == admin.id,
        DataAccess.does == Does.FOUND,
        DataAccess.at > clock.now() - HOLDS,
    )
    query = select(Supplier).where(Supplier.id == line_id, Supplier.person_id.is_(None))
    line = (await db.scalars(query.where(lately.exists()))).one_or_none()
    return await _same(db, line) if line else None


async def of_line(db: AsyncSession, line_id: int) -> Listed | None:
    """Who stands in this line, for an operator; None if it is gone, or has an account."""
    query = select(Supplier).where(Supplier.id == line_id, Supplier.person_id.is_(None))
    line = (await db.scalars(query)).one_or_none()
    return await _same(db, line) if line else None


async def erased_lines(db: AsyncSession) -> Sequence[DataAccess]:
    """Who was erased and stood in lists alone, by a line of theirs, the oldest first."""
    query = select(DataAccess).where(
        DataAccess.line_id.is_not(None), DataAccess.does == Does.ERASED
    )
    return (await db.scalars(query.order_by(DataAccess.id))).all()


async def _same(db: AsyncSession, line: Supplier) -> Listed:
    """All lines of the person who stands in this one."""
    same = _lines().where(Supplier.phone == line.phone if line.phone else Supplier.phone.is_(None))
    if not line.phone:
        same = same.where(Supplier.name.icontains(line.name, autoescape=True))
    rows = [(each, company) for each, company in await db.execute(same.order_by(Supplier.id))]
    return _listed(
        [
            (each, company)
            for each, company in rows
            if line.phone or same_name(each.name, each.regency, line.name, line.regency)
        ]
    )


async def copy(db: AsyncSession, by: Person | None, listed: Listed, zone: ZoneInfo) -> Copied:
    copied = await copy_of_lines(db, listed.numbers, listed.first.phone, zone)
    record(db, by, listed, Does.COPIED)
    return copied


async def forget(db: AsyncSession, by: Person | None, listed: Listed) -> None:
    """For all companies at once, and in the messages of who may have been told."""
    first = listed.first
    companies = {line.offtaker_id for line in listed.lines}
    told = select(RoleGrant.person_id).where(RoleGrant.role == Role.ADMIN)
    members = select(OfftakerMember.person_id).where(OfftakerMember.offtaker_id.in_(companies))
    numbers = [first.phone, shown(first.phone)] if first.phone else []
    marks = sorted({*(line.name for line in listed.lines), *numbers})
    await messages.unname(db, sorted(await db.scalars(told.union(members))), marks)
    record(db, by, listed, Does.ERASED)
    if first.phone:
        await strike(db, phone=first.phone)
    else:
        await strike_named(db, name=first.name, regency=first.regency)


def record(
    db: AsyncSession, by: Person | None, listed: Listed, does: Does, what: str | None = None
) -> None:
    """`by` is None for the command line."""
    access = DataAccess(line_id=listed.first.id, does=does, what=what, at=clock.now())
    access.by = by.id if by else None
    db.add(access)


def record_found(db: AsyncSession, by: Person, people: Sequence[Listed], phone: str | None) -> None:
    for listed in people:
        record(db, by, listed, Does.FOUND, PHONE if phone else NAME)


def _lines() -> Select[Supplier, str]:
    of = Offtaker.id == Supplier.offtaker_id
    return select(Supplier, Offtaker.name).join(Offtaker, of).where(Supplier.person_id.is_(None))


def _listed(rows: Sequence[tuple[Supplier, str]]) -> Listed:
    return Listed([line for line, _company in rows], [*dict.fromkeys(each for _l, each in rows)])
