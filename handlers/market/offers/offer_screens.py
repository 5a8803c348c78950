"""What is said about an offer to the owner who made it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.phone import shown
from bot.conversation.steps.window import in_words
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market.offered import OfferState
from handlers.address import Named
from handlers.home import go
from handlers.market.bulletins.bulletins import OFFER, Facts


class WhyNot(StrEnum):
    """Why nothing can be offered."""

    GONE = "gone"
    OVER = "over"
    CHANGED = "changed"
    OWN = "own"
    RIVAL = "rival"
    NO_BUSINESS = "no_business"
    OPEN = "open"
    WAITS = "waits"
    TAKEN_BACK = "taken_back"


class NoOffer(Notice):
    kind = "no_offer"

    why: WhyNot
    #: The bulletin as it is now, where it can be answered anew.
    bulletin_id: int | None = None


class OfferMade(Notice):
    kind = "offer_made"

    facts: Facts
    quantity: Decimal
    price: Decimal | None = None
    grade: str | None = None


class OfferNoted(Notice):
    """An officer noted it for an owner without a chat."""

    kind = "offer_noted"

    offer_id: int
    owner: Named | None
    facts: Facts
    quantity: Decimal
    price: Decimal | None = None
    grade: str | None = None


class OffersWait(Notice):
    """To who has just got a chat of their own: an officer noted offers for them."""

    kind = "offers_wait"


class OfferAnswered(Notice):
    """The buyer has decided, to the owner."""

    kind = "offer_answered"

    facts: Facts
    quantity: Decimal
    price: Decimal | None = None
    grade: str | None = None
    accepted: bool
    reason: str | None = None
    #: Of the company, once it has accepted.
    contact: str | None = None
    phone: str | None = None
    #: Of the owner, if the company has got it.
    own_phone: str | None = None


class OwnOffer(BaseModel, frozen=True):
    offer_id: int
    facts: Facts
    quantity: Decimal
    price: Decimal | None
    grade: str | None = None
    state: OfferState
    #: Of the company, once it has accepted.
    contact: str | None = None
    phone: str | None = None


class OwnOffers(Notice):
    kind = "own_offers"

    found: tuple[OwnOffer, ...]


NOT_SO = {
    WhyNot.GONE: _("This is not kept any more."),
    WhyNot.OVER: _("This does not hold any more, so nothing can be offered."),
    WhyNot.CHANGED: _("The buyer has changed this meanwhile, so nothing was sent. Offer anew?"),
    WhyNot.OWN: _("This is your own company's. Other owners can offer here."),
    WhyNot.RIVAL: _("A buyer does not see the prices of other buyers."),
    WhyNot.NO_BUSINESS: _("Only owners of a business can offer. Add yours first."),
    WhyNot.OPEN: _("Your offer for this is with the buyer already."),
    WhyNot.WAITS: _("An offer for this is noted already, and waits for its owner's yes."),
    WhyNot.TAKEN_BACK: _("Taken back. The buyer does not see it any more."),
}
STANDS = {
    OfferState.WAITING: _("noted by the officer, waits for the owner's yes"),
    OfferState.OPEN: _("waits for the buyer"),
    OfferState.ACCEPTED: _("accepted"),
    OfferState.DECLINED: _("not taken this time"),
    OfferState.WITHDRAWN: _("withdrawn"),
}


def no_offer(words: Words, facts: NoOffer) -> Screen:
    buttons = {
        WhyNot.GONE: go(words.plain(_("What buyers look for")), "needs"),
        WhyNot.OVER: go(words.plain(_("What buyers look for")), "needs"),
        WhyNot.NO_BUSINESS: go(words.plain(_("Add a business")), "addbusiness"),
        WhyNot.OPEN: go(words.plain(_("My offers")), "offers"),
    }
    if facts.why is WhyNot.CHANGED and facts.bulletin_id:
        label = words.plain(_("I can supply"))
        buttons[WhyNot.CHANGED] = Button(label, f"{OFFER}:make:{facts.bulletin_id}")
    below = buttons.get(facts.why)
    return Screen(words(NOT_SO[facts.why]), ((below,),) if below else ())


def offer_made(words: Words, facts: OfferMade) -> Screen:
    lines = [
        words(_("Your offer is with {offtaker}:"), offtaker=facts.facts.offtaker),
        amount_of(words, facts.facts, facts.quantity, facts.price, facts.grade),
        words(_("It is not an agreement yet. You hear from us when they have decided.")),
    ]
    return Screen(words.lines(lines), ((go(words.plain(_("My offers")), "offers"),),))


def offer_noted(words: Words, facts: OfferNoted) -> Screen:
    owner = facts.owner.shown(words) if facts.owner else "–"
    lines = [
        words(_("Noted for {owner}, for {offtaker}:"), owner=owner, offtaker=facts.facts.offtaker),
        amount_of(words, facts.facts, facts.quantity, facts.price, facts.grade),
        words(
            _(
                "The buyer sees it as waiting. Only {owner} can offer it, in a chat of their own, "
                "once the account is theirs."
            ),
            owner=owner,
        ),
    ]
    drop = Button(words.plain(_("Take it back")), f"{OFFER}:withdraw:{facts.offer_id}")
    return Screen(words.lines(lines), ((drop,), (go(words.plain(_("Calls to make")), "calls"),)))


def offers_wait(words: Words, facts: OffersWait) -> Screen:
    text = words(_("Your officer noted offers for you. They go to the buyer once you say yes."))
    return Screen(text, ((go(words.plain(_("My offers")), "offers"),),))


def amount_of(
    words: Words,
    facts: Facts,
    quantity: Decimal,
    price: Decimal | None,
    grade: str | None = None,
) -> Markup:
    return amount(words, facts.commodity, quantity, facts.unit, price, grade)


def amount(  # noqa: PLR0917  (what an offer consists of)
    words: Words,
    commodity: str,
    quantity: Decimal,
    unit: str,
    price: Decimal | None,
    grade: str | None,
) -> Markup:
    """`200 kg Cabai rawit merah, Rp45.000/kg`; of one grade of several, it is named."""
    named = _("<b>{quantity} {unit} of {commodity}</b>")
    if grade:
        named = _("<b>{quantity} {unit} of {commodity}, {grade}</b>")
    what = words(
        named,
        quantity=words.number(quantity),
        unit=words.unit(unit),
        commodity=crop_name(commodity, words),
        grade=grade,
    )
    if price is None:
        return what
    at = words(_("{price}/{unit}"), price=words.money(price), unit=words.unit(unit))
    return words(_("{what}, {at}"), what=what, at=at)


def offer_answered(words: Words, facts: OfferAnswered) -> Screen:
    amount = amount_of(words, facts.facts, facts.quantity, facts.price, facts.grade)
    told = (
        _("{offtaker} accepts your offer.")
        if facts.accepted
        else _("{offtaker} does not take your offer this time.")
    )
    lines = [words(told, offtaker=facts.facts.offtaker), amount]
    if facts.reason:
        lines.append(words(_("They write: {reason}"), reason=facts.reason))
    if facts.accepted:
        lines += days_of_delivery(words, facts.facts.wanted.first, facts.facts.wanted.last)
        lines.append(_how_to_reach(words, facts))
    command = "offers" if facts.accepted else "needs"
    label = _("My offers") if facts.accepted else _("What buyers look for")
    return Screen(words.lines(lines), ((go(words.plain(label), command),),))


def _how_to_reach(words: Words, facts: OfferAnswered) -> Markup:
    """The company's contact; where it has none, how its word comes to the owner."""
    if facts.phone:
        return contact_of(words, facts.contact or facts.facts.offtaker, facts.phone)
    if facts.own_phone:
        sentence = _("They have your number, {phone}, and will call or write to you.")
        return words(sentence, phone=shown(facts.own_phone))
    return words(
        _(
            "They have no phone number here yet. Once they add one, you find it under "
            "“My offers”. Your officer can help, too."
        )
    )


