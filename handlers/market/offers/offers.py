"""Offers: what a buyer was offered and decides on, and what an owner has offered."""

from bot import clock
from bot.coaching.reminders import deliveries
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.language import _
from bot.market import bulletins, live_accounts, living, offers
from bot.market.models import Bulletin
from bot.market.offered import OfferState
from bot.market.offers import Offered
from bot.partnerships import vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people.models import Role
from handlers.address import Named
from handlers.home import FinishFirst, row_number
from handlers.market.bulletins.bulletins import Facts
from handlers.market.bulletins.publishing import publisher
from handlers.market.offers import offering
from handlers.market.offers.offer_screens import NoOffer, OfferAnswered, OwnOffer, OwnOffers, WhyNot
from handlers.market.offers.shortlist import AnsweredBulletins, OfferCard, OfferFacts, OfferList

#: As many as fit on a screen.
MOST = 8


async def show_offers(turn: Turn) -> None:
    """To who buys, what they were offered; to who makes something, what they have offered."""
    buyer = await vetting.offtaker_of(turn.db, turn.person.id)
    buys = buyer is not None and buyer.vetting == Vetting.APPROVED
    if buyer and buys:
        turn.reply(await _answered(turn, buyer))
    if Role.OWNER in turn.roles or not buys:
        turn.reply(await _own(turn))


async def _answered(turn: Turn, buyer: Offtaker) -> AnsweredBulletins:
    found = await offers.answered_ones(turn.db, buyer.id, MOST)
    told = [(each.id, await _facts(turn, each), waiting) for each, waiting in found]
    return AnsweredBulletins(found=tuple(told))


async def _own(turn: Turn) -> OwnOffers:
    found = await offers.of_person(turn.db, turn.person.id, MOST)
    return OwnOffers(found=tuple([await _own_offer(turn, *each) for each in found]))


async def _own_offer(turn: Turn, found: Offered, bulletin: Bulletin) -> OwnOffer:
    """With the company's contact as it is now, once it has accepted."""
    offer, buyer = found.offer, await turn.db.get_one(Offtaker, bulletin.offtaker_id)
    accepted = offer.state == OfferState.ACCEPTED
    return OwnOffer(
        offer_id=offer.id,
        facts=await _facts(turn, bulletin),
        quantity=offer.quantity,
        price=offer.price,
        grade=offer.grade,
        state=OfferState(offer.state),
        contact=buyer.contact_name if accepted else None,
        phone=buyer.contact_phone if accepted else None,
    )


