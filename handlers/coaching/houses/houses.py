"""Joint production houses: who opens one, which are near, and what is booked in them."""

from collections.abc import Sequence

from pydantic import BaseModel

from bot.coaching.houses import booking, facilities
from bot.coaching.houses.facilities import House, NewHouse
from bot.coaching.houses.inside import Piece
from bot.coaching.houses.models import Facility
from bot.coaching.houses.notices import Slot, slot_of
from bot.coaching.houses.slots import bits
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Hour, Pieces, Place, Several, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people import businesses
from bot.people.models import Role
from handlers.home import row_number
from handlers.people.acting import speaks_for_some

#: Starts the data of the buttons about houses.
PREFIX = "house"
MAKERS = {Role.OFFICER, Role.ADMIN}
#: As many as one message lists.
MOST_LISTED = 8
WEEKDAYS = {
    "0": _("Monday"),
    "1": _("Tuesday"),
    "2": _("Wednesday"),
    "3": _("Thursday"),
    "4": _("Friday"),
    "5": _("Saturday"),
    "6": _("Sunday"),
}
#: Longer than any day is open: one slot a day.
WHOLE_DAY = "1440"
SLOTS = {
    "60": _("1 hour"),
    "120": _("2 hours"),
    "240": _("4 hours"),
    WHOLE_DAY: _("The whole day"),
}


class AHouse(BaseModel, frozen=True):
    """A house in a list."""

    id: int
    name: str
    regency: str
    #: How many bookings wait for its manager, who is the reader; None for everybody else.
    waiting: int | None = None


class Houses(Notice):
    """What is near, what the reader has booked, and what they manage."""

    kind = "houses"

    near: tuple[AHouse, ...] = ()
    managed: tuple[AHouse, ...] = ()
    booked: tuple[Slot, ...] = ()
    may_open: bool = False


class TheHouse(Notice):
    kind = "the_house"

    id: int
    name: str
    regency: str
    place: str
    pieces: tuple[tuple[str, int], ...]
    days: int
    opens: str
    closes: str
    zone: str
    slot_minutes: int
    #: Whether the reader manages it, and has a business to book it for.
    manages: bool
    may_book: bool
    #: Whether it was opened just now.
    new: bool = False
    #: Whether it is asked whether the house shall be closed.
    closing: bool = False


class HouseGone(Notice):
    """It was closed, or never was."""

    kind = "house_gone"


class MayNotOpenHouse(Notice):
    kind = "may_not_open_house"


async def show_houses(turn: Turn) -> None:
    await _show(turn, edits=None)


async def _show(turn: Turn, *, edits: int | None) -> None:
    business = await businesses.active(turn.db, turn.person.id)
    regency = business.regency if business else turn.person.regency
    near = await facilities.near(turn.db, regency, MOST_LISTED) if regency else []
    managed = await facilities.managed(turn.db, turn.person.id)
    booked = await booking.coming_of(turn.db, turn.person.id)
    turn.reply(
        Houses(
            near=tuple(_listed(each) for each in near),
            managed=await _managed(turn, managed[:MOST_LISTED]),
            booked=tuple(slot_of(each) for each in booked[:MOST_LISTED]),
            may_open=bool(MAKERS & turn.roles),
        ),
        edits=edits,
    )


async def _managed(turn: Turn, houses: Sequence[Facility]) -> tuple[AHouse, ...]:
    waiting = await booking.to_decide(turn.db, [each.id for each in houses])
    counts = {each.id: 0 for each in houses}
    for each in waiting:
        counts[each.facility.id] += 1
    return tuple(_listed(each, counts[each.id]) for each in houses)


def _listed(facility: Facility, waiting: int | None = None) -> AHouse:
    return AHouse(id=facility.id, name=facility.name, regency=facility.regency, waiting=waiting)


async def show_house(
    turn: Turn, house: House, *, edits: int | None = None, new: bool = False, closing: bool = False
) -> None:
    facility = house.facility
    turn.reply(
        TheHouse(
            id=facility.id,
            name=facility.name,
            regency=facility.regency,
            place=facility.place,
            pieces=tuple((each.name, each.units) for each in house.equipment),
            days=facility.days,
            opens=facility.opens,
            closes=facility.closes,
            zone=facility.zone,
            slot_minutes=facility.slot_minutes,
            manages=facilities.runs(facility, turn.person.id),
            may_book=await businesses.active(turn.db, turn.person.id) is not None
            or await speaks_for_some(turn),
            new=new,
            closing=closing,
        ),
        edits=edits,
    )


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`list`, or `show:1`; what only a manager may do stands in `house_keeping`."""
    does, _colon, number = argument.partition(":")
    if does == "list":
        await _show(turn, edits=tap.message_id)
        return
    house = await facilities.house(turn.db, row_number(number))
    if house is None:
        turn.reply(HouseGone(), edits=tap.message_id)
    else:
        await show_house(turn, house, edits=tap.message_id)


async def start_opening(turn: Turn) -> None:
    if MAKERS & turn.roles:
        await begin(turn, NEW_HOUSE)
    else:
        turn.reply(MayNotOpenHouse())


async def finish(turn: Turn, answers: Answers) -> None:
    if not MAKERS & turn.roles:
        turn.reply(MayNotOpenHouse())
        return
    opened = await facilities.open_house(
        turn.db,
        turn.person,
        NewHouse(
            name=answers["name"],
            regency=answers["regency"],
            place=answers["place"],
            pieces=[Piece(*each) for each in answers["pieces"]],
            days=bits(int(day) for day in answers["days"]),
            opens=answers["opens"],
            closes=answers["closes"],
            slot_minutes=int(answers["slot"]),
        ),
    )
    await show_house(turn, opened, new=True)


NEW_HOUSE = Form(
    name="new_house",
    title=_("<b>Open this joint production house?</b> Tap ✎ to change an answer."),
    steps=(
        Text(
            "name",
            _("What is the joint production house called? For example: Rumah Keripik Dampit."),
            _("Name"),
        ),
        Place("regency", _("In which regency or city is it?"), _("Regency/city")),
        Text(
            "place",
            _("How does one find it? For example: Jl. Raya Dampit 12, behind the village hall."),
            _("Place"),
        ),
        Pieces(
            "pieces",
            _("What can be booked there? For example: 2 ovens, packing table, 3 dryers."),
            _("Equipment"),
        ),
        Several("days", _("On which days is it open?"), _("Days"), choices=WEEKDAYS, ordered=True),
        Hour(
            "opens",
            _("From what time is it open? For example: 8.00."),
            _("From"),
            common=("07:00", "08:00", "09:00"),
        ),
        Hour(
            "closes",
            _("Until what time? For example: 16.00."),
            _("Until"),
            common=("15:00", "16:00", "17:00", "20:00"),
            after="opens",
        ),
        Choice("slot", _("For how long is it booked at a time?"), _("At a time"), choices=SLOTS),
    ),
    finish=finish,
)
