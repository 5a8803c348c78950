"""Every message about offers: none, as many as there can be, and as long as they can be."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from bot.coaching.reminders.deliveries import DeliverySoon
from bot.delivery.screen import Notice
from bot.market.conditions import Delivery
from bot.market.offered import OfferState
from handlers.address import Named
from handlers.market.bulletins import alerting
from handlers.market.bulletins.bulletins import Facts
from handlers.market.offers import offer_screens, shortlist
from handlers.market.offers.offers import MOST

MUCH = Decimal("999999999999.999")


def offer_notices(name: str, price: Facts, need: Facts) -> Iterator[Notice]:
    for why in offer_screens.WhyNot:
        yield offer_screens.NoOffer(why=why, bulletin_id=10**12)
    for facts in (price, need):
        numbered = facts.model_copy(update={"number": 10**12})
        yield offer_screens.OfferMade(facts=numbered, quantity=MUCH, price=MUCH, grade=name)
        yield offer_screens.OfferNoted(
            offer_id=10**12, owner=Named(name=name), facts=numbered, quantity=MUCH
        )
        yield shortlist.OffersCame(bulletin_id=10**12, facts=numbered)
        for waiting in (1, 10**6):
            yield shortlist.OffersLeft(bulletin_id=10**12, facts=numbered, waiting=waiting)
        for offered in (True, False):
            yield alerting.Worse(facts=numbered, fulfilled=True, offered=offered)
        yield from _seen_by_the_buyer(name, numbered)
        for accepted in (True, False):
            yield offer_screens.OfferAnswered(
                facts=numbered,
                quantity=MUCH,
                accepted=accepted,
                reason=name,
                contact=name,
                phone="+6281234567890",
                price=facts.price,
            )
        for own_phone in (None, "+6281234567890"):
            yield offer_screens.OfferAnswered(
                facts=numbered, quantity=MUCH, accepted=True, own_phone=own_phone
            )
        for before in (None, MUCH):
            for kept in (None, MUCH):
                for offered in (True, False):
                    yield alerting.Worse(
                        facts=numbered,
                        before=before,
                        lowest=kept if facts is need else None,
                        table=facts.table,
                        gone=offered,
                        offered=offered,
                        kept=kept,
                        grade=name if facts.table else None,
                    )
            yield alerting.Worse(facts=numbered, before=before, in_group=True)
        own = tuple(
            offer_screens.OwnOffer(
                offer_id=10**12,
                facts=numbered,
                quantity=MUCH,
                price=facts.price,
                state=state,
                contact=name,
                phone="+6281234567890",
            )
            for state in OfferState
        )
        yield offer_screens.OwnOffers(found=own * (MOST // len(own)))
    yield offer_screens.OwnOffers(found=())
    yield offer_screens.OffersWait()
    yield from _deliveries(name, need)


def _seen_by_the_buyer(name: str, facts: Facts) -> Iterator[Notice]:
    offers = [
        shortlist.OfferFacts(
            offer_id=10**12,
            owner=Named(name=name),
            business=name,
            regency="35.07",
            quantity=MUCH,
            unit=facts.unit,
            price=facts.price,
            state=state,
            shares_phone=bool(phone),
            phone=phone,
        )
        for state in OfferState
        for phone in (None, "+6281234567890")
    ]
    for offer in offers:
        for has_contact in (True, False):
            yield shortlist.OfferCard(
                facts=facts, offer=offer, has_contact=has_contact, is_enough=not has_contact
            )
    for filled in ((), (("35.07", MUCH),) * 12):
        yield shortlist.OfferList(
            bulletin_id=10**12, facts=facts, filled=filled, found=tuple(offers[:MOST])
        )
    for count in (0, MOST):
        answered = ((10**12, facts, 10**6),) * count
        yield shortlist.AnsweredBulletins(found=answered)


def _deliveries(name: str, need: Facts) -> Iterator[Notice]:
    day = need.until
    for delivery in (None, *Delivery):
        for first, last in ((day, day + timedelta(days=9)), (None, day), (day, None)):
            yield DeliverySoon(
                offer_id=10**12,
                offtaker=name,
                commodity=need.commodity,
                grade=name if first else None,
                quantity=MUCH,
                unit=need.unit,
                price=MUCH if last else None,
                first=first,
                last=last,
                delivery=delivery,
                place=name if last else None,
                contact=name if first else None,
                phone="+6281234567890" if last else None,
            )
