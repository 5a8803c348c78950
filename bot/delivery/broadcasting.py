"""A bulletin to those it concerns, whatever their number: one statement, one text a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    Select,
    String,
    and_,
    case,
    cast,
    literal,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.digests import UNGATHERED
from bot.delivery.models import BulletinText, Chat, Lane, Outgoing, State
from bot.delivery.outbox import BLOCKED, NO_CHAT, leave_to_courier
from bot.delivery.quiet import Quiet
from bot.delivery.receiving import Rhythm, arrival, receiving, wishes
from bot.delivery.screen import Screen, dump
from bot.people.models import Person
from bot.storage import dialects

#: How news is wanted, in as many ways at a time: SQLite joins up to 500 SELECTs
#: (https://sqlite.org/limits.html).
KINDS = 400


@dataclass(frozen=True)
class Issue:
    """A version of a bulletin, on its way to people until its time has passed."""

    bulletin_id: int
    version: int
    expires_at: datetime


def word(db: AsyncSession, bulletin_id: int, version: int, screens: Mapping[str, Screen]) -> None:
    """Keep how a bulletin reads, once per language however many read it."""
    db.add_all(
        BulletinText(
            bulletin_id=bulletin_id, version=version, language=language, screen=dump(screen)
        )
        for language, screen in screens.items()
    )


async def enqueue(db: AsyncSession, people: Select[Person], issue: Issue, quiet: Quiet) -> int:
    """Enqueue a bulletin for these people in one statement, or a few for very many wishes.

    Returns for how many.

    Who blocked the bot, or has no chat, gets a row that says so, so that the ledger sums; nobody
    gets one before their quiet hours end, and nobody a second one.
    """
    leave_to_courier(db)
    audience = _found_first(people)
    wished = wishes(audience.c)
    kinds = (await db.execute(select(*wished).distinct())).all()
    now, until = clock.now(), issue.expires_at
    moments = [(*each, arrival(now, receiving(*each), quiet, until)) for each in kinds]
    parts = [moments[first : first + KINDS] for first in range(0, len(moments), KINDS)]
    return sum([await _insert(db, audience, issue, _opens(part)) for part in parts])


async def _insert(db: AsyncSession, audience: CTE, issue: Issue, opens: CTE) -> int:
    """Those of these people who want news in one of these ways."""
    wished, now = wishes(audience.c), clock.now()
    row = _addressed(audience) | {
        "lane": literal(int(Lane.BULLETIN)),
        "kind": literal("bulletin"),
        "params": literal({}, Outgoing.params.type),
        "key": literal(f"bulletin:{issue.bulletin_id}:") + cast(audience.c.id, String),
        "bulletin_id": literal(issue.bulletin_id),
        "version": literal(issue.version),
        "digest_id": case((opens.c.rhythm != Rhythm.AT_ONCE, UNGATHERED), else_=None),
        "attempts": literal(0),
        "not_before": opens.c.at,
        "expires_at": literal(issue.expires_at, Outgoing.expires_at.type),
        "created_at": literal(now, Outgoing.created_at.type),
    }
    rows = (
        select(*row.values())
        .select_from(audience)
        .join(opens, and_(*(opens.c[at] == each for at, each in enumerate(wished))))
        .outerjoin(Chat, Chat.id == audience.c.telegram_id)
        # SQLite takes the ON of ON CONFLICT for that of a join unless a WHERE ends it.
        .where(true())
    )
    statement = dialects.insert(db, Outgoing).from_select(list(row), rows, include_defaults=False)
    statement = statement.on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return await dialects.rows_of(db, await db.execute(statement))


def _found_first(people: Select[Person]) -> CTE:
    """These people as PostgreSQL finds them by themselves.

    Together with what they are joined with, it guesses that there is hardly anybody, and looks at
    everybody for each piece of a large audience: 130 ms of 50,000 people, and more of more.
    """
    found = people.with_only_columns(
        Person.id,
        Person.telegram_id,
        Person.zone,
        Person.prices_at,
        Person.news_rhythm,
        Person.friday_news_at,
    )
    return found.cte("audience").prefix_with("MATERIALIZED", dialect="postgresql")


def _addressed(audience: CTE) -> dict[str, Any]:
    """To whom it goes, and whether it can."""
    return {
        "person_id": audience.c.id,
        "chat_id": audience.c.telegram_id,
        "state": case(
            (audience.c.telegram_id.is_(None), State.SUPPRESSED),
            (Chat.blocked_at.is_not(None), State.SUPPRESSED),
            else_=State.PENDING,
        ),
        "reason": case(
            (audience.c.telegram_id.is_(None), NO_CHAT),
            (Chat.blocked_at.is_not(None), BLOCKED),
            else_=None,
        ),
    }


def _opens(moments: Sequence[tuple[str, str, str, bool, datetime]]) -> CTE:
    """How news is wanted -> when the first message may go to them, as a table to join with.

    Not VALUES: a statement with them is compiled anew each time, which takes as long as it runs.
    """
    rows = (
        select(
            literal(zone, String).label("zone"),
            literal(chosen, String).label("chosen"),
            literal(rhythm, String).label("rhythm"),
            literal(in_pauses, Boolean).label("in_pauses"),
            literal(at, Outgoing.not_before.type).label("at"),
        )
        for zone, chosen, rhythm, in_pauses, at in moments
    )
    return union_all(*rows).cte("opens")
