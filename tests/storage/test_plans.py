"""The statements of every update, message and second find their rows without looking at all."""

import re
import shutil
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select, union, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import passing, questions, reminders, waiting
from bot.conversation.nudging import nudging
from bot.conversation.said import Text
from bot.delivery import broadcasting, chats, claims, digests, outbox, sweep
from bot.delivery import due as due_ones
from bot.delivery.lease import ME, Held
from bot.delivery.ledger import due, ledger
from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Sent
from bot.intake import arrival
from bot.intake.incoming import Incoming
from bot.intake.models import Handled
from bot.market import audience, history, living, quotes, references
from bot.market import plans as planned_ones
from bot.market.models import Bulletin, BulletinKind, Ending
from bot.people import subscriptions
from bot.people.models import Business, Role
from bot.privacy import messages, tidying
from bot.storage import Storage, open_storage
from tests.conftest import ENGINES, administer, database_in
from tests.storage import crowd

Work = Callable[[AsyncSession, Held], Awaitable[object]]
#: What grows without end, or with every person.
LARGE = (
    *("outbox", "chat", "person", "role_grant", "conversation", "seen_update"),
    *("reminder", "session", "business", "bulletin", "bulletin_region", "reference_price"),
    "planned_bulletin",
    "subscription",
    *("question", "question_wait", "question_message"),
)
#: Hold what is under way at this moment, so that they may be read as a whole.
SMALL = ("ix_outbox_sending", "ix_bulletin_unswept", "ix_question_open")


@dataclass(frozen=True)
class Plan:
    statement: str
    steps: tuple[str, ...]

    def whole(self) -> list[str]:
        """Steps that look at every row of a large table, or at every entry of a large index."""
        table = rf"({'|'.join(LARGE)})\b"
        found = []
        for step, below in pairwise([*self.steps, ""]):
            scan = re.search(rf"(Seq Scan on|SCAN) {table}", step)
            walk = re.search(rf"Index .*Scan using \w+ on {table}", step)
            if (scan or (walk and "Index Cond" not in below)) and not any(
                each in step for each in SMALL
            ):
                found.append(step)
        return found


