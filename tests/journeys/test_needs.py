"""A buyer looks for goods, says what they would pay and when they should come, and is answered."""

from tests.journeys.test_delegates import publish
from tests.journeys.test_market import BUDI, CLARA, SLAMET, SRI, confirms
from tests.journeys.test_onboarding import register_siti
from tests.journeys.town import Person, Town

SITI = 1001
WANTED = "Dicari: 5.000 kg Cabai rawit merah"


async def says_need(budi: Person, pays: str, window: str) -> None:
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Kebutuhan saya")
    await budi.says("cabe rawit merah")
    await budi.sees("[Batal]")
    await budi.says("5 ton")
    await budi.sees("Berapa harga yang ditawarkan?", "[Lewati]")
    await budi.says(pays)
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("Jumat")
    await budi.sees("Barangnya dikirim kapan?", "[Lewati]")
    await budi.says(window)
    await budi.sees("Ada syarat lain?")
    await budi.taps("Lewati")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")


async def corrects(budi: Person, button: str, text: str) -> None:
    await budi.says("/siaran")
    await budi.taps_when_seen(WANTED)
    await budi.taps_when_seen(button)
    await budi.says(text)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("di pesan yang sama")


async def test_price_and_days_arrive_as_lines_of_their_own_and_an_offer_leaves_a_range_open(
    town: Town,
) -> None:
    budi = town.person(BUDI)
    await says_need(budi, "47-45rb", "10-15 des")
    await budi.sees("Harga: Rp45.000 sampai Rp47.000 per kg", "Pengiriman: 10 Des sampai 15 Des")
    await confirms(budi)
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.expects(
        f"{WANTED}\nHarga: Rp45.000 sampai Rp47.000/kg\nPengiriman: 10 Des sampai 15 Des\nPembeli:"
    )
    await clara.expects("Price: Rp45,000 to Rp47,000/kg\nDelivery: 10 Dec to 15 Dec")
    await sri.taps("Bisa setor")
    await sri.says("2 kuintal")
    await sri.taps_when_seen("Ya, sudah benar")
    seen = await sri.sees("Tawaran sudah disampaikan", "200 kg Cabai rawit merah")
    assert "Rp4" not in seen
    await sri.says("/kebutuhan")
    await sri.sees(WANTED, "Harga: Rp45.000 sampai Rp47.000/kg", "Pengiriman: 10 Des")


async def test_an_offer_keeps_the_one_price_of_a_need_though_it_falls(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await says_need(budi, "47rb", "paling lambat 15 des")
    await confirms(budi)
    await sri.expects("Harga: Rp47.000/kg\nPengiriman: paling lambat 15 Des")
    await sri.taps("Bisa setor")
    await sri.says("2 kuintal")
    await sri.taps_when_seen("Ya, sudah benar")
    await sri.sees("200 kg Cabai rawit merah, Rp47.000/kg")
    await corrects(budi, "Ubah harga", "44-45rb")
    await sri.expects(
        "Harga dari PT Sambal Nusantara turun:",
        "Harga: Rp44.000 sampai Rp45.000/kg",
        "Sebelumnya: Rp47.000/kg",
        "Rp47.000/kg, sampai kedua pihak",
    )
    await corrects(budi, "Ubah hari pengiriman", "12-20 des")
    await sri.expects("Diperbarui", "Pengiriman: 12 Des sampai 20 Des")
    await sri.says("/tawaran")
    await sri.sees("200 kg Cabai rawit merah, Rp47.000/kg")


async def test_days_that_are_over_are_refused_and_nothing_is_lost(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Kebutuhan saya")
    await budi.says("cabe rawit merah")
    await budi.sees("[Batal]")
    await budi.says("5 ton")
    await budi.sees("Berapa harga yang ditawarkan?")
    await budi.says("0")
    await budi.sees("Berapa harga yang ditawarkan?")
    await budi.taps("Lewati")
    await budi.says("Jatim")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("Jumat")
    await budi.sees("Barangnya dikirim kapan?")
    await budi.says("10-15 nov")
    await budi.sees("sudah lewat", "Barangnya dikirim kapan?")
    await budi.says("terserah")
    await budi.sees("Harinya belum terbaca")
    await budi.says("1-5 des")
    await budi.sees("Ada syarat lain?")
    await budi.taps("Lewati")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")
    await budi.sees("Harga: –", "Pengiriman: 1 Des sampai 5 Des", "5.000 kg")


async def test_a_need_in_one_line_has_its_price_and_its_days(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("beli 5 ton cabai rawit merah Jatim 45-47rb/kg, kirim 10-15 Des sampai jumat")
    await budi.sees(
        "Sudah benar?",
        "Harga: Rp45.000 sampai Rp47.000 per kg",
        "Pengiriman: 10 Des sampai 15 Des",
        "Jumat, 27 Nov 2026",
    )
    await confirms(budi)
    await town.person(SRI).expects(WANTED, "Harga: Rp45.000 sampai Rp47.000/kg")


async def test_who_sells_is_shown_who_looks_for_it_and_who_pays_a_price_for_it(town: Town) -> None:
    await publish(town, "45rb/kg")
    siti, budi = town.person(SITI), town.person(BUDI)
    await register_siti(siti)
    await siti.says("mau jual cabe rawit merah 2 kw")
    looked_for, paid = "Pembeli mencari Cabai rawit merah", "Harga Cabai rawit merah"
    await siti.sees(looked_for, "Dicari: 2.000 kg")
    await siti.sees(paid, "Rp45.000/kg", "PT Sambal Nusantara")
    await siti.sees("bisa setor 2 kw?")
    await budi.says("siapa cari cabe rawit merah")
    await budi.sees(looked_for)
    assert not budi.has_seen(paid)


async def test_a_need_whose_accepted_offers_make_it_up_is_closed_and_nobody_waits_unheard(
    town: Town,
) -> None:
    budi, sri, slamet = town.person(BUDI), town.person(SRI), town.person(SLAMET)
    await says_need(budi, "47rb", "10-15 des")
    await confirms(budi)
    for owner, amount in ((sri, "5 ton"), (slamet, "2 kuintal")):
        await owner.expects(WANTED)
        await owner.taps("Bisa setor")
        await owner.says(amount)
        await owner.taps_when_seen("Ya, sudah benar")
        await owner.sees("Tawaran sudah disampaikan")
    await budi.expects("Ada tawaran baru")
    await budi.taps("Lihat tawaran")
    await budi.taps_when_seen("Sri Wahyuni: 5.000 kg")
    await budi.taps_when_seen("Terima")
    await budi.taps_when_seen("Tandai terpenuhi 100 %")
    await budi.sees("Kabarkan ini?", "Terpenuhi: Semuanya (100 %)")
    await budi.taps("Ya, sudah benar")
    await budi.sees(f"1 tawaran untuk {WANTED} belum dijawab", "[Lihat tawaran]")
    await slamet.expects("sudah terpenuhi, jadi sudah ditutup", "belum dijawab")
    await town.settled()
    assert not sri.has_seen("sudah ditutup")
