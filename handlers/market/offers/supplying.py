"""Who says that they have so much to sell: met with who looks for it, and an offer to keep it."""

from pydantic import BaseModel

from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap, Text
from bot.conversation.steps.crops import crop_name
from bot.conversation.talk import begin, carry_on
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.language.reading.quantity import Quantity, read_quantity
from bot.language.reading.reading import Reading
from bot.language.reading.wishes import Wish
from bot.market.commodities import COMMODITIES
from bot.people import businesses
from bot.people.known import known
from handlers.home import go
from handlers.market.bulletins.bulletins import MOST_BYTES
from handlers.people.completing import KNOWN_PRODUCTS, look_up
from handlers.people.details import CAPACITY
from handlers.people.keeping import keep_supplies
from handlers.people.profile import show_profile

#: Starts the data of the buttons: `supply:kopi-robusta:3 karung`.
PREFIX = "supply"
#: Products that are offered: "kopi" may mean two of somebody's.
MOST = 3


class Had(BaseModel):
    """So much of one of their products, as they wrote it."""

    slug: str
    said: str


class CanSupply(Notice):
    """Somebody has something to sell; offers are still to come."""

    kind = "can_supply"

    had: tuple[Had, ...] = ()


async def offer_to_keep(turn: Turn, wish: Wish) -> None:
    """Who has no business here has no profile to keep it in."""
    if await businesses.active(turn.db, turn.person.id):
        turn.reply(CanSupply(had=await _had(turn, wish)))


async def _had(turn: Turn, wish: Wish) -> tuple[Had, ...]:
    """Which of their products may be meant; none if no amount was said."""
    business = await businesses.active(turn.db, turn.person.id)
    said, crop = wish.quantity and phrase(wish.quantity), wish.commodity
    if business is None or not said or crop is None:
        return ()
    meant = {each.slug for each in ([crop.value] if crop.value else crop.candidates)}
    seen = await known(turn.db, turn.person)
    makes = seen.active.makes if seen.active else ()
    had = [Had(slug=make.slug, said=said) for make in makes if make.slug in meant]
    return tuple(each for each in had if len(_data(each).encode()) <= MOST_BYTES)[:MOST]


def phrase(reading: Reading[Quantity]) -> str | None:
    """`2 kuintal` of “saya punya cabai 2 kuintal”: the fewest words that say the same."""
    found = _figures(reading)
    if found is None:
        return None
    quantity = reading.value or reading.candidates[0]
    typed = quantity.typed.split()
    parts = (
        " ".join(typed[start : start + length])
        for length in range(1, len(typed) + 1)
        for start in range(len(typed) - length + 1)
    )
    return next((part for part in parts if _figures(read_quantity(part)) == found), None)


def _figures(reading: Reading[Quantity]) -> tuple[object, ...] | None:
    """What counts of an amount; None if it may mean several."""
    found = [reading.value] if reading.value else [*reading.candidates]
    if len(found) != 1:
        return None
    return found[0].amount, found[0].unit, found[0].per


def _data(had: Had) -> str:
    return f"{PREFIX}:{had.slug}:{had.said}"


async def keep(turn: Turn, tap: Tap, argument: str) -> None:
    """Take the amount as the answer to the question about it, which may lead to another one."""
    slug, _colon, said = argument.partition(":")
    seen = await known(turn.db, turn.person)
    makes = seen.active.makes if seen.active else ()
    if all(make.slug != slug for make in makes):
        await show_profile(turn)
        return
    products = [{"slug": make.slug, "said": make.said} for make in makes if make.slug == slug]
    await begin(turn, KEEP, {"products": products})
    turn.replies.pop()  # the question, which is answered already
    turn.said = Text(said)
    await carry_on(turn, KEEP)


async def save(turn: Turn, answers: Answers) -> None:
    """Of this product; what is known of the others stays."""
    await keep_supplies(turn, {}, answers["capacity"])


async def finish(turn: Turn, answers: Answers) -> None:
    if answers.get("capacity"):
        await show_profile(turn, _("Thank you, it is stored."))
    else:
        await left(turn)


async def left(turn: Turn) -> None:
    await show_profile(turn, _("All right. The amount was not noted."))


KEEP = Form(
    name="keep_supply",
    title=_("<b>Your profile</b>"),
    steps=(KNOWN_PRODUCTS, CAPACITY),
    finish=finish,
    prepare=look_up,
    saves={"capacity": save},
    left=left,
    review=never,
)


def can_supply(words: Words, facts: CanSupply) -> Screen:
    if not facts.had:
        text = _(
            "How much can you usually supply? Tell it in your profile, so that news which asks "
            "for a certain amount reaches you, too."
        )
        return Screen(words(text), ((go(words.plain(_("Complete my profile")), "complete"),),))
    text = _("Shall we note in your profile that you can supply {amount}?")
    buttons = [
        Button(words.plain(_("Note it: {product}"), product=_name(each, words)), _data(each))
        for each in facts.had
    ]
    return Screen(words(text, amount=facts.had[0].said), tuple((button,) for button in buttons))


def _name(had: Had, words: Words) -> str:
    return crop_name(had.slug, words) if had.slug in COMMODITIES else had.slug
