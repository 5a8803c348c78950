"""The page as a person uses it: by what is written on it and by what it is called."""

import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from bot.playground.page import words

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


class Screen:
    """One window. Each step waits for what it needs, as Playwright does."""

    def __init__(self, page: Page, language: str = "id") -> None:
        self.page = page
        self.words = {name: said for name, said in words(language).items() if isinstance(said, str)}
        self.people = page.get_by_role("navigation", name=self.words["people"])

    async def becomes(self, name: str) -> "Chat":
        """Choose this person in the list."""
        await self.people.get_by_role("button", name=name).click()
        chat = self.chat(name)
        await expect(chat.root).to_be_visible()
        return chat

    def chat(self, name: str) -> "Chat":
        return Chat(self, name)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)


class Chat:
    """One person's conversation with the bot."""

    def __init__(self, screen: Screen, name: str) -> None:
        self.screen, self.name = screen, name
        self.root = screen.page.get_by_role("region", name=name, exact=True)
        self.log = self.root.get_by_role("log")
        self.input = self.root.get_by_role("textbox")

    def button(self, name: str) -> Locator:
        """The newest with this name."""
        return self.root.get_by_role("button", name=name, exact=True).last

    def message(self, text: str) -> Locator:
        return self.log.get_by_role("listitem").filter(has_text=text)

    async def says(self, text: str) -> None:
        await self.input.fill(text)
        await self.button(self.screen.words["send"]).click()
        await expect(self.input).to_have_value("")

    async def taps(self, name: str) -> None:
        await self.button(name).click()

    async def sees(self, *texts: str) -> None:
        """In the newest message that the bot sent."""
        newest = self.log.get_by_role("listitem").last
        for text in texts:
            await expect(newest).to_contain_text(re.compile(re.escape(text)))

    async def expects(self, text: str) -> None:
        """Somewhere in the chat."""
        await expect(self.message(text).last).to_be_visible()
