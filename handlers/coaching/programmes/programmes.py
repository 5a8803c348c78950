"""Coaching programmes: an officer's and what is in them, and what an owner takes part in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from bot.coaching import care
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.enrolling import Part
from bot.coaching.programmes.models import Module
from bot.coaching.programmes.programmes import MOST_MODULES, New
from bot.coaching.programmes.templates import TEMPLATES
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Crop, Day, Pick, Text, Titles
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.partnerships import vetting
from bot.people import roles
from bot.people.models import Role
from handlers.coaching.programmes import along
from handlers.home import row_number

#: Starts the data of the buttons about programmes.
PREFIX = "prog"
OWN = "own"
#: As many as one message lists.
MOST_LISTED = 8
MAKERS = {Role.OFFICER, Role.ADMIN}


class Taught(BaseModel, frozen=True):
    """A module: of a template, or as the officer called it."""

    id: int
    key: str | None
    title: str | None
    done: bool = False


class Listed(BaseModel, frozen=True):
    """A programme in a list."""

    id: int
    name: str
    #: How many take part, to who teaches it; how far they have come, to who takes part.
    count: int = 0
    done: int = 0
    modules: int = 0


class Programmes(Notice):
    kind = "programmes"

    teaches: tuple[Listed, ...] = ()
    takes_part: tuple[Listed, ...] = ()
    along: tuple[Listed, ...] = ()
    may_define: bool = False


class TheProgramme(Notice):
    """To who teaches it."""

    kind = "the_programme"

    id: int
    name: str
    template: str | None
    goal: str | None
    commodity: str | None
    until: date | None
    modules: tuple[Taught, ...]
    count: int
    #: The offtaker that was asked to coach along, and whether it agreed.
    along: str | None = None
    agreed: bool | None = None
    new: bool = False
    #: Whether it is asked whether the programme shall end.
    ending: bool = False


class NoSuchProgramme(Notice):
    """It has ended, or is somebody else's."""

    kind = "no_such_programme"


class MayNotDefine(Notice):
    kind = "may_not_define"


async def show_programmes(turn: Turn) -> None:
    await _show(turn, edits=None)


async def _show(turn: Turn, *, edits: int | None) -> None:
    mine = await programmes.taught_by(turn.db, turn.person.id)
    counts = await enrolling.counts(turn.db, [each.id for each in mine])
    takes = await enrolling.parts_of(turn.db, turn.person.id)
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    joint = await programmes.joint_with(turn.db, offtaker.id) if offtaker else ()
    turn.reply(
        Programmes(
            teaches=tuple(
                Listed(id=each.id, name=each.name, count=counts.get(each.id, 0))
                for each in mine[:MOST_LISTED]
            ),
            takes_part=tuple([await _taken(turn, *each) for each in takes[:MOST_LISTED]]),
            along=tuple(Listed(id=each.id, name=each.name) for each in joint[:MOST_LISTED]),
            may_define=bool(MAKERS & turn.roles),
        ),
        edits=edits,
    )


