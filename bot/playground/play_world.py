"""What surrounds the people, over JSON: clock, faults, limits, webhook (see `play_http`)."""

from datetime import time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.bot_api import METHODS
from bot.playground.faults import EVERY
from bot.playground.model import Playground
from bot.playground.play_answer import Body, done


async def clock(request: Request) -> Response:
    playground: Playground = request.app.state.playground

    def move(body: Body) -> None:
        if "to" in body:
            playground.later_at(**_moment(**body))
        else:
            playground.later(**body)

    return await done(request, move)


async def faults(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    return JSONResponse({"faults": [fault.facts() for fault in playground.faults]})


async def add_fault(request: Request) -> Response:
    playground: Playground = request.app.state.playground

    def add(body: Body) -> Body:
        fault = playground.faults.add(**body | {"method": _spelled(body.get("method") or EVERY)})
        playground.changed_now()
        return fault.facts()

    return await done(request, add)


async def clear_faults(request: Request) -> Response:
    playground: Playground = request.app.state.playground

    def clear(body: Body) -> None:
        playground.faults.clear(**body)
        playground.changed_now()

    return await done(request, clear)


async def limits(request: Request) -> Response:
    return JSONResponse(request.app.state.playground.traffic.facts())


async def set_limits(request: Request) -> Response:
    playground: Playground = request.app.state.playground

    def change(body: Body) -> Body:
        playground.traffic.set(**body)
        playground.changed_now()
        return playground.traffic.facts()

    return await done(request, change)


async def webhook(request: Request) -> Response:
    playground: Playground = request.app.state.playground
    playground.updates.age()
    outcomes = playground.outcomes
    shown = {
        "url": playground.webhook.url,
        "pending": len(playground.updates.pending),
        "in_flight": outcomes.in_flight,
        "delivered": outcomes.delivered,
        "failed": outcomes.failed,
        "last_error": outcomes.last_error,
    }
    return JSONResponse(shown)


def _moment(to: str, days: int = 1, zone: str = "Asia/Jakarta") -> dict[str, Any]:
    if days < 0:
        raise ValueError("days are not below zero")
    try:
        return {"hour": time.fromisoformat(to), "days": days, "zone": ZoneInfo(zone)}
    except ZoneInfoNotFoundError:
        raise ValueError(f"there is no time zone {zone}") from None


def _spelled(method: str) -> str:
    """A fault that could never hit would be a test that could never fail."""
    if method == EVERY:
        return method
    if method.lower() not in METHODS:
        raise ValueError(f"there is no method {method}")
    return METHODS[method.lower()][0]


ROUTES = [
    Route("/play/clock", clock, methods=["POST"]),
    Route("/play/faults", faults, methods=["GET"]),
    Route("/play/faults", add_fault, methods=["POST"]),
    Route("/play/faults/clear", clear_faults, methods=["POST"]),
    Route("/play/limits", limits, methods=["GET"]),
    Route("/play/limits", set_limits, methods=["POST"]),
    Route("/play/webhook", webhook, methods=["GET"]),
]
