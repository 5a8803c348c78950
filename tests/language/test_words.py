"""Money, numbers, days and hours as each language writes them, and values that cannot do harm."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot.language import LANGUAGES, Words, n_, words_for
from bot.language.words import UNITS
from bot.market.commodities import COMMODITIES
from bot.playground import html

MOMENT = datetime(2026, 11, 27, 2, 5, tzinfo=UTC)

WRITTEN: list[tuple[str, Callable[[Words], str], str, str]] = [
    ("money", lambda words: words.money(12500), "Rp12.500", "Rp12,500"),
    ("no money", lambda words: words.money(0), "Rp0", "Rp0"),
    ("money with sen", lambda words: words.money(Decimal("3333.33")), "Rp3.333,33", "Rp3,333.33"),
    (
        "whole money kept as a decimal",
        lambda words: words.money(Decimal("4E+4")),
        "Rp40.000",
        "Rp40,000",
    ),
    ("much money", lambda words: words.money(10**12), "Rp1.000.000.000.000", "Rp1,000,000,000,000"),
    ("a number", lambda words: words.number(1234567), "1.234.567", "1,234,567"),
    ("a fraction", lambda words: words.number(Decimal("2.5")), "2,5", "2.5"),
    ("a unit of the metric system", lambda words: words.unit("kg"), "kg", "kg"),
    ("a counted unit", lambda words: words.unit("ekor"), "ekor", "head"),
    (
        "a day",
        lambda words: words.day(date(2026, 11, 27)),
        "Jumat, 27 Nov 2026",
        "Friday 27 Nov 2026",
    ),
    (
        "the day of a moment",
        lambda words: words.day(MOMENT),
        "Jumat, 27 Nov 2026",
        "Friday 27 Nov 2026",
    ),
    ("an hour", lambda words: words.time(MOMENT), "09.05 WIB", "09:05 WIB"),
    ("an empty list", lambda words: words.list([]), "", ""),
    ("a list of one", lambda words: words.list(["a"]), "a", "a"),
    ("a list of two", lambda words: words.list(["a", "b"]), "a dan b", "a and b"),
    ("a list of three", lambda words: words.list(["a", "b", "c"]), "a, b, dan c", "a, b, and c"),
    ("a sentence", lambda words: words("Cancel"), "Batal", "Cancel"),
    (
        "a label",
        lambda words: words.plain("{day} at {time}", day="A", time="B"),
        "A pukul B",
        "A at B",
    ),
]


@pytest.mark.parametrize(
    ("write", "indonesian", "english"), [w[1:] for w in WRITTEN], ids=[w[0] for w in WRITTEN]
)
def test_each_language_writes_it_its_own_way(
    write: Callable[[Words], str], indonesian: str, english: str
) -> None:
    assert write(words_for("id")) == indonesian
    assert write(words_for("en")) == english


ZONES = [
    ("western Indonesia", "Asia/Jakarta", "09.05 WIB"),
    ("West Kalimantan", "Asia/Pontianak", "09.05 WIB"),
    ("central Indonesia", "Asia/Makassar", "10.05 WITA"),
    ("eastern Indonesia", "Asia/Jayapura", "11.05 WIT"),
    ("none of them", "Europe/Berlin", "03.05"),
    ("none at all", "UTC", "02.05"),
]


@pytest.mark.parametrize(("zone", "shown"), [z[1:] for z in ZONES], ids=[z[0] for z in ZONES])
def test_the_hour_says_whose_it_is(zone: str, shown: str) -> None:
    time = words_for("id", zone).time(MOMENT)
    assert time.startswith(shown)
    assert len(time) > len("09.05 ")


def test_the_day_is_that_of_the_persons_clock() -> None:
    late = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    assert words_for("id", "Asia/Jakarta").day(late) == "Jumat, 27 Nov 2026"
    assert words_for("id", "Asia/Jayapura").day(late) == "Sabtu, 28 Nov 2026"


@given(zone=st.sampled_from(sorted(available_timezones())), language=st.sampled_from([*LANGUAGES]))
def test_every_zone_has_an_hour(zone: str, language: str) -> None:
    assert Words(language, zone).time(MOMENT)


PEOPLE = n_("It goes to {number} person.", "It goes to {number} people.")
PLURALS = [
    (0, "Dikirim ke 0 orang.", "It goes to 0 people."),
    (1, "Dikirim ke 1 orang.", "It goes to 1 person."),
    (5, "Dikirim ke 5 orang.", "It goes to 5 people."),
    (12000, "Dikirim ke 12.000 orang.", "It goes to 12,000 people."),
]


@pytest.mark.parametrize(("number", "indonesian", "english"), PLURALS)
def test_plurals(number: int, indonesian: str, english: str) -> None:
    assert words_for("id").plural(PEOPLE, number) == indonesian
    assert words_for("en").plural(PEOPLE, number) == english


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_value_is_seen_as_it_was_typed(typed: str) -> None:
    sentence = words_for("id")("<b>{name}</b>", name=typed)
    assert html.read(str(sentence))[0] == typed


def test_a_value_cannot_reach_into_the_sentence() -> None:
    assert words_for("id")("{name}", name="{name.__class__} %s </b>") == (
        "{name.__class__} %s &lt;/b&gt;"
    )


def test_what_is_escaped_already_is_not_escaped_again() -> None:
    words = words_for("id")
    inner = words("{name}", name="a & b")
    assert words("{question}", question=inner) == "a &amp; b"
    assert words.lines([inner, "<"]) == Markup("a &amp; b\n&lt;")
    assert words.paragraphs([inner, "<"]) == Markup("a &amp; b\n\n&lt;")


def test_an_unknown_language_is_answered_in_the_first() -> None:
    assert words_for("zh").language == "id"


def test_every_unit_of_the_list_has_a_name() -> None:
    metric = {"kg", "kuintal"}
    assert {commodity.unit for commodity in COMMODITIES.values()} - metric <= UNITS.keys()


def test_a_title_is_asked_once_and_used_from_then_on() -> None:
    asked = "Who are you?"
    assert words_for("id").plain(asked).startswith("Bapak/Ibu ")
    assert words_for("id", honorific="ibu").plain(asked).startswith("Ibu ")
    assert str(words_for("id", honorific="bapak")(asked)).startswith("Bapak ")
    assert words_for("en", honorific="ibu").plain(asked) == asked


def test_nothing_to_say_is_nothing_said() -> None:
    """A form without a title: gettext would say who translated it last."""
    assert words_for("id")("") == ""
    assert words_for("en").plain("") == ""
