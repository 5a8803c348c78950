"""A bulletin's account says when it was looked at, and of quiet hours only where they matter."""

from datetime import timedelta

from sqlalchemy import update

from bot import clock
from bot.delivery.ledger import waits_for_morning
from bot.delivery.models import Outgoing, State
from bot.delivery.receiving import AT_ONCE
from bot.language import words_for
from handlers import account
from tests.handlers.chatting import Chat
from tests.handlers.market_examples import NOON
from tests.market.test_fanout import growers, published

ACCOUNT = account.Account(bulletin_id=1, targeted=9, sent=0, waiting=9, not_sent=0)


def text_of(**changes: object) -> str:
    return str(account.account(words_for("id"), ACCOUNT.model_copy(update=changes)).text)


def test_looking_again_shows_the_moment() -> None:
    assert "Per 12.00 WIB" in text_of(at=NOON)
    assert "Per 12.00 WIB" in text_of(at=NOON, targeted=None)
    assert "Per " not in text_of()


def test_quiet_hours_are_told_of_only_where_somebody_waits_for_their_end() -> None:
    assert "jam tenang" in text_of(quiet=True)
    assert "jam tenang" not in text_of()
    assert "jam tenang" not in text_of(quiet=True, waiting=0, sent=9)


async def test_who_chose_an_hour_does_not_wait_for_the_morning(chat: Chat) -> None:
    siti, sri = await growers(chat.db, 2)
    siti.prices_at, sri.prices_at = "06:00", AT_ONCE
    number = (await published(chat.db)).id
    assert not await waits_for_morning(chat.db, number)
    later = clock.now() + timedelta(hours=3)
    for person, waits in ((siti, False), (sri, True)):
        await chat.db.execute(
            update(Outgoing).where(Outgoing.person_id == person.id).values(not_before=later)
        )
        assert await waits_for_morning(chat.db, number) is waits
    await chat.db.execute(update(Outgoing).values(state=State.SENT))
    assert not await waits_for_morning(chat.db, number)
