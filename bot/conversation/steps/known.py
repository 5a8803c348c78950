"""What a form is about: which application, which business. Given when it begins, never asked."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import NOT_TEXT, Note, Reply, Situation, Step, Unclear


@dataclass(frozen=True)
class Known(Step):
    ask: str = ""
    heading: str = ""
    summed_up: bool = field(default=False, kw_only=True)

    known: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        return Unclear(Note(NOT_TEXT))
