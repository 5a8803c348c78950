"""What is known is found by typing it, rated, written by who knows, and withdrawn."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.coaching.questions import stock
from bot.coaching.questions.articles import Article
from tests.journeys.test_questions import CLARA, RINA, SRI, WAYAN, answers, asks
from tests.journeys.town import Town


async def stocked(town: Town) -> None:
    """Wait until the articles that come with the program are in."""
    async with asyncio.timeout(20):
        while True:
            async with town.storage.reading() as db:
                count = (await db.scalars(select(func.count()).select_from(Article))).one()
            if count == len(stock.starters()):
                return
            await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    "said", ["cara mengurus P-IRT", "/belajar pirt", "syarat pirt apa aja bu?"]
)
async def test_an_owner_finds_how_something_is_done(town: Town, said: str) -> None:
    await stocked(town)
    sri = town.person(SRI)
    await sri.says(said)
    await sri.sees("P-IRT langkah demi langkah")
    if said.startswith("/"):
        await sri.taps("P-IRT langkah demi langkah")
    await sri.sees("Penuhi janji itu", "Membantu?")
    await sri.taps("👍 Membantu")
    await sri.sees("Syukurlah")


async def test_each_reads_their_own_language(town: Town) -> None:
    await stocked(town)
    clara = town.person(CLARA)
    await clara.says("how to dry coffee")
    await clara.taps_when_seen("Drying coffee")
    await clara.sees("Drying coffee", "Aim at a moisture of 11 to 12%", "Did it help?")
    await clara.taps("Library")
    await clara.sees("Choose a field", "[Halal (1)]")
    await clara.taps("Halal (1)")
    await clara.taps_when_seen("Halal certificate: two ways")
    await clara.sees("A halal certificate does not expire")
    await clara.says("/learn motorbikes")
    await clara.sees("The library has nothing about that yet", "[Ask my officer]")


async def test_a_price_is_still_a_price(town: Town) -> None:
    await stocked(town)
    sri = town.person(SRI)
    await sri.says("harga kopi")
    seen = await sri.sees("Harga Kopi robusta")
    assert "Mengeringkan" not in seen


async def test_an_answer_becomes_an_article_without_its_asker(town: Town) -> None:
    sri, wayan, clara, rina = (town.person(each) for each in (SRI, WAYAN, CLARA, RINA))
    await asks(sri, "Sambal saya cepat basi.")
    await wayan.expects("cepat basi")
    await answers(wayan, "Rebus botolnya sepuluh menit, Bu Sri, lalu isi panas-panas.")
    await wayan.taps("Terbitkan untuk semua …")
    await wayan.sees("Dalam bahasa apa?")
    await wayan.taps("Bahasa Indonesia")
    await wayan.sees("Apa judulnya?")
    await wayan.says("Sambal botol tahan lama")
    await wayan.sees("Tolong jangan sebut nama", "Rebus botolnya", "[Pakai apa adanya]")
    await wayan.says("Rebus botolnya sepuluh menit, lalu isi panas-panas.")
    await wayan.sees("Ini tentang bidang apa?")
    await wayan.taps("Keamanan pangan dan P-IRT")
    await wayan.sees("Apakah tentang satu komoditas?")
    await wayan.taps("Lewati")
    await wayan.sees("Mau ditambah foto")
    wayan.sends("video")
    await wayan.sees("Mau ditambah dalam bahasa yang lain")
    await wayan.taps("Lewati")
    judul = "Judul: Sambal botol tahan lama"
    await wayan.sees("Terbitkan artikel ini untuk semua orang?", judul, "lalu isi panas-panas.")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("ada di perpustakaan, tanpa nama")
    await clara.says("/learn sambal botol")
    await clara.taps_when_seen("Sambal botol tahan lama")
    seen = await clara.sees("in another language only", "Rebus botolnya sepuluh menit")
    assert "Sri" not in seen
    assert "Wayan" not in seen
    assert any("video" in message for message in clara.messages())
    await rina.says("/belajar sambal botol")
    await rina.taps_when_seen("Sambal botol tahan lama")
    await rina.taps_when_seen("Tarik artikel ini …")
    await rina.taps_when_seen("Ya, tarik")
    await rina.sees("Artikel sudah ditarik.")
    await clara.taps("👍 It helped")
    await clara.sees("not there any more")
