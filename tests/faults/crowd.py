"""A crowd in onboarding before a bot that may die at any moment: they answer what they see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.playground.call import Call
from bot.playground.model import Playground
from bot.playground.state import Message

#: Each question as it is seen, and its answer: a button or, without one of that name, a text.
ANSWERS = {
    "1": "Bahasa Indonesia",
    "2": "Boleh",
    "3": "Bu Siti Aminah",
    "4": "cabai rawit merah",
    "5": "kota batu",
}
CONFIRM = "Ya, sudah benar"
DONE = "Sudah terdaftar"
QUESTION = re.compile(r"\((\d)/5\)")


@dataclass
class Owner:
    """Somebody who answers each question once, when it comes, and never says anything twice."""

    playground: Playground
    id: int
    #: The questions answered, by number; the summary is `!`.
    answered: list[str] = field(default_factory=list)
    #: Question -> the update that its answer is.
    updates: dict[str, int] = field(default_factory=dict)

    def go_on(self) -> bool:
        """Answer what is new; returns whether anything was."""
        if not self.playground.people[self.id].started:
            self.playground.start(self.id)
            return True
        for message in self.playground.messages(self.id):
            number = asks(message)
            if number and number not in self.answered:
                self.answered.append(number)
                self._answer(message, CONFIRM if number == "!" else ANSWERS[number])
                self.updates[number] = max(self.playground.updates.pending)
                return True
        return False

    def _answer(self, message: Message, label: str) -> None:
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            for button in row:
                if button["text"] == label:
                    self.playground.tap(self.id, message["message_id"], button["callback_data"])
                    return
        self.playground.say(self.id, label)

    def took(self, number: str) -> bool:
        """Whether the bot has acknowledged the answer, so that it must know it."""
        return (
            number in self.updates and self.updates[number] not in self.playground.updates.pending
        )

    def asked(self) -> list[str]:
        """All that the bot asked, in order, copies included."""
        return [
            number for message in self.playground.messages(self.id) if (number := asks(message))
        ]

    @property
    def done(self) -> bool:
        return any(DONE in text for text in self._texts())

    def _texts(self) -> Iterator[str]:
        return (message.get("text", "") for message in self.playground.messages(self.id))


def asks(message: Message) -> str | None:
    return question_in(message.get("text", "")) if message["from"]["is_bot"] else None


def question_in(text: str) -> str | None:
    """Its number, `!` for the summary."""
    found = QUESTION.search(text)
    return found[1] if found else "!" if "Sudah benar?" in text else None


@dataclass
class Crowd:
    """Owners who all go on as soon as they can."""

    playground: Playground
    owners: list[Owner]

    @classmethod
    def of(cls, playground: Playground, size: int) -> "Crowd":
        people = [playground.add_person(first_name=f"Sri {number}") for number in range(size)]
        return cls(playground, [Owner(playground, person.id) for person in people])

    async def talk(self) -> None:
        """Until everybody is registered."""
        while not self.done:
            seen = self.playground.changes.count
            if not any([owner.go_on() for owner in self.owners]):  # noqa: C419  (everybody goes on)
                await self.playground.changed(after=seen)

    @property
    def done(self) -> bool:
        return all(owner.done for owner in self.owners)

    def watched(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Grows with each question that is sent although its answer had been acknowledged."""
        again: list[str] = []
        owners, note = {owner.id: owner for owner in self.owners}, self.playground.received.note

        def noted(name: str, call: Call) -> dict[str, Any]:
            owner = owners.get(call.number("chat_id") or 0)
            number = question_in(call.text("text"))
            if name == "sendMessage" and owner and number and owner.took(number):
                again.append(f"{owner.id} was asked {number} again")
            return note(name, call)

        monkeypatch.setattr(self.playground.received, "note", noted)
        return again

    @property
    def answers(self) -> int:
        """How many questions have been answered so far."""
        return sum(len(owner.answered) for owner in self.owners)

    def judge(self, kills: int) -> int:
        """Nothing answered is asked again, no question is missing; returns the number of copies.

        A kill may repeat what was on its way, and no more: k kills, at most k + 1 copies.
        """
        copies = 0
        for owner in self.owners:
            asked = owner.asked()
            assert [*dict.fromkeys(asked)] == [*ANSWERS, "!"], (owner.id, asked)
            assert asked == sorted(asked, key=[*ANSWERS, "!"].index), (owner.id, asked)
            assert max(map(asked.count, ANSWERS)) <= kills + 1, (owner.id, asked)
            copies += len(asked) - len(ANSWERS) - 1
        return copies
