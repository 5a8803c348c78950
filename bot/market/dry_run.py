"""What would become of a bulletin if it went out now: whom it reaches, whom not, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import waiting
from bot.delivery.forecast import Speed, Wave, gone_at
from bot.delivery.models import Chat
from bot.delivery.quiet import Quiet, first_allowed, of_bulletins
from bot.delivery.receiving import AT_ONCE, Rhythm, arrival, receiving, wishes
from bot.market import audience
from bot.market.bulletins import Draft, end_of
from bot.market.models import NATIONWIDE
from bot.market.nearby import distance
from bot.market.regions import REGIONS, province_of
from bot.market.target import Target
from bot.people.groups import GROUPS


class LeftOut(StrEnum):
    """Why somebody who makes it does not get it."""

    NO_NEWS = "no_news"  #: wants no news of prices and needs
    BLOCKED = "blocked"
    NO_CHAT = "no_chat"  #: is told by phone, by whoever speaks for them
    #: Those below are `Misfit`s: who does not fit its target.
    ELSEWHERE = "elsewhere"  #: makes it outside of its regions
    TOO_FAR = "too_far"
    NOT_SUPPLIER = "not_supplier"
    SIZE_UNKNOWN = "size_unknown"  #: has not told
    OTHER_SIZE = "other_size"
    PAPER_UNKNOWN = "paper_unknown"
    PAPER_MISSING = "paper_missing"
    CAPACITY_UNKNOWN = "capacity_unknown"
    TOO_SMALL = "too_small"


class Scope(StrEnum):
    """How far a bulletin that reaches nobody could be widened."""

    PROVINCE = "province"
    NEARBY = "nearby"
    COUNTRY = "country"


@dataclass(frozen=True)
class Preview:
    """Counts of people, before anybody is told of them (promise P6)."""

    reach: int
    left_out: Mapping[LeftOut, int]
    #: How many groups and channels hear it beside them.
    groups: int
    #: Of those reached, who only follows the commodity and does not make it there.
    following: int
    #: Of those reached, who gets it at an hour of their own choice.
    own_hour: int
    #: When the last one has it; None if nobody is to get it.
    last_at: datetime | None
    #: Whether some would get it after its last day.
    too_late: bool
    #: Where there is somebody to reach, if here is nobody.
    wider: Mapping[Scope, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """People to whom it opens at the same moment."""

    opens: datetime
    zone: str
    people: int


async def preview(db: AsyncSession, draft: Draft, zone: str, quiet: Quiet, speed: Speed) -> Preview:
    """`zone` is the author's."""
    now, until = clock.now(), end_of(draft.until, zone)
    target, waves, own_hour, reached = draft.target, [], 0, 0
    left_out = dict.fromkeys((LeftOut.NO_NEWS, LeftOut.BLOCKED, LeftOut.NO_CHAT), 0)
    people = audience.audience(draft.commodity, target).subquery()
    wished = wishes(people.c)
    no_chat, blocked = people.c.telegram_id.is_(None), Chat.blocked_at.is_not(None)
    kinds = (*wished, no_chat, blocked, people.c.id.in_(GROUPS))
    query = select(*kinds, func.count()).outerjoin(Chat, Chat.id == people.c.telegram_id)
    for *wish, has_no_chat, has_blocked, are_groups, count in await db.execute(
        query.group_by(*kinds)
    ):
        if has_no_chat or has_blocked:
            why = LeftOut.NO_CHAT if has_no_chat else LeftOut.BLOCKED
            left_out[why] += 0 if are_groups else count
            continue
        reached += count if are_groups else 0
        theirs = receiving(*wish)
        own_hour += count if theirs.at != AT_ONCE or theirs.rhythm != Rhythm.AT_ONCE else 0
        waves.append(Group(arrival(now, theirs, quiet, until), theirs.zone, count))
    unreached = left_out[LeftOut.BLOCKED] + left_out[LeftOut.NO_CHAT]
    reach = sum(group.people for group in waves) - reached + unreached
    there = Target(regions=target.regions, around=target.around)
    left_out[LeftOut.NO_NEWS] = await audience.unwilling(db, draft.commodity, there)
    misfits = await audience.left_out(db, draft.commodity, target)
    left_out |= {LeftOut(misfit.value): number for misfit, number in misfits.items()}
    last = await _last_at(db, waves, speed, quiet, until)
    elsewhere = not (reach or reached or target.narrowed) and left_out[LeftOut.ELSEWHERE]
    wider = await _wider(db, draft) if elsewhere else {}
    following = await audience.following(db, draft.commodity, target) if reach else 0
    late = last is not None and last >= until
    return Preview(reach, left_out, reached, following, own_hour, last, late, wider)


async def _last_at(
    db: AsyncSession, groups: Sequence[Group], speed: Speed, quiet: Quiet, until: datetime
) -> datetime | None:
    """When the last one has it, after and beside what waits already; None if nobody gets it."""
    if not groups:
        return None
    notices = await waiting.notices(db, max(group.opens for group in groups))
    return last_at(groups, await waiting.beside(db, until), notices, speed, quiet)


def last_at(
    groups: Iterable[Group],
    beside: Sequence[Wave],
    notices: Sequence[Wave],
    speed: Speed,
    quiet: Quiet,
) -> datetime:
    """An estimate: what would end within quiet hours ends with them."""
    now, order = clock.now(), sorted(groups, key=lambda each: each.opens)
    ours = [Wave((each.opens - now).total_seconds(), each.people) for each in order]
    ends = []
    for group, gone in zip(order, gone_at(ours, beside, notices, speed), strict=True):
        end = now + timedelta(seconds=gone)
        late = end > group.opens
        ends.append(first_allowed(end, group.zone, of_bulletins(quiet)) if late else end)
    return max(ends)


def widened(regions: Sequence[str], scope: Scope) -> list[str]:
    """The regions of a wider bulletin: their provinces, those and their neighbours, or all."""
    if scope is Scope.COUNTRY:
        return [NATIONWIDE]
    provinces = sorted({province_of(code).code for code in regions if code != NATIONWIDE})
    if scope is Scope.NEARBY:
        provinces += [code for each in provinces for code in _neighbours(each)]
    return [*dict.fromkeys(provinces)]


async def _wider(db: AsyncSession, draft: Draft) -> Mapping[Scope, int]:
    """Each step that reaches somebody, and more of them than the one before."""
    found: dict[Scope, int] = {}
    before = 0
    for scope in Scope:
        wider = draft.target.model_copy(update={"regions": tuple(widened(draft.regions, scope))})
        reach = await audience.size(db, draft.commodity, wider)
        if reach > before:
            found[scope] = before = reach
    return found


#: As many provinces as lie around one.
_NEIGHBOURS = 3


def _neighbours(province: str) -> list[str]:
    """The provinces nearest to one, by the way from its middle."""
    others = [code for code in REGIONS if "." not in code and code != province]
    far = {code: km for code in others if (km := distance(province, code)) is not None}
    return sorted(far, key=far.__getitem__)[:_NEIGHBOURS]
