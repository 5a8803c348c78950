"""The people's side over JSON, for the page and for tests in other processes.

    GET  /play/people                 {"people": [person, ...], "bot": user, "now": ISO 8601,
                                       "moves_clock"}
    POST /play/people                 {first_name, last_name?, language_code?, started?} -> person
    GET  /play/people/ID              {"person", "messages", "deleted", "keyboard", "commands",
                                       "description"}
    POST /play/people/ID/start        {parameter?} -> message
    POST /play/people/ID/say          {text, reply_to?} -> message
    POST /play/people/ID/edit         {message_id, text} -> message
    POST /play/people/ID/tap          {message_id, data} -> {"query_id"}
    POST /play/people/ID/press        {text, latitude?, longitude?} -> message
    POST /play/people/ID/contact      {} one's own, or {phone_number, first_name?, user_id?}
    POST /play/people/ID/location     {latitude, longitude} -> message
    POST /play/people/ID/send         {kind, caption?} a built-in example, or multipart with
                                      `file` -> message; kind is photo, video, document, voice or
                                      sticker
    POST /play/people/ID/album        {count?, caption?} photos at once -> {"messages"}
    POST /play/people/ID/forward      {text, author?, author_id?} another's words -> message
    POST /play/people/ID/block        {} and /unblock, /read -> {}
    GET  /play/queries/ID             {"answer": null | {"text", "show_alert"}}
    GET  /play/files/FILE_ID          the content
    GET  /play/received               {"methods": {name: count}, "calls": {chat: [call, ...]},
                                       "sends": {chat: [call, ...]}, "faults": {kind: count},
                                       "duplicates": {chat: {text: count}},
                                       "expired": {kind of update: count}}
    GET  /play/counts                 {name of a method: how often it was called}
    GET  /play/events                 Server-Sent Events: {"change": number} now and after every
                                      change; read again what is shown

Groups (`play_groups`)

    GET  /play/groups                 {"groups": [group, ...]}
    GET  /play/groups/ID              {"group", "messages", "deleted"}
    POST /play/groups/ID/say          {person_id, text, reply_to?} -> message
    POST /play/groups/ID/anonymous    {text} an admin who hides their name -> message
    POST /play/groups/ID/channel      {text} a post in the group's channel -> message
    POST /play/groups/ID/other_bot    {text} -> message
    POST /play/groups/ID/tap          {person_id, message_id, data} -> {"query_id"}
    POST /play/groups/ID/add_bot      {person_id?} and /remove_bot -> {}
    POST /play/groups/ID/upgrade      {} a small group becomes a supergroup -> group

What surrounds them (`play_world`)

    POST /play/clock                  {hours}, or {to: "08:00", days, zone: "Asia/Jakarta"} for
                                      that time so many days ahead (0: the next to come), moves
                                      the clock on, and wakes what became due
    GET  /play/faults                 {"faults": [fault, ...]}
    POST /play/faults                 {kind, method?, person_id?, status?, retry_after?, seconds?,
                                       times?} -> fault
    POST /play/faults/clear           {id?} removes one, or all -> {}
    GET  /play/limits                 {"on", "overall", "per_chat", "burst", "per_group_minute"}
    POST /play/limits                 the same, each with Telegram's value if it is left out
    GET  /play/webhook                {"url", "pending", "in_flight", "delivered", "failed",
                                       "last_error"}

`person` has the fields of `people.Person` and `unread`, `group` those of `groups.Group`, `fault`
those of `faults.Fault`; `messages` are Bot API messages, with a reply keyboard in
`reply_keyboard`; `keyboard` is the one shown now; a `call` has method, text, and message_id or
error, `fault` if one hit it, and `unanswered` if the connection closed first. What is not possible
answers 409 {"error": why} in the language of the page (`Accept-Language`), nobody there 404, a
wrong body 400. Bodies are JSON unless a file is sent.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground import play_groups, play_world, profile
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.play_answer import Body, done, nobody

#: How often an idle feed shows that it lives, in seconds; browsers and proxies give up later.
HEARTBEAT = 15.0
#: Shown in the page; anything else is only ever downloaded, so that no uploaded page runs here.
SHOWN = {"image/png", "image/jpeg", "image/webp", "audio/ogg", "video/mp4"}

ACTIONS: dict[str, Callable[[Playground, int, Body], Any]] = {
    "start": lambda play, who, body: play.start(who, **body),
    "say": lambda play, who, body: play.say(who, **body),
    "edit": lambda play, who, body: play.edit(who, **body),
    "tap": lambda play, who, body: {"query_id": play.tap(who, **body)},
    "press": lambda play, who, body: play.press(who, **body),
    "contact": lambda play, who, body: play.share_contact(who, **body),
    "location": lambda play, who, body: play.share_location(who, **body),
    "send": lambda play, who, body: play.send(who, **body),
    "album": lambda play, who, body: {"messages": play.album(who, **body)},
    "forward": lambda play, who, body: play.forward(who, **body),
    "block": lambda play, who, _body: play.block(who),
    "unblock": lambda play, who, _body: play.unblock(who),
    "read": lambda play, who, _body: play.read(who),
}


async def people(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    shown = [_person(playground, person) for person in playground.people.values()]
    facts = {"now": playground.moment().isoformat(), "moves_clock": playground.moves_clock}
    return JSONResponse({"people": shown, "bot": playground.profile.user(), **facts})


async def add_person(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    return await done(request, lambda body: asdict(playground.add_person(**body)))


async def one(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    person = playground.people.get(request.path_params["person_id"])
    if not person:
        return nobody()
    entries = playground.entries(person.id).items()
    texts = playground.profile.texts
    description = texts.get(f"description:{person.language_code}") or texts.get("description:", "")
    shown = {
        "person": _person(playground, person),
        "messages": playground.messages(person.id),
        "deleted": [number for number, entry in entries if entry.deleted],
        "keyboard": person.keyboard,
        "commands": profile.commands_for(playground, person),
        "description": description,
    }
    return JSONResponse(shown)


async def act(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    person_id, action = request.path_params["person_id"], request.path_params["action"]
    if person_id not in playground.people or action not in ACTIONS:
        return nobody()
    return await done(request, lambda body: ACTIONS[action](playground, person_id, body))


async def query(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    if request.path_params["query_id"] not in playground.queries:
        return nobody()
    return JSONResponse({"answer": playground.answer(request.path_params["query_id"])})


async def file(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    found = playground.files.get(request.path_params["file_id"])
    if not found:
        return nobody()
    shown = found.mime in SHOWN
    headers = {} if shown else {"Content-Disposition": "attachment"}
    media_type = found.mime if shown else "application/octet-stream"
    return Response(playground.files.content(found), media_type=media_type, headers=headers)


async def received(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    playground.updates.age()
    facts = playground.received
    numbers = [chat for chat in facts.calls if chat.removeprefix("-").isdecimal()]
    shown = {
        "methods": facts.methods,
        "calls": facts.calls,
        "sends": {chat: facts.sends(int(chat)) for chat in numbers},
        "faults": facts.faults,
        "duplicates": facts.duplicates(),
        "expired": playground.updates.expired,
    }
    return JSONResponse(shown)


async def counts(request: Request) -> Response:
    return JSONResponse(request.app.state.playground.received.methods)


async def events(request: Request) -> Response:
    stopping: asyncio.Event = request.app.state.stopping
    feed = _feed(request.app.state.playground, stopping)
    return StreamingResponse(feed, media_type="text/event-stream")


async def _feed(playground: Playground, stopping: asyncio.Event) -> AsyncIterator[str]:
    told = -1
    while not stopping.is_set():
        count = playground.changes.count
        # A comment keeps the connection; nobody reads it.
        yield f"data: {json.dumps({'change': count})}\n\n" if count != told else ": alive\n\n"
        told = count
        await playground.changes.after(told, HEARTBEAT)


def _person(playground: Playground, person: Person) -> Body:
    return asdict(person) | {"unread": playground.unread(person.id)}


ROUTES = [
    Route("/play/people", people, methods=["GET"]),
    Route("/play/people", add_person, methods=["POST"]),
    Route("/play/people/{person_id:int}", one, methods=["GET"]),
    Route("/play/people/{person_id:int}/{action}", act, methods=["POST"]),
    Route("/play/queries/{query_id}", query, methods=["GET"]),
    Route("/play/files/{file_id}", file, methods=["GET"]),
    Route("/play/received", received, methods=["GET"]),
    Route("/play/counts", counts, methods=["GET"]),
    Route("/play/events", events, methods=["GET"]),
    *play_groups.ROUTES,
    *play_world.ROUTES,
]
