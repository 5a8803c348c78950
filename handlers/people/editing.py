"""Changing one answer of a profile, without going through all the others."""

from dataclasses import replace

from bot.conversation.form import Answers, Form, Step, always, never
from bot.conversation.said import Tap
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.language import _
from bot.people import businesses
from bot.people.known import known
from handlers.answered import answers_of
from handlers.home import row_number
from handlers.people import details
from handlers.people.completing import KNOWN_PRODUCTS, look_up
from handlers.people.keeping import SAVES
from handlers.people.profile import EDIT as PREFIX
from handlers.people.profile import show_profile

__all__ = ["EDITS", "PREFIX", "start_editing"]


async def finish(turn: Turn, answers: Answers) -> None:
    await show_profile(turn, _("Thank you, it is stored."))


async def left(turn: Turn) -> None:
    await show_profile(turn)


def _form(key: str, *steps: Step) -> Form:
    return Form(
        name=f"edit_{key}",
        title=_("<b>Your profile</b>"),
        steps=steps,
        finish=finish,
        prepare=look_up,
        saves=SAVES,
        left=left,
        review=never,
    )


UNTIL = (details.PIRT_UNTIL, details.BPOM_UNTIL)
#: What is asked together with something else stands with it: the papers and the NIB, say.
EDITS = {
    "name": _form("name", details.NAME),
    "regency": _form("regency", details.REGENCY),
    "phone": _form("phone", details.PHONE),
    "prices_at": _form("prices_at", details.PRICES_AT),
    "statistics": _form("statistics", details.STATISTICS, details.GENDER, details.BIRTH_YEAR),
    "business": _form("business", replace(details.BUSINESS, optional=False)),
    "place": _form("place", details.PLACE),
    "products": _form("products", details.PRODUCTS),
    "capacity": _form("capacity", KNOWN_PRODUCTS, details.CAPACITY),
    "size": _form("size", details.SIZE),
    "readiness": _form("readiness", details.READINESS, details.NIB, *UNTIL),
    "pirt_until": _form("pirt_until", replace(details.PIRT_UNTIL, when=always)),
    "bpom_until": _form("bpom_until", replace(details.BPOM_UNTIL, when=always)),
    "nib": _form("nib", replace(details.NIB, when=always)),
}
#: Asked anew from the start, because its first question decides on the others.
WHOLE = {"statistics"}


async def start_editing(turn: Turn, tap: Tap, argument: str) -> None:
    """`phone`, or `capacity:12` for the business with this number, which becomes the active one."""
    key, _colon, number = argument.partition(":")
    if key not in EDITS or not await _activated(turn, number):
        await show_profile(turn)
        return
    known_answers = answers_of(await known(turn.db, turn.person))
    if key in WHOLE:
        await begin(turn, EDITS[key])
    else:
        await begin(turn, EDITS[key], known_answers, change=key)


async def _activated(turn: Turn, number: str) -> bool:
    """Whether the button's business is there, and theirs; a detail of a person names none."""
    if not number:
        return True
    business_id = row_number(number)
    if business_id is None:
        return False
    business = await businesses.owned(turn.db, turn.person.id, business_id)
    active = await businesses.active(turn.db, turn.person.id)
    if business is not None and business is not active:
        businesses.choose(business)
    return business is not None
