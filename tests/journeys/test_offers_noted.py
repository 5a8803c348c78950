"""An officer notes an offer by phone; only its owner can make it."""

import re

from tests.journeys.test_delegates import BUDI, WAYAN, phone_of, publish, register_tari
from tests.journeys.test_living_bulletins import opened, reprice
from tests.journeys.town import Person, Town


async def noted(town: Town) -> tuple[Person, Person]:
    """Tari, who has no chat yet, and her officer, who noted 2 kuintal for her."""
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    await publish(town, "45rb/kg")
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "[Bisa setor: Cabai rawit merah Rp45.000/kg]")
    await wayan.taps("Bisa setor: Cabai rawit merah Rp45.000/kg")
    await wayan.sees("Atas nama Ibu Tari", "Pembeli: PT Sambal Nusantara")
    await wayan.says("2 kuintal")
    await wayan.sees("Atas nama Ibu Tari", "200 kg", "menunggu pemilik")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Tercatat atas nama Ibu Tari", "200 kg", "[Batalkan tawaran ini]")
    return wayan, tari


async def takes_over(town: Town, wayan: Person, tari: Person) -> None:
    await tari.says("/start")
    await tari.sees("Selamat datang di Mitra")
    await tari.says("/batal")
    await tari.says("/klaim")
    await tari.sees("didaftarkan oleh pendamping?")
    await tari.presses("📱 Bagikan nomor saya")
    await wayan.expects("akun Ibu Tari itu milik saya")
    await wayan.taps("Benar, ini orangnya")
    await tari.expects("Pendamping mencatat tawaran atas nama Ibu")


async def test_it_waits_until_she_says_yes_in_her_own_chat(town: Town) -> None:
    wayan, tari = await noted(town)
    budi = town.person(BUDI)
    assert not budi.has_seen("Ada tawaran baru")
    await takes_over(town, wayan, tari)
    await tari.says("/tawaran")
    await tari.sees("200 kg", "dicatat pendamping, menunggu persetujuan pemilik")
    yes = tari.data("Setujui: 200 kg Cabai rawit merah")
    await tari.taps("Setujui: 200 kg Cabai rawit merah")
    await tari.sees("200 kg", "menunggu jawaban pembeli")
    await budi.expects("Ada tawaran baru")
    tari.forges(yes)
    await town.settled()
    await budi.says("/tawaran")
    await budi.sees("1 menunggu jawaban")


async def test_the_buyer_sees_how_much_waits_and_accepts_none_of_it(town: Town) -> None:
    wayan, _tari = await noted(town)
    budi = town.person(BUDI)
    offered = re.findall(r"\d+", wayan.data("Bisa setor: Cabai rawit merah Rp45.000/kg"))
    number = wayan.data("Batalkan tawaran ini").rpartition(":")[2]
    see = f"offer:list:{offered[0]}"
    budi.forges(see)
    await budi.sees("Belum ada tawaran", "Dicatat pendamping, menunggu pemilik: 200 kg")
    budi.forges(f"offer:accept:{number}")
    await budi.sees("menunggu persetujuan pemilik")
    await wayan.taps("Batalkan tawaran ini")
    await wayan.sees("Sudah dibatalkan")
    budi.forges(see)
    seen = await budi.sees("Belum ada tawaran")
    assert "menunggu pemilik" not in seen


async def test_nobody_offers_for_her_but_her_officer_and_nobody_twice(town: Town) -> None:
    wayan, _tari = await noted(town)
    number = wayan.data("Batalkan tawaran ini").rpartition(":")[2]
    for stranger in (town.person(BUDI), town.person(1101)):
        stranger.forges(f"offer:confirm:{number}")
        await stranger.sees("Data ini sudah tidak ada.")
    wayan.forges(f"offer:confirm:{number}")
    await wayan.sees("Data ini sudah tidak ada.")
    await wayan.says("/telepon")
    await wayan.taps_when_seen("Bisa setor: Cabai rawit merah Rp45.000/kg")
    await wayan.sees("sudah dicatat, tinggal menunggu persetujuan pemiliknya")


async def test_what_was_changed_meanwhile_is_offered_anew(town: Town) -> None:
    wayan, tari = await noted(town)
    budi = town.person(BUDI)
    await opened(budi)
    await reprice(budi, "43000")
    await budi.taps_when_seen("Ya, sudah benar")
    await town.settled()
    await takes_over(town, wayan, tari)
    await tari.says("/tawaran")
    await tari.taps_when_seen("Setujui: 200 kg Cabai rawit merah")
    await tari.sees("Pembeli baru saja mengubah kabar ini", "[Bisa setor]")
    await tari.taps("Bisa setor")
    await tari.sees("Cabai rawit merah Rp43.000/kg")
