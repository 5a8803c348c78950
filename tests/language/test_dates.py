"""Days and hours: the programme's examples, and more of what people type, all said one Monday."""

import csv
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.dates import When, read_when
from bot.language.reading.reading import Reading, Reason

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
DATA = (Path(__file__).parent / "dates.csv").read_text(encoding="utf-8")
EXAMPLES = list(csv.DictReader(DATA.splitlines()))


def shown(reading: Reading[When]) -> str:
    if reading.value is not None:
        return reading.value.iso()
    return "|".join(each.iso() for each in reading.candidates)


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: row["input"])
def test_every_example_is_read_as_the_programme_expects(row: dict[str, str]) -> None:
    reading = read_when(row["input"], MONDAY)
    asks, _, options = row["expected_iso"].partition("ASK")
    if asks:
        assert reading.value is not None
        assert reading.value.iso() == row["expected_iso"]
        return
    assert reading.value is None
    if options:
        assert shown(reading) == options.removeprefix(":")


READ = [
    ("the hour in chat", "bsk jam 9 pagi", "2026-11-24T09:00+07:00"),
    ("a short hour", "jm 9", "2026-11-23T09:00+07:00"),
    ("a formal hour", "pkl 09.00", "2026-11-23T09:00+07:00"),
    ("an hour with its part of the day", "9 pagi", "2026-11-23T09:00+07:00"),
    ("an hour alone", "14.00", "2026-11-23T14:00+07:00"),
    ("Javanese tomorrow", "besuk", "2026-11-24"),
    ("Friday with its apostrophe", "jum'at", "2026-11-27"),
    ("a day of next month", "tgl 1 bulan depan", "2026-12-01"),
    ("a full date", "12 Desember 2026", "2026-12-12"),
    (
        "a date with weekday, hour and zone",
        "Kamis, 26 November 2026 pukul 10.00 WITA",
        "2026-11-26T10:00+08:00",
    ),
    ("past the hour", "jam 9 lewat 10", "2026-11-23T09:10+07:00"),
    ("the only three o'clock still to come today", "hari ini jam 3", "2026-11-23T15:00+07:00"),
    ("later today", "nanti jam 3", "2026-11-23T15:00+07:00"),
    ("a weekday of next week", "Rabu minggu depan", "2026-12-02"),
    ("next week before its weekday", "minggu depan Rabu", "2026-12-02"),
    ("a week that cannot be a Sunday", "pekan depan", "2026-11-30/2026-12-06"),
    ("a stretch of days", "24-26 November", "2026-11-24/2026-11-26"),
    ("a stretch over two months", "28 Nov - 3 Des", "2026-11-28/2026-12-03"),
    (
        "a stretch of hours",
        "besok jam 9 sampai 11",
        "2026-11-24T09:00+07:00/2026-11-24T11:00+07:00",
    ),
    ("midnight ends the day", "jam 12 malam", "2026-11-24T00:00+07:00"),
    ("the eve with an hour", "malam Jumat jam 8", "2026-11-26T20:00+07:00"),
    ("New Year's eve", "malam tahun baru", "2026-12-31T19:00+07:00"),
    ("a deadline", "paling lambat 12 Des", "2026-12-12"),
    ("every day", "tiap hari jam 9", "R/2026-11-23T09:00+07:00/P1D"),
    ("every month", "tiap tanggal 5", "R/2026-12-05/P1M"),
    ("a month", "Desember", "2026-12"),
    ("the end of a month", "akhir Desember", "2026-12-31"),
    ("numbers in words", "tanggal dua puluh lima", "2026-11-25"),
    ("a month that is long enough", "tgl 31", "2026-12-31"),
    ("English tomorrow", "tomorrow 9am", "2026-11-24T09:00+07:00"),
    ("English hours from now", "in 2 hours", "2026-11-23T10:00+07:00"),
    ("English half an hour", "in half an hour", "2026-11-23T08:30+07:00"),
    ("month before day, in English", "Dec 12", "2026-12-12"),
    ("an ordinal", "December 12th, 2026", "2026-12-12"),
    ("half past", "half past nine", "2026-11-23T09:30+07:00"),
    ("a quarter to", "quarter to ten", "2026-11-23T09:45+07:00"),
    ("an English repetition", "every monday at 8am", "R/2026-11-30T08:00+07:00/P7D"),
    ("an English edge of a month", "end of next month", "2026-12-31"),
    ("an English part of the day", "at 3 in the afternoon", "2026-11-23T15:00+07:00"),
]


