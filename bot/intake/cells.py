"""What stands in the cells of a sheet, as the text that a person sees there or nearly so."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from xml.sax.handler import ContentHandler

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from bot.intake.contents import storable

PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
#: How Excel writes a sign that XML cannot hold (ECMA-376, part 1, 22.9.2.19).
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local(name: str) -> str:
    """Without the prefix, which each program chooses for itself."""
    return name.rpartition(":")[2]


def trimmed(text: str) -> str:
    """Without blanks around it and what no database takes."""
    return storable(text).strip()


@dataclass(frozen=True)
class Looks:
    """What a cell refers to: texts by their number, and the styles in which numbers are dates."""

    strings: Sequence[str]
    dates: frozenset[int]
    starts_1904: bool


class Strings(ContentHandler):
    """The texts that cells share, by their number."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._text = _Text()

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (SAX's own name)
        self._text.begin(local(name))

    def characters(self, content: str) -> None:
        self._text.add(content)

    def endElement(self, name: str) -> None:  # noqa: N802  (SAX's own name)
        self._text.end(local(name))
        if local(name) == "si":
            self.found.append(trimmed(self._text.take()))


class _Text:
    """The runs of one text; how the signs of a language are spoken is none of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._inside = self._spoken = False

    def begin(self, name: str) -> None:
        self._inside = name == "t" and not self._spoken
        self._spoken = self._spoken or name == "rPh"

    def end(self, name: str) -> None:
        self._inside = False
        self._spoken = self._spoken and name != "rPh"

    def add(self, content: str) -> None:
        if self._inside:
            self._pieces.append(content)

    def take(self) -> str:
        text, self._pieces = "".join(self._pieces), []
        return ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text)


class Styles(ContentHandler):
    """Which styles show a number as a date."""

    def __init__(self) -> None:
        super().__init__()
        self._formats: dict[int, str] = dict(BUILTIN_FORMATS)
        self._styles: list[int] = []
        self._counts = False

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (SAX's own name)
        match local(name):
            case "numFmt":
                self._formats[int(attrs["numFmtId"])] = attrs["formatCode"]
            case "cellXfs":
                self._counts = True
            case "xf" if self._counts:
                self._styles.append(int(attrs.get("numFmtId", "0")))

    def endElement(self, name: str) -> None:  # noqa: N802  (SAX's own name)
        if local(name) == "cellXfs":
            self._counts = False

    def dates(self) -> frozenset[int]:
        known = {number for number, code in self._formats.items() if is_date_format(code)}
        return frozenset(style for style, number in enumerate(self._styles) if number in known)


class Cells(ContentHandler):
    """Tells `cell` of each text (row and column from 0), and `merge` of the rows of each block."""

    def __init__(
        self,
        looks: Looks,
        cell: Callable[[int, int, str], None],
        merge: Callable[[int, int], None],
    ) -> None:
        super().__init__()
        self._looks, self._cell, self._merge = looks, cell, merge
        self._row = self._column = -1
        self._kind, self._style = "n", 0
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._inside: list[str] | None = None
        self._text = _Text()

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802  (SAX's own name)
        match local(name):
            case "row":
                self._row = int(attrs["r"]) - 1 if "r" in attrs else self._row + 1
                self._column = -1
            case "c":
                self._begin(attrs)
            case "v":
                self._inside = self._value
            case "f":
                self._inside = self._formula = []
            case "mergeCell":
                corners = [place(corner)[0] for corner in attrs["ref"].split(":")]
                self._merge(min(corners), max(corners))
            case other:
                self._text.begin(other)

    def characters(self, content: str) -> None:
        if self._inside is not None:
            self._inside.append(content)
        else:
            self._text.add(content)

    def endElement(self, name: str) -> None:  # noqa: N802  (SAX's own name)
        self._inside = None
        self._text.end(local(name))
        if local(name) == "c" and (text := self._said()):
            self._cell(self._row, self._column, text)

    def _begin(self, attrs: Any) -> None:
        self._column += 1
        if "r" in attrs:
            self._row, self._column = place(attrs["r"])
        self._kind, self._style = attrs.get("t", "n"), int(attrs.get("s", "0"))
        self._value, self._formula = [], None
        self._text.take()

    def _said(self) -> str:
        if self._formula is not None:
            return f"={trimmed(''.join(self._formula))}"
        if self._kind == "inlineStr":
            return trimmed(self._text.take())
        value = "".join(self._value)
        return self._shown(value) if value else ""

    def _shown(self, value: str) -> str:
        match self._kind:
            case "s":
                return self._looks.strings[int(value)]
            case "b":
                return "TRUE" if value.strip() == "1" else "FALSE"
            case "n" if self._style in self._looks.dates:
                return _moment(value, starts_1904=self._looks.starts_1904)
            case "n":
                return _number(value)
        return trimmed(value)  # a text, an error, or a date in ISO 8601


def place(name: str) -> tuple[int, int]:
    """Row and column from 0. Raises ValueError for what is no place."""
    match = PLACE.fullmatch(name)
    if not match:
        raise ValueError("no place in a sheet")
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(value: str) -> str:
    """`628123456789` and `12.5`, however it is written; 15 digits count in Excel."""
    value = value.strip()
    if value.isdecimal():
        return value
    number = float(value)
    if not math.isfinite(number):
        return value
    if number.is_integer():
        return str(int(number))
    return format(Decimal(f"{number:.15g}"), "f")


def _moment(value: str, *, starts_1904: bool) -> str:
    """In ISO 8601: a date, a time, or both."""
    epoch = CALENDAR_MAC_1904 if starts_1904 else CALENDAR_WINDOWS_1900
    try:
        moment = from_excel(float(value), epoch)
    except (ValueError, OverflowError):
        return _number(value)
    if isinstance(moment, time):
        return moment.isoformat("minutes")
    if isinstance(moment, datetime) and moment.time() != time():
        return moment.isoformat(timespec="minutes")
    return str(moment.date().isoformat())
