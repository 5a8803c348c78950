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
                                      `file` -> message; kind is photo, document, voice, sticker
    POST /play/people/ID/block        {} and /unblock, /read -> {}
    POST /play/clock                  {hours} moves the clock on, and wakes what became due
    GET  /play/queries/ID             {"answer": null | {"text", "show_alert"}}
    GET  /play/files/FILE_ID          the content
    GET  /play/received               {"methods": {name: count}, "calls": {chat: [call, ...]},
                                       "sends": {chat: [call, ...]}}
    GET  /play/counts                 {name of a method: how often it was called}
    GET  /play/events                 Server-Sent Events: {"change": number} now and after every
                                      change; read again what is shown

`person` has the fields of `people.Person` and `unread`; `messages` are Bot API messages,
with a reply keyboard in `reply_keyboard`; `keyboard` is the one shown now; a `call` has
method, text, and message_id or error. What is not possible answers 409 {"error": why}
in the language of the page (`Accept-Language`), nobody there 404, a wrong body 400. Bodies
are JSON unless a file is sent.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.language import words_for
from bot.playground import page, profile
from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.refusals import NotPossible

Body = dict[str, Any]
#: How often an idle feed shows that it lives, in seconds; browsers and proxies give up later.
HEARTBEAT = 15.0
#: Shown in the page; anything else is only ever downloaded, so that no uploaded page runs here.
SHOWN = {"image/png", "image/jpeg", "image/webp", "audio/ogg"}

ACTIONS: dict[str, Callable[[Playground, int, Body], Any]] = {
    "start": lambda play, who, body: play.start(who, **body),
    "say": lambda play, who, body: play.say(who, **body),
    "edit": lambda play, who, body: play.edit(who, **body),
    "tap": lambda play, who, body: {"query_id": play.tap(who, **body)},
    "press": lambda play, who, body: play.press(who, **body),
    "contact": lambda play, who, body: play.share_contact(who, **body),
    "location": lambda play, who, body: play.share_location(who, **body),
    "send": lambda play, who, body: play.send(who, **body),
    "block": lambda play, who, _body: play.block(who),
    "unblock": lambda play, who, _body: play.unblock(who),
    "read": lambda play, who, _body: play.read(who),
}


async def people(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    shown = [_person(playground, person) for person in playground.people.values()]
    facts = {"now": playground.moment().isoformat(), "moves_clock": playground.moves_clock}
    return JSONResponse({"people": shown, "bot": playground.profile.user(), **facts})


async def clock(request: Request) -> Response:
    return await _done(request, lambda body: request.app.state.playground.later(**body))


async def add_person(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    return await _done(request, lambda body: asdict(playground.add_person(**body)))


async def one(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    person = playground.people.get(request.path_params["person_id"])
    if not person:
        return _nobody()
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
        return _nobody()
    return await _done(request, lambda body: ACTIONS[action](playground, person_id, body))


async def query(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    if request.path_params["query_id"] not in playground.queries:
        return _nobody()
    return JSONResponse({"answer": playground.answer(request.path_params["query_id"])})


async def file(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    found = playground.files.get(request.path_params["file_id"])
    if not found:
        return _nobody()
    shown = found.mime in SHOWN
    headers = {} if shown else {"Content-Disposition": "attachment"}
    media_type = found.mime if shown else "application/octet-stream"
    return Response(playground.files.content(found), media_type=media_type, headers=headers)


async def received(request: Request) -> Response:
    facts = request.app.state.playground.received
    sends = {chat: facts.sends(int(chat)) for chat in facts.calls if chat.isdecimal()}
    return JSONResponse({"methods": facts.methods, "calls": facts.calls, "sends": sends})


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


async def _done(request: Request, action: Callable[[Body], Any]) -> Response:
    try:
        result = action(await _body(request))
    except NotPossible as reason:
        say = words_for(page.chosen_language(request))
        return JSONResponse({"error": say(str(reason))}, status_code=409)
    except (TypeError, ValueError) as wrong:
        return JSONResponse({"error": f"Wrong body: {wrong}"}, status_code=400)
    return JSONResponse({} if result is None else result)


async def _body(request: Request) -> Body:
    if not request.headers.get("content-type", "").startswith("multipart/"):
        body = json.loads(await request.body() or b"{}")
        if not isinstance(body, dict):
            raise TypeError("a JSON object is expected")
        return body
    async with request.form() as form:
        upload = form["file"]
        if not isinstance(upload, UploadFile):
            raise TypeError("`file` must be a file")
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        return texts | {"content": await upload.read(), "name": upload.filename or ""}


def _person(playground: Playground, person: Person) -> Body:
    return asdict(person) | {"unread": playground.unread(person.id)}


def _nobody() -> Response:
    return JSONResponse({"error": "Nothing is found here."}, status_code=404)


ROUTES = [
    Route("/play/people", people, methods=["GET"]),
    Route("/play/people", add_person, methods=["POST"]),
    Route("/play/people/{person_id:int}", one, methods=["GET"]),
    Route("/play/people/{person_id:int}/{action}", act, methods=["POST"]),
    Route("/play/clock", clock, methods=["POST"]),
    Route("/play/queries/{query_id}", query, methods=["GET"]),
    Route("/play/files/{file_id}", file, methods=["GET"]),
    Route("/play/received", received, methods=["GET"]),
    Route("/play/counts", counts, methods=["GET"]),
    Route("/play/events", events, methods=["GET"]),
]
