"""What a plan comes to, before it is saved: its sessions, what they meet, and who is reminded."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup

from bot.coaching.reminders import hours
from bot.coaching.sessions import (
    clashing,
    forecast,
    planning,
    recurrence,
)
from bot.coaching.sessions.planning import Plan
from bot.conversation.form import Facts
from bot.conversation.turn import Turn
from bot.language import Words, _, n_
from handlers.coaching.sessions.rescheduling import CLASHES
from handlers.coaching.sessions.session_words import clash_lines, moment

#: As many of what is to come are shown.
SHOWN = 5


async def look(turn: Turn, plan: Plan) -> dict[str, Any]:
    """The first sessions, what they collide with, and the reminders that will go out."""
    try:
        locals_ = plan.starts()
    except recurrence.TooMany:
        return {}
    starts = [recurrence.moment(each, turn.person.zone) for each in locals_]
    owners = await planning.owners(turn.db, plan.business_ids)
    # Who has to wait in line is not reminded before there is room.
    sure = await planning.owners(turn.db, plan.business_ids[: plan.capacity])
    people = [*owners, turn.person]
    spans = [(start, plan.length) for start in starts]
    clashes = await clashing.clashes(turn.db, people, spans)
    reminded = [*sure, turn.person]
    ahead = await hours.of(turn.db, reminded)
    reminders = forecast.reminders(starts, reminded, ahead, turn.quiet)
    return {
        "starts": [each.isoformat() for each in starts[:SHOWN]],
        "number": len(starts),
        "skips": recurrence.skips(plan.rule),
        "over": max(0, len(plan.business_ids) - plan.capacity) if plan.capacity else 0,
        "clashes": CLASHES.dump_python(tuple(clashes), mode="json"),
        "reminders": [[each.at.isoformat(), each.name] for each in reminders[:SHOWN]],
    }


def what_follows(words: Words, facts: Facts) -> Markup:
    """Below the summary: when, whom it collides with, and who is reminded when."""
    starts = [datetime.fromisoformat(each) for each in facts.get("starts", ())]
    parts = []
    if facts.get("number", 0) > 1:
        sentence = n_("{number} session:", "{number} sessions. The first ones:")
        lines = [words.plural(sentence, facts["number"])]
        lines += [words("• {moment}", moment=moment(words, each)) for each in starts]
        if facts.get("skips"):
            lines.append(words(_("Months without that day are skipped.")))
        parts.append(words.lines(lines))
    if facts.get("over"):
        sentence = n_(
            "{number} business has to wait in line.", "{number} businesses have to wait in line."
        )
        parts.append(words.plural(sentence, facts["over"]))
    if clashes := clash_lines(words, CLASHES.validate_python(facts.get("clashes", ()))):
        parts.append(words.lines([*clashes, words(_("You can plan it all the same."))]))
    if reminders := facts.get("reminders"):
        lines = [words(_("Reminders that go out next:"))]
        lines += [_reminded(words, at, [*of]) for at, of in groupby(reminders, itemgetter(0))]
        parts.append(words.lines(lines))
    return words.paragraphs(parts)


def _reminded(words: Words, at: str, each: Sequence[tuple[str, str]]) -> Markup:
    """Those of a class are reminded at one moment: one line names them."""
    names = words.list([name for _at, name in each])
    return words(
        _("• {moment}: {name}"), moment=moment(words, datetime.fromisoformat(at)), name=names
    )
