from pathlib import Path

from telegram import Bot, ReplyKeyboardMarkup

from bot.playground.files import SAMPLE
from bot.playground.model import Playground
from bot.playground.serve import serving

TOKEN = "123456789:" + "A" * 35


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "new" / "chats.db"
    before = Playground(path)
    async with serving(before) as server, Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
        new = before.add_person(first_name="Tuti")
        before.start(new.id, "abc")
        (confirmed,) = await bot.get_updates(allowed_updates=["message", "callback_query"])
        await bot.get_updates(offset=confirmed.update_id + 1)
        sent = await bot.send_message(new.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]]))
        gone = await bot.send_message(new.id, "y")
        await bot.delete_message(new.id, gone.message_id)
        query = before.tap(new.id, sent.message_id, "a")
        photo = before.send(new.id, "photo")["photo"][0]["file_id"]
        await bot.set_my_commands([("a", "b")])
        before.block(2001)
    before.close()

    after = Playground(path)
    assert after.messages(new.id) == before.messages(new.id)
    assert after.people == before.people
    assert after.profile == before.profile
    assert after.updates.pending == before.updates.pending
    assert after.updates.allowed == ["message", "callback_query"]
    assert after.queries.keys() == {query}
    file = after.files.get(photo)
    assert file
    assert after.files.content(file) == SAMPLE["photo"].read_bytes()
    (last,) = list(after.updates.pending)[-1:]
    said = after.say(new.id, "lagi")
    assert said["message_id"] > gone.message_id
    assert list(after.updates.pending)[-1] == last + 1
    after.close()


def test_without_a_path_nothing_is_written(tmp_path: Path) -> None:
    playground = Playground()
    playground.start(1001)
    playground.close()
    assert list(tmp_path.iterdir()) == []
