"""What has to be true of a market: after every step, and once everything has calmed down."""

import re
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.ledger import reasons
from bot.delivery.models import BulletinText, Lane, Outgoing, State
from bot.delivery.screen import load
from bot.delivery.why import Why, why_of
from bot.language import LANGUAGES, words_for
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.people.counts import FEWEST
from bot.people.models import Person
from handlers.market.bulletins.account import account, account_of
from tests.market.marketplace import Market
from tests.market.stage import QUIET


async def judge(market: Market) -> None:
    """At every moment."""
    assert {*market.telegram.told.values()} <= {1}, "D2: a bulletin came twice"
    async with market.storage.reading() as db:
        for number in market.bulletins:
            parts = await reasons(db, number)
            total = sum(people for _state, _reason, people in parts)
            assert total == market.targeted[number], "D1: the ledger does not sum"
            silent = {state for state, reason, _people in parts if reason is None}
            assert silent <= {State.PENDING, State.SENDING, State.SENT}, "D1: without a reason"
            await _judge_account(db, number)
        kept = {*await db.scalars(select(Outgoing.key).where(Outgoing.lane == Lane.NOTICE))}
        assert market.owed <= kept, "D5: somebody who answered is not told"


async def _judge_account(db: AsyncSession, number: int) -> None:
    seen = await account_of(db, await db.get_one(Bulletin, number), QUIET)
    parts = (seen.targeted, seen.sent, seen.waiting, seen.not_sent)
    assert all(part is None or part == 0 or part >= FEWEST for part in parts), "P6: few are told"
    if None in parts:
        for language in LANGUAGES:
            text = account(words_for(language), seen.model_copy(update={"groups": 0})).text
            assert not re.search(r": \d", text), "P6: few can be computed"


async def calms_down(market: Market) -> None:
    """No more changes: everything that is owed arrives, at its hour."""
    for number in range(len(market.bulletins)):
        await market.resume(number)
    for _ in range(300):
        await market.gather(0)
        await market.claim(9)
        busy = bool(market.hand)
        await market.send_all(0)
        busy = await market.sweep(0) or busy
        if not busy and not await _waits(market):
            return
    raise AssertionError("it never ends")


async def _waits(market: Market) -> bool:
    """Whether something is still to go; then it is the hour at which it may."""
    async with market.storage.reading() as db:
        ungathered = func.coalesce(Outgoing.digest_id, 0) == 0
        waiting = select(func.min(Outgoing.not_before)).where(
            Outgoing.state == State.PENDING, ungathered
        )
        at = (await db.scalars(waiting)).one()
        planned = select(func.min(PlannedBulletin.publish_at))
        planned = planned.where(PlannedBulletin.state == PlanState.SCHEDULED)
        hours = [each for each in (at, (await db.scalars(planned)).one()) if each]
    if hours:
        await market.passes(max(min(hours) - clock.now(), timedelta(0)))
    return bool(hours)


async def judge_at_rest(market: Market) -> None:
    async with market.storage.reading() as db:
        edited = {State.UNKNOWN, State.SUPPRESSED}
        doubtful = {*await db.scalars(select(Outgoing.edits_id).where(Outgoing.state.in_(edited)))}
        doubtful.discard(None)
        rows = select(Outgoing, Person.language).join(Person, Person.id == Outgoing.person_id)
        rows = rows.where(Outgoing.bulletin_id.in_(market.bulletins))
        for row, language in (await db.execute(rows)).all():
            assert row.state not in {State.PENDING, State.SENDING}, "D1: it waits for nothing"
            assert await why_of(db, row, paused=False) in {*Why}
            bulletin = await db.get_one(Bulletin, row.bulletin_id)
            assert bulletin.swept == bulletin.version
            if row.state == State.SENT and not {row.id, row.digest_id} & doubtful:
                key = row.bulletin_id, bulletin.version, language
                text = load((await db.get_one(BulletinText, key)).screen).text
                shown = market.telegram.shown[row.chat_id or 0, row.message_id or 0]
                assert str(text) in shown, "D5: it shows what is not true any more"
        owed = select(Outgoing.state, Outgoing.reason).where(Outgoing.key.in_(market.owed))
        for state, reason in (await db.execute(owed)).all():
            assert state == State.SENT or reason, "D5: somebody who answered was not told"
            assert state in {State.SENT, State.SUPPRESSED, State.UNKNOWN}, (state, reason)
