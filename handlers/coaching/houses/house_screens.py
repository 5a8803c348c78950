"""How a joint production house, and what is booked in it, look in a chat."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.coaching.houses.inside import Piece
from bot.coaching.houses.slots import WEEKDAYS as A_WEEK
from bot.coaching.houses.slots import weekdays
from bot.conversation.steps.length import shown as length
from bot.conversation.steps.pieces import piece_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_, words_for
from bot.market.regions import region
from handlers.coaching.houses import house_booking, house_keeping, houses
from handlers.coaching.houses.house_keeping import HouseClosed
from handlers.coaching.houses.houses import (
    SLOTS,
    WEEKDAYS,
    WHOLE_DAY,
    AHouse,
    HouseGone,
    Houses,
    MayNotOpenHouse,
    TheHouse,
)
from handlers.coaching.houses.slot_screens import describe, see
from handlers.home import go

KEEP = house_keeping.PREFIX


def houses_screen(words: Words, facts: Houses) -> Screen:
    parts = [words(_("<b>Joint production houses</b>"))]
    rows = [(see(words, each),) for each in facts.booked]
    if facts.booked:
        booked = [describe(words, each, who=False) for each in facts.booked]
        parts += [words(_("You have booked:")), *booked]
        rows.append((go(words.plain(_("In the calendar of my phone")), "calendar"),))
    mine = {each.id for each in facts.managed}
    rows += [
        (Button(_managed(words, each), f"{houses.PREFIX}:show:{each.id}"),)
        for each in facts.managed
    ]
    rows += [
        (Button(_named(words, each), f"{houses.PREFIX}:show:{each.id}"),)
        for each in facts.near
        if each.id not in mine
    ]
    if facts.near or facts.managed:
        parts.append(words(_("Tap a house to see what is in it.")))
    else:
        parts.append(words(_("There is none in your province yet. Your officer can open one.")))
    if facts.may_open:
        rows.append((go(words.plain(_("Open a joint production house")), "newhouse"),))
    return Screen(words.paragraphs(parts), tuple(rows))


def _named(words: Words, house: AHouse) -> str:
    place = region(house.regency).name
    return words.plain(_("{house} · {place}"), house=house.name, place=place)


def _managed(words: Words, house: AHouse) -> str:
    if not house.waiting:
        return words.plain(_("Manage {house}"), house=house.name)
    return words.plain(_("Manage {house} ({count})"), house=house.name, count=house.waiting)


def the_house(words: Words, facts: TheHouse) -> Screen:
    if facts.closing:
        return _closing(words, facts)
    lines = [words(_("<b>{house}</b>"), house=facts.name)]
    if facts.new:
        lines.insert(0, words(_("The house is open. Owners of the province find it with /houses.")))
    pieces = [piece_name(Piece(*each), words) for each in facts.pieces]
    lines += [
        words(_("{place}, {region}"), place=facts.place, region=region(facts.regency).name),
        words(_("Equipment: {pieces}"), pieces=words.list(pieces)),
        words(_("Open: {days}, {hours}"), days=_days(words, facts), hours=_hours(words, facts)),
        words(_("Booked at a time: {length}"), length=_length(words, facts)),
    ]
    return Screen(words.lines(lines), tuple((each,) for each in _doing(words, facts)))


def _length(words: Words, facts: TheHouse) -> str:
    if str(facts.slot_minutes) == WHOLE_DAY:
        return words.plain(SLOTS[WHOLE_DAY])
    return length(words, facts.slot_minutes)


def _doing(words: Words, facts: TheHouse) -> list[Button]:
    buttons = []
    if facts.may_book:
        book = f"{house_booking.PREFIX}:{facts.id}"
        buttons.append(Button(words.plain(_("Book")), book))
    if facts.manages:
        buttons.append(Button(words.plain(_("Bookings")), f"{KEEP}:in:{facts.id}"))
        buttons.append(Button(words.plain(_("Close this house")), f"{KEEP}:close:{facts.id}"))
    buttons.append(Button(words.plain(_("All houses")), f"{houses.PREFIX}:list"))
    return buttons


def _days(words: Words, facts: TheHouse) -> str:
    days = weekdays(facts.days)
    names = [words.plain(WEEKDAYS[str(day)]) for day in days]
    run = len(days) > 2 and days[-1] - days[0] == len(days) - 1  # noqa: PLR2004  (two are “and”)
    if len(days) == A_WEEK:
        return words.plain(_("every day"))
    if run:
        return words.plain(_("{first} to {last}"), first=names[0], last=names[-1])
    return words.list(names)


def _hours(words: Words, facts: TheHouse) -> str:
    # Any day will do: only its hours are shown.
    zone = ZoneInfo(facts.zone)
    opens, closes = (
        datetime.combine(date(2026, 1, 1), time.fromisoformat(hour), zone)
        for hour in (facts.opens, facts.closes)
    )
    return words_for(words.language, facts.zone).hours(opens, closes)


def _closing(words: Words, facts: TheHouse) -> Screen:
    text = words(
        _(
            "<b>Close {house}?</b>\nNobody can book it any more, what is booked is called off, and "
            "those concerned are told."
        ),
        house=facts.name,
    )
    keep = Button(words.plain(_("No, keep it open")), f"{houses.PREFIX}:show:{facts.id}")
    yes = Button(words.plain(_("Yes, close it")), f"{KEEP}:really:{facts.id}")
    return Screen(text, ((keep,), (yes,)))


def house_gone(words: Words, facts: HouseGone) -> Screen:
    return Screen(words(_("That joint production house is closed.")), (_all(words),))


def may_not_open_house(words: Words, facts: MayNotOpenHouse) -> Screen:
    return Screen(
        words(_("Only officers and admins open joint production houses.")), (_all(words),)
    )


def _all(words: Words) -> tuple[Button]:
    return (go(words.plain(_("All houses")), "houses"),)


def house_closed(words: Words, facts: HouseClosed) -> Screen:
    text = words(_("{house} is closed."), house=facts.name)
    if facts.called_off:
        told = n_("{number} booking was called off.", "{number} bookings were called off.")
        text = words.lines([text, words.plural(told, facts.called_off)])
    return Screen(text, (_all(words),))
