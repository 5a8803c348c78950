"""A group with the bot in it: who writes, what the bot hears of it, and where it may answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden

from bot.playground.group_talk import add_bot, say
from bot.playground.groups import Membership
from bot.playground.model import Playground
from bot.playground.serve import serving

TOKEN = "123456789:" + "A" * 35
SLAMET, SITI, OUTSIDER = 1102, 1001, 2001
KICKED = "bot was kicked from the supergroup chat"


@dataclass
class Here:
    play: Playground
    bot: Bot
    http: httpx.AsyncClient

    @property
    def group(self) -> int:
        return next(iter(self.play.groups))

    async def does(self, action: str, code: int = 200, **body: Any) -> Any:
        answer = await self.http.post(f"/play/groups/{self.group}/{action}", json=body)
        assert answer.status_code == code, answer.text
        return answer.json()

    async def heard(self) -> list[Update]:
        """The updates since this was last asked."""
        updates = await self.bot.get_updates()
        if updates:
            await self.bot.get_updates(offset=updates[-1].update_id + 1)
        return list(updates)

    async def texts(self) -> list[str | None]:
        return [update.effective_message and update.effective_message.text  # type: ignore[misc]
                for update in await self.heard()]  # fmt: skip


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    play = Playground()
    async with (
        serving(play) as server,
        Bot(TOKEN, base_url=f"{server.url}/bot") as bot,
        httpx.AsyncClient(base_url=server.url, trust_env=False) as http,
    ):
        yield Here(play, bot, http)


@pytest.fixture
async def member(here: Here) -> Here:
    """The bot is in the group, and has heard so."""
    await here.does("add_bot")
    await here.heard()
    return here


async def test_who_adds_the_bot_is_told_to_it_and_it_may_write(here: Here) -> None:
    with pytest.raises(Forbidden, match="bot is not a member of the supergroup chat"):
        await here.bot.send_message(here.group, "Halo.")
    await here.does("add_bot")
    changed, service = await here.heard()
    assert changed.my_chat_member
    assert changed.my_chat_member.chat.type == ChatType.SUPERGROUP
    assert changed.my_chat_member.from_user.id == SLAMET
    assert changed.my_chat_member.old_chat_member.status == "left"
    assert changed.my_chat_member.new_chat_member.status == "member"
    assert service.message
    assert [new.id for new in service.message.new_chat_members] == [here.bot.id]
    sent = await here.bot.send_message(here.group, "Halo.")
    assert (sent.chat.title, sent.chat.id) == ("Kelompok Tani Makmur", here.group)
    shown = (await here.http.get(f"/play/groups/{here.group}")).json()
    assert shown["group"]["bot"] == "member"
    assert [message.get("text") for message in shown["messages"]] == [None, "Halo."]


async def test_a_bot_that_was_removed_may_not_write(member: Here) -> None:
    sent = await member.bot.send_message(member.group, "Halo.")
    await member.does("remove_bot")
    (changed,) = await member.heard()
    assert changed.my_chat_member
    assert changed.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=KICKED):
        await member.bot.send_message(member.group, "Masih di sini?")
    with pytest.raises(Forbidden, match=KICKED):
        await member.bot.edit_message_text("x", chat_id=member.group, message_id=sent.message_id)
    await member.does("say", person_id=SITI, text="/start@mitra_local_bot")
    assert await member.heard() == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("harga cabai berapa?", False),
        ("/start@mitra_local_bot", True),
        ("/start@MITRA_local_bot", True),
        ("/start", True),
        ("/start@harga_pasar_bot", False),
        ("halo @mitra_local_bot", False),
        ("coba ketik /start", False),
    ],
)
async def test_the_bot_hears_commands_only(member: Here, text: str, *, heard: bool) -> None:
    await member.does("say", person_id=SITI, text=text)
    assert await member.texts() == ([text] if heard else [])


async def test_the_bot_hears_replies_to_it_and_to_nobody_else(member: Here) -> None:
    sent = await member.bot.send_message(member.group, "Dari mana?")
    said = await member.does("say", person_id=SITI, text="Malang", reply_to=sent.message_id)
    await member.does("say", person_id=SLAMET, text="Sama", reply_to=said["message_id"])
    (update,) = await member.heard()
    assert update.message
    assert update.message.text == "Malang"
    assert update.message.reply_to_message
    assert update.message.reply_to_message.text == "Dari mana?"


async def test_a_bare_command_is_for_the_bot_that_wrote_last(member: Here) -> None:
    await member.does("other_bot", text="Cabai Rp45.000.")
    await member.does("say", person_id=SITI, text="/start")
    assert await member.texts() == []
    await member.bot.send_message(member.group, "Halo.")
    await member.does("say", person_id=SITI, text="/start")
    assert await member.texts() == ["/start"]


async def test_an_anonymous_admin_writes_as_the_group(member: Here) -> None:
    await member.does("anonymous", text="/start@mitra_local_bot")
    (update,) = await member.heard()
    assert update.message
    assert update.message.from_user
    assert (update.message.from_user.id, update.message.from_user.is_bot) == (1087968824, True)
    assert update.message.sender_chat
    assert update.message.sender_chat.id == member.group


async def test_a_channel_post_is_from_nobody(member: Here) -> None:
    await member.does("channel", text="Panen raya")
    (update,) = await member.heard()
    assert update.channel_post
    assert update.effective_user is None
    assert update.channel_post.chat.type == ChatType.CHANNEL
    await member.does("remove_bot")
    await member.heard()
    await member.does("channel", text="Tanpa bot")
    assert await member.heard() == []


async def test_a_member_taps_what_the_bot_sent(member: Here) -> None:
    button = InlineKeyboardMarkup([[InlineKeyboardButton("Buka", callback_data="buka")]])
    sent = await member.bot.send_message(member.group, "Halo.", reply_markup=button)
    tapped = await member.does("tap", person_id=SITI, message_id=sent.message_id, data="buka")
    (update,) = await member.heard()
    assert update.callback_query
    assert update.callback_query.from_user.id == SITI
    assert update.callback_query.message
    assert update.callback_query.message.chat.id == member.group
    await member.bot.answer_callback_query(tapped["query_id"], "Baik")
    assert member.play.answer(tapped["query_id"]) == {"text": "Baik", "show_alert": False}
    other = await member.does("other_bot", text="x")
    await member.does("tap", 409, person_id=SITI, message_id=other["message_id"], data="buka")


async def test_the_bot_changes_its_own_messages_and_no_others(member: Here) -> None:
    sent = await member.bot.send_message(member.group, "Halo.")
    said = await member.does("anonymous", text="Penting")
    await member.bot.edit_message_text("Hai.", chat_id=member.group, message_id=sent.message_id)
    await member.bot.delete_message(member.group, sent.message_id)
    with pytest.raises(BadRequest, match="can't be edited"):
        await member.bot.edit_message_text("x", chat_id=member.group, message_id=said["message_id"])
    with pytest.raises(BadRequest, match="can't be deleted"):
        await member.bot.delete_message(member.group, said["message_id"])


async def test_calls_to_a_group_are_counted(member: Here) -> None:
    await member.bot.send_message(member.group, "Halo.")
    received = (await member.http.get("/play/received")).json()
    assert [call["text"] for call in received["sends"][str(member.group)]] == ["Halo."]
    assert (await member.bot.get_chat(member.group)).title == "Kelompok Tani Makmur"


@pytest.mark.parametrize(
    ("action", "body", "code"),
    [
        ("say", {"person_id": OUTSIDER, "text": "x"}, 409),
        ("say", {"person_id": SITI, "text": " "}, 409),
        ("say", {"person_id": SITI, "text": "x", "reply_to": 99}, 409),
        ("add_bot", {"person_id": OUTSIDER}, 409),
        ("tap", {"person_id": SITI, "message_id": 1, "data": "x"}, 409),
        ("say", {"text": "x"}, 400),
        ("fly", {}, 404),
    ],
    ids=str,
)
async def test_what_cannot_happen_says_why(
    here: Here, action: str, body: dict[str, Any], code: int
) -> None:
    assert (await here.does(action, code, **body))["error"]


@pytest.mark.parametrize("number", ["-1", "1001", "x"])
async def test_there_is_no_other_group(here: Here, number: str) -> None:
    assert (await here.http.get(f"/play/groups/{number}")).status_code == 404
    answer = await here.http.post(f"/play/groups/{number}/anonymous", json={"text": "x"})
    assert answer.status_code == 404


def test_a_group_is_kept(tmp_path: Path) -> None:
    before = Playground(tmp_path / "chats.db")
    group = next(iter(before.groups.values()))
    add_bot(before, group)
    say(before, group, SITI, "halo")
    before.close()
    after = Playground(tmp_path / "chats.db")
    assert after.groups[group.id].bot is Membership.MEMBER
    assert after.messages(group.id) == before.messages(group.id)
    after.close()
