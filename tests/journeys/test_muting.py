"""News of one commodity is stopped where it arrived."""

from tests.journeys.test_living_bulletins import arrived
from tests.journeys.test_market import CLARA, SRI, confirms, publish_in_indonesian
from tests.journeys.town import Town


async def test_a_tap_on_a_bulletin_stops_its_news_and_another_takes_it_up_again(
    town: Town,
) -> None:
    budi = await arrived(town)
    sri, clara = town.person(SRI), town.person(CLARA)
    await sri.taps("Berhenti kabar ini")
    await sri.sees("Baik, kabar cabai rawit merah sudah dihentikan.", "[Hentikan semua kabar]")
    got = len(town.playground.received.sends(SRI))
    await publish_in_indonesian(budi, "47rb/kg")
    await confirms(budi)
    await clara.expects("Rp47,000/kg")
    await town.settled()
    assert len(town.playground.received.sends(SRI)) == got
    await clara.taps("Stop this news")
    await clara.sees("news about red bird's eye chili has stopped")
    await sri.says("/langganan")
    await sri.sees("Yang dihentikan: cabai rawit merah.")
    await sri.taps("Terima lagi cabai rawit merah")
    await sri.sees("Kabar yang diterima:", "[Hentikan cabai rawit merah]")
