"""Between what is stored and the answers of a form, in both directions."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from bot.conversation.form import Answers
from bot.people.businesses import BusinessCard, Make
from bot.people.known import Known
from bot.people.models import Purpose
from bot.people.readiness import Mark, fitting
from handlers.people.trade_names import is_default
from handlers.privacy.consenting import YES


def makes_of(products: Iterable[Mapping[str, Any]]) -> list[Make]:
    return [Make(item["slug"], item["said"]) for item in products]


def answers_of(known: Known) -> Answers:
    """Everything that is known, as the questions in `handlers.people.details` keep it."""
    person, business = known.person, known.active
    answers: dict[str, Any] = {
        "name": person.name and {"name": person.name, "honorific": person.honorific},
        "regency": person.regency,
        "phone": person.phone
        and {"number": person.phone, "verified": person.phone_verified_at is not None},
        "prices_at": person.prices_at,
        "statistics": YES if Purpose.STATISTICS in known.purposes else None,
        "gender": person.gender,
        "birth_year": person.birth_year,
    }
    if business:
        answers |= _of_business(business, known)
    return {key: value for key, value in answers.items() if value is not None}


def _of_business(business: BusinessCard, known: Known) -> dict[str, Any]:
    nameless = is_default(business.name, known.person.name or "")
    return {
        "business": None if nameless else business.name,
        "place": business.regency,
        "products": [{"slug": make.slug, "said": make.said} for make in business.makes],
        "capacity": _capacity(business.makes),
        "size": business.size,
        "readiness": {item: known.marks.get(item, Mark.NONE) for item in fitting(business.makes)}
        if known.marks
        else None,
        "nib": business.nib,
        **{f"{item}_until": day.isoformat() for item, day in known.last_days.items()},
    }


def _capacity(makes: Iterable[Make]) -> list[Any] | None:
    entries = [_entry(make) for make in makes]
    return entries if any(entries) else None


def _entry(make: Make) -> dict[str, Any] | None:
    supply = make.supply
    if supply is None:
        return None
    low, high = _figure(supply.low), _figure(supply.high)
    return {
        "of": make.key,
        "amount": low if low == high else [low, high],
        "unit": supply.unit,
        "per": supply.per,
        "said": supply.said,
    }


def _figure(number: Decimal) -> str:
    return f"{number.normalize():f}"
