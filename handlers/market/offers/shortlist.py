"""What a buyer is told of the offers that came: how much from where, and the shortlist."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.phone import shown
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.market.offered import OfferState
from handlers.address import Named
from handlers.home import go
from handlers.market.bulletins.bulletins import OFFER, RUNNING, Facts, headline
from handlers.market.offers.offer_screens import STANDS, amount_of

#: Regencies whose share is named, the largest first.
MOST_REGENCIES = 5


class OffersCame(Notice):
    """To the buyer who published; how many there are, they see when they look."""

    kind = "offers_came"

    bulletin_id: int
    facts: Facts


class OffersLeft(Notice):
    """To the buyer whose bulletin is over, though offers for it wait for an answer."""

    kind = "offers_left"

    bulletin_id: int
    facts: Facts
    waiting: int


class OfferFacts(BaseModel, frozen=True):
    """One offer as the buyer sees it. The number is told once it is accepted."""

    offer_id: int
    owner: Named
    business: str
    regency: str
    quantity: Decimal
    unit: str
    price: Decimal | None
    #: Which of the bulletin's grades it is, where each has its own price.
    grade: str | None = None
    state: OfferState
    #: Whether the buyer may have the owner's number once the offer is accepted.
    shares_phone: bool = True
    phone: str | None = None


class OfferList(Notice):
    """What was offered to one bulletin: how much from where, and the shortlist."""

    kind = "offer_list"

    bulletin_id: int
    facts: Facts
    filled: tuple[tuple[str, Decimal], ...]
    #: What officers noted for owners who have not said yes themselves.
    waiting: Decimal = Decimal(0)
    found: tuple[OfferFacts, ...]


class OfferCard(Notice):
    kind = "offer_card"

    facts: Facts
    offer: OfferFacts
    #: Whether the reader's company has a phone number that the owner gets.
    has_contact: bool = True
    #: Whether what was accepted makes up the whole need, which can be closed.
    is_enough: bool = False


class AnsweredBulletins(Notice):
    """A buyer's bulletins with offers: number, what it says, how many wait."""

    kind = "answered_bulletins"

    found: tuple[tuple[int, Facts, int], ...]


def offers_came(words: Words, facts: OffersCame) -> Screen:
    text = words(_("There are new offers for: {bulletin}"), bulletin=headline(words, facts.facts))
    see = Button(words.plain(_("See the offers")), f"{OFFER}:list:{facts.bulletin_id}")
    return Screen(text, ((see,),))


def offers_left(words: Words, facts: OffersLeft) -> Screen:
    sentence = n_(
        "{number} offer for {bulletin} is not answered. Its owner waits: please accept or decline "
        "it.",
        "{number} offers for {bulletin} are not answered. Their owners wait: please accept or "
        "decline them.",
    )
    text = words.plural(sentence, facts.waiting, bulletin=headline(words, facts.facts))
    see = Button(words.plain(_("See the offers")), f"{OFFER}:list:{facts.bulletin_id}")
    return Screen(text, ((see,),))


def offer_list(words: Words, facts: OfferList) -> Screen:
    unit = words.unit(facts.facts.unit)
    lines = [words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts.facts))]
    waits = []
    if facts.waiting:
        told = _("Noted by officers, waiting for the owners' yes: {number} {unit}")
        waits.append(words(told, number=words.number(facts.waiting), unit=unit))
    if not facts.filled:
        return Screen(words.lines([*lines, words(_("No offers yet.")), *waits]))
    lines += fill(words, facts.facts, facts.filled)
    lines += [*waits, Markup(), words(_("Tap an offer to accept or decline it."))]
    buttons = [
        (Button(_in_short(words, each), f"{OFFER}:see:{each.offer_id}"),) for each in facts.found
    ]
    return Screen(words.lines(lines), tuple(buttons))


def fill(words: Words, facts: Facts, filled: Sequence[tuple[str, Decimal]]) -> list[Markup]:
    """How much is offered altogether, and from where the most."""
    unit, total = words.unit(facts.unit), sum((each for _regency, each in filled), Decimal(0))
    if facts.quantity:
        share = words.number(round(100 * total / facts.quantity))
        sentence = _("Offered: {number} {unit}, {share} % of what you look for")
        lines = [words(sentence, number=words.number(total), unit=unit, share=share)]
    else:
        lines = [words(_("Offered: {number} {unit}"), number=words.number(total), unit=unit)]
    for regency, quantity in filled[:MOST_REGENCIES]:
        place, number = place_name(regency, words), words.number(quantity)
        lines.append(words(_("• {place}: {number} {unit}"), place=place, number=number, unit=unit))
    return lines


