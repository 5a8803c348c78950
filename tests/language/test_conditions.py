"""Terms in one free sentence: what becomes a fact, and what stays as it was typed."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.conditions import read_conditions
from bot.market.conditions import Conditions
from bot.people.readiness import Item

TABLE = Path(__file__).parent / "conditions.csv"
SENTENCES = [*csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines())]


@pytest.mark.parametrize("row", SENTENCES, ids=[row["text"] for row in SENTENCES])
def test_a_sentence_becomes_facts(row: dict[str, str]) -> None:
    said = read_conditions(row["text"]).model_dump(mode="json", exclude_defaults=True)
    assert said == json.loads(row["facts"])


def test_a_least_quantity_is_in_the_unit_of_the_goods() -> None:
    assert read_conditions("minimal 500 butir", unit="butir").minimum == Decimal(500)
    assert read_conditions("minimal 500 butir").note == "minimal 500 butir"


def test_every_paper_is_one_that_owners_are_asked_about() -> None:
    said = read_conditions("halal, P-IRT, BPOM, organik, GAP, NIB")
    assert said.note is None
    assert {*said.certificates} <= {*Item}


@given(st.text(max_size=250))
def test_any_text_is_read_and_stored(text: str) -> None:
    said = read_conditions(text)
    assert Conditions.model_validate(said.model_dump(mode="json")) == said
    assert all(len(each or "") <= 1.5 * len(text) for each in (said.grade, said.place, said.note))


@given(st.lists(st.sampled_from(["tunai", "grade A", "di kandang", "x y z", "min 1 ton"])))
def test_nothing_that_is_not_understood_is_lost(parts: list[str]) -> None:
    note = read_conditions(", ".join(parts)).note or ""
    assert note.count("x y z") == parts.count("x y z")
