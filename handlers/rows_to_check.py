"""What a list that was sent leaves to be checked: told, and as a file to correct and send back."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from bot.columns import COMMODITIES, FIGURES, OURS, PLACES, PRICES, UNIT, Columns, Remark
from bot.conversation.said import Sheet
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name
from bot.delivery.screen import File
from bot.language import Words, _, n_
from bot.sheets import Cell, Table, xlsx

#: How many rows of a kind stand in the message, under the file that has all of them, and whether
#: with all that is wrong with each: the most of which there is room for, in signs of a caption.
TOLD = ((3, True), (2, True), (1, True), (1, False))
ROOM = 560
#: What that file is called.
FILE = _("rows.xlsx")
#: Rows in that file, and signs of a cell there.
MOST_ROWS, LONGEST_CELL = 2000, 200
#: Columns that are named because they are not known, and signs of a name.
MOST_NAMED, LONGEST_NAMED = 3, 20


@dataclass(frozen=True)
class Wording:
    """What is said of rows that do not count, and of those that do all the same."""

    bad: tuple[str, str]
    doubtful: tuple[str, str]
    #: The heading of the last column of the file, and what stands in it.
    column: str
    yes: str
    no: str


KEEPING = Wording(
    n_("{number} row cannot be kept:", "{number} rows cannot be kept:"),
    n_("{number} row is kept in part:", "{number} rows are kept in part:"),
    _("Kept?"),
    _("kept"),
    _("not kept"),
)


class Told(BaseModel):
    """One remark: a sentence of ours with its values."""

    row: int
    reason: str
    values: dict[str, str]
    kept: bool = False


class Secret(BaseModel):
    """The rows as they were sent. They are other people's data: gone once the file has arrived."""

    headings: tuple[str, ...] = ()
    #: By the number that a spreadsheet shows.
    rows: dict[int, tuple[str, ...]] = {}


class ToCheck(BaseModel):
    remarks: tuple[Told, ...] = ()
    unknown: tuple[str, ...] = ()


def to_check(columns: Columns | None, remarks: Sequence[Remark]) -> ToCheck:
    told = tuple(
        Told(row=each.row, reason=each.reason, values=dict(each.values), kept=each.kept)
        for each in sorted(remarks, key=lambda each: each.row)
    )
    unknown = columns.unknown if columns else ()
    return ToCheck(remarks=told, unknown=tuple(each[:LONGEST_NAMED] for each in unknown))


def rows_of(sheet: Sheet, columns: Columns | None, found: ToCheck) -> Secret:
    """What stands in the rows of the remarks, without what we wrote beside them the last time."""
    if columns is None:
        return Secret()
    headings = sheet.rows[columns.row]
    own = [at for at, each in enumerate(headings) if each.casefold() not in OURS]
    numbers = list(dict.fromkeys(each.row for each in found.remarks))[:MOST_ROWS]
    return Secret(
        headings=tuple(headings[at] for at in own),
        rows={
            number: tuple(
                row[at][:LONGEST_CELL] if at < len(row := sheet.rows[number - 1]) else ""
                for at in own
            )
            for number in numbers
        },
    )


def told_lines(words: Words, found: ToCheck, wording: Wording = KEEPING) -> list[Markup]:
    """The columns that are not kept, and the first remarks."""
    lines = []
    if found.unknown:
        sentence = n_(
            "The column {names} is not known, and is not kept.",
            "The columns {names} are not known, and are not kept.",
        )
        quoted = [f"“{name}”" for name in found.unknown[:MOST_NAMED]]
        if len(found.unknown) > MOST_NAMED:
            quoted.append("…")
        lines.append(words.plural(sentence, len(found.unknown), names=words.list(quoted)))
    told = (_rows_told(words, found, wording, most, whole=whole) for most, whole in TOLD)
    lines += next((each for each in told if sum(map(len, each)) <= ROOM), [])
    if found.remarks:
        lines.append(
            words(_("The file has these rows. Correct them there, and send it here again."))
        )
    return lines


