"""When messages reached the server: what a test judges by, and not what a bot believes."""

import time
from dataclasses import dataclass
from typing import Any

import pytest

from bot.playground.call import Call
from bot.playground.model import Playground


@dataclass(frozen=True)
class Start:
    """One `sendMessage` as it reached the server: when, in seconds that only grow, and for whom."""

    at: float
    chat_id: int
    record: dict[str, Any]

    @property
    def throttled(self) -> bool:
        return self.record.get("fault") == "429"


def watch(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> list[Start]:
    """The list grows with each request."""
    starts: list[Start] = []
    note = playground.received.note

    def noted(name: str, call: Call) -> dict[str, Any]:
        record = note(name, call)
        if name == "sendMessage":
            starts.append(Start(time.monotonic(), call.number("chat_id") or 0, record))
        return record

    monkeypatch.setattr(playground.received, "note", noted)
    return starts
