"""How a booking of a joint production house looks, to who made it and to who keeps the house."""

from markupsafe import Markup

from bot.coaching.houses.booking import Refused
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot, SlotEnded, SlotOff
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, words_for
from handlers.coaching.houses import house_keeping, houses
from handlers.coaching.houses.house_booking import NoHouse, SlotAsked, SlotBooked, SlotRefused
from handlers.coaching.houses.house_keeping import InTheHouse, SlotCard, SlotDecided, SlotGone
from handlers.home import go
from handlers.people.trade_names import trade_name

KEEP = house_keeping.PREFIX
STATES = {
    BookingState.ASKED: _("waits for the manager's yes"),
    BookingState.CONFIRMED: _("confirmed"),
    BookingState.REFUSED: _("not possible"),
    BookingState.CANCELLED: _("called off"),
    BookingState.USED: _("used"),
    BookingState.UNUSED: _("nobody came"),
}
WHY_NOT = {
    Refused.TAKEN: _("Somebody else was quicker, and nothing else of it is free for now."),
    Refused.PASSED: _("That time has passed, and nothing else of it is free for now."),
    Refused.GONE: _("That cannot be booked there any more. Nothing was booked."),
    Refused.OWN: _("You have booked that already."),
    Refused.MANY: _(
        "You have {most} bookings there already. So that everybody has a turn, call one off, or "
        "book again when one has passed."
    ),
}


def when(words: Words, slot: Slot) -> Markup:
    """By the house's clock, which is where one has to be."""
    there = words_for(words.language, slot.zone)
    hours = there.hours(slot.starts_at, slot.ends_at)
    return there(_("{day}, {hours}"), day=there.day(slot.starts_at), hours=hours)


def describe(words: Words, slot: Slot, *, who: bool) -> Markup:
    lines = [
        words(_("<b>{piece}</b>, {house}"), piece=slot.piece, house=slot.house),
        when(words, slot),
        words(_("Place: {place}"), place=slot.place),
    ]
    if (who or slot.spoken_for) and slot.owner:
        business = trade_name(words, slot.business, slot.owner)
        lines.append(words(_("For: {other} ({business})"), other=slot.owner, business=business))
    lines.append(words(_("Booking: {state}"), state=words.plain(STATES[BookingState(slot.state)])))
    if slot.made:
        lines.append(words(_("Made: {what}"), what=slot.made))
    return words.lines(lines)


def no_house(words: Words, facts: NoHouse) -> Screen:
    if facts.no_business:
        return Screen(words(_("A house is booked for a business. You have none here yet.")))
    none = _("There is none in your province yet. Your officer can open one.")
    return Screen(words(none), ((go(words.plain(_("My officer")), "officer"),),))


def slot_booked(words: Words, facts: SlotBooked) -> Screen:
    asked = facts.slot.state == BookingState.ASKED
    head = _("Booked.")
    if asked and facts.slot.spoken_for:
        head = _(
            "Booked. It is held; the manager still has to say yes. The answer comes to your list "
            "of calls."
        )
    elif asked:
        head = _(
            "Booked. It is held for you; the manager still has to say yes. You will hear it here."
        )
    return Screen(
        words.lines([words(head), describe(words, facts.slot, who=False)]),
        ((call_off(words, facts.slot),), _all(words)),
    )


def slot_refused(words: Words, facts: SlotRefused) -> Screen:
    text = words(WHY_NOT[facts.why], most=facts.most)
    return Screen(text, ((go(words.plain(_("Book something else")), "book"),), _all(words)))


def slot_asked(words: Words, facts: SlotAsked) -> Screen:
    head = words(_("Somebody would like to use the joint production house."))
    number = facts.slot.id
    return Screen(
        words.lines([head, describe(words, facts.slot, who=True)]),
        (
            (Button(words.plain(_("Yes, confirm")), f"{KEEP}:ok:{number}"),),
            (Button(words.plain(_("Not possible")), f"{KEEP}:no:{number}"),),
        ),
    )


