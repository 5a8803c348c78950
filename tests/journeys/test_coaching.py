"""An officer plans a session; both are reminded a day and an hour before, by their own clock."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot import clock
from bot.coaching.reminders.models import Outcome, Reminder
from tests.journeys.town import Person, Town

WAYAN, SRI, YULIANA = 3001, 1101, 1105


async def plan(wayan: Person, owner: str, found: str, when: str) -> None:
    await wayan.says("/pendampingan")
    await wayan.taps_when_seen("Jadwalkan sesi")
    await wayan.taps_when_seen("Kunjungan")
    await wayan.sees("Dengan siapa?")
    await wayan.says(owner)
    await wayan.sees(f"Maksudnya {found}?")
    await wayan.taps("Ya")
    await wayan.sees("Kapan?")
    await wayan.says(when)
    await wayan.sees("Di mana?")
    await wayan.says("Balai Desa Pare")
    await wayan.sees("Tentang apa?")
    await wayan.taps("Lewati")
    await wayan.sees("Jadwalkan sesi ini?", "Balai Desa Pare")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Sesi sudah dijadwalkan.")


async def test_both_are_reminded_the_day_before_and_an_hour_before(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await plan(wayan, "sri", "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang", "lusa jam 2 siang")
    await sri.expects("Bapak/Ibu Sri Wahyuni, ada sesi pendampingan", "Pendamping: Wayan Sukerti")
    await town.settled()
    assert not sri.has_seen("Pengingat")
    clock.move_to(datetime(2026, 11, 24, 7, 0, 30, tzinfo=UTC))
    await sri.expects(
        "Pengingat untuk Bapak/Ibu Sri Wahyuni", "besok, Rabu, 25 Nov 2026, pukul 14.00 WIB"
    )
    await wayan.expects(
        "Pengingat untuk Bapak/Ibu Wayan Sukerti", "Dengan: Sri Wahyuni (Kebun Bu Sri)"
    )
    clock.move_to(datetime(2026, 11, 25, 6, 0, 30, tzinfo=UTC))
    await sri.expects("hari ini, Rabu, 25 Nov 2026, pukul 14.00 WIB")
    await wayan.expects("hari ini, Rabu, 25 Nov 2026, pukul 14.00 WIB")
    await town.settled()
    assert await outcomes(town) == [Outcome.ENQUEUED] * 4
    assert sum("Pengingat" in message.get("text", "") for message in sri.messages()) == 2


async def test_each_reads_the_hour_of_their_own_clock(town: Town) -> None:
    wayan, yuliana = town.person(WAYAN), town.person(YULIANA)
    button = "Yuliana Wenda · Kopi Mama Yuliana · Kota Jayapura"
    await plan(wayan, "yuliana", button, "lusa jam 9 pagi")
    await yuliana.expects("pukul 11.00 WIT")
    await wayan.says("/pendampingan")
    await wayan.sees("pukul 09.00 WIB", "Dengan: Yuliana Wenda")


async def test_a_session_soon_folds_its_reminders_into_the_news_of_it(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    button = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"
    await plan(wayan, "kebun bu sri", button, "setengah jam lagi")
    await sri.expects("ada sesi pendampingan")
    assert await outcomes(town) == [Outcome.FOLDED] * 4


async def test_after_a_day_of_downtime_only_the_reminder_that_still_helps_goes_out(
    town: Town,
) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    button = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"
    await plan(wayan, "sri", button, "lusa jam 2 siang")
    await sri.expects("ada sesi pendampingan")
    await town.settled()
    clock.move(timedelta(days=2, hours=3, minutes=30))  # from 10.00 to 13.30, two days later
    await sri.expects("hari ini, Rabu, 25 Nov 2026, pukul 14.00 WIB")
    await wayan.expects("hari ini, Rabu, 25 Nov 2026, pukul 14.00 WIB")
    await town.settled()
    found = await outcomes(town)
    assert sorted(found) == [Outcome.ENQUEUED] * 2 + [Outcome.FOLDED] * 2


async def test_an_english_officer_is_asked_for_what_is_missing(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on we write to you in English.")
    await wayan.says("/coaching")
    await wayan.sees("No coaching session is planned.")
    await wayan.taps("Plan a session")
    await wayan.taps_when_seen("Visit")
    await wayan.sees("With whom?")
    await wayan.says("xyzzy")
    await wayan.sees("We did not find that name.")
    await wayan.taps("Agus Setiawan · Cabai Agus · Kabupaten Blitar")
    await wayan.sees("When?")
    await wayan.says("yesterday at 9")
    await wayan.sees("That has passed already.")
    await wayan.says("tomorrow")
    await wayan.sees("At what time?")
    await wayan.says("9 am")
    await wayan.sees("Where?")
    await wayan.says("at his house")
    await wayan.sees("What about?")
    await wayan.says("grading")
    await wayan.sees("Tuesday 24 Nov 2026 at 09:00 WIB", "at his house", "grading")
    await wayan.taps("Yes, that is right")
    await wayan.sees("The session is planned.", "tomorrow, Tuesday 24 Nov 2026, 09:00 WIB")


async def test_an_owner_cannot_plan(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("/pendampingan")
    await sri.sees("Belum ada sesi pendampingan")
    await sri.says("/plan")
    await sri.sees("Hanya pendamping usaha (BDO)")


async def outcomes(town: Town) -> list[str]:
    async with town.storage.reading() as db:
        return list(await db.scalars(select(Reminder.outcome).order_by(Reminder.id)))


async def test_a_visit_said_in_one_line_is_shown_before_it_is_planned(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await wayan.says(
        "jadwalkan kunjungan ke bu Sri lusa jam 2 siang di Balai Desa Pare soal kemasan"
    )
    await wayan.sees("Maksudnya Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang?")
    await wayan.taps("Ya")
    await wayan.sees(
        *("Jadwalkan sesi ini?", "Sri Wahyuni", "25 Nov 2026", "14.00"),
        *("Balai Desa Pare", "kemasan"),
    )
    assert not sri.has_seen("ada sesi pendampingan")
    await wayan.taps("Ya, sudah benar")
    await sri.expects("ada sesi pendampingan", "Balai Desa Pare")


async def test_what_one_line_leaves_open_is_asked_and_nothing_else(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("call with Clara on Friday at 10")
    await wayan.taps_when_seen("Ya")
    await wayan.sees("Di mana?")
    await wayan.says("/batal")
    await wayan.says("kelas pengemasan tiap selasa jam 10 sampai maret di balai desa")
    await wayan.sees("Dengan siapa saja?", "[Selesai]")
    await wayan.says("sri dan clara")
    await wayan.taps_when_seen("Selesai")
    await wayan.sees("Jadwalkan sesi ini?", "pengemasan", "balai desa")


async def test_of_two_unclear_parts_the_second_is_asked_with_its_own_words(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("jadwalkan kunjungan ke bu sri jumat depan jam 9 di balai desa")
    await wayan.sees("Maksudnya Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang?")
    await wayan.taps("Ya")
    await wayan.sees("Yang mana?", "[Jumat, 27 Nov 2026 pukul 09.00 WIB]", "Jumat, 4 Des 2026")
    await wayan.taps("Jumat, 4 Des 2026 pukul 09.00 WIB")
    await wayan.sees("Jadwalkan sesi ini?", "Sri Wahyuni", "4 Des 2026 pukul 09.00", "balai desa")
    await wayan.says("/batal")
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on")
    await wayan.says("schedule a visit to bu sri next friday at 9 in Pare")
    await wayan.taps_when_seen("No, not that")
    await wayan.sees("[Cancel]")
    await wayan.says("clara")
    await wayan.taps_when_seen("Yes")
    await wayan.sees("Which one?", "[Friday 4 Dec 2026")
    await wayan.says("4 december at 9 am")
    await wayan.sees("Clara", "Pare", "4 Dec 2026")


async def test_an_owner_who_says_so_plans_nothing(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("jadwalkan kunjungan lusa jam 2 siang")
    seen = await sri.sees("[")
    assert "Dengan siapa?" not in seen
