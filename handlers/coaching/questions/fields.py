"""What experts know and articles are about, as it is called; and an expert's or admin's choice."""

from collections.abc import Mapping

from bot.coaching.questions import experts
from bot.coaching.questions.asked import Field
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Several
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people.models import Role
from handlers.address import called
from handlers.home import NoAccess, row_number

#: Starts the data of the buttons that choose an expert's fields.
PREFIX = "fields"
FIELDS: Mapping[Field, str] = {
    Field.FOOD_SAFETY: _("Food safety and P-IRT"),
    Field.HALAL: _("Halal"),
    Field.PACKAGING: _("Packaging and labels"),
    Field.FINANCE: _("Bookkeeping and finance"),
    Field.QUALITY: _("Quality and grading"),
    Field.EXPORT: _("Export"),
    Field.CULTIVATION: _("Cultivation and rearing"),
    Field.COOPERATIVES: _("Cooperatives"),
    Field.PERMITS: _("NIB and permits"),
}


class Expert(Notice):
    """What an expert knows, from now on."""

    kind = "expert_fields"

    name: str
    honorific: str | None
    fields: tuple[Field, ...]
    #: Whether it is the reader.
    me: bool


class ExpertList(Notice):
    kind = "expert_list"

    #: Number, name, form of address, fields.
    experts: tuple[tuple[int, str, str | None, tuple[Field, ...]], ...]


class NoExpertHere(Notice):
    """The person chosen is no expert any more, or is not theirs to speak for."""

    kind = "no_expert_here"


async def start_own(turn: Turn) -> None:
    if Role.EXPERT not in turn.roles:
        turn.reply(NoAccess(role=Role.EXPERT))
    else:
        await _choose(turn, turn.person.id)


async def _choose(turn: Turn, expert_id: int) -> None:
    """What is known already is ticked."""
    known = [str(each) for each in await experts.fields_of(turn.db, expert_id)]
    answers = {"expert": str(expert_id)}
    if known:
        await begin(turn, CHOOSE, {**answers, "fields": known}, change="fields")
    else:
        await begin(turn, CHOOSE, answers)


async def show_experts(turn: Turn) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    found = await experts.listed(turn.db)
    turn.reply(
        ExpertList(
            experts=tuple(
                (each.id, each.name or "?", each.honorific, tuple(fields)) for each, fields in found
            )
        )
    )


async def start_for(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: an admin says what expert 12 knows."""
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
    elif (number := row_number(argument)) is None:
        turn.reply(NoExpertHere())
    else:
        await _choose(turn, number)


async def finish(turn: Turn, answers: Answers) -> None:
    fields = [Field(each) for each in answers["fields"]]
    number = int(answers["expert"])
    expert = await experts.set_fields(turn.db, turn.person, frozenset(turn.roles), number, fields)
    if expert is None:
        turn.reply(NoExpertHere())
        return
    turn.reply(
        Expert(
            name=expert.name or "?",
            honorific=expert.honorific,
            fields=tuple(await experts.fields_of(turn.db, expert.id)),
            me=expert.id == turn.person.id,
        )
    )


CHOOSE = Form(
    name="expert_fields",
    title="",
    steps=(
        Known("expert", needed=True),
        Several(
            "fields",
            _("Which questions can be passed to this expert? Tap all that fit, then “Done”."),
            _("Fields"),
            choices={str(field): name for field, name in FIELDS.items()},
            fewest=0,
        ),
    ),
    finish=finish,
    review=never,
)


def listed(words: Words, fields: tuple[Field, ...]) -> str:
    return words.list(words.plain(FIELDS[each]) for each in fields)


def expert_screen(words: Words, facts: Expert) -> Screen:
    if facts.me:
        sentence = (
            _("It is stored. Officers can pass you questions about: {fields}.")
            if facts.fields
            else _("It is stored. No questions are passed to you for now.")
        )
    elif facts.fields:
        sentence = _("It is stored. Officers can pass {name} questions about: {fields}.")
    else:
        sentence = _("It is stored. No questions are passed to {name} for now.")
    name = called(words, facts.name, facts.honorific)
    return Screen(words(sentence, fields=listed(words, facts.fields), name=name))


def expert_list(words: Words, facts: ExpertList) -> Screen:
    if not facts.experts:
        return Screen(words(_("There is no expert yet. /invite makes a link for one.")))
    lines = [words(_("<b>Experts, and what they know</b>"))]
    rows = []
    for number, name, honorific, fields in facts.experts:
        shown = called(words, name, honorific)
        known = listed(words, fields) if fields else words.plain(_("nothing chosen yet"))
        lines.append(words(_("{name}: {fields}"), name=shown, fields=known))
        rows.append((Button(words.plain(_("Fields of {name}"), name=shown), f"{PREFIX}:{number}"),))
    return Screen(words.lines(lines), tuple(rows))


def no_expert_here(words: Words, facts: NoExpertHere) -> Screen:
    return Screen(words(_("That person is not an expert now. Nothing was changed.")))
