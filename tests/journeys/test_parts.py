"""Whoever has a part here types what they want of what is theirs, in their own words."""

import pytest

from tests.journeys.test_living_bulletins import arrived
from tests.journeys.test_market import BUDI, CLARA, SRI
from tests.journeys.test_offers import sent
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
    await budi.sees("Sudah benar? Belum dikirim", "Rp8.000 per kg")


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


async def test_how_news_comes_is_said_with_its_hour(town: Town) -> None:
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.says("sehari sekali aja jam 7 pagi")
    await sri.sees("Sehari sekali, dikumpulkan: 07.00", "[✓ Sehari sekali]")
    await sri.says("udah kebanyakan pesan, seminggu sekali aja")
    await sri.sees("Seminggu sekali, dikumpulkan", "07.00", "[✓ Seminggu sekali]")
    await clara.says("too many messages, once a week please")
    await clara.sees("Once a week, together", "[✓ Once a week]")


async def test_when_it_is_paid_is_asked_of_news_and_then_of_an_offer(town: Town) -> None:
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.says("kapan dibayar?")
    await sri.sees("Saat ini belum ada kabar yang masih berlaku", "[Harga hari ini]")
    budi = await arrived(town)
    await clara.says("when do i get paid?")
    await clara.sees("Payment, as buyers say", "Buyer: PT Sambal Nusantara", "The buyer pays you")
    await sent(town)
    await sri.says("kapan dibayar?")
    await sri.sees("Pembayaran untuk tawaran Bapak/Ibu", "Pembayaran: dibayar 3 hari", "[Tawaran")
    await budi.says("kapan dibayar?")
    await town.settled()
    assert "Pembayaran untuk tawaran" not in str(budi.messages()[-1])


async def test_whether_one_may_bargain_is_answered_honestly(town: Town) -> None:
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.says("boleh nego?")
    await sri.sees("belum bisa dinego lewat Mitra", "[Harga hari ini]", "[Tanya pendamping]")
    await clara.says("is the price negotiable?")
    await clara.sees("cannot be bargained over in Mitra", "[Ask my officer]")


async def test_another_day_leads_to_the_schedule(town: Town) -> None:
    for person in (town.person(WAYAN), town.person(SRI)):
        await person.says("pindah ke sabtu")
        await person.sees("Belum ada sesi pendampingan yang dijadwalkan.")


async def test_what_came_last_is_shared_by_a_word(town: Town) -> None:
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.says("bagikan")
    await sri.sees("belum ada kabar yang masih berlaku untuk dibagikan")
    budi = await arrived(town)
    await sri.says("bagikan ke grup wa")
    await sri.sees("Cabai rawit merah Rp45.000/kg", "[Bagikan lewat WhatsApp]")
    await clara.says("share this")
    await clara.sees("Red bird's eye chili Rp45,000/kg", "[Share by WhatsApp]")
    await budi.says("bagikan")
    await budi.sees("Cabai rawit merah Rp45.000/kg", "[Bagikan lewat WhatsApp]")
