"""Who hears of what, kept ready to be counted: a million rows in one index, none of them looked up.

The rule is `followed`. Rows that change through the session are followed by themselves; a statement
that changes many at once says so by `follow`.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    case,
    cast,
    delete,
    event,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.orm.attributes import get_history
from sqlalchemy.orm.unitofwork import UOWTransaction

from bot.people.models import (
    PAPER_BITS,
    TOLD,
    Business,
    Consent,
    Person,
    Product,
    Purpose,
    Readiness,
    Subscription,
)
from bot.people.wanted import AddedTopic, Mute
from bot.storage import dialects

#: People in one statement: SQLite takes 32,766 parameters, and a row is known by five.
MANY = 300
#: Rows of them that are taken away in one.
MANY_ROWS = 1000
#: Stands where a business stands, of what somebody added to what they make.
NO_BUSINESS = 0
KEY = (
    Subscription.commodity,
    Subscription.several,
    Subscription.regency,
    Subscription.person_id,
    Subscription.business_id,
)
COLUMNS = (*KEY, Subscription.size, Subscription.papers, Subscription.monthly)


def papers() -> ColumnElement[int]:
    """The checklist of a business in bits: what it has, and what was told at all."""
    told = case(PAPER_BITS, value=Readiness.item, else_=0)
    both = case((Readiness.state == "have", (1 << TOLD) + 1), else_=1 << TOLD)
    # Who has told the number has the paper.
    marked = or_(Readiness.item != "nib", Business.nib.is_(None))
    rows = select(func.coalesce(func.sum(told * both), 0)).where(marked)
    by_number = case((Business.nib.is_not(None), PAPER_BITS["nib"] * ((1 << TOLD) + 1)), else_=0)
    of_business = rows.where(Readiness.business_id == Business.id).correlate(Business)
    return cast(of_business.scalar_subquery() + by_number, Integer)


def followed() -> Select[str | None, str, int, int, str | None, int, int | None]:
    """Commodity, regency, person, business and what it is asked for, of who wants news.

    What open businesses make, but for what their owners have stopped.
    """
    return (
        select(
            Product.commodity,
            Business.regency,
            Business.person_id,
            Business.id.label("business_id"),
            Business.size,
            papers().label("papers"),
            func.max(Product.monthly).label("monthly"),
        )
        .join(Business, Business.id == Product.business_id)
        .where(Product.commodity.is_not(None), Business.closed_at.is_(None))
        .where(_agreed(Business.person_id), ~stopped())
        .group_by(Product.commodity, Business.id)
    )


def added() -> Select[str, str, int, int, str | None, int, int | None]:
    """The same of what they added: nothing is asked of who only follows it."""
    topic = AddedTopic
    nothing = null().label("size"), literal(0).label("papers"), null().label("monthly")
    whose = topic.commodity, topic.region, topic.person_id, literal(NO_BUSINESS)
    wanted = _agreed(topic.person_id) & ~stopped(topic.person_id, topic.commodity)
    return select(*whose, *nothing).where(wanted)


def _agreed(person: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return (
        select(Consent.id)
        .where(Consent.person_id == person, Consent.purpose == Purpose.NEWS)
        .where(Consent.withdrawn_at.is_(None))
        .exists()
    )


def stopped(
    person: InstrumentedAttribute[int] = Business.person_id,
    commodity: InstrumentedAttribute[Any] = Product.commodity,
) -> ColumnElement[bool]:
    """Whether somebody (the owner of a business) wants no news of a commodity (of a product)."""
    return select(Mute.at).where(Mute.person_id == person, Mute.commodity == commodity).exists()


def rows(people: Collection[int] | None = None) -> Select[Any]:
    """What the table holds of these people, or of all, in the order of `COLUMNS`."""
    made, more = followed(), added()
    if people is not None:
        made = made.where(Business.person_id.in_(people))
        more = more.where(AddedTopic.person_id.in_(people))
    topic = union_all(made, more).subquery().c
    each = func.count().over(partition_by=(topic.commodity, topic.person_id))
    key = topic.commodity, each > 1, topic.regency, topic.person_id, topic.business_id
    return select(*key, topic.size, topic.papers, topic.monthly)


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
        kept = select(*COLUMNS).where(Subscription.person_id.in_(some))
        had = {tuple(row) for row in db.execute(kept)}
        has = {(topic, bool(several), *rest) for topic, several, *rest in db.execute(rows(some))}
        connection = db.connection()
        gone = [row[: len(KEY)] for row in had - has]
        for start in range(0, len(gone), MANY_ROWS):
            these = tuple_(*KEY).in_(gone[start : start + MANY_ROWS])
            connection.execute(delete(Subscription).where(these))
        if new := has - had:
            names = [column.key for column in COLUMNS]
            table = dialects.insert_on(connection.dialect.name, Subscription)
            connection.execute(table, [dict(zip(names, row, strict=True)) for row in new])


@event.listens_for(Session, "after_flush")
def _changed(db: Session, _flushed: UOWTransaction) -> None:
    """People whose businesses, products or consents were just written."""
    people: set[int] = set()
    firms: set[int] = set()
    for row in (*db.new, *db.dirty, *db.deleted):
        if isinstance(row, (AddedTopic, Business, Consent, Mute)):
            people |= _numbers(row, "person_id")
        elif isinstance(row, Product):
            firms |= _numbers(row, "business_id")
    for some in _by_many(firms):
        people |= set(db.scalars(select(Business.person_id).where(Business.id.in_(some))))
    if people:
        _follow(db, people)


def _numbers(row: AddedTopic | Business | Consent | Mute | Product, name: str) -> set[int]:
    """Whose it is, and whose it was until now."""
    return {number for number in get_history(row, name).sum() if number is not None}


def _by_many(numbers: Collection[int]) -> Iterator[Sequence[int]]:
    ordered = sorted(numbers)
    return (ordered[start : start + MANY] for start in range(0, len(ordered), MANY))
