"""Booking a joint production house: which one, what of it, on which day, at what time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.coaching.houses import booking, facilities, reminding, telling
from bot.coaching.houses.booking import Booked, Refused
from bot.coaching.houses.facilities import House
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot, slot_of
from bot.conversation.form import Answers, Form, Note
from bot.conversation.said import Tap
from bot.conversation.steps import FreeDay, FreeTime, Pick
from bot.conversation.steps.times import MINUTE
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words, _, words_for
from bot.market.regions import region
from bot.people import businesses
from handlers.coaching.houses.houses import HouseGone
from handlers.home import row_number
from handlers.people import acting
from handlers.people.acting import FOR, SPEAKS, for_whom, is_asked, owner_of, whom
from handlers.people.owner_cards import NotYours, cared_for

#: Starts the data of the buttons that begin a booking.
PREFIX = "book"
MOST_HOUSES = 30


class NoHouse(Notice):
    """None is near, or the person has no business to book it for."""

    kind = "no_house"

    #: Whether a business is what is missing.
    no_business: bool = False


class SlotBooked(Notice):
    """To who booked it."""

    kind = "slot_booked"

    slot: Slot


class SlotAsked(Notice):
    """To the manager, who decides."""

    kind = "slot_asked"

    slot: Slot


class SlotRefused(Notice):
    """It could not be given."""

    kind = "slot_refused"

    why: Refused
    most: int = booking.MOST_COMING


async def start_booking(turn: Turn) -> None:
    await _begin(turn, {})


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`12`: the house is chosen already."""
    house = await facilities.house(turn.db, row_number(argument))
    if house is None:
        turn.reply(HouseGone(), edits=tap.message_id)
    else:
        await _begin(turn, {"house": str(house.facility.id)})


async def press_for(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: an owner without a phone wants to book, and their officer does it."""
    if owner := await cared_for(turn, row_number(argument)):
        await _begin(turn, {**SPEAKS, FOR: str(owner.id)})


async def _begin(turn: Turn, answers: Answers) -> None:
    if await acting.speaks_for_some(turn):
        answers = {**SPEAKS, **answers}
    owner = await owner_of(turn, answers)
    business = await businesses.active(turn.db, owner.id) if owner else None
    regency = business.regency if business else turn.person.regency
    if business is None and (FOR in answers or not is_asked(answers)):
        turn.reply(NoHouse(no_business=True))
    elif "house" not in answers and not (regency and await facilities.near(turn.db, regency, 1)):
        turn.reply(NoHouse())
    else:
        await begin(turn, BOOK, answers)


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """What is free now; each list narrows with what was answered before."""
    owner = await owner_of(turn, answers) or turn.person
    business = await businesses.active(turn.db, owner.id)
    regency = business.regency if business else owner.regency or ""
    near = await facilities.near(turn.db, regency, MOST_HOUSES) if regency else []
    house = await facilities.house(turn.db, row_number(answers.get("house") or ""))
    names = {str(each.id): f"{each.name} · {region(each.regency).name}" for each in near}
    own = await businesses.active(turn.db, turn.person.id)
    facts: dict[str, Any] = {"houses": list(names.items())}
    facts |= await acting.look_up(turn, answers, myself=own is not None)
    if house is None:
        return facts
    pieces = {str(each.id): each for each in house.equipment}
    facts["houses"] = list((names | {str(house.facility.id): house.facility.name}).items())
    facts["pieces"] = [[number, each.name] for number, each in pieces.items()]
    if piece := pieces.get(answers.get("piece") or ""):
        free = await booking.free(turn.db, piece, house.hours)
        zone = ZoneInfo(house.facility.zone)
        local = [slot.astimezone(zone) for slot in free]
        facts["days"] = list(dict.fromkeys(slot.date().isoformat() for slot in local))
        day = answers.get("day")
        chosen = [slot for slot in local if slot.date().isoformat() == day]
        facts["slots"] = [[f"{slot:{MINUTE}}", _label(turn.words, house, slot)] for slot in chosen]
    return facts


def _label(words: Words, house: House, start: datetime) -> str:
    there = words_for(words.language, house.facility.zone)
    return there.hours(start, house.hours.end_of(start))


async def finish(turn: Turn, answers: Answers) -> None:
    house = await facilities.house(turn.db, row_number(answers["house"]))
    owner = await owner_of(turn, answers)
    business = await businesses.active(turn.db, owner.id) if owner else None
    if owner is None:
        turn.reply(NotYours())
        return
    if house is None or business is None:
        turn.reply(HouseGone())
        return
    start = datetime.fromisoformat(answers["slot"]).replace(tzinfo=ZoneInfo(house.facility.zone))
    piece = int(answers["piece"])
    booked = await booking.book(turn.db, turn.person, business.id, piece, start)
    if booked is Refused.TAKEN or booked is Refused.PASSED:
        await _again(turn, answers, booked)
    elif isinstance(booked, Refused):
        turn.reply(SlotRefused(why=booked))
    else:
        await _tell(turn, booked)


async def _again(turn: Turn, answers: Answers, why: Refused) -> None:
    """Somebody was quicker: what was answered stays, another time is asked for."""
    kept = {key: answers[key] for key in ("speaks", FOR, "house", "piece") if key in answers}
    facts = await look_up(turn, answers)
    if facts.get("slots"):
        kept["day"] = answers["day"]
    if facts.get("days"):
        await begin(turn, BOOK, kept, note=Note(AGAIN[why]))
    else:
        turn.reply(SlotRefused(why=why))


async def _tell(turn: Turn, booked: Booked) -> None:
    slot = slot_of(booked)
    turn.reply(SlotBooked(slot=slot))
    if booked.booking.state == BookingState.CONFIRMED:
        await reminding.follow(turn.db, booked, turn.quiet)
    manager = await facilities.manager_of(turn.db, booked.facility)
    if manager.id != turn.person.id:
        await telling.tell(turn.db, manager, SlotAsked(slot=slot), booked, turn.quiet)


AGAIN = {
    Refused.TAKEN: _("Somebody else was quicker: that time is taken. Please choose another one."),
    Refused.PASSED: _("That time has passed meanwhile. Please choose another one."),
}


def _what(words: Words, facts: Mapping[str, Any]) -> str:
    if facts.get("name"):
        return words.plain(_("The house's manager sees the owner's name and business."))
    return words.plain(_("The house's manager sees your name and your business."))


BOOK = Form(
    name="book",
    title=_("<b>Book this?</b> Tap ✎ to change an answer."),
    steps=(
        *whom(_("For whom shall it be booked?")),
        Pick("house", _("Which joint production house?"), _("House"), source="houses"),
        Pick("piece", _("What would you like to use there?"), _("Equipment"), source="pieces"),
        FreeDay("day", _("On which day? Tap one, or type it."), _("Day"), source="days"),
        FreeTime("slot", _("At what time?"), _("Time"), source="slots"),
    ),
    finish=finish,
    prepare=look_up,
    closing=_what,
    banner=for_whom,
)
