"""Publishing: an approved buyer says a price or a need once, and sees what became of it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bot import clock
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Amount, Choice, Crop, Day, Places, Price, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import broadcasting
from bot.delivery.ledger import ledger, waits_for_morning
from bot.delivery.models import State
from bot.delivery.screen import Button, Notice, Screen
from bot.language import LANGUAGES, Words, _, n_, words_for
from bot.market import audience, bulletins, fanout, living
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships import members, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people.counts import told
from bot.people.models import Role
from handlers.bulletins import Facts, Happened, bulletin
from handlers.home import NoAccess, row_number
from handlers.retelling import retell

#: Starts the data of the button that looks again.
PREFIX = "ledger"
#: Starts the data of the buttons that change a bulletin (`handlers.running`).
RUNNING = "bulletin"


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
    #: Whether somebody gets it after their quiet hours.
    quiet: bool = False
    #: When it was looked at again.
    at: datetime | None = None


async def publisher(turn: Turn) -> Offtaker | None:
    """The company the person may publish for; None, and told so, if there is none."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    approved = offtaker is not None and offtaker.vetting == Vetting.APPROVED
    if offtaker and Role.OFFTAKER in turn.roles and approved:
        seat = await members.role_in(turn.db, offtaker.id, turn.person.id)
        if seat in members.PUBLISHING:
            return offtaker
    turn.reply(NoAccess(role=Role.OFFTAKER))
    return None


async def start_publishing(turn: Turn) -> None:
    if await publisher(turn):
        await begin(turn, PUBLISH)


async def count(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """How many people the bulletin would reach, once that can be said."""
    if not answers.get("regions") or not answers.get("commodity"):
        return {}
    reach = await audience.size(turn.db, answers["commodity"], answers["regions"])
    return {"reach": told(reach) or None}


def closing(words: Words, facts: Mapping[str, Any]) -> Markup:
    reach = facts.get("reach")
    if reach is None:
        return words(_("It goes to fewer than 5 people."))
    return words.plural(n_("It goes to {number} person.", "It goes to {number} people."), reach)


async def finish(turn: Turn, answers: Answers) -> None:
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    published = await bulletins.publish(
        turn.db,
        _draft(answers),
        offtaker_id=offtaker.id,
        author_id=turn.person.id,
        zone=turn.person.zone,
    )
    for older in await living.supersede(turn.db, published, answers["regions"]):
        await retell(turn.db, older, Happened.SUPERSEDED, price=published.price)
    facts = Facts.of(published, offtaker.name, turn.person.zone)
    screens = {language: bulletin(words_for(language), facts) for language in LANGUAGES}
    broadcasting.word(turn.db, published.id, published.version, screens)
    await fanout.begin(turn.db, published, answers["regions"], turn.quiet)
    turn.reply(await _account(turn, published))


def _draft(answers: Answers) -> bulletins.Draft:
    figure = answers.get("price") or answers["quantity"]
    kind = BulletinKind(answers["kind"])
    amount = Decimal(figure["amount"])
    return bulletins.Draft(
        kind=kind,
        commodity=answers["commodity"],
        unit=figure["unit"],
        regions=answers["regions"],
        until=date.fromisoformat(answers["until"]),
        price=amount if kind is BulletinKind.PRICE else None,
        quantity=amount if kind is BulletinKind.NEED else None,
        terms=answers.get("terms"),
    )


async def look_again(turn: Turn, tap: Tap, argument: str) -> None:
    """Bring the account of a bulletin up to date, in place. Only its company sees it."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    number = row_number(argument)
    published = None
    if offtaker and number is not None:
        published = await bulletins.of(turn.db, offtaker, number)
    if published is None:
        turn.reply(NoAccess(role=Role.OFFTAKER))
        return
    seen = await _account(turn, published)
    turn.reply(seen.model_copy(update={"at": clock.now()}), edits=tap.message_id)


async def _account(turn: Turn, published: Bulletin) -> Account:
    account = await ledger(turn.db, published.id)
    sent = account.states.get(State.SENT, 0)
    not_sent = account.targeted - sent - account.waiting
    # Of a great number, not everybody has a row yet.
    targeted = max(published.targeted, account.targeted)
    return Account(
        bulletin_id=published.id,
        runs=living.runs(published),
        targeted=told(targeted) or None,
        sent=told(sent),
        waiting=told(targeted - sent - not_sent),
        not_sent=told(not_sent),
        quiet=turn.quiet is not None and await waits_for_morning(turn.db, published.id),
    )


def account(words: Words, facts: Account) -> Screen:
    lines = [_published(words, facts.targeted), *_parts(words, facts)]
    if facts.at:
        lines.append(words(_("<i>As of {time}</i>"), time=words.time(facts.at)))
    buttons = [Button(words.plain(_("Look again")), f"{PREFIX}:{facts.bulletin_id}")]
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
        words(_("Sent: {number}"), number=_number(words, facts.sent)),
        words(_("Waiting to be sent: {number}"), number=_number(words, facts.waiting)),
    ]
    if facts.not_sent != 0:
        lines.append(words(_("Could not be sent: {number}"), number=_number(words, facts.not_sent)))
    if facts.waiting and facts.quiet:
        lines.append(words(_("Nobody is messaged in their quiet hours; the rest follows.")))
    return lines


def _published(words: Words, targeted: int | None) -> Markup:
    if targeted is None:
        return words(_("Published to fewer than 5 people."))
    return words.plural(
        n_("Published to {number} person.", "Published to {number} people."), targeted
    )


def _number(words: Words, number: int | None) -> str:
    return words.plain(_("fewer than 5")) if number is None else words.number(number)


def is_price(answers: Answers) -> bool:
    return bool(answers.get("kind", BulletinKind.PRICE) == BulletinKind.PRICE)


def is_need(answers: Answers) -> bool:
    return not is_price(answers)


PUBLISH = Form(
    name="publish",
    title=_("<b>Publish this?</b> Tap ✎ to change an answer."),
    steps=(
        Choice(
            "kind",
            _("What would you like to publish?"),
            _("Kind"),
            choices={
                BulletinKind.PRICE: _("A price I pay"),
                BulletinKind.NEED: _("Something I look for"),
            },
            also={
                "harga": BulletinKind.PRICE,
                "price": BulletinKind.PRICE,
                "kebutuhan": BulletinKind.NEED,
                "need": BulletinKind.NEED,
            },
        ),
        Crop("commodity", _("Which commodity? For example: cabai rawit merah."), _("Commodity")),
        Price(
            "price",
            _("What do you pay? For example: 45rb/kg."),
            _("Price"),
            when=is_price,
        ),
        Amount(
            "quantity",
            _("How much do you look for? For example: 5 ton."),
            _("Quantity"),
            when=is_need,
        ),
        Places(
            "regions",
            _("For producers in which provinces or regencies? For example: Jawa Timur, Kota Batu."),
            _("Regions"),
        ),
        Day("until", _("Until which day does it hold? For example: Friday, 27 Nov."), _("Until")),
        Text(
            "terms",
            _("Any terms? For example: delivered to the Pare warehouse, paid within 3 days."),
            _("Terms"),
            optional=True,
        ),
    ),
    finish=finish,
    prepare=count,
    closing=closing,
)
