"""What is more than text: sent by people on the page, and shown when the bot sends it."""

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from markupsafe import Markup
from PIL import Image
from playwright.async_api import Locator, expect

from bot.delivery.outcome import Sent
from bot.delivery.screen import Button, File, Key
from bot.delivery.screen import Screen as Sees
from bot.delivery.sender import Sender
from bot.playground.model import Playground
from bot.sheets import Table, xlsx
from tests.browser.conftest import Opens
from tests.browser.screen import Chat
from tests.delivery.clients import bot_at

BUDI = 2001


@pytest.fixture
async def sender(url: str) -> AsyncIterator[Sender]:
    """A bot without a program behind it, so that a test says what it says."""
    async with bot_at(url) as bot:
        yield Sender(bot)


async def says(sender: Sender, screen: Sees) -> None:
    assert isinstance(await sender.send(BUDI, screen), Sent)


async def chooses(chat: Chat, *names: str) -> Locator:
    """Open what else can be sent, and go on by these buttons."""
    await chat.taps(chat.screen.words["attach"])
    dialog = chat.screen.page.get_by_role("dialog")
    for name in names:
        await dialog.get_by_role("button", name=name, exact=True).click()
    return dialog


def updates(playground: Playground) -> list[dict[str, object]]:
    return [update["message"] for update in playground.updates.pending.values()]


async def test_keys_share_a_number_and_a_place_and_go_away(
    playground: Playground, sender: Sender, opens: Opens
) -> None:
    phone = await opens("id", phone=True)
    budi = await phone.becomes("Budi Santoso")
    keys = ((Key("Kirim nomor saya", "contact"),), (Key("Kirim lokasi", "location"), Key("Batal")))
    asks = Sees(Markup("Boleh kami simpan nomor HP-nya?"), keys=keys)
    await says(sender, asks)
    keyboard = budi.root.get_by_role("group", name=phone.words["keyboard"])
    await keyboard.get_by_role("button", name="Kirim nomor saya").click()
    await budi.expects("6281200002001")
    await expect(keyboard.get_by_role("button")).to_have_count(0)
    await says(sender, asks)
    await keyboard.get_by_role("button", name="Kirim lokasi").click()
    await phone.page.get_by_role("dialog").get_by_role("button", name="Jayapura").click()
    await budi.expects("-2.5337, 140.7181")
    await says(sender, asks)
    await keyboard.get_by_role("button", name="Batal").click()
    await budi.expects("Batal")
    own, place, text = updates(playground)
    assert own["contact"]["user_id"] == BUDI  # type: ignore[index]
    assert "location" in place
    assert text["text"] == "Batal"
    await says(sender, asks)
    await expect(keyboard.get_by_role("button")).to_have_count(3)
    await says(sender, Sees(Markup("Baik."), drops_keys=True))
    await expect(keyboard.get_by_role("button")).to_have_count(0)


async def test_what_the_bot_sends_is_shown_or_can_be_kept(
    playground: Playground, sender: Sender, opens: Opens
) -> None:
    phone = await opens("id", phone=True)
    budi = await phone.becomes("Budi Santoso")
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(picture, "PNG")
    open_it = ((Button("Kirim lewat WhatsApp", url="https://wa.me/?text=Halo"),),)
    await says(
        sender,
        Sees(Markup("Kode untuk pemasok"), open_it, file=File("kode.png", picture.getvalue())),
    )
    table = xlsx(Table("Pemasok", ["Nama"], [["Sri"]]))
    await says(sender, Sees(Markup("Isi tabel ini"), file=File("pemasok.xlsx", table)))
    voice = playground.send(1101, "voice")["voice"]["file_id"]
    await says(sender, Sees(Markup("Pesan suara Bu Sri"), voice=voice))
    shown = budi.message("Kode untuk pemasok").locator("img")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.complete && image.naturalWidth") == 300
    link = budi.root.get_by_role("link", name="Kirim lewat WhatsApp")
    await expect(link).to_have_attribute("href", "https://wa.me/?text=Halo")
    async with phone.page.expect_download() as started:
        await budi.message("Isi tabel ini").get_by_role("link").click()
    kept = await started.value
    assert kept.suggested_filename == "pemasok.xlsx"
    assert await asyncio.to_thread((await kept.path()).read_bytes) == table
    await expect(budi.message("Pesan suara Bu Sri").locator("audio")).to_be_visible()


@pytest.mark.parametrize("language", ["id", "en"])
async def test_everything_that_a_person_has_can_be_sent(
    playground: Playground, opens: Opens, language: str, tmp_path: Path
) -> None:
    phone = await opens(language, phone=True)
    budi, say = await phone.becomes("Budi Santoso"), phone.words
    await chooses(budi, say["album"])
    await expect(budi.log.locator("img")).to_have_count(3)
    await chooses(budi, say["voice"])
    await expect(budi.log.locator("audio")).to_have_count(1)
    dialog = await chooses(budi, say["forward"])
    await dialog.get_by_label(say["forward_author"]).fill("Grup <b>Tani</b>")
    await dialog.get_by_label(say["forward_text"]).fill("harga naik")
    await dialog.get_by_role("button", name=say["send"], exact=True).click()
    await budi.expects(say["forwarded_from"].replace("{name}", "Grup <b>Tani</b>"))
    await expect(budi.button(say["edit"].replace("{text}", "harga naik"))).to_have_count(0)
    dialog = await chooses(budi, say["contact"])
    await dialog.get_by_label(say["name"]).fill("Joko")
    await dialog.get_by_label(say["phone"]).fill("+628123456789")
    await dialog.get_by_role("button", name=say["send"], exact=True).click()
    await budi.expects("+628123456789")
    table = tmp_path / "pemasok.xlsx"
    table.write_bytes(xlsx(Table("Pemasok", ["Nama"], [["Sri"]])))
    dialog = await chooses(budi, say["document"])
    await dialog.get_by_label(say["file"]).set_input_files(table)
    await dialog.get_by_role("button", name=say["send"], exact=True).click()
    await budi.expects("pemasok.xlsx")
    *photos, _voice, passed_on, contact, document = updates(playground)
    assert len({photo["media_group_id"] for photo in photos}) == 1
    assert passed_on["forward_origin"]["type"] == "hidden_user"  # type: ignore[index]
    assert "user_id" not in contact["contact"]  # type: ignore[operator]
    assert document["document"]["file_size"] == table.stat().st_size  # type: ignore[index]
    wide = await phone.page.evaluate("document.documentElement.scrollWidth")
    assert wide == 360
