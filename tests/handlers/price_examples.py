"""Every message about prices: none, as many as there can be, and as long as they can be."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product

from bot.delivery.screen import Notice
from bot.market.commodities import COMMODITIES
from bot.market.comparing import Unlike
from bot.market.models import MarketLevel
from handlers.market.bulletins.bulletins import Facts
from handlers.market.prices import price_chart, prices
from handlers.market.prices.price_blocks import PRICES, Block, Market, Quoted, Reference

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
LONGEST_NAME = max(COMMODITIES.values(), key=lambda each: len(each.name_id)).slug


def price_notices(name: str, facts: Facts) -> Iterator[Notice]:
    for blocks, particular in product(blocks_of(name, facts), (True, False)):
        for of_buyer, here in product((True, False), repeat=2):
            yield prices.PriceList(
                own=not particular,
                blocks=blocks,
                of_buyer=of_buyer,
                here=here,
                named=name if particular else "",
                places=("35.07", "35.73"),
                particular=particular,
                left=(LONGEST_NAME,) * 9 if blocks else (),
            )
    points = tuple((NOON.date() - timedelta(days), Decimal(10**15 - days)) for days in (9, 3, 0))
    public = price_chart.Public(source=name[:24], level="producer", region="ID", points=points)
    for as_text in (False, True):
        yield price_chart.PriceChart(
            commodity=LONGEST_NAME,
            unit="kg",
            place="35.07",
            since=NOON.date() - price_chart.SPAN,
            until=NOON.date(),
            market=points,
            company=points[:1],
            public=public,
            as_text=as_text,
        )
    yield price_chart.NothingToDraw(commodity=LONGEST_NAME)


def blocks_of(name: str, facts: Facts) -> Iterator[tuple[Block, ...]]:
    """No prices, as many as there can be, and a public price alone."""
    yield ()
    reference = Reference(
        source=name[:24],
        level=MarketLevel.WHOLESALE,
        grade=name[:24],
        region="35.07",
        day=NOON.date(),
        price=Decimal(10**15),
        unit="ikat",
        unlike=Unlike.GRADE,
    )
    quoted = Quoted(
        facts=facts,
        regions=("35.07",) * 9,
        elsewhere=True,
        km=4000,
        before=None if facts.table else Decimal(1),
        before_table=tuple(each.model_copy(update={"price": Decimal(1)}) for each in facts.table),
        before_day=NOON.date(),
    )
    market = Market(buyers=10**6, lowest=Decimal(1), highest=Decimal(10**15))
    for blocks, most in PRICES.items():
        block = Block(
            commodity=LONGEST_NAME,
            unit="kg",
            quotes=(quoted,) * most,
            more=10**6,
            market=market,
            markets=tuple(market.model_copy(update={"grade": each.grade}) for each in facts.table),
            reference=reference,
        )
        yield (block,) * blocks
    for above in (1, 10**15):
        of_grade = facts.prices[0].grade
        changes = {"unlike": None, "converted": Decimal(above), "grade": of_grade}
        converted = reference.model_copy(update=changes)
        yield (block.model_copy(update={"reference": converted, "market": None}),)
        yield (block.model_copy(update={"reference": converted, "quotes": (quoted,)}),)
    yield (Block(commodity=LONGEST_NAME, unit="ikat", reference=reference),)
