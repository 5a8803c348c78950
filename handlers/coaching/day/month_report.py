"""An officer's month, in the chat and as a table; for admins the same of all officers."""

from datetime import date
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from bot import clock
from bot.coaching.day import everybody, months, report
from bot.coaching.day.report import Span
from bot.coaching.models import Kind
from bot.conversation.said import Command, Tap, Text
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.people.models import Role
from handlers.home import NoAccess
from handlers.people.owner_cards import OfficersOnly

#: Starts the data of the buttons under a report.
PREFIX = "month"


class Kinds(BaseModel, frozen=True):
    session_kind: Kind
    held: int
    #: Over, and not written down who was there.
    unrecorded: int = 0
    coming: int
    called_off: int


class InProgramme(BaseModel, frozen=True):
    name: str
    businesses: int
    done: int
    done_now: int
    all: int


class MonthReport(Notice):
    kind = "month_report"

    month: date
    #: Whether another one follows, and whether the reader may see those of all officers.
    later: bool = False
    may_see_all: bool = False
    sessions: tuple[Kinds, ...] = ()
    attended: int = 0
    missed: int = 0
    unrecorded: int = 0
    reached: int = 0
    programmes: tuple[InProgramme, ...] = ()
    asked: int = 0
    answered: int = 0
    median_minutes: int | None = None
    #: Name, slots used, slots to which nobody came.
    houses: tuple[tuple[str, int, int], ...] = ()


class MonthSheet(Notice):
    kind = "month_sheet"

    report: MonthReport


class ALine(BaseModel, frozen=True):
    """One officer in one province; None: some, but fewer than five."""

    officer_name: str
    province: str | None
    sessions: int
    attended: int | None
    reached: int | None
    asked: int | None
    answered: int | None


class EverybodysMonth(Notice):
    kind = "everybodys_month"

    month: date
    later: bool
    lines: tuple[ALine, ...]
    may_see_own: bool


class EverybodysSheet(Notice):
    kind = "everybodys_sheet"

    report: EverybodysMonth


async def show_report(turn: Turn) -> None:
    """Of the month that was typed; without one of the last one in the first week of a month."""
    month = months.meant(_typed(turn), _today(turn))
    if Role.OFFICER in turn.roles:
        turn.reply(await _own(turn, month))
    elif Role.ADMIN in turn.roles:
        turn.reply(await _everybody(turn, month))
    else:
        turn.reply(OfficersOnly())


def _typed(turn: Turn) -> str:
    match turn.said:
        case Command(argument=said) | Text(said):
            return said
    return ""


def _today(turn: Turn) -> date:
    return clock.now().astimezone(ZoneInfo(turn.person.zone)).date()


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`own:2026-10`, `sheet:2026-10`, and of admins `all:2026-10`, `allsheet:2026-10`."""
    does, _colon, said = argument.partition(":")
    month = months.numbered(said, _today(turn)) or months.meant("", _today(turn))
    of_all = does in {"all", "allsheet"}
    if of_all and Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
    elif not of_all and Role.OFFICER not in turn.roles:
        turn.reply(OfficersOnly())
    elif does == "allsheet":
        turn.reply(EverybodysSheet(report=await _everybody(turn, month)))
    elif does == "sheet":
        turn.reply(MonthSheet(report=await _own(turn, month)))
    else:
        shown = await (_everybody if of_all else _own)(turn, month)
        turn.reply(shown, edits=tap.message_id)


async def _own(turn: Turn, month: date) -> MonthReport:
    db, me, span = turn.db, turn.person.id, Span(*months.moments(month, turn.person.zone))
    there = await report.attendance(db, me, span)
    answering = await report.answering(db, me, span)
    fast = answering.median
    return MonthReport(
        month=month,
        later=months.after(month) <= _today(turn),
        may_see_all=Role.ADMIN in turn.roles,
        sessions=tuple(
            Kinds(
                session_kind=each.kind,
                held=each.held,
                unrecorded=each.unrecorded,
                coming=each.coming,
                called_off=each.called_off,
            )
            for each in await report.meetings(db, me, span)
        ),
        attended=there.attended,
        missed=there.missed,
        unrecorded=there.unrecorded,
        reached=there.reached,
        programmes=tuple(
            InProgramme(
                name=each.name,
                businesses=each.businesses,
                done=each.done,
                done_now=each.done_now,
                all=each.all,
            )
            for each in await report.programmes(db, me, span)
        ),
        asked=answering.asked,
        answered=answering.answered,
        median_minutes=None if fast is None else int(fast.total_seconds() // 60),
        houses=tuple(
            (each.name, each.used, each.unused) for each in await report.houses(db, me, span)
        ),
    )


async def _everybody(turn: Turn, month: date) -> EverybodysMonth:
    span = Span(*months.moments(month, turn.person.zone))
    return EverybodysMonth(
        month=month,
        later=months.after(month) <= _today(turn),
        may_see_own=Role.OFFICER in turn.roles,
        lines=tuple(
            ALine(
                officer_name=each.officer,
                province=each.province,
                sessions=each.sessions,
                attended=each.attended,
                reached=each.reached,
                asked=each.asked,
                answered=each.answered,
            )
            for each in await everybody.lines(turn.db, span)
        ),
    )
