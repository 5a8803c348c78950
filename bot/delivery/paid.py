"""Telegram's paid rate: bulletins go faster for Stars, as long as a day's budget lasts.

What is paid for is counted before it is sent, so that it is never more than the budget, whatever
happens in between. What is put back unsent is counted no more; what Telegram refused is.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Update, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, metrics
from bot.delivery.forecast import Speed
from bot.delivery.models import Lane, PaidDay
from bot.delivery.outbox import Letter
from bot.storage import dialects

#: Stars for one message (core.telegram.org/bots/api#sendmessage, allow_paid_broadcast). Those
#: within the free rate may cost nothing; Telegram does not tell which they were, so that all count.
STARS = 0.1
#: What binary fractions lose: 0.3 is three messages.
TINY = 1e-9


@dataclass(frozen=True)
class Paid:
    """Messages a second, and Stars a day (UTC)."""

    rate: float
    budget: float

    @property
    def most(self) -> int:
        """How many messages a day that pays for."""
        return math.floor(self.budget / STARS + TINY)


async def speed(db: AsyncSession, rate: float, paid: Paid | None) -> Speed:
    """How fast bulletins go, as far as today's budget lasts and then; `rate` is the free one."""
    if paid is None:
        return Speed(rate)
    now = clock.now()
    spent = await db.scalar(select(PaidDay.messages).where(PaidDay.day == now.date())) or 0
    tomorrow = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
    left = max(0, paid.most - spent)
    return Speed(rate, paid.rate, left, paid.most, (tomorrow - now).total_seconds())


async def mark(db: AsyncSession, letters: Sequence[Letter], paid: Paid) -> list[Letter]:
    """Mark the bulletins among these that today's budget pays for."""
    wanted = [letter.id for letter in letters if letter.lane is Lane.BULLETIN]
    today = clock.now().date()
    pays = set(wanted[: await _reserve(db, today, len(wanted), paid.most)])
    return [replace(each, paid=today) if each.id in pays else each for each in letters]


async def _reserve(db: AsyncSession, today: date, wanted: int, most: int) -> int:
    """Count up to `wanted` messages as paid for; returns how many."""
    first = dialects.insert(db, PaidDay).values(day=today, messages=0)
    await db.execute(first.on_conflict_do_nothing())
    held = select(PaidDay.messages).where(PaidDay.day == today).with_for_update()
    spent = (await db.scalars(held)).one()
    may = max(0, min(wanted, most - spent))
    await db.execute(_of(today).values(messages=PaidDay.messages + may))
    metrics.PAID_LEFT.set(max(0, most - spent - may))
    return may


async def give_back(db: AsyncSession, letters: Sequence[Letter]) -> None:
    """These were not sent after all."""
    for day in {letter.paid for letter in letters if letter.paid}:
        unsent = sum(letter.paid == day for letter in letters)
        await db.execute(_of(day).values(messages=PaidDay.messages - unsent))


def _of(day: date) -> Update:
    return update(PaidDay).where(PaidDay.day == day).execution_options(synchronize_session=False)
