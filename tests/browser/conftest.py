"""The page as the real program serves it, in a real Chromium."""

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.playground.example import fill
from bot.playground.model import Playground
from bot.playground.serve import serving
from bot.storage import Storage
from tests.browser.screen import PHONE, WIDE, Screen
from tests.journeys.conftest import bot_running, settings_for
from tests.journeys.town import Town

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",  # it refuses to run as root otherwise, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
#: How long a page may take, in milliseconds; far more than it ever needs.
PATIENCE = 20_000

expect.set_options(timeout=PATIENCE)

Opens = Callable[..., Awaitable[Screen]]


def browser_found() -> str:
    """$CHROMIUM, or the first known name on the path."""
    asked = os.environ.get("CHROMIUM", "")
    found = next((path for name in (asked, *NAMES) if name and (path := shutil.which(name))), None)
    if not found:
        pytest.exit("No Chromium is found: install it, or name one with CHROMIUM=path.", 2)
    return found


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_found(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def database_url(tmp_path: Path, sqlite_template: Path) -> str:
    """SQLite only: the page cannot tell which engine the bot uses."""
    path = tmp_path / "mitra.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite+aiosqlite:///{path}"


@pytest.fixture
def playground() -> Playground:
    playground = Playground()
    playground.moves_clock = True  # the bot runs in this program
    return playground


@pytest.fixture
async def url(playground: Playground) -> AsyncIterator[str]:
    async with serving(playground) as server:
        yield server.url


@pytest.fixture
async def town(
    playground: Playground, url: str, storage: Storage, database_url: str
) -> AsyncIterator[Town]:
    """The example people, registered, and the bot."""
    async with storage.transaction() as db:
        await fill(db)
    async with bot_running(settings_for(url, database_url)):
        yield Town(playground, storage)


@asynccontextmanager
async def shown(browser: Browser, url: str, **options: Any) -> AsyncIterator[Page]:
    """A fresh profile with one tab; whatever the page's script throws fails the test."""
    # Far from Indonesia, so that a time in the browser's own zone shows.
    context = await browser.new_context(timezone_id="America/New_York", base_url=url, **options)
    context.set_default_timeout(PATIENCE)
    page = await context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    await context.close()
    assert not thrown


@pytest.fixture
async def opens(chromium: Browser, url: str) -> AsyncIterator[Opens]:
    """Shows the page, each time in a profile of its own: in this language, on phone or desk."""
    async with AsyncExitStack() as stack:

        async def open_page(language: str = "id", *, phone: bool = False, **more: Any) -> Screen:
            options = (PHONE if phone else WIDE) | more
            page = await stack.enter_async_context(shown(chromium, url, **options))
            await page.goto(f"/?language={language}")
            return Screen(page, language)

        yield open_page
