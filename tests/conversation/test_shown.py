"""How an answer reads in the summary, in both languages."""

from typing import Any

import pytest

from bot.conversation.form import Step
from bot.market.regions import REGIONS
from tests.conversation.forms import situation
from tests.conversation.kinds import (
    AMOUNT,
    CONSENT,
    CROPS,
    DAY,
    HOUR,
    MOMENT,
    PHONE,
    PICK,
    PLACES,
    PRICE,
    WAYS,
    YEAR,
    rupiah,
)

SHOWN: list[tuple[str, Step, Any, str, str]] = [
    ("a price", PRICE, rupiah("45000"), "Rp45.000 per kg", "Rp45,000 per kg"),
    (
        "a price per head",
        PRICE,
        rupiah("5000000", "ekor"),
        "Rp5.000.000 per ekor",
        "Rp5,000,000 per head",
    ),
    ("a quantity", AMOUNT, rupiah("2500"), "2.500 kg", "2,500 kg"),
    ("a day", DAY, "2026-11-27", "Jumat, 27 Nov 2026", "Friday 27 Nov 2026"),
    (
        "a moment",
        MOMENT,
        "2026-11-24T09:00",
        "Selasa, 24 Nov 2026 pukul 09.00 WIB",
        "Tuesday 24 Nov 2026 at 09:00 WIB",
    ),
    ("the whole country", PLACES, ["ID"], "Seluruh Indonesia", "All of Indonesia"),
    ("two regions", PLACES, ["35", "51"], "Jawa Timur dan Bali", "Jawa Timur and Bali"),
    (
        "products",
        CROPS,
        [{"slug": "kopi-robusta", "said": "x"}, {"slug": None, "said": "sambal"}],
        "Kopi robusta biji hijau dan sambal",
        "Robusta coffee, green bean and sambal",
    ),
    ("an hour", HOUR, "06:30", "06.30 WIB", "06:30 WIB"),
    (
        "two of several",
        WAYS,
        ["van", "read"],
        "Harga beli saya dan Baca dulu",
        "A price I pay and Read first",
    ),
    ("a year of birth", YEAR, 1980, "1980", "1980"),
    (
        "a number",
        PHONE,
        {"number": "+6281234567890", "verified": False},
        "0812-3456-7890",
        "0812-3456-7890",
    ),
    (
        "a verified number",
        PHONE,
        {"number": "+6281234567890", "verified": True},
        "0812-3456-7890 ✓",
        "0812-3456-7890 ✓",
    ),
    (
        "a number from abroad",
        PHONE,
        {"number": "+6581234567", "verified": False},
        "+65 8123 4567",
        "+65 8123 4567",
    ),
    ("an option", CONSENT, "yes", "Boleh", "Yes, you may"),
    ("a business", PICK, "7", "Sri · Kebun Sri · Malang", "Sri · Kebun Sri · Malang"),
]


@pytest.mark.parametrize(
    ("step", "value", "indonesian", "english"), [s[1:] for s in SHOWN], ids=[s[0] for s in SHOWN]
)
def test_an_answer_is_shown_in_the_persons_language(
    step: Step, value: Any, indonesian: str, english: str
) -> None:
    for language, shown in (("id", indonesian), ("en", english)):
        here = situation(language=language)
        assert step.show(value, here.words, here.facts) == shown


def test_a_pasted_list_of_all_regencies_is_kept_and_fits_a_message() -> None:
    everywhere = [region.code for region in REGIONS.values()]
    here = situation()
    shown = PLACES.show(everywhere, here.words, here.facts)
    assert shown.endswith("…")
    assert len(shown) < 1000
    assert PLACES.keeps(everywhere)
