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


@pytest.mark.parametrize("text", ["", "10-15", "minggu depan", "5 ton", "31-40 des", "kapan saja"])
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
