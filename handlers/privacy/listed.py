"""Somebody whom buyers' lists alone know asks an admin for a copy, or to be taken out of them."""

from typing import Literal

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.steps.phone import shown
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market.regions import region
from bot.privacy import listed
from bot.privacy.listed import Listed
from bot.privacy.models import Does
from handlers.address import Named
from handlers.home import row_number
from handlers.privacy.copies import PersonCopy
from handlers.privacy.data_request_screens import listed_at, look_button
from handlers.privacy.data_requests import LookAgain
from handlers.privacy.data_search import LISTED, may
from handlers.privacy.erasing import HOLDS


class ListedCard(Notice):
    """One person of the lists, and what an admin can do for them."""

    kind = "listed_card"

    line_id: int
    name: str
    phone: str | None
    regency: str | None
    companies: tuple[str, ...]
    #: Seconds since 1970, once the admin has been asked whether to erase.
    asked_at: int | None = None


class ListedErased(Notice):
    """It is done, and said without the name."""

    kind = "listed_erased"

    line_id: int


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`card:12`, `copy:12`, `erase:12`, `erase:12:1790000000`: the role is looked up each time."""
    if not may(turn):
        return
    does, number, asked_at = [*argument.split(":"), "", ""][:3]
    which = row_number(number)
    found = await listed.found(turn.db, turn.person, which) if which is not None else None
    if found is None or which is None:
        turn.reply(LookAgain())
    elif does == "copy":
        await _copy(turn, found)
    elif does == "erase":
        await _erase(turn, tap, found, asked_at, which)
    else:
        listed.record(turn.db, turn.person, found, Does.SEEN)
        turn.reply(_card(found, which), edits=tap.message_id)


def _card(found: Listed, which: int, asked_at: int | None = None) -> ListedCard:
    first = found.first
    return ListedCard(
        line_id=which,
        name=first.name,
        phone=first.phone,
        regency=first.regency,
        companies=tuple(found.companies),
        asked_at=asked_at,
    )


async def _copy(turn: Turn, found: Listed) -> None:
    copied = await listed.copy(turn.db, turn.person, found, turn.words.zone)
    rows = {name: [*rows] for name, rows in copied.items()}
    ways: tuple[Literal["read", "compute"], ...] = ("read", "compute")
    for to in ways:
        turn.reply(PersonCopy(to=to, copied=rows, whose=Named(name=found.first.name)))


async def _erase(turn: Turn, tap: Tap, found: Listed, asked_at: str, which: int) -> None:
    now = int(clock.now().timestamp())
    if asked_at.isdecimal() and 0 <= now - int(asked_at[:12]) <= HOLDS.total_seconds():
        await listed.forget(turn.db, turn.person, found)
        turn.reply(ListedErased(line_id=which), edits=tap.message_id)
        return
    turn.reply(_card(found, which, now), edits=tap.message_id)


def listed_card(words: Words, facts: ListedCard) -> Screen:
    def button(label: str, does: str) -> tuple[Button]:
        return (Button(words.plain(label), f"{LISTED}:{does}"),)

    number = facts.line_id
    leave = button(_("No, leave it as it is"), f"card:{number}")
    if facts.asked_at is not None:
        sentence = _(
            "<b>Take {name} out of the supplier lists?</b> Nobody can bring it back. What goes: "
            "the lines {where}. Companies keep files of their own, and may send them again."
        )
        text = words(sentence, name=facts.name, where=listed_at(words, facts.companies))
        yes = button(_("Yes, erase everything"), f"erase:{number}:{facts.asked_at}")
        return Screen(text, (leave, yes))
    lines = [words(_("<b>Data of {name}</b>"), name=facts.name)]
    lines.append(words(_("No account: {where}"), where=listed_at(words, facts.companies)))
    if facts.phone:
        lines.append(words(_("Phone: {number}"), number=shown(facts.phone)))
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    sure = _("Please be sure that they ask for it themselves. Each step is recorded.")
    lines.append(words(sure))
    copy = button(_("Give a copy"), f"copy:{number}")
    erase = button(_("Erase everything …"), f"erase:{number}")
    return Screen(words.lines(lines), (copy, erase, (look_button(words),)))


def listed_erased(words: Words, facts: ListedErased) -> Screen:
    sentence = _("They stand in no supplier list any more. In the record it is line {number}.")
    return Screen(words(sentence, number=facts.line_id), ((look_button(words),),))
