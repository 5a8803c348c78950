"""What is told of the prices of each commodity, and to whom (promises P6 and P7)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.market import comparing, grades, quotes, references
from bot.market.audience import covering
from bot.market.comparing import Unlike
from bot.market.models import NATIONWIDE, Bulletin, BulletinKind, MarketLevel, ReferencePrice
from bot.market.quotes import Quote
from bot.people.counts import FEWEST
from handlers.market.bulletins.bulletins import Facts

#: What fits on a screen: commodities, and prices of each by how many commodities there are.
MOST_BLOCKS, PRICES = 4, {1: 5, 2: 2, 3: 1, 4: 1}
#: Beside what is paid here, what is paid no further away than this many kilometres.
NEAR = 150
#: A public price that is older says little about today.
FRESH = timedelta(days=30)


@dataclass(frozen=True)
class Viewer:
    #: Whether they buy, for whatever company: they are told of no other buyer's price.
    buys: bool
    company_id: int | None = None
    #: Where they are, for what is asked without a place.
    regency: str | None = None
    person_id: int | None = None

    def owns(self, quote: Quote) -> bool:
        return quote.bulletin.offtaker_id == self.company_id


@dataclass(frozen=True)
class Asked:
    #: Slugs, in the order in which they matter; none: whatever there is.
    commodities: Sequence[str] = ()
    #: Codes of provinces or regencies; none: anywhere.
    places: Sequence[str] = ()


class Quoted(BaseModel, frozen=True):
    facts: Facts
    regions: tuple[str, ...]
    #: Whether it concerns another place than was asked about; and how far away, if known.
    elsewhere: bool = False
    km: int | None = None
    #: The same buyer's price before, and its day; of a table, that of each grade that had one.
    before: Decimal | None = None
    before_table: grades.Table = ()
    before_day: date | None = None
    #: Whether it is told from which price to which, for want of room.
    short: bool = False


class Reference(BaseModel, frozen=True):
    """A public price as it was published."""

    source: str
    level: MarketLevel
    grade: str
    region: str
    day: date
    price: Decimal
    unit: str
    #: Why it is not compared with what buyers pay.
    unlike: Unlike | None
    #: Where it is: the price per unit of the block.
    converted: Decimal | None = None


class Market(BaseModel, frozen=True):
    #: Of a table: which of its grades, else "".
    grade: str = ""
    buyers: int
    lowest: Decimal
    highest: Decimal


class Block(BaseModel, frozen=True):
    """One commodity of one grade, in one unit; or the tables of its prices by grade."""

    commodity: str
    unit: str
    quotes: tuple[Quoted, ...] = ()
    #: Prices here that did not fit.
    more: int = 0
    #: None: too few buyers to speak of a market.
    market: Market | None = None
    #: Of tables: the same, for each grade.
    markets: tuple[Market, ...] = ()
    reference: Reference | None = None


@dataclass(frozen=True)
class Gathered:
    blocks: Sequence[Block]
    #: Whether there is a price that concerns the places asked about.
    here: bool
    #: Commodities with prices that did not fit.
    left: Sequence[str]


async def gather(db: AsyncSession, asked: Asked, viewer: Viewer) -> Gathered:
    found = await quotes.today(
        db, BulletinKind.PRICE, asked.commodities, asked.places, reader=viewer.person_id
    )
    here = any(quote.here for quote in found)
    if viewer.buys or not asked.commodities:
        # What is paid elsewhere would tell a buyer of whom it is; and of a place alone it is no
        # answer.
        found = [quote for quote in found if quote.here]
    groups: defaultdict[_Goods, list[Quote]] = defaultdict(list)
    for quote in found:
        groups[_goods(quote.bulletin)].append(quote)
    shown = dict([*groups.items()][:MOST_BLOCKS])
    priced = {slug for slug, *_rest in groups}
    unpriced = [slug for slug in asked.commodities if slug not in priced]
    public = await _Public.of(db, [*priced, *unpriced], asked.places or viewer.regency)
    told = {key: _told(group, PRICES[len(shown)], viewer) for key, group in shown.items()}
    before = await quotes.before(db, [each for group in told.values() for each in group])
    blocks = [
        Block(
            commodity=commodity,
            unit=unit,
            quotes=tuple(_quoted(each, before.get(each.bulletin.id)) for each in told[key]),
            more=0 if viewer.buys else _more(group, told[key]),
            market=None if by_grade else _market(same, viewer, grade),
            markets=_markets(same, told[key], viewer) if by_grade else (),
            reference=public.reference(commodity, unit, _grades(told[key]) or [grade]),
        )
        for key, group in shown.items()
        for commodity, unit, grade, by_grade in (key,)
        for same in ([each for each in found if _goods(each.bulletin)[:2] == key[:2]],)
    ]
    blocks += public.alone(unpriced)[: MOST_BLOCKS - len(blocks)]
    left = dict.fromkeys(slug for slug, *_rest in [*groups][MOST_BLOCKS:])
    return Gathered(blocks, here, [*left])


#: Commodity, unit, the grade of all of it, and whether each grade has its own price.
_Goods = tuple[str, str, str, bool]


def _goods(bulletin: Bulletin) -> _Goods:
    grade = (bulletin.grade or "").casefold()
    return bulletin.commodity, bulletin.unit, grade, bool(bulletin.grades)


def _grades(told: Sequence[Quote]) -> Sequence[str]:
    """Those that have a price among these, in their buyers' words."""
    found: dict[str, str] = {}
    for quote in told:
        for row in quote.bulletin.prices:
            found.setdefault(" ".join(row.grade.casefold().split()), row.grade)
    return [*found.values()]


