"""An owner completes their profile bit by bit, corrects it line by line, and has two businesses."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import select

from bot import clock
from bot.partnerships import suppliers
from bot.partnerships.models import Offtaker, Supplier, Vetting
from bot.partnerships.supplier_list import Line
from bot.people.models import Business, Person, Product, UnitSize
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.storage import Storage
from tests.journeys.conftest import bot_running, settings_for
from tests.journeys.test_market import confirms, publish_in_indonesian
from tests.journeys.test_onboarding import register_siti
from tests.journeys.town import Person as Talker
from tests.journeys.town import Town

SITI = 1001


async def siti_in(storage: Storage) -> Person:
    async with storage.reading() as db:
        return (await db.scalars(select(Person).where(Person.telegram_id == SITI))).one()


async def test_the_rest_is_offered_and_each_answer_counts_at_once(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.taps("Lengkapi profil")
    await siti.sees("Profil 60 % lengkap", "Cabai rawit merah: biasanya bisa setor berapa?")
    await siti.says("2 karung")
    await siti.sees("berapa kg")
    await siti.says("50 kg")
    await siti.sees("untuk berapa lama?")
    await siti.taps("Seminggu")
    await siti.sees("Profil 75 % lengkap", "Boleh minta nomor HP Ibu?")
    await siti.presses("📱 Bagikan nomor saya")
    await siti.sees("Profil 85 % lengkap", "Kabar harga enaknya masuk jam berapa?")
    await siti.says("jam 5 pagi")
    await siti.sees("Profil 90 % lengkap", "Apa nama usahanya?")
    await siti.says("/batal")
    await siti.sees("Yang sudah dijawab sudah disimpan", "100 kg seminggu", "05.00 WIB", "90 %")
    person = await siti_in(town.storage)
    assert person.phone
    assert person.phone_verified_at
    assert person.prices_at == "05:00"
    async with town.storage.reading() as db:
        product = (
            await db.scalars(
                select(Product)
                .join(Business, Business.id == Product.business_id)
                .where(Business.person_id == person.id)
            )
        ).one()
        assert product.amount_low == Decimal(100)
        assert (product.unit, product.per) == ("kg", "week")
        [sack] = await db.scalars(select(UnitSize))
        assert (sack.unit, sack.holds) == ("karung", Decimal(50))


async def test_who_has_stopped_the_news_is_not_asked_for_its_hour(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("stop")
    await siti.sees("kabar harga sudah dihentikan")
    await siti.says("/profil")
    await siti.sees("Kabar harga: dihentikan")
    await siti.taps("✎ Data saya")
    await siti.sees("Ketuk yang mau diubah")
    assert "Jam kabar" not in " ".join(siti.buttons())
    await siti.says("/lengkapi")
    await siti.sees("biasanya bisa setor berapa?")
    await siti.taps("Lewati")
    await siti.sees("Boleh minta nomor HP")
    await siti.presses("Lewati")
    await siti.sees("Apa nama usahanya?")


async def test_a_shared_number_finds_the_buyers_lists_that_it_stands_in(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    async with town.storage.transaction() as db:
        buyer = (await db.scalars(select(Offtaker).limit(1))).one()
        phone = "+" + town.playground.people[SITI].phone.lstrip("+")
        await suppliers.save(db, buyer.id, [Line("Bu Siti", phone)])
    await siti.taps("Lengkapi profil")
    await siti.taps_when_seen("Lewati")
    await siti.sees("Boleh minta nomor HP Ibu?")
    await siti.presses("📱 Bagikan nomor saya")
    await siti.sees("Kabar harga enaknya masuk jam berapa?")
    person = await siti_in(town.storage)
    async with town.storage.reading() as db:
        assert (await db.scalars(select(Supplier.person_id))).all() == [person.id]


async def test_who_comes_back_is_asked_only_what_is_missing(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("/lengkapi")
    for skipped in ("bisa setor", "nomor HP", "jam berapa", "nama usahanya"):
        await siti.sees(skipped)
        await siti.says("lewati")
    await siti.sees("Mana yang sudah ada?", "▫️ NIB (nomor usaha)")
    assert not any("P-IRT" in label for label in siti.buttons())
    await siti.taps("▫️ NIB (nomor usaha)")
    await siti.taps_when_seen("▫️ Anggota koperasi")
    await siti.taps_when_seen("✅ Anggota koperasi")
    await siti.sees("[⏳ Anggota koperasi]", "[✅ NIB (nomor usaha)]")
    await siti.taps("Selesai")
    await siti.sees("Berapa nomor NIB-nya?")
    await siti.says("3507121212900001")
    await siti.sees("NIK")
    await siti.says("1234 5678 90123")
    await siti.sees("Kira-kira penjualan setahun berapa?")
    await siti.says("25 juta sebulan")
    await siti.sees("Boleh kami catat jenis kelamin dan tahun lahir?")
    await siti.says("boleh")
    await siti.sees("Ibu perempuan atau laki-laki?")
    await siti.taps("Perempuan")
    await siti.sees("Lahir tahun berapa?")
    await siti.says("1980")
    await siti.sees(
        *("sudah disimpan", "usaha mikro", "NIB: 1234567890123", "Profil 70 % lengkap"),
        *("Sudah ada: NIB (nomor usaha)", "Sedang diurus: Anggota koperasi"),
    )
    person = await siti_in(town.storage)
    assert (person.gender, person.birth_year, person.phone) == ("female", 1980, None)
    await siti.says("/lengkapi")
    await siti.sees("bisa setor berapa?")
    await siti.says("lewati")
    await siti.sees("nomor HP")


async def test_gender_and_age_are_kept_only_as_long_as_that_is_agreed_to(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    for answers in (("boleh", "perempuan", "1980"), ("tidak",)):
        await siti.says("/profil")
        await siti.taps_when_seen("✎ Data saya")
        await siti.taps_when_seen("L/P, umur")
        for answer in answers:
            await siti.sees("?")
            await siti.says(answer)
        await siti.sees("sudah disimpan")
        person = await siti_in(town.storage)
        told = (person.gender, person.birth_year)
        assert told == (("female", 1980) if "boleh" in answers else (None, None))


async def test_one_line_is_corrected_without_all_the_others(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("/profil")
    await siti.taps_when_seen("Ubah usaha")
    await siti.sees("Ketuk yang mau diubah.")
    await siti.taps("Produk")
    await siti.sees("Sekarang: Cabai rawit merah", "Menjual atau menanam apa?")
    await siti.taps("‹ Kembali")
    await siti.sees("Ibu Siti Aminah", "• Cabai rawit merah")
    await siti.taps("Ubah usaha")
    await siti.taps_when_seen("Nama")
    await siti.says("Sambal Juara")
    await siti.sees("sudah disimpan", "Sambal Juara")
    await siti.taps("Ubah usaha")
    await siti.taps_when_seen("Tempat")
    await siti.sees("Usaha ini di kabupaten atau kota mana?")
    await siti.says("surabaya")
    await siti.sees("sudah disimpan", "Daerah: Kota Batu", "Tempat: Kota Surabaya")
    assert siti.keys() == []


async def test_an_english_profile_is_corrected_in_english(town: Town) -> None:
    clara = town.person(1107)
    await clara.says("/profile")
    await clara.sees("Clara Coffee & Chili", "Profile 60 % complete.")
    await clara.taps("Tell how much I can supply")
    await clara.sees("Arabica coffee", "how much can you usually supply?")
    await clara.says("2 sacks a month")
    await clara.sees("kg")
    await clara.says("60")
    await clara.sees("Red bird's eye chili: how much can you usually supply?")
    await clara.taps("Skip")
    await clara.sees("Thank you, it is stored.", "120 kg a month", "Profile 75 % complete.")


async def test_a_buyer_sees_where_the_application_stands(town: Town) -> None:
    budi = town.person(2001)
    states = (
        (Vetting.PENDING, None, "PT Sambal Nusantara: sedang diperiksa pengelola program"),
        (Vetting.REJECTED, "NIB <tidak> cocok", "Pesan pengelola program: NIB <tidak> cocok"),
        (Vetting.APPROVED, "NIB <tidak> cocok", "PT Sambal Nusantara: disetujui"),
    )
    for state, reason, shown in states:
        async with town.storage.transaction() as db:
            query = select(Offtaker).where(Offtaker.name == "PT Sambal Nusantara")
            company = (await db.scalars(query)).one()
            company.vetting, company.reason = state, reason
        await budi.says("/profil")
        await budi.sees(shown, "[Tambah usaha]")


async def test_a_form_that_was_left_goes_on_in_another_program(
    database_url: str, storage: Storage
) -> None:
    playground = Playground()
    async with serving(playground) as server:
        settings, siti = settings_for(server.url, database_url), Talker(playground, SITI)
        async with bot_running(settings):
            await register_siti(siti)
            await siti.taps("Lengkapi profil")
            await siti.sees("bisa setor berapa?")
            await siti.says("2 kw seminggu")
            await siti.sees("nomor HP")
        async with bot_running(settings):
            await siti.says("/mulai")
            await siti.sees("Mari lanjutkan", "nomor HP")
            await siti.says("/profil")
            await siti.sees("200 kg seminggu", "nomor HP")
            await siti.says("/language")
            await siti.taps_when_seen("English")
            await siti.sees("May we have your phone number?")


async def test_prices_come_at_the_hour_that_was_chosen(town: Town) -> None:
    sri, budi = town.person(1101), town.person(2001)
    await sri.says("/profil")
    await sri.taps_when_seen("✎ Data saya")
    await sri.taps_when_seen("Jam kabar")
    await sri.sees("jam berapa?")
    await sri.says("jam 5 pagi")
    await sri.sees("Kabar harga: 05.00 WIB")
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    await town.person(1102).expects("Cabai rawit merah Rp45.000/kg")
    await town.settled()
    assert not sri.has_seen("Rp45.000/kg")
    clock.move_to(datetime(2026, 11, 23, 22, 0, 30, tzinfo=UTC))
    await sri.expects("Cabai rawit merah Rp45.000/kg")


async def test_an_amount_that_is_told_in_passing_is_kept_with_one_tap(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("saya punya cabai 2 kuintal")
    await siti.sees("bisa setor 2 kuintal?", "[Ya, catat: Cabai rawit merah]")
    await siti.taps("Ya, catat: Cabai rawit merah")
    await siti.sees("[Seminggu]")
    await siti.taps("Seminggu")
    await siti.sees("Terima kasih, sudah disimpan.", "200 kg seminggu")


async def test_an_amount_is_kept_without_its_time_and_called_off_with_a_word(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    for answer, shown, stored in (
        ("Batal", "Baik, jumlahnya tidak dicatat.", "Cabai rawit merah (cabe rawit merah)"),
        ("lewati", "Terima kasih, sudah disimpan.", "(cabe rawit merah): 200 kg"),
    ):
        await siti.says("saya punya cabai 2 kuintal")
        await siti.taps_when_seen("Ya, catat: Cabai rawit merah")
        await siti.sees("[Seminggu]")
        await siti.says(answer)
        await siti.sees(shown, stored)
