"""When somebody wants to be reminded is understood as they type it, and nothing else is."""

import pytest

from bot.language.reading.reminding import RemindWish, read_reminding

HOUR, DAY = 60, 1440
READ = [
    ("ingatkan 2 hari sebelumnya", RemindWish(2 * DAY, wanted=True)),
    ("jangan ingatkan 1 jam sebelumnya", RemindWish(HOUR, wanted=False)),
    ("Tolong ingatkan saya sehari sebelum kunjungan ya", RemindWish(DAY, wanted=True)),
    ("tidak usah diingatkan satu jam sebelumnya", RemindWish(HOUR, wanted=False)),
    ("ingetin 30 menit sebelumnya dong", RemindWish(30, wanted=True)),
    ("seminggu sebelumnya tolong ingatkan", RemindWish(7 * DAY, wanted=True)),
    ("Remind me two days before, please.", RemindWish(2 * DAY, wanted=True)),
    ("don't remind me an hour before", RemindWish(HOUR, wanted=False)),
    ("remind me 3 hours ahead", RemindWish(3 * HOUR, wanted=True)),
    ("ingatkan saya", None),
    ("ingatkan besok jam 9", None),
    ("ingatkan 1 hari sebelumnya dan 1 jam sebelumnya", None),
    ("ingatkan pembeli 2 hari sebelumnya", None),
    ("apakah saya diingatkan 1 jam sebelumnya?", None),
    ("harga cabai 2 hari sebelumnya", None),
    ("", None),
]


@pytest.mark.parametrize(("said", "expected"), READ, ids=[row[0] or "nothing" for row in READ])
def test_when_to_be_reminded(said: str, expected: RemindWish | None) -> None:
    assert read_reminding(said) == expected
