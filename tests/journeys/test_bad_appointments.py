"""Whatever goes wrong with appointments is answered clearly, in both languages; nothing is lost."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import clock
from bot.coaching import care
from bot.coaching.models import Session
from bot.market.models import NATIONWIDE
from bot.people import roles
from bot.people.models import Person as Account
from bot.people.models import Role
from tests.journeys.programme_story import HASAN, WAYAN, Story, it_is_founded
from tests.journeys.test_bad_input import HTML
from tests.journeys.town import Town

PAST = ("Waktunya sudah lewat.", "That has passed already.")
NO_DAY = ("Tanggal itu tidak ada di kalender.", "There is no such day in the calendar.")
UNREAD = ("Hari dan jamnya belum terbaca.", "We could not read a day and hour from that.")
TOO_MANY = ("Sesinya terlalu banyak: paling banyak 400", "That would be too many sessions: at most")
NO_LINK = (
    "Tautan panggilan video diawali https://",
    "A link for a video call begins with https://",
)
TOO_LONG = ("Itu agak panjang.", "That is a little long.")
#: What is said -> how the answer begins.
Wrong = Mapping[str | tuple[str, str], tuple[str, str]]
START: Wrong = {
    ("kemarin jam 9", "yesterday at 9"): PAST,
    ("1 Januari 2020 jam 9", "1 January 2020 at 9"): PAST,
    ("31 November jam 9", "31 November at 9"): NO_DAY,
    ("tiap Senin jam 9 sampai kemarin", "every Monday at 9 until yesterday"): (
        "Akhirnya lebih dulu daripada awalnya.",
        "That ends before it begins.",
    ),
    ("tiap hari jam 8 10000 kali", "every day at 8 10000 times"): TOO_MANY,
    ("kapan-kapan", "some day"): UNREAD,
    HTML: UNREAD,
}
END: Wrong = {
    ("10000 kali", "10000 times"): TOO_MANY,
    ("31 November", "31 November"): NO_DAY,
}
PLACE: Wrong = {
    "http://meet.example/abc": NO_LINK,
    "https://" + "x" * 600: NO_LINK,
    HTML: TOO_LONG,
}
PLACES: Wrong = dict.fromkeys(
    ("0", "-3", "100000", "banyak"),
    ("Mohon ketik angka 1 sampai 1.000.", "Please type a number from 1 to 1,000."),
)


async def refused(story: Story, question: tuple[str, str], cases: Wrong) -> None:
    """Each is answered by why, and by the question, which stays open."""
    wayan, place = story.wayan, int(story.english)
    await wayan.sees(question[place])
    for said, answers in cases.items():
        await wayan.says(said if isinstance(said, str) else said[place])
        await wayan.sees(answers[place], question[place])
    clock.move(timedelta(minutes=1))  # nobody types as fast as this


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_series_survives_all_that_can_be_said_wrong(town: Town, language: str) -> None:
    story = Story(town, language)
    await story.chooses_language()
    wayan, either = story.wayan, story.either
    await wayan.says(either("/jadwalkan", "/plan"))
    await wayan.taps_when_seen(either("Kelas bersama", "Group class"))
    await wayan.sees(either("Dengan siapa saja?", "With whom?"))
    await wayan.says("sri, Rumput Laut Daeng")
    await wayan.taps_when_seen(either("Selesai", "Done"))
    await refused(story, ("Kapan?", "When?"), START)
    await wayan.says(either("tiap hari jam 9", "every day at 9"))
    await refused(story, ("Berulang sampai kapan?", "Until when does it repeat?"), END)
    await wayan.says(either("3 kali", "3 times"))
    await refused(story, ("Di mana?", "Where?"), PLACE)
    await wayan.says("https://meet.example/abc")
    await wayan.sees(either("Tentang apa?", "What about?"))
    await story.skips(wayan)
    await refused(story, ("Muat berapa usaha?", "How many businesses fit in?"), PLACES)
    await wayan.says("2")
    await story.confirms(wayan)
    await wayan.sees(either("Sesi sudah dijadwalkan.", "The session is planned."))
    async with town.storage.reading() as db:
        kept = (await db.execute(select(Session.local_start, Session.place, Session.link))).all()
    days = ("2026-11-24", "2026-11-25", "2026-11-26")
    assert [*map(tuple, kept)] == [(f"{day}T09:00", "", "https://meet.example/abc") for day in days]


async def class_on_wednesday(story: Story) -> None:
    wayan, either = story.wayan, story.either
    await wayan.says(
        either(
            "kelas kemasan rabu jam 8.30 di Balai Desa Pare",
            "class on packaging wednesday at 8:30 at Balai Desa Pare",
        )
    )
    await wayan.sees(either("Dengan siapa saja?", "With whom?"))
    await wayan.says("sri, Rumput Laut Daeng")
    await wayan.taps_when_seen(either("Selesai", "Done"))
    await story.confirms(wayan)
    for owner in (story.sri, story.daeng):
        await owner.expects(either("ada sesi pendampingan", "a coaching session is planned"))


@pytest.mark.parametrize("language", ["id", "en"])
async def test_who_moves_to_another_zone_is_reminded_by_its_clock(
    town: Town, language: str
) -> None:
    story = Story(town, language)
    await story.chooses_language()
    sri, either = story.sri, story.either
    await class_on_wednesday(story)
    await sri.says(either("/profil", "/profile"))
    await sri.taps_when_seen(either("✎ Data saya", "✎ My data"))
    await sri.taps_when_seen(either("Daerah", "Region"))
    await sri.sees(either("Di kabupaten atau kota mana?", "In which regency or city are you?"))
    await sri.says("kota jayapura")
    await sri.sees("Kota Jayapura, Papua")
    await story.at("2026-11-24", "01:30")
    await sri.expects(
        story.reminder, either("25 Nov 2026, pukul 10.30 WIT", "25 Nov 2026, 10:30 WIT")
    )
    # In Java it would have come the evening before, at an hour that is quiet in Papua.
    await story.at("2026-11-24", "12:59")
    await story.daeng.expects(story.reminder)
    await story.reminded(sri, 1)
    await story.at("2026-11-25", "00:30")
    await sri.expects(story.reminder, either("hari ini, Rabu", "today, Wednesday"))
    await story.reminded(sri, 2)


@pytest.mark.parametrize("language", ["id", "en"])
async def test_who_is_erased_in_mid_programme_leaves_it_to_the_others(
    town: Town, language: str
) -> None:
    story = Story(town, language)
    await it_is_founded(story)
    await class_on_wednesday(story)
    sri, wayan, either = story.sri, story.wayan, story.either
    await sri.says(either("/privasi", "/privacy"))
    await sri.taps_when_seen(either("Hapus semua data …", "Erase everything …"))
    await sri.taps_when_seen(either("Lanjut menghapus", "Go on to erase"))
    await sri.taps_when_seen(either("Ya, hapus semua", "Yes, erase everything"))
    await sri.sees(either("Semua data sudah dihapus.", "Everything is erased."))
    await town.settled()
    await wayan.says(either("/program", "/programmes"))
    name = either("Siap P-IRT dan halal", "P-IRT and halal readiness")
    await wayan.taps_when_seen(f"{name} (2)")
    await wayan.sees(either("2 usaha ikut.", "2 businesses take part."))
    await wayan.says(either("/pendampingan", "/coaching"))
    await wayan.sees(either("Dengan: Daeng Rahmat", "With: Daeng Rahmat"))
    clock.move(timedelta(days=1))
    await story.daeng.expects(story.reminder, "WITA")
    await town.settled()
    assert not sri.has_seen(story.reminder)


@pytest.mark.parametrize("language", ["id", "en"])
async def test_the_sessions_of_an_officer_who_is_removed_wait_for_the_next(
    town: Town, language: str
) -> None:
    story = Story(town, language)
    await it_is_founded(story)
    await class_on_wednesday(story)
    either = story.either
    async with town.storage.transaction() as db:
        await roles.take_away(db, await roles.person_id_of(db, WAYAN), Role.OFFICER)
    clock.move(timedelta(minutes=2))
    await story.rina.expects(
        either("1 sesi pendampingan dari Wayan Sukerti", "1 coaching session of Wayan Sukerti"),
        either("tidak punya pendamping lagi", "has no officer any more"),
    )
    await story.wayan.says(either("/jadwalkan", "/plan"))
    await story.wayan.sees(either("Hanya pendamping usaha (BDO)", "Only"))
    async with town.storage.transaction() as db:
        number = await roles.person_id_of(db, HASAN)
        await roles.grant(db, number, Role.OFFICER)
        await care.open_programme(db, await db.get_one(Account, number), "Next", NATIONWIDE)
    clock.move(timedelta(minutes=2))
    await story.hasan.expects(either("sekarang dipegang Bapak/Ibu", "is yours now"))
    for owner in (story.sri, story.daeng):
        await owner.expects("Hasan Basri", "Wayan Sukerti", "Balai Desa Pare")
    clock.move(timedelta(days=1))
    await story.sri.expects(story.reminder)
    await story.hasan.expects(story.reminder)
    await town.settled()
    assert not story.wayan.has_seen(story.reminder)
