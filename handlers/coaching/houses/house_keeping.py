"""Keeping a joint production house: bookings are confirmed, called off and recorded."""

from bot.coaching.houses import booking, facilities, reminding, telling
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.facilities import House
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot, SlotOff, slot_of
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from handlers.coaching.houses.houses import HouseGone, show_house
from handlers.home import row_number

#: Starts the data of the buttons with which a house is kept, and of the one that starts a form.
PREFIX, MADE_PREFIX = "keep", "made"


class SlotCard(Notice):
    """A booking with what the reader may do about it."""

    kind = "slot_card"

    slot: Slot
    manages: bool
    #: Whether it has begun, so that its use can be recorded.
    begun: bool
    #: Whether a tap came too late to change anything.
    unchanged: bool = False


class SlotDecided(Notice):
    """To who booked it: it is confirmed or refused."""

    kind = "slot_decided"

    slot: Slot


class InTheHouse(Notice):
    """Who comes to a house next, and what waits for its manager."""

    kind = "in_the_house"

    house_id: int
    name: str
    slots: tuple[Slot, ...]


class SlotGone(Notice):
    """It is none of theirs, or there is none."""

    kind = "slot_gone"


class HouseClosed(Notice):
    kind = "house_closed"

    name: str
    called_off: int


#: What each tap makes of a booking.
ASKED_FOR = {
    "ok": BookingState.CONFIRMED,
    "no": BookingState.REFUSED,
    "off": BookingState.CANCELLED,
    "used": BookingState.USED,
    "unused": BookingState.UNUSED,
}


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`in:1`, `close:1`, `really:1` of a house; `see:5`, `ok:5`, `no:5`, `off:5`, `used:5`,
    `unused:5` of a booking. Whose it is is looked up.
    """
    does, _colon, number = argument.partition(":")
    if does in {"in", "close", "really"}:
        await _of_house(turn, tap, does, row_number(number))
        return
    booked = await booking.held(turn.db, row_number(number))
    manages = booked is not None and facilities.runs(booked.facility, turn.person.id)
    if booked is None or not (manages or _is_theirs(turn, booked)):
        turn.reply(SlotGone(), edits=tap.message_id)
        return
    changed = does != "see" and await _settle(turn, booked, does, manages=manages)
    if changed:
        await reminding.follow(turn.db, booked, turn.quiet)
    # A second tap on the same button asks for what is so already.
    so_already = does == "see" or booked.booking.state == ASKED_FOR.get(does)
    card = _card(turn, booked, manages=manages, unchanged=not (changed or so_already))
    turn.reply(card, edits=tap.message_id)


def _is_theirs(turn: Turn, booked: Booked) -> bool:
    return turn.person.id in {booked.owner.id, booked.booking.booked_by}


def _card(turn: Turn, booked: Booked, *, manages: bool, unchanged: bool = False) -> SlotCard:
    return SlotCard(
        slot=slot_of(booked),
        manages=manages,
        begun=booking.has_begun(booked),
        unchanged=unchanged,
    )


async def _settle(turn: Turn, booked: Booked, does: str, *, manages: bool) -> bool:
    """Whether it changed anything."""
    if does == "off":
        return await _call_off(turn, booked)
    if not manages:
        return False
    if does in {"ok", "no"} and booking.decide(booked, yes=does == "ok"):
        decided = SlotDecided(slot=slot_of(booked))
        await telling.tell(turn.db, booked.owner, decided, booked, turn.quiet)
        return True
    return does in {"used", "unused"} and booking.record(booked, used=does == "used")


async def _call_off(turn: Turn, booked: Booked) -> bool:
    if not booking.cancel(booked):
        return False
    if _is_theirs(turn, booked):
        other = await facilities.manager_of(turn.db, booked.facility)
    else:
        other = booked.owner
    if other.id != turn.person.id:
        off = SlotOff(slot=slot_of(booked), booker=other.id == booked.owner.id)
        await telling.tell(turn.db, other, off, booked, turn.quiet)
    return True


async def _of_house(turn: Turn, tap: Tap, does: str, number: int | None) -> None:
    house = await facilities.house(turn.db, number)
    if house is None or not facilities.runs(house.facility, turn.person.id):
        turn.reply(HouseGone(), edits=tap.message_id)
    elif does == "in":
        await _show_bookings(turn, tap, house)
    elif does == "close":
        await show_house(turn, house, edits=tap.message_id, closing=True)
    else:
        await _close(turn, tap, house)


async def _show_bookings(turn: Turn, tap: Tap, house: House) -> None:
    """Slots that have passed unrecorded, and then those to come."""
    number = house.facility.id
    found = [
        *await booking.to_decide(turn.db, [number]),
        *await booking.coming_in(turn.db, number),
    ]
    slots = {each.booking.id: slot_of(each) for each in found}
    notice = InTheHouse(house_id=number, name=house.facility.name, slots=tuple(slots.values()))
    turn.reply(notice, edits=tap.message_id)


async def _close(turn: Turn, tap: Tap, house: House) -> None:
    called_off = await telling.close(turn.db, turn.person, house.facility, turn.quiet)
    closed = HouseClosed(name=house.facility.name, called_off=called_off)
    turn.reply(closed, edits=tap.message_id)


async def start_noting(turn: Turn, tap: Tap, argument: str) -> None:
    """`5`: what was made in that slot."""
    booked = await booking.numbered(turn.db, row_number(argument))
    if booked is None or not facilities.runs(booked.facility, turn.person.id):
        turn.reply(SlotGone(), edits=tap.message_id)
    else:
        await begin(turn, MADE, {"booking": str(booked.booking.id)})


async def finish(turn: Turn, answers: Answers) -> None:
    booked = await booking.held(turn.db, row_number(answers["booking"]))
    if booked is None or not facilities.runs(booked.facility, turn.person.id):
        turn.reply(SlotGone())
        return
    noted = booking.record(booked, used=True)
    if noted:
        booked.booking.made = answers["made"]
        await reminding.follow(turn.db, booked, turn.quiet)
    turn.reply(_card(turn, booked, manages=True, unchanged=not noted))


MADE = Form(
    name="made",
    title="",
    steps=(
        Known("booking", needed=True),
        Text(
            "made",
            _("What was made, and how much? For example: 40 kg of cassava chips."),
            _("Made"),
        ),
    ),
    finish=finish,
    review=never,
)
