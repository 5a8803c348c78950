"""What farmers, traders, housewives and buyers type, in a table of hundreds for each kind."""

import pytest

from bot.language.command import KINDS
from tests.language.tables import TABLES, said


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_table_is_read_as_people_mean_it(kind: str) -> None:
    read = {row["input"]: said(kind, row["input"]) for row in TABLES[kind]}
    due = {row["input"]: row["expected"] for row in TABLES[kind]}
    assert {text: found for text, found in read.items() if found != due[text]} == {}


def test_every_kind_has_a_hundred_and_fifty_texts_of_its_own() -> None:
    for rows in TABLES.values():
        assert len({row["input"] for row in rows}) == len(rows) >= 150


def test_pork_is_offered_to_nobody_who_did_not_name_it() -> None:
    offered = [row["input"] for row in TABLES["commodity"] if "babi" in row["expected"]]
    assert offered
    assert all("babi" in text or "pork" in text for text in offered)
