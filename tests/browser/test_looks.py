"""It can be read and hit: contrast, sizes, narrow and dark screens, and nothing that moves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.conftest import Opens
from tests.browser.screen import Screen
from tests.journeys.test_market import confirms, publish_in_indonesian
from tests.journeys.town import Town

LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")


async def seen(page: Page, what: str) -> list[str]:
    """What `looks.js` finds under this name."""
    found: list[str] = await page.evaluate(f"({LOOKS}).{what}()")
    return found


async def something_to_see(town: Town) -> None:
    """Bubbles of both sides, keyboards, a quotation, a place, a contact and a file."""
    budi = town.person(2001)
    await publish_in_indonesian(budi)
    await confirms(budi)
    play = town.playground
    first = play.messages(2001)[0]["message_id"]
    play.say(2001, "sebuah jawaban /bantuan https://example.org", reply_to=first)
    play.share_contact(2001)
    play.share_location(2001)
    for kind in ("document", "photo", "voice", "sticker"):
        play.send(2001, kind)
    await town.settled()


async def each_view(screen: Screen, *, phone: bool) -> AsyncIterator[Page]:
    """Opens the list, a chat, a chat that has not begun, and every sheet, one after the other."""
    page, words = screen.page, screen.words
    if phone:
        await expect(screen.people).to_be_visible()
        yield page
        siti = await screen.becomes("Siti Aminah")
        await expect(siti.button(words["start"])).to_be_visible()
        yield page
        await siti.button(words["back"]).click()
        budi = await screen.becomes("Budi Santoso")
    budi = screen.chat("Budi Santoso")
    await expect(budi.log.locator("audio").last).to_be_visible()
    yield page
    for opener in (words["more"], words["attach"], words["commands"]):
        yield await opened(page, budi.button(opener))
        await page.keyboard.press("Escape")
    if phone:
        await budi.button(words["back"]).click()
    for opener in (words["clock"], words["trouble"]):
        yield await opened(page, page.get_by_role("button", name=opener))
        await page.keyboard.press("Escape")


async def opened(page: Page, opener: Locator) -> Page:
    await opener.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False])
async def test_every_text_has_enough_contrast(
    town: Town, opens: Opens, scheme: str, *, phone: bool
) -> None:
    await something_to_see(town)
    town.playground.faults.add(kind="5xx", person_id=1)
    screen = await opens("id", phone=phone, color_scheme=scheme)
    async for page in each_view(screen, phone=phone):
        assert len(await seen(page, "texts")) > 5
        assert await seen(page, "faint") == []


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_finger_hits_every_control(town: Town, opens: Opens, language: str) -> None:
    await something_to_see(town)
    screen = await opens(language, phone=True)
    async for page in each_view(screen, phone=True):
        assert await seen(page, "small") == []


#: A small phone, and a laptop zoomed to 200 % and to 400 % (WCAG 2.2, 1.4.10).
@pytest.mark.parametrize(("width", "height"), [(320, 568), (640, 400), (320, 256)])
@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_narrow_screen_needs_no_scrolling_sideways(
    town: Town, opens: Opens, language: str, width: int, height: int
) -> None:
    await something_to_see(town)
    screen = await opens(language, phone=True, viewport={"width": width, "height": height})
    async for page in each_view(screen, phone=True):
        assert await seen(page, "wider") == []
        # Messages keep a part of the screen.
        for log in await page.get_by_role("log").all():
            box = await log.bounding_box()
            assert box
            assert box["height"] > height / 5


async def test_nothing_moves_for_who_asked_for_that(town: Town, opens: Opens) -> None:
    await something_to_see(town)
    screen = await opens("id", reduced_motion="reduce")
    async for page in each_view(screen, phone=False):
        assert await seen(page, "moving") == []
