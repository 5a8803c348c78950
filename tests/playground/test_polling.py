import asyncio

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.serve import Serving

TOKEN = "123456789:" + "A" * 35


async def polling(bot: Bot, playground: Playground, offset: int) -> asyncio.Task[object]:
    """A poll that has reached the server and waits there."""
    calls = playground.received.methods["getUpdates"]
    poll: asyncio.Task[object] = asyncio.create_task(bot.get_updates(offset=offset, timeout=30))
    await playground.until(lambda: playground.received.methods["getUpdates"] > calls)
    return poll


async def test_an_offset_confirms_what_came_before(
    bot: Bot, playground: Playground, person: Person
) -> None:
    for text in ("satu", "dua", "tiga"):
        playground.say(person.id, text)
    first, second, third = await bot.get_updates()
    assert first.update_id < second.update_id < third.update_id
    assert [one.update_id for one in await bot.get_updates(limit=1)] == [first.update_id]
    rest = await bot.get_updates(offset=second.update_id)
    assert [one.message.text for one in rest if one.message] == ["dua", "tiga"]
    (last,) = await bot.get_updates(offset=-1)
    assert last.update_id == third.update_id
    assert list(playground.updates.pending) == [third.update_id]


async def test_a_waiting_poll_gets_what_happens(
    bot: Bot, playground: Playground, person: Person
) -> None:
    poll = await polling(bot, playground, 0)
    playground.say(person.id, "halo")
    updates = await poll
    assert isinstance(updates, tuple)
    assert updates[0].message.text == "halo"


async def test_a_second_poll_ends_the_first(
    bot: Bot, server: Serving, playground: Playground
) -> None:
    async with Bot(TOKEN, base_url=f"{server.url}/bot") as second:
        first_poll = await polling(bot, playground, 0)
        second_poll = await polling(second, playground, 0)
        with pytest.raises(Conflict) as conflict:
            await first_poll
        assert conflict.value.message == (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
        playground.updates.release()
        assert await second_poll == ()


async def test_allowed_updates_are_remembered(
    bot: Bot, playground: Playground, person: Person
) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    sent = await bot.send_message(person.id, "x")
    playground.say(person.id, "unheard")
    playground.tap(person.id, sent.message_id, "heard")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert update.callback_query.data == "heard"
    assert (await bot.get_webhook_info()).allowed_updates == ("callback_query",)


async def test_pending_updates_can_be_dropped(
    bot: Bot, playground: Playground, person: Person
) -> None:
    playground.say(person.id, "x")
    assert (await bot.get_webhook_info()).pending_update_count == 1
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()
