"""Telephone numbers as people type them, kept as E.164: "0812-3456-7890" is +6281234567890.

Reminders, calls and a later claim of an account go to a mobile number; a landline is told as such.
"""

import re

import phonenumbers
from phonenumbers import PhoneNumberType

from bot.language.reading.reading import Reading, Reason
from bot.language.reading.typed import plain

#: Whose number it is when no country is named.
_HOME, _HOME_CODE = "ID", 62
#: 8 to 11 digits after the 8 (Kominfo's numbering plan); 80x belongs to services.
_MOBILE = re.compile(r"(?:\+?62|\+620|0)?(8[1-9]\d{7,10})")
#: Figures with the letters that are glued to them; or O and l alone, for 0 and 1.
_PIECE = r"(?:(?=[a-z]*\d)[a-z\d]+|(?<![a-z])[ol]+(?![a-z]))"
#: Pieces with the signs that people put between them. It is never cut: one letter too many, also
#: one that stands alone between figures, and what is left of it is somebody else's number.
_RUN = re.compile(rf"\+?\(?{_PIECE}(?:[ ().-]{{1,3}}(?:[a-z][ ().-]{{1,3}})?{_PIECE})*")
_LETTER = re.compile("[a-z]")
_LOOKALIKE = str.maketrans("ol", "01")
#: A shorter run is no telephone number but a count or a house number.
_FEWEST = 6
#: As many may be offered to choose from; more is a list.
_OFFERED = 3
#: Foreign numbers that can be a telephone in a pocket.
_POCKETS = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def read_phone(text: str) -> Reading[str]:
    """One mobile number as E.164; a foreign one needs its + and country code.

    Several numbers, or a letter O among the figures, give candidates. `LANDLINE` is a number
    that no message reaches, `INVALID` one of too few or too many figures, or with letters.
    """
    said = plain(text)
    if not said:
        return Reading(reason=Reason.TOO_LONG if said is None else Reason.EMPTY)
    runs = [run for run in _RUN.findall(said) if sum(map(str.isdigit, run)) >= _FEWEST]
    readings = [_number(run) for run in runs]
    found = tuple(dict.fromkeys(reading.value for reading in readings if reading.value))
    if not readings:
        return Reading(reason=Reason.UNKNOWN)
    if not found:
        return readings[0]
    if len(found) > 1:
        return Reading(candidates=found[:_OFFERED], reason=Reason.AMBIGUOUS)
    clean = all(reading.value for reading in readings) and runs == [
        run.translate(_LOOKALIKE) for run in runs
    ]
    return Reading(found[0]) if clean else Reading(candidates=found, reason=Reason.CLOSE)


def _number(run: str) -> Reading[str]:
    figures = re.sub(r"[ ().-]", "", run.translate(_LOOKALIKE))
    if _LETTER.search(figures):
        return Reading(reason=Reason.INVALID)
    if figures.startswith("00"):  # dialled from abroad
        figures = f"+{figures[2:]}"
    if (mobile := _MOBILE.fullmatch(figures)) is not None:
        # The library takes some of these for landlines where the plus is missing.
        return Reading(f"+{_HOME_CODE}{mobile[1]}")
    try:
        number = phonenumbers.parse(figures, _HOME)
    except phonenumbers.NumberParseException:
        return Reading(reason=Reason.INVALID)
    kind = phonenumbers.number_type(number)
    if kind == PhoneNumberType.FIXED_LINE:
        return Reading(reason=Reason.LANDLINE)
    if number.country_code != _HOME_CODE and kind in _POCKETS:
        return Reading(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return Reading(reason=Reason.INVALID)