def newer_line(words: Words, *, newer: bool) -> list[Markup]:
    """Above the list that is shown because a button of an older one was tapped."""
    if not newer:
        return []
    return [words(_("That button belongs to an older list. This is the one you sent last:"))]


def settled_line(words: Words, standing: Literal["kept", "newer"]) -> Markup:
    """Under a list of which there is nothing more to decide."""
    kept = _("This list is kept already.")
    newer = _("That button belongs to an older list. The one you sent last is settled already.")
    return words(kept if standing == "kept" else newer)


def _by_row(remarks: Sequence[Told]) -> dict[int, list[Told]]:
    about: dict[int, list[Told]] = {}
    for each in remarks:
        about.setdefault(each.row, []).append(each)
    return about


def _is_kept(about: Sequence[Told]) -> bool:
    return all(each.kept for each in about)


def _rows_told(
    words: Words, found: ToCheck, wording: Wording, most: int, *, whole: bool
) -> list[Markup]:
    """Those that are not kept, then those that are kept in part, each under a line of its own."""
    about = _by_row(found.remarks)
    lines = []
    for is_kept, sentence in ((False, wording.bad), (True, wording.doubtful)):
        rows = [each for each in about.values() if _is_kept(each) is is_kept]
        if rows:
            lines.append(words.plural(sentence, len(rows)))
            lines += [_row_told(words, each if whole else each[:1]) for each in rows[:most]]
        if (more := len(rows) - most) > 0:
            rest = _("and {number} more, see {file}")
            lines.append(words(rest, number=words.number(more), file=words.plain(FILE)))
    return lines


def _row_told(words: Words, about: Sequence[Told]) -> Markup:
    reason = _reasons(words, about)
    return words(_("• Row {row}: {reason}"), row=about[0].row, reason=reason)


def _reasons(words: Words, about: Sequence[Told]) -> str:
    return "; ".join(_reason(words, each) for each in about)


def _reason(words: Words, told: Told) -> str:
    values = dict(told.values)
    if slugs := values.get(COMMODITIES):
        values[COMMODITIES] = words.list(crop_name(each, words) for each in slugs.split())
    if codes := values.get(PLACES):
        values[PLACES] = words.list(place_name(each, words) for each in codes.split())
    if amounts := values.get(FIGURES):
        values[FIGURES] = words.list(_figure(words, each) for each in amounts.split())
    if prices := values.get(PRICES):
        values[PRICES] = words.list(_price(words, each) for each in prices.split())
    if unit := values.get(UNIT):
        values[UNIT] = words.unit(unit)
    return words.plain(told.reason, **values)


def _figure(words: Words, figure: str) -> str:
    amount, _slash, unit = figure.partition("/")
    return f"{words.number(Decimal(amount))} {words.unit(unit)}"


def _price(words: Words, price: str) -> str:
    amount, _slash, unit = price.partition("/")
    return f"{words.money(Decimal(amount))}/{words.unit(unit)}"


def file_to_check(
    words: Words, found: ToCheck, secret: Secret, wording: Wording = KEEPING
) -> File | None:
    """The rows under their own headings, so that they are read as a list when they come back."""
    if not found.remarks:
        return None
    about = _by_row(found.remarks)
    rows = [
        _row(words, number, cells, about[number], wording) for number, cells in secret.rows.items()
    ]
    ours = [words.plain(each) for each in (_("Row"), _("Reason"), wording.column)]
    own = frozenset(range(len(secret.headings)))
    table = Table(words.plain(_("Rows to check")), [*secret.headings, *ours], rows, own)
    return File(words.plain(FILE), xlsx(table))


def _row(
    words: Words, number: int, cells: Sequence[str], about: Sequence[Told], wording: Wording
) -> list[Cell]:
    kept = words.plain(wording.yes if _is_kept(about) else wording.no)
    return [*cells, number, _reasons(words, about), kept]
