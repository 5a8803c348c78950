"""What has to be true of a market: after every step, and once everything has calmed down."""

import re
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.ledger import reasons
from bot.delivery.models import BulletinText, Lane, Outgoing, State
from bot.delivery.outbox import RIVAL
from bot.delivery.posts import plain
from bot.delivery.screen import load
from bot.delivery.why import Why, why_of
from bot.language import LANGUAGES, words_for
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.people.counts import FEWEST
from bot.people.models import Person
from handlers.market.bulletins.account import account, account_of
from tests.market.answered import MOST_LOST
from tests.market.marketplace import Market
from tests.market.stage import QUIET, SLAMET
from tests.market.telegram import SILENCE, Telegram


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
    await market.passes(SILENCE)
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
        stale = await _judge_edits(db, market.telegram)
        rows = select(Outgoing, Person).join(Person, Person.id == Outgoing.person_id)
        rows = rows.where(Outgoing.bulletin_id.in_(market.bulletins))
        for row, person in (await db.execute(rows)).all():
            assert row.state not in {State.PENDING, State.SENDING}, "D1: it waits for nothing"
            assert await why_of(db, row, paused=False) in {*Why}
            bulletin = await db.get_one(Bulletin, row.bulletin_id)
            assert bulletin.swept == bulletin.version
            if row.state == State.SENT:
                await _judge_shown(db, market, row, person, stale)
        owed = select(Outgoing.state, Outgoing.reason).where(Outgoing.key.in_(market.owed))
        for state, reason in (await db.execute(owed)).all():
            assert state == State.SENT or reason, "D5: somebody who answered was not told"
            assert state in {State.SENT, State.SUPPRESSED, State.UNKNOWN, State.FAILED}


async def _judge_edits(db: AsyncSession, telegram: Telegram) -> set[int]:
    """Rows whose message may show what is not true any more: its last edit could not be made."""
    edits = select(Outgoing).where(Outgoing.edits_id.is_not(None)).order_by(Outgoing.id)
    newest = {each.edits_id or 0: each for each in await db.scalars(edits)}
    for each in newest.values():
        match State(each.state):
            case State.SUPPRESSED:
                rival = each.reason == RIVAL and each.chat_id == SLAMET
                excused = rival or each.chat_id in telegram.blocked
            case State.UNKNOWN:
                excused = telegram.lost[each.id] > 0 and each.attempts >= MOST_LOST
            case state:
                excused = state is State.SENT or each.id in telegram.refused
        assert excused, f"D5: an edit that was due is {each.state}: {each.reason}"
    return {number for number, each in newest.items() if each.state != State.SENT}


async def _judge_shown(
    db: AsyncSession, market: Market, row: Outgoing, person: Person, stale: set[int]
) -> None:
    bulletin = await db.get_one(Bulletin, row.bulletin_id)
    shown = market.telegram.shown[row.chat_id or 0, row.message_id or 0]
    if not {row.id, row.digest_id} & stale:
        key = bulletin.id, bulletin.version, person.language
        text = load((await db.get_one(BulletinText, key)).screen).text
        assert plain(text) in plain(shown.text), "D5: it shows what is not true any more"
    alone = not row.digest_id and row.id not in market.telegram.wordy
    if bulletin.enclosure and alone and not person.low_data_at:
        assert shown.photo == bulletin.enclosure["file_id"], "its photo did not come with it"
    else:
        assert shown.photo is None, "a photo came to who did not want it"
