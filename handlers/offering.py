"""“I can supply”: one question, how much, and what was said again before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bot import clock
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.steps import Amount, Choice, Known
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.language import Words, _
from bot.market import bulletins, living, offers
from bot.market.models import Bulletin
from bot.partnerships import members
from bot.people import businesses
from bot.people.businesses import BusinessCard
from handlers import bulletins as wording
from handlers.home import FinishFirst, row_number
from handlers.offer_screens import NoOffer, OfferMade, WhyNot
from handlers.shortlist import OffersCame

#: The owner of a business with a number of their own is asked whether the buyer may have it.
SHARES, KEEPS = "yes", "no"


async def start(turn: Turn, number: str) -> None:
    """Ask how much of bulletin `number` this person offers, or say why that cannot be."""
    bulletin_id = row_number(number)
    found = await offers.answered(turn.db, bulletin_id) if bulletin_id is not None else None
    card = await _maker(turn, found.commodity) if found else None
    why = await _why_not(turn, found, card)
    if why or found is None or card is None:
        turn.reply(NoOffer(why=why or WhyNot.GONE))
        return
    await offers.note_interest(turn.db, found.id, turn.person.id)
    if turn.conversation.form:
        turn.reply(FinishFirst())
        return
    about = {"about": str(found.id), "seen": str(found.version), "commodity": found.commodity}
    await begin(turn, OFFER, about | {"reachable": SHARES if turn.person.phone else KEEPS})


async def _maker(turn: Turn, commodity: str) -> BusinessCard | None:
    """Their business that makes it, or else the active one."""
    cards = await businesses.businesses_of(turn.db, turn.person.id)
    makers = [card for card in cards if any(make.slug == commodity for make in card.makes)]
    return next(iter([*makers, *cards]), None)


async def _why_not(turn: Turn, found: Bulletin | None, card: BusinessCard | None) -> WhyNot | None:
    if found is None or not await living.is_seen_by(turn.db, found, turn.person.id):
        return WhyNot.GONE
    if not living.runs(found):
        return WhyNot.OVER
    if await members.role_in(turn.db, found.offtaker_id, turn.person.id):
        return WhyNot.OWN
    if card is None:
        return WhyNot.NO_BUSINESS
    return WhyNot.OPEN if await offers.is_open(turn.db, found.id, card.id) else None


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """The bulletin as it is now, and what this business usually has."""
    number = row_number(answers.get("about", ""))
    found = await turn.db.get(Bulletin, number) if number is not None else None
    if found is None:
        return {}
    listed = await bulletins.listed(turn.db, found)
    facts = wording.Facts.of(found, listed.offtaker, listed.zone)
    card = await _maker(turn, found.commodity)
    makes = card.makes if card else ()
    usual = next((make.supply for make in makes if make.slug == found.commodity), None)
    known = usual is not None and usual.unit == found.unit
    return {
        "now": facts.model_dump(mode="json"),
        "usual": [f"{usual.high.normalize():f}/{usual.unit}"] if usual and known else [],
    }


def in_short(words: Words, facts: Facts) -> str | None:
    if "now" not in facts:
        return None
    now = wording.Facts(**facts["now"])
    return words(
        _("<b>{bulletin}</b>\nBuyer: {offtaker}"),
        bulletin=wording.headline(words, now),
        offtaker=now.offtaker,
    )


def no_agreement(words: Words, _facts: Facts) -> Markup:
    return words(_("It is not an agreement yet."))


async def finish(turn: Turn, answers: Answers) -> None:
    number = row_number(answers.get("about", ""))
    found = await offers.answered(turn.db, number) if number is not None else None
    card = await _maker(turn, found.commodity) if found else None
    why = await _why_not(turn, found, card)
    if why or found is None or card is None:
        turn.reply(NoOffer(why=why or WhyNot.GONE))
    elif str(found.version) != answers.get("seen"):
        # What was shown is not true any more: it is shown anew, and nothing was promised.
        turn.reply(NoOffer(why=WhyNot.CHANGED, bulletin_id=found.id))
    else:
        await _make(turn, found, card, answers)


async def _make(turn: Turn, found: Bulletin, card: BusinessCard, answers: Answers) -> None:
    business = await businesses.owned(turn.db, turn.person.id, card.id)
    quantity = Decimal(answers["quantity"]["amount"])
    shares = answers.get("phone") == SHARES
    made = business and await offers.make(turn.db, found, business, quantity, shares_phone=shares)
    if not made:
        turn.reply(NoOffer(why=WhyNot.OPEN))
        return
    listed = await bulletins.listed(turn.db, found)
    facts = wording.Facts.of(found, listed.offtaker, listed.zone)
    turn.reply(OfferMade(facts=facts, quantity=quantity))
    await _tell_buyer(turn, found, facts)


async def _tell_buyer(turn: Turn, found: Bulletin, facts: wording.Facts) -> None:
    """Once an hour at most, however many answer."""
    now = clock.now()
    told = await members.answerable(turn.db, found.offtaker_id, found.author_id)
    news = [
        outbox.News(
            person,
            OffersCame(bulletin_id=found.id, facts=facts),
            key=f"offers:{found.id}:{person.id}:{now:%Y%m%d%H}",
            not_before=first_allowed(now, person.zone, turn.quiet),
        )
        for person in told
    ]
    await outbox.notify_all(turn.db, news)


def has_phone(answers: Answers) -> bool:
    return bool(answers.get("reachable") == SHARES)


@dataclass(frozen=True)
class HowMuch(Amount):
    """A quantity in the commodity's unit; what is usually there can be tapped."""

    def options(self, facts: Facts) -> tuple[str, ...]:
        return tuple(facts.get("usual", ()))


OFFER = Form(
    name="offer",
    title=_("<b>Offer this?</b> Tap ✎ to change an answer."),
    steps=(
        *(Known(each) for each in ("about", "seen", "commodity", "reachable")),
        HowMuch(
            "quantity",
            _("How much can you supply? For example: 2 kuintal. About is enough."),
            _("Your offer"),
        ),
        Choice(
            "phone",
            _("If the buyer accepts: may they have your phone number?"),
            _("Phone number for the buyer"),
            choices={SHARES: _("Yes, if they accept"), KEEPS: _("No")},
            also={"ya": SHARES, "boleh": SHARES, "yes": SHARES, "tidak": KEEPS, "no": KEEPS},
            when=has_phone,
        ),
    ),
    finish=finish,
    prepare=look_up,
    banner=in_short,
    closing=no_agreement,
)
