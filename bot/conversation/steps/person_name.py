"""A person's name, and whether they are an Ibu or a Bapak: one question, asked once."""

from dataclasses import dataclass
from typing import Any

from bot.conversation.form import Answer, Ask, Facts, Note, Reply, Situation, Unclear
from bot.conversation.spoken import heard
from bot.conversation.steps.said_again import addressed, name_again
from bot.conversation.steps.text import Text
from bot.language import Words, _
from bot.people.models import Honorific
from bot.people.names import Named, read_name, written

TITLED = {Honorific.IBU: _("Ibu {name}"), Honorific.BAPAK: _("Bapak {name}")}
LETTERS = _("Please type the name in letters.")
WHICH = _("{name}: Ibu (Ms) or Bapak (Mr)?")
TAP = _("Please tap Ibu (Ms) or Bapak (Mr).")


#: Said of oneself, in place of a name.
MYSELF = {"saya", "saya sendiri", "sendiri", "aku", "me", "myself", "i", "dengan saya", "saya saja"}


@dataclass(frozen=True)
class ContactName(Text):
    """Whom to ask for: the title is part of it, as it was typed.

    Who answers “saya sendiri” means themselves: `facts["me"]`, where the form looked that up.
    """

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        me = situation.facts.get("me")
        if me and heard(text) in MYSELF:
            return Answer(me)
        reply = super().read(text, draft, situation)
        given = isinstance(reply, Answer) and reply.value
        return Answer(written(given)) if given else reply


@dataclass(frozen=True)
class PersonName(Text):
    """`{"name": "Siti Aminah", "honorific": "ibu"}`; a title that was typed is not asked for.

    The draft is the name while its title is asked for: only another name takes its place then.
    """

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reply = super().read(text, draft, situation)
        if draft is not None:
            again = name_again(reply.value) if isinstance(reply, Answer) else None
            return _settled(again) if again else Unclear(Note(TAP), draft)
        if not isinstance(reply, Answer):
            return reply
        named = read_name(reply.value)
        if not any(map(str.isalpha, named.name)):
            return Unclear(Note(LETTERS))
        return _settled(named)

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        """“bu”, after the name."""
        title = addressed(text)
        return self.pick(title, draft, situation) if title else None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer({"name": draft, "honorific": option})

    def label(self, option: str, words: Words, facts: Facts) -> str:
        names = {Honorific.IBU: _("Ibu (Ms)"), Honorific.BAPAK: _("Bapak (Mr)")}
        return words.plain(names[Honorific(option)])

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        if value["honorific"] is None:
            return str(value["name"])
        return words.plain(TITLED[Honorific(value["honorific"])], name=value["name"])

    def keeps(self, value: Any) -> bool:
        return (
            isinstance(value, dict)
            and isinstance(value.get("name"), str)
            and value.get("honorific", "") in {None, *Honorific}
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)


def _settled(named: Named) -> Reply:
    if named.honorific:
        return Answer({"name": named.name, "honorific": named.honorific})
    return Ask(tuple(TITLED), Note(WHICH, {"name": named.name}), named.name)
