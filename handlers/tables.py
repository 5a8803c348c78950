"""What our lists make of a table that somebody sent, before anything is locked for its sender."""

from dataclasses import dataclass, fields

from bot.coaching import owner_list
from bot.conversation.said import Sheet
from bot.partnerships import supplier_list
from handlers.market.bulletins import price_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists(Sheet):
    """A table as either list. Whose it is, the sender's roles say, within the transaction."""

    suppliers: supplier_list.Read
    owners: owner_list.Entries
    #: Prices and needs; None for a table of something else.
    prices: price_rows.Read | None


def read(sheet: Sheet) -> Lists:
    """Read all rows; that takes seconds if there are many. Most tables are at most one list.

    An officer's has at most 500 rows and a column that a buyer's lacks, so that to read both costs
    little more than to read one.
    """
    return Lists(
        **{field.name: getattr(sheet, field.name) for field in fields(Sheet)},
        suppliers=supplier_list.read_list(sheet.rows, sheet.merged),
        owners=owner_list.read_owners(sheet.rows, sheet.merged),
        prices=price_rows.read(sheet.rows, sheet.merged),
    )