def _told(group: Sequence[Quote], most: int, viewer: Viewer) -> Sequence[Quote]:
    """The prices that the viewer may see with a name: a buyer, only their own company's."""
    if viewer.buys:
        return [quote for quote in group if viewer.owns(quote)][:most]
    if any(quote.here for quote in group):
        return [quote for quote in group if quote.km <= NEAR][:most]
    return group[:most]


def _more(group: Sequence[Quote], told: Sequence[Quote]) -> int:
    return sum(quote.here for quote in group) - sum(quote.here for quote in told)


def _market(same: Sequence[Quote], viewer: Viewer, grade: str) -> Market | None:
    """Of those here if there are any; to a buyer, of the others, and only if they are enough."""
    group = [quote for quote in same if grades.of_grade(quote.bulletin.prices, grade)]
    here = [quote for quote in group if quote.here]
    others = [quote for quote in here or group if not (viewer.buys and viewer.owns(quote))]
    spread = quotes.spread(others, grade)
    if spread is None or (viewer.buys and spread.buyers < FEWEST):
        return None
    return Market(buyers=spread.buyers, lowest=spread.lowest, highest=spread.highest)


def _markets(same: Sequence[Quote], told: Sequence[Quote], viewer: Viewer) -> tuple[Market, ...]:
    """One for each grade that is told, where there are enough buyers of it."""
    found = ((grade, _market(same, viewer, grade)) for grade in _grades(told))
    markets = [each.model_copy(update={"grade": grade}) for grade, each in found if each]
    return tuple(markets[: grades.MOST])


def _quoted(quote: Quote, before: Bulletin | None) -> Quoted:
    """With the day of the price before by the clock of whoever publishes."""
    known, later = not quote.here and quote.km < quotes.FAR, quote.bulletin
    zone = ZoneInfo(quote.zone)
    return Quoted(
        facts=Facts.of(quote.bulletin, quote.offtaker, quote.zone),
        regions=quote.regions,
        elsewhere=not quote.here,
        km=round(quote.km) if known else None,
        before=_of_one(later, before) if before else None,
        before_table=_before(later, before) if before else (),
        before_day=before.published_at.astimezone(zone).date() if before else None,
    )


def _of_one(later: Bulletin, before: Bulletin) -> Decimal | None:
    """What was paid for the same goods, where that is one price now."""
    return None if later.table else grades.of_grade(before.prices, later.grade)


def _before(later: Bulletin, before: Bulletin) -> grades.Table:
    """What was paid for each row of a table, as far as it was."""
    pairs = zip(later.table, later.prices, strict=False)
    found = ((row.grade, grades.of_grade(before.prices, each.grade)) for row, each in pairs)
    return tuple(grades.GradePrice(grade=grade, price=price) for grade, price in found if price)


class _Public:
    """The public prices for an answer."""

    def __init__(self, found: Sequence[ReferencePrice], places: Sequence[str]) -> None:
        self._found, self._places = found, places

    @classmethod
    async def of(
        cls, db: AsyncSession, commodities: Sequence[str], places: Sequence[str] | str | None
    ) -> "_Public":
        named = [places] if isinstance(places, str) else places or []
        around = around_of(named)
        since = clock.now().date() - FRESH
        return cls(await references.newest(db, commodities, around, since), around)

    def reference(
        self, commodity: str, unit: str | None, named: Sequence[str] = ("",)
    ) -> Reference | None:
        """One that can be compared with a price for any of these grades, if there is one."""
        mine = [each for each in self._found if each.commodity == commodity]
        if not mine:
            return None
        per, places = unit or mine[0].unit, self._places
        each_best = [comparing.best(mine, places, per, grade) for grade in named]
        prices = [each for each in each_best if each is not None]
        found = next((each for each in prices if not each.unlike), next(iter(prices), None))
        if found is None:
            return None
        price = found.price
        return Reference(
            source=price.source,
            level=MarketLevel(price.level),
            grade=price.grade,
            region=price.region,
            day=price.day,
            price=price.price,
            unit=price.unit,
            unlike=found.unlike,
            converted=None if found.unlike else found.converted,
        )

    def alone(self, commodities: Sequence[str]) -> list[Block]:
        """Of what no buyer has a price for."""
        found = [(slug, self.reference(slug, None)) for slug in commodities]
        return [
            Block(commodity=slug, unit=reference.unit, reference=reference)
            for slug, reference in found
            if reference
        ]


def around_of(places: Sequence[str]) -> Sequence[str]:
    """These places, and what they lie in."""
    return [*dict.fromkeys(code for place in places for code in covering(place))] or [NATIONWIDE]
