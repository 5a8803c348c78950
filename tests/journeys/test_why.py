"""Somebody asks why news came or did not, and is told about each piece of it (promise D1)."""

from tests.journeys.test_living_bulletins import arrived
from tests.journeys.test_market import (
    CLARA,
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
