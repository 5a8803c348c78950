"""A port for people's calendars: whoever knows the secret link gets what stands in theirs."""

import asyncio
import hashlib
from collections.abc import Callable

import structlog
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.coaching.calendar import feeds, in_calendar
from bot.coaching.calendar.in_calendar import InCalendar
from bot.people.models import Person
from bot.serving import listen, served
from bot.storage import Storage, dialects

log = structlog.get_logger()

#: How soon a calendar that could not be read is asked for again, in seconds.
RETRY_SECONDS = 60
#: Private: no proxy may keep what was meant for one phone.
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

#: Puts somebody's calendar into words.
Write = Callable[[Person, InCalendar], bytes]


class FeedServer:
    def __init__(self, storage: Storage, write: Write, path: str, host: str, port: int) -> None:
        """`path` is that of the public address, to which `/<token>.ics` is added."""
        self._storage, self._write = storage, write
        self._host, self._port = host, port
        self.application = Starlette(routes=[Route(path + "/{name}", self._answer)])

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Raises `Refused` if the port cannot be used."""
        listener = listen(self._host, self._port, "calendar.port")
        async with served(self.application, listener):
            await stop.wait()

    async def _answer(self, request: Request) -> Response:
        """Nothing but the address is read. Who asks with a wrong one hears no more than that."""
        token, _dot, ending = request.path_params["name"].partition(".")
        if ending != "ics":
            return _nothing()
        try:
            async with self._storage.reading() as db:
                person = await feeds.whose(db, token)
                found = await in_calendar.of(db, person.id) if person else None
                content = self._write(person, found) if person and found else None
        except Exception as error:
            if not dialects.is_unavailable(error):
                raise
            log.warning("calendar.database_unavailable", error=type(error).__name__)
            return Response(status_code=503, headers={"Retry-After": str(RETRY_SECONDS)})
        return _nothing() if content is None else _calendar(request, content)


def _nothing() -> Response:
    return Response(status_code=404, headers=HEADERS)


def _calendar(request: Request, content: bytes) -> Response:
    """Phones ask each hour, and mostly nothing is new."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**HEADERS, "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = 'attachment; filename="mitra.ics"'
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")
