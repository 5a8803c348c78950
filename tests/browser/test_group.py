"""The example group: people and others write in it, and the bot is added and removed."""

from playwright.async_api import expect

from bot.playground.groups import Membership
from tests.browser.conftest import Opens
from tests.browser.screen import Chat, Screen
from tests.journeys.town import Town

GROUP = "Kelompok Tani Makmur"


async def test_people_and_others_write_in_a_group(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    group = await wide.becomes(GROUP)
    speaker = group.root.get_by_label("Who writes")
    for who, text, named in (
        ("Slamet Riyadi", "harga naik?", "Slamet Riyadi"),
        ("An admin who shows no name", "mohon tertib", GROUP),
        ("Another bot", "Rp45.000", "Harga Pasar"),
    ):
        await speaker.select_option(who)
        await group.says(text)
        await expect(group.message(text)).to_contain_text(named)
    await speaker.select_option("The group's channel")
    await group.says("Kabar pagi")
    await expect(group.root.get_by_role("status")).to_have_text("Posted in the group's channel.")


async def test_the_bot_is_added_to_a_group_and_removed(town: Town, opens: Opens) -> None:
    phone = await opens("id", phone=True)
    group = await phone.becomes(GROUP)
    state = next(iter(town.playground.groups.values()))
    await chooses(phone, group, "Masukkan bot ke grup")
    # What the next sheet offers is what the page has heard, not what the server knows.
    await expect(group.message("Bot dimasukkan ke grup.")).to_be_visible()
    assert state.bot is Membership.MEMBER
    await chooses(phone, group, "Keluarkan bot dari grup")
    await town.playground.until(lambda: state.bot is Membership.KICKED)


async def chooses(screen: Screen, group: Chat, choice: str) -> None:
    await group.taps("Lainnya")
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_role("button", name=choice).click()
    await expect(dialog).to_have_count(0)
