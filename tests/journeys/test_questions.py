"""Owners ask, officers and experts answer, and nobody's number is shown."""

from datetime import timedelta

from bot import clock
from bot.people import roles
from bot.people.models import Role
from tests.journeys.town import Person, Town

WAYAN, SRI, YULIANA, CLARA, RINA, HASAN = 3001, 1101, 1105, 1107, 4001, 5001


async def asks(owner: Person, *texts: str) -> None:
    await owner.says("/tanya")
    await owner.sees("Mau tanya apa?")
    for text in texts:
        await owner.says(text)
        await owner.sees("Sudah ditambahkan")
    await owner.taps("Teruskan")
    await owner.sees(
        "Pertanyaan sudah diteruskan ke Wayan Sukerti", "Biasanya dijawab paling lambat"
    )


async def answers(officer: Person, text: str) -> None:
    await officer.taps("Jawab")
    await officer.sees("Apa jawabannya?")
    await officer.says(text)
    await officer.sees("Sudah ditambahkan")
    await officer.taps("Teruskan")
    await officer.sees("Jawaban sudah diteruskan ke Sri Wahyuni")


async def expert_named(town: Town, telegram_id: int, field: str) -> Person:
    """Somebody is an expert, and says for what."""
    async with town.storage.transaction() as db:
        await roles.grant_to_account(db, telegram_id, Role.EXPERT)
    expert = town.person(telegram_id)
    await expert.says("/bidang")
    await expert.taps_when_seen(field)
    await expert.taps_when_seen("Selesai")
    await expert.sees("Sudah disimpan", field)
    return expert


async def test_a_question_is_asked_answered_judged_and_asked_on(town: Town) -> None:
    sri, wayan = town.person(SRI), town.person(WAYAN)
    await asks(sri, "Sambal saya cepat basi.", "Disimpan di botol bekas.")
    await wayan.expects(
        "Pertanyaan dari Sri Wahyuni", "Kebun Bu Sri", "cepat basi", "Disimpan di botol bekas."
    )
    await answers(wayan, "Botolnya direbus dulu, Bu.")
    await sri.expects("Jawaban dari Wayan Sukerti", "Botolnya direbus dulu, Bu.")
    await sri.taps("Belum")
    await sri.sees("Apa yang masih kurang?")
    await sri.taps("Tanya lagi")
    await sri.sees("Apa lagi yang mau ditanyakan?")
    await sri.says("Direbus berapa lama?")
    await sri.sees("Sudah ditambahkan")
    await sri.taps("Teruskan")
    await sri.sees("diteruskan ke Wayan Sukerti")
    await wayan.expects(
        "Sri Wahyuni menambah pertanyaannya",
        "Sebelumnya:",
        "Jawaban: Botolnya direbus dulu, Bu.",
        "Direbus berapa lama?",
    )
    await answers(wayan, "Sepuluh menit.")
    await sri.expects("Jawaban dari Wayan Sukerti", "Sepuluh menit.")
    await sri.taps("👍 Membantu")
    await sri.sees("Syukurlah")
    await sri.says("/pertanyaan")
    await sri.sees("Direbus berapa lama? (selesai)")
    await wayan.says("/pertanyaan")
    await wayan.sees("Tidak ada pertanyaan yang menunggu jawaban.")


async def test_an_expert_answers_and_the_officer_sees_it(town: Town) -> None:
    sri, wayan, ahli = town.person(SRI), town.person(WAYAN), town.person(HASAN)
    await asks(sri, "Apakah sambal perlu sertifikat halal?")
    await wayan.expects("Pertanyaan dari Sri Wahyuni")
    await wayan.taps("Teruskan ke ahli …")
    await wayan.sees("Ini tentang bidang apa?")
    known = ["Keamanan pangan dan P-IRT", "Halal", "Kemasan dan label"]
    assert wayan.buttons() == known
    await wayan.taps("Halal")
    await wayan.sees("Pertanyaan sudah diteruskan ke Hasan Basri (Halal)")
    await ahli.expects("Pendamping minta bantuan", "Sri Wahyuni", "perlu sertifikat halal?")
    assert not any("08" in str(message.get("text")) for message in ahli.messages())
    await answers(ahli, "Perlu, lewat pernyataan sendiri.")
    await sri.expects("Jawaban dari Hasan Basri, ahli bidang: Halal", "lewat pernyataan sendiri")
    await wayan.expects("Hasan Basri sudah menjawab pertanyaan dari Sri Wahyuni")


