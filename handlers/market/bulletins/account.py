"""What became of a bulletin, as its company sees it: how many it reached, and how many not."""

from datetime import datetime
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.ledger import Ledger, of_groups, people, waits_for_morning
from bot.delivery.models import State
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.market import bulletins, living, offers
from bot.market.models import Bulletin
from bot.market.target import Target
from bot.partnerships import vetting
from bot.people.counts import roughly, told
from bot.people.models import Role
from handlers.home import NoAccess, row_number
from handlers.market.bulletins.bulletins import OFFER, RUNNING, Facts
from handlers.market.offers.shortlist import fill
from handlers.partnerships.company import about

#: Starts the data of the button that looks again.
PREFIX = "ledger"
#: Starts the data of the button that gives the account as a table (`account_sheet`).
SHEET = "ledger_sheet"


class Account(Notice):
    """Where a bulletin's messages stand. None is a number too small to tell (promise P6)."""

    kind = "account"

    bulletin_id: int
    #: Whether it can still be changed.
    runs: bool = False
    targeted: int | None
    sent: int | None
    waiting: int | None
    not_sent: int | None
    #: Groups and channels beside these people, and to how many of them it has been sent.
    groups: int = 0
    groups_sent: int = 0
    #: Whether somebody gets it after their quiet hours.
    quiet: bool = False
    #: Whether what waits is held back for now.
    paused: bool = False
    #: When it was looked at again.
    at: datetime | None = None
    #: Whether numbers are told in steps of five: it was for people of some kind only.
    rough: bool = False
    #: What was offered, by regency, the most first; and in what.
    filled: tuple[tuple[str, Decimal], ...] = ()
    facts: Facts | None = None


async def look_again(turn: Turn, tap: Tap, argument: str) -> None:
    """Bring the account of a bulletin up to date, in place. Only its company sees it."""
    if published := await own(turn, argument):
        seen = await account_of(turn.db, published, turn.quiet)
        turn.reply(seen.model_copy(update={"at": clock.now()}), edits=tap.message_id)


async def own(turn: Turn, argument: str) -> Bulletin | None:
    """The bulletin of this number, if it is their company's; else they are told so."""
    offtaker, number = await vetting.offtaker_of(turn.db, turn.person.id), row_number(argument)
    found = None
    if offtaker and number is not None:
        found = await bulletins.of(turn.db, offtaker, number)
    if found is None:
        turn.reply(NoAccess(role=Role.OFFTAKER))
    return found


async def account_of(db: AsyncSession, published: Bulletin, quiet: Quiet) -> Account:
    account = await people(db, published.id)
    groups = Ledger.summed(await of_groups(db, published.id))
    sent = account.states.get(State.SENT, 0)
    not_sent = account.targeted - sent - account.waiting
    # Of a great number, not everybody has a row yet.
    targeted = max(published.targeted - groups.targeted, account.targeted)
    rough = Target.of((), published.narrowed).personal
    part = _roughly if rough else told
    filled = await offers.filled(db, published.id)
    return Account(
        bulletin_id=published.id,
        runs=living.runs(published),
        paused=published.paused_at is not None,
        targeted=part(targeted) or None,
        sent=part(sent),
        waiting=part(targeted - sent - not_sent),
        not_sent=part(not_sent),
        groups=groups.targeted,
        groups_sent=groups.states.get(State.SENT, 0),
        rough=rough,
        quiet=quiet is not None and await waits_for_morning(db, published.id),
        filled=tuple((each.regency, each.quantity) for each in filled),
        facts=await _facts(db, published) if filled else None,
    )


async def _facts(db: AsyncSession, published: Bulletin) -> Facts:
    listed = await bulletins.listed(db, published)
    return Facts.of(published, listed.offtaker, listed.zone)


def _roughly(number: int) -> int | None:
    """A part of an audience of which no exact number is told; that it is empty tells nothing."""
    return roughly(number) if number else 0


def account(words: Words, facts: Account) -> Screen:
    lines = [_published(words, facts), *_parts(words, facts)]
    if facts.groups:
        both = {"number": words.number(facts.groups), "sent": words.number(facts.groups_sent)}
        lines.append(words(_("Groups: {number}, of which sent: {sent}"), **both))
    if facts.facts:
        lines += [Markup(), *fill(words, facts.facts, facts.filled)]
    if facts.paused:
        lines.append(words(_("<b>Paused</b>: nobody else gets it until you go on.")))
    if facts.at:
        lines.append(words(_("<i>As of {time}</i>"), time=words.time(facts.at)))
    buttons = [Button(words.plain(_("Look again")), f"{PREFIX}:{facts.bulletin_id}")]
    if facts.filled:
        see = words.plain(_("See the offers"))
        buttons.insert(0, Button(see, f"{OFFER}:list:{facts.bulletin_id}"))
    exact = facts.targeted and not facts.rough
    if exact and None not in (facts.sent, facts.waiting, facts.not_sent):
        buttons.append(Button(words.plain(_("By regency (Excel)")), f"{SHEET}:{facts.bulletin_id}"))
    if facts.runs and (facts.paused or facts.waiting != 0):
        does, label = ("resume", _("Go on")) if facts.paused else ("pause", _("Pause"))
        buttons.append(Button(words.plain(label), f"{RUNNING}:{does}:{facts.bulletin_id}"))
    if facts.runs:
        change = words.plain(_("Change or withdraw"))
        buttons.append(Button(change, f"{RUNNING}:show:{facts.bulletin_id}"))
    return Screen(words.lines(lines), tuple((button,) for button in buttons))


def _parts(words: Words, facts: Account) -> list[Markup]:
    if facts.targeted is None:
        return []
    if None in (facts.sent, facts.waiting, facts.not_sent):
        # One small part could be computed from the others (promise P6).
        return [words(_("Details are shown once each part has 5 people or more."))]
    lines = [
        words(_("Sent: {number}"), number=_number(words, facts.sent, facts)),
        words(_("Waiting to be sent: {number}"), number=_number(words, facts.waiting, facts)),
    ]
    if facts.not_sent != 0:
        number = _number(words, facts.not_sent, facts)
        lines.append(words(_("Could not be sent: {number}"), number=number))
    if facts.waiting and facts.quiet:
        lines.append(words(_("Nobody is messaged in their quiet hours; the rest follows.")))
    return lines


def _published(words: Words, facts: Account) -> Markup:
    if facts.targeted is None:
        return words(_("Published to fewer than 5 people."))
    if facts.rough:
        some = _("Published to {number} people or more.")
        return words(some, number=words.number(facts.targeted))
    return words.plural(
        n_("Published to {number} person.", "Published to {number} people."), facts.targeted
    )


def _number(words: Words, number: int | None, facts: Account) -> str:
    if number is None:
        return words.plain(_("fewer than 5"))
    return about(words, number) if number and facts.rough else words.number(number)
