"""What a list that was sent leaves to be checked: told, and as a file to correct and send back."""

from collections.abc import Sequence
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from bot.columns import OURS, Columns, Remark
from bot.conversation.said import Sheet
from bot.delivery.screen import File
from bot.language import Words, _, n_
from bot.sheets import Cell, Table, xlsx

#: Remarks in the message, which stands under the file that has all of them.
TOLD = 3
#: Rows in that file, and signs of a cell there.
MOST_ROWS, LONGEST_CELL = 2000, 200
#: Columns that are named because they are not known, and signs of a name.
MOST_NAMED, LONGEST_NAMED = 3, 20


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


def told_lines(words: Words, found: ToCheck) -> list[Markup]:
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
    if refused := len({each.row for each in found.remarks if not each.kept}):
        sentence = n_("{number} row cannot be kept:", "{number} rows cannot be kept:")
        lines.append(words.plural(sentence, refused))
    lines += [_line(words, each) for each in _refused_first(found.remarks)[:TOLD]]
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


def _refused_first(remarks: Sequence[Told]) -> list[Told]:
    return sorted(remarks, key=lambda each: each.kept)


def _line(words: Words, told: Told) -> Markup:
    sentence = _("• Row {row}, kept: {reason}") if told.kept else _("• Row {row}: {reason}")
    return words(sentence, row=told.row, reason=words.plain(told.reason, **told.values))


def file_to_check(words: Words, found: ToCheck, secret: Secret) -> File | None:
    """The rows under their own headings, so that they are read as a list when they come back."""
    if not found.remarks:
        return None
    about: dict[int, list[Told]] = {}
    for each in found.remarks:
        about.setdefault(each.row, []).append(each)
    rows = [_row(words, number, cells, about[number]) for number, cells in secret.rows.items()]
    ours = [words.plain(each) for each in (_("Row"), _("Reason"), _("Kept?"))]
    own = frozenset(range(len(secret.headings)))
    table = Table(words.plain(_("Rows to check")), [*secret.headings, *ours], rows, own)
    return File("baris.xlsx", xlsx(table))


def _row(words: Words, number: int, cells: Sequence[str], about: Sequence[Told]) -> list[Cell]:
    reasons = "; ".join(words.plain(each.reason, **each.values) for each in about)
    kept = words.plain(_("kept") if all(each.kept for each in about) else _("not kept"))
    return [*cells, number, reasons, kept]
