"""Groups over JSON; `play_http` describes it."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import group_talk
from bot.playground.groups import Group
from bot.playground.model import Playground
from bot.playground.play_answer import Body, done, nobody

ACTIONS: dict[str, Callable[[Playground, Group, Body], Any]] = {
    "say": lambda play, group, body: group_talk.say(play, group, **body),
    "anonymous": lambda play, group, body: group_talk.anonymous(play, group, **body),
    "channel": lambda play, group, body: group_talk.channel(play, group, **body),
    "other_bot": lambda play, group, body: group_talk.other_bot(play, group, **body),
    "add_bot": lambda play, group, body: group_talk.add_bot(play, group, **body),
    "remove_bot": lambda play, group, body: group_talk.remove_bot(play, group, **body),
    "upgrade": lambda play, group, body: asdict(group_talk.upgrade(play, group, **body)),
    "tap": lambda play, group, body: {"query_id": group_talk.tap(play, group, **body)},
}


async def groups(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    shown = [asdict(group) for group in playground.groups.values() if not group.moved_to]
    return JSONResponse({"groups": shown})


async def one(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    group = _group(request)
    if not group:
        return nobody()
    entries = playground.entries(group.id).items()
    shown = {
        "group": asdict(group),
        "messages": playground.messages(group.id),
        "deleted": [number for number, entry in entries if entry.deleted],
    }
    return JSONResponse(shown)


async def act(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    group, action = _group(request), request.path_params["action"]
    if not group or action not in ACTIONS:
        return nobody()
    return await done(request, lambda body: ACTIONS[action](playground, group, body))


def _group(request: Request) -> Group | None:
    groups: dict[int, Group] = request.app.state.playground.groups
    try:
        return groups.get(int(request.path_params["group_id"]))
    except ValueError:
        return None


#: The id of a group is below zero, which Starlette's own numbers in an address are not.
ROUTES = [
    Route("/play/groups", groups, methods=["GET"]),
    Route("/play/groups/{group_id}", one, methods=["GET"]),
    Route("/play/groups/{group_id}/{action}", act, methods=["POST"]),
]
