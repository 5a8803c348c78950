"""An admin who finds nobody looks again with what they type next."""

from bot.conversation.said import Command, Text
from bot.people import roles
from bot.people.models import Role
from tests.handlers.chatting import Chat
from tests.people.folk import somebody


async def test_what_is_typed_after_nobody_was_found_looks_again(chat: Chat) -> None:
    chat.becomes_registered()
    await roles.grant(chat.db, chat.person.id, Role.ADMIN)
    tari = await somebody(chat.db, Role.OWNER, name="Tari")
    tari.telegram_id = None
    await chat.does(Command("permintaan_data"))
    for nobody in ("Bukan Siapa", "harga kopi"):
        [asked] = await chat.does(Text(nobody))
        assert (asked.kind, asked.note_asks) == ("question", True)
        assert asked.note.startswith("Nobody fits")
    assert await chat.kinds(Text("Tari")) == ["people_found"]
    assert chat.conversation.form is None


async def test_too_many_are_looked_for_again_too(chat: Chat) -> None:
    chat.becomes_registered()
    await roles.grant(chat.db, chat.person.id, Role.ADMIN)
    for _each in range(30):
        (await somebody(chat.db, Role.OWNER, name="Tari")).telegram_id = None
    await chat.does(Command("permintaan_data"))
    [asked] = await chat.does(Text("Tari"))
    assert asked.note.startswith("More than")
