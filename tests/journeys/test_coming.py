"""What people type to a session that they were told of, and officers of a day that is lost."""

import pytest

from tests.journeys.test_coaching import SRI, WAYAN, plan
from tests.journeys.test_living_bulletins import arrived
from tests.journeys.town import Person, Town

FOUND = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"


async def told(town: Town, when: str = "lusa jam 2 siang") -> tuple[Person, Person]:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await plan(wayan, "sri", FOUND, when)
    await sri.expects("ada sesi pendampingan yang dijadwalkan")
    return wayan, sri


@pytest.mark.parametrize("said", ["bisa pak", "oke siap", "insyaallah hadir", "bisa jam 2 siang"])
async def test_a_yes_is_typed(town: Town, said: str) -> None:
    wayan, sri = await told(town)
    await sri.says(said)
    await sri.sees("dicatat: Bapak/Ibu bisa", "[Ganti waktu]", "[Tidak bisa]")
    await wayan.expects("Sri Wahyuni (Kebun Bu Sri) bisa")
    await sri.says("ok makasih")
    await sri.sees("Sama-sama")


async def test_a_no_is_typed_and_taken_back(town: Town) -> None:
    wayan, sri = await told(town)
    await sri.says("ga bisa pak, lagi melaut")
    await sri.sees("Bapak/Ibu tidak bisa. Pendamping diberi tahu")
    await wayan.expects("Sri Wahyuni (Kebun Bu Sri) tidak bisa")
    await sri.says("eh saya hadir pak")
    await sri.sees("belum paham")
    await sri.says("saya hadir pak")
    await sri.sees("dicatat: Bapak/Ibu bisa")


async def test_another_time_is_typed_and_an_hour_is_of_the_same_day(town: Town) -> None:
    wayan, sri = await told(town)
    await sri.says("ganti jam 4 sore aja bisa?")
    await sri.sees("apakah Rabu, 25 Nov 2026, 16.00 WIB cocok")
    await wayan.expects("minta waktu lain: Rabu, 25 Nov 2026, 16.00 WIB")
    await sri.says("kalau kamis gimana bu?")
    await sri.sees("Jam berapa?")
    await sri.says("10")
    await sri.sees("Kamis, 26 Nov 2026, 10.00 WIB cocok")


async def test_what_came_last_is_meant(town: Town) -> None:
    _wayan, sri = await told(town)
    await arrived(town)
    await sri.expects("Rp45.000/kg")
    await sri.says("ok")
    await sri.sees("Sama-sama")
    await sri.says("bisa pak")
    await sri.sees("Bisa setor berapa?")
    await sri.says("batal")
    await sri.says("saya datang pak")
    await sri.sees("dicatat: Bapak/Ibu bisa")


