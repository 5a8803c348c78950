"""What a screen reader is told: places, names, news and languages."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opens
from tests.journeys.town import Town

CONTROL = re.compile(r"- (?:button|link|textbox|combobox|checkbox|spinbutton|dialog)\b")
NAMELESS = re.compile(CONTROL.pattern + r"(?! \").*")
#: What is announced of a log: added to it while it is shown, after it was filled.
ANNOUNCED = """log => {
    window.announced = [];
    new MutationObserver((all) => all.forEach(({ addedNodes }) => addedNodes.forEach((node) => {
        if (!log.ariaBusy && node.innerText) window.announced.push(node.innerText);
    }))).observe(log, { childList: true, subtree: true });
}"""


async def test_the_page_has_its_places_and_everything_a_name(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    budi = wide.chat("Budi Santoso")
    await budi.says("/bahasa")
    await expect(budi.button("English")).to_be_visible()
    await expect(wide.page.locator("body")).to_match_aria_snapshot("""
        - link "Skip to the chats"
        - banner:
          - heading "Mitra playground" [level=1]
          - paragraph: /nothing leaves this computer/
          - 'button "Clock of the playground: Mon, Nov 23, 10:00 WIB"'
          - button "Trouble"
          - link "Bahasa Indonesia"
        - status
        - main:
          - navigation "Who do you want to be?":
            - heading "Who do you want to be?" [level=2]
            - list:
              - listitem:
                - button "Siti Aminah Has not pressed Start yet" [pressed]
              - listitem:
                - button "Budi Santoso Buyer at a large company" [pressed]
            - button "New person"
          - region "Siti Aminah":
            - heading "Siti Aminah" [level=2]
            - log "Messages between Siti Aminah and the bot"
            - button "Start"
          - region "Budi Santoso":
            - heading "Budi Santoso" [level=2]
            - button "More"
            - button "Close this chat"
            - log "Messages between Budi Santoso and the bot":
              - list:
                - listitem: Monday, November 23
                - listitem:
                  - button "Edit “/bahasa”"
                - listitem:
                  - group "Buttons of this message":
                    - button "English"
            - button "Send something else"
            - button "Commands"
            - textbox "Message from Budi to the bot"
            - button "Send"
    """)


async def test_no_control_is_without_a_name(town: Town, opens: Opens) -> None:
    await town.person(2001).says("/bahasa")
    wide = await opens("id")
    budi = wide.chat("Budi Santoso")
    await expect(budi.button("English")).to_be_visible()
    for opener in (
        wide.button(wide.words["trouble"]),
        wide.button(wide.words["new_person"]),
        budi.button(wide.words["more"]),
        budi.button(wide.words["attach"]),
    ):
        # The browser's own tree: a control without a name is a line that ends with its role.
        tree = await wide.page.locator("body").aria_snapshot()
        await opener.click()
        tree += await wide.page.get_by_role("dialog").aria_snapshot()
        assert CONTROL.findall(tree)
        assert NAMELESS.findall(tree) == []
        await wide.page.keyboard.press("Escape")


async def test_what_the_bot_says_is_read_aloud_and_what_it_said_before_is_not(
    town: Town, opens: Opens
) -> None:
    budi = town.person(2001)
    await budi.says("/profil")
    await budi.sees("PT Sambal Nusantara")
    wide = await opens("id")
    log = wide.chat("Budi Santoso").log
    await expect(log).to_have_role("log")  # which is a polite live region (WAI-ARIA 1.2)
    await expect(log).to_contain_text("PT Sambal Nusantara")
    await expect(log).not_to_have_attribute("aria-busy", "true")
    await expect(log).not_to_have_attribute("aria-live", "off")
    await log.evaluate(ANNOUNCED)
    await budi.says("/bahasa")
    await expect(log).to_contain_text("Mau pakai bahasa apa?")
    said = "\n".join(await wide.page.evaluate("window.announced"))
    assert "Mau pakai bahasa apa?" in said
    assert "PT Sambal Nusantara" not in said


async def test_a_chat_is_filled_before_it_reads_aloud(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    await expect(wide.chat("Budi Santoso").input).to_be_visible()
    # A chat that is opened while the server is slow stays busy until it is filled.
    await wide.page.route("**/play/people/1101", lambda route: route.abort())
    await wide.people.get_by_role("button", name="Sri Wahyuni").click()
    await expect(wide.chat("Sri Wahyuni").log).to_have_attribute("aria-busy", "true")
    await wide.page.unroute("**/play/people/1101")
    town.playground.say(1101, "halo")
    await wide.chat("Sri Wahyuni").expects("halo")
    await expect(wide.chat("Sri Wahyuni").log).not_to_have_attribute("aria-busy", "true")


async def test_what_could_not_be_sent_is_read_aloud(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    budi = wide.chat("Budi Santoso")
    await budi.input.fill("halo")
    await wide.page.route("**/say", lambda route: route.abort())
    await budi.input.press("Enter")
    await expect(budi.root.get_by_role("alert")).to_contain_text("The program does not answer.")
    await wide.page.unroute("**/say")
    await budi.input.press("Enter")
    await expect(budi.message("halo").first).to_be_visible()
    await expect(budi.root.get_by_role("alert")).to_have_text("")


@pytest.mark.parametrize("language", ["id", "en"])
async def test_each_text_says_which_language_it_is_in(
    town: Town, opens: Opens, language: str
) -> None:
    wide = await opens(language)
    await expect(wide.page.locator("html")).to_have_attribute("lang", language)
    clara = await wide.becomes("Clara Simanjuntak")  # whose phone speaks English
    await clara.says("/profile")
    text = clara.message("Highland").or_(clara.message("Clara Coffee")).locator(".text").last
    await expect(text).to_have_attribute("lang", "en")
    other = wide.page.get_by_role("banner").get_by_role("link")
    await expect(other).to_have_attribute("lang", "en" if language == "id" else "id")
    await other.click()
    await expect(wide.page.locator("html")).not_to_have_attribute("lang", language)
