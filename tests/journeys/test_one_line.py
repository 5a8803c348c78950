"""A buyer publishes by one line, which is echoed first."""

from tests.journeys.test_market import BUDI, SRI, confirms
from tests.journeys.town import Town


async def test_one_line_becomes_a_summary_and_then_a_bulletin(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("harga cabai rawit merah 45rb/kg Jatim sampai jumat, franco gudang Pare, tunai")
    await budi.sees(
        "Sudah benar? Belum dikirim",
        "Rp45.000 per kg",
        "Jawa Timur",
        "Jumat, 27 Nov 2026",
        "terima di gudang Pare, dibayar tunai",
    )
    assert not town.person(SRI).has_seen("Cabai rawit merah Rp45.000/kg")
    await confirms(budi)
    await town.person(SRI).expects("Cabai rawit merah Rp45.000/kg", "terima di gudang Pare")


async def test_what_is_unclear_or_missing_is_asked(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("cari 5 ton kopi")
    await budi.sees("“kopi” ada beberapa macam")
    await budi.says("robusta")
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("malang")
    await budi.sees("Ada beberapa tempat bernama “malang”")
    await budi.taps("Kabupaten Malang, Jawa Timur")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("besok")
    await budi.sees("Sudah benar? Belum dikirim", "5.000 kg", "Kabupaten Malang")


async def test_a_question_of_a_buyer_and_a_line_of_an_owner_stay_look_ups(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await budi.says("harga kopi di malang?")
    await budi.sees("Harga")
    assert not budi.has_seen("Sudah benar? Belum dikirim")
    await sri.says("harga cabai rawit merah 45rb/kg jatim")
    await sri.sees("abai rawit merah")
    assert not sri.has_seen("Sudah benar? Belum dikirim")
