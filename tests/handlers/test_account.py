"""A bulletin's account says when it was looked at, and of quiet hours only where they matter."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot import clock
from bot.delivery.ledger import waits_for_morning
from bot.delivery.models import Outgoing, State
from bot.delivery.receiving import AT_ONCE
from bot.language import words_for
from handlers.market.bulletins import account
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


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (0, "Dikabarkan ke kurang dari 5 orang."),
        (4, "Dikabarkan ke kurang dari 5 orang."),
        (5, "Dikabarkan ke 5 orang atau lebih."),
        (9, "Dikabarkan ke 5 orang atau lebih."),
    ],
)
async def test_of_people_of_some_kind_no_exact_number_is_told(
    chat: Chat, people: int, told: str
) -> None:
    await growers(chat.db, people)
    bulletin = await published(chat.db)
    exact = await account.account_of(chat.db, bulletin, None)
    assert (exact.rough, exact.targeted) == (False, people if people > 4 else None)
    bulletin.narrowed = {"papers": ["halal"]}
    screen = account.account(words_for("id"), await account.account_of(chat.db, bulletin, None))
    assert told in screen.text
    assert not any("Excel" in button.label for row in screen.buttons for button in row)


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
