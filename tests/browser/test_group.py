"""The example group: people and others write in it, and the bot is added and removed."""

from functools import partial

from playwright.async_api import expect

from bot.playground.groups import Group, Membership
from tests.browser.conftest import Opens
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
    for choice, membership in (
        ("Masukkan bot ke grup", Membership.MEMBER),
        ("Keluarkan bot dari grup", Membership.KICKED),
    ):
        await group.taps("Lainnya")
        await phone.page.get_by_role("dialog").get_by_role("button", name=choice).click()
        await expect(phone.page.get_by_role("dialog")).to_have_count(0)
        await town.playground.until(partial(is_, state, membership))
    await expect(group.message("Bot dimasukkan ke grup.")).to_be_visible()


def is_(group: Group, membership: Membership) -> bool:
    return group.bot == membership