async def _taken(turn: Turn, part: Part, programme: Programme) -> Listed:
    modules = await programmes.modules_of(turn.db, programme.id)
    return Listed(
        id=part.enrolment.id, name=programme.name, done=len(part.done), modules=len(modules)
    )


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`list`, `show:1`, `end:1` or `really:1`; whose programme it is is looked up."""
    does, _colon, number = argument.partition(":")
    if does == "list":
        await _show(turn, edits=tap.message_id)
        return
    programme = await programmes.taught(turn.db, turn.person.id, row_number(number))
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
    elif does == "really":
        await along.end(turn, programme)
        await _show(turn, edits=tap.message_id)
    else:
        await show(turn, programme, edits=tap.message_id, ending=does == "end")


async def show(
    turn: Turn,
    programme: Programme,
    *,
    edits: int | None = None,
    new: bool = False,
    ending: bool = False,
) -> None:
    counts = await enrolling.counts(turn.db, [programme.id])
    joint = await programmes.joint_of(turn.db, programme.id)
    company = await vetting.company(turn.db, joint.offtaker_id) if joint else None
    modules = await programmes.modules_of(turn.db, programme.id)
    turn.reply(
        TheProgramme(
            id=programme.id,
            name=programme.name,
            template=programme.template,
            goal=programme.goal,
            commodity=programme.commodity,
            until=programme.ends_on,
            modules=taught(modules),
            count=counts.get(programme.id, 0),
            along=company.name if company else None,
            agreed=joint.agreed if joint else None,
            new=new,
            ending=ending,
        ),
        edits=edits,
    )


def taught(modules: Sequence[Module], done: frozenset[int] = frozenset()) -> tuple[Taught, ...]:
    return tuple(
        Taught(id=each.id, key=each.key, title=each.title, done=each.id in done) for each in modules
    )


async def start_defining(turn: Turn) -> None:
    if Role.OFFICER in turn.roles:
        await care.have_a_programme(turn.db, turn.person)
        await begin(turn, DEFINE)
    elif Role.ADMIN in turn.roles:
        await begin(turn, DEFINE_FOR)
    else:
        turn.reply(MayNotDefine())


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    companies = await vetting.approved(turn.db)
    officers = await roles.holders(turn.db, Role.OFFICER) if Role.ADMIN in turn.roles else ()
    return {
        "companies": [[str(each.id), each.name] for each in companies],
        "officers": [[str(each.id), each.name or "?"] for each in officers],
    }


async def finish(turn: Turn, answers: Answers) -> None:
    officer = turn.person
    if "officer" in answers and Role.ADMIN in turn.roles:
        found = await roles.person(turn.db, int(answers["officer"]))
        officer = found or turn.person
    held = (await roles.roles_of(turn.db, [officer.id]))[officer.id]
    region = await programmes.region_of(turn.db, officer)
    if Role.OFFICER not in held or not MAKERS & turn.roles or region is None:
        turn.reply(MayNotDefine())
        return
    template = answers["template"] if answers["template"] in TEMPLATES else None
    known = TEMPLATES.get(template or "")
    programme = await programmes.define(
        turn.db,
        officer,
        New(
            name=turn.words.plain(known.name) if known else answers["name"],
            region=region,
            ends_on=date.fromisoformat(answers["until"]),
            goal=None if known else answers.get("goal"),
            commodity=answers.get("commodity"),
            template=template,
            modules=answers.get("modules") or (),
        ),
    )
    if company := row_number(answers.get("along") or ""):
        await along.ask(turn, programme, company)
    if officer.id == turn.person.id:
        await show(turn, programme, new=True)
    else:
        await along.tell_officer(turn, programme, officer)
        await _show(turn, edits=None)


def is_own(answers: Answers) -> bool:
    return answers.get("template") == OWN


STEPS = (
    Choice(
        "template",
        _("What is the programme about? Choose one, or make your own."),
        _("Programme"),
        choices={key: each.name for key, each in TEMPLATES.items()} | {OWN: _("One of my own")},
    ),
    Text("name", _("What is it called? For example: Naik Kelas 2027."), _("Name"), when=is_own),
    Text(
        "goal",
        _("What shall be reached? For example: 20 businesses sell to a supermarket."),
        _("Goal"),
        when=is_own,
        optional=True,
        longest=200,
    ),
    Titles(
        "modules",
        _("What is taught? One part a line. For example:\nSorting chili\nPacking\nPrices"),
        _("Parts"),
        when=is_own,
        most=MOST_MODULES,
    ),
    Crop(
        "commodity",
        _("For which commodity? Skip it if it is for all."),
        _("Commodity"),
        optional=True,
    ),
    Day(
        "until",
        _("Until which day? At most three years. For example: 31 December, in 6 months."),
        _("Until"),
    ),
    Pick(
        "along",
        _("Which buyer coaches along? Type a part of the name, or skip it."),
        _("Coaches along"),
        source="companies",
        optional=True,
    ),
)
DEFINE = Form(
    name="define",
    title=_("<b>Begin this programme?</b> Tap ✎ to change an answer."),
    steps=STEPS,
    finish=finish,
    prepare=look_up,
)
DEFINE_FOR = replace(
    DEFINE,
    name="define_for",
    steps=(
        Pick("officer", _("Which officer leads it?"), _("Officer"), source="officers"),
        *STEPS,
    ),
)
