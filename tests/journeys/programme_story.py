"""How a programme begins, as six people in three time zones live it, in either language."""

import asyncio
from datetime import UTC, datetime

from bot import clock
from tests.journeys.town import PATIENCE, Person, Town

WAYAN, SRI, DAENG, YULIANA, RINA, HASAN = 3001, 1101, 1104, 1105, 4001, 5001
#: The class is on Wednesdays at 08:30 in Jakarta, 09:30 in Makassar and 10:30 in Jayapura.
HOURS = ("08.30 WIB", "08:30 WIB"), ("09.30 WITA", "09:30 WITA"), ("10.30 WIT", "10:30 WIT")
NAMES = "Sri Wahyuni\nRumput Laut Daeng\nYuliana Wenda"


class Story:
    """Everybody in it speaks one language, and the clock stands where the chapter left it."""

    def __init__(self, town: Town, language: str) -> None:
        self.town, self.english = town, language == "en"
        people = (WAYAN, SRI, DAENG, YULIANA, RINA, HASAN)
        self.wayan, self.sri, self.daeng, self.yuliana, self.rina, self.hasan = map(
            town.person, people
        )

    def either(self, indonesian: str, english: str) -> str:
        return english if self.english else indonesian

    async def chooses_language(self) -> None:
        for each in (self.wayan, *self.owners, self.rina, self.hasan) if self.english else ():
            await each.says("/language")
            await each.taps_when_seen("English")
            await each.sees("From now on we write to you in English.")

    async def at(self, day: str, hour: str = "03:00") -> None:
        """An hour of UTC: seven less than in Jakarta."""
        clock.move_to(datetime.fromisoformat(f"{day}T{hour}:30").replace(tzinfo=UTC))
        await self.town.settled()

    async def confirms(self, person: Person) -> None:
        await person.taps_when_seen(self.either("Ya, sudah benar", "Yes, that is right"))

    async def skips(self, person: Person) -> None:
        await person.taps_when_seen(self.either("Lewati", "Skip"))

    @property
    def reminder(self) -> str:
        return self.either("Pengingat untuk", "Reminder for")

    async def reminded(self, person: Person, times: int) -> None:
        """Wait until they were reminded of sessions so many times, and no more."""

        def count() -> int:
            return sum(self.reminder in each.get("text", "") for each in person.messages())

        try:
            until = self.town.playground.until(lambda: count() >= times)
            await asyncio.wait_for(until, PATIENCE)
        finally:
            assert count() == times, f"{person.id} was reminded {count()} times"

    @property
    def owners(self) -> tuple[Person, ...]:
        return self.sri, self.daeng, self.yuliana


async def it_is_founded(story: Story) -> None:
    await story.chooses_language()
    wayan, either = story.wayan, story.either
    await wayan.says(either("/program", "/programmes"))
    await wayan.taps_when_seen(either("Mulai program baru", "Begin a programme"))
    await wayan.taps_when_seen(either("Siap P-IRT dan halal", "P-IRT and halal readiness"))
    await wayan.sees(either("Untuk komoditas apa?", "For which commodity?"))
    await story.skips(wayan)
    await wayan.sees(either("Sampai kapan?", "Until which day?"))
    await wayan.says(either("31 Januari 2027", "31 January 2027"))
    await wayan.sees(either("Pembeli mana yang ikut mendampingi?", "Which buyer coaches along?"))
    await story.skips(wayan)
    await story.confirms(wayan)
    await wayan.sees(either("Program sudah dimulai.", "The programme has begun."))
    await wayan.taps(either("Daftarkan usaha", "Enrol businesses"))
    await wayan.taps_when_seen(either("Daftar nama", "A list of names"))
    await wayan.says(NAMES)
    await wayan.sees(either("3 usaha didaftarkan.", "3 businesses"))
    await story.confirms(wayan)
    await wayan.sees(either("3 usaha kini ikut", "3 businesses take part"))
    for owner in story.owners:
        await owner.expects(either("Bapak/Ibu ikut program", "You take part in"))


