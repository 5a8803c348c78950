"""A buyer's line, cut into the answers that the form would have asked for."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.announcements import read_announcement
from handlers.market.bulletins.publishing import PUBLISH

NOW = datetime(2026, 11, 23, 8, tzinfo=ZoneInfo("Asia/Jakarta"))
#: The line, and `kind | commodity | figure | regions | until | terms | pays | window` of it.
LINES = {
    "cabe rawit merah 45rb/kg utk jatim sama bali sampe senin": (
        "price | cabe rawit merah | 45rb/kg | jatim, bali | senin |"
    ),
    "cabe rawit 45rb/kg bali sm jatim": "price | cabe rawit | 45rb/kg | bali, jatim | |",
    "cabe rawit 45rb/kg jatim ama bali": "price | cabe rawit | 45rb/kg | jatim, bali | |",
    "cabe rawit 45rb/kg utk bali": "price | cabe rawit | 45rb/kg | bali | |",
    "chili 45k/kg for bali and east java": "price | chili | 45k/kg | bali, east java | |",
    "harga kopi bali 62rb/kg jatim": "price | kopi | 62rb/kg | jatim | |",
    "harga kopi robusta 62rb/kg malang sampai jumat": (
        "price | kopi robusta | 62rb/kg | malang | jumat |"
    ),
    "harga kopi 62rb/kg malang": "price | kopi | 62rb/kg | malang | |",
    "cabai rawit 45rb": "price | cabai rawit | 45rb | | |",
    "tomat 8 rb sampe jumat": "price | tomat | 8 rb | | jumat |",
    "beli kopi robusta 62rb malang smp besok": "price | kopi robusta | 62rb | malang | besok |",
    "cari 5 ton cabai rawit jatim sampai 12 des franco pare": (
        "need | cabai rawit | 5 ton | jatim | 12 des | franco pare"
    ),
    "Harga cabai rawit merah Rp 45.000 per kg Jatim dan Bali s/d Jumat, bayar 3 hari, min 100 kg": (
        "price | cabai rawit merah | rp 45.000 per kg | jatim, bali | jumat | "
        "bayar 3 hari, min 100 kg"
    ),
    "beli bawang merah 1,2 jt per kuintal brebes sampai besok": (
        "price | bawang merah | 1,2 jt per kuintal | brebes | besok |"
    ),
    "harga kopi robusta grade A 62rb/kg malang sampai jumat": (
        "price | kopi robusta | 62rb/kg | malang | jumat | grade a"
    ),
    "butuh setengah ton tomat kediri": "need | tomat | setengah ton | kediri | |",
    "buying robusta coffee at 62k/kg in malang until friday": (
        "price | robusta coffee | 62k/kg | malang | friday |"
    ),
    "looking for 5 tons of red chili in east java by 12 dec, delivered to Pare": (
        "need | red chili | 5 tons | east java | 12 dec | delivered to pare"
    ),
    "dicari 500 kg jahe harga 12rb/kg malang sampai 30 nov": (
        "need | jahe | 500 kg | malang | 30 nov | | 12rb/kg"
    ),
    "beli 5 ton robusta 60-62rb/kg, kirim 10-15 Des, malang sampai 8 des": (
        "need | robusta | 5 ton | malang | 8 des | | 60-62rb/kg | 10-15 des"
    ),
    "butuh 2 ton jahe kediri kirim mulai 1 des sampai 15 des bayar tunai sampai 30 nov": (
        "need | jahe | 2 ton | kediri | 30 nov | bayar tunai | | mulai 1 des sampai 15 des"
    ),
    "looking for 5 tons of red chili in east java, delivery by 12 dec, until friday": (
        "need | red chili | 5 tons | east java | friday | | | by 12 dec"
    ),
    "harga kopi robusta 62rb/kg malang kirim 10-15 des": (
        "price | kopi robusta | 62rb/kg | malang | | kirim 10-15 des"
    ),
    "harga kopi robusta grade A 62rb, grade B 58rb malang sampai jumat": (
        "price | kopi robusta | grade a 62rb, grade b 58rb | malang | jumat |"
    ),
    "harga kopi robusta 62rb/kg seluruh indonesia sampai akhir bulan": (
        "price | kopi robusta | 62rb/kg | semua daerah | akhir bulan |"
    ),
}


def cells(row: str) -> list[str]:
    """Those at the end may be left out: what a need would pay, and its days of delivery."""
    found = [cell.strip() for cell in row.split("|")]
    return [*found, *[""] * (8 - len(found))]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_cut_up(line: str) -> None:
    found = read_announcement(line, NOW)
    assert found is not None
    part: Any = found.parts.get
    figure = part("price", "") or part("quantity", "")
    said = [found.kind, part("commodity", ""), figure]
    assert [
        *said,
        *(part(key, "") for key in ("regions", "until", "terms", "pays", "window")),
    ] == cells(LINES[line])


@pytest.mark.parametrize(
    "line",
    [
        "harga kopi di malang?",
        "harga kopi malang",
        "berapa harga kopi 62rb/kg malang",
        "kopi 62rb/kg sudah turun?",
        "jual kopi 62rb/kg",
        "saya punya cabai 2 kuintal",
        "stop harga kopi 62rb",
        "harga 62rb/kg malang",
        "",
    ],
)
def test_a_question_or_somebodys_offer_is_none(line: str) -> None:
    assert read_announcement(line, NOW) is None


@given(st.text(max_size=300))
def test_any_text_may_be_typed(text: str) -> None:
    read_announcement(text, NOW)


@given(st.lists(st.sampled_from(" ".join(LINES).split()), max_size=14))
def test_every_part_answers_a_question_of_the_form(words: list[str]) -> None:
    found = read_announcement(" ".join(words), NOW)
    if found is not None:
        assert {*found.parts} <= {step.key for step in PUBLISH.steps}
        assert found.parts["commodity"]
