"""Whatever a buyer says wrong is answered clearly, in both languages, and nothing is lost by it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot import clock
from bot.market.models import Bulletin
from tests.journeys.test_market import BUDI
from tests.journeys.test_prices import BUDIS, paid
from tests.journeys.town import Person, Town

#: Every sign that HTML knows, on to 4,000 letters.
HTML = ("<b>&\"'</b> &amp; <a href='x'>y</a> </pre> <script>1</script> " * 80)[:4000]
UNREAD = ("Harganya belum terbaca.", "We could not read a price from that.")
IMPLAUSIBLE = ("Angka itu sepertinya keliru.", "That figure cannot be right.")
BY_THE_KG = ("Mohon tulis harganya per kg.", "The price is counted per kg.")
BY_WEIGHT = ("Mohon tulis jumlahnya dalam kg.", "The quantity is counted in kg.")
UNKNOWN_PLACE = ("Kami belum mengenal daerah “", "We do not know the place “")
PAST = ("Waktunya sudah lewat.", "That has passed already.")
NO_DAY = ("Tanggal itu tidak ada di kalender.", "There is no such day in the calendar.")
NO_DATE = ("Harinya belum terbaca.", "We could not read a day from that.")
TOO_FAR = ("Itu lebih dari tiga tahun lagi.", "That is more than three years away.")
NO_DAYS = ("Harinya belum terbaca.", "We could not read days from that.")
TOO_LONG = ("Itu agak panjang.", "That is a little long.")
#: What is said -> how the answer begins; after each the same question is asked again.
Wrong = Mapping[str, tuple[str, str]]
COMMODITY: Wrong = {
    "unobtainium": ("Kami belum mengenal “unobtainium”.", "We do not know “unobtainium” yet."),
    HTML: ("Kami belum mengenal “<b>&\"'</b> &amp;", "We do not know “<b>&\"'</b> &amp;"),
}
PRICE: Wrong = {
    "0": IMPLAUSIBLE,
    "0/kg": IMPLAUSIBLE,
    "Rp0": IMPLAUSIBLE,
    "-5000": IMPLAUSIBLE,
    "minus 5000/kg": IMPLAUSIBLE,
    "99999999999999/kg": IMPLAUSIBLE,
    "45rb/liter": BY_THE_KG,
    "45rb/ekor": BY_THE_KG,
    "murah": UNREAD,
    "=1+1": UNREAD,
    "40rb-50rb": (
        "Mohon beri satu angka saja, bukan kisaran.",
        "Please give one figure rather than",
    ),
    "grade A 0, grade B 40rb": ("grade A: angkanya sepertinya keliru.", "grade A: that figure"),
    HTML: UNREAD,
    # Ten times the median: asked again, not refused.
    "450rb/kg": ("Biasanya sekitar Rp45.000/kg.", "It is usually about Rp45,000/kg."),
}
QUANTITY: Wrong = {
    "0": IMPLAUSIBLE,
    "0 ton": IMPLAUSIBLE,
    "-3 ton": IMPLAUSIBLE,
    "5 liter": BY_WEIGHT,
    "banyak": ("Jumlahnya belum terbaca.", "We could not read a quantity from that."),
    HTML: ("Jumlahnya belum terbaca.", "We could not read a quantity from that."),
}
REGIONS: Wrong = {"Atlantis": UNKNOWN_PLACE, "-": UNKNOWN_PLACE, HTML: UNKNOWN_PLACE}
PAYS: Wrong = {
    "0": IMPLAUSIBLE,
    "-60rb/kg": IMPLAUSIBLE,
    "1rb-90rb/kg": IMPLAUSIBLE,
    "60rb/liter": BY_THE_KG,
    HTML: UNREAD,
}
WINDOW: Wrong = {"10 Nov 2025": PAST, "1/1/2040": TOO_FAR, "kapan saja": NO_DAYS, HTML: NO_DAYS}
UNTIL: Wrong = {
    "kemarin": PAST,
    "1/1/2020": PAST,
    "31 februari": NO_DAY,
    "nanti saja": NO_DATE,
    "100 tahun lagi": TOO_FAR,
    HTML: NO_DATE,
}
TERMS: Wrong = {HTML: TOO_LONG}
FILES: Sequence[tuple[str, bytes, tuple[str, str]]] = (
    ("foto.pdf", b"", ("File ini kosong.", "This file is empty.")),
    ("foto.pdf", bytes(60_000_000), ("File ini lebih dari 10 MB.", "This file is larger than")),
    ("foto.exe", b"MZ", ("Di sini yang kami terima satu foto atau satu PDF.", "Here we take one")),
)
#: Of each language: the questions, in the order in which they are asked.
ASKED: Mapping[str, Mapping[str, str]] = {
    "id": {
        "commodity": "Komoditas apa?",
        "price": "Berapa harga belinya?",
        "quantity": "Berapa banyak yang dicari?",
        "regions": "Untuk pemilik usaha di",
        "pays": "Berapa harga yang ditawarkan?",
        "window": "Barangnya dikirim kapan?",
        "until": "Berlaku sampai hari apa?",
        "terms": "Ada syarat lain?",
        "file": "Mau disertai foto atau PDF?",
    },
    "en": {
        "commodity": "Which commodity?",
        "price": "What do you pay?",
        "quantity": "How much do you look for?",
        "regions": "For producers in which",
        "pays": "What would you pay?",
        "window": "On which days should the goods come?",
        "until": "Until which day",
        "terms": "Any other terms?",
        "file": "Would you like to add a photo or a PDF?",
    },
}


async def refused(person: Person, language: str, question: str, cases: Wrong) -> None:
    """Each is answered by why, and by the question, which stays open."""
    for said, answers in cases.items():
        await person.says(said)
        await person.sees(answers[language == "en"])
        if said != "450rb/kg":  # of which it is asked which of two it is
            await person.sees(ASKED[language][question])
    clock.move(timedelta(minutes=1))  # nobody types as fast as this


async def speaking(town: Town, language: str) -> Person:
    budi = town.person(BUDI)
    if language == "en":
        await budi.says("/language")
        await budi.taps_when_seen("English")
        await budi.sees("From now on")
    await budi.says("/publish")
    return budi


async def newest(town: Town) -> Bulletin:
    async with town.storage.reading() as db:
        found = await db.scalars(select(Bulletin).order_by(Bulletin.id.desc()).limit(1))
        return found.one()


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_price_survives_all_that_can_be_said_wrong(town: Town, language: str) -> None:
    await paid(town, BUDIS, 45_000)
    budi, asked = await speaking(town, language), ASKED[language]
    english = language == "en"
    await budi.taps_when_seen("A price I pay" if english else "Harga beli saya")
    await budi.sees(asked["commodity"])
    for question, cases, right in (
        ("commodity", COMMODITY, "cabai rawit merah"),
        ("price", PRICE, "45rb/kg"),
        ("regions", REGIONS, "Jatim"),
        ("until", UNTIL, "jumat"),
        ("terms", TERMS, "mutu <b>bagus</b> & 'segar'"),
    ):
        await refused(budi, language, question, cases)
        await budi.says(right)
    await budi.sees(asked["file"])
    for name, content, answers in FILES:
        budi.uploads(name, content)
        await budi.sees(answers[english], asked["file"])
    await budi.taps("Skip" if english else "Lewati")
    await budi.sees("<b>bagus</b> & 'segar'")
    await budi.taps_when_seen("Yes, that is right" if english else "Ya, sudah benar")
    await budi.taps_when_seen("Send it now" if english else "Kabarkan sekarang")
    await budi.sees("Sent off." if english else "Sudah dikabarkan")
    made = await newest(town)
    assert (made.commodity, made.price, made.unit) == ("cabai-rawit-merah", Decimal(45_000), "kg")
    assert made.grade == "<b>bagus</b> & 'segar'"


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_need_survives_all_that_can_be_said_wrong(town: Town, language: str) -> None:
    budi, asked = await speaking(town, language), ASKED[language]
    english = language == "en"
    await budi.taps_when_seen("Something I look for" if english else "Kebutuhan saya")
    await budi.sees(asked["commodity"])
    await budi.says("cabai rawit merah")
    for question, cases, right in (
        ("quantity", QUANTITY, "2 ton"),
        ("pays", PAYS, "60rb-62rb/kg"),
        ("regions", REGIONS, "Jatim"),
        ("until", UNTIL, "jumat"),
        ("window", WINDOW, "1-5 Des"),
    ):
        await budi.sees(asked[question])
        await refused(budi, language, question, cases)
        await budi.says(right)
    await budi.sees(asked["terms"])
    for _optional in ("terms", "file"):
        await budi.taps_when_seen("Skip" if english else "Lewati")
    await budi.taps_when_seen("Yes, that is right" if english else "Ya, sudah benar")
    await budi.taps_when_seen("Send it now" if english else "Kabarkan sekarang")
    await budi.sees("Sent off." if english else "Sudah dikabarkan")
    made = await newest(town)
    figures = [Decimal(each) for each in (2000, 60_000, 62_000)]
    assert [made.quantity, made.need_low, made.need_high] == figures
    assert (str(made.deliver_from), str(made.deliver_until)) == ("2026-12-01", "2026-12-05")
