"""How one bulletin reads, to everyone who gets it or looks it up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.conditions import clauses
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_within
from bot.conversation.steps.window import in_words
from bot.delivery.screen import Button, Enclosed, Screen
from bot.language import Words, _
from bot.market import grades
from bot.market.conditions import NONE, Conditions
from bot.market.enclosure import Enclosure
from bot.market.living import SHARES
from bot.market.models import Bulletin, BulletinKind
from bot.market.needs import NOTHING, Wanted
from handlers.home import go

#: More regions than this are told by an ellipsis.
MOST_REGIONS = 4
#: Starts the data of the buttons by which a bulletin is answered (`handlers.market.offers.offers`).
OFFER = "offer"
#: Telegram takes no longer data of a button.
MOST_BYTES = 64
#: Starts the data of the buttons by which its buyer changes it (`changing`).
RUNNING = "bulletin"
#: Starts the data of the buttons by which its news is stopped (`handlers.market.readers.muting`).
MUTE = "mute"
#: Starts the data of the buttons that widen and narrow it (`handlers.market.readers.following`).
FOLLOW = "follow"
#: Starts the data of the button by which it is passed on (`handlers.market.readers.sharing`).
SHARE = "share"
#: Starts the data of the button that brings what goes with it (`enclosing`).
SEE = "see"
#: What that button says, by what it is.
ENCLOSURE = {"photo": _("See the photo"), "document": _("See the document")}


class Facts(BaseModel):
    #: Of the bulletin; 0 before it is published.
    number: int = 0
    kind: BulletinKind
    commodity: str
    unit: str
    #: Of a table the highest.
    price: Decimal | None
    #: Prices by grade, if there is more than one.
    table: grades.Table = ()
    quantity: Decimal | None
    wanted: Wanted = NOTHING
    conditions: Conditions = NONE
    #: The last day on which it holds.
    until: date
    offtaker: str
    #: How much of a need has been found, in per cent.
    fulfilled: int = 0
    #: The regions whom it concerns, if the reader is in none of them.
    regions: tuple[str, ...] = ()
    #: A photo or a document that goes with it.
    enclosure: Enclosure | None = None

    @classmethod
    def of(
        cls, bulletin: Bulletin, offtaker: str, zone: str, regions: Sequence[str] = ()
    ) -> "Facts":
        last = bulletin.valid_until.astimezone(ZoneInfo(zone)) - timedelta(seconds=1)
        return cls(
            number=bulletin.id or 0,
            kind=BulletinKind(bulletin.kind),
            commodity=bulletin.commodity,
            unit=bulletin.unit,
            price=bulletin.price,
            table=bulletin.table,
            quantity=bulletin.quantity,
            wanted=bulletin.wanted,
            conditions=bulletin.conditions,
            until=last.date(),
            offtaker=offtaker,
            fulfilled=bulletin.fulfilled,
            regions=tuple(regions),
            enclosure=Enclosure.of(bulletin.enclosure),
        )

    @property
    def prices(self) -> grades.Table:
        """What is paid for which goods: one row, or several; none for a need."""
        if self.price is None:
            return ()
        return grades.whole(self.price, self.conditions.grade, self.table)

    @property
    def lowest(self) -> Decimal | None:
        """Where it is not the same price for all."""
        return grades.lowest(self.table)

    def called(self, words: Words) -> str:
        """The goods, as their reader calls them."""
        return crop_name(self.commodity, words)


class Happened(StrEnum):
    """What made the newest version of a bulletin."""

    CORRECTED = "corrected"
    EXTENDED = "extended"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"


HEADS = {
    # Translators: the time is an hour with its zone, as in 14.05 WIB.
    Happened.CORRECTED: _("<b>Updated {time}</b> ({day})"),
    Happened.EXTENDED: _("<b>Extended until {until}</b>"),
    Happened.FULFILLED: _("<b>Fulfilled: {share} %</b>"),
    Happened.WITHDRAWN: _("<b>Withdrawn {time}</b> ({day})"),
    Happened.SUPERSEDED: _("<b>There is a newer price: {price}/{unit}</b>"),
    Happened.EXPIRED: _("<b>Expired</b>"),
}
NEWER_PRICES = _("<b>There is a newer price: {lowest} to {price}/{unit}</b>")

#: Those after which a bulletin still holds, unless all of it is fulfilled.
GOES_ON = {Happened.CORRECTED, Happened.EXTENDED, Happened.FULFILLED}
#: Those that end it before its last day, which then says nothing any more.
ENDS_EARLY = {Happened.FULFILLED, Happened.WITHDRAWN, Happened.SUPERSEDED}


class Change(BaseModel):
    """What happened, and when; the price that stands in place of an older one."""

    what: Happened
    at: datetime
    price: Decimal | None = None
    #: Where that is a table of several: the lowest.
    lowest: Decimal | None = None


def describe(words: Words, facts: Facts, *, rows: bool = True, until: bool = True) -> Markup:
    """`Cabai rawit merah Rp45.000/kg`, who says so, on what terms and until when.

    A table of prices stands below that, one row a line. Without `until` its last day is left out.
    """
    head = words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts))
    who = price_rows(words, facts.table) if rows else []
    who += wanted_rows(words, facts)
    who += [words(_("Buyer: {offtaker}"), offtaker=facts.offtaker)]
    if facts.fulfilled:
        who.append(words(_("Fulfilled: {share} %"), share=facts.fulfilled))
    if facts.regions:
        places = [place_within(code, words) for code in facts.regions[:MOST_REGIONS]]
        more = ["…"] if len(facts.regions) > MOST_REGIONS else []
        who.append(words(_("For: {places}"), places=", ".join([*places, *more])))
    if facts.conditions.grade:
        who.append(words(_("Quality: {grade}"), grade=facts.conditions.grade))
    if said := clauses(words, facts.conditions, facts.unit):
        who.append(words(_("Terms: {terms}"), terms=", ".join(said)))
    if until:
        who.append(words(_("Valid until {day}."), day=words.day(facts.until)))
    return words.lines([head, *who])


def headline(words: Words, facts: Facts) -> str:
    """A bulletin in a few words, for a button or a line of a list; not HTML."""
    commodity, unit = crop_name(facts.commodity, words), words.unit(facts.unit)
    if facts.kind is BulletinKind.PRICE:
        prices = {"price": words.money(facts.price or 0)}
        named = _("{commodity} {price}/{unit}")
        if facts.lowest is not None:
            named = _("{commodity} {lowest} to {price}/{unit}")
            prices["lowest"] = words.money(facts.lowest)
        return words.plain(named, commodity=commodity, unit=unit, **prices)
    quantity = words.number(facts.quantity or 0)
    wanted = _("Wanted: {quantity} {unit} of {commodity}")
    return words.plain(wanted, commodity=commodity, quantity=quantity, unit=unit)


def price_rows(words: Words, table: grades.Table) -> list[Markup]:
    """`• grade A: Rp62.000`."""
    row = _("• {grade}: <b>{price}</b>")
    return [words(row, grade=each.grade, price=words.money(each.price)) for each in table]


def wanted_rows(words: Words, facts: Facts) -> list[Markup]:
    """What a need would pay, and when it is delivered."""
    lines, said = [], facts.wanted
    if said.low is not None and said.high is not None:
        price, unit = words.money(said.high), words.unit(facts.unit)
        told = _("Price: {price}/{unit}") if said.price else _("Price: {low} to {price}/{unit}")
        lines.append(words(told, low=words.money(said.low), price=price, unit=unit))
    if days := in_words(words, said.first, said.last):
        lines.append(words(_("Delivery: {days}"), days=days))
    return lines


def answering(words: Words, facts: Facts, amount: str = "") -> tuple[tuple[Button, ...], ...]:
    """The button by which a published bulletin is answered, with how much if that was said."""
    if not facts.number or facts.fulfilled == SHARES[-1]:
        return ()
    return ((Button(words.plain(_("I can supply")), _make(facts, amount)),),)


def _make(facts: Facts, amount: str) -> str:
    said = f"{OFFER}:make:{facts.number}:{amount}"
    fits = amount and len(said.encode()) <= MOST_BYTES
    return said if fits else f"{OFFER}:make:{facts.number}"


def answering_each(
    words: Words, found: Sequence[Facts], amount: str = ""
) -> tuple[tuple[Button, ...], ...]:
    """A button to answer each; it names what it is about where there are several."""
    if len(found) == 1:
        return answering(words, found[0], amount)
    label = _("I can supply: {bulletin}")
    return tuple(
        (Button(words.plain(label, bulletin=_in_short(words, each)), _make(each, amount)),)
        for each in found
        if each.number
    )


def _in_short(words: Words, facts: Facts) -> str:
    """For a button that says already what it is about: not HTML."""
    if facts.kind is BulletinKind.PRICE:
        return headline(words, facts)
    quantity, unit = words.number(facts.quantity or 0), words.unit(facts.unit)
    short = _("{commodity}, {quantity} {unit}")
    name = crop_name(facts.commodity, words)
    return words.plain(short, commodity=name, quantity=quantity, unit=unit)


def _while_it_holds(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """To answer it, and to pass it on."""
    if not facts.number:
        return ()
    share = Button(words.plain(_("Share")), f"{SHARE}:{facts.number}")
    answers = [button for row in answering(words, facts) for button in row]
    return ((*answers, share),)


def _enough(words: Words, facts: Facts) -> Button:
    return Button(words.plain(_("Stop this news")), f"{MUTE}:stop:{facts.commodity}")


def bulletin(words: Words, facts: Facts, change: Change | None = None) -> Screen:
    """As it arrives at the owners whom it concerns, and stands there after a change.

    One text serves all readers of a language, so that hours are those of `words`, with their zone.
    """
    label = words.plain(
        _("Today's prices") if facts.kind is BulletinKind.PRICE else _("What buyers look for")
    )
    command = "prices" if facts.kind is BulletinKind.PRICE else "needs"
    more = (go(label, command), _enough(words, facts))
    holds = _holds(facts, change)
    enclosed = _enclosed(words, facts, holds=holds)
    if change is None:
        rows = (*_while_it_holds(words, facts), more)
        return Screen(describe(words, facts), rows, enclosed=enclosed)
    ranges = change.what is Happened.SUPERSEDED and change.lowest is not None
    head = words(
        NEWER_PRICES if ranges else HEADS[change.what],
        time=words.time(change.at),
        day=words.day(change.at),
        until=words.day(facts.until),
        share=facts.fulfilled,
        price=words.money(change.price or 0),
        lowest=words.money(change.lowest or 0),
        unit=words.unit(facts.unit),
    )
    if change.what is Happened.FULFILLED:
        facts = facts.model_copy(update={"fulfilled": 0})  # the head says so
    rows = _while_it_holds(words, facts) if holds else ()
    until = holds or change.what not in ENDS_EARLY
    text = words.paragraphs([head, describe(words, facts, until=until)])
    return Screen(text, (*rows, more), enclosed=enclosed)


def _holds(facts: Facts, change: Change | None) -> bool:
    return change is None or (change.what in GOES_ON and facts.fulfilled != SHARES[-1])


def _enclosed(words: Words, facts: Facts, *, holds: bool) -> Enclosed | None:
    """What goes with it. Once it has ended, it stays where it is and is brought to nobody else."""
    it = facts.enclosure
    if it is None:
        return None
    button = None
    if facts.number and holds:
        button = Button(words.plain(ENCLOSURE[it.kind]), f"{SEE}:{facts.number}")
    return Enclosed(it.kind, it.file_id, button)