async def a_class_repeats_and_two_are_visited(story: Story) -> None:
    wayan, either = story.wayan, story.either
    await wayan.says(
        either(
            "kelas kemasan tiap rabu jam 8.30 4 kali di Balai Desa Pare",
            "class on packaging every wednesday at 8:30 4 times at Balai Desa Pare",
        )
    )
    await wayan.sees(either("Dengan siapa saja?", "With whom?"))
    await wayan.says("sri, Rumput Laut Daeng, yuliana")
    await wayan.taps_when_seen(either("Selesai", "Done"))
    await wayan.sees(
        either("4 sesi. Yang pertama:", "4 sessions. The first ones:"),
        # An hour before is too early in the morning for those in Java.
        either("• Selasa, 24 Nov 2026, 19.59 WIB: Sri", "• Tuesday 24 Nov 2026, 19:59 WIB: Sri"),
    )
    await story.confirms(wayan)
    await wayan.sees(either("Sesi sudah dijadwalkan.", "The session is planned."))
    await story.sri.expects(either("pukul 08.30 WIB", ", 08:30 WIB"))
    await story.daeng.expects(either("pukul 09.30 WITA", ", 09:30 WITA"))
    await story.yuliana.expects(either("pukul 10.30 WIT", ", 10:30 WIT"))
    for owner, said in (
        (
            story.daeng,
            either(
                "kunjungan ke Rumput Laut Daeng kamis jam 10 di gudangnya soal sortasi",
                "visit to Rumput Laut Daeng on thursday at 10 at the warehouse about sorting",
            ),
        ),
        (
            story.yuliana,
            either(
                "kunjungan ke yuliana jumat jam 9 di rumahnya soal sangrai",
                "visit to yuliana on friday at 9 at her house about roasting",
            ),
        ),
    ):
        await wayan.says(said)
        await wayan.taps_when_seen(either("Ya", "Yes"))
        await story.confirms(wayan)
        await owner.expects(either("Kunjungan", "Visit"))


async def owners_answer_with_a_tap(story: Story) -> None:
    wayan, either = story.wayan, story.either
    can, other, cannot = (
        either("Bisa", "I can"),
        either("Ganti waktu", "Another time"),
        either("Tidak bisa", "I cannot"),
    )
    await story.sri.taps(can)
    await story.sri.sees(either("dicatat: Bapak/Ibu bisa", "noted: you come"))
    await story.daeng.taps(other)
    await story.daeng.sees(either("Bisanya kapan?", "When would suit?"))
    await story.daeng.says(either("Jumat jam 4 sore", "Friday at 4 pm"))
    await story.daeng.sees(either("27 Nov 2026, 16.00 WITA cocok", "27 Nov 2026, 16:00 WITA suits"))
    await wayan.expects(either("27 Nov 2026, 15.00 WIB", "27 Nov 2026, 15:00 WIB"))
    await wayan.taps(either("Setuju", "Agree"))
    await wayan.sees(either("Disetujui.", "Agreed."))
    await story.daeng.expects(either("pindah waktu", "has a new time"), "16")
    await story.yuliana.taps(cannot)
    await story.yuliana.sees(either("Bapak/Ibu tidak bisa", "you cannot come"))
    await wayan.expects(either("tidak bisa. Sesinya masih", "cannot come. The session stays"))
    await wayan.taps(either("Lihat sesinya", "Show the session"))
    await wayan.taps_when_seen(either("Batalkan sesi ini", "Call this session off"))
    await wayan.taps_when_seen(either("Ya, batalkan", "Yes, call it off"))
    await story.yuliana.expects(either("membatalkan sesi", "has called off"), "11")


async def each_is_reminded_by_their_own_clock(story: Story) -> None:
    sri, daeng, yuliana, either = *story.owners, story.either
    first = either("Tidak semua produk butuh izin yang sama", "Not every product needs the same")
    await story.at("2026-11-23", "23:30")
    await yuliana.expects(first)  # in the morning of Jayapura, of Makassar and of Java
    assert not daeng.has_seen(first)
    await story.at("2026-11-24", "00:30")
    await daeng.expects(first)
    assert not sri.has_seen(first)
    await story.at("2026-11-24", "01:30")
    await sri.expects(first)
    for owner, hour in zip(story.owners, HOURS, strict=True):
        tomorrow = either("besok, Rabu", "tomorrow, Wednesday")
        await owner.expects(story.reminder, tomorrow, hour[story.english])
    # An hour before the class it is not yet eight in Java, so that it is said the evening before.
    await story.at("2026-11-24", "12:59")
    await story.reminded(sri, 2)
    await story.reminded(daeng, 1)
    await story.at("2026-11-25", "00:30")
    for owner in (daeng, yuliana):
        await owner.expects(story.reminder, either("hari ini, Rabu", "today, Wed"))
        await story.reminded(owner, 2)
    await story.reminded(sri, 2)