async def _facts(turn: Turn, bulletin: Bulletin) -> Facts:
    listed = await bulletins.listed(turn.db, bulletin)
    return Facts.of(bulletin, listed.offtaker, listed.zone)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`make:12` and `list:12` are about a bulletin; `see:3`, `accept:3` … about an offer."""
    does, _colon, number = argument.partition(":")
    if does == "make":
        await offering.start(turn, number)
    elif does == "for":
        await offering.start_for(turn, number)
    elif does == "confirm":
        await _confirm(turn, tap, row_number(number))
    elif does == "withdraw":
        await _withdraw(turn, tap, row_number(number))
    elif does == "list":
        await _list(turn, row_number(number))
    elif does in DOES:
        await _decide(turn, tap, does, row_number(number))
    else:
        await show_offers(turn)


async def _withdraw(turn: Turn, tap: Tap, offer_id: int | None) -> None:
    found = await offers.held(turn.db, offer_id) if offer_id is not None else None
    noted = found is not None and found.offer.state == OfferState.WAITING
    may = found and turn.person.id in {found.offer.made_by, noted and found.offer.noted_by}
    if found is None or not may:
        turn.reply(NoOffer(why=WhyNot.GONE))
        return
    if offers.decide(found.offer, OfferState.WITHDRAWN, turn.person.id):
        await live_accounts.look_anew(turn.db, found.offer.bulletin_id)
    await turn.db.flush()
    if found.offer.made_by == turn.person.id:
        turn.reply(await _own(turn), edits=tap.message_id)
    else:
        turn.reply(NoOffer(why=WhyNot.TAKEN_BACK), edits=tap.message_id)


async def _confirm(turn: Turn, tap: Tap, offer_id: int | None) -> None:
    if why_not := await offering.confirm(turn, offer_id):
        turn.reply(why_not)
        return
    await turn.db.flush()
    turn.reply(await _own(turn), edits=tap.message_id)


async def _list(turn: Turn, bulletin_id: int | None) -> None:
    buyer = await publisher(turn)
    if buyer is None:
        return
    found = None
    if bulletin_id is not None:
        found = await bulletins.of(turn.db, buyer, bulletin_id)
    if found is None:
        turn.reply(NoOffer(why=WhyNot.GONE))
        return
    filled = await offers.filled(turn.db, found.id)
    best = await offers.best(turn.db, found.id, MOST)
    turn.reply(
        OfferList(
            bulletin_id=found.id,
            facts=await _facts(turn, found),
            filled=tuple((each.regency, each.quantity) for each in filled),
            waiting=await offers.waiting(turn.db, found.id),
            found=tuple(_offer(each) for each in best),
        )
    )


def _offer(found: Offered) -> OfferFacts:
    """As the buyer may see it: the number only once both have agreed (promise P4)."""
    offer, owner = found.offer, found.owner
    agreed = offer.state == OfferState.ACCEPTED and offer.shares_phone
    return OfferFacts(
        offer_id=offer.id,
        owner=Named.of(owner) or Named(name="–"),
        business=found.business.name,
        regency=found.business.regency,
        quantity=offer.quantity,
        unit=offer.unit,
        price=offer.price,
        grade=offer.grade,
        state=OfferState(offer.state),
        shares_phone=offer.shares_phone,
        phone=owner.phone if agreed else None,
    )


DOES = {"see", "accept", "decline"}


async def _decide(turn: Turn, tap: Tap, does: str, offer_id: int | None) -> None:
    found, bulletin = await _of_buyer(turn, offer_id)
    if found is None or bulletin is None:
        return
    if does == "decline" and found.offer.state == OfferState.OPEN:
        if turn.conversation.form:
            turn.reply(FinishFirst())
        else:
            await begin(turn, DECLINE, {"about": str(found.offer.id)})
        return
    if does == "accept" and offers.decide(found.offer, OfferState.ACCEPTED, turn.person.id):
        await deliveries.owe_of(turn.db, bulletin.id, turn.quiet)
        await _tell_owner(turn, found, bulletin)
    card = await _card(turn, found, bulletin)
    turn.reply(card, edits=tap.message_id if does == "accept" else None)


async def _card(turn: Turn, found: Offered, bulletin: Bulletin) -> OfferCard:
    buyer = await turn.db.get_one(Offtaker, bulletin.offtaker_id)
    return OfferCard(
        facts=await _facts(turn, bulletin),
        offer=_offer(found),
        has_contact=buyer.contact_phone is not None,
        is_enough=living.runs(bulletin) and await offers.is_enough(turn.db, bulletin),
    )


async def _of_buyer(turn: Turn, offer_id: int | None) -> tuple[Offered | None, Bulletin | None]:
    """An offer to this person's company; else they are told, and there is none."""
    buyer = await publisher(turn)
    if buyer is None:
        return None, None
    found = await offers.held(turn.db, offer_id) if offer_id is not None else None
    bulletin = await bulletins.of(turn.db, buyer, found.offer.bulletin_id) if found else None
    if found is None or bulletin is None:
        turn.reply(NoOffer(why=WhyNot.GONE))
        return None, None
    return found, bulletin


async def decline(turn: Turn, answers: Answers) -> None:
    found, bulletin = await _of_buyer(turn, row_number(answers.get("about", "")))
    if found is None or bulletin is None:
        return
    reason = answers.get("reason")
    if offers.decide(found.offer, OfferState.DECLINED, turn.person.id, reason):
        await live_accounts.look_anew(turn.db, bulletin.id)
        await _tell_owner(turn, found, bulletin)
    turn.reply(await _card(turn, found, bulletin))


async def _tell_owner(turn: Turn, found: Offered, bulletin: Bulletin) -> None:
    accepted = found.offer.state == OfferState.ACCEPTED
    buyer = await turn.db.get_one(Offtaker, bulletin.offtaker_id)
    told = OfferAnswered(
        facts=await _facts(turn, bulletin),
        quantity=found.offer.quantity,
        price=found.offer.price,
        grade=found.offer.grade,
        accepted=accepted,
        reason=found.offer.reason,
        contact=buyer.contact_name if accepted else None,
        phone=buyer.contact_phone if accepted else None,
        own_phone=_offer(found).phone,
    )
    await outbox.notify(
        turn.db,
        found.owner,
        told,
        key=f"offer:{found.offer.id}:{found.offer.state}",
        not_before=first_allowed(clock.now(), found.owner.zone, turn.quiet),
    )


DECLINE = Form(
    name="decline_offer",
    title="",
    steps=(
        Known("about", needed=True),
        Text(
            "reason",
            _("Why not this time? The owner reads what you write here."),
            _("Reason"),
            optional=True,
        ),
    ),
    finish=decline,
    review=never,
)
