"""Everything by keyboard alone: what has the focus, shows it, and never loses it."""

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Opens
from tests.browser.screen import Screen
from tests.journeys.town import Town

#: What stands in the way of who walks by Tab: its name, and whether its focus can be seen.
FOCUSED = """() => {
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const seen = one.matches(":focus-visible") && style.outlineStyle !== "none"
        && parseFloat(style.outlineWidth) >= 2;
    return { name: one.ariaLabel || one.textContent || one.tagName, seen };
}"""


async def walk(page: Page, steps: int) -> list[str]:
    """Names in the order of Tab."""
    names = []
    for _step in range(steps):
        await page.keyboard.press("Tab")
        focused = await page.evaluate(FOCUSED)
        assert focused["seen"], focused["name"]
        names.append(focused["name"])
    return names


async def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    for _step in range(40):
        await page.keyboard.press(key)
        if await wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{key} does not reach {wanted}.")


async def test_tab_goes_from_the_head_over_the_people_to_the_chats(
    town: Town, opens: Opens
) -> None:
    wide = await opens("id")
    await expect(wide.chat("Budi Santoso").input).to_be_visible()
    names = await walk(wide.page, 30)
    assert names[0] == "Langsung ke obrolan"
    order = [
        next(at for at, name in enumerate(names) if part in name)
        for part in ("Jam ruang coba", "English", "Siti Aminah", "Dewi Lestari", "Orang baru")
    ]
    assert order == sorted(order)
    after = names[order[-1] + 1 :]
    assert after[:4] == [
        "Lainnya",
        "Tutup obrolan ini",
        "Pesan antara Siti Aminah dan bot",
        "Mulai",
    ]


async def test_the_skip_link_leads_past_the_people(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    await expect(wide.chat("Budi Santoso").input).to_be_visible()
    await wide.page.keyboard.press("Tab")
    await wide.page.keyboard.press("Enter")
    assert (await walk(wide.page, 1)) == ["More"]


async def test_an_owner_registers_without_a_mouse(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    page, siti = wide.page, wide.chat("Siti Aminah")
    await tab_to(page, siti.button("Mulai"))
    await page.keyboard.press("Enter")
    await expect(siti.input).to_be_focused()  # Start is gone, and writing goes on
    await siti.sees("Selamat datang di Mitra")
    await siti.button("Bahasa Indonesia").wait_for()
    await tab_to(page, siti.button("Bahasa Indonesia"), "Shift+Tab")
    await page.keyboard.press("Enter")
    await siti.button("Boleh").wait_for()
    await tab_to(page, siti.button("Boleh"))
    await page.keyboard.press("Enter")
    await siti.sees("Siapa nama")
    await tab_to(page, siti.input)
    await page.keyboard.type("Bu Siti")
    await page.keyboard.press("Shift+Enter")
    await expect(siti.input).to_have_value("Bu Siti\n")
    await page.keyboard.press("Backspace")
    await page.keyboard.type(" Aminah")
    await page.keyboard.press("Enter")
    await expect(siti.input).to_have_value("")
    await siti.sees("Menjual atau menanam apa?")
    await expect(siti.input).to_be_focused()


async def test_arrow_keys_walk_the_list_of_people(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    people = wide.people.get_by_role("listitem").get_by_role("button")
    await people.first.focus()
    for key, place in (
        ("ArrowDown", 1),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("End", await people.count() - 1),
        ("Home", 0),
    ):
        await wide.page.keyboard.press(key)
        await expect(people.nth(place)).to_be_focused()
    # A change of the list leaves the focus where it is.
    budi, sri = town.person(2001), town.person(1101)
    await budi.says("/profil")
    await sri.says("/profil")
    await expect(people.filter(has_text="Sri Wahyuni")).to_contain_text("belum dibaca")
    await expect(people.first).to_be_focused()


async def escaped(screen: Screen, opener: Locator) -> None:
    """Escape closes what this opens, and the focus is back where it was."""
    await opener.focus()
    await screen.page.keyboard.press("Enter")
    dialog = screen.page.get_by_role("dialog")
    await expect(dialog).to_be_visible()
    assert await dialog.evaluate("one => one.contains(document.activeElement)")
    await screen.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(opener).to_be_focused()


@pytest.mark.parametrize("name", ["more", "attach", "commands"])
async def test_escape_closes_a_sheet_of_a_chat(town: Town, opens: Opens, name: str) -> None:
    wide = await opens("en")
    await escaped(wide, wide.chat("Budi Santoso").button(wide.words[name]))


async def test_escape_closes_a_sheet_of_the_page(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    await escaped(wide, wide.button("New person"))
    await escaped(wide, wide.page.get_by_role("button", name=wide.words["clock"]))


async def test_escape_ends_an_edit(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    budi = wide.chat("Budi Santoso")
    await budi.says("halo")
    await budi.taps("Ubah “halo”")
    await expect(budi.root).to_contain_text("Anda sedang mengubah")
    await wide.page.keyboard.press("Escape")
    await expect(budi.root.get_by_text("Anda sedang mengubah")).to_be_hidden()
    await expect(budi.input).to_have_value("")
    await expect(budi.input).to_be_focused()


async def test_a_message_that_changes_keeps_the_focus_on_its_button(
    town: Town, opens: Opens
) -> None:
    wide = await opens("id")
    budi = wide.chat("Budi Santoso")
    await budi.says("/bahasa")
    await budi.button("English").focus()
    sent = town.person(2001).messages()[-1]["message_id"]
    entry = town.playground.entries(2001)[sent]
    entry.message["text"] = "Sudah berubah"
    town.playground.changed_now()
    await budi.sees("Sudah berubah")
    await expect(budi.button("English")).to_be_focused()
    entry.message.pop("reply_markup")
    town.playground.changed_now()
    await expect(budi.button("English")).to_have_count(0)
    await expect(budi.input).to_be_focused()
