"""An officer goes on leave and comes back: who stands in, who is told what, and what happened."""

from datetime import UTC, datetime

from bot import clock
from bot.coaching import care
from bot.people import roles
from bot.people.models import Person as Account
from bot.people.models import Role
from tests.journeys.test_after_sessions import gives, held
from tests.journeys.test_coaching import plan
from tests.journeys.town import Town

WAYAN, SRI, SLAMET, RINA, HADI = 3001, 1101, 1102, 4001, 5001
IN_MALANG = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"


async def second_officer(town: Town) -> str:
    """The expert is an officer of another island as well; returns their name."""
    async with town.storage.transaction() as db:
        number = await roles.person_id_of(db, HADI)
        await roles.grant(db, number, Role.OFFICER)
        account = await db.get_one(Account, number)
        await care.open_programme(db, account, "Bali", "51")
        return account.name or ""


async def test_a_leave_from_the_question_to_the_account(town: Town) -> None:
    wayan, sri, hadi = town.person(WAYAN), town.person(SRI), town.person(HADI)
    name = await second_officer(town)
    await plan(wayan, "sri", IN_MALANG, "rabu jam 2 siang")
    await wayan.says("/cuti")
    await wayan.sees("Cuti dari kapan sampai kapan?")
    await wayan.says("kapan-kapan")
    await wayan.sees("besok sampai Jumat")
    await wayan.says("besok sampai jumat")
    await wayan.sees("Siapa yang menggantikan?")
    await wayan.taps(name)
    await wayan.sees("Kalau ada sesi pada hari-hari itu, bagaimana?")
    await wayan.taps("Dijalankan pengganti")
    await wayan.sees(
        "24 Nov sampai 27 Nov",
        "Rabu, 25 Nov 2026, 14.00 WIB, Sri Wahyuni: dijalankan pengganti",
        "Sebelum pengganti bersedia, tidak ada yang berubah.",
    )
    await wayan.taps("Ya, sudah benar")
    await wayan.sees(f"{name} sedang ditanya")
    await hadi.expects("cuti 24 Nov sampai 27 Nov dan minta tolong", "7 usaha", "Sri Wahyuni")
    assert not sri.has_seen("cuti")
    await hadi.taps("Ya, saya gantikan")
    await hadi.sees("Terima kasih. Bapak/Ibu menggantikan 24 Nov sampai 27 Nov.")
    await wayan.expects(f"{name} bersedia menggantikan", "1 sesi dijalankan pengganti.")
    await sri.expects("Wayan Sukerti sedang cuti pada hari itu", f"Sesinya didampingi {name}")
    # Until the leave begins, questions go to the officer.
    await sri.says("/pendamping")
    await sri.sees("Wayan")
    clock.move_to(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    await hadi.expects("Mulai sekarang Bapak/Ibu menggantikan Wayan Sukerti", "1 sesi akan datang.")
    await sri.says("/pendamping")
    await sri.sees(f"Wayan Sukerti sedang cuti. Sementara ini {name} yang mendampingi.")
    await sri.says("/tanya Daun cabai saya keriting, kenapa?")
    await sri.taps_when_seen("Teruskan")
    await sri.sees(f"Wayan Sukerti sedang cuti. Pertanyaan ini diteruskan ke {name}")
    await hadi.expects("keriting")
    assert not wayan.has_seen("keriting")
    await hadi.says("/hariini")
    await hadi.sees("1 pertanyaan menunggu", "Daun cabai saya keriting")
    await hadi.says("/dampingan sri wahyuni")
    await hadi.taps_when_seen("Sri Wahyuni · Kebun Bu Sri")
    await hadi.taps_when_seen("Sudah ditangani")
    await hadi.taps_when_seen("7 hari lagi")
    await hadi.sees("[Munculkan lagi]")
    await wayan.says("/cuti")
    await wayan.sees("Bapak/Ibu cuti 24 Nov sampai 27 Nov.", "[Saya sudah kembali]")
    clock.move_to(datetime(2026, 11, 28, 2, 0, tzinfo=UTC))
    await wayan.expects(
        "Selamat datang kembali!",
        "1 sesi belum dicatat kehadirannya.",
        "1 pertanyaan menunggu jawaban: Sri Wahyuni.",
        "1 usaha sudah ditangani, jadi sementara tidak muncul di daftar: Sri Wahyuni.",
    )
    await hadi.expects("Wayan Sukerti sudah kembali. Terima kasih")
    await wayan.says("/hariini")
    await wayan.sees("1 pertanyaan menunggu")


async def test_in_english_a_no_and_i_am_back(town: Town) -> None:
    wayan, sri, hadi = town.person(WAYAN), town.person(SRI), town.person(HADI)
    name = await second_officer(town)
    await plan(wayan, "sri", IN_MALANG, "rabu jam 2 siang")
    for each in (wayan, hadi, sri):
        await each.says("/bahasa")
        await each.taps_when_seen("English")
        await each.sees("From now on")
    for answer in ("No, I cannot", "Yes, I stand in"):
        await wayan.says("/leave today to friday")
        await wayan.sees("Who stands in for you?")
        await wayan.taps(name)
        await wayan.taps_when_seen("My substitute holds them")
        await wayan.sees("Sri Wahyuni: your substitute holds it")
        await wayan.taps_when_seen("Yes, that is right")
        await wayan.sees(f"{name} is asked to stand in for you.")
        await hadi.expects("asks you to stand in", "You would hold 1 session:")
        await hadi.taps(answer)
        await hadi.sees("stand in")
        if answer.startswith("No"):
            await wayan.expects(f"{name} cannot stand in for you")
            assert not sri.has_seen("on leave")
    await wayan.expects(f"{name} stands in for you", "1 session is held by your substitute.")
    await sri.expects(f"Wayan Sukerti is on leave. {name} holds your session:")
    hadi.forges("leave:no:2")
    await hadi.sees("Nobody asks you to stand in any more.")
    await wayan.says("/leave")
    await wayan.sees("You are on leave", "[I am back]")
    await wayan.taps("I am back")
    await wayan.sees("Welcome back!", "1 session is yours again.")
    await sri.expects("Wayan Sukerti is back and holds your session:")
    await hadi.expects("Wayan Sukerti is back. Thank you for standing in")


async def test_it_is_for_officers_and_needs_another_one(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await sri.says("/cuti")
    await sri.sees("Hanya pendamping usaha (BDO)")
    await sri.says("/mulai")
    await sri.sees("[Profil saya]")
    for forged in ("leave:yes:1", "leave:back", "leave:"):
        sri.forges(forged)
        await sri.sees("Hanya pendamping usaha (BDO)")
    await wayan.says("/cuti")
    await wayan.sees("Saat ini tidak ada pendamping lain", "[Jadwal pendampingan]")
    for forged, seen in (("leave:yes:99", "sudah tidak berlaku"), ("leave:back", "tidak sedang")):
        await wayan.says("/mulai")
        await wayan.sees("[Profil saya]")
        wayan.forges(forged)
        await wayan.sees(seen)


async def test_late_homework_comes_to_the_substitute_who_may_move_it(town: Town) -> None:
    wayan, sri, hadi = town.person(WAYAN), town.person(SRI), town.person(HADI)
    name = await second_officer(town)
    await held(town, wayan)
    await wayan.taps("Hadir")
    await wayan.sees("✅ Hadir.")
    await gives(wayan, "Foto label baru sampai Jumat")
    await wayan.taps_when_seen("Ya, sudah benar")
    await sri.expects("ada PR dari Wayan Sukerti")
    await wayan.says("/cuti hari ini sampai minggu")
    await wayan.sees("Siapa yang menggantikan?")
    await wayan.taps(name)
    await wayan.taps_when_seen("Dijalankan pengganti")
    await wayan.taps_when_seen("Ya, sudah benar")
    await hadi.expects("minta tolong")
    await hadi.taps("Ya, saya gantikan")
    await hadi.sees("Terima kasih. Bapak/Ibu menggantikan")
    await town.settled()
    clock.move_to(datetime(2026, 11, 28, 2, 1, tzinfo=UTC))
    await hadi.expects("PR yang sudah lewat harinya:", "Untuk: Sri Wahyuni")
    await sri.expects("ini sudah lewat harinya.")
    assert not wayan.has_seen("PR yang sudah lewat harinya:")
    await hadi.taps("Ganti hari")
    await hadi.sees("Jadi sampai kapan?")
    await hadi.says("2 Desember")
    await hadi.sees("Pemilik usaha diberi tahu hari barunya.")
