"""A programme from its founding to its end: everybody's part in it, while the clock moves on."""

import pytest

from tests.journeys.programme_story import (
    HOURS,
    Story,
    a_class_repeats_and_two_are_visited,
    each_is_reminded_by_their_own_clock,
    it_is_founded,
    owners_answer_with_a_tap,
)
from tests.journeys.test_officers_day import table
from tests.journeys.town import Town


async def the_class_is_held(story: Story) -> None:
    wayan, sri, either = story.wayan, story.sri, story.either
    await story.at("2026-11-25", "03:31")
    await wayan.expects(either("bagaimana sesinya?", "how was the session?"))
    await wayan.taps(either("Catat kehadiran", "Note who came"))
    for name in ("Sri Wahyuni", "Daeng Rahmat"):
        await wayan.taps_when_seen(f"▫️ {name}")
    await wayan.taps_when_seen(either("Sisanya tidak hadir", "No others came"))
    await wayan.sees("✅ Sri Wahyuni", "✅ Daeng Rahmat", "❌ Yuliana Wenda")
    await wayan.taps(either("Beri PR", "Give homework"))
    await wayan.sees(either("Untuk siapa?", "For whom?"))
    await wayan.says("sri")
    await wayan.taps_when_seen(either("Selesai", "Done"))
    await wayan.sees(either("Apa yang harus dikerjakan", "What is to be done"))
    await wayan.says(either("foto label baru sampai Jumat", "photo of the new label until Friday"))
    await story.confirms(wayan)
    await wayan.sees(either("PR diberikan ke 1 usaha", "Homework is given to 1 business"))
    await sri.expects(either("ada PR dari Wayan", "homework from Wayan"))
    await sri.taps(either("Selesai", "Done"))
    await wayan.expects(either("Sri Wahyuni sudah mengerjakan PR", "Sri Wahyuni has done"))
    await story.at("2026-11-25", "03:45")
    await sri.expects(either("membantu?", "help?"))
    await sri.taps(either("Ya, sangat", "Yes, a lot"))
    await sri.sees(either("Apa yang masih sulit?", "What is still difficult?"))
    await sri.says(either("Menghitung harga jual", "What to charge"))
    await wayan.expects(either("Menghitung harga jual", "What to charge"))


async def its_messages_come_on_their_days(story: Story) -> None:
    either = story.either
    await story.at("2026-11-26", "01:31")
    await story.sri.expects(either("Semua berawal dari NIB.", "Everything begins with the busi"))
    await story.at("2026-11-27", "09:01")
    await story.wayan.expects(either("bagaimana sesinya?", "how was the"), "Daeng Rahmat (Rump")
    await story.wayan.taps(either("Hadir", "Came"))
    await story.wayan.sees(either("✅ Hadir.", "✅ Came."))
    await story.at("2026-11-30", "01:31")
    await story.sri.expects(either("Sebelum P-IRT keluar", "Before P-IRT somebody looks"))


async def there_is_no_boat(story: Story) -> None:
    wayan, either = story.wayan, story.either
    await story.at("2026-12-01", "01:30")
    for owner in story.owners:
        await story.reminded(owner, 3)
    await wayan.says(either("besok nggak ada perahu", "no boat tomorrow"))
    await wayan.sees(either("Semua sesi hari itu pindah ke hari apa?", "To which day do all"))
    await wayan.says(either("jumat", "friday"))
    await story.confirms(wayan)
    await wayan.sees(either("1 sesi sudah dipindah.", "1 session has a new time."))
    for owner, hour in zip(story.owners, HOURS, strict=True):
        new = either("Jumat, 4 Des", "Friday 4 Dec")
        await owner.expects(either("pindah waktu", "has a new time"), new, hour[story.english])
    await story.at("2026-12-03", "01:30")
    for owner, hour in zip(story.owners, HOURS, strict=True):
        tomorrow = either("besok, Jumat", "tomorrow, Friday")
        await owner.expects(story.reminder, tomorrow, hour[story.english])
        await story.reminded(owner, 4)


