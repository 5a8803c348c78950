"""The program is killed while somebody writes, and comes back: nothing typed is lost."""

import asyncio
import os
import socket
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.conftest import shown
from tests.browser.screen import PHONE, Chat, Screen
from tests.faults.child import PATIENCE, ROOT


def free_port() -> int:
    """The same one before and after: the page's address does not change."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Program:
    """`python -m bot playground`, with files of its own."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Process]:
        environment = os.environ | {
            "MITRA_PLAYGROUND__PORT": str(self.port),
            "MITRA_PLAYGROUND__DATABASE": f"sqlite:///{self.folder / 'bot.db'}",
            "MITRA_PLAYGROUND__CHATS": str(self.folder / "chats.db"),
            "MITRA_DELIVERY__LEASE_SECONDS": "12",
        }
        arguments = [sys.executable, "-m", "bot", "playground"]
        process = await asyncio.create_subprocess_exec(
            *arguments, cwd=ROOT, env=environment, stdout=PIPE, stderr=DEVNULL
        )
        try:
            assert process.stdout
            async with asyncio.timeout(PATIENCE):
                while self.url not in (await process.stdout.readline()).decode():
                    assert process.returncode is None
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path, free_port())


async def killed(process: Process) -> None:
    """SIGKILL: no handler, no farewell to the page."""
    process.kill()
    await process.wait()


async def test_the_page_says_that_the_program_is_down_and_keeps_what_is_typed(
    chromium: Browser, program: Program
) -> None:
    async with shown(chromium, program.url) as page:
        async with program.running() as process:
            await page.goto("/?language=id")
            screen = Screen(page)
            lost = page.get_by_text("Sambungan terputus")
            budi = screen.chat("Budi Santoso")
            await budi.says("/profil")
            await budi.sees("PT Sambal Nusantara")
            await expect(lost).to_have_count(0)
            await killed(process)
        await expect(lost).to_be_visible()
        await budi.input.fill("/bantuan, tolong")
        await budi.input.press("Enter")
        await expect(budi.root.get_by_role("alert")).to_contain_text("tidak menjawab")
        await expect(budi.input).to_have_value("/bantuan, tolong")
        async with program.running():
            await expect(lost).to_have_count(0)
            await expect(budi.input).to_have_value("/bantuan, tolong")
            await budi.input.press("Enter")
            await expect(budi.input).to_have_value("")
            await budi.expects("/bantuan, tolong")
            await budi.expects("PT Sambal Nusantara")  # what was said before


async def test_an_edit_and_a_form_survive_it_too(chromium: Browser, program: Program) -> None:
    async with shown(chromium, program.url) as page:
        async with program.running() as process:
            await page.goto("/?language=en")
            screen = Screen(page, "en")
            wayan = screen.chat("Wayan Sukerti")
            await wayan.says("halo")
            await wayan.button("Edit “halo”").click()
            await wayan.input.fill("halo semua")
            await killed(process)
        await wayan.input.press("Enter")
        await expect(wayan.root.get_by_role("alert")).to_contain_text("does not answer")
        await expect(wayan.input).to_have_value("halo semua")
        await screen.button("New person").click()
        sheet = page.get_by_role("dialog", name="New person")
        await sheet.get_by_label("Name", exact=True).fill("Ratna")
        await sheet.get_by_role("button", name="Add").click()
        await expect(sheet.get_by_role("alert")).to_contain_text("does not answer")
        await expect(sheet.get_by_label("Name", exact=True)).to_have_value("Ratna")
        async with program.running():
            await sheet.get_by_role("button", name="Add").click()
            await expect(screen.chat("Ratna").button("Start")).to_be_focused()
            await wayan.input.press("Enter")
            await expect(wayan.message("halo semua")).to_contain_text("edited")


async def test_what_is_typed_outlives_a_reload_and_another_chat_on_the_phone(
    chromium: Browser, program: Program
) -> None:
    async with program.running(), shown(chromium, program.url, **PHONE) as page:
        await page.goto("/?language=id")
        screen = Screen(page)
        budi = await screen.becomes("Budi Santoso")
        await budi.input.fill("45rb/kg, tetapi")
        await budi.button("Kembali ke daftar orang").click()
        await came_back(screen, "Wayan Sukerti", "")
        await page.reload()
        await came_back(screen, "Budi Santoso", "45rb/kg, tetapi")


async def came_back(screen: Screen, name: str, typed: str) -> Chat:
    chat = await screen.becomes(name)
    await expect(chat.input).to_have_value(typed)
    await chat.button("Kembali ke daftar orang").click()
    return chat
