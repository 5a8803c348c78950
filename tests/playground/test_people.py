import asyncio

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ForceReply,
    KeyboardButton,
    MessageOriginHiddenUser,
    MessageOriginUser,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import Forbidden

from bot.playground.files import SAMPLE
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.refusals import NotPossible


async def test_start_carries_its_parameter(bot: Bot, playground: Playground) -> None:
    new = playground.add_person(first_name="Tuti", language_code="en")
    playground.start(new.id, "abc-1")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.text == "/start abc-1"
    assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
    assert update.effective_user
    assert update.effective_user.language_code == "en"
    with pytest.raises(NotPossible):
        playground.start(new.id, "no blanks")


async def test_blocking_and_coming_back(bot: Bot, playground: Playground, person: Person) -> None:
    playground.block(person.id)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(person.id, "x")
    with pytest.raises(NotPossible):
        playground.say(person.id, "x")
    playground.start(person.id)
    await bot.send_message(person.id, "x")
    left, back, message = await bot.get_updates()
    assert left.my_chat_member
    assert back.my_chat_member
    statuses = [
        (one.old_chat_member.status, one.new_chat_member.status)
        for one in (left.my_chat_member, back.my_chat_member)
    ]
    assert statuses == [("member", "kicked"), ("kicked", "member")]
    assert left.my_chat_member.new_chat_member.user.id == bot.id
    assert message.message


async def test_a_reply_keyboard_shares_what_it_asks_for(
    bot: Bot, playground: Playground, person: Person
) -> None:
    keys: list[list[str | KeyboardButton]] = [
        [KeyboardButton("Nomor", request_contact=True)],
        [KeyboardButton("Tempat", request_location=True), "Lewati"],
    ]
    asked = ReplyKeyboardMarkup(keys, one_time_keyboard=True)
    for key in ("Nomor", "Tempat", "Lewati"):
        sent = await bot.send_message(person.id, "?", reply_markup=asked)
        assert sent.reply_markup is None
        assert playground.messages(person.id)[-1]["reply_keyboard"]["one_time_keyboard"]
        playground.press(person.id, key)
        assert person.keyboard is None
    contact, location, text = (one.message for one in await bot.get_updates())
    assert contact
    assert contact.contact
    assert contact.contact.user_id == person.id
    assert location
    assert location.location
    assert text
    assert text.text == "Lewati"


