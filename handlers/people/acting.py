"""For whom an officer does something: an owner who has no phone, or themselves."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.conversation.form import Answers, Facts, Step
from bot.conversation.steps import Known, Pick
from bot.conversation.turn import Turn
from bot.language import Words, _
from bot.people import delegates
from bot.people.models import Person, Role
from handlers.address import called
from handlers.home import row_number

#: Start the data of the buttons with which an officer asks and books for an owner.
ASKS, BOOKS = "askfor", "bookfor"
#: The answer that names whom it is for, of an officer alone; and the one of who means themselves.
FOR, MYSELF = "for", "me"
#: Says that it has to be asked.
SPEAKS: Answers = {"speaks": "yes"}


def is_asked(answers: Answers) -> bool:
    return "speaks" in answers


def whom(ask: str) -> tuple[Step, Step]:
    """The first steps of a form that an officer can fill in for somebody."""
    return (
        Known("speaks", when=is_asked),
        Pick(FOR, ask, _("For whom"), source="owners", when=is_asked),
    )


def for_whom(words: Words, facts: Facts) -> Markup | None:
    """The line above each question, once it is known that it is for somebody else."""
    if not facts.get("name"):
        return None
    name = called(words, facts["name"], facts.get("honorific"))
    return words(_("🖊 <b>On behalf of {name}</b>"), name=name)


async def speaks_for_some(turn: Turn) -> bool:
    if Role.OFFICER not in turn.roles:
        return False
    return bool(await delegates.owners_of(turn.db, turn.person.id))


async def owner_of(turn: Turn, answers: Answers) -> Person | None:
    """Who it is for: whoever types, or whom their officer speaks for at this moment."""
    number = row_number(answers.get(FOR) or "")
    if number is None:
        return turn.person
    return await delegates.in_care(turn.db, turn.person.id, number)


async def look_up(turn: Turn, answers: Answers, *, myself: bool) -> Mapping[str, Any]:
    """Whom it can be for, and who was chosen, for `acting_for`."""
    if not is_asked(answers):
        return {}
    people = await delegates.owners_of(turn.db, turn.person.id)
    named = [
        [str(each.id), called(turn.words, each.name or "?", each.honorific)] for each in people
    ]
    own = [[MYSELF, turn.words.plain(_("For myself"))]] if myself else []
    owner = await owner_of(turn, answers) if FOR in answers else None
    if owner is None or owner is turn.person:
        return {"owners": own + named}
    return {"owners": own + named, "name": owner.name, "honorific": owner.honorific}
