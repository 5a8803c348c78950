"""How much of each product, in what time, and what a sack of it weighs."""

from typing import Any

import pytest

from bot.conversation.buttons import Op
from bot.conversation.form import Form
from bot.conversation.state import REVIEW
from bot.conversation.steps import Capacity, Crops
from tests.conversation.forms import Talker, keep, situation
from tests.conversation.kinds import CAPACITY

FORM = Form(
    name="small",
    title="Right?",
    steps=(Crops("products", "What?", "What"), Capacity("capacity", "{product}?", "How much")),
    finish=keep,
)
CHILI = [{"slug": "cabai-rawit-merah", "said": "cabai"}]
SAMBAL = [{"slug": None, "said": "sambal"}]
SPINACH = [{"slug": "bayam", "said": "bayam"}]
BOTH = [*CHILI, *SAMBAL]


def entry(
    amount: Any, said: str, unit: str = "kg", per: str | None = "week", **more: Any
) -> dict[str, Any]:
    of = more.pop("of", "cabai-rawit-merah")
    return {"of": of, "amount": amount, "unit": unit, "per": per, "said": said, **more}


def sack(kg: str, unit: str = "karung") -> dict[str, str]:
    return {"unit": unit, "kg": kg}


#: A title, the product, what is typed or tapped, and the entry.
SAID: list[tuple[str, list[dict[str, Any]], list[str], Any]] = [
    ("all at once", CHILI, ["2 kw seminggu"], entry("200", "2 kw seminggu")),
    ("in English", CHILI, ["500 kg a month"], entry("500", "500 kg a month", per="month")),
    ("a range", CHILI, ["2-3 kw per minggu"], entry(["200", "300"], "2-3 kw per minggu")),
    ("for a year", CHILI, ["1 ton setahun"], entry("1000", "1 ton setahun", per="year")),
    (
        "the time is tapped",
        CHILI,
        ["2 kuintal", "[=/harvest]"],
        entry("200", "2 kuintal", per="harvest"),
    ),
    ("the time is typed", CHILI, ["2 kuintal", "per minggu"], entry("200", "2 kuintal")),
    ("as its button reads", CHILI, ["2 kuintal", "Seminggu"], entry("200", "2 kuintal")),
    ("the time alone", CHILI, ["2 kuintal", "minggu"], entry("200", "2 kuintal")),
    (
        "another amount instead",
        CHILI,
        ["2 kuintal", "3 kw sebulan"],
        entry("300", "3 kw sebulan", per="month"),
    ),
    ("a bare figure", CHILI, ["50", "sehari"], entry("50", "50", per="day")),
    (
        "sacks",
        CHILI,
        ["10 karung seminggu", "50"],
        entry("500", "10 karung seminggu", pack=sack("50")),
    ),
    (
        "sacks of a range, and then the time",
        CHILI,
        ["4-6 karung", "setengah kuintal", "sebulan"],
        entry(["200", "300"], "4-6 karung", per="month", pack=sack("50")),
    ),
    (
        "a sack nobody knows",
        CHILI,
        ["10 karung seminggu", "[=?]"],
        entry("10", "10 karung seminggu", "karung"),
    ),
    (
        "the same, typed",
        CHILI,
        ["10 karung seminggu", "tidak tahu"],
        entry("10", "10 karung seminggu", "karung"),
    ),
    (
        "bunches of what is weighed",
        CHILI,
        ["40 ikat sehari", "2 kg"],
        entry("80", "40 ikat sehari", per="day", pack=sack("2", "ikat")),
    ),
    (
        "bunches of what is sold so",
        SPINACH,
        ["40 ikat sehari"],
        entry("40", "40 ikat sehari", "ikat", "day", of="bayam"),
    ),
    (
        "bottles of one's own",
        SAMBAL,
        ["100 botol sebulan"],
        entry("100", "100 botol sebulan", "botol", "month", of="sambal"),
    ),
]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("products", "things", "value"), [s[1:] for s in SAID], ids=[s[0] for s in SAID]
)
def test_what_is_said_becomes_an_entry(
    products: list[dict[str, Any]], things: list[str], value: Any, language: str
) -> None:
    talker = Talker(FORM, {"products": products}, language=language).does(*things)
    assert talker.known["capacity"] == [value]
    assert talker.at == REVIEW
    assert FORM.steps[1].keeps(talker.known["capacity"])


WEIGHED = [
    "40 kg sekarung",
    "sekarung 40 kg",
    "40 kg per karung",
    "40kg/karung",
    "1 karung 40 kg",
    "satu karung isinya 40 kilo",
    "karungnya 40 kg",
    "40 kg a bag",
    "40",
]


@pytest.mark.parametrize("said", WEIGHED)
@pytest.mark.parametrize("before", [[], ["bukan"], ["entah ya", "Bukan"], ["40 atau 50 mungkin"]])
def test_sacks_wait_until_one_is_weighed_whatever_is_said_before(
    said: str, before: list[str]
) -> None:
    talker = Talker(FORM, {"products": CHILI}).says("2 karung", *before)
    assert asks(talker) == "Cabai rawit merah: satu karung kira-kira berapa kg?"
    talker.says(said, "bukan", "seminggu")
    assert talker.known["capacity"] == [entry("80", "2 karung", pack=sack("40"))]


def test_another_number_of_sacks_is_another_amount_and_no_weight() -> None:
    talker = Talker(FORM, {"products": CHILI}).says("2 karung", "3 karung", "40", "seminggu")
    assert talker.known["capacity"] == [entry("120", "3 karung", pack=sack("40"))]


