"""Today's prices: who pays what for an owner, a market without names for a buyer (promise P6)."""

from collections.abc import Sequence

from bot.conversation.steps.crops import crop_name
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words
from bot.market import quotes
from bot.market.commodities import COMMODITIES
from bot.partnerships import vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people.models import Role
from bot.people.registration import businesses_of
from handlers.market.prices.price_blocks import MOST_BLOCKS, Asked, Block, Viewer, gather


class PriceList(Notice):
    kind = "price_list"

    #: Whether it is about what the person makes, or their company buys.
    own: bool
    blocks: tuple[Block, ...]
    #: Whether it is read by a buyer, and the market is of the others.
    of_buyer: bool = False
    #: Whether there is a price of what was asked for, in those places if there are any.
    here: bool = True
    #: What was asked for, as a slug or in the person's word; and where, or where they are.
    named: str = ""
    places: tuple[str, ...] = ()
    #: Whether it was asked for in particular.
    particular: bool = False
    #: Commodities with prices that did not fit.
    left: tuple[str, ...] = ()


async def show_own(turn: Turn) -> None:
    """Of what the person makes, or their company buys; without any of that, whatever there is."""
    cards = await businesses_of(turn.db, turn.person.id)
    makes = [make.slug for card in cards for make in card.makes if make.slug]
    company = await vetting.offtaker_of(turn.db, turn.person.id)
    viewer = viewer_of(turn, company)
    if viewer.buys and company:
        makes = [*await quotes.priced_by(turn.db, company.id), *(company.commodities or ())]
        makes = [slug for slug in makes if slug in COMMODITIES]
    places = [cards[0].regency] if cards and not viewer.buys else []
    asked = Asked([*dict.fromkeys(makes)], places)
    found = await gather(turn.db, asked, viewer)
    blocks, left = [*found.blocks], found.left
    if makes and not any(block.quotes for block in blocks) and not viewer.buys:
        others = await gather(turn.db, Asked((), places), viewer)
        blocks, left = [*blocks, *others.blocks], others.left
    turn.reply(
        PriceList(
            own=bool(makes),
            of_buyer=viewer.buys,
            here=found.here,
            places=tuple(places),
            blocks=tuple(blocks[:MOST_BLOCKS]),
            left=tuple(left),
        )
    )


async def answer(
    turn: Turn, commodities: Sequence[str], places: Sequence[str], named: str = ""
) -> None:
    """What was asked for, there; if there is nothing, what is nearest."""
    turn.reply(await _asked_for(turn, commodities, places, named))


async def answer_if_any(
    turn: Turn, commodities: Sequence[str], places: Sequence[str], named: str = ""
) -> bool:
    """The same where a buyer has a price that the person may see; else nothing is said."""
    found = await _asked_for(turn, commodities, places, named)
    if any(block.quotes for block in found.blocks):
        turn.reply(found)
        return True
    return False


async def _asked_for(
    turn: Turn, commodities: Sequence[str], places: Sequence[str], named: str
) -> PriceList:
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    found = await gather(turn.db, Asked(commodities, places), viewer)
    return PriceList(
        own=False,
        of_buyer=viewer.buys,
        here=found.here,
        named=named,
        places=tuple(places),
        particular=True,
        blocks=tuple(found.blocks),
        left=tuple(found.left),
    )


def called(words: Words, named: str) -> str:
    """What was asked for: a family ("kopi") has no name but the person's own."""
    return crop_name(named, words) if named in COMMODITIES else named


def viewer_of(turn: Turn, company: Offtaker | None) -> Viewer:
    """Whoever speaks for a company or may is a buyer, whatever else they are."""
    applied = company is not None and company.vetting != Vetting.REJECTED
    buys = applied or Role.OFFTAKER in turn.roles
    company_id = company.id if company else None
    return Viewer(buys, company_id, turn.person.regency, turn.person.id)
