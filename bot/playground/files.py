"""What people and the bot sent besides text: contents, and what Telegram says about them."""

import hashlib
import mimetypes
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.playground.store import Store

SAMPLES = Path(__file__).parent / "samples"
#: Kind -> the built-in example a person sends when they choose no file of their own.
SAMPLE = {
    "photo": SAMPLES / "photo.png",
    "document": SAMPLES / "document.pdf",
    "video": SAMPLES / "video.mp4",
    "voice": SAMPLES / "voice.ogg",
    "sticker": SAMPLES / "sticker.webp",
}
#: The samples' own facts; Telegram reads them from the file.
VOICE_SECONDS = 2
VIDEO_SECONDS, VIDEO_SIZE = 2, {"width": 160, "height": 120}
STICKER_PIXELS = 512
FOLDERS = {"photo": "photos", "video": "videos", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True)
class File:
    id: str
    kind: str
    name: str
    mime: str
    size: int
    digest: str

    @property
    def path(self) -> str:
        """Where the bot downloads it, as `getFile` says."""
        folder = FOLDERS.get(self.kind, "documents")
        return f"{folder}/{self.id}{Path(self.name).suffix}"


class Files:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._contents = store.contents()
        self._known = {row["id"]: File(**row) for row in store.rows("file")}

    def add(self, kind: str, name: str, content: bytes) -> File:
        digest = hashlib.sha256(kind.encode() + content).hexdigest()[:16]
        mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
        # Telegram gives the same file another id each time it is sent.
        file = File(f"file_{len(self._known) + 1}_{digest}", kind, name, mime, len(content), digest)
        self._known[file.id] = file
        self._contents[file.id] = content
        self._store.put("file", file.id, asdict(file))
        self._store.put_content(file.id, content)
        return file

    def sample(self, kind: str) -> File:
        return self.add(kind, SAMPLE[kind].name, SAMPLE[kind].read_bytes())

    def get(self, file_id: str) -> File | None:
        return self._known.get(file_id)

    def at(self, path: str) -> File | None:
        return self.get(Path(path).stem)

    def content(self, file: File) -> bytes:
        return self._contents[file.id]

    def described(self, file: File) -> dict[str, Any]:
        """The part of a message that shows this file: `{"photo": [...]}` and the like."""
        facts: dict[str, Any] = {
            "file_id": file.id,
            "file_unique_id": file.digest,
            "file_size": file.size,
        }
        match file.kind:
            case "photo":
                width, height = pixels(self.content(file)) or (0, 0)
                return {"photo": [{**facts, "width": width, "height": height}]}
            case "video":
                about = {"duration": VIDEO_SECONDS, "mime_type": file.mime, "file_name": file.name}
                return {"video": {**facts, **VIDEO_SIZE, **about}}
            case "voice":
                return {"voice": {**facts, "duration": VOICE_SECONDS, "mime_type": "audio/ogg"}}
            case "sticker":
                size = {"width": STICKER_PIXELS, "height": STICKER_PIXELS}
                flags = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
                return {"sticker": {**facts, **size, **flags}}
        return {"document": {**facts, "file_name": file.name, "mime_type": file.mime}}


def pixels(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG, or None if it is neither."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:  # noqa: PLR2004  (signature and IHDR)
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    return _jpeg_pixels(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_pixels(content: bytes) -> tuple[int, int] | None:
    """Walk the segments to the frame header, which knows the size (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004  (a marker's first byte)
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004  (SOF0-15)
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
