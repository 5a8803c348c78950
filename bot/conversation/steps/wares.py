"""What somebody sells, asked of everybody: who sells nothing says that they buy."""

from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Facts, Reply, Situation
from bot.conversation.spoken import heard
from bot.conversation.steps.crops import Crops
from bot.language import Words, _

#: The option of somebody who sells nothing; the answer is an empty list.
BUYS = "0"
#: The same, typed.
BUYERS = frozenset(
    {
        *("pembeli", "saya pembeli", "pembeli offtaker", "offtaker", "saya offtaker"),
        *("buyer", "a buyer", "i am a buyer", "i m a buyer", "perusahaan", "saya beli", "beli"),
    }
)


@dataclass(frozen=True)
class Wares(Crops):
    def options(self, facts: Facts) -> tuple[str, ...]:
        return (BUYS,)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer([]) if option == BUYS else super().pick(option, draft, situation)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if heard(text[:60]) in BUYERS:
            return Answer([])
        return super().read(text, draft, situation)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return (
            words.plain(_("I am a buyer"))
            if option == BUYS
            else super().label(option, words, facts)
        )

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return super().show(value, words, facts) if value else words.plain(_("none (a buyer)"))
