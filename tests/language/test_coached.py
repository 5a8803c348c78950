"""Words of houses, programmes, reminders and the library, and of a day that is lost."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.reading.coached import Coached, read_coached
from bot.language.reading.lost_days import LostDay, read_lost_day

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("mau pesan oven", Coached.BOOK),
        ("pesen mesin penggiling dong bu", Coached.BOOK),
        ("booking rumah produksi", Coached.BOOK),
        ("bisa pinjam alat pengering?", Coached.BOOK),
        ("I want to book the oven", Coached.BOOK),
        ("rumah produksi", Coached.HOUSES),
        ("ada rumah produksi di malang?", Coached.HOUSES),
        ("pesanan saya", Coached.HOUSES),
        ("jadwal oven", Coached.HOUSES),
        ("joint production house", Coached.HOUSES),
        ("program saya", Coached.PROGRAMMES),
        ("ikut program apa", Coached.PROGRAMMES),
        ("saya ikut program apa aja bu?", Coached.PROGRAMMES),
        ("ada program apa", Coached.PROGRAMMES),
        ("programme", Coached.PROGRAMMES),
        ("which programmes am I in?", Coached.PROGRAMMES),
        ("pengingat", Coached.REMINDERS),
        ("atur pengingat saya", Coached.REMINDERS),
        ("my reminders", Coached.REMINDERS),
        ("materi", Coached.LIBRARY),
        ("minta materi pelatihan", Coached.LIBRARY),
        ("library", Coached.LIBRARY),
        ("pertanyaan saya", Coached.QUESTION),
        ("punya pertanyaan bu", Coached.QUESTION),
        ("I have a question", Coached.QUESTION),
    ],
)
def test_what_is_wanted(text: str, wanted: Coached) -> None:
    assert read_coached(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        *(
            "harga kopi di malang",
            "jual oven bekas",
            "program pemerintah gimana sih",
            "jadwal saya",
        ),
        *(
            "pesan cabai 2 kuintal",
            "kebanyakan pesan nih",
            "stop pengingat",
            "rumah saya di dampit",
        ),
        *("cara mengeringkan kopi", "apa itu rumah", "halo", ""),
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert read_coached(text) is None


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("hari ini nggak ada perahu", LostDay(date(2026, 11, 23))),
        ("gak ada kapal bu", LostDay(date(2026, 11, 23))),
        ("besok ga bisa nyeberang, ombak besar", LostDay(date(2026, 11, 24))),
        ("hari ini banjir", LostDay(date(2026, 11, 23))),
        ("no boat tomorrow", LostDay(date(2026, 11, 24))),
        ("kapalnya rusak", LostDay(date(2026, 11, 23))),
        ("pindahkan semua sesi hari ini ke lusa", LostDay(date(2026, 11, 23), "lusa")),
        ("semua jadwal kamis diundur ke jumat", LostDay(date(2026, 11, 26), "jumat")),
        ("move everything tomorrow to friday", LostDay(date(2026, 11, 24), "friday")),
    ],
)
def test_a_day_is_lost(text: str, lost: LostDay) -> None:
    assert read_lost_day(text, MONDAY) == lost


@pytest.mark.parametrize(
    "text",
    [
        "ada perahu",
        "pindah ke sabtu",
        "semua harga hari ini",
        "jual perahu",
        "harga naik karena banjir",
        "halo",
    ],
)
def test_no_day_is_lost(text: str) -> None:
    assert read_lost_day(text, MONDAY) is None
