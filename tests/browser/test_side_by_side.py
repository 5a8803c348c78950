"""Several people: side by side on a wide screen, one at a time on a phone."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Opens
from tests.journeys.town import Town

FIRST = ["Siti Aminah", "Budi Santoso", "Wayan Sukerti"]


#: Returns when the page has heard of it.
SCROLL_UP = """log => new Promise((heard) => {
    log.addEventListener("scroll", heard, { once: true });
    log.scrollTo(0, 200);
})"""


async def stands(page: Page, *names: str) -> None:
    """These chats, in this order."""
    await expect(page.get_by_role("region")).to_have_count(len(names))
    for place, name in enumerate(names):
        await expect(page.get_by_role("region").nth(place)).to_have_accessible_name(name)


async def test_three_people_fit_beside_each_other(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    await stands(wide.page, *FIRST)
    for name in FIRST:
        box = await wide.chat(name).root.bounding_box()
        assert box
        assert box["width"] >= 300
        assert box["x"] + box["width"] <= 1280


async def test_a_chat_is_opened_and_closed_by_keyboard(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    await stands(wide.page, *FIRST)
    row = wide.people.get_by_role("button", name="Rina Hartono")
    await expect(row).to_have_attribute("aria-pressed", "false")
    await row.press("Enter")
    await stands(wide.page, *FIRST, "Rina Hartono")
    await expect(row).to_have_attribute("aria-pressed", "true")
    rina = wide.chat("Rina Hartono")
    await expect(rina.input).to_be_focused()
    await expect(rina.root).to_be_in_viewport(ratio=1)
    await rina.button("Tutup obrolan ini").press("Enter")
    await stands(wide.page, *FIRST)
    await expect(row).to_be_focused()


async def test_chats_change_places_by_keyboard_and_stay_so(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    page, wayan = wide.page, wide.chat("Wayan Sukerti")
    await stands(page, *FIRST)
    await wayan.says("halo")
    await wayan.button("More").press("Enter")
    sheet = page.get_by_role("dialog")
    await expect(sheet.get_by_role("button", name="to the right")).to_have_count(0)
    await sheet.get_by_role("button", name="to the left").press("Enter")
    await stands(page, "Siti Aminah", "Wayan Sukerti", "Budi Santoso")
    await expect(wayan.button("More")).to_be_focused()
    await expect(wayan.root.get_by_role("status")).to_have_text("Chat 2 of 3")
    await wayan.button("More").press("Enter")
    await sheet.get_by_role("button", name="to the left").press("Enter")
    await stands(page, "Wayan Sukerti", "Siti Aminah", "Budi Santoso")
    await page.reload()
    await stands(page, "Wayan Sukerti", "Siti Aminah", "Budi Santoso")


async def test_a_long_chat_that_is_moved_stays_where_it_was_scrolled_to(
    town: Town, opens: Opens
) -> None:
    wide = await opens("en")
    budi = wide.chat("Budi Santoso")
    for number in range(20):
        town.playground.say(2001, f"baris\n{number}")
    await town.settled()
    await expect(budi.log.locator("[data-id]")).to_have_count(len(town.playground.messages(2001)))
    # What comes in late scrolls to the end of a chat that nobody has scrolled yet.
    await town.settled()
    await budi.log.evaluate(SCROLL_UP)
    await expect(budi.log).to_have_js_property("scrollTop", 200)
    await budi.button("More").click()
    await wide.page.get_by_role("dialog").get_by_role("button", name="to the left").click()
    await stands(wide.page, "Budi Santoso", "Siti Aminah", "Wayan Sukerti")
    await expect(budi.log).to_have_js_property("scrollTop", 200)


async def test_a_phone_shows_one_at_a_time_with_a_way_back(town: Town, opens: Opens) -> None:
    phone = await opens("id", phone=True)
    await expect(phone.people).to_be_visible()
    await stands(phone.page)
    for name in FIRST[:2]:
        chat = await phone.becomes(name)
        await stands(phone.page, name)
        await expect(phone.people).to_be_hidden()
        # What reads aloud is told where it is; no keyboard covers the messages.
        await expect(chat.root.get_by_role("heading", name=name)).to_be_focused()
        await chat.button("Kembali ke daftar orang").click()
        await expect(phone.people.get_by_role("button", name=name)).to_be_focused()


@pytest.mark.parametrize("phone", [True, False])
async def test_a_new_person_comes_in(town: Town, opens: Opens, *, phone: bool) -> None:
    screen = await opens("en", phone=phone)
    await screen.button("New person").click()
    sheet = screen.page.get_by_role("dialog", name="New person")
    await sheet.get_by_label("Name", exact=True).fill("Ratna")
    await sheet.get_by_role("button", name="Add").click()
    ratna = screen.chat("Ratna")
    await expect(ratna.button("Start")).to_be_visible()
