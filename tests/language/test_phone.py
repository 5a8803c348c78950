"""Telephone numbers as people type them, and why some are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.phone import read_phone
from bot.language.reading.reading import Reason

READ = [
    ("with dashes", "0812-3456-7890", "+6281234567890"),
    ("with the country's code", "+62 812 3456 7890", "+6281234567890"),
    ("the code without its plus", "62812 3456 7890", "+6281234567890"),
    ("without the zero", "812 3456 7890", "+6281234567890"),
    ("dialled from abroad", "0062 812 3456 7890", "+6281234567890"),
    ("code and zero", "+62 (0)812 3456 7890", "+6281234567890"),
    ("in brackets", "(0812) 34567890", "+6281234567890"),
    ("dashes of a copied text", "+62-812–3456–7890", "+6281234567890"),
    ("among words", "no hp saya 0812.3456.7890 bu", "+6281234567890"),
    ("pictures of digits", "0️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣", "+628123456789"),
    ("eight digits behind the 8", "0812345678", "+62812345678"),
    ("eleven digits behind the 8", "0812345678901", "+62812345678901"),
    ("the same twice", "0812 3456 7890 atau 0812-3456-7890", "+6281234567890"),
    ("from Singapore", "+65 9123 4567", "+6591234567"),
    ("from California", "+1 415 555 2671", "+14155552671"),
]


@pytest.mark.parametrize(("text", "number"), [r[1:] for r in READ], ids=[r[0] for r in READ])
def test_a_number_is_read(text: str, number: str) -> None:
    assert read_phone(text).value == number


REFUSED = [
    ("a landline", "021 555 1234", Reason.LANDLINE),
    ("a landline in brackets", "telp (0341) 561234", Reason.LANDLINE),
    ("a landline abroad", "+44 20 7946 0958", Reason.LANDLINE),
    ("seven digits behind the 8", "081234567", Reason.INVALID),
    ("twelve digits behind the 8", "08123456789012", Reason.INVALID),
    ("a service line", "0800 1234567", Reason.INVALID),
    ("a business number", "9120001234567", Reason.INVALID),
    ("an emergency", "110", Reason.UNKNOWN),
    ("a letter behind the last digit", "081312345678x", Reason.INVALID),
    ("a letter behind one digit fewer", "08131234567x", Reason.INVALID),
    ("a letter in the middle", "0813x12345678", Reason.INVALID),
    ("a letter alone between the figures", "0812 3456 78 x 90", Reason.INVALID),
    ("a letter in the second part", "0812 3456 78x90", Reason.INVALID),
    ("a word without a blank before it", "ani081312345678", Reason.INVALID),
    ("words", "sama dengan yang tadi", Reason.UNKNOWN),
    ("nothing", " ", Reason.EMPTY),
    ("four hundred digits", "9" * 400, Reason.TOO_LONG),
]


@pytest.mark.parametrize(("text", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_mobile_number_says_why(text: str, reason: Reason) -> None:
    reading = read_phone(text)
    assert (reading.value, reading.candidates, reading.reason) == (None, (), reason)


def test_two_numbers_are_asked_about() -> None:
    reading = read_phone("0812 3456 7890 / 0813 1111 2222")
    assert reading.candidates == ("+6281234567890", "+6281311112222")
    assert reading.reason is Reason.AMBIGUOUS


@pytest.mark.parametrize("text", ["O812 3456 7890", "08l2 3456 7890", "0812 3456 789o"])
def test_letters_that_look_like_figures_are_asked_about(text: str) -> None:
    reading = read_phone(text)
    assert reading.value is None
    assert reading.reason is Reason.CLOSE
    assert len(reading.candidates) == 1


LETTERS = st.characters(categories=["L"]) | st.sampled_from("abcdefghijklmnopqrstuvwxyzOL")
MOBILE = st.from_regex(r"8[1-9][0-9]{7,10}", fullmatch=True)


@given(MOBILE, LETTERS, st.integers(0, 16), st.sampled_from(["", " "]), st.booleans())
def test_one_letter_too_many_makes_it_nobody_elses_number(
    national: str, letter: str, at: int, gap: str, parted: bool
) -> None:
    typed = f"0{national[:3]} {national[3:7]} {national[7:]}" if parted else f"0{national}"
    spoilt = f"{typed[:at]}{gap}{letter}{gap}{typed[at:]}"
    assert read_phone(spoilt).value in {None, f"+62{national}"}, spoilt


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_phone(text)


@given(st.text("0123456789+-() .ol", max_size=60))
def test_no_heap_of_figures_breaks_the_reader(text: str) -> None:
    read_phone(text)


@given(MOBILE)
def test_every_mobile_number_is_read_in_each_of_its_forms(national: str) -> None:
    for form in (
        f"0{national}",
        f"+62{national}",
        f"62{national}",
        f"0{national[:3]}-{national[3:]}",
    ):
        assert read_phone(form).value == f"+62{national}"