async def test_an_expert_gives_a_question_back(town: Town) -> None:
    sri, wayan = town.person(SRI), town.person(WAYAN)
    ahli = await expert_named(town, YULIANA, "Ekspor")
    await asks(sri, "Bisa kirim ke Malaysia?")
    await wayan.expects("Bisa kirim ke Malaysia?")
    await wayan.taps("Teruskan ke ahli …")
    await wayan.taps_when_seen("Ekspor")
    await ahli.expects("Pendamping minta bantuan")
    await ahli.taps("Kembalikan ke pendamping")
    await ahli.sees("Pertanyaan kembali ke Wayan Sukerti")
    await wayan.expects("Ahli mengembalikan pertanyaan dari Sri Wahyuni")
    await ahli.taps("Jawab")
    await ahli.sees("tidak menunggu jawaban Bapak/Ibu")
    await wayan.says("/pertanyaan")
    await wayan.taps_when_seen("Sri Wahyuni")
    await answers(wayan, "Bisa, lewat pos.")


async def test_the_second_answer_is_refused_and_says_who_was_faster(town: Town) -> None:
    sri, wayan = town.person(SRI), town.person(WAYAN)
    ahli = await expert_named(town, YULIANA, "Ekspor")
    await asks(sri, "Bisa kirim ke Malaysia?")
    await wayan.expects("Bisa kirim ke Malaysia?")
    await wayan.taps("Teruskan ke ahli …")
    await wayan.taps_when_seen("Ekspor")
    await ahli.expects("Pendamping minta bantuan")
    await ahli.taps("Jawab")
    await ahli.sees("Apa jawabannya?")
    await ahli.says("Bisa, tetapi mahal.")
    await ahli.sees("Sudah ditambahkan")
    await wayan.says("/pertanyaan")
    await wayan.taps_when_seen("Sri Wahyuni")
    await wayan.sees("Bisa kirim")
    await answers(wayan, "Bisa, lewat pos.")
    await ahli.taps("Teruskan")
    await ahli.sees("Wayan Sukerti lebih dulu menjawab")
    await town.settled()
    assert not sri.has_seen("tetapi mahal")


async def test_photos_and_voice_notes_are_passed_on(town: Town) -> None:
    clara, wayan = town.person(CLARA), town.person(WAYAN)
    await clara.says("I want to ask my officer")
    await clara.sees("What would you like to ask?")
    clara.sends("photo")
    await clara.sees("It is added")
    clara.sends("voice")
    await clara.sees("It is added")
    clara.sends("sticker")
    await clara.sees("We understand words better", "It is added")
    await clara.taps("Pass it on")
    await clara.sees("Your question has gone to Wayan Sukerti")
    await wayan.expects("Pertanyaan dari Clara", "Di atas: 1 foto dan 1 pesan suara")
    kinds = [kind for message in wayan.messages() for kind in ("photo", "voice") if kind in message]
    assert kinds == ["photo", "voice"]
    await wayan.taps("Jawab")
    await wayan.sees("Apa jawabannya?")
    wayan.sends("document")
    await wayan.sees("Sudah ditambahkan")
    await wayan.taps("Teruskan")
    await clara.expects("An answer from Wayan Sukerti", "Above: 1 file.")
    assert any("document" in message for message in clara.messages())


async def test_all_photos_of_an_album_are_kept_and_answered_once(town: Town) -> None:
    sri, wayan = town.person(SRI), town.person(WAYAN)
    await sri.says("mau tanya pendamping")
    await sri.sees("Mau tanya apa?")
    town.playground.album(SRI, 10)
    await sri.sees("Sudah ditambahkan")
    await town.settled()
    assert sum("ditambahkan" in str(each.get("text")) for each in sri.messages()) == 1
    await sri.taps("Teruskan")
    await wayan.expects("Di atas: 10 foto.")
    assert sum("photo" in each for each in wayan.messages()) == 10


async def test_who_waits_is_told_and_so_are_the_officer_and_the_admin(town: Town) -> None:
    sri, wayan, rina = town.person(SRI), town.person(WAYAN), town.person(RINA)
    await asks(sri, "Kapan panen?")
    await wayan.expects("Kapan panen?")
    clock.move(timedelta(hours=25))
    await wayan.expects("Pertanyaan dari Sri Wahyuni masih menunggu jawaban", "Kapan panen?")
    await sri.expects("butuh waktu lebih lama", "pendamping sudah diingatkan")
    await town.settled()
    assert not rina.has_seen("Kapan panen?")
    clock.move(timedelta(hours=25))
    await rina.expects("Pertanyaan dari Sri Wahyuni sudah lama menunggu", "Kapan panen?")
    await sri.expects("Pengelola program sudah diberi tahu")
    await answers(rina, "Maret, Bu.")
    await sri.expects("Jawaban dari Rina Hartono", "Maret, Bu.")
    await wayan.expects("Rina Hartono sudah menjawab pertanyaan dari Sri Wahyuni")
    clock.move(timedelta(days=9))
    await town.settled()
    assert sum("masih menunggu" in str(each.get("text")) for each in wayan.messages()) == 1


