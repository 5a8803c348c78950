"""Whoever has a part here types what they want of what is theirs, in their own words."""

import pytest

from tests.journeys.test_living_bulletins import arrived
from tests.journeys.test_market import BUDI, SRI
from tests.journeys.town import Town

WAYAN = 3001


@pytest.mark.parametrize(
    "said", ["kabar yang berlaku", "siapa saja yg dapat?", "stop dulu cabe rawitnya"]
)
async def test_a_buyer_is_led_to_the_news_that_holds(town: Town, said: str) -> None:
    budi = await arrived(town)
    await budi.says(said)
    await budi.sees("Kabar yang masih berlaku", "Cabai rawit merah Rp45.000/kg")


async def test_a_buyer_publishes_the_price_of_yesterday_in_words(town: Town) -> None:
    budi = await arrived(town)
    await budi.says("harga sama kayak kemarin")
    await budi.sees("Harga terakhir Bapak/Ibu", "[1: sama seperti ini]")


async def test_a_price_with_a_blank_in_it_is_a_line_too(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("tomat 8 rb")
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("jatim")
    await budi.says("besok")
    await budi.sees("Sudah benar? Kami kabarkan.", "Rp8.000 per kg")


async def test_an_officer_asks_for_calls_and_for_owners_in_words(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("siapa yg perlu ditelpon hari ini?")
    await wayan.sees("Tidak ada yang perlu ditelepon")
    await wayan.says("pemilik usaha yg saya wakili")
    await wayan.sees("Ada pemilik usaha yang tidak punya HP pintar?")


async def test_the_menu_is_the_way_home(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("/menu")
    seen = await sri.sees("Mau apa hari ini?")
    assert "tidak mengenal" not in seen


async def test_who_fears_a_swindle_is_told_what_is_never_asked(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("ini penipuan bukan?")
    await sri.sees("tidak pernah meminta PIN, OTP, atau uang", "[Tanya pendamping]")
    await sri.says("tawaran sy gimana?")
    await sri.sees("tawaran")
    await sri.says("kebanyakan pesan nih")
    await sri.sees("Kabar yang diterima", "[Atur cara kirim kabar]")
    await sri.says("jangan kirim lagi")
    await sri.sees("kabar harga sudah dihentikan")
