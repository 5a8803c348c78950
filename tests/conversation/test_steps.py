"""What each kind of question reads, asks about and refuses, in both languages."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.form import Answer, Ask, Step, Unclear
from bot.conversation.steps.choice import like
from tests.conversation.forms import NOW, situation
from tests.conversation.kinds import (
    AMOUNT,
    BOTH_MALANGS,
    CHILI,
    CHILIES,
    CONSENT,
    CROP,
    CROPS,
    DAY,
    MOMENT,
    PICK,
    PLACE,
    PLACES,
    PRICE,
    TEXT,
    outcome,
    read,
    rupiah,
)

Row = tuple[str, str, Any]

#: A row per thing typed: a title, the step, the text, the answer or the options asked about.
READ: list[tuple[str, Step, str, Any]] = [
    ("an option in Indonesian", CONSENT, "Boleh", "yes"),
    ("an option in another's words", CONSENT, " JANGAN! ", "no"),
    ("a yes twice", CONSENT, "ok boleh", "yes"),
    ("a yes with another beside it", CONSENT, "oke setuju", "yes"),
    ("a yes to somebody", CONSENT, "boleh pak", "yes"),
    ("a yes on hearsay", CONSENT, "ya boleh katanya", "yes"),
    ("a short yes to somebody", CONSENT, "iya, Bu.", "yes"),
    ("a yes that thanks", CONSENT, "Boleh, terima kasih", "yes"),
    ("a yes in polite English", CONSENT, "yes please", "yes"),
    ("it is not allowed", CONSENT, "tidak boleh", "no"),
    ("it is not allowed, politely", CONSENT, "gak boleh ya bu", "no"),
    ("no wish for it", CONSENT, "tidak mau", "no"),
    ("no need", CONSENT, "ga usah pak", "no"),
    ("stop", CONSENT, "STOP!", "no"),
    ("stop, politely", CONSENT, "berhenti saja bu", "no"),
    ("a name looks for its business", PICK, "sri", ("7",)),
    ("a name with a slip", PICK, "aguss", ("8",)),
    ("a text", TEXT, "Siti Aminah", "Siti Aminah"),
    ("a text with HTML is kept as it is", TEXT, "<b>Siti</b> & Co", "<b>Siti</b> & Co"),
    ("a text on two lines becomes one", TEXT, "Balai\n\tDesa", "Balai Desa"),
    ("invisible signs go", TEXT, "Si\u200bti\u202e\u0000\u2066", "Siti"),
    ("letters of other scripts stay", TEXT, "سيتي", "سيتي"),
    ("a name with an emoji", TEXT, "Kopi ☕", "Kopi ☕"),
    ("a hundred letters", TEXT, "a" * 100, "a" * 100),
    ("a commodity", CROP, "cabe rawit merah", "cabai-rawit-merah"),
    ("a commodity in English", CROP, "robusta coffee", "kopi-robusta"),
    ("a commodity of several kinds", CROP, "cabai", CHILIES),
    (
        "several commodities at once",
        CROPS,
        "kopi robusta dan kopi arabika",
        [
            {"slug": "kopi-robusta", "said": "kopi robusta"},
            {"slug": "kopi-arabika", "said": "kopi arabika"},
        ],
    ),
    (
        "one named twice is kept once",
        CROPS,
        "kopi robusta, kopi robusta",
        [{"slug": "kopi-robusta", "said": "kopi robusta"}],
    ),
    ("an ambiguous one in the middle is asked", CROPS, "kopi robusta, cabai, vco", (*CHILIES, "*")),
    ("one that is not in the list may stay", CROPS, "kopi robusta, zzyzx", ("*", "/")),
    ("a place", PLACE, "kota batu", "35.79"),
    ("a place by its everyday name", PLACE, "Solo", "33.72"),
    ("a name of two places", PLACE, "Malang", (*BOTH_MALANGS, "?")),
    ("provinces and regencies", PLACES, "Jatim, Kota Batu", ["35", "35.79"]),
    ("the same place twice", PLACES, "jatim, jawa timur", ["35"]),
    ("everywhere, in Indonesian", PLACES, "Semua", ["ID"]),
    ("everywhere, in English", PLACES, "nationwide", ["ID"]),
    ("two places of one name in a list", PLACES, "jatim, malang, bali", BOTH_MALANGS),
    ("a price", PRICE, "45rb/kg", rupiah("45000")),
    ("a price without its unit", PRICE, "45.000", rupiah("45000")),
    ("a price in another weight", PRICE, "4,5jt/kuintal", rupiah("45000")),
    ("a price with half a rupiah", PRICE, "Rp12.500,5/kg", rupiah("12500.5")),
    ("a price that may be thousands", PRICE, "45", ("45000/kg",)),
    ("a quantity", AMOUNT, "2 kw", rupiah("200")),
    ("a quantity in words", AMOUNT, "setengah ton", rupiah("500")),
    ("a quantity in the field's unit", AMOUNT, "500", rupiah("500")),
    ("a day", DAY, "Jumat", "2026-11-27"),
    ("a day in English", DAY, "tomorrow", "2026-11-24"),
    ("a stretch of time is from today on", DAY, "setahun", "2027-11-23"),
    ("a stretch in figures", DAY, "6 bulan", "2027-05-23"),
    ("a stretch in English", DAY, "2 years", "2028-11-23"),
    ("today still counts", DAY, "hari ini", "2026-11-23"),
    ("a day without a year that has passed is next year's", DAY, "22 Nov", "2027-11-22"),
    ("a moment", MOMENT, "besok jam 9", "2026-11-24T09:00"),
    ("a moment in English", MOMENT, "tomorrow at 9 pm", "2026-11-24T21:00"),
    ("an hour of eastern Indonesia", MOMENT, "besok jam 9 WIT", "2026-11-24T07:00"),
    ("an hour of central Indonesia", MOMENT, "besok 10.00 WITA", "2026-11-24T09:00"),
    (
        "morning or afternoon is asked",
        MOMENT,
        "besok jam 2",
        ("2026-11-24T14:00", "2026-11-24T02:00"),
    ),
    ("what has passed today is not offered", MOMENT, "hari ini jam 9", ("2026-11-23T21:00",)),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("step", "text", "value"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_what_is_typed_is_read(step: Step, text: str, value: Any, language: str) -> None:
    assert read(step, text, language=language) == value


#: A title, the step, the text, and how the refusal begins.
REFUSED: list[tuple[str, Step, str, str]] = [
    ("a word of no option", CONSENT, "perhaps", "Please tap one"),
    ("one letter", CONSENT, "e", "Please tap one"),
    ("not yet", CONSENT, "belum boleh", "Please tap one"),
    ("whether it is allowed", CONSENT, "boleh gak?", "Please tap one"),
    ("yes and no", CONSENT, "ya tidak", "Please tap one"),
    ("a yes with a condition", CONSENT, "boleh tapi jangan telepon", "Please tap one"),
    ("done, but not agreed", CONSENT, "sudah", "Please tap one"),
    ("thanks alone", CONSENT, "terima kasih bu", "Please tap one"),
    ("nothing", CONSENT, "", "Please tap one"),
    ("a name nobody has", PICK, "xyzzy", "We did not find"),
    ("emoji only", TEXT, "😀😀", "Please type it in letters"),
    ("invisible signs only", TEXT, "\u200b\u202e", "Please type it in letters"),
    ("four hundred letters", TEXT, "a" * 400, "That is a little long"),
    ("an emoji counts as two letters", TEXT, "a" + "😀" * 50, "That is a little long"),
    ("no commodity", CROP, "qqqq", "We do not know"),
    ("no commodities", CROPS, "123 !?", "Please type what you make"),
    ("no place", PLACE, "xyzzy", "We do not know the place"),
    ("no places", PLACES, "", "Please name at least one"),
    ("an unknown place in a list", PLACES, "jatim, xyzzy, bali", "We do not know the place"),
    ("no price", PRICE, "murah", "We could not read a price"),
    ("nothing for a price", PRICE, "0", "That figure cannot be right"),
    ("a price range", PRICE, "40-50rb", "Please give one figure"),
    ("a price per head of what is weighed", PRICE, "45rb/ekor", "The price is counted per"),
    ("a price beyond all reason", PRICE, "1 triliun/kg", "That figure cannot be right"),
    ("no quantity", AMOUNT, "banyak", "We could not read a quantity"),
    ("a quantity of nothing", AMOUNT, "0 kg", "That figure cannot be right"),
    ("a range of quantities", AMOUNT, "2-3 kuintal", "Please give one figure"),
    ("a quantity in heads of what is weighed", AMOUNT, "10 ekor", "The quantity is counted in"),
    ("a quantity beyond all reason", AMOUNT, "9999999999 ton", "That figure cannot be right"),
    ("yesterday", DAY, "kemarin", "That has passed"),
    ("a day that does not exist", DAY, "31 Nov", "There is no such day"),
    ("a day in fourteen years", DAY, "1 Jan 2040", "That is more than three years"),
    ("a moment that has passed", MOMENT, "kemarin jam 9", "That has passed"),
    ("a moment in nine years", MOMENT, "25 Des 2035 jam 9", "That is more than three years"),
    ("no moment", MOMENT, "nanti deh", "We could not read a day and hour"),
    ("a day without its hour", MOMENT, "besok", "At what time?"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("step", "text", "begins"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_cannot_be_an_answer_is_explained(
    step: Step, text: str, begins: str, language: str
) -> None:
    assert read(step, text, language=language).startswith(begins)


NEGATIVE: list[Row] = [("a price", "-5", PRICE), ("a quantity", "-5 kg", AMOUNT)]


@pytest.mark.parametrize(("text", "step"), [n[1:] for n in NEGATIVE], ids=[n[0] for n in NEGATIVE])
def test_a_negative_figure_is_never_taken_without_asking(text: str, step: Step) -> None:
    assert not isinstance(step.read(text, None, situation(CHILI)), Answer)


def test_the_unit_that_is_asked_for_is_named_in_the_persons_language() -> None:
    cattle = {"commodity": "sapi-potong"}
    for language, unit in (("id", "ekor"), ("en", "head")):
        reply = PRICE.read("5jt/kg", None, situation(cattle, language=language))
        assert isinstance(reply, Unclear)
        assert reply.note.values["unit"] == unit


def test_a_moment_is_read_in_two_parts() -> None:
    first = MOMENT.read("besok", None, situation())
    assert isinstance(first, Ask)
    assert read(MOMENT, "jam 9", first.draft) == "2026-11-24T09:00"
    assert read(MOMENT, "9 am", "tomorrow") == "2026-11-24T09:00"


LABELS = [
    ("the whole label", "id", "Boleh", "yes"),
    ("the whole label in English", "en", "yes, you may", "yes"),
    ("a short label", "en", "no", "no"),
    ("an option that only tells", "id", "baca dulu", "<b>What we keep and why</b>"),
    ("the same in English", "en", "Read first", "<b>What we keep and why</b>"),
]


@pytest.mark.parametrize(
    ("language", "text", "value"), [r[1:] for r in LABELS], ids=[r[0] for r in LABELS]
)
def test_a_button_can_be_typed_as_it_reads(language: str, text: str, value: str) -> None:
    assert read(CONSENT, text, language=language) == value


def test_an_hour_is_read_on_the_persons_own_clock() -> None:
    jayapura = situation(now=datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Asia/Jayapura")))
    assert outcome(MOMENT.read("besok jam 9 WIB", None, jayapura)) == "2026-11-24T11:00"


@pytest.mark.parametrize(("step", "option"), [(DAY, "2026-11-22"), (MOMENT, "2026-11-23T10:00")])
def test_an_offered_time_that_has_passed_is_refused_when_it_is_tapped(
    step: Step, option: str
) -> None:
    assert isinstance(step.pick(option, None, situation()), Unclear)


def test_the_moment_is_the_one_the_tables_assume() -> None:
    assert NOW.isoformat() == "2026-11-23T10:00:00+07:00"


def test_a_name_is_told_apart_by_all_its_words_and_not_by_how_its_bearer_is_addressed() -> None:
    known = {"1": "Sri Wahyuni · Kebun Bu Sri", "2": "Siti · Usaha Siti", "3": "Agus · Cabai Agus"}
    assert like("bu siti", known) == ["2"]
    assert like("Pak Agus", known) == ["3"]
    assert like("usaha", known) == ["2"]
    assert like("wahyuny", known) == ["1"]
    assert like("xyz", known) == []