async def test_a_question_moves_on_when_its_officer_is_one_no_more(town: Town) -> None:
    sri, wayan, rina = town.person(SRI), town.person(WAYAN), town.person(RINA)
    await asks(sri, "Kapan panen?")
    await wayan.expects("Kapan panen?")
    async with town.storage.transaction() as db:
        number = await roles.person_id_of(db, WAYAN)
        await roles.take_away(db, number, Role.OFFICER)
    clock.move(timedelta(minutes=2))
    await rina.expects("Pertanyaan dari Sri Wahyuni sekarang di tangan Bapak/Ibu", "Kapan panen?")
    await sri.expects("Pertanyaan Bapak/Ibu dialihkan", "pengelola program yang akan menjawab")
    await wayan.taps("Jawab")
    await wayan.sees("tidak menunggu jawaban Bapak/Ibu")


FORGED = (
    ("thread:yes:999", "not there any more"),
    ("thread:close:1", "not there any more"),
    ("askon:1", "not there any more"),
    ("owed:open:1", "does not wait"),
    ("owed:to-halal:1", "does not wait"),
    ("answerq:1:1", "does not wait"),
    ("answerq:x", "does not wait"),
    ("fields:1", "Only admins"),
    ("write:1", "Articles are written by"),
    ("learn:gone-1", "not there any more"),
    ("learn:a-999", "not there any more"),
)


async def test_a_forged_button_shows_nothing_of_others(town: Town) -> None:
    sri, clara, wayan = town.person(SRI), town.person(CLARA), town.person(WAYAN)
    await asks(sri, "Rahasia dapur saya.")
    await wayan.expects("Rahasia dapur saya.")
    await clara.says("/profile")
    await clara.sees("Clara")
    for data, answer in FORGED:
        clara.forges(data)
        await clara.sees(answer)
    await town.settled()
    assert not clara.has_seen("Rahasia")


async def test_an_admin_says_what_an_expert_knows(town: Town) -> None:
    rina, sri = town.person(RINA), town.person(SRI)
    await rina.says("/ahli")
    await rina.sees("Hasan Basri: Keamanan pangan dan P-IRT, Halal, dan Kemasan dan label")
    await rina.taps("Bidang Hasan Basri")
    await rina.sees("Pertanyaan tentang apa", "[✓ Halal]", "[Ekspor]")
    await rina.taps("✓ Halal")
    await rina.taps_when_seen("Ekspor")
    await rina.taps_when_seen("Selesai")
    known = "Keamanan pangan dan P-IRT, Kemasan dan label, dan Ekspor"
    await rina.sees(f"Pendamping bisa meneruskan pertanyaan ke Hasan Basri tentang: {known}.")
    await sri.says("/ahli")
    await sri.sees("Hanya pengelola program yang bisa melakukan ini")
    await sri.says("/bidang")
    await sri.sees("Ini hanya untuk ahli")


async def test_a_question_in_the_middle_of_a_form_waits_for_its_end(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("/jadwalkan")
    await wayan.sees("Sesi apa?")
    await wayan.says("/tanya")
    await wayan.sees("Mohon selesaikan ini dulu", "Sesi apa?")
    await wayan.says("/belajar")
    await wayan.sees("Mau tahu tentang apa?", "Sesi apa?")


async def test_where_no_officer_is_the_admins_get_it_and_the_owner_is_told(town: Town) -> None:
    clara, rina, hasan = town.person(CLARA), town.person(RINA), town.person(HASAN)
    async with town.storage.transaction() as db:
        await roles.take_away(db, await roles.person_id_of(db, WAYAN), Role.OFFICER)
    await clara.says("/ask Do my crisps need a halal label?")
    await clara.sees("It is added")
    await clara.taps("Pass it on")
    await clara.sees("No officer looks after your region yet", "managers of the programme")
    await rina.expects("Pertanyaan dari Clara Simanjuntak", "halal label?")
    await rina.taps("Teruskan ke ahli …")
    await rina.taps_when_seen("Halal")
    await hasan.expects("Pertanyaan ini dari Clara Simanjuntak")
    await hasan.taps("Jawab")
    await hasan.sees("Apa jawabannya?")
    await hasan.says("Yes, if they are certified.")
    await hasan.sees("Sudah ditambahkan")
    await hasan.taps("Teruskan")
    await hasan.sees("Jawaban sudah diteruskan ke Clara")
    await clara.expects("An answer from Hasan Basri, expert for: Halal", "if they are certified")
    await clara.taps("👍 It helped")
    await clara.sees("Good to hear")


async def test_a_sentence_that_nobody_understands_is_kept_for_the_officer(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("tolong pak cabe sy kena patek, daunnya keriting")
    await sri.sees("Sudah ditambahkan", "[Teruskan]", "[Batal]")
    await sri.taps("Teruskan")
    await sri.sees("Pertanyaan sudah diteruskan ke Wayan Sukerti")
    await town.person(WAYAN).expects("tolong pak cabe sy kena patek, daunnya keriting")