def test_each_product_is_asked_by_name_and_the_list_is_parallel() -> None:
    talker = Talker(FORM, {"products": BOTH})
    assert asks(talker) == "Cabai rawit merah?"
    assert asks(talker.says("2 kw")) == "Cabai rawit merah 200 kg itu untuk berapa lama?"
    assert asks(talker.says("seminggu")) == "sambal?"
    assert talker.move.accepted
    assert asks(talker.says("20 dus sebulan")) == "sambal: satu dus kira-kira berapa kg?"
    talker.says("5 kg")
    assert [each["amount"] for each in talker.known["capacity"]] == ["200", "100"]


def asks(talker: Talker) -> str:
    here, state = situation(), talker.move.state
    return str(FORM.steps[1].question(here.words, state.answers, state.draft, {}))


def test_a_product_can_be_skipped_alone() -> None:
    talker = Talker(FORM, {"products": BOTH}).does("[>]", "100 botol sebulan")
    assert [bool(each) for each in talker.known["capacity"]] == [False, True]
    assert Talker(FORM, {"products": BOTH}).does("lewati", "skip").known["capacity"] is None


def test_an_amount_stays_without_the_time_or_the_weight_that_is_skipped() -> None:
    talker = Talker(FORM, {"products": CHILI}).does("2 kw", "lewati")
    assert talker.known["capacity"] == [entry("200", "2 kw", per=None)]
    assert CAPACITY.keeps(talker.known["capacity"])
    talker = Talker(FORM, {"products": CHILI}).does("2 karung", "lewati", "lewati")
    assert talker.known["capacity"] == [entry("2", "2 karung", "karung", None)]


def test_back_leads_to_the_amount_to_the_product_before_and_to_the_question_before() -> None:
    talker = Talker(FORM, {"products": BOTH}).does("2 kw seminggu", "10 karung")
    assert asks(talker.taps(Op.BACK)) == "sambal?"
    assert asks(talker.taps(Op.BACK)) == "Cabai rawit merah?"
    assert talker.taps(Op.BACK).at == "products"


def test_what_a_sack_holds_is_asked_once() -> None:
    known = {"packs": {"cabai-rawit-merah": {"karung": "40"}}}
    here = situation({"products": CHILI}, facts=known)
    reply = CAPACITY.read("10 karung seminggu", None, here)
    assert getattr(reply, "value", None) == [
        entry("400", "10 karung seminggu", pack=sack("40")),
    ]


def test_a_change_of_products_asks_only_what_is_new() -> None:
    talker = Talker(FORM, {"products": CHILI}).does("2 kw seminggu", "[~products]")
    talker.says("cabai rawit merah, kopi robusta")
    assert talker.at == "capacity"
    assert talker.note.startswith("What you make has changed")
    assert asks(talker) == "Kopi robusta biji hijau?"
    talker.says("1 ton sekali panen")
    assert talker.at == REVIEW
    assert [each["amount"] for each in talker.known["capacity"]] == ["200", "1000"]


def test_a_new_product_can_be_skipped_and_the_summary_is_reached() -> None:
    talker = Talker(FORM, {"products": CHILI}).does("2 kw seminggu", "[~products]")
    talker.does("cabai rawit merah, kopi robusta", "lewati")
    assert talker.at == REVIEW
    assert [bool(each) for each in talker.known["capacity"]] == [True, False]
    assert talker.taps(Op.CONFIRM).move.end


def test_who_changes_the_capacity_itself_is_asked_for_all_of_it() -> None:
    talker = Talker(FORM, {"products": CHILI}).does("2 kw seminggu", "[~capacity]")
    assert asks(talker) == "Cabai rawit merah?"
    assert talker.says("3 kw seminggu").known["capacity"][0]["amount"] == "300"


REFUSED = [
    ("no figure", ["banyak"], "We could not read a quantity"),
    ("it depends", ["tergantung musim"], "We could not read a quantity"),
    ("nothing", ["0 kg seminggu"], "That figure cannot be right"),
    ("less than nothing", ["-5 kg seminggu"], "That figure cannot be right"),
    ("beyond all reason", ["9999999999 ton sehari"], "That figure cannot be right"),
    ("land", ["2 ha"], "That figure cannot be right"),
    ("a sack of words", ["10 karung seminggu", "berat"], "Please give a weight"),
    ("a time of words", ["2 kw", "kadang-kadang"], "We could not read a quantity"),
]


@pytest.mark.parametrize(("texts", "note"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_amount_is_explained_and_nothing_is_lost(texts: list[str], note: str) -> None:
    talker = Talker(FORM, {"products": CHILI}).says(*texts[:-1])
    before = talker.move.state
    talker.says(texts[-1])
    assert talker.note.startswith(note)
    assert talker.move.state == before


def test_an_amount_that_may_be_two_is_asked_about() -> None:
    talker = Talker(FORM, {"products": CHILI}).says("2 kuintal seminggu sekali")
    assert talker.move.state.offered == ("200/kg/",)
    talker.says("ya", "seminggu")
    assert talker.known["capacity"] == [entry("200", "2 kuintal seminggu sekali")]


def test_it_is_shown_with_its_product_and_its_time() -> None:
    value = [entry(["200", "300"], "x"), None, entry("100", "y", "botol", "month", of="sambal")]
    for language, shown in (
        ("id", "Cabai rawit merah 200–300 kg seminggu dan sambal 100 botol sebulan"),
        ("en", "Red bird's eye chili 200–300 kg a week and sambal 100 botol a month"),
    ):
        here = situation(language=language)
        assert CAPACITY.show(value, here.words, {}) == shown
