"""What repeats, as people type it, read on Monday 2026-11-23 at 08.00 WIB."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.reading import Reason
from bot.language.reading.recurring import read_count, read_end, read_repeat

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))

#: What was typed; the first day and hour, the rule, its last day, its count.
CLEAR: list[tuple[str, str, str | None, str | None, int | None]] = [
    ("besok jam 9", "2026-11-24 09:00", None, None, None),
    ("tiap Senin jam 9", "2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO", None, None),
    ("tiap Senin jam 7", "2026-11-30 07:00", "FREQ=WEEKLY;BYDAY=MO", None, None),
    (
        "setiap 2 minggu hari Rabu jam 14 sampai Maret",
        "2026-11-25 14:00",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "2027-03-31",
        None,
    ),
    (
        "dua minggu sekali hari Rabu jam 14",
        "2026-11-25 14:00",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        None,
        None,
    ),
    ("seminggu sekali hari Selasa jam 10", "2026-11-24 10:00", "FREQ=WEEKLY;BYDAY=TU", None, None),
    ("tanggal 5 tiap bulan", "2026-12-05", "FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    ("tiap tanggal 31 jam 9", "2026-12-31 09:00", "FREQ=MONTHLY;BYMONTHDAY=31", None, None),
    ("tiap akhir bulan jam 9", "2026-11-30 09:00", "FREQ=MONTHLY;BYMONTHDAY=-1", None, None),
    (
        "setiap bulan tanggal 5 jam 10 sampai Juni 2027",
        "2026-12-05 10:00",
        "FREQ=MONTHLY;BYMONTHDAY=5",
        "2027-06-30",
        None,
    ),
    ("tiap hari jam 8", "2026-11-24 08:00", "FREQ=DAILY", None, None),
    (
        "tiap 3 hari jam 9 sampai Januari",
        "2026-11-23 09:00",
        "FREQ=DAILY;INTERVAL=3",
        "2027-01-31",
        None,
    ),
    (
        "tiap hari kerja jam 8 sampai 31 Desember",
        "2026-11-24 08:00",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "2026-12-31",
        None,
    ),
    ("tiap Senin dan Kamis jam 9", "2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO,TH", None, None),
    ("tiap Sabtu dan Minggu jam 9", "2026-11-28 09:00", "FREQ=WEEKLY;BYDAY=SA,SU", None, None),
    (
        "tiap senin, rabu dan jumat jam 9",
        "2026-11-23 09:00",
        "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        None,
        None,
    ),
    (
        "tiap 2 minggu Senin dan Kamis jam 9",
        "2026-11-23 09:00",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        None,
        None,
    ),
    ("Senin pertama tiap bulan jam 9", "2026-12-07 09:00", "FREQ=MONTHLY;BYDAY=1MO", None, None),
    ("Jumat terakhir tiap bulan jam 14", "2026-11-27 14:00", "FREQ=MONTHLY;BYDAY=-1FR", None, None),
    ("tiap Senin jam 9 12 kali", "2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO", None, 12),
    (
        "tiap Senin jam 9 selama 3 bulan",
        "2026-11-23 09:00",
        "FREQ=WEEKLY;BYDAY=MO",
        "2027-02-23",
        None,
    ),
    (
        "setiap hari Jumat sampai Maret jam 14",
        "2026-11-27 14:00",
        "FREQ=WEEKLY;BYDAY=FR",
        "2027-03-31",
        None,
    ),
    ("mulai 4 Januari tiap Senin jam 9", "2027-01-04 09:00", "FREQ=WEEKLY;BYDAY=MO", None, None),
    ("tiap Senin jam 9 sampai 11", "2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO", None, None),
    (
        "every Monday at 9 until March",
        "2026-11-23 09:00",
        "FREQ=WEEKLY;BYDAY=MO",
        "2027-03-31",
        None,
    ),
    ("every other Monday at 9", "2026-11-23 09:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, None),
    (
        "every second week on Tuesday at 10",
        "2026-11-24 10:00",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        None,
        None,
    ),
    ("every first Monday at 9", "2026-12-07 09:00", "FREQ=MONTHLY;BYDAY=1MO", None, None),
    ("last Friday of every month at 14", "2026-11-27 14:00", "FREQ=MONTHLY;BYDAY=-1FR", None, None),
    (
        "every Monday and Thursday at 9 until 31 March",
        "2026-11-23 09:00",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "2027-03-31",
        None,
    ),
    ("every month on the 5th at 10", "2026-12-05 10:00", "FREQ=MONTHLY;BYMONTHDAY=5", None, None),
    ("tiap Senin jam 9 10000 kali", "2026-11-23 09:00", "FREQ=WEEKLY;BYDAY=MO", None, 10_000),
]


@pytest.mark.parametrize(
    ("text", "first", "rule", "until", "count"), CLEAR, ids=[each[0] for each in CLEAR]
)
def test_what_is_clear_is_read(
    text: str, first: str, rule: str | None, until: str | None, count: int | None
) -> None:
    found = read_repeat(text, NOW).value
    assert found, read_repeat(text, NOW)
    begins = found.first
    hour = f" {begins.time:%H:%M}" if begins.time else ""
    last = found.until.isoformat() if found.until else None
    assert (f"{begins.day}{hour}", found.rule, last, found.count) == (first, rule, until, count)


UNCLEAR = [
    ("a day that does not exist", "31 November", Reason.INVALID),
    ("a Monday of every month, but which?", "tiap bulan hari Senin jam 9", Reason.UNKNOWN),
    ("each week or each Sunday", "tiap minggu jam 9", Reason.AMBIGUOUS),
    ("nothing", "", Reason.EMPTY),
    ("no time at all", "sampai jumpa", Reason.UNKNOWN),
]


@pytest.mark.parametrize(("text", "reason"), [u[1:] for u in UNCLEAR], ids=[u[0] for u in UNCLEAR])
def test_what_is_not_clear_says_why(text: str, reason: Reason) -> None:
    found = read_repeat(text, NOW)
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tiap Senin jam 9 sampai kemarin", Reason.INVALID),
        ("tiap Senin jam 9 sampai selesai", Reason.UNKNOWN),
        ("tiap Senin jam 9 0 kali", Reason.INVALID),
    ],
)
def test_an_end_that_is_none_is_told_apart_from_no_end(text: str, why: Reason) -> None:
    found = read_repeat(text, NOW).value
    assert found
    assert (found.bad_end, found.ends) == (why, False)


def test_an_end_alone() -> None:
    assert read_end("Maret", NOW) == date(2027, 3, 31)
    assert read_end("akhir tahun", NOW) == date(2026, 12, 31)
    assert read_end("tiap Senin", NOW) is None
    assert read_count("12 kali") == 12
    assert read_count("12 Maret") is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_repeat(f"tiap {text}", NOW)
    read_repeat(text, NOW)
    read_end(text, NOW)
