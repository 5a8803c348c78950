"""An owner hears also of what a buyer pays for goods that they do not make, or elsewhere."""

from tests.journeys.test_market import (
    BUDI,
    CLARA,
    NI_MADE,
    YULIANA,
    confirms,
    publish_in_indonesian,
)
from tests.journeys.town import Town


async def test_what_was_followed_arrives_and_can_be_stopped_where_it_arrived(town: Town) -> None:
    """Yuliana makes coffee only; Clara makes chili in East Java and reads English."""
    yuliana, budi = town.person(YULIANA), town.person(BUDI)
    await yuliana.says("kabari saya harga cabe rawit di Jatim")
    await yuliana.sees("Kabar yang mana yang diinginkan?", "[Cabai rawit merah]", "[Semuanya]")
    await yuliana.taps("Cabai rawit merah")
    await yuliana.sees(
        "Baik, kabar harga dan pembeli untuk cabai rawit merah di Jawa Timur akan dikirim juga.",
        "[Luaskan ke seluruh Indonesia]",
    )
    await publish_in_indonesian(budi)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees(
        "Dikirim ke 6 orang.",
        "Termasuk yang hanya mengikuti kabar, tidak menghasilkan di sana: kurang dari 5",
    )
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 6 orang.")
    await yuliana.expects("Cabai rawit merah Rp45.000/kg")
    await yuliana.taps("Berhenti kabar ini")
    await yuliana.sees("Baik, kabar cabai rawit merah sudah dihentikan.")
    await yuliana.says("/langganan")
    await yuliana.sees("Yang dihentikan: cabai rawit merah.", "Mau kabar lain?")
    await yuliana.taps("Hapus cabai rawit merah, Jawa Timur")
    await town.settled()
    assert "Hapus cabai rawit merah, Jawa Timur" not in yuliana.buttons()
    await yuliana.says("/kenapa")
    await yuliana.sees("Cabai rawit merah Rp45.000/kg", "Sudah dikirim")


async def test_another_place_of_ones_own_goods_is_followed_in_english(town: Town) -> None:
    clara, budi = town.person(CLARA), town.person(BUDI)
    await clara.says("follow red bird's eye chili prices in Denpasar")
    await clara.sees("news of prices and buyers for red bird's eye chili in Kota Denpasar, Bali")
    await clara.says("/subscriptions")
    await clara.sees(
        "You get news about:",
        "Added by you: red bird's eye chili (Kota Denpasar, Bali).",
        "[Remove red bird's eye chili, Kota Denpasar]",
    )
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    await clara.expects("Red bird's eye chili Rp45,000/kg")
    await town.settled()
    sent = [each for each in clara.messages() if "Rp45,000/kg" in str(each.get("text", ""))]
    assert len(sent) == 1
    assert town.person(NI_MADE).has_seen("Cabai rawit merah")
