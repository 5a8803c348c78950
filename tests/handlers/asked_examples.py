"""Answers to what owners ask: what is left of a price, and why news came or did not."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal

from bot.delivery.screen import Notice
from bot.delivery.why import Why
from bot.market.audience import Miss
from handlers.address import Named
from handlers.market.bulletins import bulletins
from handlers.market.prices import net_prices
from handlers.market.readers import sharing, why
from handlers.privacy import data_requests

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def nets(facts: bulletins.Facts) -> Iterator[Notice]:
    for left, carriage in ((None, None), (Decimal(1), Decimal(10) ** 9)):
        one = net_prices.NetPrice(
            facts=facts,
            of=facts.prices[0],
            left=left,
            carriage=carriage,
            waiting=carriage or Decimal(0),
        )
        for count in (0, 5):
            yield net_prices.NetPrices(
                found=(one,) * count, carriage=carriage, carrier_unsaid=True, payment_unsaid=True
            )


def whys(facts: bulletins.Facts) -> Iterator[Notice]:
    became = [why.Became(facts=facts, miss=miss) for miss in (None, *Miss)]
    became += [why.Became(facts=facts, why=each, at=at) for each in Why for at in (None, NOON)]
    for start in range(0, len(became), why.MOST):
        yield why.WhyNews(found=tuple(became[start : start + why.MOST]))
        whom = Named(name=facts.offtaker)
        yield data_requests.WhyOther(
            person_id=10**12, whom=whom, found=tuple(became[start : start + why.MOST])
        )
    yield why.WhyNews(found=())
    yield data_requests.WhyOther(person_id=10**12, whom=Named(name=facts.offtaker), found=())
    for one in became:
        yield sharing.Opened(facts=facts, became=one)
