"""Groups and channels that hear of prices and needs, each kept by somebody who answers for it.

A group is addressed as a person is: it has a row there, with the chat's id, its language and zone,
and what it hears of stands where a person's added topics stand. So a bulletin finds it, waits for
morning and is corrected as for people. Who counts people leaves these rows out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ForeignKey, Select, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from bot import clock
from bot.people import consent
from bot.people.models import Business, Consent, Person, Purpose, Role, RoleGrant
from bot.people.roles import person_id_of
from bot.storage import Base, dialects

#: A title is no longer (core.telegram.org/bots/api#setchattitle).
LONGEST_TITLE = 128


class Group(Base):
    """A chat of many, as a recipient of bulletins."""

    __tablename__ = "recipient_group"

    #: Its row among people.
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, autoincrement=False
    )
    #: Who added the bot and answers for it; None once they were forgotten, and the group with them.
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    #: Whether it is a channel, in which nobody but its admins writes.
    channel: Mapped[bool]


@dataclass(frozen=True)
class Kept:
    """A group with its row among people, and whether it hears of anything now."""

    group: Group
    person: Person
    hears: bool


#: Rows among people that are none.
GROUPS: Select[int] = select(Group.person_id)


def hears(number: ColumnElement[int] | InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Whether the group with this row among people hears of anything now."""
    yes = select(Consent.id).where(Consent.person_id == number, Consent.purpose == Purpose.NEWS)
    return yes.where(Consent.withdrawn_at.is_(None)).exists()


_KEPT = select(Group, Person, hears(Group.person_id)).join(Person, Person.id == Group.person_id)


async def may_keep(db: AsyncSession, person: Person) -> bool:
    """Officers, and owners with a business: others would pass on what is not meant for them."""
    if person.registered_at is None:
        return False
    held = select(RoleGrant.role).where(RoleGrant.person_id == person.id)
    if Role.OFFICER in (roles := set((await db.scalars(held)).all())):
        return True
    runs = select(Business.id).where(Business.person_id == person.id, Business.closed_at.is_(None))
    return Role.OWNER in roles and (await db.scalars(runs.limit(1))).first() is not None


async def of_chat(db: AsyncSession, chat_id: int) -> Kept | None:
    """The group in this chat, locked until the transaction ends."""
    query = _KEPT.where(Person.telegram_id == chat_id)
    row = (await db.execute(query.with_for_update(of=Group))).one_or_none()
    return Kept(*row) if row else None


async def numbered(db: AsyncSession, number: int | None) -> Kept | None:
    """Of those that somebody keeps, this one."""
    query = _KEPT.where(Group.person_id == number, Group.keeper_id.is_not(None))
    row = (await db.execute(query)).one_or_none()
    return Kept(*row) if row else None


async def kept_by(db: AsyncSession, keepers: Select[int]) -> Sequence[Kept]:
    """The groups of these people, in the order in which the bot came to them."""
    query = _KEPT.where(Group.keeper_id.in_(keepers)).order_by(Group.person_id)
    return [Kept(*row) for row in await db.execute(query)]


def of(person: Person) -> Select[int]:
    """Somebody as one who keeps groups."""
    keeper = aliased(Person)
    return select(keeper.id).where(keeper.id == person.id)


async def begin(
    db: AsyncSession, chat_id: int, keeper: Person, title: str, *, channel: bool
) -> None:
    """The bot is in a chat, by this keeper's will; what it shall hear of is not known yet."""
    number = await person_id_of(db, chat_id, keeper.language)
    row = {"keeper_id": keeper.id, "title": title[:LONGEST_TITLE], "channel": channel}
    await db.execute(
        dialects.insert(db, Group)
        .values(person_id=number, **row)
        .on_conflict_do_update(index_elements=[Group.person_id], set_=row)
    )


async def let_hear(db: AsyncSession, kept: Kept) -> None:
    """News from the next bulletin on; the keeper's yes is kept as any other is."""
    if not kept.hears:
        consent.give(db, kept.person, Purpose.NEWS)
        await db.flush()


async def retire(db: AsyncSession, kept: Kept) -> None:
    """It is nobody's any more and hears of nothing; its rows of the ledger stay."""
    await consent.withdraw(db, kept.person.id, Purpose.NEWS)
    kept.group.keeper_id, kept.group.title = None, ""
    kept.person.telegram_id, kept.person.erased_at = None, clock.now()
    await db.flush()
