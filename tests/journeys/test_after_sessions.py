"""After a session, as officer and owners live it: who came, homework, promises, notes, opinions."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import clock
from bot.coaching.after.models import Feedback, Homework, SessionNote
from bot.coaching.models import Participant, Session
from tests.journeys.test_programmes import begins, enrols_one
from tests.journeys.test_sessions import SRIS, planned
from tests.journeys.town import Person, Town

WAYAN, SRI, SLAMET, YULIANA, AGUS, CLARA = 3001, 1101, 1102, 1105, 1106, 1107
#: The visit of `planned` is on 25 November, 14.00 to 15.00 WIB.
OVER = datetime(2026, 11, 25, 8, 1, tzinfo=UTC)


async def held(town: Town, wayan: Person) -> None:
    """A visit that has ended, after which the officer is asked."""
    await planned(wayan)
    await town.settled()
    clock.move_to(OVER)
    await wayan.expects("bagaimana sesinya? Siapa yang hadir?", "Sri Wahyuni (Kebun Bu Sri)")


async def attended(town: Town) -> list[bool | None]:
    async with town.storage.reading() as db:
        query = select(Participant.attended).order_by(Participant.id)
        return list(await db.scalars(query))


async def test_who_came_is_noted_with_one_tap_and_put_right(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    assert wayan.buttons() == ["Hadir", "Tidak hadir", "Tidak jadi"]
    await wayan.taps("Tidak hadir")
    await wayan.sees("Dicatat. Bisa dibetulkan", "❌ Tidak hadir.")
    assert await attended(town) == [False]
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    assert await attended(town) == [True]
    await wayan.taps("Tidak jadi")
    await wayan.sees("Tidak jadi", "[Ternyata jadi]")
    assert await attended(town) == [None]
    await wayan.taps("Ternyata jadi")
    await wayan.sees("Baik, sesinya jadi.", "Kehadirannya belum dicatat.")
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await sri.says("/pendampingan")
    assert not sri.has_seen("membantu?")


async def test_days_later_it_stands_below_the_schedule(town: Town) -> None:
    wayan = town.person(WAYAN)
    await held(town, wayan)
    await town.settled()
    clock.move_to(OVER + timedelta(days=4))
    await wayan.says("/pendampingan")
    await wayan.sees("Belum dicatat: Rabu, 25 Nov 2026, 14.00 WIB · Sri Wahyuni")
    await wayan.taps("Rabu, 25 Nov 2026, 14.00 WIB · Sri Wahyuni")
    await wayan.taps_when_seen("Hadir")
    await wayan.sees("✅ Hadir.")
    await wayan.says("/pendampingan")
    seen = await wayan.sees("Belum ada sesi")
    assert "Belum dicatat" not in seen
    times = sum("bagaimana sesinya" in each.get("text", "") for each in wayan.messages())
    assert times <= 1  # one message, which the first tap may have changed


async def test_nothing_is_recorded_before_it_begins_nor_by_others(town: Town) -> None:
    wayan, sri, slamet = town.person(WAYAN), town.person(SRI), town.person(SLAMET)
    await planned(wayan)
    wayan.forges("after:came:1:1")
    await wayan.sees("Sesi itu belum mulai.")
    await slamet.says("/beranda")
    await slamet.sees("[")
    slamet.forges("after:see:1")
    await slamet.sees("Sesi itu sudah tidak dijadwalkan")
    await town.settled()
    clock.move_to(OVER)
    await wayan.expects("bagaimana sesinya?")
    for action in ("came:1:1", "off:1", "see:1", "notes:1", "tick:1:1", "qr:1", "nonsense"):
        slamet.forges(f"after:{action}")
        seen = await slamet.sees("Sesi itu sudah tidak dijadwalkan")
        assert "Balai Desa Pare" not in seen
    await sri.says("/beranda")
    await sri.sees("[")
    for action in ("came:1:1", "off:1", "all:1"):
        sri.forges(f"after:{action}")  # its guest sees it, and changes nothing
        await sri.sees("Balai Desa Pare")
    wayan.forges("after:came:1:99")
    await wayan.sees("Usaha itu sudah tidak ikut.")
    assert await attended(town) == [None]


async def test_who_came_is_asked_twice_once(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await town.settled()
    clock.move_to(OVER + timedelta(minutes=11))
    await sri.expects("apakah sesi Rabu, 25 Nov 2026", "membantu?")
    await sri.taps("Ya, sangat")
    await sri.sees("Jawaban Bapak/Ibu: Ya, sangat", "Apa yang masih sulit?")
    await sri.says("Menghitung harga jual")
    await sri.sees("Pendamping akan membacanya.")
    await wayan.expects("ini masih sulit bagi Sri Wahyuni", "Menghitung harga jual")
    await wayan.taps("Lihat sesinya")
    await wayan.sees("Sri Wahyuni: Ya, sangat. Masih sulit: Menghitung harga jual")
    assert not wayan.has_seen("Rata-rata")
    sri.tap_old("Belum")
    await sri.sees("Jawaban Bapak/Ibu: Belum")
    async with town.storage.reading() as db:
        assert [each.helped for each in await db.scalars(select(Feedback))] == [1]
    sri.forges("rate:1:4")
    await sri.sees("Tidak ada pertanyaan tentang sesi itu.")
    sri.forges("rate:999:3")
    await sri.sees("Tidak ada pertanyaan tentang sesi itu.")


async def test_what_is_difficult_may_be_skipped(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await town.settled()
    clock.move_to(OVER + timedelta(minutes=11))
    await sri.expects("membantu?")
    await sri.taps("Sedikit")
    await sri.sees("Apa yang masih sulit?")
    await sri.taps("Lewati")
    await sri.sees("Terima kasih atas jawabannya.")
    await sri.taps("Ceritakan yang sulit")
    await sri.sees("Apa yang masih sulit?")


async def gives(wayan: Person, text: str, label: str = "Beri PR") -> None:
    await wayan.taps(label)
    await wayan.sees("Contoh:")
    await wayan.says(text)


async def test_homework_is_given_reminded_done_and_shown(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru sampai Jumat")
    await wayan.sees("Beri PR ini?", "Foto label baru, sampai Jumat, 27 Nov 2026")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Kami ingatkan sehari sebelumnya.", "Sampai Jumat, 27 Nov 2026")
    await sri.expects("ada PR dari Wayan Sukerti", "Foto label baru", "Sampai Jumat, 27 Nov 2026")
    assert sri.buttons() == ["Selesai", "Minta bantuan"]
    await wayan.says("/dampingan sri wahyuni")
    await wayan.taps_when_seen("Sri Wahyuni · Kebun Bu Sri")
    await wayan.sees("Foto label baru", "27 Nov")
    await sri.taps("Minta bantuan")
    await sri.sees("Pendamping sudah kami beri tahu")
    await wayan.expects("Sri Wahyuni minta bantuan untuk PR “Foto label baru”")
    await town.settled()
    clock.move_to(datetime(2026, 11, 26, 2, 1, tzinfo=UTC))
    await sri.expects("pengingat PR", "Foto label baru")
    await sri.taps("Selesai")
    await sri.sees("Bagus! Pendamping diberi tahu.", "✅ Selesai")
    await wayan.expects("Sri Wahyuni sudah mengerjakan PR", "Foto label baru")
    await sri.taps("Tunjukkan: foto atau cerita")
    await sri.sees("Silakan kirim foto")
    sri.sends("photo", caption="labelnya")
    await sri.sees("Sudah ditambahkan")
    await sri.says("Sudah saya tempel")
    await sri.taps("Teruskan")
    await sri.sees("sudah diteruskan ke pendamping", "2 pesan menunjukkan hasilnya")
    await wayan.expects("Sri Wahyuni tentang “Foto label baru”", "Sudah saya tempel")
    await wayan.expects("labelnya")
    assert any("photo" in each for each in wayan.messages())
    await sri.says("/pr")
    await sri.sees("Tidak ada PR atau janji yang belum selesai.")


async def test_no_reminder_is_promised_whose_moment_has_passed(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru sampai besok")
    await wayan.taps_when_seen("Ya, sudah benar")
    assert "Kami ingatkan" not in await wayan.sees("PR diberikan ke 1 usaha.", "26 Nov 2026")
    await sri.expects("ada PR dari Wayan Sukerti")


async def test_late_homework_is_shown_to_both_moved_and_taken_back(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru")
    await wayan.sees("Sampai kapan?")
    await wayan.says("31 November")
    await wayan.sees("Tanggal itu tidak ada di kalender.")
    await wayan.says("Jumat")
    await wayan.taps_when_seen("Ya, sudah benar")
    await sri.expects("ada PR dari Wayan Sukerti")
    await town.settled()
    clock.move_to(datetime(2026, 11, 28, 2, 1, tzinfo=UTC))
    await sri.expects("ini sudah lewat harinya. Sudah selesai, atau perlu bantuan?")
    await wayan.expects("PR yang sudah lewat harinya:", "Untuk: Sri Wahyuni")
    await wayan.says("/pr")
    await wayan.sees("⚠️ Sri Wahyuni: Foto label baru, lewat dari Jumat, 27 Nov 2026")
    await wayan.taps("⚠️ Foto label baru")
    await wayan.taps_when_seen("Ganti hari")
    await wayan.sees("Jadi sampai kapan?")
    await wayan.says("2 Desember")
    await wayan.sees("Pemilik usaha diberi tahu hari barunya.", "Sampai Rabu, 2 Des 2026")
    await sri.expects("harinya diganti untuk ini", "Sampai Rabu, 2 Des 2026")
    await town.settled()
    clock.move_to(datetime(2026, 12, 1, 2, 1, tzinfo=UTC))
    await sri.expects("pengingat PR", "Sampai Rabu, 2 Des 2026")
    await wayan.taps("Tidak perlu lagi")
    await wayan.sees("Sudah dibatalkan, dan pemilik usaha diberi tahu.")
    await sri.expects("ini tidak perlu lagi")
    await sri.taps("Selesai")
    await sri.sees("Keadaannya sekarang begini:", "Tidak perlu lagi")
    async with town.storage.reading() as db:
        assert [each.done_at for each in await db.scalars(select(Homework))] == [None]


async def test_what_the_officer_promised_is_reminded_and_kept(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "tanya Dinkes soal P-IRT sampai Jumat", "Janji saya")
    await wayan.sees("Janjikan ini?")
    await wayan.taps("Ya, sudah benar")
    await sri.expects("Wayan Sukerti berjanji", "tanya Dinkes soal P-IRT")
    await sri.says("/pr")
    await sri.sees("Janji Wayan Sukerti: tanya Dinkes soal P-IRT, sampai Jumat, 27 Nov 2026")
    sri.forges("hw:done:1")
    await sri.sees("Sampai Jumat, 27 Nov 2026")
    await town.settled()
    clock.move_to(datetime(2026, 11, 26, 2, 1, tzinfo=UTC))
    await wayan.expects("Pengingat janji Bapak/Ibu")
    await wayan.taps("Selesai")
    await wayan.sees("Dicatat selesai.")
    await sri.expects("Wayan Sukerti sudah menepati janjinya")


async def test_homework_of_somebody_else_cannot_be_touched(town: Town) -> None:
    wayan, slamet, sri = town.person(WAYAN), town.person(SLAMET), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru sampai Jumat")
    await wayan.taps_when_seen("Ya, sudah benar")
    await sri.expects("ada PR")
    await slamet.says("/beranda")
    await slamet.sees("[")
    for data in ("hw:see:1", "hw:done:1", "hw:off:1", "hw:proof:1", "hwday:1", "hwproof:1"):
        slamet.forges(data)
        seen = await slamet.sees("PR itu sudah tidak ada, atau bukan milik")
        assert "label" not in seen
    for data in ("hwnew:1", "hwnew:1:me", "note:1"):
        slamet.forges(data)
        await slamet.sees("Sesi itu sudah tidak dijadwalkan")
    sri.forges("hwday:1")
    await sri.sees("PR itu sudah tidak ada, atau bukan milik")


async def test_a_business_that_has_left_gets_no_homework(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru sampai Jumat")
    await wayan.sees("Beri PR ini?")
    await sri.says("/privasi")
    sri.forges("privacy:off:coaching")
    await town.settled()
    sri.forges("privacy:yes:coaching")
    await town.settled()
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("sudah tidak didampingi, jadi tidak ada yang diberikan")


async def test_notes_and_photos_for_officers_and_for_the_owner(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.taps_when_seen("Tambah catatan/foto")
    await wayan.sees("Apa yang dicatat?")
    await wayan.says("Dapur perlu dirapikan")
    await wayan.sees("Sudah ditambahkan")
    wayan.sends("photo", caption="dapur")
    await wayan.taps_when_seen("Simpan")
    await wayan.sees("Siapa yang boleh membaca?", "salinan data")
    await wayan.taps("Pendamping saja")
    await wayan.sees("Disimpan.")
    await wayan.taps("Kembali ke sesi")
    await wayan.taps_when_seen("Tambah catatan/foto")
    await wayan.sees("Apa yang dicatat?")
    await wayan.says("Coba resep kedua")
    await wayan.taps_when_seen("Simpan")
    await wayan.taps_when_seen("Pemilik usaha juga")
    await wayan.sees("Pemilik usaha menerimanya")
    await sri.expects("catatan Wayan Sukerti dari sesi", "Coba resep kedua")
    await sri.taps("Catatan untuk saya")
    seen = await sri.sees("Coba resep kedua")
    assert "Dapur" not in seen
    assert not sri.has_seen("Dapur")
    await wayan.taps("Kembali ke sesi")
    await wayan.taps_when_seen("Baca catatan")
    await wayan.sees("Dapur perlu dirapikan", "Coba resep kedua", "dapur")
    async with town.storage.reading() as db:
        kinds = list(await db.scalars(select(SessionNote.kind).order_by(SessionNote.id)))
    assert kinds == ["text", "photo", "text"]


async def test_a_module_is_ticked_for_who_came(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await begins(wayan)
    await enrols_one(wayan, "sri", SRIS)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.taps_when_seen("Modul yang dibahas")
    await wayan.sees("Modul mana yang dibahas?")
    label = next(each for each in wayan.buttons() if each.startswith("Mengurus NIB"))
    await wayan.taps(label)
    await wayan.sees("Dicatat untuk 1 usaha: Mengurus NIB selesai.")
    wayan.forges("after:tick:1:999")
    await wayan.sees("Modul mana yang dibahas?")
    await sri.says("/program")
    await sri.sees("1 dari 7 bagian selesai")


async def class_of(wayan: Person, *names: str) -> None:
    """On 25 November, 9.00 to 11.00 WIB, with room for three."""
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kelas bersama")
    await wayan.sees("Dengan siapa")
    await wayan.says(", ".join(names))
    await wayan.taps_when_seen("Selesai")
    await wayan.sees("Kapan?")
    await wayan.says("Rabu jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("Balai Desa Pare")
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Muat berapa usaha?")
    await wayan.says("3")
    await wayan.sees("Jadwalkan sesi ini?")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Sesi sudah dijadwalkan.")


async def code_of(town: Town, wayan: Person, button: str) -> str:
    await wayan.says("/pendampingan")
    await wayan.taps_when_seen(button)
    await wayan.sees("Kode kelas ini:", "/hadir")
    async with town.storage.reading() as db:
        code = (await db.scalars(select(Session.code))).one()
    assert code is not None
    return code


CLASS = "Rabu, 25 Nov 2026, 09.00 WIB · Kelas bersama"


async def test_owners_check_in_to_a_class_with_its_code(town: Town) -> None:
    wayan, sri, slamet = town.person(WAYAN), town.person(SRI), town.person(SLAMET)
    clara, agus = town.person(CLARA), town.person(AGUS)
    await class_of(wayan, "sri", "slamet")
    await wayan.says("/pendampingan")
    await wayan.taps_when_seen(CLASS)
    seen = await wayan.sees("Balai Desa Pare")
    assert "Kode kelas" not in seen
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 1, 31, tzinfo=UTC))
    code = await code_of(town, wayan, CLASS)
    await sri.says(f"/hadir {code}")
    await sri.sees("Kehadirannya sudah dicatat.")
    wrong = f"{(int(code) + 1) % 10_000:04}"
    await slamet.says(f"/hadir {wrong}")
    await slamet.sees("Kodenya belum cocok.")
    await slamet.taps("Ketik lagi")
    await slamet.sees("Berapa kode kelasnya?")
    await slamet.says("12")
    await slamet.sees("Kodenya empat angka")
    await slamet.says(code)
    await slamet.sees("Kehadirannya sudah dicatat.")
    assert await attended(town) == [True, True]
    agus.opens(f"hadir-{code}")
    seen = await agus.sees("masih ada tempat. Mau ikut?")
    assert "Sri" not in seen
    await agus.taps("Ikut dan catat hadir")
    await agus.sees("Kehadirannya sudah dicatat.")
    clara.opens(f"hadir-{code}")
    await clara.sees("full")
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 2, 30, tzinfo=UTC))
    await wayan.says("/pendampingan")
    await wayan.sees("Belum ada sesi")
    await sri.says(code)
    clock.move_to(datetime(2026, 11, 25, 4, 1, tzinfo=UTC))
    await slamet.says(f"/hadir {code}")
    await slamet.sees("Kelas itu sudah selesai")
    assert not wayan.has_seen("bagaimana sesinya")


async def test_codes_are_not_found_by_trying(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await class_of(wayan, "sri", "slamet")
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 1, 31, tzinfo=UTC))
    code = await code_of(town, wayan, CLASS)
    for more in range(1, 6):
        await sri.says(f"/hadir {(int(code) + more) % 10_000:04}")
        await sri.sees("Kodenya belum cocok.")
    await sri.says(f"/hadir {code}")
    await sri.sees("tunggu satu jam")
    assert await attended(town) == [None, None]
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 2, 32, tzinfo=UTC))
    await sri.says(f"/hadir {code}")
    await sri.sees("Kehadirannya sudah dicatat.")


async def test_a_class_is_ticked_off_by_its_officer(town: Town) -> None:
    wayan = town.person(WAYAN)
    await class_of(wayan, "sri", "slamet")
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 4, 1, tzinfo=UTC))
    await wayan.expects("bagaimana sesinya?", "Dengan 2 usaha")
    await wayan.taps("Catat kehadiran")
    await wayan.sees("▫️ Sri Wahyuni (Kebun Bu Sri)", "Ketuk namanya")
    await wayan.taps("▫️ Sri Wahyuni")
    await wayan.taps_when_seen("Sisanya tidak hadir")
    await wayan.sees("✅ Sri Wahyuni", "❌ Slamet")
    assert await attended(town) == [True, False]
    await wayan.taps("Beri PR")
    await wayan.sees("Untuk siapa?")
    await wayan.says("semua")
    await wayan.sees("Apa yang harus dikerjakan")
    await wayan.says("catat pengeluaran sampai 5 Desember")
    await wayan.sees("Beri PR ini?")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("PR diberikan ke 2 usaha")


@pytest.mark.parametrize("command", ["/checkin", "/homework"])
async def test_in_english(town: Town, command: str) -> None:
    clara = town.person(CLARA)
    await clara.says(command)
    await clara.sees("four figures" if command == "/checkin" else "no open homework")
