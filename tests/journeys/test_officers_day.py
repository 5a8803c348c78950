"""An officer begins the day: what is before them, whom to think of, and what was seen to."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import update

from bot import clock
from bot.coaching.models import Participant
from tests.journeys.test_coaching import plan
from tests.journeys.test_houses import books, opens
from tests.journeys.test_programmes import begins
from tests.journeys.test_questions import asks
from tests.journeys.town import Person, Town

WAYAN, SRI, SLAMET, AYU, RINA = 3001, 1101, 1102, 1103, 4001
KEBUN_SRI = "Sri Wahyuni · Kebun Bu Sri"
IN_MALANG = f"{KEBUN_SRI} · Kabupaten Malang"
#: Nine o'clock in Jakarta, an hour before the clock of the tests begins.
LONG_AFTER = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)


async def test_the_day_of_an_officer_from_the_first_button_to_the_last(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await wayan.says("hari ini apa?")
    await wayan.sees("Hari ini, Senin, 23 Nov 2026", "Tidak ada yang menunggu hari ini.")
    await plan(wayan, "sri", IN_MALANG, "hari ini jam 4 sore")
    await wayan.says("/mulai")
    await wayan.taps_when_seen("Hari ini")
    seen = await wayan.sees("1 sesi", "• 16.00 WIB · Kunjungan: Sri Wahyuni", "Balai Desa Pare")
    assert "perlu perhatian" not in seen
    await wayan.taps("16.00 WIB · Sri Wahyuni")
    await wayan.sees("Sri Wahyuni (Kebun Bu Sri)", "[Jadwal pendampingan]")
    await asks(sri, "Daun cabai saya keriting, kenapa?")
    await wayan.expects("keriting")
    await wayan.says("/hariini")
    await wayan.sees("1 pertanyaan menunggu", "Daun cabai saya keriting", "[Jawab Sri Wahyuni]")
    await wayan.taps("Jawab Sri Wahyuni")
    await wayan.sees("keriting")
    # Once it has begun, the same button leads to who came.
    clock.move_to(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    await wayan.says("/hariini")
    await wayan.taps_when_seen("16.00 WIB · Sri Wahyuni")
    await wayan.sees("Kehadirannya belum dicatat.", "[Hadir]", "[Tidak hadir]")


async def test_it_comes_by_itself_in_the_morning_once(town: Town) -> None:
    wayan = town.person(WAYAN)
    await plan(wayan, "sri", IN_MALANG, "lusa jam 2 siang")
    await town.settled()
    assert not wayan.has_seen("Selamat pagi!")
    # On Tuesday nothing is before her; on Wednesday it comes when the quiet hours end.
    clock.move_to(datetime(2026, 11, 24, 1, 0, 30, tzinfo=UTC))
    await town.settled()
    clock.move_to(datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    await town.settled()
    assert not wayan.has_seen("Selamat pagi!")
    clock.move_to(datetime(2026, 11, 25, 1, 0, 30, tzinfo=UTC))
    await wayan.expects("Selamat pagi! Hari ini, Rabu, 25 Nov 2026", "14.00 WIB", "Sri Wahyuni")
    clock.move(timedelta(hours=1))
    await town.settled()
    assert sum("Selamat pagi!" in each.get("text", "") for each in wayan.messages()) == 1


async def test_who_needs_attention_is_seen_to_and_comes_back(town: Town) -> None:
    wayan = town.person(WAYAN)
    await missed_twice(town, wayan)
    await wayan.says("/dampingan")
    await wayan.sees(
        "Bapak/Ibu mendampingi 7 usaha.",
        "1 perlu perhatian.",
        f"• {KEBUN_SRI}: dua kali berturut-turut tidak hadir, terakhir 25 Nov",
    )
    assert wayan.buttons()[0] == KEBUN_SRI
    await wayan.taps(KEBUN_SRI)
    await wayan.sees("👀 dua kali berturut-turut tidak hadir", "Hadir 0 dari 2 kali")
    await wayan.taps("Sudah ditangani")
    await wayan.taps_when_seen("7 hari lagi")
    await wayan.sees("Sudah ditangani. Akan muncul lagi pada Jumat, 4 Des 2026.")
    await wayan.says("/dampingan")
    await wayan.sees("Semuanya baik-baik saja saat ini.")
    await wayan.taps(KEBUN_SRI)
    await wayan.taps_when_seen("Munculkan lagi")
    await wayan.sees("👀 dua kali berturut-turut tidak hadir", "[Sudah ditangani]")
    await wayan.taps("Sudah ditangani")
    await wayan.taps_when_seen("7 hari lagi")
    await wayan.sees("Akan muncul lagi")
    clock.move(timedelta(days=7, hours=1))
    await wayan.says("/dampingan")
    await wayan.sees("1 perlu perhatian.")


async def missed_twice(town: Town, wayan: Person) -> None:
    """Two sessions at which Sri was not, as it was written down."""
    for when in ("besok jam 2 siang", "lusa jam 2 siang"):
        await plan(wayan, "sri", IN_MALANG, when)
    await town.settled()
    clock.move_to(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    away = {"attended": False, "recorded_at": clock.now(), "answer": "confirmed"}
    async with town.storage.transaction() as db:
        await db.execute(update(Participant).values(away))


async def test_an_officer_finds_a_business_and_acts_from_its_card(town: Town) -> None:
    wayan, slamet = town.person(WAYAN), town.person(SLAMET)
    await begins(wayan)
    await wayan.says("/dampingan")
    await wayan.taps_when_seen("🔍 Cari nama")
    await wayan.sees("Siapa yang dicari?")
    await wayan.says("slamet")
    await wayan.sees("Maksudnya Slamet Riyadi · Tani Makmur Slamet?")
    await wayan.taps("Ya")
    await wayan.sees("Tani Makmur Slamet", "Belum ikut program.", "Belum ada sesi")
    await wayan.taps("Ikutkan program")
    await wayan.taps_when_seen("Ikutkan Siap P-IRT dan halal")
    await wayan.sees("Siap P-IRT dan halal: 0 dari 7 bagian selesai")
    await slamet.expects("Bapak/Ibu ikut program Siap P-IRT dan halal")
    await wayan.taps("Jadwalkan sesi")
    await wayan.taps_when_seen("Kunjungan")
    await wayan.sees("Kapan?")
    await wayan.says("besok jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("di rumahnya")
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Slamet Riyadi", "Jadwalkan sesi ini?")
    await wayan.taps("Ya, sudah benar")
    await slamet.expects("ada sesi pendampingan")
    await wayan.says("/dampingan slamet")
    await wayan.taps_when_seen("Slamet Riyadi · Tani Makmur Slamet")
    await wayan.sees("Sesi berikutnya: Selasa, 24 Nov 2026, 09.00 WIB")
    await wayan.taps("Lihat sesi berikutnya")
    await wayan.sees("Slamet Riyadi (Tani Makmur Slamet)")


async def test_long_silence_is_told_in_english(town: Town) -> None:
    wayan, ayu = town.person(WAYAN), town.person(AYU)
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on")
    clock.move_to(LONG_AFTER)
    await wayan.expects("Good morning! Today, Monday 28 Dec 2026", "7 businesses need attention")
    await ayu.says("halo")
    await ayu.sees("Ni Made Ayu")
    await wayan.says("what is today?")
    await wayan.sees("6 businesses need attention", "nothing heard since 23 Nov")
    await wayan.taps("All who need attention")
    await wayan.sees("You look after 7 businesses.", "6 need attention.")
    await wayan.says("/caseload nobody")
    await wayan.sees("Nobody in your care is called “nobody”.")


async def test_a_house_that_waits_for_its_keeper_stands_in_the_day(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await opens(wayan)
    await books(sri, "rabu", "08.00–12.00 WIB")
    await sri.sees("Rumah Keripik Dampit")
    await town.settled()
    await wayan.says("hari ini apa")
    await wayan.sees("1 pesanan menunggu", "• Sri Wahyuni, Oven, 25 Nov, pukul 08.00 WIB: boleh")
    await wayan.taps("Pesanan Sri Wahyuni")
    await wayan.sees("Kebun Bu Sri", "Oven")


async def test_it_is_for_officers_alone_and_of_their_own_care(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    for command in ("/hariini", "/dampingan"):
        await sri.says(command)
        await sri.sees("Hanya pendamping usaha (BDO)")
    await sri.says("/mulai")
    await sri.sees("[Profil saya]")
    for forged in ("case:see:1", "findcase:", "plancase:1", "case:till:1:7", "case:in:1:1"):
        sri.forges(forged)
        await sri.sees("Hanya pendamping usaha (BDO)")
    await wayan.says("/dampingan")
    await wayan.sees("[🔍 Cari nama]")
    for forged in ("case:see:999999", "case:xyz:999999", "plancase:abc", "case:in:abc:1"):
        wayan.forges(forged)
        await wayan.sees("Usaha itu tidak (lagi) termasuk dampingan")


def table(person: Person, town: Town) -> dict[str, list[list[object]]]:
    """The newest workbook that somebody got: its sheets, by their names."""
    sent = next(each["document"] for each in reversed(person.messages()) if "document" in each)
    file = town.playground.files.get(sent["file_id"])
    assert file
    book = load_workbook(BytesIO(town.playground.files.content(file)))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


async def test_a_month_is_reported_in_the_chat_and_as_a_table(town: Town) -> None:
    wayan = town.person(WAYAN)
    await begins(wayan)
    await missed_twice(town, wayan)
    await wayan.says("laporan bulan ini")
    await wayan.sees(
        "Laporan November 2026",
        "🗓 Kunjungan: 2 terlaksana, 0 akan datang, 0 batal",
        "Kehadiran: 0 dari 2",
        "0 usaha didampingi langsung.",
        "🎓 Siap P-IRT dan halal: 0 usaha ikut",
        "❓ Tidak ada pertanyaan.",
    )
    await wayan.taps("Unduh Excel")
    await wayan.sees("Laporan November 2026")
    sheets = table(wayan, town)
    assert sheets["Sesi"][1] == ["Kunjungan", 2, 0, 0, 0]
    assert ["Tidak hadir", 2] in [row[:2] for row in sheets["Sesi"]]
    assert sheets["Program"][1][0] == "Siap P-IRT dan halal"
    await wayan.taps("Oktober 2026")
    await wayan.sees("Laporan Oktober 2026", "🗓 Tidak ada sesi.", "[November 2026]")
    clock.move_to(datetime(2026, 12, 3, 2, 0, tzinfo=UTC))
    await wayan.says("/dampingan")
    await wayan.taps_when_seen("Laporan bulanan")
    await wayan.sees("Laporan November 2026", "[Desember 2026]")


async def test_an_admin_sees_all_officers_and_no_number_below_five(town: Town) -> None:
    wayan, rina, sri = town.person(WAYAN), town.person(RINA), town.person(SRI)
    await missed_twice(town, wayan)
    async with town.storage.transaction() as db:
        await db.execute(update(Participant).values(attended=True))
    await rina.says("/report november")
    await rina.sees("Pendampingan November 2026, per pendamping", "Wayan Sukerti, Jawa Timur")
    await rina.sees("Sesi: 2. Kehadiran: kurang dari 5. Usaha didampingi: kurang dari 5.")
    await rina.taps("Unduh Excel")
    await rina.sees("Pendampingan November 2026")
    row = ["Wayan Sukerti", "Jawa Timur", 2, "kurang dari 5", "kurang dari 5", 0, 0]
    assert table(rina, town)["Pendamping"][1] == row
    for forged in ("month:own:2026-11", "month:sheet:2026-11", "month:xyz"):
        rina.forges(forged)
        await rina.sees("Hanya pendamping usaha (BDO)")
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.says("/report this month")
    await wayan.sees("Report of November 2026", "Visit: 2 held", "1 business was reached.")
    wayan.forges("month:all:2026-11")
    await wayan.sees("Only admins can do this.")
    await sri.says("/laporan")
    await sri.sees("Hanya pendamping usaha (BDO)")


async def test_nobody_else_is_refused_for_saying_today(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("hari ini")
    seen = await sri.sees("[Harga hari ini]")
    assert "Hanya pendamping usaha" not in seen
