"""Which month a report is about."""

from datetime import UTC, date, datetime

import pytest

from bot.coaching.day import months

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "today", "month"),
    [
        ("", TODAY, (2026, 11)),
        ("", date(2026, 11, 8), (2026, 11)),
        ("", date(2026, 11, 7), (2026, 10)),
        ("", date(2026, 1, 3), (2025, 12)),
        ("laporan bulan ini", date(2026, 11, 2), (2026, 11)),
        ("laporan bulan lalu", TODAY, (2026, 10)),
        ("last month", TODAY, (2026, 10)),
        ("laporan oktober", TODAY, (2026, 10)),
        ("report of December", TODAY, (2025, 12)),
        ("laporan Des", TODAY, (2025, 12)),
        ("laporan november", TODAY, (2026, 11)),
        ("laporan bulan depan", TODAY, (2026, 11)),
    ],
)
def test_a_month_is_meant_by_words(text: str, today: date, month: tuple[int, int]) -> None:
    assert months.meant(text, today) == date(*month, 1)


@pytest.mark.parametrize(
    ("said", "month"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2026-12", None),
        ("2026-13", None),
        ("2019-12", None),
        ("2099-01", None),
        ("26-1", None),
        ("", None),
    ],
)
def test_a_month_of_a_button_has_begun(said: str, month: date | None) -> None:
    assert months.numbered(said, TODAY) == month


def test_a_month_is_that_of_the_readers_clock() -> None:
    start, end = months.moments(date(2026, 12, 1), "Asia/Jayapura")
    assert start == datetime(2026, 11, 30, 15, tzinfo=UTC)
    assert end == datetime(2026, 12, 31, 15, tzinfo=UTC)


def test_months_follow_each_other_over_the_end_of_a_year() -> None:
    assert months.before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert months.after(date(2025, 12, 1)) == date(2026, 1, 1)
