"""Groups as chats: the bot is brought in and taken out, and a group gets another number.

What happens in a chat is told to its keeper in private; in the group itself nothing is said of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot import clock
from bot.delivery import chats, outbox
from bot.delivery.models import Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, leave_to_courier
from bot.delivery.outcome import STAYED_BEHIND
from bot.delivery.screen import Notice
from bot.people import groups, roles
from bot.people.groups import Group, Kept
from bot.people.models import Person
from bot.storage import dialects

#: Why a group is not told of a change: it sees it in the message that it has.
IN_PLACE = "its message is changed where it stands"


class BroughtIn(Notice):
    """To who added the bot: what shall the group hear of? Or that it goes on as before."""

    kind = "brought_in"

    group_id: int
    title: str
    channel: bool
    hears: bool


class CannotKeep(Notice):
    """To who added the bot and may not have a group hear of anything."""

    kind = "cannot_keep"

    title: str
    channel: bool


@dataclass(frozen=True)
class Arrival:
    """The bot may write in a group or a channel, by the will of who has the Telegram id `by`."""

    title: str
    channel: bool
    by: int
    #: Whether it could not before.
    new: bool


async def joined(db: AsyncSession, chat_id: int, said: Arrival) -> None:
    """Ask in private what the group shall hear of. Of a stranger we know no private chat: no word.

    Who brings it in again keeps the group from then on, and what it heard of stays.
    """
    await chats.set_reachable(db, chat_id, reachable=True)
    known = await groups.of_chat(db, chat_id)
    if known and known.group.keeper_id is not None and not said.new:
        known.group.title = said.title[: groups.LONGEST_TITLE]
        return
    keeper = await roles.person_of(db, said.by)
    if keeper is None:
        return
    told: Notice = CannotKeep(title=said.title, channel=said.channel)
    if await groups.may_keep(db, keeper):
        await groups.begin(db, chat_id, keeper, said.title, channel=said.channel)
        kept = known or await groups.of_chat(db, chat_id)
        told = BroughtIn(
            group_id=kept.person.id if kept else 0,
            title=said.title,
            channel=said.channel,
            hears=kept is not None and kept.hears,
        )
    # They have just done this: it is the answer to it, whatever the hour.
    await outbox.notify(db, keeper, told, lane=Lane.REPLY)


async def moved(db: AsyncSession, old: int, new: int) -> None:
    """A group became a supergroup, with another number: what waits for it goes there.

    Told by both chats and by who writes to the old one, in any order; once is enough.
    """
    kept = await groups.of_chat(db, old)
    if kept is None:
        return
    if other := await groups.of_chat(db, new):
        # The new one was heard of first, as if it were another group.
        loser = kept if other.hears and not kept.hears else other
        await retire(db, loser)
        if loser is kept:
            return
    await _copy_chat(db, old, new)
    await _take_along(db, kept, old, new)


async def retire(db: AsyncSession, kept: Kept) -> None:
    """It hears of nothing any more, also of nothing that waits."""
    await outbox.stop_unasked(db, kept.person.id)
    await groups.retire(db, kept)


async def _take_along(db: AsyncSession, kept: Kept, old: int, new: int) -> None:
    """What waits, and what did not go because the old chat was closed. Nothing of it was sent.

    What is on its way at this moment is refused there, and follows (`bot.delivery.claims`). A
    message that was sent stays in the old chat, where it cannot be changed any more.
    """
    leave_to_courier(db)
    closed = select(Chat.blocked_at).where(Chat.id == old).scalar_subquery()
    missed = (Outgoing.state == State.SUPPRESSED) & (Outgoing.reason == BLOCKED)
    since = missed & (Outgoing.settled_at >= closed) & (Outgoing.lane == Lane.BULLETIN)
    waits = (Outgoing.state == State.PENDING) & (Outgoing.lane != Lane.EDIT)
    await db.execute(
        update(Outgoing)
        .where(Outgoing.person_id == kept.person.id, Outgoing.chat_id == old, waits | since)
        .values(chat_id=new, state=State.PENDING, reason=None, settled_at=None)
        .execution_options(synchronize_session=False)
    )
    unmade = update(Outgoing).where(Outgoing.person_id == kept.person.id, Outgoing.chat_id == old)
    unmade = unmade.where(Outgoing.lane == Lane.EDIT, missed | (Outgoing.state == State.PENDING))
    unmade = unmade.values(state=State.FAILED, reason=STAYED_BEHIND, settled_at=clock.now())
    edited = (await db.scalars(unmade.returning(Outgoing.edits_id))).all()
    kept.person.telegram_id = new
    await db.flush()
    await tell_anew(db, [each for each in edited if each])


async def hold(db: AsyncSession, bulletin_id: int, version: int, notice: Notice) -> None:
    """Keep news of a change for each group that has a bulletin: it goes if the edit cannot."""
    got = select(Group.person_id).join(Outgoing, Outgoing.person_id == Group.person_id)
    got = got.where(Outgoing.bulletin_id == bulletin_id)
    got = got.where(Outgoing.state.in_((State.SENT, State.SENDING)))
    them = (await db.scalars(select(Person).where(Person.id.in_(got)))).all()
    held = {"state": State.SUPPRESSED, "reason": IN_PLACE, "settled_at": clock.now()}
    for group in them:
        row = outbox.new_row(group, notice, None, chat_id=group.telegram_id) | held
        row |= {"lane": Lane.NOTICE, "key": f"held:{bulletin_id}:{version}:{group.id}"}
        await db.execute(dialects.insert(db, Outgoing).values(row).on_conflict_do_nothing())


async def left_behind(db: AsyncSession, ids: Sequence[int]) -> Sequence[int]:
    """Of these messages those that stand in a chat which their group has left for another."""
    query = select(Outgoing.id).join(Person, Person.id == Outgoing.person_id)
    query = query.where(Outgoing.id.in_(ids), Outgoing.chat_id < 0)
    return (await db.scalars(query.where(Person.telegram_id != Outgoing.chat_id))).all()


async def tell_anew(db: AsyncSession, ids: Sequence[int]) -> None:
    """These messages stayed behind: what they do not say, the group is told in a new one."""
    if not ids:
        return
    stayed = select(Outgoing.person_id, Outgoing.bulletin_id).where(Outgoing.id.in_(ids))
    for group, bulletin in (await db.execute(stayed)).all():
        await _tell_anew(db, group, bulletin)


async def _tell_anew(db: AsyncSession, group: int, bulletin: int | None) -> None:
    """The newest news of a change, unless its message was brought up to date since."""
    theirs, edit, edited = aliased(Outgoing), aliased(Outgoing), aliased(Outgoing)
    newest = select(func.max(theirs.id)).where(theirs.person_id == group)
    newest = newest.where(theirs.key.like(f"held:{bulletin}:%"))
    shown = select(edit.id).join(edited, edited.id == edit.edits_id)
    shown = shown.where(edited.person_id == group, edited.bulletin_id == bulletin)
    shown = shown.where(edit.state == State.SENT, edit.settled_at >= Outgoing.created_at)
    now_in = select(Person.telegram_id).where(Person.id == group).scalar_subquery()
    await db.execute(
        update(Outgoing)
        .where(Outgoing.id == newest.scalar_subquery(), Outgoing.reason == IN_PLACE)
        .where(~shown.exists(), groups.hears(Outgoing.person_id))
        .values(chat_id=now_in, state=State.PENDING, reason=None, settled_at=None)
        .execution_options(synchronize_session=False)
    )
    leave_to_courier(db)


async def _copy_chat(db: AsyncSession, old: int, new: int) -> None:
    """The new one may be written to no sooner than the old one."""
    next_at = select(func.max(Chat.next_send_at)).where(Chat.id == old)
    at = (await db.scalars(next_at)).one() or 0
    await db.execute(
        dialects.insert(db, Chat)
        .values(id=new, blocked_at=None, next_send_at=at)
        .on_conflict_do_update(index_elements=[Chat.id], set_={"next_send_at": at})
    )