@pytest.fixture(scope="module", params=ENGINES)
def crowded_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("crowd") / "crowd.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server, name = request.getfixturevalue("postgres"), f"crowd_{uuid.uuid4().hex}"
    template = request.getfixturevalue("postgres_template")
    administer(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield database_in(server, name)
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
async def crowded(crowded_url: str) -> AsyncIterator[Storage]:
    """One for all: what a test does here is undone."""
    storage = open_storage(crowded_url)
    await crowd.fill(storage)
    yield storage
    await storage.close()


async def plans(storage: Storage, work: Work) -> list[Plan]:
    """Do the work and undo it; each statement is explained as it is about to run."""
    lease = Held(storage, "courier", 60)
    assert await lease.hold()
    found: list[Plan] = []
    explain = "EXPLAIN QUERY PLAN " if storage.sqlite else "EXPLAIN (COSTS OFF) "

    def look(
        conn: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        if statement.split(maxsplit=1)[0] not in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            return
        asking = conn.connection.cursor()
        asking.execute(
            explain + statement, parameters[0] if isinstance(parameters, list) else parameters
        )
        found.append(Plan(statement, tuple(str(row[-1]) for row in asking.fetchall())))
        asking.close()

    event.listen(storage.engine.sync_engine, "before_cursor_execute", look)
    try:
        with pytest.raises(ZeroDivisionError):
            await undone(storage, work, lease)
    finally:
        event.remove(storage.engine.sync_engine, "before_cursor_execute", look)
    return found


async def undone(storage: Storage, work: Work, lease: Held) -> None:
    async with storage.transaction() as db:
        await work(db, lease)
        raise ZeroDivisionError


def swept(*endings: Ending) -> Work:
    """Bulletin 2 is changed, or ends in this way, and a chunk of its messages is seen to."""

    async def work(db: AsyncSession, _lease: Held) -> None:
        changed = update(Bulletin).where(Bulletin.id == 2).values(version=2)
        await db.execute(changed.values(ending=next(iter(endings), None)))
        assert await sweep.sweep(db, None)

    return work


def letter(number: int, lane: Lane = Lane.BULLETIN, epoch: int | None = 1) -> Letter:
    return Letter(number, lane, "greeting", {}, 3, "id", "Asia/Jakarta", epoch=epoch)


def somebody(number: int) -> Incoming:
    return Incoming(number, number, number, "id", Text("halo"))


async def _look_up(db: AsyncSession, _lease: Held) -> None:
    crops = ["crop-3", "crop-53"]
    found = await quotes.today(db, BulletinKind.PRICE, crops, ["35.07"])
    assert len(found) == 400
    await quotes.before(db, found[:8])
    prices = await references.newest(db, crops, ["35.07", "35", "ID"], date(2026, 10, 24))
    assert len(prices) == 2
    await references.history(db, prices[0], date(2026, 10, 1))


async def _piece(db: AsyncSession, _lease: Held) -> None:
    """Sixty of 60,000 people."""
    issue = broadcasting.Issue(1, 1, clock.now())
    await broadcasting.enqueue(db, audience.piece("tomat", ["35"], 0, 60), issue, None)


#: What it is; the work; an index that must be used, if one is to be named.
HOT: list[tuple[str, Work, str | None]] = [
    (
        "an update is remembered",
        lambda db, _lease: arrival.first_time(db, 1, range(900_000, 900_016), Handled.DONE),
        None,
    ),
    (
        "people arrive: they are locked, and their roles and conversations read",
        lambda db, _lease: arrival.arrive(db, [somebody(number) for number in range(5, 21)]),
        None,
    ),
    (
        "messages are claimed, past those that wait for the morning",
        lambda db, lease: claims.claim(db, lease, 5),
        # The two engines' words for the same: both columns lead to the rows.
        r"ix_outbox_due \(lane=\? AND not_before<\?\)|\(lane = .* AND \(not_before <= ",
    ),
    (
        "bulletins are claimed in turn, past those of theirs that wait for the morning",
        lambda db, lease: claims.claim(db, lease, 5),
        r"turn \(bulletin_id=\? AND not_before<\?\)|\(bulletin_id = .* AND \(not_before <= ",
    ),
    (
        "the bulletins that have something due are found",
        lambda db, _lease: due_ones.running(db),
        "ix_outbox_turn",
    ),
    ("news is gathered", lambda db, _l: digests.gather(db, None), "ix_outbox_digest"),
    ("lapsed ones are reclaimed", lambda db, _l: claims.reclaim_lapsed(db), "ix_outbox_sending"),
    ("a new courier inherits", claims.inherit, "ix_outbox_sending"),
    ("one is settled", lambda db, _l: claims.record(db, letter(3), ME, Sent(1, "x")), None),
    (
        "many are settled",
        lambda db, _l: claims.record_sent(db, [(letter(n), Sent(1, "x")) for n in range(9)], ME),
        None,
    ),
    (
        "one is rejected, and what waits for that person is suppressed",
        lambda db, _l: chats.set_reachable(db, 3, reachable=False),
        None,
    ),
    (
        "bulletins of somebody who wants no more are stopped",
        lambda db, _l: outbox.stop_bulletins(db, 3),
        None,
    ),
    ("one is put back", lambda db, _l: claims.put_back(db, [letter(3)], ME), None),
    ("a bulletin is accounted for", lambda db, _l: ledger(db, 1), "ix_outbox_ledger"),
    ("sent messages of a changed bulletin are edited", swept(), "ix_outbox_ledger"),
    ("waiting ones of one that ended stop", swept(Ending.EXPIRED), "ix_outbox_ledger"),
    (
        "what is left to do for a changed bulletin is found to be nothing",
        lambda db, _l: sweep._open(db, Bulletin(id=1, version=1, ending=None)),
        "ix_outbox_ledger",
    ),
    ("there is no changed bulletin", lambda db, _l: sweep.sweep(db, None), "ix_bulletin_unswept"),
    (
        "bulletins whose last day has passed are ended",
        lambda db, _l: living.expire(db, 100),
        "ix_bulletin_running",
    ),
    (
        "bulletins whose hour has come are found",
        lambda db, _l: planned_ones.due(db),
        "ix_planned_bulletin_scheduled",
    ),
    (
        "bulletins for which the next admin is to be asked are found",
        lambda db, _l: planned_ones.unanswered(db),
        "ix_planned_bulletin_asked",
    ),
    (
        "the messages that go before a bulletin are counted",
        lambda db, _l: due(db),
        "ix_outbox_due",
    ),
    (
        "an audience is counted",
        lambda db, _l: audience.size(db, "crop-3", ["35"]),
        r"subscription USING PRIMARY KEY \(commodity=\? AND several=\?|pk_subscription",
    ),
    ("a piece of a bulletin for many is enqueued", _piece, "ix_consent_person_id_purpose"),
    (
        "what somebody hears of is brought up to date",
        lambda db, _l: subscriptions.follow(db, [5]),
        "ix_subscription_person_id",
    ),
    ("questions that wait for long are found", lambda db, _l: waiting.tick(db, None), "wait_due"),
    (
        "questions of who is no officer any more are found",
        lambda db, _l: passing.hand_on(db),
        "ix_question_open",
    ),
    (
        "the questions that wait for somebody are found",
        lambda db, _l: questions.owed_by(db, 5, frozenset({Role.OFFICER, Role.EXPERT})),
        "ix_question_open",
    ),
    (
        "those that wait for an admin",
        lambda db, _l: questions.owed_by(db, 5, frozenset({Role.ADMIN})),
        "ix_question_open",
    ),
    ("due reminders are found", lambda db, _l: reminders.tick(db, None), "ix_reminder_due"),
    (
        "unfinished conversations that are to be brought up again are found",
        lambda db, _l: nudging({})(db, None),
        "ix_conversation_nudge",
    ),
    (
        "last words to who was erased are forgotten, and copies that went out",
        lambda db, _l: tidying.tidy(db, None),
        "ix_person_erased",
    ),
    (
        "today's prices are looked up, with those before and the public ones",
        _look_up,
        r"reference_price_1 \(commodity=\? AND region=\? AND day>\?\)|pk_reference_price",
    ),
    (
        "a chart is made of the last weeks",
        lambda db, _l: history.held(
            db, ("crop-3", "kg"), "35.07", date(2026, 10, 1), ZoneInfo("Asia/Jakarta")
        ),
        "ix_bulletin_commodity_kind_valid_until",
    ),
    (
        "old updates are forgotten",
        lambda db, _l: arrival.forget(db, None),
        "ix_seen_update_seen_at",
    ),
]


@pytest.mark.parametrize(("_what", "work", "index"), HOT, ids=[row[0] for row in HOT])
async def test_no_hot_statement_looks_at_all_rows(
    crowded: Storage, _what: str, work: Work, index: str | None
) -> None:
    found = await plans(crowded, work)
    assert found
    for plan in found:
        assert not plan.whole(), "\n".join([plan.statement, *plan.steps])
    steps = "\n".join(step for plan in found for step in plan.steps)
    assert index is None or re.search(index, steps), steps


async def test_answers_that_name_an_officer_are_found_by_an_index_of_their_own(
    crowded: Storage,
) -> None:
    """It may be read as a whole: it holds nothing else."""
    found = await plans(crowded, forget)
    assert "ix_outbox_officer" in "\n".join(found[-1].steps)


async def test_sqlite_finds_what_people_were_told_without_having_counted_its_rows(
    storage: Storage,
) -> None:
    """No program of ours has it ANALYZE: left to guess, it began with all that is no bulletin."""
    if storage.sqlite:
        *_emptied, told, asked = await plans(storage, forget)
        assert "ix_outbox_person_id" in "\n".join(told.steps)
        assert "ix_outbox_officer" in "\n".join(asked.steps)


async def forget(db: AsyncSession, _lease: Held) -> None:
    asked = union(select(Business.person_id).where(Business.id < 9))
    await messages.forget(db, 1, [2, 3], asked, ["Wayan"])
