"""How a profile reads: grouped and short, so that it fits a small phone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps import supply
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.hour import Hour
from bot.conversation.steps.news_hour import AT_ONCE
from bot.conversation.steps.person_name import TITLED
from bot.language import Words, _
from bot.market.regions import region
from bot.partnerships.models import Vetting
from bot.people.businesses import BusinessCard, Make
from bot.people.models import Honorific, SizeClass
from bot.people.readiness import Item, Mark
from handlers.people.details import ITEMS, PHONE
from handlers.people.trade_names import trade_name

#: As many products as a glance takes in; the rest is counted.
MOST_PRODUCTS = 12
SIZE_NAMES = {
    SizeClass.MICRO: _("micro business"),
    SizeClass.SMALL: _("small business"),
    SizeClass.MEDIUM: _("medium business"),
    SizeClass.LARGE: _("large business"),
}
VETTING_NAMES = {
    Vetting.PENDING: _("{company}: an admin is checking the application"),
    Vetting.ASKED: _("{company}: an admin has asked something"),
    Vetting.APPROVED: _("{company}: approved"),
    Vetting.REJECTED: _("{company}: not approved"),
}


class Ware(BaseModel):
    slug: str | None
    #: What its owner called it, where that says more than the name.
    said: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    per: str | None = None

    @classmethod
    def of(cls, make: Make, *, says_more: bool) -> "Ware":
        told = make.supply
        amounts = (
            {"low": told.low, "high": told.high, "unit": told.unit, "per": told.per} if told else {}
        )
        return cls(slug=make.slug, said=make.said if says_more else None, **amounts)


class Trade(BaseModel):
    id: int
    name: str
    regency: str
    wares: tuple[Ware, ...]
    size: SizeClass | None = None
    nib: str | None = None
    have: tuple[Item, ...] = ()
    doing: tuple[Item, ...] = ()
    #: Of papers that expire, the last day.
    until: Mapping[Item, date] = {}


class Company(BaseModel):
    name: str
    vetting: Vetting
    #: What an admin wrote with the last decision or question.
    reason: str | None = None


def trade_of(
    card: BusinessCard,
    marks: Mapping[Item, Mark],
    wares: Sequence[Ware],
    until: Mapping[Item, date],
) -> Trade:
    return Trade(
        id=card.id,
        name=card.name,
        regency=card.regency,
        wares=tuple(wares),
        size=card.size,
        nib=card.nib,
        have=tuple(item for item, mark in marks.items() if mark is Mark.HAVE),
        until=until,
        doing=tuple(item for item, mark in marks.items() if mark is Mark.DOING),
    )


def whole_name(words: Words, name: str, honorific: str | None) -> str:
    """`Ibu Siti Aminah`: as it is asked for and corrected."""
    return words.plain(TITLED[Honorific(honorific)], name=name) if honorific else name


def business_lines(words: Words, trade: Trade, owner: str) -> Iterator[Markup]:
    yield Markup("<b>{}</b>").format(trade_name(words, trade.name, owner))
    yield words(_("Place: {place}"), place=region(trade.regency).full_name)
    for ware in trade.wares[:MOST_PRODUCTS]:
        yield words(_("• {product}"), product=_ware(words, ware))
    if len(trade.wares) > MOST_PRODUCTS:
        yield words(_("… and {count} more"), count=len(trade.wares) - MOST_PRODUCTS)
    if trade.size:
        yield words(_("Size: {size}"), size=words.plain(SIZE_NAMES[trade.size]))
    if trade.nib:
        yield words(_("NIB: {number}"), number=trade.nib)
    if trade.have:
        yield words(_("Has: {items}"), items=_items(words, trade.have))
    for item, last_day in trade.until.items():
        paper = words.plain(ITEMS[item])
        yield words(_("{paper} valid until {day}"), paper=paper, day=words.day(last_day))
    if trade.doing:
        yield words(_("Being arranged: {items}"), items=_items(words, trade.doing))


def _items(words: Words, items: Sequence[Item]) -> str:
    return words.list(words.plain(ITEMS[item]) for item in items)


def _ware(words: Words, ware: Ware) -> str:
    name = crop_name(ware.slug, words) if ware.slug else ware.said or ""
    if ware.slug and ware.said:
        name = words.plain(_("{product} ({note})"), product=name, note=ware.said)
    if ware.low is None or ware.high is None:
        return name
    ends = [f"{end.normalize():f}" for end in (ware.low, ware.high)]
    entry = {"amount": ends if ware.low != ware.high else ends[0], "unit": ware.unit}
    amount = supply.shown({**entry, "per": ware.per}, words)
    return words.plain(_("{product}: {amount}"), product=name, amount=amount)


def phone(words: Words, number: str, *, verified: bool) -> str:
    return PHONE.show({"number": number, "verified": verified}, words, {})


def hour(words: Words, chosen: str | None) -> str:
    if chosen in {None, AT_ONCE}:
        return words.plain(_("at once, in the daytime"))
    return Hour("", "", "").label(str(chosen), words, {})


def company_lines(words: Words, company: Company) -> Iterator[Markup]:
    yield words(VETTING_NAMES[company.vetting], company=company.name)
    if company.reason and company.vetting in {Vetting.ASKED, Vetting.REJECTED}:
        yield words(_("The admin wrote: {reason}"), reason=company.reason[:500])
