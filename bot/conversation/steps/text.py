"""A short text in the person's own words: a name, a place to meet."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.form import Answer, Note, Reply, Situation, Step, Unclear
from bot.conversation.spoken import is_none
from bot.language import _

#: In UTF-16 units, as Telegram counts: an emoji is two, and lists of such texts fit a message.
LONGEST = 100


def tidy(text: str) -> str:
    """One line without invisible signs, which would reorder or hide what stands around them."""
    visible = "".join(
        " " if char.isspace() else char
        for char in unicodedata.normalize("NFC", text)
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"}
    )
    return re.sub(r" +", " ", visible).strip()


@dataclass(frozen=True)
class Text(Step):
    #: In UTF-16 units.
    longest: int = field(default=LONGEST, kw_only=True)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if self.optional and is_none(text):
            return Answer(None)
        said = tidy(text)
        if not any(char.isalnum() for char in said):
            return Unclear(Note(_("Please type it in letters or numbers.")))
        if len(said.encode("utf-16-le", "surrogatepass")) > 2 * self.longest:
            return Unclear(
                Note(
                    _("That is a little long. At most {longest} letters."),
                    {"longest": str(self.longest)},
                )
            )
        return Answer(said)
