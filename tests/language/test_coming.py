"""What people type to a session they were told of, and what is about something else."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.reading.coming import Comes, Coming, read_coming

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def read(text: str) -> Coming | None:
    return read_coming(text, MONDAY)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "bisa",
            "bisa pak",
            "Bisa bu, besok",
            "oke siap",
            "iya",
            "siap pak 👍",
            "insyaallah bisa",
        ),
        *("ok", "yes", "I can", "sure", "inggih pak", "boleh", "siap pak, ditunggu"),
    ],
)
def test_a_yes_that_may_answer_other_things_too(text: str) -> None:
    said = read(text)
    assert said is not None
    assert (said.said, said.there) == (Comes.YES, False)


@pytest.mark.parametrize(("text", "able"), [("bisa pak", True), ("I can", True), ("ok", False)])
def test_who_only_has_read_it_promises_nothing(text: str, able: bool) -> None:
    assert read(text) == Coming(Comes.YES, able=able)


@pytest.mark.parametrize(
    "text", ["saya datang", "hadir pak", "insya Allah saya ikut", "I'll be there", "siap hadir"]
)
def test_a_yes_to_being_somewhere(text: str) -> None:
    assert read(text) == Coming(Comes.YES, there=True)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("ga bisa pak, lagi melaut", False),
        ("maaf bu besok saya nggak bisa", False),
        ("tidak bisa hadir karena anak sakit", True),
        ("gak bisa datang", True),
        ("belum bisa pak", False),
        ("berhalangan", False),
        ("I can't make it", True),
        ("sorry, I can't", False),
        ("hari ini tidak bisa, ada hajatan", False),
    ],
)
def test_a_no(text: str, there: bool) -> None:
    assert read(text) == Coming(Comes.NO, there=there)


@pytest.mark.parametrize(
    ("text", "when", "names_day"),
    [
        ("ganti jam 2 siang aja bisa?", "jam 2 siang", False),
        ("bisa jam 2?", "jam 2", False),
        ("kalau kamis jam 10 gimana bu?", "kamis jam 10", True),
        ("besok ga bisa, kalau lusa jam 9 boleh?", "lusa jam 9", True),
        ("bisanya sabtu pagi", "sabtu pagi", True),
        ("how about thursday at 10?", "thursday at 10", True),
        ("bisa diundur besok lusa?", "besok lusa", True),
        ("jam 4 aja ya pak, lagi ada arisan", "jam 4", False),
        ("maaf pak, jam 4 sore saja", "jam 4 sore", False),
        ("kamis jam 10 aja bu", "kamis jam 10", True),
        ("jam 9 pagi sy di laut pak, bisa nya habis ashar", "", False),
        ("bisanya ba'da dzuhur bu", "", False),
    ],
)
def test_another_time(text: str, when: str, names_day: bool) -> None:
    assert read(text) == Coming(Comes.OTHER, when=when, names_day=names_day)


@pytest.mark.parametrize(
    "text",
    [
        *("bisa setor 2 kw", "ga bisa kirim sekarang", "bisa?", "bisa jam berapa?", "halo", ""),
        *("harga cabai di malang?", "ga bisa login", "kapan bisa datang?", "terima kasih"),
        *("harga saja", "cabai saja", "jam berapa saja?", "habis ashar"),
        *("belum ada", "tidak", "gimana caranya", "can I sell chilli tomorrow?", "makasih pak"),
    ],
)
def test_what_is_about_something_else(text: str) -> None:
    assert read(text) is None
