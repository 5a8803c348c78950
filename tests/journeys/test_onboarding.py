"""An owner becomes known to Mitra, in either language, however they answer."""

from sqlalchemy import select

from bot.people.models import Business, CommodityRequest, Consent, Product
from bot.people.models import Person as Known
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.storage import Storage
from tests.journeys.conftest import bot_running, settings_for
from tests.journeys.town import Person, Town

#: What an owner needs until they are registered: each question, and its answer.
SITI = [
    ("Selamat datang di Mitra", "Bahasa Indonesia"),
    ("Bolehkah kami menyimpan", "Boleh"),
    ("Siapa nama Bapak/Ibu?", "Bu Siti Aminah"),
    ("Menjual atau menanam apa?", "cabe rawit merah"),
    ("Di kabupaten atau kota mana?", "kota batu"),
]
CLARA = [
    ("Welcome to Mitra", "English"),
    ("May we keep your name", "Yes, you may"),
    ("What is your name?", "Ms Clara"),
    ("What do you make or grow?", "arabica coffee"),
    ("In which regency or city are you?", "kota batu"),
]


async def register_siti(siti: Person) -> None:
    await siti.says("/start")
    for question, answer in SITI:
        await siti.sees(question)
        await siti.says(answer)
    await siti.sees("Sudah benar?", "Ibu Siti Aminah", "Cabai rawit merah")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Terima kasih, Ibu Siti. Sudah terdaftar.", "Profil 60 % lengkap")


async def test_five_questions_and_as_many_answers_make_an_owner_known(town: Town) -> None:
    siti = town.person(1001)
    await register_siti(siti)
    said = [message for message in siti.messages() if not message["from"]["is_bot"]]
    assert len(said) <= len(SITI) + 1  # and /start
    for number in range(1, 6):
        assert siti.has_seen(f"({number}/5)")
    assert not siti.has_seen("/6)")
    await siti.says("/profil")
    await siti.sees("Ibu Siti Aminah", "Usaha Siti Aminah", "Kota Batu", "Pemilik usaha")


async def test_an_owner_whose_phone_is_in_english_registers_in_english(town: Town) -> None:
    clara = town.newcomer("Clara", "en")
    await clara.says("/start")
    await clara.sees("Welcome to Mitra", "(1/5)")
    await clara.taps("English")
    await clara.taps_when_seen("Read first")
    await clara.sees("What we keep and why", "Law 27/2022", "May we keep your name")
    await clara.says("yes")
    await clara.sees("What is your name?")
    await clara.says("Clara <b>O'Neil</b> & Co")
    await clara.sees("Clara <b>O'Neil</b> & Co: Ibu (Ms) or Bapak (Mr)?")
    await clara.taps("Ibu (Ms)")
    await clara.sees("What do you make or grow?")
    await clara.says("arabica coffee")
    await clara.sees("In which regency or city are you?")
    await clara.says("East Java")
    await clara.sees("regency or city")
    await clara.says("kota batu")
    await clara.sees("Is this right?", "Ibu Clara <b>O'Neil</b> & Co", "Kota Batu, Jawa Timur")
    await clara.taps("Yes, that is right")
    await clara.sees("Thank you, Ibu Clara. You are registered.")
    await clara.says("/profile")
    await clara.sees("Clara <b>O'Neil</b> & Co's business", "Business owner", "Arabica coffee")


