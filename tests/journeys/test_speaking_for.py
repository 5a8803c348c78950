"""An owner without a phone asks and books all the same: her officer does it, and tells her."""

from datetime import timedelta

from bot import clock
from tests.journeys.test_delegates import register_tari
from tests.journeys.test_houses import opens
from tests.journeys.town import Person, Town

WAYAN, SRI, HASAN = 3001, 1101, 5001


async def card_of_tari(wayan: Person) -> None:
    await wayan.says("/diwakili")
    await wayan.taps_when_seen("Ibu Tari")
    await wayan.sees("[Ajukan pertanyaannya]", "[Pesankan rumah produksi]")


async def writes_down(wayan: Person, text: str) -> None:
    await wayan.sees("Atas nama Ibu Tari", "Mau tanya apa?")
    await wayan.says(text)
    await wayan.sees("Sudah ditambahkan")
    await wayan.taps("Teruskan")
    await wayan.sees("Pertanyaan Ibu Tari sudah dicatat")


async def test_her_question_is_passed_to_an_expert_and_the_answer_told_by_phone(
    town: Town,
) -> None:
    wayan, hasan = town.person(WAYAN), town.person(HASAN)
    await register_tari(wayan, "081200000077")
    await card_of_tari(wayan)
    await wayan.taps("Ajukan pertanyaannya")
    await writes_down(wayan, "Apakah sambal perlu sertifikat halal?")
    await wayan.taps("Teruskan ke ahli …")
    await wayan.taps_when_seen("Halal")
    await hasan.expects("Pertanyaan ini dari Ibu Tari", "perlu sertifikat halal?")
    await hasan.taps("Jawab")
    await hasan.sees("Apa jawabannya?")
    await hasan.says("Perlu, Bu.")
    await hasan.sees("Sudah ditambahkan")
    hasan.sends("photo", caption="contohnya")
    await hasan.sees("Sudah ditambahkan")
    await hasan.taps("Teruskan")
    await hasan.sees("Jawaban sudah diteruskan ke Ibu Tari")
    await wayan.expects("contohnya")
    assert any("photo" in each for each in wayan.messages())
    await wayan.says("/telepon")
    seen = await wayan.sees("Kabar untuk Ibu Tari", "Jawaban dari Hasan Basri", "Perlu, Bu.")
    assert "contohnya" not in seen
    await wayan.taps("Sudah diberi tahu")
    await wayan.sees("Tidak ada yang perlu ditelepon")


async def test_asked_by_command_it_is_asked_for_whom(town: Town) -> None:
    wayan = town.person(WAYAN)
    await register_tari(wayan, "081200000077")
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on we write to you in English.")
    await wayan.says("/ask")
    await wayan.sees("Whose question is it?", "[For myself]", "[Ibu Tari]")
    await wayan.taps("Ibu Tari")
    await wayan.sees("On behalf of Ibu Tari", "What would you like to ask?")
    await wayan.says("When do I harvest?")
    await wayan.sees("It is added")
    await wayan.taps("Pass it on")
    await wayan.sees("The question of Ibu Tari is written down, and waits for you.")
    await wayan.says("/questions")
    await wayan.sees("Ibu Tari, for 0 hours: When do I harvest?")
    await wayan.says("/ask")
    await wayan.taps_when_seen("For myself")
    await wayan.sees("What would you like to ask?")
    await wayan.says("May I take leave?")
    await wayan.sees("It is added")
    await wayan.taps("Pass it on")
    await wayan.sees(
        "Your question has gone to the managers of the programme",
    )


async def test_a_slot_is_booked_for_her_confirmed_and_she_is_reminded_by_phone(
    town: Town,
) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await opens(wayan)
    await register_tari(wayan, "081200000077")
    await card_of_tari(wayan)
    await wayan.taps("Pesankan rumah produksi")
    await wayan.sees("Atas nama Ibu Tari", "Rumah produksi yang mana?")
    await wayan.taps("Rumah Keripik Dampit · Kabupaten Malang")
    await wayan.taps_when_seen("Oven")
    await wayan.sees("Hari apa?")
    await wayan.says("rabu")
    await wayan.taps_when_seen("08.00–12.00 WIB")
    await wayan.sees("Pesan ini?", "Atas nama Ibu Tari")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Sudah dipesan.", "Untuk: Tari", "Pesanan: disetujui")
    await wayan.says("/rumah")
    await wayan.sees("Untuk: Tari")
    await town.settled()
    clock.move(timedelta(days=1))
    await town.settled()
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "Pengingat")
    await sri.says("/beranda")
    await sri.sees("[")
    for forged in ("askfor:2", "bookfor:2", "askfor:x"):
        sri.forges(forged)
        await sri.sees("Pemilik usaha ini tidak (lagi) diwakili")
