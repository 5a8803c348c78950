"""What people type outside a form, in a table of sentences, and what no text may do."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.reading import Reading
from bot.language.reading.wish_words import _MEANING
from bot.language.reading.wishes import Want, read_wish

DATA = (Path(__file__).parent / "wishes.csv").read_text(encoding="utf-8")
SENTENCES = list(csv.DictReader(DATA.splitlines()))


def named(reading: Reading[Any] | None, name: str) -> str:
    if reading is None:
        return ""
    found = [reading.value] if reading.value else reading.candidates
    return "|".join(getattr(each, name) for each in found)


@pytest.mark.parametrize("row", SENTENCES, ids=[row["title"] for row in SENTENCES])
def test_a_sentence_is_understood(row: dict[str, str]) -> None:
    wish = read_wish(row["text"])
    read = (wish.want, named(wish.commodity, "slug"), named(wish.region, "code"))
    assert read == (row["want"], row["commodity"], row["region"])


def test_the_table_has_each_wish_and_a_hundred_sentences() -> None:
    assert {row["want"] for row in SENTENCES} == {*Want}
    assert len(SENTENCES) > 100
    assert len({row["title"] for row in SENTENCES}) == len(SENTENCES)


def test_a_supply_carries_its_quantity() -> None:
    wish = read_wish("saya punya cabai 2 kuintal")
    assert wish.quantity is not None
    assert wish.quantity.value is not None
    assert wish.quantity.value.amount == Decimal(200)
    assert wish.quantity.value.unit == "kg"
    assert wish.price is None


def test_a_buying_price_carries_its_price() -> None:
    wish = read_wish("harga beli cabai 45rb")
    assert wish.price is not None
    assert wish.price.value is not None
    assert wish.price.value.amount == Decimal(45000)
    assert wish.quantity is None


def test_an_origin_stays_beside_the_commodity() -> None:
    wish = read_wish("berapa harga kopi gayo")
    assert wish.commodity is not None
    assert wish.commodity.note == "gayo"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("english please", "en"),
        ("pakai bahasa inggris dong", "en"),
        ("bahasa indonesia saja", "id"),
        ("I don't speak Indonesian", "en"),
        ("ganti bahasa", None),
    ],
)
def test_the_language_wanted_is_named(text: str, language: str | None) -> None:
    wish = read_wish(text)
    assert (wish.want, wish.language) == (Want.LANGUAGE, language)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    read_wish(text)


WORDS = [*_MEANING, "45rb", "2", "kw", "kopi", "malang", "?", "tahu", "lombok", "di", "%"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_heap_of_its_words_breaks_the_reader(words: list[str]) -> None:
    read_wish(" ".join(words))


@given(st.lists(st.sampled_from(["stop", "harga", "kopi", "?", "45rb", "3", "2 kw"]), min_size=1))
def test_a_text_with_a_figure_never_stops_anything(words: list[str]) -> None:
    assert read_wish(f"{' '.join(words)} 45rb").want is not Want.STOP


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("harga kopi di malang?", "kopi"),
        ("berapa harga cabe rawit merah", "cabe rawit merah"),
        ("price of coffee in Malang", "coffee"),
        ("bantuan", ""),
    ],
)
def test_the_word_for_the_commodity_is_kept_as_it_was_typed(said: str, named: str) -> None:
    assert read_wish(said).named == named
