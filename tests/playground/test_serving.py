import asyncio
import re

import httpx
import pytest
from telegram import Bot

from bot.errors import Refused
from bot.language import LANGUAGES
from bot.playground import page
from bot.playground.model import Playground
from bot.playground.people import HINTS, listed
from bot.playground.serve import Serving, serving

TOKEN = "123456789:" + "A" * 35


async def test_a_taken_port_is_one_clear_sentence(server: Serving) -> None:
    with pytest.raises(Refused) as refusal:
        async with serving(Playground(), server.port):
            pass
    assert str(server.port) in str(refusal.value)
    assert "playground.port" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Host": "localhost:8081"}, 200),
        ({"Host": "[::1]"}, 200),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1.evil.example:8081"}, 403),
        ({"Host": "[broken"}, 403),
        ({"Origin": "http://127.0.0.1:8081"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
@pytest.mark.parametrize("address", ["/play/people", f"/bot{TOKEN}/getMe"])
async def test_only_this_computer_is_answered(
    http: httpx.AsyncClient, address: str, headers: dict[str, str], code: int
) -> None:
    assert (await http.get(address, headers=headers)).status_code == code


async def follow(server: Serving, told: asyncio.Event) -> list[str]:
    """What the feed says until it ends."""
    lines = []
    async with (
        httpx.AsyncClient(base_url=server.url, trust_env=False) as client,
        client.stream("GET", "/play/events") as feed,
    ):
        async for line in feed.aiter_lines():
            lines.append(line)
            told.set()
    return lines


async def test_it_closes_at_once_with_a_poll_and_a_feed_open() -> None:
    playground = Playground()
    async with serving(playground) as server:
        before = asyncio.all_tasks()
        bot = Bot(TOKEN, base_url=f"{server.url}/bot")
        await bot.initialize()
        poll = asyncio.create_task(bot.get_updates(timeout=40))
        told = asyncio.Event()
        feed = asyncio.create_task(follow(server, told))
        await playground.until(lambda: playground.received.methods["getUpdates"])
        await told.wait()
    assert await poll == ()
    assert await feed
    await bot.shutdown()
    assert not {task for task in asyncio.all_tasks() - before if not task.done()}
    # The port is free again.
    async with serving(playground, server.port):
        pass


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_page_speaks_each_language(http: httpx.AsyncClient, language: str) -> None:
    shown = await http.get("/", params={"language": language})
    assert shown.headers["content-type"].startswith("text/html")
    assert "default-src 'self'" in shown.headers["content-security-policy"]
    assert f'<html lang="{language}">' in shown.text
    for name in ("page.css", "main.js"):
        assert f"/static/{name}" in shown.text
        assert (await http.get(f"/static/{name}")).status_code == 200


def test_every_listed_person_has_a_hint_and_every_word_its_placeholders() -> None:
    assert HINTS.keys() == {person.id for person in listed()}
    for language in LANGUAGES:
        words = page.words(language)
        assert "{phone}" in words["own_contact"]
        assert "{number}" in words["unread"]


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("en-GB,en;q=0.9", "en"), ("id-ID,id;q=0.9,en", "id"), ("fr,en;q=0.5", "en"), ("fr", "id")],
)
async def test_the_browser_says_which_language(
    http: httpx.AsyncClient, accepted: str, language: str
) -> None:
    shown = await http.get("/", headers={"Accept-Language": accepted})
    assert f'<html lang="{language}">' in shown.text


def test_the_script_asks_only_for_words_there_are() -> None:
    scripts = "".join(path.read_text() for path in page.STATIC.glob("*.js"))
    asked = set(re.findall(r'word\("(\w+)"', scripts))
    assert asked <= page.WORDS.keys()
