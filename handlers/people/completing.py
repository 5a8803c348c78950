"""Completing a profile: everything that onboarding leaves out, offered and never demanded."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from bot.conversation.form import Answers, Facts, Form, never
from bot.conversation.steps import Known
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.people import businesses
from bot.people.known import known
from bot.people.readiness import Item, Mark, fitting
from handlers.answered import answers_of
from handlers.people.details import (
    BIRTH_YEAR,
    BPOM_UNTIL,
    BUSINESS,
    CAPACITY,
    GENDER,
    NIB,
    PHONE,
    PIRT_UNTIL,
    PRICES_AT,
    PRODUCTS,
    READINESS,
    SIZE,
    STATISTICS,
)
from handlers.people.keeping import SAVES
from handlers.people.profile import show_profile
from handlers.privacy.consenting import NO, YES


def hears_news(answers: Answers) -> bool:
    return bool(answers.get("news", YES) == YES)


#: What the capacity is asked about; known, and so not asked.
KNOWN_PRODUCTS = replace(PRODUCTS, when=never)


async def start_completing(turn: Turn) -> None:
    """The questions that are open; each answer is stored at once."""
    seen = await known(turn.db, turn.person)
    answers = {**answers_of(seen), "news": YES if seen.hears_news else NO}
    steps = COMPLETE.applicable(answers)
    if seen.active is None or all(step.key in answers for step in steps):
        await show_profile(turn)
    else:
        await begin(turn, COMPLETE, answers)


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """What the questions show: how complete it is, the checklist, what a sack is known to hold."""
    seen = await known(turn.db, turn.person)
    count, business = seen.completeness, seen.active
    if count is None or business is None:
        return {}
    return {
        "percent": count.percent,
        "checklist": list(fitting(business.makes)),
        "marks": dict(seen.marks) | ({Item.NIB: Mark.HAVE} if business.nib else {}),
        "packs": await businesses.packs(turn.db, business.id),
    }


def banner(words: Words, facts: Facts) -> Markup | None:
    if not facts.get("percent"):
        return None
    return words(_("<i>Profile {percent} % complete</i>"), percent=facts["percent"])


async def finish(turn: Turn, answers: Answers) -> None:
    await show_profile(turn, _("Thank you, it is stored."))


async def left(turn: Turn) -> None:
    await show_profile(turn, _("All right. What you have told is stored; the rest can wait."))


class SetAside(Notice):
    """Something else was begun in the middle of the questions."""

    kind = "set_aside"


def set_aside(words: Words, facts: SetAside) -> Screen:
    return Screen(
        words(_("What you told for your profile is stored. The rest goes on with /complete."))
    )


COMPLETE = Form(
    name="complete",
    title=_("<b>Your profile</b>"),
    steps=(
        KNOWN_PRODUCTS,
        Known("news"),
        CAPACITY,
        PHONE,
        replace(PRICES_AT, when=hears_news),
        BUSINESS,
        READINESS,
        NIB,
        PIRT_UNTIL,
        BPOM_UNTIL,
        SIZE,
        STATISTICS,
        GENDER,
        BIRTH_YEAR,
    ),
    finish=finish,
    prepare=look_up,
    saves=SAVES,
    left=left,
    review=never,
    banner=banner,
)
