"""A need is answered, accepted, and its owner reminded before the goods are to come."""

from datetime import timedelta

from bot import clock
from tests.journeys.test_market import BUDI, SRI, confirms
from tests.journeys.test_needs import corrects, says_need
from tests.journeys.town import Person, Town

WAYAN = 3001


async def accepted(town: Town) -> Person:
    """What Sri offers; returns her."""
    budi, sri = town.person(BUDI), town.person(SRI)
    await says_need(budi, "47rb", "1-4 des")
    await confirms(budi)
    await sri.expects("Pengiriman: 1 Des sampai 4 Des")
    await sri.taps("Bisa setor")
    await sri.says("2 kuintal")
    await sri.taps_when_seen("Ya, sudah benar")
    await budi.expects("Ada tawaran baru")
    await budi.taps("Lihat tawaran")
    await budi.taps_when_seen("Sri Wahyuni: 200 kg")
    await budi.taps_when_seen("Terima")
    await sri.expects("menerima tawaran ini.", "200 kg", "Pengiriman: 1 Des sampai 4 Des")
    return sri


async def test_an_owner_is_reminded_of_what_was_accepted_and_asks_for_help(town: Town) -> None:
    sri = await accepted(town)
    clock.move(timedelta(days=5))  # Saturday
    await sri.expects(
        "Pengingat: PT Sambal Nusantara menunggu barang yang sudah disepakati.",
        "200 kg Cabai rawit merah, Rp47.000/kg",
        "Pengiriman: 1 Des sampai 4 Des",
    )
    await sri.taps("Minta bantuan")
    await sri.sees("Pendamping sudah kami beri tahu.")
    await town.person(WAYAN).expects("minta bantuan soal setoran Cabai rawit merah")


async def test_days_that_are_corrected_are_those_of_the_reminder(town: Town) -> None:
    sri = await accepted(town)
    await corrects(town.person(BUDI), "Ubah hari pengiriman", "3-6 des")
    await sri.expects("Diperbarui", "Pengiriman: 3 Des sampai 6 Des")
    clock.move(timedelta(days=7))
    await sri.expects("Pengingat: PT Sambal Nusantara menunggu", "Pengiriman: 3 Des sampai 6 Des")
    await sri.taps("Ingatkan 3 jam lagi")
    await sri.sees("Baik, kami ingatkan lagi")
