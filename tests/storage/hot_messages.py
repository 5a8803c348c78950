"""What is done for each message, by the courier and by what tells it what to send."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery import chats, claims, digests, group_chats, outbox, sweep, waiting
from bot.delivery import due as due_ones
from bot.delivery.lease import ME, Held
from bot.delivery.ledger import ledger, of_groups
from bot.delivery.models import Lane
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Sent
from bot.market.models import Bulletin, Ending
from tests.storage.explaining import Work


def swept(*endings: Ending) -> Work:
    """Bulletin 2 is changed, or ends in this way, and a chunk of its messages is seen to."""

    async def work(db: AsyncSession, _lease: Held) -> None:
        changed = update(Bulletin).where(Bulletin.id == 2).values(version=2)
        await db.execute(changed.values(ending=next(iter(endings), None)))
        assert await sweep.sweep(db, None)

    return work


def letter(number: int, lane: Lane = Lane.BULLETIN, epoch: int | None = 1) -> Letter:
    return Letter(number, lane, "greeting", {}, 3, "id", "Asia/Jakarta", epoch=epoch)


#: What it is; the work; an index that must be used, if one is to be named.
MESSAGES: list[tuple[str, Work, str | None]] = [
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
    ("its groups are told apart", lambda db, _l: of_groups(db, 1), r"outbox_key|\(key=\?\)"),
    ("a group moves", lambda db, _l: group_chats.moved(db, 400, -9), "ix_outbox_person_id"),
    ("sent messages of a changed bulletin are edited", swept(), "ix_outbox_ledger"),
    ("waiting ones of one that ended stop", swept(Ending.EXPIRED), "ix_outbox_ledger"),
    (
        "what is left to do for a changed bulletin is found to be nothing",
        lambda db, _l: sweep._open(db, Bulletin(id=1, version=1, ending=None)),
        "ix_outbox_ledger",
    ),
    ("there is no changed bulletin", lambda db, _l: sweep.sweep(db, None), "ix_bulletin_unswept"),
    (
        "the notices that go before a bulletin are counted",
        lambda db, _l: waiting.notices(db, clock.now() + timedelta(hours=9)),
        "ix_outbox_due",
    ),
    (
        "what has turns beside a bulletin is counted",
        lambda db, _l: waiting.beside(db, clock.now() + timedelta(days=3)),
        "ix_outbox_turn|ix_outbox_ledger",
    ),
]
