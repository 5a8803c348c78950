"""Somebody asks why news came or did not, and is told about each piece of it (promise D1)."""

from datetime import timedelta

from bot import clock
from tests.journeys.test_living_bulletins import arrived
from tests.journeys.test_market import (
    CLARA,
    NI_MADE,
    SLAMET,
    SRI,
    YULIANA,
    confirms,
    publish_in_indonesian,
)
from tests.journeys.test_prices import BUDI, paid
from tests.journeys.town import Town


async def test_what_came_says_when_in_the_readers_language(town: Town) -> None:
    await arrived(town)
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.says("kenapa saya dikirimi ini?")
    await sri.sees(
        "Cabai rawit merah Rp45.000/kg",
        "Pembeli: PT Sambal Nusantara",
        "Sudah dikirim Senin, 23 Nov 2026, 10.",
    )
    await clara.says("why did I get this?")
    await clara.sees("Red bird's eye chili Rp45,000/kg", "Sent Monday 23 Nov 2026, 10:")


async def test_who_stopped_it_reads_so_in_the_list_and_on_a_link(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("berhenti harga cabai rawit merah")
    await sri.sees("sudah dihentikan")
    await arrived_at_others(town)
    await sri.says("kok saya tidak dapat kabar")
    await sri.sees("Tidak dikirim: kabar komoditas ini sedang dimatikan.", "[Kabar yang diterima]")
    slamet = town.person(SLAMET)
    await slamet.taps("Bagikan")
    seen = await slamet.sees("?start=b")
    sri.opens(seen.split("?start=")[1].split()[0])
    await sri.sees("Cabai rawit merah Rp45.000/kg", "kabar komoditas ini sedang dimatikan")


async def arrived_at_others(town: Town) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, "45rb/kg")
    await confirms(budi)
    await town.person(CLARA).expects("Red bird's eye chili Rp45,000/kg")
    await town.settled()


async def test_another_region_is_named_on_a_link(town: Town) -> None:
    await arrived(town)
    slamet, yuliana = town.person(SLAMET), town.person(YULIANA)
    await slamet.taps("Bagikan")
    seen = await slamet.sees("?start=b")
    yuliana.opens(seen.split("?start=")[1].split()[0])
    await yuliana.sees("Cabai rawit merah Rp45.000/kg", "Tidak dikirim: ")


async def test_who_buys_is_not_told_the_price_of_another_buyer(town: Town) -> None:
    await paid(town, "CV Pedas", 42_000)
    budi = town.person(BUDI)
    await budi.says("/kenapa")
    seen = await budi.sees("Belum ada kabar tentang hasil usaha")
    assert "42.000" not in seen


async def test_the_list_of_what_comes_leads_there(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("/langganan")
    await sri.taps_when_seen("Kenapa kabar (tidak) sampai?")
    await sri.sees("Dicari: 2.000 kg Cabai rawit merah", "sebelum Bapak/Ibu bergabung")


async def test_who_is_found_to_have_blocked_the_bot_is_told_so_when_they_are_back(
    town: Town,
) -> None:
    town.playground.people[SRI].blocked = True  # and its word of that is lost
    await arrived_at_others(town)
    town.playground.unblock(SRI)
    sri = town.person(SRI)
    await sri.says("kenapa saya tidak dapat kabar?")
    await sri.sees("Cabai rawit merah Rp45.000/kg", "Tidak dikirim: waktu itu bot ini diblokir")


async def test_what_the_buyer_has_paused_is_told_as_paused(town: Town) -> None:
    clock.move(timedelta(hours=9, minutes=30))  # 19.30 in Malang, 20.30 in Bali
    budi, ni_made = town.person(BUDI), town.person(NI_MADE)
    await publish_in_indonesian(budi, "45rb/kg")
    await confirms(budi)
    await budi.sees("Dikabarkan ke")
    await ni_made.says("kok saya tidak dapat kabar?")
    await ni_made.sees("Akan dikirim Selasa, 24 Nov 2026, 08.00 WITA, sesuai jam terima kabar")
    await budi.taps("Jeda")
    await budi.sees("Dijeda")
    await ni_made.says("kok saya tidak dapat kabar?")
    await ni_made.sees("Sedang dijeda oleh pembeli. Akan dikirim begitu dilanjutkan.")
