"""Whoever types what a button says gets what the button does; the rest is about what was said."""

from typing import Any

import pytest

from bot.conversation.engine import End, Op
from bot.conversation.form import Answers, Form, Step
from bot.conversation.spoken import chosen, is_all, is_no, is_yes
from bot.conversation.state import REVIEW
from bot.conversation.steps import Crop
from handlers.people.onboarding import REGISTER
from tests.conversation.forms import SMALL, Talker, changed
from tests.conversation.kinds import (
    AMOUNT,
    CHILI,
    CHILIES,
    CROP,
    CROPS,
    DAY,
    EVERY,
    HOUR,
    MOMENT,
    PICK,
    PLACE,
    PLACES,
    PRICE,
    YEAR,
)

FULL = ("Siti", "[=sell]", "Los 5", "skip")
SELLS = {"name": "Siti", "kind": "sell", "stall": "Los 5", "remark": None}

BUTTONS: list[tuple[str, list[str], str, Answers]] = [
    ("an option", ["Siti", "I sell"], "stall", {"name": "Siti", "kind": "sell"}),
    ("an option, shouted", ["Siti", "I SELL!"], "stall", {"name": "Siti", "kind": "sell"}),
    ("back, as it stands there", ["Siti", "‹ Kembali"], "name", {"name": "Siti"}),
    ("back in the other language", ["Siti", "‹ Back"], "name", {"name": "Siti"}),
    ("a change, with its pencil", [*FULL, "✎ Name"], "name", SELLS),
    ("a change, without it", [*FULL, "kind"], "kind", SELLS),
]


@pytest.mark.parametrize(
    ("things", "at", "known"), [b[1:] for b in BUTTONS], ids=[b[0] for b in BUTTONS]
)
def test_a_button_that_is_typed_does_what_it_says(
    things: list[str], at: str, known: Answers
) -> None:
    talker = Talker(SMALL).does(*things)
    assert (talker.at, talker.known) == (at, known)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_an_option_says_in_the_other_language_counts_too(language: str) -> None:
    before = Talker(REGISTER, {"language": "id"}, language=language)
    for said in ("Pilih satu-satu", "Choose one by one"):
        move = before.says(said)
        assert move.known["consent"] == "each"
        before.says("back")


YES = [
    "ya",
    "Iya",
    "yes",
    "OK",
    "oke",
    "benar",
    "sudah",
    "Sudah benar!",
    "ya, sudah benar",
    "betul",
]
NO = [
    "tidak",
    "salah",
    "no",
    "ubah",
    "belum",
    "ada yang salah",
    "tidak benar",
    "not right",
    "Bukan",
]
NEITHER = ["ya tapi namanya salah", "Siti", "sudah dong harganya", "nama"]


@pytest.mark.parametrize("text", YES)
def test_a_yes_confirms_the_summary(text: str) -> None:
    assert Talker(SMALL).does(*FULL, text).move.end is End.FINISHED


@pytest.mark.parametrize("text", ["Ya, sudah benar", "Yes, that is right"])
def test_so_does_its_button_typed_in_any_language(text: str) -> None:
    assert Talker(SMALL).does(*FULL, text).move.end is End.FINISHED


@pytest.mark.parametrize("text", NO)
def test_a_no_at_the_summary_asks_which_answer_to_change(text: str) -> None:
    talker = Talker(SMALL).does(*FULL, text)
    assert (talker.at, talker.move.end) == (REVIEW, None)
    assert talker.note.startswith("Which answer shall be changed?")


@pytest.mark.parametrize("text", NEITHER)
def test_what_is_neither_is_taken_for_neither(text: str) -> None:
    assert (is_yes(text), is_no(text)) == (False, False)


HEADINGS = [
    ("the heading", "nama", "name"),
    ("in another tongue", "Name", "name"),
    ("with what is wrong about it", "namanya salah", "name"),
    ("with the wish", "ganti produk", "products"),
    ("one of its words", "kota", "regency"),
    ("in English", "products", "products"),
]


