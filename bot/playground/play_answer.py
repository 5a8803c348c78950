"""How an action of the people's side is read from a request, and its outcome answered."""

import json
from collections.abc import Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.language import words_for
from bot.playground import page
from bot.playground.refusals import NotPossible

Body = dict[str, Any]


async def done(request: Request, action: Callable[[Body], Any]) -> Response:
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


def nobody() -> Response:
    return JSONResponse({"error": "Nothing is found here."}, status_code=404)
