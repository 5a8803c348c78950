"""The calendar: what happens when, as a table, and one wrapper around all of it.

APScheduler is only the clock. What is due lives in rows, so that a restart forgets nothing and a
million reminders cost no more start-up than ten.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, metrics
from bot.coaching.after import begun, due
from bot.coaching.day import mornings
from bot.coaching.day.attention import Patience
from bot.coaching.leave import ticking as leave_ticking
from bot.coaching.programmes import lasting
from bot.coaching.questions import stock
from bot.coaching.questions import waits as question_waits
from bot.coaching.reminders import deliveries, reminders
from bot.coaching.sequences import ticking as sequences
from bot.coaching.sessions import passing_on
from bot.conversation.nudging import nudging
from bot.delivery import digests, presence, sweep
from bot.delivery.quiet import Quiet
from bot.intake import arrival
from bot.intake.backoff import pause
from bot.market import fanout, plans
from bot.privacy import retention, tidying
from bot.settings import Settings
from bot.storage import Storage, dialects
from handlers.forms import FORMS
from handlers.market.bulletins import confirming, going_out, live_account
from handlers.market.bulletins.retelling import expire

log = structlog.get_logger()

#: Between two pieces of a large job there is time for everybody else, so many times as much as the
#: piece took: replies share processor, disk and SQLite's lock with it.
BREATHS = 2
#: How long a stop waits for the pieces under way before they are broken off, in seconds.
LAST_PIECE_SECONDS = 5


@dataclass(frozen=True)
class Job:
    """Does some of what is due in one transaction, and returns how much; zero when all is done."""

    name: str
    every: timedelta
    run: Callable[[AsyncSession, Quiet], Awaitable[int]]
    #: Whether what is done must outlast a power cut; what is simply done again need not wait for
    #: the disk while everybody else waits for it.
    lasting: bool = True
    #: How many times as long as a piece takes everybody else has before the next one.
    breaths: int = BREATHS


JOBS = (
    Job("fan_out", timedelta(seconds=2), fanout.go_on, lasting=False),
    Job("gather_news", timedelta(seconds=2), digests.gather),
    Job("remind", timedelta(seconds=15), reminders.tick, breaths=1),  # ten thousand within 5 s
    Job("remind_of_deliveries", timedelta(minutes=10), deliveries.owe),
    Job("send_programme_messages", timedelta(seconds=15), sequences.tick, breaths=1),
    Job("hand_questions_on", timedelta(minutes=1), question_waits.hand_on),
    Job("bring_up_questions", timedelta(seconds=15), question_waits.tick),
    Job("bring_up_endings", timedelta(minutes=10), lasting.bring_up),
    Job("stock_library", timedelta(hours=1), stock.take_in),
    Job("see_to_leave", timedelta(minutes=1), leave_ticking.tick),
    Job("pass_on_sessions", timedelta(minutes=1), passing_on.pass_on),
    Job("ask_how_it_was", timedelta(minutes=1), begun.ask),
    Job("pass_on_homework", timedelta(minutes=1), due.hand_on),
    Job("publish_scheduled", timedelta(seconds=15), going_out.go_out_on_time),
    Job("ask_next_admin", timedelta(seconds=15), confirming.ask_on),
    Job("expire_bulletins", timedelta(seconds=15), expire),
    Job("keep_accounts", timedelta(seconds=5), live_account.keep_up),
    Job("update_messages", timedelta(seconds=2), sweep.sweep),
    Job("nudge", timedelta(minutes=1), nudging(FORMS)),
    Job("tidy_up", timedelta(minutes=1), tidying.tidy),
    Job("forget_unanswered", timedelta(hours=1), retention.forget),
    Job("forget_plans", timedelta(hours=1), plans.forget),
    Job("forget_updates", timedelta(hours=1), arrival.forget),
    Job("forget_replicas", timedelta(hours=1), presence.forget),
)


def jobs_of(settings: Settings) -> tuple[Job, ...]:
    """All of them; officers are told their day only if the operator names an hour."""
    coaching = settings.coaching
    if coaching.morning is None:
        return JOBS
    patience = Patience.of_days(coaching.silence_days, coaching.unmet_days)
    greet = mornings.greeting(coaching.morning, patience)
    return (*JOBS, Job("tell_officers_their_day", timedelta(minutes=1), greet))


class Scheduler:
    def __init__(
        self,
        storage: Storage,
        quiet: Quiet,
        call_courier: Callable[[], None],
        jobs: Sequence[Job] = JOBS,
    ) -> None:
        self._jobs = jobs
        self._storage, self._quiet, self._call_courier = storage, quiet, call_courier
        self._clock = AsyncIOScheduler(timezone="UTC")
        self._end = clock.on_move(self._now)
        self._moves = 0
        self._stopping = asyncio.Event()
        self._at_work: set[asyncio.Task[None]] = set()
        for job in jobs:
            self._clock.add_job(
                self._watched,
                "interval",
                args=[job],
                id=job.name,
                name=job.name,
                seconds=job.every.total_seconds(),
                next_run_time=clock.machine_now(),  # what fell due while nobody ran
                coalesce=True,
                misfire_grace_time=None,  # late is better than never
                max_instances=1,
            )

    def start(self) -> None:
        self._clock.start()

    async def stop(self) -> None:
        """After this nothing of the calendar is under way, so that the database may be closed."""
        self._end()
        self._clock.pause()
        self._stopping.set()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=LAST_PIECE_SECONDS)
        self._clock.shutdown(wait=False)  # breaks off who is still at it
        await asyncio.gather(*self._at_work, return_exceptions=True)

    def _now(self) -> None:
        """The clock was moved: look at once what is due; who is at it looks again."""
        self._moves += 1
        for job in self._jobs:
            self._clock.modify_job(job.name, next_run_time=clock.machine_now())

    async def _watched(self, job: Job) -> None:
        """As a task of its own, so that a stop can wait for its end."""
        work = asyncio.create_task(self.run(job))
        self._at_work.add(work)
        try:
            await work
        finally:
            self._at_work.discard(work)

    async def run(self, job: Job) -> None:
        """Time it, log it, and let no failure end the calendar."""
        started = began = time.monotonic()
        done, moves = 0, self._moves
        try:
            while (more := await self._once(job)) or moves != self._moves:
                done, moves = done + more, self._moves
                await pause(job.breaths * (time.monotonic() - began), self._stopping)
                if self._stopping.is_set():
                    break
                began = time.monotonic()
        except Exception as error:
            known = dialects.is_unavailable(error)
            metrics.JOB_FAILURES.labels(job.name).inc()
            log.exception("job.failed", job=job.name, exc_info=not known)
        metrics.JOB_ROWS.labels(job.name).inc(done)
        if done:
            log.info("job.done", job=job.name, rows=done, seconds=time.monotonic() - started)
            self._call_courier()

    async def _once(self, job: Job) -> int:
        async with self._storage.transaction(lasting=job.lasting) as db:
            return await job.run(db, self._quiet)