async def test_a_keyboard_stays_until_it_is_removed(
    bot: Bot, playground: Playground, person: Person
) -> None:
    await bot.send_message(person.id, "?", reply_markup=ReplyKeyboardMarkup([["Ya"]]))
    await bot.send_message(person.id, "something else")
    playground.press(person.id, "Ya")
    assert person.keyboard
    await bot.send_message(person.id, "!", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(NotPossible):
        playground.press(person.id, "Ya")


async def test_a_forced_reply_is_answered(bot: Bot, playground: Playground, person: Person) -> None:
    asked = await bot.send_message(person.id, "Nama?", reply_markup=ForceReply())
    answer = playground.say(person.id, "Sari")
    assert answer["reply_to_message"]["message_id"] == asked.message_id
    assert "reply_to_message" not in playground.say(person.id, "lagi")


async def test_anothers_contact_is_not_ones_own(
    bot: Bot, playground: Playground, person: Person
) -> None:
    playground.share_contact(person.id, phone_number="+628999", first_name="Joko")
    (update,) = await bot.get_updates()
    assert update.message
    assert update.message.contact
    assert update.message.contact.user_id is None
    assert update.message.contact.phone_number == "+628999"


@pytest.mark.parametrize("kind", SAMPLE)
async def test_what_people_send_can_be_downloaded(
    bot: Bot, playground: Playground, person: Person, kind: str
) -> None:
    playground.send(person.id, kind)
    (update,) = await bot.get_updates()
    assert update.message
    attached = update.message.effective_attachment
    file_id = (attached[-1] if isinstance(attached, tuple) else attached).file_id  # type: ignore[union-attr]
    file = await bot.get_file(file_id)
    assert bytes(await file.download_as_bytearray()) == SAMPLE[kind].read_bytes()


async def test_the_bot_sends_files_too(bot: Bot, playground: Playground, person: Person) -> None:
    sample = SAMPLE["photo"].read_bytes()
    photo = await bot.send_photo(person.id, sample, caption="<i>cabai</i>", parse_mode="HTML")
    assert (photo.photo[0].width, photo.photo[0].height) == (480, 360)
    assert photo.caption_entities[0].type == "italic"
    await bot.send_photo(person.id, photo.photo[0].file_id)
    video = await bot.send_video(person.id, SAMPLE["video"].read_bytes(), filename="oven.mp4")
    assert video.video
    assert (video.video.width, video.video.height) == (160, 120)
    document = await bot.send_document(person.id, b"a;b", filename="harga.csv")
    assert document.document
    assert document.document.file_name == "harga.csv"
    place = await bot.send_location(person.id, latitude=-2.5, longitude=140.7)
    assert place.location
    assert len(playground.messages(person.id)) == 5


async def test_an_own_message_can_be_corrected(
    bot: Bot, playground: Playground, person: Person
) -> None:
    said = playground.say(person.id, "2 kw")
    playground.edit(person.id, said["message_id"], "3 kw")
    _first, second = await bot.get_updates()
    assert second.edited_message
    assert second.edited_message.text == "3 kw"
    assert second.edited_message.edit_date
    theirs = await bot.send_message(person.id, "x")
    with pytest.raises(NotPossible):
        playground.edit(person.id, theirs.message_id, "y")


async def test_changes_can_be_awaited(bot: Bot, playground: Playground, person: Person) -> None:
    seen = playground.changes.count
    sending = asyncio.create_task(bot.send_message(person.id, "halo"))
    await playground.until(lambda: playground.messages(person.id))
    assert await playground.changed(after=seen) > seen
    await sending
    assert playground.unread(person.id) == 1
    playground.read(person.id)
    assert playground.unread(person.id) == 0


async def test_each_person_sees_the_nearest_commands(
    bot: Bot, http: httpx.AsyncClient, person: Person
) -> None:
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("a", "umum")])
    await bot.set_my_commands([BotCommand("b", "privat")], scope=private)
    await bot.set_my_commands([BotCommand("c", "bahasa")], scope=private, language_code="id")
    chat = BotCommandScopeChat(person.id)
    await bot.set_my_commands([BotCommand("d", "dia")], scope=chat)
    seen = []
    for forgotten in (chat, None):
        seen.append((await http.get(f"/play/people/{person.id}")).json()["commands"][0]["command"])
        if forgotten:
            await bot.delete_my_commands(scope=forgotten)
    assert seen == ["d", "c"]
    assert (await bot.get_my_commands(scope=private))[0].command == "b"
    for language in ("", "id"):
        await bot.delete_my_commands(scope=private, language_code=language)


async def test_the_bot_describes_itself(bot: Bot, http: httpx.AsyncClient, person: Person) -> None:
    await bot.set_my_description("Halo", language_code="id")
    await bot.set_my_short_description("Halo")
    await bot.set_my_name("Mitra Uji")
    assert (await bot.get_me()).first_name == "Mitra Uji"
    await bot.set_my_name("")
    assert (await bot.get_me()).first_name == "Mitra"
    assert (await http.get(f"/play/people/{person.id}")).json()["description"] == "Halo"
    assert (await bot.get_chat(person.id)).first_name == "Sari"
    assert await bot.send_chat_action(person.id, "typing")


async def test_an_album_is_several_messages_that_have_something_in_common(
    bot: Bot, playground: Playground, person: Person
) -> None:
    playground.album(person.id, 3, caption="panen")
    messages = [update.message for update in await bot.get_updates()]
    assert len(messages) == 3
    assert len({message.media_group_id for message in messages if message}) == 1
    assert [message.caption for message in messages if message] == ["panen", None, None]
    assert all(message.photo for message in messages if message)
    for number in (1, 11):
        with pytest.raises(NotPossible):
            playground.album(person.id, number)


async def test_what_is_passed_on_says_whose_it_is(
    bot: Bot, playground: Playground, person: Person
) -> None:
    passed_on = playground.forward(person.id, "harga naik", author="Grup Petani")
    with pytest.raises(NotPossible):
        playground.edit(person.id, passed_on["message_id"], "harga turun")
    playground.forward(person.id, "2 kw", author_id=1001)
    hidden, known = (update.message for update in await bot.get_updates())
    assert hidden
    assert isinstance(hidden.forward_origin, MessageOriginHiddenUser)
    assert hidden.forward_origin.sender_user_name == "Grup Petani"
    assert known
    assert isinstance(known.forward_origin, MessageOriginUser)
    assert known.forward_origin.sender_user.first_name == "Siti"
    with pytest.raises(NotPossible):
        playground.forward(person.id, "x", author_id=77)
