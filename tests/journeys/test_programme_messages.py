"""A programme writes by itself: looked at, changed and paused by its officer, read by owners."""

from datetime import UTC, datetime

from bot import clock
from tests.journeys.test_delegates import register_tari
from tests.journeys.test_programmes import begins, enrols_one
from tests.journeys.town import Person, Town

WAYAN, SRI = 3001, 1101


async def morning(town: Town, day: int, hour: int = 8, minute: int = 31) -> None:
    """Of November 2026, by the clock of Jakarta; all begins on Monday the 23rd."""
    clock.move_to(datetime(2026, 11, day, hour - 7, minute, tzinfo=UTC))
    await town.settled()


async def opens_messages(wayan: Person) -> None:
    await wayan.taps("Kembali ke program")
    await wayan.taps_when_seen("Pesan otomatis")


async def test_a_templates_messages_come_day_by_day_until_their_goal_is_reached(
    town: Town,
) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await begins(wayan)
    await enrols_one(wayan, "sri", "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang")
    await opens_messages(wayan)
    await wayan.sees(
        "Pesan otomatis Siap P-IRT dan halal",
        "1. 1 hari setelah ikut, 08.30: Tidak semua produk butuh izin",
        "30 hari sebelum program selesai, 08.30",
        "Pesan yang akan dikirim berikutnya:\n• Selasa, 24 Nov 2026, 08.30 WIB: Sri Wahyuni",
        "paling lama 2 jam kemudian",
    )
    await morning(town, 24)
    await sri.expects("📘 Siap P-IRT dan halal", "Tidak semua produk butuh izin yang sama.")
    await morning(town, 26)
    await sri.expects("Semua berawal dari NIB.")
    await sri.taps("Lihat program saya")
    await sri.sees("Siap P-IRT dan halal: 0 dari 7 bagian selesai")
    # Before the third one the kitchen is ready, so it is not needed; the next one follows from it.
    await wayan.says("/program")
    await wayan.taps_when_seen("Siap P-IRT dan halal (1)")
    await wayan.taps_when_seen("Peserta")
    await wayan.taps_when_seen("Sri Wahyuni: 0 dari 7")
    await wayan.taps_when_seen("Penyuluhan keamanan pangan dan dapur bersih")
    await wayan.sees("✓ 3. Penyuluhan keamanan pangan dan dapur bersih")
    await morning(town, 28)
    await sri.expects("Pelatihan sudah selesai: kini P-IRT bisa diajukan")
    await morning(town, 30)
    await town.settled()
    assert not sri.has_seen("Sebelum P-IRT keluar")
    assert sum("Semua berawal dari NIB." in m.get("text", "") for m in sri.messages()) == 1