@pytest.mark.parametrize(("text", "at"), [h[1:] for h in HEADINGS], ids=[h[0] for h in HEADINGS])
def test_a_heading_typed_at_the_summary_changes_that_answer(text: str, at: str) -> None:
    answers = {
        "language": "id",
        "consent": "yes",
        "role": "owner",
        "name": {"name": "Siti", "honorific": "ibu"},
        "products": [{"slug": "vco", "said": "vco"}],
        "regency": "35.79",
    }
    # Whatever else the form has come to ask is skipped.
    form = Form(
        name="register",
        title="Right?",
        steps=tuple(step for step in REGISTER.steps if step.key in answers),
        finish=REGISTER.finish,
    )
    talker = Talker(form, answers)
    assert talker.at == REVIEW
    assert talker.says(text).at == at


#: Prices and quantities are those of a commodity.
SOLD = Crop("commodity", "?", "Commodity")

#: A title, the question, what is typed to it, and the answer.
REFINED: list[tuple[str, Step, list[str], Any]] = [
    ("the red one", CROP, ["cabai", "yg keriting"], "cabai-merah-keriting"),
    ("one of two words", CROP, ["cabai", "rawit", "yang hijau"], "cabai-rawit-hijau"),
    ("the second", CROP, ["cabai", "yang kedua"], "cabai-rawit-hijau"),
    ("a figure", CROP, ["cabai", "2"], "cabai-rawit-hijau"),
    ("the last", CROP, ["cabai", "yg terakhir aja"], "cabai-merah-besar"),
    ("with a slip", CROP, ["cabai", "kritng"], "cabai-merah-keriting"),
    ("in English", CROP, ["cabai", "the third one"], "cabai-merah-keriting"),
    ("something else", CROP, ["cabai", "kopi robusta"], "kopi-robusta"),
    ("a part of what was asked", CROP, ["kopi", "robusta"], "kopi-robusta"),
    ("the city", PLACE, ["malang", "kota"], "35.73"),
    ("the regency, shortened", PLACE, ["malang", "kab"], "35.07"),
    ("the city, by its old title", PLACE, ["malang", "kodya"], "35.73"),
    ("another place", PLACE, ["malang", "kota batu"], "35.79"),
    ("its province", PLACE, ["banjar", "jabar"], "32.79"),
    ("the first", PLACE, ["malang", "1"], "35.07"),
    ("several products", CROPS, ["kopi robusta, cabai, vco", "yg rawit", "1"], None),
    ("the thousands of a price", PRICE, ["45", "ribu"], {"amount": "45000", "unit": "kg"}),
    ("yes to a price", PRICE, ["45", "iya"], {"amount": "45000", "unit": "kg"}),
    ("another price", PRICE, ["45", "50rb"], {"amount": "50000", "unit": "kg"}),
    ("a part of the day", MOMENT, ["besok jam 2", "siang"], "2026-11-24T14:00"),
    ("the other half", MOMENT, ["besok jam 2", "yang kedua"], "2026-11-24T02:00"),
    ("another moment", MOMENT, ["besok jam 2", "lusa jam 9"], "2026-11-25T09:00"),
    ("an hour's half", HOUR, ["6", "pagi"], "06:00"),
    ("a day by its figure", DAY, ["Rabu depan", "yang 2 des"], "2026-12-02"),
    ("the second day", DAY, ["Rabu depan", "nomor 2"], "2026-12-02"),
    ("an age", YEAR, ["45", "ya"], 1981),
    ("a name among several", PICK, ["malang", "ya"], "7"),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("step", "texts", "value"), [r[1:] for r in REFINED], ids=[r[0] for r in REFINED]
)
def test_what_is_typed_to_a_which_one_chooses_among_what_is_offered(
    step: Step, texts: list[str], value: Any, language: str
) -> None:
    talker = Talker(changed(SOLD, step), CHILI, language=language).says(*texts)
    if step is CROPS:
        value = [{"slug": each[0], "said": each[1]} for each in THREE]
    assert talker.known.get(step.key) == value
    assert talker.at == REVIEW