async def test_who_is_an_ibu_is_asked_once_and_said_from_then_on(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama Bapak/Ibu?")
    await siti.says("siti aminah")
    await siti.sees("Siti Aminah: Ibu atau Bapak?")
    await siti.says("bu")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("vco")
    await siti.sees("Di kabupaten atau kota mana?")
    await siti.says("kota batu")
    await siti.sees("Sudah benar?")
    await siti.says("ya")
    await siti.sees("Terima kasih, Ibu Siti.", "hasil usaha Ibu akan")
    await siti.says("/mulai")
    await siti.sees("Halo Ibu Siti Aminah.")


async def test_what_the_list_does_not_know_is_kept_and_asked_for(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for question, answer in SITI[:3]:
        await siti.sees(question)
        await siti.says(answer)
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("rawit Ori 212, sambal bajak")
    await siti.taps_when_seen("Cabai rawit merah")
    await siti.sees("sambal bajak")
    await siti.taps("Simpan seperti yang saya tulis")
    await siti.sees("Di kabupaten atau kota mana?")
    await siti.says("kab malng")
    await siti.sees("Kabupaten Malang")
    await siti.says("ya")
    await siti.sees("Sudah benar?", "Cabai rawit merah dan sambal bajak")
    await siti.says("ya")
    await siti.sees("Sudah terdaftar")
    await siti.says("/profil")
    await siti.sees("Cabai rawit merah (rawit Ori 212)", "• sambal bajak")
    async with town.storage.reading() as db:
        assert list(await db.scalars(select(CommodityRequest.name))) == ["sambal bajak"]


async def test_what_is_allowed_is_chosen_one_by_one(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Pilih satu-satu")
    await siti.taps_when_seen("Dibantu pendamping")
    await siti.taps_when_seen("✓ Dibantu pendamping")
    await siti.taps_when_seen("Kirim kabar harga")
    await siti.sees("[✓ Kirim kabar harga]")
    await siti.taps("Selesai")
    for question, answer in SITI[2:]:
        await siti.sees(question)
        await siti.says(answer)
    await siti.taps_when_seen("Ya, sudah benar")
    await siti.sees("Sudah terdaftar")
    async with town.storage.reading() as db:
        person = (await db.scalars(select(Known).where(Known.telegram_id == 1001))).one()
        given = await db.scalars(select(Consent.purpose).where(Consent.person_id == person.id))
        assert sorted(given) == ["news", "service"]


async def test_a_buyer_says_so_and_goes_on_with_the_company(town: Town) -> None:
    for person, buyer, company in (
        (town.person(1001), "Saya pembeli", "Apa nama perusahaannya?"),
        (town.newcomer("Ann", "en"), "buyer", "What is the company called?"),
    ):
        await person.says("/start")
        for answer in ("English" if buyer == "buyer" else "Bahasa Indonesia", "ok", "Bu Ann"):
            await person.sees("/")
            await person.says(answer)
        await person.sees("keripik.")
        await person.says(buyer)
        await person.sees("Malang.")
        await person.says("kota batu")
        await person.sees("?")
        await person.says("ya")
        await person.sees(company)


async def test_the_language_changes_in_the_middle_and_the_question_stays(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    await siti.says("/language")
    await siti.sees("Mau pakai bahasa apa?", "Siapa nama")
    await siti.taps("English")
    await siti.sees("From now on we write to you in English.", "What is your name?")


async def test_going_back_keeps_what_was_answered_later(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for question, answer in SITI[:4]:
        await siti.sees(question)
        await siti.says(answer)
    await siti.sees("Di kabupaten atau kota mana?")
    await siti.presses("‹ Kembali")
    await siti.sees("Menjual atau menanam apa?")
    await siti.taps("‹ Kembali")
    await siti.sees("Siapa nama")
    await siti.says("Bu Sri")
    await siti.sees("Di kabupaten atau kota mana?", "(5/5)")


async def test_an_answer_is_changed_from_the_summary(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for question, answer in SITI:
        await siti.sees(question)
        await siti.says(answer)
    await siti.sees("Sudah benar?", "Ibu Siti Aminah")
    await siti.taps("✎ Nama")
    await siti.sees("Siapa nama")
    await siti.says("Pak Budi")
    await siti.sees("Sudah benar?", "Bapak Budi", "Cabai rawit merah")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Terima kasih, Bapak Budi.")


async def test_a_person_who_does_not_agree_is_let_go_and_may_come_back(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Tidak")
    await siti.sees("tidak kami simpan")
    async with town.storage.reading() as db:
        person = (await db.scalars(select(Known).where(Known.telegram_id == 1001))).one()
        assert (person.name, person.registered_at) == (None, None)
        consents = await db.scalars(select(Consent).where(Consent.person_id == person.id))
        assert consents.all() == []
    await siti.says("/mulai")
    await siti.sees("Selamat datang di Mitra")


async def test_a_button_of_an_earlier_question_changes_nothing(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    siti.tap_old("English")
    await siti.sees("Tombol itu dari pertanyaan sebelumnya", "Siapa nama")


async def test_what_is_no_text_gets_a_helpful_answer_and_the_question_again(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    for answer in ("Bahasa Indonesia", "Boleh"):
        await siti.taps_when_seen(answer)
    await siti.sees("Siapa nama")
    for kind, told in (
        ("photo", "kami tidak bisa melihat gambar"),
        ("voice", "tidak bisa mendengar"),
        ("sticker", "Terima kasih stikernya"),
        ("document", "tidak bisa membuka file"),
    ):
        siti.sends(kind)
        await siti.sees(told, "Siapa nama")
    await siti.says("Bu Siti")
    await siti.sees("Menjual atau menanam apa?")
    siti.edits("Bu Siti Aminah")
    await siti.sees("Pesan yang diubah tidak kami baca lagi", "Menjual atau menanam apa?")


async def test_cancelling_leaves_nothing_behind(town: Town) -> None:
    siti = town.person(1001)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.sees("Bolehkah")
    await siti.says("/batal")
    await siti.sees("Dibatalkan")
    await siti.says("halo")
    await siti.sees("Selamat datang di Mitra")


async def test_whoever_drops_out_at_any_question_goes_on_there_after_a_restart(
    database_url: str, storage: Storage
) -> None:
    """The program is stopped after each question, and another one meets them."""
    playground = Playground()
    before = await counted(storage)
    english = playground.add_person(first_name="Clara", language_code="en")
    for number, story in ((1001, SITI), (english.id, CLARA)):
        async with serving(playground) as server:
            settings = settings_for(server.url, database_url)
            person = Person(playground, number)
            async with bot_running(settings):
                await person.says("/start")
                await person.sees(story[0][0])
            for at, (question, answer) in enumerate(story):
                async with bot_running(settings):
                    if at:
                        await person.says("/start")
                    await person.sees(question)
                    await person.says(answer)
                    await person.sees(story[at + 1][0] if at + 1 < len(story) else "Batu")
            async with bot_running(settings):
                await person.says("ya")
                await person.sees("60 %")
    assert await counted(storage) == (before[0] + 2, before[1] + 2)


async def counted(storage: Storage) -> tuple[int, int]:
    """Businesses, and what they make."""
    async with storage.reading() as db:
        return (
            len(list(await db.scalars(select(Business.id)))),
            len(list(await db.scalars(select(Product.id)))),
        )
