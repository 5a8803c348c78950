"""A public price is compared at the same level, unit and grade, or not at all (promise P7)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from bot.market.comparing import Unlike, best, in_unit
from bot.market.models import ReferencePrice

PLACES = ["35.07", "35", "ID"]


def public(region: str = "35.07", **differs: object) -> ReferencePrice:
    values: dict[str, object] = {
        "commodity": "cabai-rawit-merah",
        "level": "producer",
        "source": "PIHPS",
        "unit": "kg",
        "grade": "",
        "day": date(2026, 11, 23),
        "price": Decimal(45_000),
    }
    return ReferencePrice(region=region, **(values | differs))


SAME = [
    ("45000", "kg", "kg", "45000"),
    ("4512345", "kuintal", "kg", "45123.45"),
    ("45000", "kg", "ton", "45000000"),
    ("4500", "ons", "kg", "45000"),
    ("1200000", "karung", "karung", "1200000"),
    ("24000", "karung", "kg", None),
    ("24000", "kg", "karung", None),
    ("24000", "lusin", "buah", None),
    ("24000", "liter", "kg", None),
    ("24000", "genggam", "kg", None),
]


@pytest.mark.parametrize(("price", "unit", "other", "converted"), SAME)
def test_weights_are_converted_exactly_and_nothing_else(
    price: str, unit: str, other: str, converted: str | None
) -> None:
    assert in_unit(Decimal(price), unit, other) == (converted and Decimal(converted))


CHOSEN: list[tuple[str, Sequence[ReferencePrice], str, Unlike | None]] = [
    ("the regency first", [public("35"), public("35.07")], "35.07", None),
    ("the province before the country", [public("ID"), public("35")], "35", None),
    ("another regency's is none", [public("35.78"), public("ID")], "ID", None),
    ("an older one", [public(day=date(2026, 11, 1))], "35.07", None),
    (
        "a comparable one further away before another level here",
        [public("35.07", level="retail"), public("35")],
        "35",
        None,
    ),
    ("wholesale is not producer", [public(level="wholesale")], "35.07", Unlike.LEVEL),
    ("a sack is no kilogram", [public(unit="karung")], "35.07", Unlike.UNIT),
    ("a grade that bulletins do not name", [public(grade="Super")], "35.07", Unlike.GRADE),
    ("level before unit", [public(unit="karung", level="retail")], "35.07", Unlike.LEVEL),
]


@pytest.mark.parametrize(
    ("_what", "references", "region", "unlike"), CHOSEN, ids=[row[0] for row in CHOSEN]
)
def test_the_smallest_region_with_a_comparable_price_is_chosen(
    _what: str, references: Sequence[ReferencePrice], region: str, unlike: Unlike | None
) -> None:
    found = best(references, PLACES, "kg")
    assert found is not None
    assert (found.price.region, found.unlike) == (region, unlike)


def test_of_equal_prices_the_newest_is_chosen_and_of_nothing_none() -> None:
    found = best(
        [public(day=date(2026, 11, 20)), public(), public(day=date(2026, 11, 22))], PLACES, "kg"
    )
    assert found is not None
    assert found.price.day == date(2026, 11, 23)
    assert best([], PLACES, "kg") is None
    assert best([public("51")], PLACES, "kg") is None
