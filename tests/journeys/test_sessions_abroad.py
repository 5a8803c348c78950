"""Three zones and two languages: everybody reads their own clock, and what they type is by it."""

from datetime import UTC, datetime

from bot import clock
from tests.journeys.town import Person, Town

WAYAN, DAENG, YULIANA, CLARA = 3001, 1104, 1105, 1107


async def a_visit(wayan: Person, owner: str, when: str) -> None:
    await wayan.says("/plan")
    await wayan.taps_when_seen("Visit")
    await wayan.sees("With whom?")
    await wayan.says(owner)
    await wayan.sees("Do you mean")
    await wayan.taps("Yes")
    await wayan.sees("When?")
    await wayan.says(when)
    await wayan.sees("Where?")
    await wayan.says("Village hall")
    await wayan.taps_when_seen("Skip")
    await wayan.taps_when_seen("Yes, that is right")
    await wayan.sees("The session is planned.")


async def english(wayan: Person) -> None:
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on we write to you in English.")


async def test_what_an_owner_in_the_east_types_is_by_their_clock(town: Town) -> None:
    wayan, yuliana = town.person(WAYAN), town.person(YULIANA)
    await english(wayan)
    await a_visit(wayan, "yuliana", "Wednesday at 9 am")
    await yuliana.expects("pukul 11.00 WIT", "Rencananya pukul 09.00 WIB")
    await yuliana.taps("Ganti waktu")
    await yuliana.sees("Bisanya kapan?")
    await yuliana.says("Jumat jam 10 pagi")
    await yuliana.sees("Jumat, 27 Nov 2026, 10.00 WIT cocok")
    await wayan.expects("asks for another time: Friday 27 Nov 2026, 08:00 WIB")
    await wayan.taps("Agree")
    await wayan.sees("Agreed. Everybody is told", "Friday 27 Nov 2026, 08:00 WIB")
    await yuliana.expects("pindah waktu", "pukul 10.00 WIT", "Rencananya pukul 08.00 WIB")
    await town.settled()
    clock.move_to(datetime(2026, 11, 26, 1, 0, 30, tzinfo=UTC))
    await yuliana.expects("Pengingat", "besok, Jumat, 27 Nov 2026, pukul 10.00 WIT")


async def test_a_day_moves_for_three_zones_and_two_languages(town: Town) -> None:
    wayan, daeng, clara = town.person(WAYAN), town.person(DAENG), town.person(CLARA)
    await english(wayan)
    await a_visit(wayan, "Rumput Laut Daeng", "Wednesday at 9 am")
    await a_visit(wayan, "clara", "Wednesday at 1 pm")
    await daeng.expects("pukul 10.00 WITA")
    await clara.expects("a coaching session is planned for you", "13:00 WIB")
    await clara.taps("I can")
    await clara.sees("Thank you, noted: you come.")
    await wayan.expects("(Clara Coffee & Chili) can come.")
    await wayan.says("/coaching")
    await wayan.sees("Your coaching sessions")
    await wayan.taps(next(each for each in wayan.buttons() if "13:00" in each))
    await wayan.taps_when_seen("Move that whole day")
    await wayan.sees("To which day")
    await wayan.says("Thursday")
    await wayan.sees("Everybody is told once.")
    await wayan.taps("Yes, that is right")
    await wayan.sees("2 sessions have a new time.")
    await daeng.expects("pindah waktu", "Kamis, 26 Nov 2026, pukul 10.00 WITA")
    await clara.expects("has a new time", "Thursday 26 Nov 2026, 13:00 WIB")
    clara.tap_old("I can")
    await clara.sees("This session has changed since that message.")
    await clara.taps("I can")
    await clara.sees("Thank you, noted: you come.", "Your answer: you come.")


async def test_a_second_question_is_not_begun_in_the_middle_of_one(town: Town) -> None:
    wayan, clara = town.person(WAYAN), town.person(CLARA)
    await english(wayan)
    await a_visit(wayan, "clara", "Wednesday at 9 am")
    await clara.expects("a coaching session is planned for you")
    await clara.taps("Another time")
    await clara.sees("When would suit?")
    clara.tap_old("Another time")
    await clara.sees("Please finish this first")
    await clara.says("yesterday at 9")
    await clara.sees("That has passed already.")
    await clara.says("Thursday at 9 am")
    await clara.sees("is asked whether Thursday 26 Nov 2026, 09:00 WIB suits")
    await wayan.expects("asks for another time")
    await wayan.taps("Show the session")
    await wayan.sees("Answer: would rather come on Thursday 26 Nov 2026, 09:00 WIB")
    await wayan.taps("Agree to Thursday 26 Nov 2026, 09:00 WIB")
    await wayan.sees("Agreed.")
