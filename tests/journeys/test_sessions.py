"""Sessions as officer and owners live them: planned, answered, moved, called off, kept."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot import clock
from bot.coaching.models import Participant, Said, Session
from tests.journeys.town import Person, Town

WAYAN, SRI, SLAMET, YULIANA, DAENG = 3001, 1101, 1102, 1105, 1104
SRIS = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"


async def visit(wayan: Person, owner: str, found: str, when: str) -> None:
    """Up to the summary."""
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kunjungan")
    await wayan.sees("Dengan siapa?")
    await wayan.says(owner)
    await wayan.sees(f"Maksudnya {found}?")
    await wayan.taps("Ya")
    await wayan.sees("Kapan?")
    await wayan.says(when)


async def rest(wayan: Person, place: str = "Balai Desa Pare") -> None:
    await wayan.sees("Di mana?")
    await wayan.says(place)
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Jadwalkan sesi ini?")


async def planned(wayan: Person, when: str = "lusa jam 2 siang") -> None:
    await visit(wayan, "sri", SRIS, when)
    await rest(wayan)
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Sesi sudah dijadwalkan.")


async def test_an_owner_says_yes_with_one_tap_and_the_officer_hears_of_it(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await planned(wayan)
    await sri.expects("ada sesi pendampingan", "Kunjungan · 1 jam")
    await sri.taps("Bisa")
    await sri.sees("Terima kasih, dicatat: Bapak/Ibu bisa.")
    await wayan.expects("Sri Wahyuni (Kebun Bu Sri) bisa.")
    sri.tap_old("Bisa")
    await sri.sees("Jawaban Bapak/Ibu: bisa.")
    assert await answers(town) == [Said.CONFIRMED]


async def test_another_time_is_proposed_and_agreed_with_one_tap(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await planned(wayan)
    await sri.expects("ada sesi pendampingan")
    await sri.taps("Ganti waktu")
    await sri.sees("Bisanya kapan?")
    await sri.says("Jumat jam 10")
    await sri.sees("Kami tanyakan ke pendamping", "Jumat, 27 Nov 2026, 10.00 WIB")
    await wayan.expects("minta waktu lain: Jumat, 27 Nov 2026, 10.00 WIB")
    await wayan.taps("Setuju")
    await wayan.sees("Disetujui.", "Jumat, 27 Nov 2026, pukul 10.00 WIB", "Jawaban: bisa")
    await sri.expects("ada sesi pendampingan yang pindah waktu", "pukul 10.00 WIB")
    wayan.tap_old("Setuju")
    await wayan.sees("Sesi ini sudah berubah sejak pesan itu.")
    sri.tap_old("Bisa")
    await sri.sees("Sesi ini sudah berubah sejak pesan itu.", "Jawaban Bapak/Ibu: bisa.")
    await town.settled()
    clock.move_to(datetime(2026, 11, 26, 3, 0, 30, tzinfo=UTC))
    await sri.expects("Pengingat", "besok, Jumat, 27 Nov 2026, pukul 10.00 WIB")


async def test_the_officer_proposes_another_time_in_turn(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await planned(wayan)
    await sri.expects("ada sesi pendampingan")
    await sri.taps("Ganti waktu")
    await sri.sees("Bisanya kapan?")
    await sri.says("Jumat jam 10")
    await wayan.expects("minta waktu lain")
    await wayan.taps("Usulkan waktu lain")
    await wayan.sees("Pindah ke kapan?")
    await wayan.says("Sabtu jam 9 pagi")
    await wayan.sees("Dipindah seperti ini?", "Semua diberi tahu")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("1 sesi sudah dipindah.")
    await sri.expects("pindah waktu", "Sabtu, 28 Nov 2026, pukul 09.00 WIB")
    await sri.taps("Bisa")
    await sri.sees("dicatat: Bapak/Ibu bisa")


async def test_who_cannot_come_stays_asked_and_may_come_after_all(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await planned(wayan)
    await sri.expects("ada sesi pendampingan")
    await sri.taps("Tidak bisa")
    await sri.sees("Dicatat: Bapak/Ibu tidak bisa.")
    await wayan.expects("tidak bisa. Sesinya masih terjadwal.")
    assert wayan.buttons() == ["Pindahkan", "Lihat sesinya"]
    await sri.taps("Bisa")
    await sri.sees("dicatat: Bapak/Ibu bisa")
    await town.settled()
    clock.move_to(datetime(2026, 11, 24, 7, 0, 30, tzinfo=UTC))
    await sri.expects("Pengingat untuk Bapak/Ibu Sri Wahyuni")


async def test_a_stranger_who_forges_a_tap_learns_nothing(town: Town) -> None:
    wayan, slamet = town.person(WAYAN), town.person(SLAMET)
    await planned(wayan)
    await slamet.says("/pendampingan")
    await slamet.sees("Belum ada sesi")
    for action in ("yes", "no", "other", "take", "see", "move", "ics", "day", "nonsense"):
        await slamet.says("/beranda")
        await slamet.sees("[")
        slamet.forges(f"sesi:{action}:1:1")
        seen = await slamet.sees("Sesi itu sudah tidak dijadwalkan")
        assert "Balai Desa Pare" not in seen
    assert await answers(town) == [Said.NOTHING]


async def test_every_monday_until_march(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await visit(wayan, "sri", SRIS, "tiap Senin jam 9 sampai Maret")
    await rest(wayan)
    await wayan.sees("18 sesi. Yang pertama:", "30 Nov 2026", "Pengingat yang akan dikirim")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Ini yang pertama dari 18 sesi, sampai Senin, 29 Mar 2027")
    await sri.expects("Ini yang pertama dari 18 sesi")
    await sri.taps("Bisa")
    await sri.sees("dicatat: Bapak/Ibu bisa")
    assert await answers(town) == [Said.CONFIRMED] * 18
    async with town.storage.reading() as db:
        starts = list(await db.scalars(select(Session.local_start).order_by(Session.starts_at)))
    assert (starts[0], starts[-1]) == ("2026-11-30T09:00", "2027-03-29T09:00")


async def test_without_an_end_it_is_asked_and_too_many_are_refused(town: Town) -> None:
    wayan = town.person(WAYAN)
    await visit(wayan, "sri", SRIS, "tiap hari jam 8")
    await wayan.sees("Berulang sampai kapan?")
    await wayan.says("10000 kali")
    await wayan.sees("Sesinya terlalu banyak: paling banyak 400")
    await wayan.says("12 kali")
    await rest(wayan)
    await wayan.sees("12 sesi. Yang pertama:")


async def test_this_and_following_are_moved_and_called_off(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await planned(wayan, "tiap Senin jam 9 sampai Maret")
    await sri.expects("Ini yang pertama dari 18 sesi")
    await wayan.says("/pendampingan")
    await wayan.sees("Sesi pendampingan")
    await wayan.taps("Senin, 14 Des 2026, 09.00 WIB · Sri Wahyuni")
    await wayan.taps_when_seen("Pindahkan")
    await wayan.sees("Pindah ke kapan?")
    await wayan.says("15 Desember jam 10")
    await wayan.taps_when_seen("Ini dan semua sesudahnya")
    await wayan.sees("Dipindah seperti ini?", "dan 8 lagi")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("16 sesi sudah dipindah.")
    await sri.expects("ada 16 sesi pendampingan yang pindah waktu", "dan 8 lagi")
    await wayan.says("/pendampingan")
    await wayan.sees("Selasa, 22 Des 2026")
    await wayan.taps("Selasa, 22 Des 2026, 10.00 WIB · Sri Wahyuni")
    await wayan.taps_when_seen("Batalkan ini dan sesudahnya")
    await wayan.sees("Semuanya 15 sesi")
    await wayan.taps("Ya, batalkan")
    await wayan.sees("15 sesi mulai Selasa, 22 Des 2026")
    await sri.expects("membatalkan 15 sesi pendampingan")
    await sri.says("/pendampingan")
    await sri.sees("15 Des 2026")
    assert not any("22 Des" in each for each in sri.buttons())


async def test_no_boat_today_the_whole_day_moves_and_each_is_told_once(town: Town) -> None:
    wayan, sri, yuliana = town.person(WAYAN), town.person(SRI), town.person(YULIANA)
    await planned(wayan, "lusa jam 9")
    await planned(wayan, "lusa jam 13.00")
    button = "Yuliana Wenda · Kopi Mama Yuliana · Kota Jayapura"
    await visit(wayan, "yuliana", button, "lusa jam 9.30")
    await rest(wayan)
    await wayan.sees("Bentrok", "Wayan Sukerti punya sesi pada Rabu, 25 Nov 2026", "Tetap bisa")
    await wayan.taps("Ya, sudah benar")
    await yuliana.expects("pukul 11.30 WIT", "Rencananya pukul 09.30 WIB")
    await wayan.says("/pendampingan")
    await wayan.taps_when_seen("Rabu, 25 Nov 2026, 09.00 WIB · Sri Wahyuni")
    await wayan.taps_when_seen("Pindahkan semua sesi hari itu")
    await wayan.sees("pindah ke hari apa?")
    await wayan.says("Jumat")
    await wayan.sees("Pindahkan semua sesi hari itu?", "27 Nov 2026, 09.00 WIB", "13.00 WIB")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("3 sesi sudah dipindah.")
    await sri.expects("ada 2 sesi pendampingan yang pindah waktu")
    await yuliana.expects("pindah waktu", "Jumat, 27 Nov 2026, pukul 11.30 WIT")
    await town.settled()
    assert sum("pindah waktu" in each.get("text", "") for each in sri.messages()) == 1


async def test_a_class_with_a_line_before_it(town: Town) -> None:
    wayan, sri, slamet = town.person(WAYAN), town.person(SRI), town.person(SLAMET)
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kelas bersama")
    await wayan.sees("Dengan siapa saja?")
    await wayan.says("Kebun Bu Sri, Tani Makmur Slamet")
    await wayan.sees("Siapa lagi?", "✓ Sri Wahyuni")
    await wayan.taps("Selesai")
    await wayan.sees("Kapan?")
    await wayan.says("lusa jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("Balai Desa")
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Muat berapa usaha?")
    await wayan.says("1")
    await wayan.sees("1 usaha masuk daftar tunggu.", "2 jam")
    await wayan.taps("Ya, sudah benar")
    await slamet.expects("Bapak/Ibu nomor 1 di daftar tunggu")
    await sri.expects("Kelas bersama · 2 jam")
    await sri.taps("Tidak bisa")
    await slamet.expects("ada tempat kosong di kelas ini")
    await slamet.taps("Bisa")
    await slamet.sees("dicatat: Bapak/Ibu bisa")
    await sri.taps("Bisa")
    await sri.sees("Bapak/Ibu nomor 1 di daftar tunggu")
    await wayan.says("/pendampingan")
    await wayan.taps_when_seen("Rabu, 25 Nov 2026, 09.00 WIB · Kelas bersama")
    await wayan.sees(
        "Sri Wahyuni (Kebun Bu Sri): daftar tunggu nomor 1", "(Tani Makmur Slamet): bisa"
    )


async def test_a_link_instead_of_a_place_and_a_file_for_the_calendar(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await visit(wayan, "sri", SRIS, "lusa jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("http://meet.example/abc")
    await wayan.sees("diawali https://")
    await wayan.says("https://meet.example/abc")
    await wayan.taps_when_seen("Lewati")
    await wayan.taps_when_seen("Ya, sudah benar")
    await sri.expects("Panggilan video: https://meet.example/abc")
    await sri.says("/pendampingan")
    await sri.taps_when_seen("Rabu, 25 Nov 2026, 09.00 WIB · Wayan Sukerti")
    await sri.taps_when_seen("Simpan ke kalender")
    await sri.sees("Buka berkas ini")
    assert any("document" in each for each in sri.messages())


async def test_a_pin_on_the_map_is_a_place(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await visit(wayan, "sri", SRIS, "lusa jam 9")
    await wayan.sees("Di mana?")
    wayan.playground.share_location(WAYAN, -7.98, 112.63)
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("titik di peta")
    await wayan.taps("Ya, sudah benar")
    await sri.expects("Tempat: di peta")
    assert "Lihat di peta" in sri.buttons()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("31 November jam 9", "Tanggal itu tidak ada di kalender."),
        ("kemarin jam 9", "sudah lewat"),
        ("tiap Senin jam 9 sampai kemarin", "Akhirnya lebih dulu daripada awalnya."),
        ("kapan-kapan", "Hari dan jamnya belum terbaca."),
    ],
)
async def test_a_time_that_is_none_gets_a_clear_answer(town: Town, said: str, answer: str) -> None:
    wayan = town.person(WAYAN)
    await visit(wayan, "sri", SRIS, said)
    await wayan.sees(answer)
    await wayan.says("lusa jam 9")
    await wayan.sees("Di mana?")


async def answers(town: Town) -> list[str]:
    async with town.storage.reading() as db:
        return list(await db.scalars(select(Participant.answer).order_by(Participant.id)))
