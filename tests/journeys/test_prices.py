"""Prices are looked up: who pays what, near and far, before, in public, and what a buyer sees."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from bot.market import references
from bot.market.models import MarketLevel
from bot.market.reference_list import Row
from bot.partnerships.models import Offtaker
from bot.pictures import lines
from tests.journeys.town import Person, Town
from tests.market.buyers import CHILI, MALANG, Buyers

BUDI, SRI, CLARA, YULIANA = 2001, 1101, 1107, 1105
BUDIS = "PT Sambal Nusantara"


def public(price: int, ago: int = 0, region: str = "35", unit: str = "kg", **differs: str) -> Row:
    day = date(2026, 11, 23) - timedelta(days=ago)
    level, grade = differs.get("level", MarketLevel.PRODUCER), differs.get("grade", "")
    return Row("PIHPS", level, CHILI, grade, region, day, unit, Decimal(price))


async def published(town: Town, *rows: Row) -> None:
    async with town.storage.transaction() as db:
        await references.keep(db, rows)


async def paid(
    town: Town, name: str, price: int, regions: Sequence[str] = (MALANG,), ago: int = 0
) -> None:
    async with town.storage.transaction() as db:
        buyers = Buyers(db)
        query = select(Offtaker).where(Offtaker.name == name)
        buyers.companies = {each.name: each for each in await db.scalars(query)}
        await buyers.pays(name, price, regions, ago=ago)


async def test_an_owner_sees_who_pays_what_since_when_and_beside_the_public_price(
    town: Town,
) -> None:
    await paid(town, BUDIS, 43_000, ago=3)
    await paid(town, BUDIS, 45_000, ("35",))
    await paid(town, "CV Pedas", 42_000)
    await paid(town, "CV Jauh", 60_000, ("73",))
    await published(town, public(5_000_000, unit="kuintal"), public(70_000, level="retail"))
    sri = town.person(SRI)
    await sri.says("/harga")
    seen = await sri.sees(
        "Harga untuk hasil usaha",
        f"Cabai rawit merah Rp45.000/kg\nPembeli: {BUDIS}",
        "Untuk pemilik usaha di Kabupaten Malang.",
        "2 pembeli: Rp42.000 sampai Rp45.000 per kg.",
        "Harga acuan Jawa Timur: Rp5.000.000/kuintal (harga produsen, PIHPS, 23 Nov).",
        "Harga tertinggi di atas lebih rendah Rp5.000 (10%).",
    )
    assert "CV Jauh" not in seen
    assert "70.000" not in seen


async def test_a_price_is_told_with_what_the_same_buyer_paid_before(town: Town) -> None:
    clara = town.person(CLARA)
    await paid(town, BUDIS, 43_000, ("35.79",), ago=3)
    await paid(town, BUDIS, 45_000, ("35.79",))
    await published(town, public(45_000, region="ID"), public(1_000_000, unit="karung"))
    await clara.says("/prices")
    await clara.sees(
        "Red bird's eye chili Rp45,000/kg",
        "Up Rp2,000 since 20 Nov.",
        "Public price, all of Indonesia: Rp45,000/kg (producer price, PIHPS, 23 Nov).",
        "The price above is the same.",
    )


UNLIKE = [
    (public(60_000, level="retail"), "harga eceran", "Tidak sebanding: harga pembeli di sini"),
    (public(900_000, unit="karung"), "900.000/karung", "Tidak sebanding: satuannya lain."),
    (public(60_000, grade="Super"), "harga produsen", "Tidak sebanding: itu untuk mutu Super."),
]


@pytest.mark.parametrize(("row", "told", "why"), UNLIKE, ids=["level", "unit", "grade"])
async def test_what_is_not_alike_is_shown_and_not_compared(
    town: Town, row: Row, told: str, why: str
) -> None:
    await paid(town, BUDIS, 45_000)
    await published(town, row, public(1_000, ago=31))
    sri = town.person(SRI)
    await sri.says("harga cabai rawit merah di kabupaten malang")
    seen = await sri.sees("Harga Cabai rawit merah di Kabupaten Malang", told, why)
    assert "lebih" not in seen


async def test_where_nothing_is_paid_the_nearest_is_named_and_nothing_else(town: Town) -> None:
    await paid(town, "CV Jauh", 60_000, ("51",))
    await paid(town, "CV Dekat", 50_000, ("35.06",))
    sri = town.person(SRI)
    await sri.says("harga cabai di kabupaten malang?")
    seen = await sri.sees(
        "Belum ada kabar harga cabai di Kabupaten Malang hari ini.\nYang terdekat:",
        "CV Dekat",
        "Untuk pemilik usaha di Kabupaten Kediri, sekitar ",
    )
    assert seen.index("CV Dekat") < seen.index("CV Jauh")
    assert "keriting" not in seen
    await sri.says("/harga")
    seen = await sri.sees("untuk hasil usaha Bapak/Ibu hari ini.\nYang terdekat:", "CV Dekat")
    await sri.says("harga teh di malang")
    seen = await sri.sees("Belum ada kabar harga", "di Kabupaten Malang dan Kota Malang hari ini.")
    assert "Yang terdekat" not in seen
    yuliana = town.person(YULIANA)
    await yuliana.says("/harga")
    await yuliana.sees("Belum ada kabar harga untuk hasil usaha", "Harga lainnya:", "Kopi robusta")


async def test_a_family_is_called_as_it_was_called(town: Town) -> None:
    clara = town.person(CLARA)
    await clara.says("price of coffee in kota malang?")
    seen = await clara.sees("Prices of Robusta coffee, green bean in Kota Malang", "Rp62,000/kg")
    assert "Arabica" not in seen
    await clara.says("price of chili in kota malang?")
    seen = await clara.sees("There is no price news of chili in Kota Malang today.")
    assert "bird" not in seen
    assert "nearest" not in seen
    await published(town, public(45_000))
    await clara.says("price of chili in kota malang?")
    seen = await clara.sees("no price news of chili", "Red bird's eye chili\nPublic price, Jawa T")
    assert "bove" not in seen


async def test_a_buyer_sees_its_own_price_and_of_others_a_range_of_five(town: Town) -> None:
    """Promise P6, whatever is asked and however."""
    budi = town.person(BUDI)
    await paid(town, BUDIS, 45_000)
    await published(town, public(44_000))
    for number in range(4):
        await paid(town, f"CV Saingan {number}", 40_000 + number)
    few = "Pembeli lain yang punya harga kurang dari 5"
    for said in ("/harga", "harga cabai rawit merah di malang", "harga cabai di kabupaten malang"):
        await budi.says(said)
        seen = await budi.sees(f"Pembeli: {BUDIS}", few, "Harga di atas lebih tinggi Rp1.000 (2%).")
        assert "Saingan" not in seen
        assert "40.00" not in seen
    await paid(town, "CV Saingan 4", 48_000)
    await budi.says("/harga")
    seen = await budi.sees("5 pembeli lain: Rp40.000 sampai Rp48.000 per kg.")
    assert "Saingan" not in seen
    await budi.says("harga kopi robusta")
    assert "Dampit" not in await budi.sees(few)
    await budi.says("harga cabai rawit merah di bali")
    seen = await budi.sees("Belum ada kabar harga Cabai rawit merah di Bali")
    assert "terdekat" not in seen


def photo(person: Person) -> Image.Image:
    shown = [message for message in person.messages() if "photo" in message]
    size = max(shown[-1]["photo"], key=lambda each: each["width"])
    file = person.playground.files.get(size["file_id"])
    assert file is not None
    return Image.open(BytesIO(person.playground.files.content(file))).convert("RGB")


def has_ink(drawn: Image.Image, number: int) -> bool:
    """Whether the line of that number is drawn, beyond its sign below the plot."""
    ink = Image.new("RGB", (1, 1), lines.COLOURS[number]).getpixel((0, 0))
    colours = drawn.getcolors(drawn.width * drawn.height) or []
    return sum(count for count, colour in colours if colour == ink) > 2000


async def test_the_last_weeks_come_as_a_picture(town: Town) -> None:
    for week in range(4):
        await paid(town, BUDIS, 45_000 + 500 * week, ago=7 * week)
    await paid(town, "CV Saingan", 47_000)
    await published(town, *(public(48_000 + day, ago=day) for day in range(0, 50, 7)))
    sri, budi = town.person(SRI), town.person(BUDI)
    await sri.says("/harga")
    await sri.taps_when_seen("Grafik Cabai rawit merah")
    await sri.sees(
        "Cabai rawit merah, Rp/kg, Kabupaten Malang, 28 Sep sampai 23 Nov",
        "Pembeli, nilai tengah tiap hari: Rp46.000 (23 Nov)",
        "Harga acuan (PIHPS, harga produsen, Jawa Timur): Rp48.000 (23 Nov)",
    )
    drawn = photo(sri)
    assert (drawn.width, has_ink(drawn, 0), has_ink(drawn, 1)) == (lines.WIDTH, True, True)
    await budi.says("/harga")
    await budi.taps_when_seen("Grafik Cabai rawit merah")
    seen = await budi.sees("Perusahaan Bapak/Ibu: Rp45.000 (23 Nov)")
    assert "nilai tengah" not in seen


async def test_who_saves_data_gets_a_chart_in_words_and_the_picture_when_asked(town: Town) -> None:
    for week in range(3):
        await paid(town, BUDIS, 45_000 + 500 * week, ago=7 * week)
    sri = town.person(SRI)
    await sri.says("hemat data")
    await sri.sees("grafik harga dikirim sebagai tulisan")
    await sri.says("/harga")
    await sri.taps_when_seen("Grafik Cabai rawit merah")
    await sri.sees("13 Nov Rp46.000 · 20 Nov Rp45.500 · 23 Nov Rp45.000", "[Sebagai gambar]")
    assert not any("photo" in message for message in sri.messages())
    await sri.taps("Sebagai gambar")
    await sri.sees("Pembeli, nilai tengah tiap hari: Rp45.000 (23 Nov)")
    assert photo(sri).width == lines.WIDTH


async def test_a_chart_holds_no_price_of_another_level(town: Town) -> None:
    await paid(town, BUDIS, 45_000)
    await published(town, public(60_000, level="retail"), public(900_000, unit="karung"))
    sri = town.person(SRI)
    await sri.says("/harga")
    await sri.taps_when_seen("Grafik Cabai rawit merah")
    seen = await sri.sees("Pembeli, nilai tengah tiap hari: Rp45.000")
    assert "acuan" not in seen


async def test_a_chart_of_nothing_says_so_and_a_forged_one_does_no_harm(town: Town) -> None:
    clara = town.person(CLARA)
    await clara.says("/prices")
    await clara.sees("[Chart: Robusta coffee, green bean]")
    clara.forges("chart:durian:99.99")
    await clara.sees("There are no prices of Durian of the last weeks.")
    clara.forges("chart::::")
    await clara.sees("There are no prices of")


async def test_an_owner_offers_what_they_have_where_they_looked_the_price_up(town: Town) -> None:
    await paid(town, BUDIS, 45_000)
    await paid(town, "CV Pedas", 42_000)
    sri, budi = town.person(SRI), town.person(BUDI)
    await sri.says("harga cabe berapa")
    await sri.sees("Bisa setor: Cabai rawit merah Rp42.000/kg")
    await sri.taps("Bisa setor: Cabai rawit merah Rp45.000/kg")
    await sri.sees("Bisa setor berapa?", BUDIS)
    await budi.says("harga cabe berapa")
    assert "Bisa setor" not in await budi.sees(BUDIS)


async def test_who_asks_for_a_buyer_hears_of_a_buyers_price_where_nothing_is_wanted(
    town: Town,
) -> None:
    sri = town.person(SRI)
    await sri.says("siapa yang beli kopi?")
    await sri.sees("Harga Kopi robusta", "Pembeli: CV Kopi Dampit Makmur", "[Bisa setor]")
    await sri.says("siapa yang beli kentang?")
    await sri.sees("Belum ada pembeli yang mencari")