async def test_an_officer_writes_moves_and_removes_a_message(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await begins(wayan, "Pembukuan")
    await enrols_one(wayan, "sri", "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang")
    await opens_messages(wayan)
    await wayan.taps_when_seen("Tambah pesan")
    await wayan.taps_when_seen("Setelah ikut program")
    await wayan.sees("Berapa hari")
    await wayan.says("2")
    await wayan.sees("Pukul berapa?")
    await wayan.says("jam 9 malam")
    await wayan.sees("Artikel perpustakaan mana")
    await wayan.taps("Lewati")
    await wayan.sees("Apa isi pesannya?")
    await wayan.says("Bapak/Ibu, jangan lupa bawa nota belanja ke balai desa.")
    await wayan.sees("Dan dalam bahasa satunya?")
    await wayan.says("Please bring your receipts to the village hall.")
    await wayan.sees("Yang sudah menyelesaikan bagian mana")
    await wayan.taps("Lewati")
    await wayan.sees("Yang sudah punya surat izin apa")
    await wayan.taps("Lewati")
    await wayan.sees(
        "Kirim pesan ini secara otomatis?",
        "Pesan yang akan dikirim berikutnya:",
        "• Selasa, 24 Nov 2026, 08.30 WIB: Sri Wahyuni",
        "• Rabu, 25 Nov 2026, 19.59 WIB: Sri Wahyuni",  # just before it is quiet
        "• Kamis, 26 Nov 2026, 08.30 WIB: Sri Wahyuni",
    )
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Pesan disimpan", "2 hari setelah ikut, 21.00", "bring your receipts")
    await wayan.taps("Ubah pesan")
    await wayan.sees("Kirim pesan ini secara otomatis?")
    await wayan.taps("✎ Jumlah hari")
    await wayan.sees("Berapa hari")
    await wayan.says("1")
    await wayan.sees("• Selasa, 24 Nov 2026, 19.59 WIB: Sri Wahyuni")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("1 hari setelah ikut, 21.00")
    await wayan.taps("Semua pesan program")
    await wayan.sees("2. 1 hari setelah ikut, 21.00: Bapak/Ibu, jangan lupa")
    await wayan.taps("No. 1")
    await wayan.sees("Kecuali yang sudah menyelesaikan “Dua dompet: rumah tangga dan usaha”")
    await wayan.taps("Hapus pesan")
    await wayan.sees("Hapus pesan ini?")
    await wayan.taps("Ya, hapus")
    await wayan.sees("1. 1 hari setelah ikut, 21.00: Bapak/Ibu, jangan lupa")
    await morning(town, 24, 19, 59)
    await sri.expects("📘 Pembukuan", "jangan lupa bawa nota belanja")
    assert not sri.has_seen("Tugas hari ini cuma lima menit")
    sri.forges("progmsg:see:2")
    await sri.sees("sudah selesai, atau bukan milik")
    sri.forges("progwrite:2:1")
    await sri.sees("sudah selesai, atau bukan milik")


async def test_in_english_skipped_paused_and_shown_on_the_card(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await begins(wayan, "Mutu dan sortir")
    await enrols_one(wayan, "sri", "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang")
    for each in (wayan, sri):
        await each.says("/bahasa")
        await each.taps_when_seen("English")
        await each.sees("From now on we write to you in English.")
    await wayan.says("/programmes")
    await wayan.taps_when_seen("Mutu dan sortir (1)")
    await wayan.taps_when_seen("Messages that go out by themselves")
    await wayan.sees("1. 1 day after they join, 08:30: Before the next harvest")
    await wayan.taps("Somebody in the middle of something")
    await wayan.taps_when_seen("Leave it out")
    await wayan.sees("Somebody in the middle of another question does not get it.")
    clock.move_to(datetime(2026, 11, 24, 1, 20, tzinfo=UTC))
    await sri.says("/ask")
    await sri.sees("?")
    await morning(town, 24)
    await wayan.says("/caseload")
    await wayan.taps_when_seen("Sri Wahyuni · Kebun Bu Sri")
    await wayan.sees(
        "Not received from Mutu dan sortir: “Before the next harvest",
        "(they were just answering something else)",
    )
    await sri.says("/cancel")
    await morning(town, 26)
    await sri.expects("📘 Mutu dan sortir", "Half of the damage happens on harvest day.")
    await sri.taps("Ask my officer")
    await sri.sees("?")
    await sri.says("/cancel")
    await wayan.says("/programmes")
    await wayan.taps_when_seen("Mutu dan sortir (1)")
    await wayan.taps_when_seen("Messages that go out by themselves")
    await wayan.taps_when_seen("⏸ Pause them")
    await wayan.sees("Paused: what is due now goes to nobody", "[▶ Go on with them]")
    await morning(town, 30)
    await town.settled()
    assert not sri.has_seen("Try it today with ten kilograms")
    await wayan.taps("▶ Go on with them")
    await wayan.sees("[⏸ Pause them]")


async def test_who_has_no_phone_hears_of_it_by_a_call(town: Town) -> None:
    wayan = town.person(WAYAN)
    await register_tari(wayan, "081234567891")
    await begins(wayan, "Pembukuan")
    await enrols_one(wayan, "tari", "Tari · Tari · Kota Batu")
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "ikut program Pembukuan")
    await wayan.taps("Sudah diberi tahu")
    await morning(town, 24)
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "📘 Pembukuan", "Tugas hari ini cuma lima menit")
    await wayan.taps("Sudah diberi tahu")
    await wayan.sees("Tidak ada yang perlu ditelepon")