THREE = [("kopi-robusta", "kopi robusta"), ("cabai-rawit-merah", "cabai"), ("vco", "vco")]

BOTH: list[tuple[str, Step, list[str], Any]] = [
    ("places", PLACES, ["bali, malang, ntb", "dua-duanya"], ["51", "35.07", "35.73", "52"]),
    ("places, in English", PLACES, ["malang", "both"], ["35.07", "35.73"]),
    ("products", CROPS, ["cabai", "semua"], [*CHILIES]),
]


@pytest.mark.parametrize(
    ("step", "texts", "value"), [b[1:] for b in BOTH], ids=[b[0] for b in BOTH]
)
def test_both_of_what_is_offered_can_be_meant(step: Step, texts: list[str], value: Any) -> None:
    answer = Talker(changed(step)).says(*texts).known[step.key]
    assert [each["slug"] if isinstance(each, dict) else each for each in answer] == value


def test_both_cannot_be_meant_where_there_is_one_answer() -> None:
    talker = Talker(changed(PLACE)).says("malang", "keduanya")
    assert talker.note.startswith("Only one can be chosen")
    assert talker.says("kota").known == {"p": "35.73"}


def test_a_bare_figure_is_no_place_in_a_list_of_figures() -> None:
    assert chosen("2", {"5": ["5 kg"], "7": ["7 kg"]}, numeric=True) == ()
    assert chosen("nomor 2", {"5": ["5 kg"], "7": ["7 kg"]}, numeric=True) == ("7",)
    assert chosen("7", {"5": ["5 kg"], "7": ["7 kg"]}, numeric=True) == ("7",)
    assert Talker(changed(SOLD, AMOUNT), CHILI).says("2").known["a"]["amount"] == "2"


@pytest.mark.parametrize("text", ["bukan yang merah", "selain rawit", "", "yang itu", "9", "xyzzy"])
def test_what_tells_nothing_chooses_nothing(text: str) -> None:
    assert chosen(text, {"a": ["Cabai merah"], "b": ["Cabai rawit"]}) == ()


@pytest.mark.parametrize("text", ["semua", "dua-duanya", "keduanya", "both", "semuanya ya pak"])
def test_all_is_said_in_many_ways(text: str) -> None:
    assert is_all(text)


DENIED: list[tuple[str, Step, list[str], str]] = [
    ("a price", PRICE, ["45", "bukan"], "p"),
    ("a name", PICK, ["sri", "no"], "b"),
    ("one of several", CROP, ["cabai", "tidak ada"], "c"),
]


@pytest.mark.parametrize(
    ("step", "texts", "at"), [d[1:] for d in DENIED], ids=[d[0] for d in DENIED]
)
def test_a_no_drops_what_was_offered_and_asks_for_other_words(
    step: Step, texts: list[str], at: str
) -> None:
    talker = Talker(changed(SOLD, step), CHILI).says(*texts)
    assert (talker.at, talker.move.state.offered) == (at, ())
    assert talker.note.startswith("All right.")


def test_a_product_that_is_none_of_those_offered_stays_in_the_owners_words() -> None:
    talker = Talker(changed(CROPS)).says("vco, keripik singkong", "bukan")
    assert [each["said"] for each in talker.known["c"]] == ["vco", "keripik singkong"]
    assert talker.known["c"][1]["slug"] is None


def test_a_share_key_that_is_typed_says_what_else_can_be_done() -> None:
    talker = Talker(EVERY).says("I sell", "Siti", "📱 Bagikan nomor saya")
    assert talker.at == "phone"
    assert talker.note.startswith("Sharing works on a phone only.")
    assert talker.taps(Op.SHARE).at == "phone"