@pytest.mark.parametrize(("text", "iso"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_a_time_is_read(text: str, iso: str) -> None:
    value = read_when(text, MONDAY).value
    assert value is not None
    assert value.iso() == iso


ASKED = [
    ("today's weekday", "senen", "2026-11-23|2026-11-30"),
    ("a small hour", "besok jam 2", "2026-11-24T14:00+07:00|2026-11-24T02:00+07:00"),
    ("an hour that has passed", "jam 7", "2026-11-24T07:00+07:00|2026-11-23T19:00+07:00"),
    (
        "this Friday or the next",
        "next friday at 2pm",
        "2026-11-27T14:00+07:00|2026-12-04T14:00+07:00",
    ),
    ("an hour or a date", "10.12", "2026-11-23T10:12+07:00|2026-12-10"),
    ("two or three days", "2-3 hari lagi", "2026-11-25|2026-11-26"),
    (
        "an evening that may be an eve",
        "jam 7 malam Jumat",
        "2026-11-26T19:00+07:00|2026-11-27T19:00+07:00",
    ),
    ("before a day is not that day", "sebelum Jumat", "2026-11-27"),
    ("a leap day years away", "29 Februari", "2028-02-29"),
    (
        "several days a week",
        "tiap Senin dan Kamis jam 9",
        "R/2026-11-23T09:00+07:00/P7D|R/2026-11-26T09:00+07:00/P7D",
    ),
    ("one of two days", "besok atau lusa", "2026-11-24|2026-11-25"),
]


@pytest.mark.parametrize(("text", "iso"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_an_unclear_time_is_asked_about(text: str, iso: str) -> None:
    reading = read_when(text, MONDAY)
    assert reading.value is None
    assert shown(reading) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("nanti", Reason.VAGUE),
        ("habis Lebaran", Reason.VAGUE),
        ("asap", Reason.VAGUE),
        ("31 November", Reason.INVALID),
        ("jam 25", Reason.INVALID),
        ("tgl 32", Reason.INVALID),
        ("kopi", Reason.UNKNOWN),
        ("x" * 300, Reason.TOO_LONG),
    ],
)
def test_what_cannot_be_read_says_why(text: str, reason: Reason) -> None:
    assert read_when(text, MONDAY).reason is reason


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17 Agustus", "2026-08-17"),
        ("Rabu", "2026-11-18"),
        ("tgl 25", "2026-10-25"),
        ("Desember", "2025-12"),
        ("jam 9", "2026-11-22T09:00+07:00"),
    ],
)
def test_a_report_looks_back(text: str, iso: str) -> None:
    value = read_when(text, MONDAY, past=True).value
    assert value is not None
    assert value.iso() == iso


def test_an_approximate_hour_keeps_that_it_is() -> None:
    assert read_when("sekitar jam 9", MONDAY).approximate


def test_the_persons_zone_is_kept_and_a_zone_in_the_text_wins() -> None:
    there = MONDAY.astimezone(ZoneInfo("Asia/Jayapura"))
    home, named = read_when("jam 14.00", there).value, read_when("jam 14.00 WIB", there).value
    assert home is not None
    assert named is not None
    assert home.iso() == "2026-11-23T14:00+09:00"
    assert named.iso() == "2026-11-23T14:00+07:00"


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    shown(read_when(text, MONDAY))


WORDS = [
    "besok",
    "lusa",
    "senin",
    "minggu",
    "depan",
    "lalu",
    "ini",
    "jam",
    "9",
    "25",
    "31",
    "99",
    "setengah",
    "malam",
    "pagi",
    "tiap",
    "tanggal",
    "akhir",
    "awal",
    "bulan",
    "tahun",
    "november",
    "2026",
    "0001",
    "9999",
    "lagi",
    "hari",
    "3/12",
    ".",
    "-",
    ":",
    "nanti",
    "sampai",
    "wita",
    "next",
    "at",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.booleans())
def test_no_heap_of_time_words_breaks_the_reader(words: list[str], past: bool) -> None:
    shown(read_when(" ".join(words), MONDAY, past=past))


@given(st.datetimes(datetime(2026, 11, 24), datetime(2099, 12, 31)))  # noqa: DTZ001  (a local time)
def test_a_formatted_moment_reads_as_itself(moment: datetime) -> None:
    text = f"{moment.day}/{moment.month}/{moment.year} jam {moment:%H.%M}"
    value = read_when(text, MONDAY).value
    assert value is not None
    assert value.moment == moment.replace(second=0, microsecond=0, tzinfo=MONDAY.tzinfo)
