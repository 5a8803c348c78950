"""A buyer says whom a price is for, and nobody else gets it."""

from decimal import Decimal

from sqlalchemy import select

from bot import clock
from bot.partnerships.models import Offtaker, Supplier
from bot.people import businesses, readiness, roles
from bot.people.readiness import Item, Mark
from tests.journeys.test_market import (
    BUDI,
    CLARA,
    NI_MADE,
    SLAMET,
    SRI,
    confirms,
    publish_in_indonesian,
)
from tests.journeys.town import Person, Town

CHILI, CHILI_EN = "Cabai rawit merah Rp45.000/kg", "Red bird's eye chili Rp45,000/kg"


async def lists(town: Town, *owners: int) -> None:
    """They stand in Budi's list of suppliers, and have joined."""
    async with town.storage.transaction() as db:
        named = select(Offtaker.id).where(Offtaker.name == "PT Sambal Nusantara")
        company = (await db.scalars(named)).one()
        for owner in owners:
            person = await roles.person_id_of(db, owner)
            db.add(
                Supplier(offtaker_id=company, name="Sri", imported_at=clock.now(), person_id=person)
            )


async def has_halal(town: Town, owner: int, mark: Mark) -> None:
    async with town.storage.transaction() as db:
        [firm] = await businesses.businesses_of(db, await roles.person_id_of(db, owner))
        await readiness.mark(db, firm.id, {Item.HALAL: mark})


async def asks_whom(town: Town) -> Person:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.taps_when_seen("Untuk siapa …")
    await budi.sees("Kabar ini untuk siapa?", "Semua yang membuatnya di Jawa Timur, Bali.")
    return budi


async def asks_whom_in_english(town: Town) -> Person:
    budi = town.person(BUDI)
    await budi.says("/language")
    await budi.taps_when_seen("English")
    await budi.sees("From now on")
    await budi.says("/publish")
    await budi.taps_when_seen("A price I pay")
    for question, said in (
        ("Which commodity?", "cabai rawit merah"),
        ("What do you pay?", "45rb/kg"),
        ("For producers in which", "Jatim, Bali"),
        ("Until which day", "friday"),
    ):
        await budi.sees(question)
        await budi.says(said)
    await budi.taps_when_seen("Skip")
    await budi.sees("Would you like to add a photo or a PDF?")
    await budi.taps("Skip")
    await budi.taps_when_seen("Yes, that is right")
    await budi.taps_when_seen("For whom …")
    await budi.sees("Whom is it for?", "Everybody in Jawa Timur, Bali who makes it.")
    return budi


async def only_these_hear(town: Town, *owners: int) -> None:
    await town.settled()
    heard = {
        owner
        for owner in (SRI, SLAMET, NI_MADE, CLARA)
        if town.person(owner).has_seen(CHILI) or town.person(owner).has_seen(CHILI_EN)
    }
    assert heard == set(owners)


async def nobody_else_sees_it(town: Town) -> None:
    """Neither by a look-up, nor by a button or a link with its number."""
    sri, slamet = town.person(SRI), town.person(SLAMET)
    await slamet.says("harga cabai rawit merah")
    assert "Rp45.000" not in await slamet.sees("abai rawit merah")
    await sri.taps("Bagikan")
    await sri.sees("khusus untuk pemasok pembelinya")
    offer = sri.data("Bisa setor")
    slamet.forges(offer)
    assert "Rp45.000" not in await slamet.sees("Data ini sudah tidak ada")
    slamet.opens(f"b{offer.rpartition(':')[2]}")
    await slamet.sees("tautan ini tidak ditemukan")
    sri.opens(f"b{offer.rpartition(':')[2]}")
    await sri.sees(CHILI)


async def test_only_own_suppliers_hear_a_price_and_the_next_one_like_it(town: Town) -> None:
    await lists(town, SRI, CLARA)
    budi = await asks_whom(town)
    await budi.taps("Hanya pemasok kami")
    seen = await budi.sees(
        "Belum dikabarkan",
        "Dikirim ke kurang dari 5 orang.",
        "Khusus: pemasok sendiri",
        "• yang bukan pemasok perusahaan",
    )
    # Nor does it say whether anybody is reached at all.
    assert "Yang terakhir menerimanya" not in seen
    assert "memblokir" not in seen
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan", "Khusus: pemasok sendiri")
    await budi.sees("Dikabarkan ke kurang dari 5 orang.")
    await only_these_hear(town, SRI, CLARA)
    await nobody_else_sees_it(town)
    await budi.says("/siaran")
    await budi.taps_when_seen(f"{CHILI} (tidak untuk semua)")
    await budi.sees("[Ubah harga]", "Khusus: pemasok sendiri")
    await budi.says("/terbitkan")
    await budi.taps_when_seen("1: sama seperti ini")
    await budi.sees("Sudah benar? Belum dikirim", "Khusus: pemasok sendiri")
    await confirms(budi)
    await budi.sees("Sudah dikabarkan", "Khusus: pemasok sendiri")
    await town.settled()
    assert not town.person(SLAMET).has_seen("Cabai rawit merah Rp45.000/kg")


async def test_the_same_in_english_is_undone_by_a_second_tap(town: Town) -> None:
    await lists(town, SRI)
    budi = await asks_whom_in_english(town)
    await budi.taps("Only our suppliers")
    await budi.sees("It goes to fewer than 5 people.", "Only: our own suppliers")
    await budi.taps("For whom …")
    await budi.taps_when_seen("Not only our suppliers")
    await budi.sees("It goes to 5 people.")
    await budi.taps("For whom …")
    await budi.taps_when_seen("Only our suppliers")
    await budi.taps_when_seen("Send it now")
    await budi.sees("Sent off.", "Only: our own suppliers")
    await only_these_hear(town, SRI)


