"""Ticks, hours, telephone numbers, and figures that are names."""

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.buttons import Op
from bot.conversation.form import Answer, Step, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.state import REVIEW
from bot.conversation.steps import Several, Text
from handlers.coaching.houses.houses import WEEKDAYS
from tests.conversation.forms import Talker, changed, situation
from tests.conversation.kinds import HOUR, NIB, PHONE, WAYS, YEAR, read

FORM = changed(WAYS)

TICKED: list[tuple[str, list[str], Any]] = [
    ("one", ["[=+van]", "[=.]"], ["van"]),
    ("two, in the order of the form", ["[=+shop]", "[=+van]", "selesai"], ["van", "shop"]),
    ("a tick taken back", ["[=+shop]", "[=+van]", "[=-shop]", "Done"], ["van"]),
    ("a double tap", ["[=+van]", "[=+van]", "[=.]"], ["van"]),
    ("a typed list", ["harga beli saya, baca dulu"], ["van", "read"]),
    ("in English", ["a price I pay and read first"], ["van", "read"]),
    ("beginnings", ["baca, harga"], ["van", "read"]),
    ("in another's words", ["pikap"], ["van"]),
    ("a list beside a tick", ["[=+read]", "harga beli saya, pikap"], ["van", "read"]),
    ("a label typed is its tick", ["baca dulu", "done"], ["read"]),
    ("all of them", ["semua"], ["van", "shop", "read"]),
]


@pytest.mark.parametrize(("things", "value"), [t[1:] for t in TICKED], ids=[t[0] for t in TICKED])
def test_several_are_ticked_or_typed(things: list[str], value: Any) -> None:
    talker = Talker(FORM).does(*things)
    assert (talker.at, talker.known) == (REVIEW, {"w": value})


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("senin sampai jumat", "01234"),
        ("Senin - Kamis", "0123"),
        ("sabtu s/d senin", "056"),
        ("Mon to Fri", None),
        ("monday to friday", "01234"),
        ("setiap hari", "0123456"),
        ("senin, rabu", "02"),
        ("senin sampai kapan", None),
    ],
)
def test_days_of_the_week_are_typed_as_a_stretch(said: str, days: str | None) -> None:
    open_on = Several("w", "?", "W", choices=WEEKDAYS, ordered=True)
    known = Talker(changed(open_on)).does(said).known
    assert known == ({} if days is None else {"w": [*days]})


def test_a_tick_leaves_the_question_where_it_is() -> None:
    """Else the second of two quick taps would be stale."""
    move = Talker(FORM).taps(Op.PICK, "+van").move
    assert (move.turned, move.accepted) == (True, False)


def test_nothing_ticked_is_no_answer_unless_it_may_be() -> None:
    assert Talker(FORM).taps(Op.PICK, ".").note.startswith("Please choose at least one")
    none = Several("w", "?", "W", choices=WAYS.choices, fewest=0)
    assert Talker(changed(none)).taps(Op.PICK, ".").known == {"w": []}
    skipped = Several("w", "?", "W", choices=WAYS.choices, optional=True)
    assert Talker(changed(skipped)).taps(Op.PICK, ".").known == {"w": None}


def test_what_is_not_among_them_is_named_and_the_ticks_stay() -> None:
    talker = Talker(FORM).does("[=+van]", "baca dulu, kapal")
    assert talker.note.startswith("We do not know")
    assert talker.taps(Op.PICK, ".").known == {"w": ["van"]}


def test_who_changes_it_finds_the_ticks_as_they_were() -> None:
    talker = Talker(FORM).does("semua", "[~w]", "[=-shop]", "[=.]")
    assert talker.known == {"w": ["van", "read"]}


SAYS: list[tuple[str, Step, str, Any]] = [
    ("an hour", HOUR, "jam 6 pagi", "06:00"),
    ("an hour in English", HOUR, "5 pm", "17:00"),
    ("with minutes", HOUR, "17.30", "17:30"),
    ("a bare figure of the morning", HOUR, "9", "09:00"),
    ("a bare figure that may be either", HOUR, "6", ("18:00", "06:00")),
    ("half past five", HOUR, "setengah 6 pagi", "05:30"),
    ("a number", PHONE, "0812-3456-7890", {"number": "+6281234567890", "verified": False}),
    (
        "with its country",
        PHONE,
        "+62 812 3456 7890",
        {"number": "+6281234567890", "verified": False},
    ),
    ("one from abroad", PHONE, "+65 8123 4567", {"number": "+6581234567", "verified": False}),
    (
        "two numbers",
        PHONE,
        "0812 3456 7890 atau 0813 3456 7890",
        ("+6281234567890", "+6281334567890"),
    ),
    ("an NIB", NIB, "1234567890123", "1234567890123"),
    ("an NIB in groups", NIB, "NIB: 0123 4567.8901-2", "0123456789012"),
    ("a year", YEAR, "1980", 1980),
    ("a year in a sentence", YEAR, "lahir tahun 1980", 1980),
    ("an age", YEAR, "umur 45", ("1981",)),
    ("an age with its years", YEAR, "48 th", ("1978",)),
    ("an old age", YEAR, "usia 78 tahun", ("1948",)),
    ("a bare age", YEAR, "48", ("1978",)),
    ("a year without its century", YEAR, "tahun 78", 1978),
    ("a birth without its century", YEAR, "lahir th 68", 1968),
    ("a birth in this century", YEAR, "kelahiran 05", 2005),
    ("a bare figure too old to be an age", YEAR, "82", 1982),
    ("with an apostrophe", YEAR, "'65", 1965),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("step", "text", "value"), [s[1:] for s in SAYS], ids=[s[0] for s in SAYS])
