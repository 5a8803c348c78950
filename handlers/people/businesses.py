"""Several businesses of one person: which there are, which one is active, one more, one less."""

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import offers
from bot.market.regions import region
from bot.people import businesses
from bot.people.businesses import businesses_of
from handlers.answered import makes_of
from handlers.home import go, row_number
from handlers.people.details import PLACE, PRODUCTS
from handlers.people.profile import show_profile
from handlers.people.trade_names import trade_name

#: Starts the data of the buttons about one business: `business:use:12`.
PREFIX = "business"
#: Nobody reads a longer list on a phone.
MOST_SHOWN = 10


class Named(BaseModel):
    id: int
    name: str
    regency: str


class Businesses(Notice):
    kind = "businesses"

    #: The active one first.
    found: tuple[Named, ...]


class Closing(Notice):
    """Closing is asked once more: what was offered for it ends."""

    kind = "closing_business"

    business: Named


async def show_businesses(turn: Turn) -> None:
    turn.reply(await _list(turn))


async def start_adding(turn: Turn) -> None:
    await begin(turn, ADD)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`use:12`, `close:12`, or `closed:12` once that is meant."""
    does, _colon, number = argument.partition(":")
    business_id = row_number(number)
    business = business_id and await businesses.owned(turn.db, turn.person.id, business_id)
    if not business:
        turn.reply(await _list(turn), edits=tap.message_id)
        return
    name = _called(turn, business.name)
    named = Named(id=business.id, name=name, regency=business.regency)
    if does == "close":
        turn.reply(Closing(business=named), edits=tap.message_id)
        return
    if does == "use":
        businesses.choose(business)
    elif does == "closed":
        businesses.close(business)
        await offers.withdraw_all(turn.db, turn.person.id, business.id)
    turn.reply(await _list(turn), edits=tap.message_id)


async def _list(turn: Turn) -> Businesses:
    await turn.db.flush()
    found = await businesses_of(turn.db, turn.person.id)
    return Businesses(
        found=tuple(
            Named(id=card.id, name=_called(turn, card.name), regency=card.regency) for card in found
        )
    )


def _called(turn: Turn, business: str) -> str:
    return trade_name(turn.words, business, turn.person.name or "")


async def finish(turn: Turn, answers: Answers) -> None:
    makes = makes_of(answers["products"])
    await businesses.add(turn.db, turn.person, answers["business"], answers["place"], makes)
    await show_profile(turn, _("Thank you, it is stored."))


ADD = Form(
    name="add_business",
    title=_("<b>Is this right?</b> Tap ✎ to change an answer."),
    steps=(
        Text("business", _("What is this business called?"), _("Business name")),
        PRODUCTS,
        PLACE,
    ),
    finish=finish,
)


def listed(words: Words, facts: Businesses) -> Screen:
    if not facts.found:
        lines = [words(_("No business is registered now."))]
    else:
        lines = [words(_("<b>My businesses</b>"))]
    lines += [
        _line(words, each, active=at == 0) for at, each in enumerate(facts.found[:MOST_SHOWN])
    ]
    buttons = [
        (Button(words.plain(_("Use {name}"), name=each.name), f"{PREFIX}:use:{each.id}"),)
        for each in facts.found[1:MOST_SHOWN]
    ]
    if facts.found:
        close = words.plain(_("Close {name}"), name=facts.found[0].name)
        buttons.append((Button(close, f"{PREFIX}:close:{facts.found[0].id}"),))
    buttons.append((go(words.plain(_("Add a business")), "addbusiness"),))
    buttons.append((go(words.plain(_("My profile")), "profile"),))
    return Screen(words.lines(lines), tuple(buttons))


def _line(words: Words, business: Named, *, active: bool) -> Markup:
    sentence = _("• <b>{name}</b>, {place} (active)") if active else _("• {name}, {place}")
    return words(sentence, name=business.name, place=region(business.regency).full_name)


def closing(words: Words, facts: Closing) -> Screen:
    text = words(
        _("Close {name}? Prices and needs for it will no longer arrive. What was agreed is kept."),
        name=facts.business.name,
    )
    number = facts.business.id
    return Screen(
        text,
        (
            (Button(words.plain(_("Yes, close it")), f"{PREFIX}:closed:{number}"),),
            (Button(words.plain(_("No, keep it")), f"{PREFIX}:list:{number}"),),
        ),
    )
