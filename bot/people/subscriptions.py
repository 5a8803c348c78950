"""Who hears of what, kept ready to be counted: a million rows in one index, none of them looked up.

The rule is `followed`. Rows that change through the session are followed by themselves; a statement
that changes many at once says so by `follow`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, event, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.unitofwork import UOWTransaction

from bot.people.models import Business, Consent, Mute, Person, Product, Purpose, Subscription
from bot.storage import dialects

#: People in one statement: SQLite takes 32,766 parameters, and a row has four.
MANY = 500
KEY = (
    Subscription.commodity,
    Subscription.several,
    Subscription.regency,
    Subscription.person_id,
)


def followed() -> Select[str | None, str, int]:
    """Commodity, regency and person: what the open businesses of those who want news make.

    But for what they have stopped.
    """
    return (
        select(Product.commodity, Business.regency, Business.person_id)
        .join(Business, Business.id == Product.business_id)
        .join(
            Consent,
            and_(
                Consent.person_id == Business.person_id,
                Consent.purpose == Purpose.NEWS,
                Consent.withdrawn_at.is_(None),
            ),
        )
        .where(Product.commodity.is_not(None), Business.closed_at.is_(None), ~stopped())
        .distinct()
    )


def stopped() -> ColumnElement[bool]:
    """Whether the owner of a business wants no news of a product's commodity."""
    by_owner = select(Mute.at).where(Mute.person_id == Business.person_id)
    return by_owner.where(Mute.commodity == Product.commodity).exists()


def rows(people: Collection[int] | None = None) -> Select[Any]:
    """What the table holds of these people, or of all, in the order of its key."""
    topics = followed()
    if people is not None:
        topics = topics.where(Business.person_id.in_(people))
    topic = topics.subquery()
    each = func.count().over(partition_by=(topic.c.commodity, topic.c.person_id))
    return select(topic.c.commodity, each > 1, topic.c.regency, topic.c.person_id)


async def follow(db: AsyncSession, people: Iterable[int]) -> None:
    """Bring the rows of these people up to date with what has just become of them."""
    await db.flush()
    await db.run_sync(_follow, set(people))


def _follow(db: Session, people: Collection[int]) -> None:
    for some in _by_many(people):
        # Two who change one person's things take turns, and the second sees what the first did.
        db.execute(
            select(Person.id)
            .where(Person.id.in_(some))
            .order_by(Person.id)
            .with_for_update(key_share=True)
        )
        kept = select(*KEY).where(Subscription.person_id.in_(some))
        had = {tuple(row) for row in db.execute(kept)}
        has = {(topic, bool(several), *rest) for topic, several, *rest in db.execute(rows(some))}
        connection = db.connection()
        if gone := had - has:
            connection.execute(delete(Subscription).where(tuple_(*KEY).in_(gone)))
        if new := has - had:
            names = [column.key for column in KEY]
            table = dialects.insert_on(connection.dialect.name, Subscription)
            connection.execute(table, [dict(zip(names, row, strict=True)) for row in new])


@event.listens_for(Session, "after_flush")
def _changed(db: Session, _flushed: UOWTransaction) -> None:
    """People whose businesses, products or consents were just written."""
    people: set[int] = set()
    firms: set[int] = set()
    for row in (*db.new, *db.dirty, *db.deleted):
        if isinstance(row, (Business, Consent, Mute)):
            people |= _numbers(row, "person_id")
        elif isinstance(row, Product):
            firms |= _numbers(row, "business_id")
    for some in _by_many(firms):
        people |= set(db.scalars(select(Business.person_id).where(Business.id.in_(some))))
    if people:
        _follow(db, people)


def _numbers(row: Business | Consent | Mute | Product, name: str) -> set[int]:
    """Whose it is, and whose it was until now."""
    return {number for number in get_history(row, name).sum() if number is not None}


def _by_many(numbers: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(numbers)
    return (ordered[start : start + MANY] for start in range(0, len(ordered), MANY))