def days_of_delivery(words: Words, first: date | None, last: date | None) -> list[Markup]:
    days = in_words(words, first, last)
    return [words(_("Delivery: {days}"), days=days)] if days else []


def contact_of(words: Words, name: str, phone: str) -> Markup:
    return words(_("Contact: {name}, {phone}"), name=name, phone=shown(phone))


POSSIBLE = {
    OfferState.OPEN: (("withdraw", _("Withdraw: {number} {unit} of {commodity}")),),
    OfferState.WAITING: (
        ("confirm", _("Offer: {number} {unit} of {commodity}")),
        ("withdraw", _("Withdraw: {number} {unit} of {commodity}")),
    ),
}


def _does(words: Words, offer: OwnOffer, does: str, label: str) -> Button:
    said = words.plain(
        label,
        number=words.number(offer.quantity),
        unit=words.unit(offer.facts.unit),
        commodity=offer.facts.called(words),
    )
    return Button(said, f"{OFFER}:{does}:{offer.offer_id}")


def own_offers(words: Words, facts: OwnOffers) -> Screen:
    needs = go(words.plain(_("What buyers look for")), "needs")
    if not facts.found:
        return Screen(words(_("You have not offered anything yet.")), ((needs,),))
    lines = [words(_("<b>Your offers</b>"))]
    buttons = []
    for each in facts.found:
        amount = amount_of(words, each.facts, each.quantity, each.price, each.grade)
        stands = words.plain(STANDS[each.state])
        line = _("• {amount} to {offtaker}: {stands}")
        lines.append(words(line, amount=amount, offtaker=each.facts.offtaker, stands=stands))
        if each.phone:
            lines.append(contact_of(words, each.contact or each.facts.offtaker, each.phone))
        buttons += [(_does(words, each, *does),) for does in POSSIBLE.get(each.state, ())]
    return Screen(words.lines(lines), (*buttons, (needs,)))
