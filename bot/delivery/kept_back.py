"""Why a message that was claimed does not go now: it is dropped, or put off."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import daily, letters
from bot.delivery.digests import NOTHING_LEFT
from bot.delivery.models import DIGEST, Lane, State
from bot.delivery.outbox import ANSWERED, BLOCKED, RIVAL, Letter
from bot.delivery.quiet import Quiet, first_allowed, is_quiet
from bot.delivery.receiving import Receiving, after_pause, disturbs
from bot.delivery.standing import ENDED, TOO_LATE

#: What nobody waits for, so that it can wait until the morning; an edit makes no sound.
UNASKED = (Lane.NOTICE, Lane.BULLETIN)


@dataclass(frozen=True)
class Dropped:
    state: State
    reason: str


@dataclass(frozen=True)
class PutOff:
    until: datetime
    reason: str | None = None


KeptBack = Dropped | PutOff


def at_a_glance(letter: Letter, now: datetime, quiet: Quiet) -> KeptBack | None:
    """What its own facts say."""
    if letter.ending and letter.reachable:
        return Dropped(*ENDED[letter.ending])
    reasons = (
        (not letter.reachable, State.SUPPRESSED, BLOCKED),
        (letter.of_rival, State.SUPPRESSED, RIVAL),
        (letter.kind == DIGEST and not letter.tells, State.SUPPRESSED, NOTHING_LEFT),
        (letter.expires_at and letter.expires_at <= now, State.EXPIRED, TOO_LATE),
        (letter.answered, State.SUPPRESSED, ANSWERED),
    )
    if why := next(((state, reason) for holds, state, reason in reasons if holds), None):
        return Dropped(*why)
    if _disturbs(letter, now, quiet):
        return PutOff(first_allowed(now, letter.zone, _silence(letter, quiet)))
    if at := _missed_its_hour(letter, now, quiet):
        return PutOff(at)
    return None


def is_asked_about(letter: Letter) -> bool:
    """Whether `by_others` has anything to say."""
    return letter.lane is Lane.REPLY or letter.a_day is not None


async def by_others(
    db: AsyncSession, letter: Letter, now: datetime, quiet: Quiet
) -> KeptBack | None:
    """What other messages of the same person say."""
    if letter.lane is Lane.REPLY:
        # One that lapsed may have arrived, and be answered while it waits its turn here.
        answered = await letters.is_answered(db, letter)
        return Dropped(State.SUPPRESSED, ANSWERED) if answered else None
    if not await daily.is_enough(db, letter, now):
        return None
    wish = letter.receiving or Receiving(letter.zone)
    if until := daily.next_day(wish, letter.expires_at, now, quiet):
        return PutOff(until, daily.ENOUGH)
    return Dropped(State.SUPPRESSED, daily.ENOUGH)


def _disturbs(letter: Letter, now: datetime, quiet: Quiet) -> bool:
    """Whether it would come unasked in quiet hours, and not at an hour that was chosen."""
    if letter.lane is Lane.BULLETIN and letter.receiving:
        return disturbs(now, letter.receiving, quiet)
    return letter.lane in UNASKED and is_quiet(now, letter.zone, quiet)


def _missed_its_hour(letter: Letter, now: datetime, quiet: Quiet) -> datetime | None:
    """When it comes instead, if its bulletin was paused at the hour that its reader chose."""
    if not (letter.resumed_at and letter.receiving and letter.not_before):
        return None
    paused = (letter.not_before, letter.resumed_at)
    return after_pause(now, letter.receiving, quiet, letter.expires_at or now, paused)


def _silence(letter: Letter, quiet: Quiet) -> Quiet:
    if letter.lane is Lane.BULLETIN and letter.receiving:
        return letter.receiving.silence(quiet)
    return quiet
