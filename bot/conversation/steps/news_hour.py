"""When prices shall arrive: as soon as there are some, or at an hour of one's own."""

from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Facts, Reply, Situation
from bot.conversation.spoken import heard
from bot.conversation.steps.hour import Hour
from bot.language import Words, _

AT_ONCE = "now"
_TYPED = frozenset(
    {
        *("langsung", "langsung saja", "segera", "kapan saja", "terserah", "bebas", "sekarang"),
        *("at once", "anytime", "any time", "now", "immediately", "right away"),
    }
)


@dataclass(frozen=True)
class NewsHour(Hour):
    """`06:00` on the person's clock, or `now`."""

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (AT_ONCE, *self.common)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if heard(text[:60]) in _TYPED:
            return Answer(AT_ONCE)
        return super().read(text, draft, situation)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        if option == AT_ONCE:
            return words.plain(_("At once, in the daytime"))
        return super().label(option, words, facts)

    def keeps(self, value: Any) -> bool:
        return value == AT_ONCE or super().keeps(value)
