"""Daily prices in two taps."""

from datetime import timedelta

from bot import clock
from tests.journeys.test_market import BUDI, SRI, confirms, publish_in_indonesian
from tests.journeys.town import Town


async def test_the_last_price_is_published_again_in_two_taps(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await sri.expects("Cabai rawit merah Rp45.000/kg")
    clock.move(timedelta(days=1))
    await budi.says("/terbitkan")
    await budi.sees("Harga terakhir")
    await budi.taps("1: sama seperti ini")
    await budi.sees(
        "Rp45.000 per kg", "Jawa Timur dan Bali", "Sabtu, 28 Nov 2026", "dibayar 3 hari"
    )
    await confirms(budi)
    await sri.expects("Berlaku sampai Sabtu, 28 Nov 2026.")


async def test_only_the_price_changes(town: Town) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    await budi.says("/terbitkan")
    await budi.taps_when_seen("1: ganti harga saja")
    await budi.sees("Berapa harga belinya?")
    await budi.says("450rb/kg")
    await budi.sees("Biasanya sekitar Rp45.000/kg. Mana yang benar?")
    await budi.says("46rb")
    await budi.sees("Sudah benar? Belum dikirim", "Rp46.000 per kg", "Jawa Timur dan Bali")
    await budi.taps("Batal")
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Kebutuhan saya")
    await budi.sees("Komoditas apa?")