def test_what_is_typed_is_read(step: Step, text: str, value: Any, language: str) -> None:
    assert read(step, text, language=language) == value


NIK = "3507012345678901"
REFUSED: list[tuple[str, Step, str, str]] = [
    ("no hour", HOUR, "nanti", "We could not read an hour"),
    ("an hour that does not exist", HOUR, "25.00", "We could not read an hour"),
    ("no number", PHONE, "nanti saja dulu", "We could not read a phone number"),
    ("too few figures", PHONE, "08123", "We could not read a phone number"),
    ("a landline", PHONE, "0341 551234", "That is a landline"),
    ("a NIK for a phone number", PHONE, NIK, "Please do not send a NIK"),
    ("a NIK for an NIB", NIB, NIK, "Please do not send a NIK"),
    ("a NIK in groups", NIB, "3507 0123 4567 8901", "Please do not send a NIK"),
    ("a NIK for a year", YEAR, NIK, "Please do not send a NIK"),
    ("a figure too few", NIB, "123456789012", "That number has"),
    ("no figures", NIB, "belum punya", "Please type the number"),
    ("four hundred figures", NIB, "9" * 400, "That number has"),
    ("a year long gone", YEAR, "1890", "Please type a year"),
    ("a child's year", YEAR, "2020", "Please type a year"),
    ("a child's age", YEAR, "9", "Please type a year"),
]


@pytest.mark.parametrize(
    ("step", "text", "begins"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_cannot_be_an_answer_is_explained(step: Step, text: str, begins: str) -> None:
    assert read(step, text).startswith(begins)


NONE = [
    *("gak punya", "tidak ada", "Saya tidak punya HP", "nggak ada", "-", "none", "no phone"),
    *("belum punya nomor wa", "I don't have a phone", "tidak", "gak tau"),
]


@pytest.mark.parametrize("text", NONE)
@pytest.mark.parametrize(
    "step", [PHONE, replace(NIB, optional=True), Text("t", "?", "T", optional=True)]
)
def test_who_has_none_skips_what_may_be_skipped(step: Step, text: str) -> None:
    talker = Talker(changed(step)).says(text)
    assert (talker.at, talker.known) == (REVIEW, {step.key: None})


@pytest.mark.parametrize("text", ["no hp", "no wa 08", "ubah"])
def test_what_denies_nothing_skips_nothing(text: str) -> None:
    assert Talker(changed(PHONE)).says(text).known == {}


def test_who_has_none_of_what_is_needed_is_asked_on() -> None:
    assert Talker(changed(NIB)).says("belum punya").note.startswith("Please type the number")


def test_who_changes_an_answer_to_none_has_none() -> None:
    assert Talker(changed(PHONE)).does("081234567890", "[~ph]", "gak punya").known == {"ph": None}


@pytest.mark.parametrize("step", [PHONE, NIB, YEAR])
def test_nothing_of_a_nik_is_kept(step: Step) -> None:
    move = Talker(changed(step)).says(NIK).move
    assert NIK not in f"{move.state} {move.note}"


def test_ones_own_number_is_verified_by_telegram() -> None:
    for phone in ("6281234567890", "+6281234567890"):
        reply = PHONE.hear(Contact(phone, mine=True), None, situation())
        assert reply == Answer({"number": "+6281234567890", "verified": True})


def test_one_of_two_numbers_is_chosen_by_its_figures() -> None:
    talker = Talker(changed(PHONE)).says("0812 3456 7890 atau 0813 3456 7890", "yang kedua")
    assert talker.known["ph"] == {"number": "+6281334567890", "verified": False}
    assert PHONE.keeps(talker.known["ph"])


def test_somebody_elses_number_is_not_kept() -> None:
    reply = PHONE.hear(Contact("6281234567890", mine=False), None, situation())
    assert isinstance(reply, Unclear)
    assert reply.note.text.startswith("That is somebody else's number")
    assert "81234567890" not in f"{reply}"


def test_a_number_is_no_place_and_a_forged_one_is_none() -> None:
    assert isinstance(PHONE.hear(Location(0, 0), None, situation()), Unclear)
    assert isinstance(PHONE.hear(Contact("'; DROP", mine=True), None, situation()), Unclear)
