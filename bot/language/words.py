"""Words on screen: a sentence from the catalogue, with values shown the person's way.

The `.po` files are read as they are, so there is no compiled copy to forget.
"""

import gettext
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from markupsafe import Markup

LOCALES = Path(__file__).parents[2] / "locales"
#: Language code -> the language's own name, the first being the default.
LANGUAGES: Mapping[str, str] = {"id": "Bahasa Indonesia", "en": "English"}
#: Indonesia's clocks by their everyday names (Keppres 41/1987); other zones get Babel's.
ZONE_NAMES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}


def _(msgid: str) -> str:
    """Mark a sentence for the catalogues; `Words` turns it into the person's language."""
    return msgid


#: How things are counted, beside what the metric system calls by one name everywhere.
UNITS = {
    "batang": _("stick"),
    "buah": _("piece"),
    "butir": _("nut or egg"),
    "ekor": _("head"),
    "ikat": _("bunch"),
    "lembar": _("sheet"),
    "liter": _("litre"),
    "potong": _("item"),
    "sisir": _("hand"),
    "unit": _("unit"),
}


def n_(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence and its plural for the catalogues."""
    return one, many


@cache
def catalogue(language: str) -> gettext.GNUTranslations:
    source = LOCALES / language / "LC_MESSAGES" / "mitra.po"
    with source.open("rb") as po:
        messages = read_po(po, locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


#: How the catalogues address a person of whom it is not known which of both they are.
UNKNOWN = "Bapak/Ibu"
#: `bot.people.models.Honorific` -> how they are addressed as soon as it is.
ADDRESS = {"bapak": "Bapak", "ibu": "Ibu"}


#: `Words` has a method of that name.
TimeOfDay = time


class Words:
    """One person's language, time zone and title. Values in a sentence are HTML-escaped.

    “Bapak/Ibu” in a catalogue is whoever reads it, and becomes the title they chose. So it is
    never said of somebody else.
    """

    def __init__(self, language: str, zone: str, honorific: str | None = None) -> None:
        self.language = language
        self._address = ADDRESS.get(honorific or "", UNKNOWN)
        self.locale = Locale.parse(language)
        self.zone = ZoneInfo(zone)
        self._catalogue = catalogue(language)

    def __call__(self, msgid: str, /, **values: Any) -> Markup:
        return Markup(self._sentence(msgid)).format(**values)  # noqa: S704  (ours)

    def plain(self, msgid: str, /, **values: Any) -> str:
        """The same for where there is no HTML: the label of a button."""
        return self._sentence(msgid).format(**values)

    def _sentence(self, msgid: str) -> str:
        if not msgid:
            return ""  # gettext keeps the catalogue's own header under it
        return self._catalogue.gettext(msgid).replace(UNKNOWN, self._address)

    def plural(self, forms: tuple[str, str], number: int, /, **values: Any) -> Markup:
        """The sentence that fits `number`, which it may show as `{number}`."""
        sentence = self._catalogue.ngettext(*forms, number).replace(UNKNOWN, self._address)
        return Markup(sentence).format(  # noqa: S704  (ours)
            number=self.number(number), **values
        )

    @staticmethod
    def lines(parts: Iterable[str]) -> Markup:
        return Markup("\n").join(parts)

    @staticmethod
    def paragraphs(parts: Iterable[str]) -> Markup:
        return Markup("\n\n").join(parts)

    def number(self, value: Decimal | float) -> str:
        return format_decimal(value, locale=self.locale)

    def money(self, rupiah: Decimal | int) -> str:
        """`Rp12.500`: no space after Rp (EYD V) and no cents unless there are some."""
        cents = ".00" if rupiah % 1 else ""
        return format_currency(
            rupiah, "IDR", format=f"¤#,##0{cents}", locale=self.locale, currency_digits=False
        ).replace("IDR", "Rp")

    def unit(self, code: str) -> str:
        """The name of a unit, `kg` or `ekor`, in this language."""
        return self.plain(UNITS[code]) if code in UNITS else code

    def day(self, value: date | datetime) -> str:
        """`Jumat, 27 Nov 2026`, by the person's calendar if it is a moment."""
        if isinstance(value, datetime):
            value = value.astimezone(self.zone).date()
        pattern = "EEEE, d MMM y" if self.language == "id" else "EEEE d MMM y"
        return format_date(value, pattern, locale=self.locale)

    def short_day(self, value: date) -> str:
        """`27 Nov`, of a day that is not far away."""
        return format_date(value, "d MMM", locale=self.locale)

    def time(self, moment: datetime) -> str:
        """`09.00 WIB`: the hour where the person is, and whose hour that is."""
        zone = ZONE_NAMES.get(self.zone.key) or format_datetime(
            moment.astimezone(self.zone), "zzz", locale=self.locale
        )
        return f"{self._hour(moment)} {zone}"

    def hours(self, start: datetime, end: datetime) -> str:
        """`09.00–11.00 WIB`, of one day."""
        return f"{self._hour(start)}–{self.time(end)}"

    def _hour(self, moment: datetime) -> str:
        return self.hour(moment.astimezone(self.zone).time())

    def hour(self, value: TimeOfDay) -> str:
        """`09.00`, by whichever clock."""
        pattern = "HH.mm" if self.language == "id" else "HH:mm"
        return format_time(value, pattern, locale=self.locale)

    def list(self, items: Iterable[str]) -> str:
        return format_list([*items], locale=self.locale)


@cache
def words_for(language: str, zone: str = "Asia/Jakarta", honorific: str | None = None) -> Words:
    return Words(language if language in LANGUAGES else next(iter(LANGUAGES)), zone, honorific)
