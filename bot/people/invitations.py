"""Links that grant: single use, forgotten but for their hash, never more than their maker has (P3).

Who may grant what stands in `bot.people.granting`.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.partnerships.models import MemberRole
from bot.people import granting, roles
from bot.people.joining import Invitation
from bot.people.models import Person, Role

#: Starts what stands behind `start=` in such a link.
PREFIX = "i_"
LASTS = timedelta(days=7)
#: 128 bits: 22 signs of A-Z, a-z, 0-9, - and _.
TOKEN_BYTES = 16
#: What a used link tells about what it gives.
GRANTS = (Invitation.made_by, Invitation.role, Invitation.offtaker_id, Invitation.member_role)


class Refusal(StrEnum):
    """Why a link granted nothing. Only who holds the token itself learns more than `UNKNOWN`."""

    UNKNOWN = "unknown"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"
    OWN = "own"  #: its maker opened it; it stays good for somebody else
    HELD = "held"  #: they are that already; it stays good for somebody else
    WITHDRAWN = "withdrawn"  #: its maker may not grant this any more


@dataclass(frozen=True)
class Accepted:
    """What somebody becomes: of a role, or a member of a company."""

    made_by: int
    role: Role | None = None
    offtaker_id: int | None = None
    member_role: MemberRole | None = None
    #: Whether it counts only once they have agreed that their data is kept (`take_up`).
    waits: bool = False


async def create(
    db: AsyncSession,
    maker: Person,
    *,
    role: Role | None = None,
    offtaker_id: int | None = None,
    member_role: MemberRole | None = None,
    lasts: timedelta = LASTS,
) -> str:
    """A new link's token, which is kept nowhere: a `role`, or a seat (`member_role`) in a company.

    Raises `PermissionError` if the maker may not grant that: ask `granting.may_grant` before.
    """
    if not await granting.may_grant(db, maker.id, role=role, offtaker_id=offtaker_id):
        raise PermissionError("Nobody grants more than they have.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.now()
    db.add(
        Invitation(
            token_hash=_hashed(token),
            role=role,
            offtaker_id=offtaker_id,
            member_role=None if role else member_role or MemberRole.BUYER,
            made_by=maker.id,
            created_at=now,
            expires_at=now + lasts,
        )
    )
    await db.flush()
    return token


async def accept(db: AsyncSession, person: Person, token: str) -> Accepted | Refusal:
    """Use a link, and be what it grants from this transaction on; or, for who is new, once they
    have agreed that their data is kept.

    Whatever was typed costs the same: one conditional update, which lets one of many pass, and
    one look at why not.
    """
    hashed, now = _hashed(token), clock.now()
    waits = person.registered_at is None
    taken = await db.execute(
        update(Invitation)
        .where(Invitation.token_hash == hashed, _open(), Invitation.made_by != person.id)
        .where(granting.may(Invitation.made_by), ~granting.held(person.id))
        .values(used_by=person.id, used_at=now, granted_at=None if waits else now)
        .returning(*GRANTS)
        .execution_options(synchronize_session=False)
    )
    row = taken.one_or_none()
    if row is None:
        return await _why_not(db, person, hashed)
    return _accepted(row, waits=True) if waits else await _grant(db, person, row)


async def take_up(db: AsyncSession, person: Person) -> list[Accepted]:
    """They agreed: what they were invited to counts now, as far as its maker may still grant it.

    A link that was used is good for as long as a new one.
    """
    taken = await db.execute(
        update(Invitation)
        .where(_waits_for(person), granting.may(Invitation.made_by))
        .values(granted_at=clock.now())
        .returning(*GRANTS)
        .execution_options(synchronize_session=False)
    )
    return [await _grant(db, person, row) for row in taken.all()]


async def waiting(db: AsyncSession, person: Person) -> Sequence[Invitation]:
    """What somebody becomes as soon as they have agreed."""
    query = select(Invitation).where(_waits_for(person), granting.may(Invitation.made_by))
    return (await db.scalars(query.order_by(Invitation.id))).all()


def _waits_for(person: Person) -> ColumnElement[bool]:
    return and_(Invitation.used_by == person.id, _waits())


def _waits() -> ColumnElement[bool]:
    return and_(
        Invitation.used_at.is_not(None),
        Invitation.granted_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.used_at > clock.now() - LASTS,
    )


def _accepted(row: Any, *, waits: bool = False) -> Accepted:
    return Accepted(
        row.made_by,
        role=Role(row.role) if row.role else None,
        offtaker_id=row.offtaker_id,
        member_role=None if row.role else MemberRole(row.member_role),
        waits=waits,
    )


async def _grant(db: AsyncSession, person: Person, row: Any) -> Accepted:
    granted = _accepted(row)
    if granted.role:
        await roles.grant(db, person.id, granted.role, by=granted.made_by)
    elif granted.offtaker_id and granted.member_role:
        seat = granted.member_role
        await granting.seat(db, person.id, granted.offtaker_id, seat, by=granted.made_by)
    return granted


async def revoke(db: AsyncSession, by: Person, invitation_id: int) -> bool:
    """Close a link that `by` made or could have made, before it has granted anything.

    False if there is none.
    """
    closed = await db.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, or_(_open(), _waits()), granting.visible(by.id))
        .values(revoked_at=clock.now())
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    )
    return closed.first() is not None


async def of(db: AsyncSession, person: Person) -> Sequence[Invitation]:
    """Links that a person made or could have made and can take back, the newest first."""
    query = select(Invitation).where(or_(_open(), _waits()), granting.visible(person.id))
    return (await db.scalars(query.order_by(Invitation.id.desc()))).all()


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _open() -> ColumnElement[bool]:
    return and_(
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > clock.now(),
    )


async def _why_not(db: AsyncSession, person: Person, hashed: str) -> Accepted | Refusal:
    """Whoever opens the link once more that waits for their consent hears the same again."""
    query = select(Invitation, granting.held(person.id))
    found = (await db.execute(query.where(Invitation.token_hash == hashed))).one_or_none()
    if found is None:
        return Refusal.UNKNOWN
    invitation, held = found
    if not held and invitation in await waiting(db, person):
        return _accepted(invitation, waits=True)
    reasons = {
        Refusal.REVOKED: invitation.revoked_at is not None,
        Refusal.HELD: invitation.used_by == person.id,
        Refusal.USED: invitation.used_at is not None,
        Refusal.EXPIRED: invitation.expires_at <= clock.now(),
        Refusal.OWN: invitation.made_by == person.id,
    }
    if reason := next((reason for reason, holds in reasons.items() if holds), None):
        return reason
    return Refusal.HELD if held else Refusal.WITHDRAWN
