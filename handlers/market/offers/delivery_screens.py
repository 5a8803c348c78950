"""How a reminder reads of what a buyer has accepted and is to be delivered."""

from markupsafe import Markup

from bot import clock
from bot.coaching.reminders.again import LATER
from bot.coaching.reminders.deliveries import DeliverySoon, starts_at
from bot.coaching.reminders.models import About
from bot.delivery.screen import Screen
from bot.language import Words, _
from bot.market.conditions import Delivery
from handlers.coaching.reminders.reminding import help_button, later_button
from handlers.home import go
from handlers.market.offers.offer_screens import amount, contact_of, days_of_delivery

PLACES = {
    Delivery.LOCO: _("The buyer fetches it at: {place}"),
    Delivery.FRANCO: _("Bring it to: {place}"),
    None: _("Place: {place}"),
}


def delivery_soon(words: Words, facts: DeliverySoon) -> Screen:
    lines = [
        words(
            _("Reminder: {offtaker} is waiting for what you agreed on."), offtaker=facts.offtaker
        ),
        amount(words, facts.commodity, facts.quantity, facts.unit, facts.price, facts.grade),
        *days_of_delivery(words, facts.first, facts.last),
        *_where(words, facts),
    ]
    if facts.phone:
        lines.append(contact_of(words, facts.contact or facts.offtaker, facts.phone))
    lines.append(words(_("If something has come up, it is best to tell them now.")))
    rows = [(help_button(words, About.DELIVERY, facts.offer_id),)]
    if _is_far(words, facts):
        rows.insert(0, (later_button(words, About.DELIVERY, facts.offer_id),))
    rows.append((go(words.plain(_("My offers")), "offers"),))
    return Screen(words.lines(lines), tuple(rows))


def _where(words: Words, facts: DeliverySoon) -> list[Markup]:
    if facts.place:
        return [words(PLACES[facts.delivery], place=facts.place)]
    return [words(_("The buyer fetches it."))] if facts.delivery is Delivery.LOCO else []


def _is_far(words: Words, facts: DeliverySoon) -> bool:
    """Whether another reminder fits in between."""
    day = facts.first or facts.last
    left = starts_at(day, str(words.zone)) - clock.now() if day else LATER[About.DELIVERY]
    return left > LATER[About.DELIVERY]
