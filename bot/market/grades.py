"""Prices by grade: one bulletin can pay for each grade, moisture or share of defects its own."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from bot.market.conditions import same_grade

#: As many as fit on a small phone, one row a line, and as one can choose among by a tap.
MOST = 8


class GradePrice(BaseModel, frozen=True):
    """Rupiah per unit of the bulletin, for goods of one grade, in the buyer's words."""

    grade: str
    price: Decimal


Table = tuple[GradePrice, ...]


def read(rows: Iterable[Mapping[str, Any]] | None) -> Table:
    """As `stored` wrote it; empty where there is one price for all."""
    return tuple(GradePrice(**row) for row in rows or ())


def stored(table: Iterable[GradePrice]) -> list[dict[str, str]] | None:
    """In the order of the buyer; None: JSON without rows is none."""
    return [{"grade": row.grade, "price": f"{row.price.normalize():f}"} for row in table] or None


def best(table: Sequence[GradePrice]) -> Decimal:
    return max(row.price for row in table)


def lowest(table: Sequence[GradePrice]) -> Decimal | None:
    """Of a table whose prices differ; None where there is one price."""
    least = min((row.price for row in table), default=None)
    return least if least is not None and least < best(table) else None


def whole(price: Decimal, grade: str | None, table: Table) -> Table:
    """What is paid for which goods: a table's rows are of the grade that all of them share, too.

    Without a table it is one row, of the grade named or of "".
    """
    if not table:
        return (GradePrice(grade=grade or "", price=price),)
    return tuple(
        GradePrice(grade=", ".join(filter(None, (grade, row.grade))), price=row.price)
        for row in table
    )


def of_grade(table: Iterable[GradePrice], grade: str | None) -> Decimal | None:
    """What is paid for goods of just this grade; None if they are not named."""
    return next((row.price for row in table if same_grade(row.grade, grade)), None)


def covers(newer: Table, older: Table) -> bool:
    """Whether all goods of the older one are among those of the newer."""
    return all(of_grade(newer, row.grade) is not None for row in older)


def gone(before: Table, now: Table) -> bool:
    """Whether some grade that had a price has none any more. One price for all is for each."""
    return len(now) > 1 and len(before) > 1 and not covers(now, before)


def fell(before: Table, now: Table) -> bool:
    """Whether less is paid for any grade than before."""
    if len(now) == 1:
        return any(now[0].price < row.price for row in before)
    if len(before) == 1 and not covers(now, before):
        return min(row.price for row in now) < before[0].price
    prices = ((row.price, of_grade(now, row.grade)) for row in before)
    return any(later is not None and later < earlier for earlier, later in prices)
