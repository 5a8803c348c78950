"""Handing over: whose businesses, which of them, and to whom; then the other officer's yes."""

from collections.abc import Mapping
from typing import Any

from bot.coaching import care
from bot.coaching.handover import carrying, handing
from bot.coaching.handover.carrying import Part
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Pick, PickMany
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people import roles
from bot.people.models import Person, Role
from handlers.coaching.handover.handover_words import named, what_it_comes_to
from handlers.home import NoAccess, row_number
from handlers.people.trade_names import trade_name

#: Starts the data of the buttons with which another officer answers.
PREFIX = "handover"
ALL, CHOSEN = "all", "chosen"


class HandoverSent(Notice):
    """To who hands over: the other officer is asked."""

    kind = "handover_sent"

    heir: str
    honorific: str | None


class NobodyToTakeOver(Notice):
    kind = "nobody_to_take_over"


class NothingToHandOver(Notice):
    kind = "nothing_to_hand_over"


class HandoverDeclined(Notice):
    """To who said no, in place of the question."""

    kind = "handover_declined"


class HandoverGone(Notice):
    """Nobody asks any more, or it was answered."""

    kind = "handover_gone"


async def start_handover(turn: Turn) -> None:
    """An officer hands over their own; an admin is asked whose."""
    if not turn.roles & {Role.OFFICER, Role.ADMIN}:
        turn.reply(NoAccess(role=Role.OFFICER))
    elif Role.ADMIN in turn.roles:
        await begin(turn, HANDOVER)
    elif (await carrying.load(turn.db, Part(turn.person))).is_nothing:
        turn.reply(NothingToHandOver())
    elif not await handing.heirs(turn.db, turn.person.id):
        turn.reply(NobodyToTakeOver())
    else:
        await begin(turn, HANDOVER, {"former": str(turn.person.id)})


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`yes:4` and `no:4` of the officer who is asked; whether they are, is looked up. `left:7` of
    an admin, who gives away all that who has left had.
    """
    does, _colon, number = argument.partition(":")
    if does == "left":
        await _start_for(turn, row_number(number))
        return
    agreed = does == "yes" and Role.OFFICER in turn.roles
    told = await handing.answer(turn.db, turn.person, row_number(number), turn.quiet, agreed=agreed)
    if told is None:
        turn.reply(HandoverGone(), edits=tap.message_id)
    else:
        turn.reply(told if agreed else HandoverDeclined(), edits=tap.message_id)


async def _start_for(turn: Turn, former_id: int | None) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
    elif former_id is None or former_id not in {each.id for each in await handing.left(turn.db)}:
        turn.reply(NothingToHandOver())
    elif not await handing.heirs(turn.db, former_id):
        turn.reply(NobodyToTakeOver())
    else:
        await begin(turn, HANDOVER, {"former": str(former_id), "which": ALL})


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """Nobody but an admin is shown what is another's."""
    held = await roles.holders(turn.db, Role.OFFICER)
    admin = Role.ADMIN in turn.roles
    held = [*held, *(await handing.left(turn.db) if admin else ())]
    own = [each for each in held if admin or each.id == turn.person.id]
    known: dict[str, Any] = {"formers": [_named(turn, each) for each in own]}
    former = next((each for each in own if str(each.id) == answers.get("former")), None)
    if former is None:
        return known
    heirs = await handing.heirs(turn.db, former.id)
    cared = await care.businesses_in_care(turn.db, former.id)
    known["heirs"] = [_named(turn, each) for each in heirs]
    known["businesses"] = [
        [
            str(each.business_id),
            f"{each.owner} · {trade_name(turn.words, each.business, each.owner)}",
        ]
        for each in cared
    ]
    part = _part(former, answers)
    known["load"] = (await carrying.load(turn.db, part)).model_dump()
    return known


def _named(turn: Turn, person: Person) -> list[str]:
    return [str(person.id), named(turn.words, person.name or "", person.honorific)]


def _part(former: Person, answers: Answers) -> Part:
    chosen = answers.get("businesses") if answers.get("which") == CHOSEN else None
    return Part(former, None if chosen is None else [int(each) for each in chosen])


async def finish(turn: Turn, answers: Answers) -> None:
    number = row_number(answers["former"])
    if not _may(turn, number):
        turn.reply(NoAccess(role=Role.OFFICER))
        return
    former = await roles.person(turn.db, number or 0)
    heir = await roles.person(turn.db, row_number(answers["heir"]) or 0)
    if former is None or heir is None:
        turn.reply(NobodyToTakeOver())
        return
    part = _part(former, answers)
    if (await carrying.load(turn.db, part)).is_nothing:
        turn.reply(NothingToHandOver())
    elif await handing.ask(turn.db, part, heir, turn.person, turn.quiet):
        turn.reply(HandoverSent(heir=heir.name or "?", honorific=heir.honorific))
    else:
        turn.reply(NobodyToTakeOver())


def _may(turn: Turn, former_id: int | None) -> bool:
    """Admins hand over anybody's; an officer their own."""
    return Role.ADMIN in turn.roles or (Role.OFFICER in turn.roles and former_id == turn.person.id)


HANDOVER = Form(
    name="handover",
    title=_("<b>Hand this over?</b>"),
    steps=(
        Pick("former", _("Whose businesses are handed over?"), _("From"), source="formers"),
        Choice(
            "which",
            _("What is handed over?"),
            _("What"),
            choices={
                ALL: _("Everything: businesses, programmes, sessions, questions"),
                CHOSEN: _("Only some businesses"),
            },
            also={
                **dict.fromkeys(("semua", "semuanya", "all", "everything"), ALL),
                **dict.fromkeys(("sebagian", "beberapa", "some"), CHOSEN),
            },
        ),
        PickMany(
            "businesses",
            _("Which businesses? Choose, or type names; then “Done”."),
            _("Businesses"),
            source="businesses",
            when=lambda answers: answers.get("which") == CHOSEN,
        ),
        Pick(
            "heir",
            _("Which officer takes over? They are asked first."),
            _("To"),
            source="heirs",
        ),
    ),
    finish=finish,
    prepare=look_up,
    closing=what_it_comes_to,
)
