"""Days of delivery as people type them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.windows import Window, cut_window, read_window

NOW = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Jakarta"))
TEN, FIFTEEN = date(2026, 12, 10), date(2026, 12, 15)
BOTH = Window(TEN, FIFTEEN)
#: What is typed -> the days.
WINDOWS = {
    "10-15 Des": BOTH,
    "10–15 Desember 2026": BOTH,
    "10 s/d 15 Des": BOTH,
    "kirim tanggal 10 sampai 15 Des": BOTH,
    "antara 10 dan 15 desember": BOTH,
    "10-15/12": BOTH,
    "10/12-15/12": BOTH,
    "2026-12-10 - 2026-12-15": BOTH,
    "15-10 des": BOTH,
    "Dec 10 to 15": BOTH,
    "from 10 to 15 Dec": BOTH,
    "28 des - 5 jan": Window(date(2026, 12, 28), date(2027, 1, 5)),
    "besok sampai jumat": Window(date(2026, 11, 24), date(2026, 11, 27)),
    "paling lambat 15 des": Window(None, FIFTEEN),
    "by 15 Dec": Window(None, FIFTEEN),
    "mulai 10 des": Window(TEN, None),
    "10 des": Window(TEN, TEN),
    "2026-12-10": Window(TEN, TEN),
}


@pytest.mark.parametrize("text", WINDOWS)
def test_days_are_read(text: str) -> None:
    assert read_window(text, NOW) == WINDOWS[text]


def days(text: str) -> Window:
    """`7-9` of December 2026."""
    first, last = (date(2026, 12, int(day)) for day in text.split("-"))
    return Window(first, last)


#: What is typed on which day of December, a Tuesday and a Wednesday -> the days.
WEEKDAYS = {
    ("from monday to wednesday", 1): days("7-9"),
    ("senin sampai rabu", 1): days("7-9"),
    ("senin sampai rabu", 9): days("14-16"),
    ("senin s/d kamis", 9): days("14-17"),
    ("dari kamis sampai senin", 9): days("10-14"),
    ("from saturday to friday", 9): days("12-18"),
    ("jumat sampai minggu", 1): days("4-6"),
    ("rabu sampai jumat", 9): days("9-11"),
    ("hari rabu - hari rabu", 9): days("9-16"),
    ("senin depan sampai rabu depan", 1): days("7-9"),
    ("rabu depan sampai jumat", 1): days("9-11"),
    ("besok sampai jumat depan", 1): days("2-11"),
    ("10 des sampai rabu", 1): days("10-16"),
    ("besok sampai lusa", 1): days("2-3"),
    ("minggu depan", 1): days("7-13"),
    ("pekan depan", 9): days("14-20"),
    ("next week", 1): days("7-13"),
}


@pytest.mark.parametrize(("text", "day"), WEEKDAYS)
def test_days_of_the_week_follow_each_other(text: str, day: int) -> None:
    now = datetime(2026, 12, day, 10, tzinfo=NOW.tzinfo)
    assert read_window(text, now) == WEEKDAYS[text, day]


def test_a_month_is_all_of_its_days() -> None:
    assert read_window("bulan depan", NOW) == Window(date(2026, 12, 1), date(2026, 12, 31))


@pytest.mark.parametrize("text", ["", "10-15", "5 ton", "31-40 des", "kapan saja"])
def test_what_is_not_clear_days_is_none(text: str) -> None:
    assert read_window(text, NOW) is None


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = read_window(text, NOW)
    assert found is None or found.first or found.last
    assert isinstance(cut_window(text, NOW)[1], str)


@given(st.dates(date(2026, 11, 24), date(2027, 10, 1)), st.integers(0, 60))
def test_two_days_that_are_written_out_are_read_as_they_are(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    assert read_window(f"{first} sampai {last}", NOW) == Window(first, last)


@pytest.mark.parametrize(
    ("line", "rest", "days"),
    [
        ("beli 5 ton jahe, kirim 10-15 des malang", "beli 5 ton jahe, malang", "10-15 des"),
        ("beli jahe kirim 10 sampai 15 des, tunai", "beli jahe, tunai", "10 sampai 15 des"),
        ("cari jahe kirim ke pare sampai 12 des", "cari jahe kirim ke pare sampai 12 des", ""),
        ("cari jahe sampai 12 des", "cari jahe sampai 12 des", ""),
    ],
)
def test_they_are_cut_out_of_a_line_and_its_last_day_is_not(
    line: str, rest: str, days: str
) -> None:
    assert cut_window(line, NOW) == (rest, days)
