"""Who stops a commodity gets no more of it, not even what waits; and the account says so."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import outbox
from bot.delivery.ledger import ledger, row_of
from bot.delivery.models import State
from bot.market import audience, topics
from bot.market.audience import Miss
from bot.market.topics import Topic
from bot.people.businesses import Make
from tests.market.test_fanout import TOMATO, growers, published

BOTH = [*TOMATO, Make("jagung", "jagung")]


async def test_what_waits_about_it_is_suppressed_and_nothing_else(db: AsyncSession) -> None:
    sri, slamet = await growers(db, 2, BOTH)
    tomato, maize = await published(db), await published(db, "jagung")
    for each in (tomato, maize):
        for person in (sri, slamet):
            row = await row_of(db, each.id, person.id)
            assert row
            row.state = State.PENDING  # as of who has a chat
    await db.flush()
    await topics.mute(db, sri, "tomat")
    stopped = await row_of(db, tomato.id, sri.id)
    assert stopped
    await db.refresh(stopped)
    assert (stopped.state, stopped.reason) == (State.SUPPRESSED, outbox.MUTED)
    assert (await ledger(db, tomato.id)).states == {State.SUPPRESSED: 1, State.PENDING: 1}
    assert (await ledger(db, maize.id)).states == {State.PENDING: 2}


async def test_the_next_bulletin_is_not_for_them_and_they_can_learn_why(db: AsyncSession) -> None:
    sri, _slamet = await growers(db, 2, BOTH)
    await topics.mute(db, sri, "tomat")
    await topics.mute(db, sri, "tomat")
    bulletin = await published(db)
    assert bulletin.targeted == 1
    assert await row_of(db, bulletin.id, sri.id) is None
    assert await audience.missed(db, "tomat", ["35"], sri.id) is Miss.MUTED
    assert await topics.topics_of(db, sri.id) == [Topic("jagung", False), Topic("tomat", True)]
    await topics.unmute(db, sri, "tomat")
    assert await audience.missed(db, "tomat", ["35"], sri.id) is None
    assert (await published(db)).targeted == 2
