"""How far away, and how much at least: read as people say it, and asked for what is missing."""

from typing import Any

import pytest

from bot.conversation.form import Answer, Ask, Unclear
from bot.conversation.said import Location
from bot.conversation.steps import LeastSupply, Radius
from tests.conversation.forms import situation
from tests.conversation.kinds import CHILI, outcome, read

AROUND, LEAST = Radius("around", "?", "A"), LeastSupply("least", "?", "L")
MALANG = {"place": "35.07", "km": 50}
FAR: list[tuple[str, str, Any]] = [
    ("a distance from a place", "50 km dari Kab Malang", MALANG),
    ("a radius", "radius 50km sekitar kabupaten malang", MALANG),
    ("in English", "within 50 km of Malang regency", MALANG),
    ("the place first", "Kab. Malang, 50 km", MALANG),
    ("a place only", "kab malang", MALANG),
    ("another distance", "100 kilometer dari Kota Batu", {"place": "35.79", "km": 100}),
    ("no distance at all", "0 km dari Batu", "Please give a distance between 1 and {furthest} km."),
    ("too far", "9000 km dari Batu", "Please give a distance between 1 and {furthest} km."),
]


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in FAR], ids=[s[0] for s in FAR])
def test_how_far_away(text: str, expected: Any) -> None:
    reply = AROUND.read(text, None, situation())
    told = reply.note.text if isinstance(reply, Unclear) else outcome(reply)
    assert told == expected


def test_of_two_places_of_one_name_one_is_asked_for_and_the_distance_is_kept() -> None:
    asked = AROUND.read("75 km dari Malang", None, situation())
    assert isinstance(asked, Ask)
    assert asked.options[:2] == ("35.07", "35.73")
    assert AROUND.keeps_draft(asked.draft)
    picked = AROUND.pick("35.73", asked.draft, situation())
    assert picked == Answer({"place": "35.73", "km": 75})
    assert AROUND.keeps({"place": "35.73", "km": 75})


def test_a_distance_alone_is_asked_from_where() -> None:
    asked = AROUND.read("30 km", None, situation())
    assert isinstance(asked, Ask)
    assert AROUND.read("Kota Batu", asked.draft, situation()) == Answer(
        {"place": "35.79", "km": 30}
    )


def test_a_place_on_the_map_is_its_regency() -> None:
    asked = AROUND.hear(Location(-7.87, 112.52), {"km": 20}, situation())
    assert isinstance(asked, Ask)
    assert asked.draft["km"] == 20
    assert AROUND.pick(asked.options[0], asked.draft, situation()) == Answer(
        {"place": "35.79", "km": 20}
    )


def test_distances_are_offered_from_where_the_company_is() -> None:
    assert AROUND.options({}) == ()
    options = AROUND.options({"home": "35.07"})
    assert options == ("25/35.07", "50/35.07", "100/35.07")
    assert AROUND.pick(options[1], None, situation()) == Answer(MALANG)


@pytest.mark.parametrize("value", [None, [], {"place": "35", "km": 5}, {"place": "35.07"}, MALANG])
def test_only_a_regency_and_a_distance_are_kept(value: Any) -> None:
    assert AROUND.keeps(value) is (value == MALANG)


HUNDRED = {"amount": "100", "unit": "kg", "per": "week"}
MUCH: list[tuple[str, str, Any]] = [
    ("as the question shows it", "minimal 100 kg seminggu", HUNDRED),
    ("in English", "at least 100 kg a week", HUNDRED),
    ("without the word", "1 kuintal/minggu", HUNDRED),
    ("a month", "min. 2 ton per bulan", {"amount": "2000", "unit": "kg", "per": "month"}),
    ("a day", "paling sedikit 20 kg sehari", {"amount": "20", "unit": "kg", "per": "day"}),
]


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in MUCH], ids=[s[0] for s in MUCH])
def test_how_much_at_least(text: str, expected: Any) -> None:
    assert read(LEAST, text, answers=CHILI) == expected
    assert LEAST.keeps(expected)


@pytest.mark.parametrize("text", ["100 kg", "minimal 100 kg", "100 kg sekali panen"])
def test_without_a_time_that_can_be_compared_it_is_asked_for(text: str) -> None:
    asked = LEAST.read(text, None, situation(answers=CHILI))
    assert isinstance(asked, Ask)
    assert asked.options == ("/day", "/week", "/month")
    assert LEAST.keeps_draft(asked.draft)
    assert LEAST.pick("/week", asked.draft, situation(answers=CHILI)) == Answer(HUNDRED)
    assert LEAST.read("seminggu", asked.draft, situation(answers=CHILI)) == Answer(HUNDRED)


@pytest.mark.parametrize("text", ["banyak", "5 ekor seminggu", "100-200 kg seminggu", "-5 kg", "0"])
def test_what_is_no_amount_is_not_taken(text: str) -> None:
    assert isinstance(LEAST.read(text, None, situation(answers=CHILI)), Unclear)


def test_a_tap_without_what_it_is_about_is_not_taken() -> None:
    assert isinstance(LEAST.pick("/week", None, situation(answers=CHILI)), Unclear)
