import asyncio
import json
from typing import Any

import httpx
import pytest
from telegram import Bot

from bot.playground.files import SAMPLE
from bot.playground.model import Playground
from bot.playground.people import Person


async def did(http: httpx.AsyncClient, person: Person, action: str, **body: Any) -> Any:
    response = await http.post(f"/play/people/{person.id}/{action}", json=body)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_person_is_added_and_listed(http: httpx.AsyncClient) -> None:
    added = (await http.post("/play/people", json={"first_name": "Tuti"})).json()
    listed = (await http.get("/play/people")).json()
    assert listed["people"][-1] == added | {"unread": 0}
    assert [one["id"] for one in listed["people"]][:4] == [1001, 2001, 3001, 4001]
    assert [one["started"] for one in listed["people"]][:4] == [False, True, True, True]
    assert listed["bot"]["username"]


async def test_every_action_has_its_address(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    said = await did(http, person, "say", text="halo")
    await did(http, person, "edit", message_id=said["message_id"], text="halo!")
    await did(http, person, "contact", phone_number="+6281", first_name="Joko")
    await did(http, person, "location", latitude=-5.1477, longitude=119.4327)
    await did(http, person, "send", kind="voice")
    for action in ("block", "unblock", "start"):
        await did(http, person, action)
    kinds = [next(iter(set(u.to_dict()) - {"update_id"})) for u in await bot.get_updates()]
    assert kinds == ["message", "edited_message", "message", "message", "message",
                     "my_chat_member", "my_chat_member", "message"]  # fmt: skip
    sent = await bot.send_message(person.id, "x")
    tapped = await did(http, person, "tap", message_id=sent.message_id, data="a")
    waiting = await http.get(f"/play/queries/{tapped['query_id']}")
    assert waiting.json() == {"answer": None}
    await bot.answer_callback_query(tapped["query_id"], "Baik")
    answered = await http.get(f"/play/queries/{tapped['query_id']}")
    assert answered.json() == {"answer": {"text": "Baik", "show_alert": False}}
    await bot.delete_message(person.id, sent.message_id)
    shown = (await http.get(f"/play/people/{person.id}")).json()
    assert shown["deleted"] == [sent.message_id]
    assert shown["messages"] == playground.messages(person.id)
    await did(http, person, "read")


async def test_an_own_file_is_sent_and_never_runs_in_the_page(
    http: httpx.AsyncClient, person: Person
) -> None:
    response = await http.post(
        f"/play/people/{person.id}/send",
        data={"kind": "document", "caption": "/lihat"},
        files={"file": ("a.html", b"<script>", "text/html")},
    )
    message = response.json()
    assert message["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    file = await http.get(f"/play/files/{message['document']['file_id']}")
    assert file.content == b"<script>"
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"] == "attachment"


@pytest.mark.parametrize(("kind", "mime"), [("photo", "image/png"), ("video", "video/mp4")])
async def test_a_picture_and_a_video_are_shown_in_the_page(
    http: httpx.AsyncClient, person: Person, kind: str, mime: str
) -> None:
    sent = (await did(http, person, "send", kind=kind))[kind]
    about = sent[0] if isinstance(sent, list) else sent
    shown = await http.get(f"/play/files/{about['file_id']}")
    assert shown.headers["content-type"] == mime
    assert shown.content == SAMPLE[kind].read_bytes()


@pytest.mark.parametrize(
    ("action", "body", "code"),
    [
        ("edit", {"message_id": 1, "text": "x"}, 409),
        ("press", {"text": "nothing"}, 409),
        ("say", {"text": ""}, 409),
        ("location", {"latitude": 91, "longitude": 0}, 409),
        ("say", {}, 400),
        ("say", {"words": "x"}, 400),
        ("fly", {}, 404),
    ],
)
async def test_what_cannot_be_done_says_why(
    http: httpx.AsyncClient, person: Person, action: str, body: dict[str, Any], code: int
) -> None:
    response = await http.post(f"/play/people/{person.id}/{action}", json=body)
    assert response.status_code == code
    assert response.json()["error"]


async def test_the_server_counts_what_it_received(
    http: httpx.AsyncClient, bot: Bot, playground: Playground, person: Person
) -> None:
    before = playground.received.methods["sendMessage"]
    sent = await bot.send_message(person.id, "x")
    playground.block(person.id)
    await http.post(f"/bot{bot.token}/sendMessage", data={"chat_id": person.id, "text": "y"})
    received = (await http.get("/play/received")).json()
    assert received["methods"]["sendMessage"] == before + 2
    assert received["sends"][str(person.id)] == [
        {"method": "sendMessage", "text": "x", "message_id": sent.message_id},
        {"method": "sendMessage", "text": "y", "error": "Forbidden: bot was blocked by the user"},
    ]


async def test_the_feed_tells_of_every_change(
    http: httpx.AsyncClient, playground: Playground, person: Person
) -> None:
    async with http.stream("GET", "/play/events") as feed:
        lines = feed.aiter_lines()

        async def change() -> int:
            async for line in lines:
                if line.startswith("data: "):
                    return int(json.loads(line.removeprefix("data: "))["change"])
            raise AssertionError("The feed ended.")

        first = await change()
        playground.say(person.id, "halo")
        assert await asyncio.wait_for(change(), 10) > first
