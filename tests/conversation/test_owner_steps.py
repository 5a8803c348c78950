"""The questions that only owners are asked, and how they read what is typed."""

from typing import Any

import pytest

from bot.conversation.engine import Op
from bot.conversation.form import Answer, Form
from bot.conversation.steps import Checklist, ContactName, NewsHour, PersonName, Sales, Wares
from bot.conversation.steps.sales import RANGES
from bot.language import words_for
from tests.conversation.forms import Talker, keep, situation
from tests.conversation.kinds import read

NAME, WARES = PersonName("n", "?", "N"), Wares("w", "?", "W")
CONTACT = ContactName("c", "?", "C")
HOUR = NewsHour("h", "?", "H", common=("06:00",))
SALES = Sales("s", "?", "S", choices=RANGES)
PAPERS = Checklist(
    "p",
    "?",
    "P",
    items={"nib": "NIB", "halal": "Halal", "pirt": "P-IRT"},
    also={"nib": "nib", "halal": "halal", "p irt": "pirt"},
)
SITI = {"name": "Siti", "honorific": "ibu"}
TITLES = ("ibu", "bapak")
LETTERS = "Please type the name in letters."

READINGS: list[tuple[str, Any, str, Any]] = [
    ("a title is kept", NAME, "Bu Siti", SITI),
    ("a name alone asks for the title", NAME, "Siti", TITLES),
    ("a figure is no name", NAME, "12345", LETTERS),
    ("nor is a title with a figure", NAME, "Bu 123", LETTERS),
    ("whom to ask for", CONTACT, "ibu dewi", "Ibu Dewi"),
    ("the same in capitals", CONTACT, "DEWI LESTARI", "Dewi Lestari"),
    ("a contact written with care", CONTACT, "Ibu de Vries", "Ibu de Vries"),
    ("a buyer", WARES, "Saya pembeli!", []),
    ("a buyer, in English", WARES, "I'm a buyer", []),
    ("goods", WARES, "vco", [{"slug": "vco", "said": "vco"}]),
    ("an hour", HOUR, "jam 5 pagi", "05:00"),
    ("at once", HOUR, "langsung saja", "now"),
    ("a range", SALES, "Rp300 juta – 2 miliar", "micro"),
    ("a figure a year", SALES, "500 juta setahun", "micro"),
    ("a figure a month", SALES, "25 juta sebulan", "tiny"),
    ("a figure a day", SALES, "Rp2.000.000 per hari", "micro"),
    ("much", SALES, "60 miliar", "large"),
    ("no figure", SALES, "lumayan", "Please tap one of the buttons."),
]


@pytest.mark.parametrize(
    ("step", "text", "came_to"), [r[1:] for r in READINGS], ids=[r[0] for r in READINGS]
)
def test_what_is_typed_is_read(step: Any, text: str, came_to: Any) -> None:
    assert read(step, text) == came_to


@pytest.mark.parametrize("text", ["tidak", "tidak ada", "no"])
def test_nobody_need_be_named_where_that_may_be_left_out(text: str) -> None:
    """Found by chance: what is read as “nobody” was written out as a name."""
    free = ContactName("c", "?", "C", optional=True)
    assert free.read(text, None, situation()) == Answer(None)


@pytest.mark.parametrize("text", ["saya sendiri", "Saya", "myself"])
def test_a_contact_can_be_oneself(text: str) -> None:
    known = situation(facts={"me": "Hendra"})
    assert CONTACT.read(text, None, known) == Answer("Hendra")
    assert CONTACT.read("Sayani", None, known) == Answer("Sayani")


def form(step: Any) -> Form:
    return Form(name="form", title="Right?", steps=(step,), finish=keep)


@pytest.mark.parametrize("said", ["Ibu", "bu", "ibu.", "Ms", "Ibu (Ms)", "yang pertama"])
def test_a_title_is_tapped_or_typed(said: str) -> None:
    assert Talker(form(NAME)).says("siti", said).known == {"n": SITI}


def test_the_name_is_said_anew_while_its_title_is_asked_for() -> None:
    assert Talker(form(NAME)).says("Sitti", "Bu Siti").known == {"n": SITI}


RESAID = [
    ("another spelling", "Sitti", "Sitti"),
    ("two words", "sitti aminah", "Sitti Aminah"),
    ("introduced", "nama saya Malang Sumirang", "Malang Sumirang"),
    ("a no first", "bukan, Sitti", "Sitti"),
    ("what resembles a tuber", "Budi", "Budi"),
    ("what resembles onions", "bambang", "Bambang"),
]
NO_NAMES = [
    *("jual sambel sama cabe rawit", "mlg", "jual sambel", "bu jual sambel", "malang", "tomat"),
    *("saya jualan keripik", "petani", "harga kopi", "ok", "08123456789", "..."),
    *("saya dari malang", "kenapa ditanya", "siapa", "sambel", "mau daftar"),
]


