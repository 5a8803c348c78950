"""A server that answers each request with the next of some raw answers, however odd."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

#: Never answer, until the client goes away.
SILENCE = b""
#: Begin an answer and close the connection.
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
MESSAGE = {"message_id": 7, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "Halo"}


def http(code: int, body: bytes) -> bytes:
    head = f"HTTP/1.1 {code} Whatever\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def ok(result: object) -> bytes:
    return http(200, json.dumps({"ok": True, "result": result}).encode())


def refused(code: int, description: str, **parameters: float) -> bytes:
    answer = {"ok": False, "error_code": code, "description": description}
    return http(code, json.dumps(answer | {"parameters": parameters}).encode())


def fields_of(kind: str | None, body: bytes) -> dict[str, Any] | None:
    """What a request without files says, as a form or as JSON; None for any other."""
    match kind:
        case "application/json":
            fields: dict[str, Any] = json.loads(body)
            return fields
        case "application/x-www-form-urlencoded":
            return dict(parse_qsl(body.decode(), keep_blank_values=True))
    return None


@dataclass
class Answering:
    answers: Sequence[bytes]
    url: str = ""
    #: The methods that were called, and the fields that came with them.
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = head.lower().partition("content-length: ")[2].partition("\r\n")[0]
            body = await reader.readexactly(int(length or 0))
            kind = head.lower().partition("content-type: ")[2].partition("\r\n")[0]
            self.calls.append((head.split()[1].rpartition("/")[2], fields_of(kind, body) or {}))
            # The last answer stands for all that follow.
            answer = self.answers[min(len(self.calls), len(self.answers)) - 1]
            if answer == SILENCE:
                await reader.read()
            writer.write(answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def answering(*answers: bytes) -> AsyncIterator[Answering]:
    served = Answering(answers)
    server = await asyncio.start_server(served.serve, "127.0.0.1", 0)
    served.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield served