async def test_only_who_is_near_hears_a_price(town: Town) -> None:
    budi = await asks_whom(town)
    await budi.taps("Jarak …")
    await budi.sees("Paling jauh berapa?", "[paling jauh 25 km dari Kota Surabaya, Jawa Timur]")
    await budi.says("80 km dari Kab Malang")
    await budi.sees(
        "Khusus: paling jauh 80 km dari Kabupaten Malang, Jawa Timur",
        "• terlalu jauh: kurang dari 5",
    )
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan")
    await only_these_hear(town, SRI, CLARA, SLAMET)
    await budi.says("/siaran")
    await budi.sees(f"• {CHILI} (tidak untuk semua)", f"[{CHILI} (tidak untuk semua)]")


async def test_a_distance_is_tapped_in_english_and_left_empty_again(town: Town) -> None:
    budi = await asks_whom_in_english(town)
    await budi.taps("Distance …")
    await budi.sees("How far away at most?")
    await budi.says("0 km from Malang")
    await budi.sees("Please give a distance between 1 and 500 km.")
    await budi.taps("at most 25 km from Kota Surabaya, Jawa Timur")
    await budi.sees("Only: at most 25 km from Kota Surabaya", "Nobody in")
    await budi.taps("For whom …")
    await budi.taps_when_seen("Distance …")
    await budi.sees("Now: at most 25 km from Kota Surabaya, Jawa Timur")
    await budi.says("40 km")
    await budi.sees("40 km from where?")
    await budi.says("kabupaten malang")
    await budi.sees("Only: at most 40 km from Kabupaten Malang")
    await budi.taps("Send it now")
    await budi.sees("Sent off.")
    await only_these_hear(town, SRI, CLARA)


async def test_only_who_has_the_papers_hears_a_price(town: Town) -> None:
    await has_halal(town, SRI, Mark.HAVE)
    await has_halal(town, SLAMET, Mark.NONE)
    budi = await asks_whom(town)
    await budi.taps("Surat izin …")
    await budi.sees("Surat izin apa yang harus ada?")
    await budi.taps("Sertifikat halal")
    await budi.taps_when_seen("✓ Sertifikat halal")
    await budi.taps_when_seen("Sertifikat halal")
    await budi.taps_when_seen("Selesai")
    await budi.sees(
        "Khusus: punya Sertifikat halal",
        "• belum mengisi soal surat izinnya: kurang dari 5",
        "• belum punya surat izinnya: kurang dari 5",
        "Yang belum mengisi keterangan yang diminta di sini tidak menerimanya.",
    )
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan")
    await only_these_hear(town, SRI)


async def test_papers_size_and_capacity_are_typed_in_english(town: Town) -> None:
    await has_halal(town, CLARA, Mark.HAVE)
    async with town.storage.transaction() as db:
        for owner, amount in ((CLARA, "3 kuintal seminggu"), (SRI, "50 kg seminggu")):
            number = await roles.person_id_of(db, owner)
            firm = await businesses.active(db, number)
            assert firm
            firm.size = "micro"
            figure = Decimal(300 if owner == CLARA else 50)
            supply = businesses.Supply(figure, figure, "kg", "week", amount)
            await businesses.set_supplies(db, firm.id, {"cabai-rawit-merah": supply})
    budi = await asks_whom_in_english(town)
    await budi.taps("Papers …")
    await budi.sees("Which papers must they have?")
    await budi.says("halal")
    await budi.sees("Only: with Halal certificate")
    await budi.taps("For whom …")
    await budi.taps_when_seen("Business size …")
    await budi.sees("For businesses of which size?")
    await budi.says("mikro, kecil")
    await budi.sees("micro and small businesses")
    await budi.taps("For whom …")
    await budi.taps_when_seen("Capacity …")
    await budi.sees("How much must they be able to supply?")
    await budi.says("at least 100 kg")
    await budi.sees("In what time?")
    await budi.taps("A week")
    await budi.sees("can supply at least 100 kg a week", "have not told their size: fewer than 5")
    await budi.taps("Send it now")
    await budi.sees("Sent off.")
    await only_these_hear(town, CLARA)


async def test_what_is_changed_keeps_whom_it_is_for(town: Town) -> None:
    budi = await asks_whom(town)
    await budi.taps("Hanya pemasok kami")
    await budi.taps_when_seen("Ubah")
    await budi.sees("Sudah benar? Belum dikirim", "Khusus: pemasok sendiri")
    await budi.taps("Ya, sudah benar")
    await town.settled()
    await budi.taps("Untuk siapa …")
    await budi.taps_when_seen("Semua di sana")
    await budi.sees("Dikirim ke 5 orang.")
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 5 orang.")


async def test_one_line_can_be_for_own_suppliers_only(town: Town) -> None:
    await lists(town, SLAMET)
    budi = town.person(BUDI)
    await budi.says("harga cabai rawit merah 45rb/kg Jatim sampai jumat, hanya untuk pemasok saya")
    seen = await budi.sees("Sudah benar? Belum dikirim", "Khusus: pemasok sendiri")
    assert "pemasok saya" not in seen  # it is no term of the purchase
    await confirms(budi)
    await budi.sees("Sudah dikabarkan")
    await only_these_hear(town, SLAMET)
    await town.person(SRI).says("harga cabai rawit")
    await town.person(SRI).sees("abai rawit")
    assert not town.person(SRI).has_seen("Rp45.000")
    await town.person(SLAMET).says("harga cabai rawit merah")
    await town.person(SLAMET).sees("Rp45.000")
