"""A session in one line, as officers type it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.language.reading.planned import read_planned

MONDAY = datetime(2026, 11, 30, 12, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            "jadwalkan kunjungan ke bu siti lusa jam 9",
            "visit",
            {"start": "lusa jam 9", "who": "bu siti"},
        ),
        (
            "Kunjungan ke Bu Siti lusa jam 9 di rumahnya soal kemasan",
            "visit",
            {"start": "lusa jam 9", "who": "bu siti", "place": "rumahnya", "topic": "kemasan"},
        ),
        (
            "tolong jadwalin kelas pengemasan tiap selasa jam 10 sampai maret di balai desa pare",
            "class",
            {
                "start": "tiap selasa jam 10 sampai maret",
                "topic": "pengemasan",
                "place": "balai desa pare",
            },
        ),
        (
            "schedule a call with Siti Aminah on friday at 10 for 30 minutes about labels",
            "call",
            {
                "start": "on friday at 10",
                "who": "siti aminah",
                "minutes": "30 minutes",
                "topic": "labels",
            },
        ),
        (
            "schedule a visit to bu sri next friday at 9 at the market",
            "visit",
            {"start": "next friday at 9", "who": "bu sri", "place": "the market"},
        ),
        ("jadwalkan bu siti besok jam 9", None, {"start": "besok jam 9", "who": "bu siti"}),
        ("senin jam 9 kunjungan ke siti", "visit", {"start": "senin jam 9", "who": "siti"}),
        ("kunjungi bu mei kamis jam 9", "visit", {"start": "kamis jam 9", "who": "bu mei"}),
        (
            "jadwalkan kunjungan ke bu siti senin di balai desa jam 9",
            "visit",
            {"start": "senin jam 9", "who": "bu siti", "place": "balai desa"},
        ),
        (
            "kunjungan 2 minggu lagi jam 8 ke bu sri",
            "visit",
            {"start": "2 minggu lagi jam 8", "who": "bu sri"},
        ),
        (
            "plan a visit to Clara every other monday at 9 until march",
            "visit",
            {"start": "every other monday at 9 until march", "who": "clara"},
        ),
        (
            "bikin jadwal kunjungan ke bu sri 12 des jam 10 selama 2 jam",
            "visit",
            {"start": "12 des jam 10", "who": "bu sri", "minutes": "2 jam"},
        ),
        ("schedule Siti tomorrow at 9", None, {"start": "tomorrow at 9", "who": "siti"}),
        (
            "visit to Siti on thursday at 10 at the warehouse about sorting",
            "visit",
            {
                "start": "on thursday at 10",
                "who": "siti",
                "place": "the warehouse",
                "topic": "sorting",
            },
        ),
        ("plan a visit", "visit", {}),
        (
            "kunjungan ke tempat bu siti besok jam 9, tempat balai desa",
            "visit",
            {"start": "besok jam 9", "who": "tempat bu siti", "place": "balai desa"},
        ),
        (
            "kelas tiap Senin jam 9 dengan siti, sri, daeng dan mama yuliana",
            "class",
            {"start": "tiap senin jam 9", "who": "siti, sri, daeng dan mama yuliana"},
        ),
        (
            "class every Monday at 9, with Siti, Sri Wahyuni and Ni Made Ayu",
            "class",
            {"start": "every monday at 9", "who": "siti, sri wahyuni and ni made ayu"},
        ),
        (
            "kelas besok jam 9 dengan siti sama sri & daeng, di balai desa",
            "class",
            {"start": "besok jam 9", "who": "siti, sri & daeng", "place": "balai desa"},
        ),
        (
            "kelas sortasi, besok, jam 9,dengan siti,sri",
            "class",
            {"start": "besok jam 9", "topic": "sortasi", "who": "siti, sri"},
        ),
        (
            "kunjungan ke bu siti besok jam 9 untuk sortasi",
            "visit",
            {"start": "besok jam 9", "who": "bu siti"},
        ),
        ("jadwalkan kelas", "class", {}),
        ("jadwalkan sesi", None, {}),
    ],
)
def test_each_part_goes_to_its_question(text: str, kind: str | None, parts: object) -> None:
    planned = read_planned(text, MONDAY)
    assert planned is not None
    assert (planned.kind, planned.parts) == (kind, parts)


@pytest.mark.parametrize(
    "text",
    [
        "kunjungan besok jadi?",
        "kunjungan besok batal bu",
        "kunjungan ke siti kapan",
        "kelas",
        "telepon",
        "kelas pengemasan",
        "jadwal saya",
        "besok nggak ada perahu",
        "harga kopi di malang",
        "video call dengan clara kemarin jam 9",
        "besok jam 9",
        "schedule",
        "schedule for tomorrow",
        "plan",
        "schedule of Siti",
        "plan for friday at 9",
    ],
)
def test_who_plans_nothing_is_not_taken_for_somebody_who_does(text: str) -> None:
    assert read_planned(text, MONDAY) is None