def slot_card(words: Words, facts: SlotCard) -> Screen:
    parts = [describe(words, facts.slot, who=facts.manages)]
    if facts.unchanged:
        parts.insert(0, words(_("Nothing was changed: the booking stands as follows.")))
    rows = [(each,) for each in _may(words, facts)]
    if facts.manages:
        rows.append((go(words.plain(_("All houses")), "houses"),))
    return Screen(words.paragraphs(parts), (*rows, *(() if facts.manages else (_all(words),))))


def _may(words: Words, facts: SlotCard) -> list[Button]:
    """What can be done about a booking as it stands now."""
    number, state = facts.slot.id, BookingState(facts.slot.state)
    if state in {BookingState.REFUSED, BookingState.CANCELLED}:
        return []
    if not facts.begun:
        decides = facts.manages and state == BookingState.ASKED
        yes = Button(words.plain(_("Yes, confirm")), f"{KEEP}:ok:{number}")
        no = Button(words.plain(_("Not possible")), f"{KEEP}:no:{number}")
        return [yes, no] if decides else [call_off(words, facts.slot)]
    if not facts.manages:
        return []
    used = Button(words.plain(_("It was used")), f"{KEEP}:used:{number}")
    unused = Button(words.plain(_("Nobody came")), f"{KEEP}:unused:{number}")
    made = Button(words.plain(_("Note what was made")), f"{house_keeping.MADE_PREFIX}:{number}")
    return {BookingState.USED: [made, unused], BookingState.UNUSED: [used]}.get(
        state, [used, unused]
    )


def call_off(words: Words, slot: Slot) -> Button:
    return Button(words.plain(_("Call this booking off")), f"{KEEP}:off:{slot.id}")


def slot_decided(words: Words, facts: SlotDecided) -> Screen:
    if facts.slot.state == BookingState.CONFIRMED:
        head, button = words(_("Your booking is confirmed.")), call_off(words, facts.slot)
    else:
        head = words(_("Sorry, your booking is not possible. You can choose another time."))
        button = go(words.plain(_("Choose another time")), "book")
    text = words.lines([head, describe(words, facts.slot, who=False)])
    return Screen(text, ((button,), _all(words)))


def slot_off(words: Words, facts: SlotOff) -> Screen:
    if facts.house_closed:
        head = words(_("The joint production house has closed. Your booking is called off."))
    elif facts.booker:
        head = words(_("The manager has called your booking off."))
    else:
        head = words(_("A booking was called off. That time is free again."))
    text = words.lines([head, describe(words, facts.slot, who=not facts.booker)])
    return Screen(text, (_all(words),))


def slot_ended(words: Words, facts: SlotEnded) -> Screen:
    """The same buttons as on its card."""
    card = SlotCard(slot=facts.slot, manages=True, begun=True)
    head = words(_("That time is over. Was it used? One tap records it."))
    text = words.lines([head, describe(words, facts.slot, who=True)])
    return Screen(text, (*((each,) for each in _may(words, card)), _all(words)))


def slot_gone(words: Words, facts: SlotGone) -> Screen:
    return Screen(words(_("There is no such booking of yours.")), (_all(words),))


def in_the_house(words: Words, facts: InTheHouse) -> Screen:
    if not facts.slots:
        text = words(_("Nothing is booked in {house}."), house=facts.name)
        return Screen(text, (_all(words),))
    parts = [
        words(_("<b>Booked in {house}</b>\nTap one to decide or to record it."), house=facts.name)
    ]
    for slot in facts.slots[: houses.MOST_LISTED]:
        owner = slot.owner or "–"
        state = words.plain(STATES[BookingState(slot.state)])
        line = words(_("{piece}: {owner}, {state}"), piece=slot.piece, owner=owner, state=state)
        parts.append(words.lines([when(words, slot), line]))
    rows = [(see(words, slot),) for slot in facts.slots[: houses.MOST_LISTED]]
    return Screen(words.paragraphs(parts), (*rows, _all(words)))


def see(words: Words, slot: Slot) -> Button:
    there = words_for(words.language, slot.zone)
    label = there.plain(
        _("{piece}, {day}, {time}"),
        piece=slot.piece,
        day=there.short_day(slot.starts_at.astimezone(there.zone).date()),
        time=there.time(slot.starts_at),
    )
    return Button(label, f"{KEEP}:see:{slot.id}")


def _all(words: Words) -> tuple[Button]:
    return (go(words.plain(_("All houses")), "houses"),)
