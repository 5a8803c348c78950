"""The prices of the last weeks as a picture, drawn when it is sent."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape
from pydantic import BaseModel

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.steps.crops import crop_name
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.language import Words, _
from bot.market import comparing, history, references
from bot.market.commodities import COMMODITIES, commodity
from bot.market.history import Held
from bot.market.models import NATIONWIDE, MarketLevel, ReferencePrice
from bot.market.regions import REGIONS
from bot.partnerships import vetting
from bot.people.counts import FEWEST
from bot.pictures import lines
from handlers.home import go
from handlers.market.prices.price_blocks import Viewer, around_of
from handlers.market.prices.price_screens import CHART, LEVELS, named_places
from handlers.market.prices.prices import viewer_of

PREFIX = CHART
#: How far back it looks: enough for a harvest to be seen, few enough days for a small phone.
SPAN = timedelta(weeks=8)
#: Public prices are published daily, weekly, or when an office is open.
BRIDGE = 10
#: Ends the data of a button that asks for a picture.
PICTURE = "png"
#: Points of one line that are told in words.
TOLD = 8

Points = tuple[tuple[date, Decimal], ...]


class Public(BaseModel, frozen=True):
    source: str
    level: str
    region: str
    points: Points


class PriceChart(Notice):
    kind = "price_chart"

    commodity: str
    unit: str
    place: str
    since: date
    until: date
    #: The median of what buyers pay; for a buyer, of the days with enough other buyers.
    market: Points = ()
    #: For a buyer: what their own company pays.
    company: Points = ()
    public: Public | None = None
    #: For who saves data: the same in words.
    as_text: bool = False


class NothingToDraw(Notice):
    kind = "nothing_to_draw"

    commodity: str


async def show_chart(turn: Turn, tap: Tap, argument: str) -> None:
    """`cabai-rawit-merah:35.07`; a code that was forged is the whole country's.

    Who saves data gets words; `…:png` is how they ask for the picture all the same.
    """
    slug, _colon, place = argument.partition(":")
    place, _colon, asked = place.partition(":")
    as_text = turn.person.low_data_at is not None and asked != PICTURE
    if slug not in COMMODITIES:
        slug = next(iter(COMMODITIES))
    place = place if place in REGIONS else NATIONWIDE
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    until = clock.now().astimezone(ZoneInfo(turn.person.zone)).date()
    chart = await _chart(turn, slug, place, viewer, until)
    drawn = chart.market or chart.company or chart.public
    chart = chart.model_copy(update={"as_text": as_text})
    turn.reply(chart if drawn else NothingToDraw(commodity=slug))


async def _chart(turn: Turn, slug: str, place: str, viewer: Viewer, until: date) -> PriceChart:
    since, unit = until - SPAN, commodity(slug).unit
    zone = ZoneInfo(turn.person.zone)
    held = await history.held(turn.db, (slug, unit), place, since, zone)
    market = [each for each in held if not viewer.buys or each.offtaker_id != viewer.company_id]
    company = [each for each in held if viewer.buys and each.offtaker_id == viewer.company_id]
    home = place if place != NATIONWIDE else turn.person.regency
    return PriceChart(
        commodity=slug,
        unit=unit,
        place=place,
        since=since,
        until=until,
        market=_medians(market, since, until, FEWEST if viewer.buys else 1),
        company=_medians(company, since, until),
        public=await _public(turn, slug, unit, home, since),
    )


def _medians(prices: Sequence[Held], since: date, until: date, fewest: int = 1) -> Points:
    return tuple(history.medians(history.by_day(prices, since, until), fewest))


async def _public(
    turn: Turn, slug: str, unit: str, place: str | None, since: date
) -> Public | None:
    """Only what is comparable (promise P7): two lines in one picture are a comparison."""
    around = around_of([place] if place else [])
    newest = await references.newest(turn.db, [slug], around, since)
    found = comparing.best(newest, around, unit)
    if found is None or found.unlike:
        return None
    rows = await references.history(turn.db, found.price, since)
    return Public(
        source=found.price.source,
        level=found.price.level,
        region=found.price.region,
        points=tuple((row.day, _in_unit(row, unit)) for row in rows),
    )


def _in_unit(reference: ReferencePrice, unit: str) -> Decimal:
    return comparing.in_unit(reference.price, reference.unit, unit) or reference.price


def price_chart(words: Words, facts: PriceChart) -> Screen:
    drawn = _lines(words, facts)
    title = words.plain(
        _("{crop}, Rp/{unit}"),
        crop=crop_name(facts.commodity, words),
        unit=words.unit(facts.unit),
    )
    where = words(
        _("<b>{title}</b>, {place}, {first} to {last}"),
        title=title,
        place=named_places(words, (facts.place,)),
        first=words.short_day(facts.since),
        last=words.short_day(facts.until),
    )
    prices = go(words.plain(_("Today's prices")), "prices")
    if facts.as_text:
        told = [words.lines([escape(line.label), _told(words, line.points)]) for line in drawn]
        data = f"{CHART}:{facts.commodity}:{facts.place}:{PICTURE}"
        shown = Button(words.plain(_("As a picture")), data)
        return Screen(words.paragraphs([where, *told]), ((shown,), (prices,)))
    picture = lines.draw(
        title,
        drawn,
        (facts.since, facts.until),
        price=words.number,
        day=words.short_day,
    )
    # Read aloud, a picture says nothing: what it shows stands beside it, too.
    text = words.lines([where, *(escape(line.label) for line in drawn)])
    return Screen(text, ((prices,),), file=File("mitra-harga.png", picture))


def _told(words: Words, points: Sequence[tuple[date, Decimal]]) -> Markup:
    """The newest point of each week, the oldest first."""
    weekly = {day.isocalendar()[:2]: (day, price) for day, price in points}
    found = [*weekly.values()][-TOLD:]
    rupiah = ((day, words.money(price.quantize(Decimal(1)))) for day, price in found)
    return escape(" · ".join(f"{words.short_day(day)} {price}" for day, price in rupiah))


def _lines(words: Words, facts: PriceChart) -> list[lines.Line]:
    drawn = []
    if facts.market:
        drawn.append(_line(words, _("Buyers, median of each day: {price} ({day})"), facts.market))
    if facts.company:
        drawn.append(_line(words, _("Your company: {price} ({day})"), facts.company))
    if public := facts.public:
        label = _("Public price ({source}, {level}, {place}): {price} ({day})")
        values = {
            "source": public.source,
            "level": words.plain(LEVELS[MarketLevel(public.level)]),
            "place": named_places(words, (public.region,)),
        }
        drawn.append(_line(words, label, public.points, BRIDGE, **values))
    return drawn


def _line(words: Words, label: str, points: Points, bridges: int = 1, **values: str) -> lines.Line:
    """Its label ends with the newest point."""
    day, price = points[-1]
    told = words.plain(
        label, price=words.money(price.quantize(Decimal(1))), day=words.short_day(day), **values
    )
    return lines.Line(told, points, bridges)


def nothing_to_draw(words: Words, facts: NothingToDraw) -> Screen:
    nothing = _("There are no prices of {crop} of the last weeks.")
    text = words(nothing, crop=crop_name(facts.commodity, words))
    return Screen(text, ((go(words.plain(_("Today's prices")), "prices"),),))