async def one_is_missed_twice(story: Story) -> None:
    wayan, either = story.wayan, story.either
    await story.at("2026-12-04", "03:31")
    await wayan.taps_when_seen(either("Catat kehadiran", "Note who came"))
    await wayan.sees(either("Ketuk namanya", "Tap a name"))
    for name in ("Sri Wahyuni", "Daeng Rahmat"):
        await wayan.taps_when_seen(f"▫️ {name}")
    await wayan.taps_when_seen(either("Sisanya tidak hadir", "No others came"))
    await wayan.sees("❌ Yuliana Wenda")
    await wayan.says(either("/dampingan", "/caseload"))
    await wayan.sees(
        either("1 perlu perhatian.", "1 needs attention."),
        "Yuliana Wenda · Kopi Mama Yuliana: "
        + either("dua kali berturut-turut tidak hadir", "missed two sessions in a row"),
    )


async def an_answer_becomes_an_article(story: Story) -> None:
    wayan, hasan, sri, either = story.wayan, story.hasan, story.sri, story.either
    await sri.says(either("/tanya", "/ask"))
    await sri.sees(either("Mau tanya apa?", "What would you like to ask?"))
    await sri.says(either("Sambal saya cepat basi.", "My sambal does not keep."))
    await sri.taps_when_seen(either("Teruskan", "Pass it on"))
    await wayan.expects(either("Pertanyaan dari Sri Wahyuni", "A question from Sri Wahyuni"))
    await wayan.taps(either("Teruskan ke ahli …", "Pass to an expert …"))
    field = either("Keamanan pangan dan P-IRT", "Food safety and P-IRT")
    await wayan.taps_when_seen(field)
    await hasan.expects(either("Pendamping minta bantuan", "An officer asks for your help"))
    await hasan.taps(either("Jawab", "Answer"))
    await hasan.sees(either("Apa jawabannya?", "What is your answer?"))
    await hasan.says(either("Rebus botolnya, Bu Sri.", "Boil the bottles, Mrs Sri."))
    await hasan.taps_when_seen(either("Teruskan", "Pass it on"))
    await hasan.sees(either("Jawaban sudah diteruskan ke Sri", "Your answer has gone to Sri"))
    await sri.expects(either("Jawaban dari Hasan Basri", "An answer from Hasan Basri"))
    await wayan.expects(either("Hasan Basri sudah menjawab", "Hasan Basri has answered"))
    await hasan.taps(either("Terbitkan untuk semua …", "Publish it for everybody …"))
    await hasan.taps_when_seen(either("Bahasa Indonesia", "English"))
    await hasan.sees(either("Apa judulnya?", "What is it called?"))
    title = either("Sambal botol tahan lama", "Bottled sambal that keeps")
    await hasan.says(title)
    await hasan.sees(either("Tolong jangan sebut nama", "Please leave out names"))
    await hasan.says(either("Rebus botolnya sepuluh menit.", "Boil the bottles for ten minutes."))
    await hasan.taps_when_seen(field)
    for question in (
        either("Apakah tentang satu komoditas?", "Is it about one commodity?"),
        either("Mau ditambah foto", "Would you add a photo"),
        either("Mau ditambah dalam bahasa", "Would you add it in the other language"),
    ):
        await hasan.sees(question)
        await story.skips(hasan)
    await story.confirms(hasan)
    await hasan.sees(either("ada di perpustakaan", "stands in the library"))
    await story.daeng.says(either("/belajar sambal botol", "/learn bottled sambal"))
    await story.daeng.taps_when_seen(title)
    seen = await story.daeng.sees(either("sepuluh menit", "ten minutes"))
    assert "Sri" not in seen


