"""Businesses are enrolled in a programme, say no to it, and get on in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.coaching.care import Cared
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.enrolling import Part, Wanted
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Area, Choice, Crop, Known, Pick, Titles
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words, _, n_
from bot.market.regions import region
from bot.people import roles
from bot.people.readiness import Item
from handlers.coaching.programmes.along import tell
from handlers.coaching.programmes.programmes import NoSuchProgramme, Taught, taught
from handlers.home import row_number
from handlers.people.details import ITEMS, TYPED_ITEMS
from handlers.people.trade_names import trade_name

#: Starts the data of the button that starts a form.
PREFIX = "enrol"
ONE, MANY, NAMES = "one", "many", "names"
MOST_NAMES = 100
#: Names in one message.
MOST_SHOWN = 12
NOT_CLEAR = _("Not found in your care, or not clear who is meant: {names}")


class Enrolled(Notice):
    """To an owner: what they take part in from now on, unless they do not want to."""

    kind = "enrolled"

    enrolment_id: int
    programme: str
    goal: str | None
    template: str | None
    modules: tuple[Taught, ...]
    by: str


class EnrolmentDone(Notice):
    """To the officer: who was enrolled, and whom of a list we did not find."""

    kind = "enrolment_done"

    programme_id: int
    programme: str
    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()


async def start_enrolling(turn: Turn, tap: Tap, argument: str) -> None:
    """`1`: the programme."""
    programme = await programmes.taught(turn.db, turn.person.id, row_number(argument))
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
    else:
        await begin(turn, ENROL, {"programme": str(programme.id)})


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    number = row_number(answers.get("programme") or "")
    programme = await programmes.taught(turn.db, turn.person.id, number)
    if programme is None:
        return {}
    found = await enrolling.candidates(turn.db, programme, _wanted(answers))
    names, unknown = enrolling.named(found, answers.get("names") or ())
    return {
        "candidates": [[str(each.business_id), _label(turn.words, each)] for each in found],
        "count": len(names) if answers.get("how") == NAMES else len(found),
        "found": [each.owner for each in names],
        "unknown": unknown,
        "how": answers.get("how"),
    }


def _label(words: Words, each: Cared) -> str:
    business = trade_name(words, each.business, each.owner)
    return f"{each.owner} · {business} · {region(each.regency).name}"


def _wanted(answers: Answers) -> Wanted:
    if answers.get("how") != MANY:
        return Wanted()
    area, lacks = answers.get("area"), answers.get("lacks")
    return Wanted(
        commodity=answers.get("commodity"),
        region=area[0] if area else None,
        lacks=Item(lacks) if lacks else None,
    )


async def finish(turn: Turn, answers: Answers) -> None:
    number = row_number(answers["programme"])
    programme = await programmes.taught(turn.db, turn.person.id, number)
    if programme is None:
        turn.reply(NoSuchProgramme())
        return
    found = await enrolling.candidates(turn.db, programme, _wanted(answers))
    unknown: Sequence[str] = ()
    if answers["how"] == ONE:
        found = [each for each in found if str(each.business_id) == answers["business"]]
    elif answers["how"] == NAMES:
        found, unknown = enrolling.named(found, answers["names"])
    numbers = [each.business_id for each in found]
    added = await enrolling.enrol(turn.db, programme, numbers, turn.person.id)
    await welcome(turn, programme, added)
    done = EnrolmentDone(
        programme_id=programme.id,
        programme=programme.name,
        names=tuple(each.owner.name or "?" for each in added),
        unknown=tuple(unknown),
    )
    turn.reply(done)


async def welcome(turn: Turn, programme: Programme, added: Sequence[Part]) -> None:
    """Each owner hears what they take part in."""
    modules = taught(await programmes.modules_of(turn.db, programme.id))
    officer = await roles.person(turn.db, programme.officer_id)
    for each in added:
        told = Enrolled(
            enrolment_id=each.enrolment.id,
            programme=programme.name,
            goal=programme.goal,
            template=programme.template,
            modules=modules,
            by=officer.name or "" if officer else "",
        )
        since = f"{each.enrolment.enrolled_at:%Y%m%d%H%M%S}"
        await tell(turn, each.owner, told, f"enrolled:{each.enrolment.id}:{since}")


async def came_by_poster(turn: Turn) -> None:
    """Who has just registered, or opened a programme's poster, takes part in that programme."""
    for each in await enrolling.came_by(turn.db, turn.person):
        programme = await programmes.numbered(turn.db, each.enrolment.programme_id)
        if programme:
            await welcome(turn, programme, [each])


def closing(words: Words, facts: Facts) -> str:
    if facts.get("how") == ONE:
        return words.plain(_("The owner is told, and can say no."))
    found = n_(
        "{number} business is enrolled. Its owner is told, and can say no.",
        "{number} businesses are enrolled. Their owners are told, and can say no.",
    )
    parts = [words.plural(found, int(facts.get("count", 0)))]
    if facts.get("how") == NAMES:
        parts.insert(0, words(_("Found: {names}"), names=some(words, facts["found"] or ["–"])))
        if facts["unknown"]:
            parts.insert(1, words(NOT_CLEAR, names=some(words, facts["unknown"])))
    return str(words.lines(parts))


def some(words: Words, names: Sequence[str]) -> str:
    more = len(names) - MOST_SHOWN
    shown = [*names[:MOST_SHOWN], *([words.plain(_("{number} more"), number=more)] * (more > 0))]
    return words.list(shown)


def is_one(answers: Answers) -> bool:
    return answers.get("how") == ONE


def is_many(answers: Answers) -> bool:
    return answers.get("how") == MANY


def is_named(answers: Answers) -> bool:
    return answers.get("how") == NAMES


ENROL = Form(
    name="enrol",
    title=_("<b>Enrol them?</b> Tap ✎ to change an answer."),
    steps=(
        Known("programme", needed=True),
        Choice(
            "how",
            _("Whom would you like to enrol?"),
            _("Whom"),
            choices={
                ONE: _("One business"),
                MANY: _("All that fit"),
                NAMES: _("A list of names"),
            },
        ),
        Pick(
            "business",
            _("Which business? Choose, or type the name of the owner or business."),
            _("Business"),
            source="candidates",
            when=is_one,
        ),
        Crop(
            "commodity",
            _("Who makes what? Skip it if that does not matter."),
            _("Makes"),
            optional=True,
            when=is_many,
        ),
        Area(
            "area",
            _("In which province or regency? Skip it for all of your region."),
            _("Where"),
            optional=True,
            when=is_many,
        ),
        Choice(
            "lacks",
            _("Who does not have which paper yet? Skip it if that does not matter."),
            _("Lacks"),
            choices=ITEMS,
            also=TYPED_ITEMS,
            optional=True,
            when=is_many,
        ),
        Titles(
            "names",
            _("Type the names of the owners or businesses, one a line."),
            _("Names"),
            most=MOST_NAMES,
            when=is_named,
        ),
    ),
    finish=finish,
    prepare=look_up,
    closing=closing,
)
