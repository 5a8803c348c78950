"""A bulletin is passed on: who opens the link sees it as it stands then."""

import pytest
from sqlalchemy import func, select

from bot.market.models import Bulletin
from tests.journeys.test_living_bulletins import CHILI, arrived, opened
from tests.journeys.test_market import SRI, confirms, publish_in_indonesian
from tests.journeys.test_prices import paid
from tests.journeys.town import Person, Town


async def passes_on(person: Person) -> str:
    """The parameter of the link that was shared."""
    await person.taps("Bagikan")
    seen = await person.sees("Siapa pun yang membuka tautan ini", "[Bagikan lewat WhatsApp]")
    return seen.split("?start=")[1].split()[0]


async def test_who_is_new_sees_what_was_shared_and_is_asked_who_they_are(town: Town) -> None:
    await arrived(town)
    link = await passes_on(town.person(SRI))
    ann = town.newcomer("Ann", "en")
    ann.opens(link)
    await ann.sees(
        "Red bird's eye chili Rp45,000/kg",
        "Buyer: PT Sambal Nusantara",
        "please tell us a little about yourself first",
        "Welcome to Mitra",
    )


async def test_who_is_known_answers_it_at_once(town: Town) -> None:
    await arrived(town)
    link = await passes_on(town.person(SRI))
    slamet = town.person(1102)
    slamet.opens(link)
    await slamet.sees("Cabai rawit merah Rp45.000/kg", "[Bisa setor]")


async def test_what_is_over_is_shown_as_over(town: Town) -> None:
    budi = await arrived(town)
    link = await passes_on(town.person(SRI))
    await opened(budi, CHILI)
    await budi.taps("Tarik kabar ini")
    await budi.taps_when_seen("Ya, sudah benar")
    await town.settled()
    slamet = town.person(1102)
    slamet.opens(link)
    seen = await slamet.sees("sudah tidak berlaku", "Cabai rawit merah")
    assert "[Bisa setor]" not in seen


async def test_a_newer_price_stands_in_the_place_of_an_older_one(town: Town) -> None:
    budi = await arrived(town)
    link = await passes_on(town.person(SRI))
    await publish_in_indonesian(budi, "47rb/kg")
    await confirms(budi)
    await town.settled()
    slamet = town.person(1102)
    slamet.opens(link)
    await slamet.sees("Ada harga yang lebih baru", "Rp47.000/kg", "[Bisa setor]")
    assert "45.000" not in slamet.messages()[-1]["text"]


async def test_its_own_company_sees_it_and_no_other_buyer(town: Town) -> None:
    budi = await arrived(town)
    budi.opens(await passes_on(town.person(SRI)))
    await budi.sees("Cabai rawit merah Rp45.000/kg")
    await paid(town, "CV Pedas", 42_000)
    async with town.storage.reading() as db:
        newest = await db.scalar(select(func.max(Bulletin.id)))
    budi.opens(f"b{newest}")
    seen = await budi.sees("tidak dapat melihat harga pembeli lain")
    assert "42.000" not in seen


@pytest.mark.parametrize("link", ["b0", "b999999999999999999"])
async def test_a_link_to_nothing_says_so(town: Town, link: str) -> None:
    sri = town.person(SRI)
    sri.opens(link)
    await sri.sees("Kabar di tautan ini tidak ditemukan")
