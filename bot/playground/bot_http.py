"""The Bot API's address: reads a request in any of Telegram's encodings, answers as JSON."""

import json
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.playground import bot_api, limits
from bot.playground.call import Call, Upload
from bot.playground.model import Playground
from bot.playground.refusals import HungUp, Refusal, bad_request, not_found, too_large

#: What Telegram's servers say themselves; the other failures are those of the proxy before them,
#: which answers with a page.
OWN_FAILURES = {500, 501}
PROXY_PAGE = (
    "<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n"
    "<center><h1>{status}</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)


class Answer(Response):
    """JSON with all that is not ASCII escaped, as Telegram does: half an emoji can be said, too."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


async def bot(request: Request) -> Response:
    """`/bot<token>/<method>` by GET or POST (core.telegram.org/bots/api#making-requests)."""
    playground: Playground = request.app.state.playground
    token, method = request.path_params["token"], request.path_params["method"]
    try:
        call = await _call(request, method)
        call.gone = partial(_gone, request)
        result = await bot_api.answer(playground, token, call)
    except Refusal as refusal:
        return _refused(refusal)
    except HungUp:
        request.state.hang_up()
        await _gone(request)
        return Response()  # to nobody
    return Answer({"ok": True, "result": result})


async def file(request: Request) -> Response:
    """`/file/bot<token>/<file_path>`, the path being what `getFile` answered."""
    playground: Playground = request.app.state.playground
    found = playground.files.at(request.path_params["path"])
    if not found or found.path != request.path_params["path"]:
        return _refused(not_found())
    return Response(playground.files.content(found), media_type="application/octet-stream")


async def nothing(_request: Request) -> Response:
    return _refused(not_found())


def _refused(refusal: Refusal) -> Response:
    if refusal.code > HTTPStatus.INTERNAL_SERVER_ERROR and refusal.code not in OWN_FAILURES:
        page = PROXY_PAGE.format(status=f"{refusal.code} {refusal.description}")
        return HTMLResponse(page, status_code=refusal.code)
    answer: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.code,
        "description": refusal.description,
    }
    if refusal.parameters:
        answer["parameters"] = refusal.parameters
    return Answer(answer, refusal.code)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _call(request: Request, method: str) -> Call:
    if int(request.headers.get("content-length", 0)) > limits.REQUEST:
        raise too_large()
    call = Call(method, dict(request.query_params))
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind == "multipart/form-data":
        await _read_parts(request, call)
    elif kind == "application/json":
        call.values |= _object(await request.body())
    else:
        # Not Starlette's form reader: this one is asked for every message of a bulletin.
        body = (await request.body()).decode(errors="replace")
        call.values |= dict(parse_qsl(body, keep_blank_values=True))
    return call


async def _read_parts(request: Request, call: Call) -> None:
    async with request.form() as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                call.uploads[name] = Upload(value.filename or name, await value.read())
            else:
                call.values[name] = value


def _object(body: bytes) -> dict[str, Any]:
    try:
        values = json.loads(body or b"{}")
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise bad_request("can't parse request body JSON object")
    return values
