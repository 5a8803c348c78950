"""How one bulletin reads, to everyone who gets it or looks it up."""

from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.crops import crop_name
from bot.delivery.screen import Screen
from bot.language import Words, _
from bot.market.models import Bulletin, BulletinKind
from handlers.home import go


class Facts(BaseModel):
    kind: BulletinKind
    commodity: str
    unit: str
    price: Decimal | None
    quantity: Decimal | None
    terms: str | None
    #: The last day on which it holds.
    until: date
    offtaker: str

    @classmethod
    def of(cls, bulletin: Bulletin, offtaker: str, zone: str) -> "Facts":
        last = bulletin.valid_until.astimezone(ZoneInfo(zone)) - timedelta(seconds=1)
        return cls(
            kind=BulletinKind(bulletin.kind),
            commodity=bulletin.commodity,
            unit=bulletin.unit,
            price=bulletin.price,
            quantity=bulletin.quantity,
            terms=bulletin.terms,
            until=last.date(),
            offtaker=offtaker,
        )


def describe(words: Words, facts: Facts) -> Markup:
    """`Cabai rawit merah Rp45.000/kg`, who says so, on what terms and until when."""
    if facts.kind is BulletinKind.PRICE:
        head = words(
            _("<b>{commodity} {price}/{unit}</b>"),
            commodity=crop_name(facts.commodity, words),
            price=words.money(facts.price or 0),
            unit=words.unit(facts.unit),
        )
    else:
        head = words(
            _("<b>Wanted: {quantity} {unit} of {commodity}</b>"),
            commodity=crop_name(facts.commodity, words),
            quantity=words.number(facts.quantity or 0),
            unit=words.unit(facts.unit),
        )
    who = [words(_("Buyer: {offtaker}"), offtaker=facts.offtaker)]
    if facts.terms:
        who.append(words(_("Terms: {terms}"), terms=facts.terms))
    valid = words(_("Valid until {day}."), day=words.day(facts.until))
    return words.lines([head, *who, valid])


def bulletin(words: Words, facts: Facts) -> Screen:
    """As it arrives at the owners whom it concerns."""
    label = words.plain(
        _("Today's prices") if facts.kind is BulletinKind.PRICE else _("What buyers look for")
    )
    command = "prices" if facts.kind is BulletinKind.PRICE else "needs"
    return Screen(describe(words, facts), ((go(label, command),),))
