"""Officers on leave: the days, who stands in, what happens to the sessions, and coming back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot import clock
from bot.coaching.leave import fates, leaving
from bot.coaching.leave.fates import Days
from bot.coaching.leave.leaving import Wish
from bot.coaching.leave.notices import LeaveCard
from bot.conversation.form import Answer, Answers, Form, Note, Reply, Situation, Unclear
from bot.conversation.said import Command, Tap, Text
from bot.conversation.steps import Choice, Pick, Window
from bot.conversation.talk import begin, carry_on
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people import leave, roles
from bot.people.leave import Plan
from handlers.address import called
from handlers.coaching.leave.leave_words import what_becomes
from handlers.home import row_number
from handlers.people.owner_cards import is_officer

#: Starts the data of the buttons about leave.
PREFIX = "leave"
#: As many sessions as one message lists.
SHOWN = 8
UNTIL_WHEN = _("Until when? For example: tomorrow to Friday, 1-14 Dec.")


class LeaveAsked(Notice):
    """To the officer: the substitute is asked."""

    kind = "leave_asked"

    substitute: str
    honorific: str | None


class NobodyToStandIn(Notice):
    """There is no other officer, or the one chosen is none any more."""

    kind = "nobody_to_stand_in"


class StandingIn(Notice):
    """To the substitute, in place of the question."""

    kind = "standing_in"

    #: None if there is nothing to answer any more.
    agreed: bool | None
    first_day: date | None = None
    last_day: date | None = None


class LeaveGivenUp(Notice):
    """To the officer: a leave that had not begun is off."""

    kind = "leave_given_up"


class NotOnLeave(Notice):
    kind = "not_on_leave"


async def start_leave(turn: Turn) -> None:
    """`/leave 1-14 des` answers the first question; who is on leave sees that."""
    if not await is_officer(turn):
        return
    if card := await _card(turn):
        turn.reply(card)
        return
    if not await leaving.candidates(turn.db, turn.person):
        turn.reply(NobodyToStandIn())
        return
    await begin(turn, LEAVE)
    said = turn.said.argument if isinstance(turn.said, Command) else ""
    if said.strip():
        turn.replies.pop()  # the question, which is answered already
        turn.said = Text(said)
        await carry_on(turn, LEAVE)


async def _card(turn: Turn) -> LeaveCard | None:
    row = await leave.current(turn.db, turn.person.id)
    if row is None:
        return None
    substitute = await roles.person(turn.db, row.substitute_id)
    return LeaveCard(
        substitute=(substitute and substitute.name) or "?",
        honorific=substitute.honorific if substitute else None,
        first_day=row.first_day,
        last_day=row.last_day,
        answer=leave.Answer(row.answer),
        running=row.starts_at <= clock.now(),
    )


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`yes:4` and `no:4` of a substitute, `back` of the officer; whose it is, is looked up."""
    if not await is_officer(turn):
        return
    does, _colon, number = argument.partition(":")
    if does in {"yes", "no"}:
        told = await leaving.answer(
            turn.db, turn.person, row_number(number), turn.quiet, agreed=does == "yes"
        )
        known = told and {"first_day": told.first_day, "last_day": told.last_day}
        turn.reply(
            StandingIn(agreed=told.agreed if told else None, **(known or {})),
            edits=tap.message_id,
        )
        return
    row = await leave.current(turn.db, turn.person.id, locked=True)
    if row is None:
        turn.reply(NotOnLeave(), edits=tap.message_id)
        return
    account = await leaving.end(turn.db, row, turn.quiet)
    turn.reply(account or LeaveGivenUp(), edits=tap.message_id)


@dataclass(frozen=True)
class _Days(Window):
    """From a first day to a last one: from today on, if only the last one is said."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reply = super().read(text, draft, situation)
        if not isinstance(reply, Answer):
            return reply
        first, last = reply.value["first"], reply.value["last"]
        if last is None:
            return Unclear(Note(UNTIL_WHEN))
        today = situation.now.date().isoformat()
        return Answer({"first": max(first or today, today), "last": last})


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """Who could stand in, and what becomes of the sessions."""
    found = await leaving.candidates(turn.db, turn.person)
    known: dict[str, Any] = {
        "officers": [[str(e.id), called(turn.words, e.name or "?", e.honorific)] for e in found]
    }
    days = answers.get("days")
    if days and answers.get("plan"):
        plan = Plan(answers["plan"])
        coming = [e.coming for e in await fates.of(turn.db, turn.person, _days(days), plan)]
        known["coming"] = [each.model_dump(mode="json") for each in coming[:SHOWN]]
        known["number"] = len(coming)
    return known


def _days(said: Mapping[str, str]) -> Days:
    return Days(date.fromisoformat(said["first"]), date.fromisoformat(said["last"]))


async def finish(turn: Turn, answers: Answers) -> None:
    if not await is_officer(turn):
        return
    substitute = await roles.person(turn.db, row_number(answers["substitute"]) or 0)
    if substitute is None:
        turn.reply(NobodyToStandIn())
        return
    wish = Wish(substitute, _days(answers["days"]), Plan(answers["plan"]))
    asked = await leaving.ask(turn.db, turn.person, wish, turn.quiet)
    if asked is None:
        turn.reply(await _card(turn) or NobodyToStandIn())
        return
    turn.reply(LeaveAsked(substitute=substitute.name or "?", honorific=substitute.honorific))


LEAVE = Form(
    name="leave",
    title=_("<b>Your leave like this?</b>"),
    steps=(
        _Days(
            "days",
            _("From when until when are you on leave? For example: tomorrow to Friday, 1-14 Dec."),
            _("Leave"),
        ),
        Pick(
            "substitute",
            _("Who stands in for you? They are asked first."),
            _("Substitute"),
            source="officers",
        ),
        Choice(
            "plan",
            _("What becomes of your sessions on those days, if there are any?"),
            _("Sessions"),
            choices={
                Plan.TAKEN: _("My substitute holds them"),
                Plan.MOVED: _("They move to after my leave"),
                Plan.KEPT: _("I see to them myself"),
            },
        ),
    ),
    finish=finish,
    prepare=look_up,
    closing=what_becomes,
)
