"""Another time for a session: proposed by who is coached, or set by the officer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from pydantic import TypeAdapter

from bot.coaching.sessions import answers as answering
from bot.coaching.sessions import moving, recurrence, sessions
from bot.coaching.sessions.moving import Move
from bot.coaching.sessions.notices import Clash, Seen, SessionFacts
from bot.conversation.form import Answers, Facts, Form, never
from bot.conversation.said import Text
from bot.conversation.steps import Choice, Day, Known, Moment
from bot.conversation.talk import begin, carry_on
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _, n_
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.coaching.sessions.session_words import clash_lines, describe, moment, schedule_button
from handlers.home import row_number

CLASHES = TypeAdapter(tuple[Clash, ...])
ONE, REST = "one", "rest"
#: As many of a class are named.
NAMED = 3


class TimeProposed(Notice):
    """To who asked for another time."""

    kind = "time_proposed"

    session: SessionFacts


class Rescheduled(Notice):
    """To the officer who moved sessions."""

    kind = "rescheduled"

    #: The first few, as they are now.
    sessions: tuple[SessionFacts, ...]
    number: int


class NothingMoved(Notice):
    """Why the sessions stay as they are."""

    kind = "nothing_moved"

    why: str


NOT_FREE = _("That time has passed already. Nothing was changed.")
SAME = _("That is when it takes place already. Nothing was changed.")


async def start_proposing(turn: Turn, seen: Seen) -> None:
    await begin(turn, PROPOSE, {"session": _about(seen)})


async def start_moving(turn: Turn, seen: Seen) -> None:
    series = str(seen.session.series_id or "")
    await begin(turn, MOVE, {"session": _about(seen), "series": series})


async def start_moving_day(turn: Turn, seen: Seen) -> None:
    local = recurrence.on_the_wall(seen.session.starts_at, turn.person.zone)
    await begin_moving_day(turn, date.fromisoformat(local[:10]))


async def begin_moving_day(turn: Turn, day: date, to: str | None = None) -> None:
    """All of that day; `to` is what was typed of the day to which it moves."""
    await begin(turn, MOVE_DAY, {"day": day.isoformat()})
    if to:
        turn.replies.pop()  # the question, which is answered already
        turn.said = Text(to)
        await carry_on(turn, MOVE_DAY)


def _in_series(answers: Answers) -> bool:
    return bool(answers.get("series"))


def _about(seen: Seen) -> str:
    return f"{seen.session.id}:{seen.session.version}"


async def _found(turn: Turn, answers: Answers) -> Seen | None:
    """The session as the form began with it; None if it has changed since or is over."""
    number, _colon, version = str(answers.get("session", "")).partition(":")
    seen = await sessions.coming(turn.db, turn.person.id, row_number(number))
    return seen if seen and str(seen.session.version) == version else None


async def propose(turn: Turn, answers: Answers) -> None:
    seen = await _found(turn, answers)
    if seen is None or seen.guest(turn.person.id) is None:
        turn.reply(NoSuchSession())
        return
    at = recurrence.moment(answers["start"], turn.person.zone)
    await answering.propose(turn.db, turn.person, seen, at, turn.quiet)
    turn.reply(TimeProposed(session=SessionFacts(**seen.facts_for(turn.person.id))))


async def _moves(turn: Turn, answers: Answers) -> list[Move]:
    """What the answers so far would move; none while something is missing."""
    seen = await _found(turn, answers)
    if seen is None or seen.officer.id != turn.person.id or not answers.get("start"):
        return []
    one = moving.to(seen, recurrence.moment(answers["start"], turn.person.zone))
    if answers.get("which") == REST and seen.session.series_id is not None:
        return await moving.with_following(turn.db, one)
    return [one]


async def _day_moves(turn: Turn, answers: Answers) -> list[Move]:
    if not answers.get("to") or not answers.get("day"):
        return []
    day, to_day = date.fromisoformat(answers["day"]), date.fromisoformat(answers["to"])
    return await moving.of_day(turn.db, turn.person, day, to_day)


async def look_ahead(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return await _ahead(turn, await _moves(turn, answers))


async def look_at_day(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return await _ahead(turn, await _day_moves(turn, answers)) | {"day": answers.get("day")}


async def _ahead(turn: Turn, moves: list[Move]) -> dict[str, Any]:
    clashes = await moving.clashes(turn.db, moves)
    return {
        "moves": [
            [
                each.seen.session.starts_at.isoformat(),
                each.starts_at.isoformat(),
                _whom(turn.words, each.seen),
            ]
            for each in moves[: moving.SHOWN]
        ],
        "number": len(moves),
        "clashes": CLASHES.dump_python(tuple(clashes), mode="json"),
    }


def _whom(words: Words, seen: Seen) -> str:
    names = [owner.name or "" for owner in seen.owners()]
    shown, beyond = ", ".join(names[:NAMED]), len(names) - NAMED
    if beyond <= 0:
        return shown
    return words.plain(_("{names} and {number} more"), names=shown, number=words.number(beyond))


async def move(turn: Turn, answers: Answers) -> None:
    await _carry_out(turn, await _moves(turn, answers))


async def move_day(turn: Turn, answers: Answers) -> None:
    await _carry_out(turn, await _day_moves(turn, answers))


async def _carry_out(turn: Turn, moves: list[Move]) -> None:
    if not moves:
        turn.reply(NoSuchSession())
    elif not moving.possible(moves):
        turn.reply(NothingMoved(why=NOT_FREE))
    elif moved := await moving.carry_out(turn.db, moves, turn.quiet, by=turn.person.id):
        facts = (SessionFacts(**each.seen.facts_for(turn.person.id)) for each in moved)
        shown = tuple(facts)[: moving.SHOWN]
        turn.reply(Rescheduled(sessions=shown, number=len(moved)))
    else:
        turn.reply(NothingMoved(why=SAME))


def what_moves(words: Words, facts: Facts) -> Markup:
    """Below the summary: what becomes of what, and what it would meet."""
    lines = [
        words(
            _("• {who}: {before} → {after}"),
            who=who,
            before=moment(words, datetime.fromisoformat(before)),
            after=moment(words, datetime.fromisoformat(after)),
        )
        for before, after, who in facts.get("moves", ())
    ]
    beyond = facts.get("number", 0) - len(lines)
    if beyond > 0:
        lines.append(words(_("and {number} more"), number=words.number(beyond)))
    lines += clash_lines(words, CLASHES.validate_python(facts.get("clashes", ())))
    lines.append(words(_("Everybody is told once.")))
    return words.lines(lines)


PROPOSE = Form(
    name="propose_time",
    title=_("<b>Ask for this time?</b>"),
    steps=(
        Known("session", needed=True),
        Moment("start", _("When would suit? For example: Thursday at 10."), _("When")),
    ),
    finish=propose,
    review=never,
)
MOVE = Form(
    name="move_session",
    title=_("<b>Move it like this?</b>"),
    steps=(
        Known("session", needed=True),
        Known("series"),
        Moment("start", _("To when? For example: tomorrow at 9, Friday at 14.00."), _("When")),
        Choice(
            "which",
            _("Only this session, or all that follow it, too?"),
            _("Which"),
            choices={ONE: _("Only this one"), REST: _("This and all that follow")},
            when=_in_series,
        ),
    ),
    finish=move,
    prepare=look_ahead,
    closing=what_moves,
)
MOVE_DAY = Form(
    name="move_day",
    title=_("<b>Move all sessions of that day?</b>"),
    steps=(
        Known("day", needed=True),
        Day("to", _("To which day do all sessions of that day move? Their hours stay."), _("To")),
    ),
    finish=move_day,
    prepare=look_at_day,
    closing=what_moves,
)


def time_proposed(words: Words, facts: TimeProposed) -> Screen:
    at = facts.session.proposed_at or facts.session.starts_at
    text = words(
        _("Your officer, {other}, is asked whether {moment} suits. Until then it stays as it is."),
        other=facts.session.other,
        moment=moment(words, at),
    )
    return Screen(text, ((schedule_button(words),),))


def rescheduled(words: Words, facts: Rescheduled) -> Screen:
    sentence = n_(
        "{number} session has a new time. Everybody is told.",
        "{number} sessions have a new time. Everybody is told.",
    )
    parts = [words.plural(sentence, facts.number)]
    parts += [describe(words, each) for each in facts.sessions]
    return Screen(words.paragraphs(parts), ((schedule_button(words),),))


def nothing_moved(words: Words, facts: NothingMoved) -> Screen:
    return Screen(words(facts.why), ((schedule_button(words),),))
