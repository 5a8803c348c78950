"""Taking somebody out of buyers' lists: those that are kept, and those that wait for a yes."""

from collections.abc import Callable

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.partnerships.models import Supplier, SupplierDraft
from bot.partnerships.supplier_list import Line


async def strike(db: AsyncSession, *, phone: str) -> None:
    """Every line that has this number."""
    # First: a list that is kept at this moment is in the table once its draft can be locked.
    await _strike_drafts(db, lambda line: line.phone == phone)
    await db.execute(delete(Supplier).where(Supplier.phone == phone, Supplier.person_id.is_(None)))


async def strike_named(db: AsyncSession, *, name: str, regency: str | None) -> None:
    """Every line without a number that has this name, there."""

    def is_meant(line: Line) -> bool:
        return line.phone is None and same_name(line.name, line.regency, name, regency)

    await _strike_drafts(db, is_meant)
    query = select(Supplier.id, Supplier.name, Supplier.regency).where(
        Supplier.phone.is_(None),
        Supplier.person_id.is_(None),
        Supplier.name.icontains(name, autoescape=True),
    )
    numbers = [
        number
        for number, called, where in await db.execute(query)
        if same_name(called, where, name, regency)
    ]
    await db.execute(delete(Supplier).where(Supplier.id.in_(numbers)))


def same_name(name: str, regency: str | None, other: str, there: str | None) -> bool:
    return (name.casefold(), regency) == (other.casefold(), there)


async def _strike_drafts(db: AsyncSession, is_meant: Callable[[Line], bool]) -> None:
    """In one order, so that two who do this do not wait for each other."""
    waiting = (
        select(SupplierDraft)
        .where(SupplierDraft.kept.is_(None))
        .order_by(SupplierDraft.offtaker_id, SupplierDraft.person_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for draft in await db.scalars(waiting):
        stay = [line for line in draft.lines if not is_meant(Line(*line))]
        if len(stay) < len(draft.lines):
            draft.lines = stay
