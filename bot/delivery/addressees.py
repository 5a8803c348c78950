"""What a message needs to know of whom it is for, asked when it is claimed."""

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Bundle

from bot.delivery.receiving import receiving
from bot.people.models import Person

ADDRESSEE: Bundle[Any] = Bundle(
    "addressee",
    Person.id,
    Person.language,
    Person.zone,
    Person.honorific,
    Person.prices_at,
    Person.news_rhythm,
    Person.news_a_day,
    Person.friday_news_at,
    Person.low_data_at,
)


def addressee(found: Row[Any]) -> dict[str, Any]:
    """Of a row of `ADDRESSEE`, the fields of a `Letter` that say to whom it goes, and how."""
    return {
        "person_id": found.id,
        "language": found.language,
        "zone": found.zone,
        "honorific": found.honorific,
        "receiving": receiving(
            found.zone, found.prices_at, found.news_rhythm, found.friday_news_at
        ),
        "low_data": found.low_data_at is not None,
        "a_day": found.news_a_day,
    }