async def test_nothing_that_came_is_answered_by_a_yes(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("bisa pak")
    await sri.sees("belum paham")


async def test_an_answer_that_nobody_can_read_leaves_the_session_open_to_one(town: Town) -> None:
    wayan, sri = await told(town)
    await sri.says("eh saya hadir pak")
    await sri.sees("belum paham", "belum Bapak/Ibu jawab", "14.00 WIB", "[Bisa]", "[Ganti waktu]")
    await sri.says("jam 9 pagi sy di laut pak, bisa nya habis ashar")
    await sri.sees("Bisanya kapan?")
    await sri.says("batal")
    await sri.says("jam 4 sore aja ya pak, lagi ada arisan")
    await sri.sees("apakah Rabu, 25 Nov 2026, 16.00 WIB cocok")
    await wayan.expects("minta waktu lain: Rabu, 25 Nov 2026, 16.00 WIB")


async def test_of_two_sessions_it_is_asked_which_one(town: Town) -> None:
    wayan, sri = await told(town)
    await plan(wayan, "sri", FOUND, "jumat jam 9")
    await sri.expects("27 Nov 2026")
    await arrived(town)
    await sri.expects("Rp45.000/kg")
    await sri.says("saya datang pak")
    await sri.sees("Jawaban ini untuk sesi yang mana?")
    await sri.taps("Jumat, 27 Nov 2026, 09.00 WIB · Wayan Sukerti")
    await sri.sees("dicatat: Bapak/Ibu bisa")


async def test_there_is_no_boat(town: Town) -> None:
    wayan, sri = await told(town, "besok jam 9")
    await wayan.says("besok nggak ada perahu")
    await wayan.sees("Semua sesi hari itu pindah ke hari apa?")
    await wayan.says("kamis")
    await wayan.sees("Pindahkan semua sesi hari itu?", "Sri Wahyuni")
    await wayan.taps("Ya, sudah benar")
    await sri.expects("Kamis, 26 Nov 2026, pukul 09.00 WIB")
    await wayan.says("pindahkan semua sesi kamis ke jumat")
    await wayan.sees("Pindahkan semua sesi hari itu?", "Jumat, 27 Nov 2026, 09.00 WIB")
    await wayan.says("batal")
    await sri.says("kamis ga ada perahu pak")
    await sri.sees("Sesi pendampingan Bapak/Ibu", "Kamis, 26 Nov 2026")
    await wayan.says("hari ini nggak ada perahu")
    await wayan.sees("Sesi pendampingan Bapak/Ibu", "Kamis, 26 Nov 2026")


async def test_of_a_class_that_moves_the_first_are_named_and_the_rest_counted(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kelas bersama")
    await wayan.sees("Dengan siapa saja?")
    await wayan.says("sri, slamet, agus, daeng, yuliana")
    await wayan.taps_when_seen("Selesai")
    await wayan.sees("Kapan?")
    await wayan.says("besok jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("Balai Desa Pare")
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Muat berapa usaha?")
    await wayan.taps("Lewati")
    await wayan.taps_when_seen("Ya, sudah benar")
    await wayan.sees("Sesi sudah dijadwalkan")
    await wayan.says("besok kapal ga jalan")
    await wayan.sees("Semua sesi hari itu pindah ke hari apa?")
    await wayan.says("lusa")
    await wayan.sees("Sri Wahyuni, Slamet Riyadi, Agus Setiawan dan 2 lainnya")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("mau pesan oven", "Belum ada rumah produksi bersama"),
        ("rumah produksi", "Rumah produksi bersama"),
        ("program saya", "Program pendampingan"),
        ("ikut program apa", "Program pendampingan"),
        ("jadwal saya", "Belum ada sesi pendampingan"),
        ("pengingat", "Kapan mau diingatkan?"),
        ("materi", "Mau tahu tentang apa?"),
        ("punya pertanyaan bu", "Mau tanya apa?"),
    ],
)
async def test_words_lead_to_what_is_shared(town: Town, said: str, shown: str) -> None:
    sri = town.person(SRI)
    await sri.says(said)
    await sri.sees(shown)


async def test_how_much_was_said_is_not_asked_again(town: Town) -> None:
    await arrived(town)
    sri = town.person(SRI)
    await sri.expects("Rp45.000/kg")
    await sri.says("bisa setor 2 kw")
    await sri.sees("Kirim tawaran ini?", "Tawaran: 200 kg", "Rp45.000/kg")
    await sri.taps("Ya, sudah benar")
    await sri.sees("Tawaran sudah disampaikan ke PT Sambal Nusantara")


async def test_how_much_was_said_stands_behind_the_button_of_a_need(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("bisa setor cabai rawit merah 2 kw")
    await sri.sees("Dicari: 2.000 kg Cabai rawit merah")
    await sri.taps("Bisa setor")
    await sri.sees("Kirim tawaran ini?", "Tawaran: 200 kg")
    await sri.says("batal")
    await sri.says("bisa setor cabai rawit merah 3 karung")
    await sri.taps_when_seen("Bisa setor")
    await sri.sees("Satu karung isinya berapa kilogram?")
