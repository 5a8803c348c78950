"""When a joint production house can be used, whatever the clock there does."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.houses.inside import Piece, read_pieces
from bot.coaching.houses.slots import Hours, bits, weekdays

MONDAY = date(2026, 11, 23)
WORKING = bits(range(5))


def hours(**other: object) -> Hours:
    usual = {"zone": "Asia/Jakarta", "days": WORKING, "opens": "08:00", "closes": "16:00"}
    return Hours(**{**usual, "slot_minutes": 120, **other})  # type: ignore[arg-type]


def shown(slots: Hours, day: date) -> list[str]:
    return [f"{slot:%H:%M}" for slot in slots.slots(day)]


def test_a_day_is_cut_into_slots() -> None:
    assert shown(hours(), MONDAY) == ["08:00", "10:00", "12:00", "14:00"]


def test_what_does_not_fit_before_it_closes_is_no_slot() -> None:
    assert shown(hours(closes="15:30"), MONDAY) == ["08:00", "10:00", "12:00"]


def test_a_closed_day_has_none() -> None:
    assert shown(hours(), MONDAY + timedelta(5)) == []


def test_only_what_is_still_to_come_can_be_booked() -> None:
    now = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    first, *_others, last = hours().coming(now)
    assert f"{first:%d %H:%M}" == "23 12:00"
    assert last.date() <= now.date() + timedelta(30)


def test_weekdays_are_kept_as_bits() -> None:
    assert weekdays(bits([6, 0, 2, 2])) == (0, 2, 6)


@given(
    zone=st.sampled_from(sorted(available_timezones())),
    day=st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    length=st.sampled_from([30, 60, 120, 240]),
)
def test_no_two_slots_meet_on_any_clock(zone: str, day: date, length: int) -> None:
    whole_day = Hours(zone, bits(range(7)), "00:00", "23:00", length)
    slots = [slot.astimezone(UTC) for slot in whole_day.slots(day)]
    assert slots == sorted(set(slots))
    assert all(f"{slot.astimezone(ZoneInfo(zone)).date()}" == f"{day}" for slot in slots)


EQUIPMENT = [
    ("2 oven, meja kemas, 3 pengering", [("Oven", 2), ("Meja kemas", 1), ("Pengering", 3)]),
    ("oven 2 dan spinner", [("Oven", 2), ("Spinner", 1)]),
    ("- oven (2 unit)\n- ruang kemas", [("Oven", 2), ("Ruang kemas", 1)]),
    ("2x oven; oven", [("Oven", 2)]),
    ("mesin vakum 3 unit", [("Mesin vakum", 3)]),
    ("dapur", [("Dapur", 1)]),
    ("2 ovens and a packing table", [("Ovens", 2), ("A packing table", 1)]),
    ("oven 100 liter", [("Oven 100 liter", 1)]),
]
NO_EQUIPMENT = ["12", "…", "", "0 oven", "999 oven", "x" * 100]


@pytest.mark.parametrize(("said", "expected"), EQUIPMENT, ids=[row[0] for row in EQUIPMENT])
def test_equipment_is_read_as_it_is_written(said: str, expected: list[tuple[str, int]]) -> None:
    assert read_pieces(said) == tuple(Piece(*each) for each in expected)


@pytest.mark.parametrize("said", NO_EQUIPMENT)
def test_what_names_no_equipment_is_asked_again(said: str) -> None:
    assert read_pieces(said) is None
