"""A request's fields and files as bytes."""

import asyncio
import io
import json
import re
import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from aiohttp import BytesPayload, Payload

if TYPE_CHECKING:
    from aiohttp.abc import AbstractStreamWriter

#: File name, content and kind (MIME), as the library hands files over.
File = tuple[str, bytes | IO[bytes], str]
#: So much goes out at once; what is no larger is one write, which never waits.
CHUNK = 65536
JSON = "application/json"
#: What may not stand in a quoted name. Browsers write it in percent, and so does the library
#: (html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data).
UNQUOTABLE = re.compile(r'[\x00-\x1f"]')


def form(fields: Mapping[str, Any], seconds: float | None = None) -> Payload | None:
    """Fields without files, as JSON (core.telegram.org/bots/api#making-requests).

    The library writes a form. Percent signs for half of what a message says cost as much as all
    else in a request.
    """
    if not fields:
        return None
    body = json.dumps(fields).encode()
    if len(body) > CHUNK:
        return Stream([body], JSON, seconds)
    return BytesPayload(body, content_type=JSON)


def upload(
    fields: Mapping[str, str], files: Mapping[str, File], seconds: float | None = None
) -> Payload:
    """Fields with files."""
    boundary = uuid.uuid4().hex
    pieces: list[bytes | IO[bytes]] = []
    for name, text in fields.items():
        pieces += _part(boundary, f'name="{_quoted(name)}"'), text.encode(), b"\r\n"
    for name, (filename, content, kind) in files.items():
        names = f'name="{_quoted(name)}"; filename="{_quoted(filename)}"'
        pieces += _part(boundary, names, kind), content, b"\r\n"
    pieces.append(f"--{boundary}--\r\n".encode())
    return Stream(pieces, f"multipart/form-data; boundary={boundary}", seconds)


class Stream(Payload):
    """More than one write. None of them may take longer than `seconds`.

    aiohttp's own writer has no such limit, and for files it would describe texts as files, name
    files in a way of its own, and close a handle that is its caller's.
    """

    _autoclose = True  # it opens nothing

    def __init__(
        self, pieces: Sequence[bytes | IO[bytes]], kind: str, seconds: float | None
    ) -> None:
        super().__init__(None, content_type=kind)
        self._pieces, self._seconds = pieces, seconds

    @property
    def size(self) -> int | None:
        """In bytes; None if a file does not know where it ends."""
        try:
            return sum(_length(piece) for piece in self._pieces)
        except OSError:
            return None

    async def write(self, writer: "AbstractStreamWriter") -> None:
        for piece in self._pieces:
            source = io.BytesIO(piece) if isinstance(piece, bytes) else piece
            if source.seekable():
                source.seek(0)
            async for chunk in _chunks(source):
                async with asyncio.timeout(self._seconds):
                    await writer.write(chunk)

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        raise TypeError("An upload is no text.")


async def _chunks(source: IO[bytes]) -> AsyncIterator[bytes]:
    in_memory = isinstance(source, io.BytesIO)
    while chunk := source.read(CHUNK) if in_memory else await asyncio.to_thread(source.read, CHUNK):
        yield chunk


def _part(boundary: str, names: str, kind: str | None = None) -> bytes:
    described = f"\r\nContent-Type: {kind}" if kind else ""
    head = f"--{boundary}\r\nContent-Disposition: form-data; {names}{described}\r\n\r\n"
    return head.encode()


def _quoted(name: str) -> str:
    return UNQUOTABLE.sub(lambda sign: f"%{ord(sign[0]):02X}", name.replace("\\", "\\\\"))


def _length(piece: bytes | IO[bytes]) -> int:
    return len(piece) if isinstance(piece, bytes) else piece.seek(0, io.SEEK_END)
