"""Where roughly: one province, or one regency or city."""

from dataclasses import dataclass, field
from typing import Any

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps.places import Places
from bot.language import _

ONE = _("Please name one province, regency or city only.")


@dataclass(frozen=True)
class Area(Places):
    """The answer is a list with one code in it."""

    #: Whether a button offers the whole country, which can be typed in any case.
    country: bool = field(default=False, kw_only=True)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return super().options(facts) if self.country else ()

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reply = super().read(text, draft, situation)
        several = isinstance(reply, Answer) and len(reply.value) != 1
        return Unclear(Note(ONE)) if several else reply