@pytest.mark.parametrize(("text", "name"), [r[1:] for r in RESAID], ids=[r[0] for r in RESAID])
def test_only_what_reads_as_a_name_replaces_the_one_before(text: str, name: str) -> None:
    talker = Talker(form(NAME)).says("siti", text, "bu")
    assert talker.known == {"n": {"name": name, "honorific": "ibu"}}


@pytest.mark.parametrize("text", NO_NAMES)
def test_anything_else_asks_for_the_title_again_and_keeps_the_name(text: str) -> None:
    talker = Talker(form(NAME)).says("siti", text)
    assert talker.note == "Please tap Ibu (Ms) or Bapak (Mr)."
    assert talker.says("bu").known == {"n": SITI}


@pytest.mark.parametrize("text", ["panggil ibu", "saya ibu", "perempuan", "Bu saja", "Mbak"])
def test_a_title_in_other_words_is_one(text: str) -> None:
    assert Talker(form(NAME)).says("siti", text).known == {"n": SITI}


def test_back_from_a_question_about_an_answer_leads_to_its_own_step() -> None:
    steps = (PersonName("n", "?", "N"), Wares("w", "?", "W"))
    two = Form(name="form", title="Right?", steps=steps, finish=keep)
    talker = Talker(two).says("siti").taps(Op.BACK)
    assert (talker.at, talker.move.state.offered, talker.move.state.draft) == ("n", (), None)
    assert talker.says("Bu Ani", "sambel").taps(Op.BACK).at == "w"
    assert talker.move.state.draft is None
    assert talker.taps(Op.BACK).at == "n"


def papers(*things: str) -> Talker:
    talker = Talker(form(PAPERS))
    for thing in things:
        talker = talker.taps(Op.PICK, thing)
    return talker


def test_each_tap_leads_an_item_on_and_a_second_one_on_the_same_button_does_nothing_more() -> None:
    assert papers("nib=have", "nib=have", "halal=have", "halal=doing", ".").known["p"] == {
        "nib": "have",
        "halal": "doing",
        "pirt": "none",
    }
    assert papers("nib=have", "nib=doing", "nib=none", ".").known["p"]["nib"] == "none"


def test_a_forged_item_is_not_marked() -> None:
    assert "p" not in papers("gold=have", "nib=gold").known


def test_papers_that_are_named_are_ticked_and_a_no_means_none() -> None:
    talker = Talker(form(PAPERS)).says("punya NIB sama P-IRT")
    assert talker.move.state.draft == {"nib": "have", "halal": "none", "pirt": "have"}
    assert talker.taps(Op.PICK, ".").known["p"]["pirt"] == "have"
    none = Talker(form(PAPERS)).says("belum ada")
    assert none.known["p"] == {"nib": "none", "halal": "none", "pirt": "none"}


WORDED = [
    ("two", "PIRT sama halal", ("none", "have", "have")),
    ("two that there are", "ada PIRT dan halal", ("none", "have", "have")),
    ("one not yet", "PIRT ada, halal belum", ("none", "none", "have")),
    ("without a comma", "pirt ada halal belum", ("none", "none", "have")),
    ("not yet, said ahead", "sudah ada P-IRT tapi belum halal", ("none", "none", "have")),
    ("both not yet", "pirt dan halal belum ada", ("none", "none", "none")),
    ("being arranged", "NIB ada, halal belum jadi masih proses", ("have", "doing", "none")),
    ("all but one", "semua ada kecuali halal", ("have", "none", "have")),
]


@pytest.mark.parametrize(("text", "marks"), [w[1:] for w in WORDED], ids=[w[0] for w in WORDED])
def test_papers_in_words_are_read_whole(text: str, marks: tuple[str, str, str]) -> None:
    talker = Talker(form(PAPERS)).says(text)
    assert talker.move.state.draft == dict(zip(("nib", "halal", "pirt"), marks, strict=True))
    talker.says("semua ada")
    assert {*talker.known["p"].values()} == {"have"}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("semua ada", "have"),
        ("semuanya sudah", "have"),
        ("lengkap", "have"),
        ("belum ada", "none"),
        ("belum ada semua", "none"),
        ("semua masih diurus", "doing"),
    ],
)
def test_all_papers_are_told_in_one_word(text: str, mark: str) -> None:
    assert {*Talker(form(PAPERS)).says(text).known["p"].values()} == {mark}


def test_only_what_fits_the_business_is_asked_and_what_is_known_is_shown() -> None:
    facts = {"checklist": ["nib", "halal"], "marks": {"halal": "doing", "pirt": "have"}}
    assert PAPERS.options(facts) == ("nib=have", "halal=none", ".")
    words = words_for("en")
    assert [PAPERS.label(each, words, facts) for each in PAPERS.options(facts)] == [
        "▫️ NIB",
        "⏳ Halal",
        "Done",
    ]
    seen = situation(facts=facts)
    assert PAPERS.pick(".", None, seen).value == {"nib": "none", "halal": "doing"}  # type: ignore[union-attr]  # an answer
