"""An admin sees where newcomers stop, and says what a product is that no list knows."""

import re
from datetime import timedelta

from bot import clock
from tests.journeys.town import Town

RINA = 4001


async def test_an_admin_sees_the_funnel_and_says_what_an_unknown_product_is(town: Town) -> None:
    rina, siti, shy = town.person(RINA), town.person(1001), town.newcomer("Malu")
    await shy.says("/start")
    await shy.taps_when_seen("Bahasa Indonesia")
    await shy.sees("Bolehkah")
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    clock.move_to(clock.now() + timedelta(seconds=94))
    await siti.says("Ibu Siti")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("lombok setan abadi")
    await siti.taps_when_seen("Simpan seperti yang saya tulis")
    await siti.sees("Di kabupaten atau kota mana?")
    await siti.says("kota batu")
    await siti.taps_when_seen("Ya, sudah benar")
    await siti.sees("Ibu Siti")
    await rina.says("/admin")
    await rina.sees("Produk di luar daftar: 1", "[Produk di luar daftar]")
    await rina.taps("Sebagai teks")
    await rina.sees("Mulai: 2 · 100%", "Bahasa: 2 · 100%", "Nama: 1 · 50%")
    seen = await rina.sees("Selesai mendaftar: 1 · 50%")
    [minutes, seconds] = re.findall(r"dalam (\d+) menit (\d+) detik", seen)[0]
    # The clock goes on by itself while the test runs.
    assert 94 <= int(minutes) * 60 + int(seconds) < 94 + 120
    await rina.says("/permintaan")
    await rina.sees("lombok setan abadi", "Usaha yang membuatnya: 1")
    await rina.taps("Sudah ada di daftar …")
    await rina.sees("Komoditas mana di daftar?")
    await rina.says("cabe rawit merah")
    await rina.sees("Benar itu komoditasnya?", "Pemilik usaha menulis: “lombok setan abadi”")
    await rina.taps_when_seen("Ya, sudah benar")
    await rina.sees("sekarang dikenal sebagai Cabai rawit merah")
    await siti.expects("lombok setan abadi", "Cabai rawit merah")
