"""How news shall come, said in words; whatever else is said is about something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.receiving import Asked, read_receiving

SAID = [
    ("once a week", "seminggu sekali saja", Asked("weekly")),
    ("politely", "Tolong kirim kabar harga seminggu sekali ya Bu.", Asked("weekly")),
    ("every week", "tiap minggu aja", Asked("weekly")),
    ("each day", "setiap hari saja", Asked("daily")),
    ("once a day", "sehari sekali saja", Asked("daily")),
    ("gathered", "kabarnya dikumpulkan, sehari sekali", Asked("daily")),
    ("at once", "langsung saja", Asked("at_once")),
    ("at once again", "kirim langsung lagi", Asked("at_once")),
    ("in English, weekly", "once a week please", Asked("weekly")),
    ("in English, daily", "send me news once a day", Asked("daily")),
    ("in English, at once", "right away", Asked("at_once")),
    ("at most three", "maksimal 3 sehari", Asked(a_day=3)),
    ("at most five pieces", "paling banyak 5 kabar sehari saja", Asked(a_day=5)),
    ("at most ten, per day", "max 10 per hari", Asked(a_day=10)),
    ("at most two in English", "at most 2 a day", Asked(a_day=2)),
    ("no limit", "tanpa batas", Asked(a_day=0)),
    ("both", "seminggu sekali, maksimal 5 sehari", Asked("weekly", 5)),
    ("daily at an hour", "sehari sekali aja jam 7 pagi", Asked("daily", at="07:00")),
    ("daily at half past", "once a day at 6.30 am please", Asked("daily", at="06:30")),
    ("an hour alone", "kirim kabar harga jam 5 subuh aja", Asked(at="05:00")),
    ("an hour that may be two", "seminggu sekali jam 5", Asked("weekly")),
    ("too many", "udah kebanyakan pesan, seminggu sekali aja", Asked("weekly")),
    ("too many in English", "too many messages, once a week please", Asked("weekly")),
    ("too much news", "kabarnya terlalu banyak, maksimal 3 sehari", Asked(a_day=3)),
    ("to save data", "hemat data", Asked(pictures=False)),
    ("to save quota", "mode hemat kuota", Asked(pictures=False)),
    ("no pictures", "jangan kirim gambar", Asked(pictures=False)),
    ("no pictures in English", "no pictures please", Asked(pictures=False)),
    ("pictures again", "pakai gambar lagi", Asked(pictures=True)),
    ("saving no more", "matikan hemat data", Asked(pictures=True)),
]
OTHER = [
    "",
    "harga cabai hari ini",
    "saya panen 2 kuintal seminggu",
    "setor 200 kg tiap hari",
    "seminggu sekali atau setiap hari",
    "pendamping datang seminggu sekali?",
    "kapan kabar langsung",
    "maksimal 99 sehari",
    "stop",
    "langsung jual cabai",
    "jam 7 pagi",
    "besok jam 7 pagi",
    "kebanyakan pesan",
    "sehari sekali jam 25",
    "kirim kabar jam 5",
    "data saya",
    "hapus data",
]


@pytest.mark.parametrize(("text", "asked"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_is_asked_for(text: str, asked: Asked) -> None:
    assert read_receiving(text) == asked


@pytest.mark.parametrize("text", OTHER)
def test_what_is_about_something_else(text: str) -> None:
    assert read_receiving(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    read_receiving(text)
