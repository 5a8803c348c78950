"""A Bot API that only counts: what is measured is whoever sends, and not the server.

Prints its address first, then serves until it is ended. `POST /limit` with `{"overall": 30}` puts
Telegram's limits in force, `{"on": false}` lifts them; `GET /counts` says what arrived.
"""

import argparse
import asyncio
import json
import time
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

import uvloop
from aiohttp import web

from bot.playground.refusals import Refusal
from bot.playground.traffic import Traffic

#: How long a request may have been on its way when silence was asked for, in seconds.
ON_THE_WAY = 0.25
ME = {"id": 1, "is_bot": True, "first_name": "Mitra", "username": "mitra_bot"}


class Counting:
    def __init__(self, latency: float) -> None:
        """Each answer takes so many seconds longer."""
        self._latency = latency
        self.traffic = Traffic()
        self.counts: Counter[str] = Counter()
        self._chats: Counter[int] = Counter()
        #: When silence was asked for last, and until when it is wanted.
        self._told_at = self._silent_until = 0.0

    def application(self) -> web.Application:
        application = web.Application()
        application.router.add_post("/limit", self._limit)
        application.router.add_get("/counts", self._counts)
        application.router.add_post("/bot{token}/{method}", self._answer)
        return application

    async def _limit(self, request: web.Request) -> web.Response:
        self.traffic.set(**({"on": True, "per_chat": 1_000_000} | await request.json()))
        return web.json_response({})

    async def _counts(self, _request: web.Request) -> web.Response:
        copies = sum(times - 1 for times in self._chats.values())
        return web.json_response(self.counts | {"copies": copies})

    async def _answer(self, request: web.Request) -> web.Response:
        fields = await _fields(request)
        method, chat = request.match_info["method"], int(fields.get("chat_id", 0))
        if self._latency:
            await asyncio.sleep(self._latency)
        now = time.monotonic()
        if self._told_at + ON_THE_WAY < now < self._silent_until:
            self.counts["early"] += 1
        try:
            paid = str(fields.get("allow_paid_broadcast", "")).lower() == "true"
            self.traffic.check(method, chat, paid=paid)
            self.counts["paid"] += paid
        except Refusal as refusal:
            self.counts["429"] += 1
            if now >= self._silent_until:
                self._told_at = now
                self._silent_until = now + refusal.parameters["retry_after"]
            return _json(
                {
                    "ok": False,
                    "error_code": refusal.code,
                    "description": str(refusal),
                    "parameters": refusal.parameters,
                },
                refusal.code,
            )
        self.counts[method] += 1
        if method == "sendMessage":
            self._chats[chat] += 1
        result = ME if method == "getMe" else {"message_id": self.counts[method]}
        return _json({"ok": True, "result": result})


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(
        body=json.dumps(body).encode(), status=status, content_type="application/json"
    )


async def _fields(request: web.Request) -> dict[str, Any]:
    body = await request.read()
    if request.content_type == "application/json":
        fields: dict[str, Any] = json.loads(body)
        return fields
    return dict(parse_qsl(body.decode()))


async def serve(latency: float) -> None:
    runner = web.AppRunner(Counting(latency).application(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    print(f"http://{host}:{port}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0, help="of each answer, in seconds")
    uvloop.run(serve(parser.parse_args().latency))
