"""“I can supply”: one question, how much, and what was said again before it is sent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot import clock
from bot.conversation.form import Answer, Answers, Form, Reply, Situation
from bot.conversation.said import Text
from bot.conversation.steps import Choice, Known, OfGrade
from bot.conversation.talk import begin, carry_on
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.language import Words, _
from bot.market import bulletins, live_accounts, living, offers
from bot.market.grades import GradePrice
from bot.market.models import Bulletin, BulletinKind
from bot.market.offered import OfferState
from bot.partnerships import members
from bot.people import businesses
from bot.people.businesses import BusinessCard
from bot.people.models import Person
from handlers.address import Named
from handlers.home import FinishFirst, row_number
from handlers.market.bulletins import bulletins as wording
from handlers.market.offers.offer_screens import NoOffer, OfferMade, OfferNoted, WhyNot
from handlers.market.offers.offer_words import HOW_MUCH, in_short, no_agreement
from handlers.market.offers.shortlist import OffersCame
from handlers.people.acting import owner_of
from handlers.people.owner_cards import NotYours, cared_for, is_officer

#: The owner of a business with a number of their own is asked whether the buyer may have it.
SHARES, KEEPS = "yes", "no"
#: Said of a bulletin whose grades have prices of their own.
SEVERAL = "yes"
#: Why nothing more can be offered while an offer is undecided.
WAITS_FOR = {OfferState.OPEN: WhyNot.OPEN, OfferState.WAITING: WhyNot.WAITS}


async def start(turn: Turn, argument: str) -> None:
    """Ask how much of a bulletin this person offers, or say why that cannot be.

    `12`, or `12:2 kw` if they have said how much.
    """
    number, _colon, amount = argument.partition(":")
    await _start(turn, row_number(number), turn.person, amount)


async def start_for(turn: Turn, argument: str) -> None:
    """The same of an owner without a chat, by their officer: `12:3`, bulletin and person."""
    number, _colon, whom = argument.partition(":")
    if await is_officer(turn) and (owner := await cared_for(turn, row_number(whom))):
        await _start(turn, row_number(number), owner)


async def _start(turn: Turn, bulletin_id: int | None, owner: Person, amount: str = "") -> None:
    found = await offers.answered(turn.db, bulletin_id) if bulletin_id is not None else None
    card = await _maker(turn, owner, found.commodity) if found else None
    why = await _why_not(turn, owner, found, card)
    if why or found is None or card is None:
        turn.reply(NoOffer(why=why or WhyNot.GONE))
        return
    await offers.note_interest(turn.db, found.id, owner.id)
    if turn.conversation.form:
        turn.reply(FinishFirst())
        return
    own = owner is turn.person
    about = {"about": str(found.id), "seen": str(found.version), "commodity": found.commodity}
    about |= {"reachable": SHARES if own and owner.phone else KEEPS}
    about |= {"graded": SEVERAL} if found.grades else {}
    about |= {} if own else {"for": str(owner.id)}
    said = await _amount(turn, about, amount) if amount else None
    await begin(turn, OFFER, about | ({"quantity": said.value} if isinstance(said, Answer) else {}))
    if said is not None and not isinstance(said, Answer) and not found.grades:
        turn.replies.pop()  # the question, to which this is an answer that leaves something open
        turn.said = Text(amount)
        await carry_on(turn, OFFER)


async def _amount(turn: Turn, about: Answers, amount: str) -> Reply:
    """What was said before the form began, read as its answer would be."""
    facts, now = await look_up(turn, about), clock.now().astimezone(turn.words.zone)
    return HOW_MUCH.read(amount, None, Situation(turn.words, now, about, facts))


async def _maker(turn: Turn, owner: Person, commodity: str) -> BusinessCard | None:
    """Their business that makes it, or else the active one."""
    cards = await businesses.businesses_of(turn.db, owner.id)
    makers = [card for card in cards if any(make.slug == commodity for make in card.makes)]
    return next(iter([*makers, *cards]), None)


async def _why_not(
    turn: Turn, owner: Person, found: Bulletin | None, card: BusinessCard | None
) -> WhyNot | None:
    if found is None or not await living.is_seen_by(turn.db, found, owner.id):
        return WhyNot.GONE
    if not living.runs(found):
        return WhyNot.OVER
    if await members.role_in(turn.db, found.offtaker_id, owner.id):
        return WhyNot.OWN
    price = found.kind == BulletinKind.PRICE
    if price and await members.is_rival(turn.db, found.offtaker_id, owner.id):
        return WhyNot.RIVAL
    if card is None:
        return WhyNot.NO_BUSINESS
    waits = await offers.undecided(turn.db, found.id, card.id)
    return WAITS_FOR[waits] if waits else None


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """The bulletin as it is now, and what this business usually has."""
    number = row_number(answers.get("about", ""))
    listed = await bulletins.numbered(turn.db, number) if number is not None else None
    owner = await owner_of(turn, answers)
    if listed is None or owner is None:
        return {}
    found = listed.bulletin
    facts = wording.Facts.of(found, listed.offtaker, listed.zone)
    card = await _maker(turn, owner, found.commodity)
    makes = card.makes if card else ()
    usual = next((make.supply for make in makes if make.slug == found.commodity), None)
    known = usual is not None and usual.unit == found.unit
    return {
        "now": facts.model_dump(mode="json"),
        "grades": [(row.grade, _of_grade(turn.words, row, found.unit)) for row in found.table],
        "usual": [f"{usual.high.normalize():f}/{usual.unit}"] if usual and known else [],
        "packs": (await businesses.packs(turn.db, card.id)).get(found.commodity, {})
        if card
        else {},
        "acting": owner is not turn.person,
        "name": owner.name,
        "honorific": owner.honorific,
    }


def _of_grade(words: Words, row: GradePrice, unit: str) -> str:
    label = _("{grade}: {price}/{unit}")
    return words.plain(label, grade=row.grade, price=words.money(row.price), unit=words.unit(unit))


async def finish(turn: Turn, answers: Answers) -> None:
    number = row_number(answers.get("about", ""))
    found = await offers.answered(turn.db, number) if number is not None else None
    owner = await owner_of(turn, answers)
    if owner is None:
        turn.reply(NotYours())
        return
    card = await _maker(turn, owner, found.commodity) if found else None
    why = await _why_not(turn, owner, found, card)
    if why or found is None or card is None:
        turn.reply(NoOffer(why=why or WhyNot.GONE))
    elif str(found.version) != answers.get("seen") or not _is_whole(found, answers):
        # What was shown is not true any more: it is shown anew, and nothing was promised.
        turn.reply(NoOffer(why=WhyNot.CHANGED, bulletin_id=found.id))
    else:
        await _make(turn, owner, found, card, answers)


def _is_whole(found: Bulletin, answers: Answers) -> bool:
    """Whether it says which of the grades it is for, where each has its own price."""
    named = [row.grade for row in found.table]
    return not named or answers.get("grade") in named


async def _make(
    turn: Turn, owner: Person, found: Bulletin, card: BusinessCard, answers: Answers
) -> None:
    business = await businesses.owned(turn.db, owner.id, card.id)
    grade = answers.get("grade") if found.grades else None
    quantity = Decimal(answers["quantity"]["amount"])
    own = owner is turn.person
    made = business and await offers.make(
        turn.db,
        found,
        business,
        quantity,
        shares_phone=own and answers.get("phone") == SHARES,
        grade=grade,
        noted_by=None if own else turn.person.id,
    )
    if not made:
        turn.reply(NoOffer(why=WhyNot.OPEN))
        return
    if pack := answers["quantity"].get("pack"):
        kg = Decimal(pack["kg"])
        await businesses.remember_pack(turn.db, card.id, found.commodity, pack["unit"], kg)
    facts = await _facts(turn, found)
    what = {"facts": facts, "quantity": quantity, "price": made.price, "grade": grade}
    if own:
        turn.reply(OfferMade(**what))
        await _tell_buyer(turn, found, facts)
    else:
        turn.reply(OfferNoted(offer_id=made.id, owner=Named.of(owner), **what))


async def confirm(turn: Turn, offer_id: int | None) -> NoOffer | None:
    """Its owner says yes to what an officer noted; why that cannot be, or None."""
    offer = await offers.numbered(turn.db, offer_id) if offer_id is not None else None
    if offer is None or offer.made_by != turn.person.id:
        return NoOffer(why=WhyNot.GONE)
    found = await offers.answered(turn.db, offer.bulletin_id)
    held = await offers.held(turn.db, offer.id)
    if found is None or held is None or not living.runs(found):
        return NoOffer(why=WhyNot.OVER)
    if found.version != held.offer.version:
        offers.decide(held.offer, OfferState.WITHDRAWN, turn.person.id)
        return NoOffer(why=WhyNot.CHANGED, bulletin_id=found.id)
    if offers.confirm(held.offer):
        await _tell_buyer(turn, found, await _facts(turn, found))
    return None


async def _facts(turn: Turn, found: Bulletin) -> wording.Facts:
    listed = await bulletins.listed(turn.db, found)
    return wording.Facts.of(found, listed.offtaker, listed.zone)


async def _tell_buyer(turn: Turn, found: Bulletin, facts: wording.Facts) -> None:
    """Once an hour at most, however many answer; the bulletin's account follows soon."""
    await live_accounts.look_anew(turn.db, found.id)
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


def is_graded(answers: Answers) -> bool:
    return bool(answers.get("graded") == SEVERAL)


def has_phone(answers: Answers) -> bool:
    return bool(answers.get("reachable") == SHARES)


OFFER = Form(
    name="offer",
    title=_("<b>Offer this?</b> Tap ✎ to change an answer."),
    steps=(
        *(Known(each) for each in ("about", "seen", "commodity", "reachable", "for", "graded")),
        OfGrade(
            "grade",
            _("Which of these do you have?"),
            _("Grade"),
            source="grades",
            when=is_graded,
        ),
        HOW_MUCH,
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
