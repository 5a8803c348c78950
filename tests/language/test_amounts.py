"""Prices and quantities: the programme's examples, and more of what people type."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.money import read_price
from bot.language.reading.quantity import read_quantity
from bot.language.reading.reading import Reason

DATA = (Path(__file__).parent / "numbers.csv").read_text(encoding="utf-8")
EXAMPLES = list(csv.DictReader(DATA.splitlines()))


def shown(amount: Any) -> str:
    if isinstance(amount, tuple):
        return "..".join(map(shown, amount))
    return f"{amount.normalize():f}"


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["input"])
def test_every_example_is_read_as_the_programme_expects(row: dict[str, str]) -> None:
    if row["expected"] == "ASK":
        assert read_price(row["input"]).value is None
        assert read_quantity(row["input"]).value is None
        return
    currency, _, per = row["unit"].partition("/")
    reading: Any = (read_price if currency == "IDR" else read_quantity)(row["input"])
    assert reading.value is not None
    assert shown(reading.value.amount) == row["expected"].removeprefix("~")
    assert reading.value.unit == (per or None if currency == "IDR" else row["unit"])
    assert reading.approximate == row["expected"].startswith("~")


PRICES = [
    ("rupiah with a multiplier", "Rp 12rb", "12000", None),
    ("a blank before the multiplier", "12 rb/kilo", "12000", "kg"),
    ("the unit first", "sekilonya 12 ribu", "12000", "kg"),
    ("the unit first, with per", "per kilo 12rb", "12000", "kg"),
    ("so much for several", "25rb per 2 kg", "12500", "kg"),
    ("per ons", "2rb per ons", "20000", "kg"),
    ("a total for a count", "100 ikat total 2 juta", "20000", "ikat"),
    ("each of a count", "100 ikat @ 20rb", "20000", "ikat"),
    ("a range whose multiplier stands once", "10-12rb", "10000..12000", None),
    ("a range in words", "10 sampai 12 ribu", "10000..12000", None),
    ("between two prices", "antara 10 dan 12 ribu", "10000..12000", None),
    ("a range with units on both sides", "12rb/kg - 13rb/kg", "12000..13000", "kg"),
    ("thousands with a rest", "12 ribu 500", "12500", None),
    ("millions with thousands", "1jt 200rb", "1200000", None),
    ("two millions and a half", "dua juta setengah", "2500000", None),
    ("rupiah of less than a thousand", "Rp500/butir", "500", "butir"),
    ("slang for rupiah", "lima ratus perak", "500", None),
    ("English thousands", "Rp12,500.00", "12500", None),
    ("English words", "twelve thousand five hundred", "12500", None),
    ("English, per", "12k a kilo", "12000", "kg"),
    ("full-width figures", "１２.５００", "12500", None),
    ("a vulgar fraction", "½ juta", "500000", None),
    ("invisible signs inside", "12\u200b.500\u200f", "12500", None),
    ("other words around a marked price", "jual 12rb per kg nego", "12000", "kg"),
]


@pytest.mark.parametrize(
    ("text", "amount", "unit"), [p[1:] for p in PRICES], ids=[p[0] for p in PRICES]
)
def test_a_price_is_read(text: str, amount: str, unit: str | None) -> None:
    value = read_price(text).value
    assert value is not None
    assert (shown(value.amount), value.unit) == (amount, unit)


ASKED_PRICES = [
    ("two figures are short for thousands", "15", ["15000"]),
    ("one figure may be thousands or millions", "2", ["2000", "2000000"]),
    ("hundreds may be meant as they stand", "500/butir", ["500", "500000"]),
    ("a capital M is milliard or million", "2M", ["2000000000", "2000000"]),
    ("a million and some hundreds", "sejuta dua ratus", ["1200000", "1000200"]),
    ("a limit is not a price", "minimal 12rb", ["12000"]),
    ("a denial is not a price", "bukan 12rb", ["12000"]),
    ("a negative price", "-5000", ["5000"]),
    ("a price per sack", "50rb per karung", ["50000"]),
    ("a weight without a price", "12500 kg", ["12500"]),
    ("an hour is no price", "besok jam 9", []),
    ("foreign money", "$5", []),
    ("no number", "gratis", []),
]


@pytest.mark.parametrize(
    ("text", "amounts"), [p[1:] for p in ASKED_PRICES], ids=[p[0] for p in ASKED_PRICES]
)
def test_an_unclear_price_is_asked_about(text: str, amounts: list[str]) -> None:
    reading = read_price(text)
    assert reading.value is None
    assert [shown(each.amount) for each in reading.candidates] == amounts


QUANTITIES = [
    ("words with a local unit", "dua kwintal", "200", "kg", None),
    ("a rate by the week", "2 kuintal seminggu", "200", "kg", "week"),
    ("a rate with a stroke", "2 kw/minggu", "200", "kg", "week"),
    ("a rate by harvest", "3 kg per panen", "3", "kg", "harvest"),
    ("the period first", "setiap minggu 2 kuintal", "200", "kg", "week"),
    ("sacks of a known weight", "10 karung @50kg", "500", "kg", None),
    ("a sum of units", "1 ton 2 kuintal", "1200", "kg", None),
    ("kilos and a half", "2 kilo setengah", "2.5", "kg", None),
    ("a range with a rate", "2-3 ton seminggu", "2000..3000", "kg", "week"),
    ("either of two", "2 atau 3 ton", "2000..3000", "kg", None),
    ("grams", "500gr", "0.5", "kg", None),
    ("half a ton in English", "half a ton", "500", "kg", None),
    ("two and a half in English", "two and a half tons", "2500", "kg", None),
    ("a ton in English", "a ton", "1000", "kg", None),
    ("an English hyphen", "twenty-five kg", "25", "kg", None),
    ("two words written as one", "duapuluh lima kilo", "25", "kg", None),
    ("a comma in words", "satu koma lima ton", "1500", "kg", None),
    ("the commodity beside it", "2 kg cabai", "2", "kg", None),
    ("a verb before it", "bisa setor 2 kuintal", "200", "kg", None),
]


@pytest.mark.parametrize(
    ("text", "amount", "unit", "per"), [q[1:] for q in QUANTITIES], ids=[q[0] for q in QUANTITIES]
)
def test_a_quantity_is_read(text: str, amount: str, unit: str, per: str | None) -> None:
    value = read_quantity(text).value
    assert value is not None
    assert (shown(value.amount), value.unit, value.per) == (amount, unit, per)


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [("15", "kg", "15"), ("2T", "kg", "2000"), ("setengah", "kg", "0.5"), ("5", "kuintal", "500")],
)
def test_the_usual_unit_of_the_field_decides_where_the_text_has_none(
    text: str, unit: str, amount: str
) -> None:
    value = read_quantity(text, unit=unit).value
    assert value is not None
    assert (shown(value.amount), value.unit) == (amount, "kg")


def test_a_unit_without_fixed_size_tells_the_count_to_ask_about() -> None:
    reading = read_quantity("10 karung")
    assert reading.reason is Reason.UNIT
    assert [(each.amount, each.unit) for each in reading.candidates] == [(Decimal(10), "karung")]


def test_sacks_beside_a_weight_may_be_of_each_or_of_all() -> None:
    reading = read_quantity("10 karung 50 kg")
    assert [shown(each.amount) for each in reading.candidates] == ["500", "50"]


@pytest.mark.parametrize(
    "text", ["", " ", "\u200b", "banyak", "seperti biasa", "a" * 300, "9" * 400]
)
def test_what_cannot_be_read_says_why(text: str) -> None:
    assert read_quantity(text).reason is not None
    assert read_price(text).reason is not None


@given(st.text(max_size=300))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_price(text)
    read_quantity(text, unit="kg")


TYPED = "0123456789.,-/ rpkgjtbmo%~@"


@given(st.text(TYPED, max_size=60))
def test_no_heap_of_figures_and_signs_breaks_the_readers(text: str) -> None:
    read_price(text)
    read_quantity(text)


@given(st.integers(1000, 10**12))
def test_a_formatted_price_reads_as_itself(rupiah: int) -> None:
    value = read_price(f"Rp{rupiah:,}".replace(",", ".")).value
    assert value is not None
    assert value.amount == rupiah


@given(st.decimals(Decimal("0.01"), 10**9, places=2))
def test_a_formatted_weight_reads_as_itself(weight: Decimal) -> None:
    english = f"{weight:,.2f}"
    value = read_quantity(english.translate(str.maketrans(",.", ".,")) + " kg").value
    assert value is not None
    assert value.amount == weight


@pytest.mark.parametrize(
    "text",
    [
        *("about 200kg, maybe 250", "200 kg or maybe 250 kg", "200 kg mungkin 250"),
        *("200 atau mungkin 250 kg", "sekitar 200 kg, barangkali 250 kg"),
    ],
)
def test_an_amount_that_may_be_another_is_never_both_together(text: str) -> None:
    reading = read_quantity(text, unit="kg")
    assert reading.value is None
    assert [shown(each.amount) for each in reading.candidates] == ["200", "250"]
    assert {each.unit for each in reading.candidates} == {"kg"}


@pytest.mark.parametrize("text", ["200 kg sampai 250", "200kg atau 250", "200 kg - 250"])
def test_a_unit_behind_the_first_end_of_a_range_counts_for_both(text: str) -> None:
    reading = read_quantity(text)
    assert reading.value is not None
    assert (shown(reading.value.amount), reading.value.unit) == ("200..250", "kg")


@pytest.mark.parametrize("text", ["mungkin 2 kuintal", "2 kuintal mungkin", "maybe 200 kg"])
def test_a_maybe_beside_one_amount_only_makes_it_doubtful(text: str) -> None:
    reading = read_quantity(text)
    assert [shown(each.amount) for each in reading.candidates] == ["200"]