async def a_kitchen_is_shared(story: Story) -> None:
    rina, sri, either = story.rina, story.sri, story.either
    await rina.says(either("/rumahbaru", "/newhouse"))
    for asked, said in (
        (either("Apa nama", "called?"), "Rumah Keripik Dampit"),
        (either("kabupaten atau kota mana?", "In which regency"), "kab malang"),
        (either("Di mana letaknya?", "How does one find it?"), "Jl. Raya Dampit 12"),
        (either("Alat apa", "What can be booked"), "2 oven"),
        (either("Hari apa saja", "On which days"), either("senin, rabu", "monday, wednesday")),
        (either("Buka jam berapa?", "From what time"), "8.00"),
        (either("Tutup jam berapa?", "Until what time?"), "16.00"),
    ):
        await rina.sees(asked)
        await rina.says(said)
    await rina.taps_when_seen(either("4 jam", "4 hours"))
    await story.confirms(rina)
    await rina.sees(either("sudah dibuka", "The house is open."))
    await sri.says(either("/pesan", "/book"))
    await sri.taps_when_seen("Rumah Keripik Dampit · Kabupaten Malang")
    await sri.taps_when_seen("Oven")
    await sri.says("30 November")
    await sri.taps_when_seen(either("08.00–12.00 WIB", "08:00–12:00 WIB"))
    await story.confirms(sri)
    await sri.sees(either("Sudah dipesan.", "Booked."))
    await rina.expects(either("Ada yang ingin memakai", "Somebody would like to use"))
    await rina.taps(either("Ya, setujui", "Yes, confirm"))
    await sri.expects(either("Pesanan Bapak/Ibu disetujui.", "Your booking is confirmed."))
    await story.at("2026-11-29", "01:01")
    await sri.expects(either("Pengingat: Bapak/Ibu sudah memesan", "Reminder: you have booked"))
    await story.at("2026-11-30", "05:05")
    await rina.expects(either("Waktunya sudah lewat.", "That time is over."))
    await rina.taps(either("Sudah dipakai", "It was used"))
    await rina.sees(either("Pesanan: dipakai", "Booking: used"))


async def the_month_is_reported(story: Story) -> None:
    wayan, either = story.wayan, story.either
    await story.at("2027-01-02")
    await wayan.says(either("/laporan", "/report"))
    await wayan.taps_when_seen(either("Unduh Excel", "As Excel"))
    await story.town.settled()
    sheets = table(wayan, story.town)
    came, away = either("Hadir", "Attended"), either("Tidak hadir", "Did not attend")
    kept = [row[:2] for row in sheets[either("Sesi", "Sessions")]]
    assert [each for each in kept if each[0] in {came, away}] == [[came, 2], [away, 1]]


async def parts_are_done_and_it_ends(story: Story) -> None:
    wayan, sri, either = story.wayan, story.sri, story.either
    await story.at("2027-01-01", "01:31")
    await sri.expects(either("Program ini tinggal sebulan.", "A month is left"))
    await wayan.says(either("/program", "/programmes"))
    name = either("Siap P-IRT dan halal", "P-IRT and halal readiness")
    await wayan.taps_when_seen(f"{name} (3)")
    await wayan.taps_when_seen(either("Peserta", "Who takes part"))
    await wayan.taps_when_seen(either("Sri Wahyuni: 0 dari 7", "Sri Wahyuni: 0 of 7"))
    await wayan.taps_when_seen(either("Mengurus NIB", "Getting the business number (NIB)"))
    await wayan.sees("✓ 2.")
    await story.at("2027-01-18")
    await wayan.expects(either("berakhir Minggu", "ends on"), "31 Jan 2027")
    await story.at("2027-02-01")
    await wayan.expects(either("Hari terakhir program", "The last day of the programme"))
    await wayan.taps(either("Akhiri program ini", "End this programme"))
    await wayan.taps_when_seen(either("Ya, akhiri", "Yes, end it"))
    for owner, done in zip(story.owners, (1, 0, 0), strict=True):
        await owner.expects(
            either(f"menyelesaikan {done} dari 7 bagian", f"You have done {done} of 7 parts")
        )


@pytest.mark.parametrize("language", ["id", "en"])
async def test_from_its_founding_to_the_report_of_its_sessions(town: Town, language: str) -> None:
    story = Story(town, language)
    for chapter in (
        it_is_founded,
        a_class_repeats_and_two_are_visited,
        owners_answer_with_a_tap,
        each_is_reminded_by_their_own_clock,
        the_class_is_held,
        its_messages_come_on_their_days,
        there_is_no_boat,
        one_is_missed_twice,
        the_month_is_reported,
    ):
        await chapter(story)


@pytest.mark.parametrize("language", ["id", "en"])
async def test_from_its_founding_to_its_end(town: Town, language: str) -> None:
    story = Story(town, language)
    for chapter in (
        it_is_founded,
        an_answer_becomes_an_article,
        a_kitchen_is_shared,
        parts_are_done_and_it_ends,
    ):
        await chapter(story)
