"""What reached the server; tests judge by this and not by what a bot believes it sent."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.playground.call import Call


@dataclass
class Received:
    methods: Counter[str] = field(default_factory=Counter)
    #: Kind of fault -> how many calls it hit.
    faults: Counter[str] = field(default_factory=Counter)
    #: Chat -> its calls in order: method, text, and message_id or error; `fault` if one hit it,
    #: and `unanswered` if the connection closed first.
    calls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def note(self, name: str, call: Call) -> dict[str, Any]:
        """Count a call; returns its record, for what becomes of it."""
        self.methods[name] += 1
        record = {"method": name, "text": call.text("text") or call.text("caption")}
        if chat_id := call.text("chat_id"):
            self.calls.setdefault(chat_id, []).append(record)
        return record

    def hit(self, record: dict[str, Any], fault: str) -> None:
        record["fault"] = fault
        self.faults[fault] += 1

    def sends(self, chat_id: int) -> list[dict[str, Any]]:
        """The `sendMessage` calls for a chat, refused ones included."""
        calls = self.calls.get(str(chat_id), [])
        return [call for call in calls if call["method"] == "sendMessage"]

    def duplicates(self) -> dict[str, dict[str, int]]:
        """Chat -> text -> how often it was delivered there, where that is more than once."""
        found = {}
        for chat_id, calls in self.calls.items():
            texts = Counter(
                call["text"]
                for call in calls
                if call["method"].startswith("send") and "message_id" in call
            )
            if again := {text: times for text, times in texts.items() if times > 1}:
                found[chat_id] = again
        return found
