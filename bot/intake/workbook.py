"""The first sheet of an Excel workbook as text, read so that no file can hurt (ECMA-376, part 1).

openpyxl either keeps an object for each cell there could be, or does not tell of merged cells. We
want one sheet of what strangers send: in one pass, in memory that the limits bound.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import accumulate
from typing import IO, Any
from xml.sax.handler import ContentHandler

from defusedxml import sax

from bot.intake import cells

#: The parts of a workbook unpacked, in bytes: what compresses better is made to hurt.
MOST_UNPACKED = 50_000_000


class NoWorkbook(ValueError):  # noqa: N818  (it reads as what happened)
    """It is a zip, but of something else."""


class TooLarge(ValueError):  # noqa: N818  (it reads as what happened)
    """There is more in it than is read."""


class Found:
    """The rows of a sheet as they are found, and which of them merged cells touch."""

    def __init__(self, most_rows: int, most_columns: int) -> None:
        self._most_rows, self._most_columns = most_rows, most_columns
        self._cells: dict[int, dict[int, str]] = {}
        self._merged = [0] * (most_rows + 1)

    def cell(self, row: int, column: int, text: str) -> None:
        """Both count from 0. Raises `TooLarge` where nothing may stand."""
        if row >= self._most_rows or column >= self._most_columns:
            raise TooLarge
        self._cells.setdefault(row, {})[column] = text

    def merge(self, first: int, last: int) -> None:
        # Only where it begins and ends: there may be a million of them over a million rows each.
        if first < self._most_rows:
            self._merged[first] += 1
            self._merged[min(last + 1, self._most_rows)] -= 1

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """All of one length, up to the last that is not empty."""
        width = 1 + max((max(row) for row in self._cells.values()), default=-1)
        height = 1 + max(self._cells, default=-1)
        nothing: dict[int, str] = {}
        empty = ("",) * width
        return tuple(
            tuple(row.get(column, "") for column in range(width)) if row else empty
            for row in (self._cells.get(number, nothing) for number in range(height))
        )

    def merged(self) -> frozenset[int]:
        return frozenset(row for row, depth in enumerate(accumulate(self._merged)) if depth > 0)


def read(source: IO[bytes], found: Found) -> None:
    """Raises `NoWorkbook`, `TooLarge`, or for what is damaged almost anything else."""
    with zipfile.ZipFile(source) as archive:
        # What a part is said to hold is the most that is unpacked of it.
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise TooLarge
        book_name = next(_parts(archive, "", "officeDocument"), None)
        if book_name is None or not re.fullmatch(r"xl/.*\.xml", book_name):
            raise NoWorkbook
        book, strings, styles = _Book(), cells.Strings(), cells.Styles()
        _parse(archive, book_name, book)
        for kind, reader in (("sharedStrings", strings), ("styles", styles)):
            for name in _parts(archive, book_name, kind):
                _parse(archive, name, reader)
        looks = cells.Looks(strings.found, styles.dates(), starts_1904=book.starts_1904)
        sheets = dict(_links(archive, book_name, "worksheet"))
        first = next((sheets[link] for link in book.sheets if link in sheets), None)
        if first is None:
            raise NoWorkbook
        _parse(archive, first, cells.Cells(looks, found.cell, found.merge))


def _parse(archive: zipfile.ZipFile, name: str, reader: ContentHandler) -> None:
    with archive.open(name) as part:
        sax.parse(part, reader)


def _parts(archive: zipfile.ZipFile, of: str, kind: str) -> Iterator[str]:
    return (name for _link, name in _links(archive, of, kind))


def _links(archive: zipfile.ZipFile, of: str, kind: str) -> Iterator[tuple[str, str]]:
    """Name and target of each link of that kind from one part, or "" from the whole, to another."""
    folder, name = posixpath.split(of)
    links = _Links()
    try:
        _parse(archive, posixpath.join(folder, "_rels", f"{name}.rels"), links)
    except KeyError:
        return  # it leads nowhere
    for link, (kind_of_it, target) in links.found.items():
        if kind_of_it.endswith(f"/{kind}"):
            yield link, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


class _Book(ContentHandler):
    """The sheets in their order, by the names of the links that lead to them."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[str] = []
        self.starts_1904 = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (SAX's own name)
        match cells.local(name):
            case "workbookPr":
                self.starts_1904 = attrs.get("date1904", "0") in {"1", "true"}
            case "sheet" if attrs.get("state", "visible") == "visible":
                self.sheets += [attrs[key] for key in attrs.keys() if cells.local(key) == "id"]  # noqa: SIM118  (no dict)


class _Links(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        #: Name -> kind and path of what it leads to.
        self.found: dict[str, tuple[str, str]] = {}

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (SAX's own name)
        if cells.local(name) == "Relationship":
            self.found[attrs["Id"]] = attrs["Type"], attrs["Target"]
