"""A poster brings people in, with what it says filled in, until it is taken down."""

from datetime import timedelta

from sqlalchemy import select

from bot import clock
from bot.people.joining import Poster, PosterArrival
from bot.people.models import Role
from tests.journeys.test_joining import roles_in
from tests.journeys.town import Person, Town

WAYAN, BUDI, SRI = 3001, 2001, 1101


async def puts_up(person: Person, area: str, crop: str, most: str = "") -> str:
    """The parameter of a new poster's link."""
    await person.says("/posterbaru")
    for question, answer in (
        ("Untuk provinsi atau kabupaten mana?", area),
        ("Untuk komoditas apa?", crop),
        ("Berlaku sampai hari apa?", "lusa"),
        ("Paling banyak untuk berapa orang?", most),
    ):
        await person.sees(question)
        await (person.says(answer) if answer else person.taps("Lewati"))
    await person.taps_when_seen("Ya, sudah benar")
    seen = await person.sees("Poster Bapak/Ibu", "Untuk dicetak")
    return seen.split("?start=")[1].split()[0]


async def test_a_poster_brings_a_newcomer_with_their_answers_filled_in(town: Town) -> None:
    wayan, tini = town.person(WAYAN), town.newcomer("Tini")
    link = await puts_up(wayan, "kota batu", "cabai rawit merah")
    tini.opens(link)
    await tini.sees("lewat poster", "Wayan", "Selamat datang di Mitra")
    await tini.taps_when_seen("Bahasa Indonesia")
    await tini.taps_when_seen("Boleh")
    await tini.sees("Siapa nama")
    await tini.says("Ibu Tini")
    await tini.sees("Sudah benar?", "Kota Batu", "Cabai rawit merah")
    await tini.taps("Ya, sudah benar")
    await tini.sees("Ibu Tini")
    assert await roles_in(town, tini) == {Role.OWNER}
    await wayan.says("/poster")
    await wayan.sees("Kota Batu", "1 datang, 1 mendaftar")


async def test_a_province_on_a_poster_only_says_where_to_look(town: Town) -> None:
    wayan, ann = town.person(WAYAN), town.newcomer("Ann", "en")
    link = await puts_up(wayan, "bali", "")
    ann.opens(link)
    await ann.sees("You came by the poster of")
    await ann.taps_when_seen("English")
    await ann.taps_when_seen("Yes, you may")
    await ann.sees("What is your name?")
    await ann.says("Ms Ann")
    await ann.sees("What do you make or grow?")
    await ann.says("salak")
    await ann.sees("In which regency or city are you?")
    assert {"Kabupaten Badung, Bali", "Next ›"} <= {*ann.keys()}
    await ann.presses("Kabupaten Badung, Bali")
    await ann.sees("Is this right?", "Kabupaten Badung", "Snake fruit")


async def test_a_poster_that_is_full_expired_or_taken_down_brings_in_nobody(town: Town) -> None:
    wayan = town.person(WAYAN)
    full, old, gone = [await puts_up(wayan, "kota batu", "", "1") for _ in range(3)]
    first = town.newcomer("Satu")
    first.opens(full)
    await first.sees("lewat poster")
    await wayan.says("/poster")
    await wayan.taps_when_seen("Tutup no. 1")
    await town.settled()
    for link, why in ((full, "sudah penuh"), (gone, "sudah tidak dipakai")):
        late = town.newcomer("Dua")
        late.opens(link)
        await late.sees(why, "tetap bisa mendaftar", "Selamat datang di Mitra")
    clock.move_to(clock.now() + timedelta(days=3))
    late = town.newcomer("Tiga")
    late.opens(old)
    await late.sees("sudah lewat waktunya", "Selamat datang di Mitra")
    async with town.storage.reading() as db:
        assert len((await db.scalars(select(PosterArrival))).all()) == 1


async def test_a_buyer_sees_no_number_between_one_and_four(town: Town) -> None:
    budi = town.person(BUDI)
    link = await puts_up(budi, "", "cabai rawit merah")
    for number in range(5):
        newcomer = town.newcomer(f"Orang {number}")
        newcomer.opens(link)
        await newcomer.sees("lewat poster PT Sambal Nusantara")
        await budi.says("/poster")
        shown = "5 datang" if number == 4 else "kurang dari 5 datang"
        await budi.sees(shown, "0 mendaftar")


async def test_an_owner_can_put_up_no_poster(town: Town) -> None:
    sri = town.person(SRI)
    for command in ("/poster", "/posterbaru"):
        await sri.says(command)
        await sri.sees("Hanya pendamping, pembeli yang sudah disetujui")
    async with town.storage.reading() as db:
        assert (await db.scalars(select(Poster))).all() == []
