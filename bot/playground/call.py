"""One Bot API call: its parameters, read as tolerantly as Telegram does and no more."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusals import bad_request


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


def never() -> Awaitable[None]:
    return asyncio.get_running_loop().create_future()


@dataclass
class Call:
    """Values are strings when they came from a form, and already objects from a JSON body."""

    method: str
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    #: Returns when the caller has hung up.
    gone: Callable[[], Awaitable[None]] = never

    def text(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int | None:
        """None if it is missing or no whole number."""
        try:
            return int(self.text(name))
        except ValueError:
            return None

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "1", "yes", "y", "t"}

    def object(self, name: str, described: str) -> dict[str, Any]:
        """A JSON object, empty if it is missing. Raises the 400 refusal."""
        value = self._json(name, described) or {}
        if not isinstance(value, dict):
            raise bad_request(f"can't parse {described} JSON object")
        return value

    def objects(self, name: str, described: str) -> list[dict[str, Any]] | None:
        """A list of JSON objects, or None if it is missing. Raises the 400 refusal."""
        values = self.array(name, described)
        if values and not all(isinstance(value, dict) for value in values):
            raise bad_request(f"can't parse {described} JSON object")
        return values

    def array(self, name: str, described: str) -> list[Any] | None:
        value = self._json(name, described)
        if value is not None and not isinstance(value, list):
            raise bad_request(f"can't parse {described} JSON object")
        return value

    def _json(self, name: str, described: str) -> Any:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {described} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent in the field itself, or in another that it names by `attach://`."""
        return self.uploads.get(self.text(name).removeprefix("attach://") or name)
