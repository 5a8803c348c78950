"""An owner compares what is left of each price, with what is assumed."""

from tests.journeys.test_market import CLARA, SRI, confirms, publish_in_indonesian
from tests.journeys.test_prices import BUDI, paid
from tests.journeys.town import Town


async def test_carriage_is_told_once_and_prices_stand_by_what_is_left(town: Town) -> None:
    await paid(town, "CV Pedas", 44_900)
    budi, sri = town.person(BUDI), town.person(SRI)
    await publish_in_indonesian(budi, "45rb/kg")  # brought to Pare, paid after 3 days
    await confirms(budi)
    await sri.expects("Cabai rawit merah Rp45.000/kg")
    await sri.says("/harga")
    await sri.taps_when_seen("Harga bersih untuk saya")
    await sri.sees("Kira-kira yang diterima bersih", "CV Pedas: Rp44.900/kg", "[Isi ongkos angkut]")
    await sri.taps("Isi ongkos angkut")
    await sri.sees("ongkos angkut ke pembeli per kilogram?", "[Tidak ada ongkos]")
    await sri.says("lima ratus perak")
    seen = await sri.sees("Uang yang dibayar belakangan dihitung berkurang 1% sebulan.")
    assert seen.index("CV Pedas: Rp44.900/kg") < seen.index("PT Sambal Nusantara: Rp4")
    assert "dari Rp45.000 (dikurangi" in seen
    await sri.says("/bersih")
    await sri.sees("Ongkos angkut Rp500 per kilogram, seperti yang diisi.")


async def test_the_same_in_english_and_nothing_to_pay(town: Town) -> None:
    await paid(town, "CV Pedas", 44_900, ("35.79",))
    clara = town.person(CLARA)
    await clara.says("/net")
    await clara.sees("About what is left to you", "CV Pedas: Rp44,900/kg", "pays in cash")
    await clara.taps("Tell the carriage")
    await clara.says("free")
    await clara.sees("To bring it costs Rp0 a kilogram")


async def test_a_buyer_is_told_no_other_buyers_price_there(town: Town) -> None:
    await paid(town, "CV Pedas", 44_900)
    budi = town.person(BUDI)
    await budi.says("/bersih")
    await town.settled()
    assert not budi.has_seen("CV Pedas")