def _in_short(words: Words, offer: OfferFacts) -> str:
    """`✓ Ibu Siti: 200 kg`."""
    mark = "✓ " if offer.state is OfferState.ACCEPTED else ""
    number, unit = words.number(offer.quantity), words.unit(offer.unit)
    of_grade = f", {offer.grade}" if offer.grade else ""
    return f"{mark}{offer.owner.shown(words)}: {number} {unit}{of_grade}"


def offer_card(words: Words, facts: OfferCard) -> Screen:
    offer = facts.offer
    lines = [
        words(
            _("<b>{owner}</b>, {business}, {place}"),
            owner=offer.owner.shown(words),
            business=offer.business,
            place=place_name(offer.regency, words),
        ),
        amount_of(words, facts.facts, offer.quantity, offer.price, offer.grade),
    ]
    if offer.state is OfferState.OPEN:
        accept = Button(words.plain(_("Accept")), f"{OFFER}:accept:{offer.offer_id}")
        decline = Button(words.plain(_("Decline …")), f"{OFFER}:decline:{offer.offer_id}")
        lines.append(words(WILL_REACH[offer.shares_phone, facts.has_contact]))
        return Screen(words.lines(lines), ((accept,), (decline,), *_lacking(words, facts)))
    lines.append(words(_("This offer: {stands}."), stands=words.plain(DECIDED[offer.state])))
    if offer.state is OfferState.ACCEPTED:
        lines += _reached(words, facts)
        return Screen(words.lines(lines), (*_closing(words, facts), *_lacking(words, facts)))
    return Screen(words.lines(lines))


#: As the buyer reads it, who decided.
DECIDED = STANDS | {OfferState.DECLINED: _("declined")}
#: By whether the owner's number is passed on, and whether the company has one.
WILL_REACH = {
    (True, True): _("Both sides get each other's contact once you accept."),
    (True, False): _(
        "You get their phone number once you accept. Your company has no phone number here yet "
        "that they could get."
    ),
    (False, True): _("They get your company's contact once you accept. Theirs is not passed on."),
    (False, False): _(
        "Their number is not passed on, and your company has no phone number here yet. Add one, "
        "so that they can reach you."
    ),
}


def _reached(words: Words, facts: OfferCard) -> list[Markup]:
    if facts.offer.phone:
        lines = [words(_("Phone: {phone}"), phone=shown(facts.offer.phone))]
        if not facts.has_contact:
            call = _("Your company has no phone number here yet: they wait for your call.")
            lines.append(words(call))
        return lines
    if facts.has_contact:
        have = _("They keep their number to themselves; they have your company's contact.")
        return [words(have)]
    return [words(WILL_REACH[False, False])]


def _closing(words: Words, facts: OfferCard) -> tuple[tuple[Button, ...], ...]:
    label = words.plain(_("Mark as fulfilled: 100 %"))
    return ((Button(label, f"{RUNNING}:full:{facts.facts.number}"),),) if facts.is_enough else ()


def _lacking(words: Words, facts: OfferCard) -> tuple[tuple[Button, ...], ...]:
    label = words.plain(_("Add the company's phone number"))
    return () if facts.has_contact else ((go(label, "apply"),),)


def answered_bulletins(words: Words, facts: AnsweredBulletins) -> Screen:
    if not facts.found:
        publish = go(words.plain(_("Publish a price or need")), "publish")
        return Screen(words(_("Nobody has offered you anything yet.")), ((publish,),))
    lines = [words(_("<b>What was offered to you</b>\nTap one to see the offers."))]
    buttons = []
    for number, each, waiting in facts.found:
        told = words(
            _("• {bulletin}: {number} to decide"),
            bulletin=headline(words, each),
            number=words.number(waiting),
        )
        lines.append(told)
        buttons.append((Button(headline(words, each), f"{OFFER}:list:{number}"),))
    return Screen(words.lines(lines), tuple(buttons))
