"""Looking up what holds today: prices, and what buyers look for, the nearest first."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import quotes
from bot.market.audience import covering
from bot.market.models import NATIONWIDE, BulletinKind
from bot.market.quotes import Quote
from bot.market.regions import region
from bot.people.registration import businesses_of
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, answering_each, describe
from handlers.market.prices import prices

#: Equal places that fit into one sentence, and needs that fit into one message.
MANY, MOST = 4, 7


class NeedList(Notice):
    kind = "need_list"

    #: Whether these concern the person's own products and region.
    own: bool
    found: tuple[Facts, ...]
    #: What was asked for, if anything: a slug or the person's own word, and where.
    named: str = ""
    places: tuple[str, ...] = ()
    #: Whether nothing was found there, and this is from somewhere else.
    elsewhere: bool = False
    #: How much the person has, as they wrote it: it need not be asked again.
    amount: str = ""


async def show_prices(turn: Turn) -> None:
    await prices.show_own(turn)


async def show_needs(turn: Turn, amount: str = "") -> None:
    """What concerns the person; if there is nothing of that, what there is at all."""
    me = turn.person.id
    cards = await businesses_of(turn.db, me)
    makes = [make.slug for card in cards for make in card.makes if make.slug]
    places = [cards[0].regency] if cards else []
    found = await quotes.today(turn.db, BulletinKind.NEED, makes, places, reader=me)
    own = [quote for quote in found if quote.here] if makes else []
    rest = [] if own else await quotes.today(turn.db, BulletinKind.NEED, (), places, reader=me)
    turn.reply(NeedList(own=bool(own), found=await _facts(turn, own or rest), amount=amount))


async def look_for(
    turn: Turn,
    kind: BulletinKind,
    commodities: Sequence[str],
    places: Sequence[str],
    named: str = "",
    *,
    amount: str = "",
    selling: bool = False,
) -> None:
    """What was asked for, there; if there is nothing, what there is of it anywhere.

    Who is `selling` is told of those who pay a price, too: each of them buys it.
    """
    if kind is BulletinKind.PRICE:
        await prices.answer(turn, commodities, places, named)
        return
    found = await quotes.today(turn.db, kind, commodities, places, reader=turn.person.id)
    here = [quote for quote in found if quote.here]
    if commodities and not found and await prices.answer_if_any(turn, commodities, places, named):
        return  # whoever has a price for it buys it, too
    turn.reply(
        NeedList(
            own=False,
            # Of a place alone, what is looked for elsewhere is no answer.
            found=await _facts(turn, here or (found if commodities else [])),
            named=named,
            places=tuple(places),
            elsewhere=bool(places) and not here,
            amount=amount,
        )
    )
    if selling and commodities and found:
        await prices.answer_if_any(turn, commodities, places, named)


async def _facts(turn: Turn, found: Sequence[Quote]) -> tuple[Facts, ...]:
    """Those that concern the person first; the others say whom they concern."""
    cards = await businesses_of(turn.db, turn.person.id)
    homes = [card.regency for card in cards] or [turn.person.regency or NATIONWIDE]
    around = {code for home in homes for code in covering(home)}
    order = sorted(found, key=lambda each: around.isdisjoint(each.regions))
    return tuple(
        Facts.of(
            *(each.bulletin, each.offtaker, each.zone),
            regions=each.regions if around.isdisjoint(each.regions) else (),
        )
        for each in order[:MOST]
    )


def need_list(words: Words, facts: NeedList) -> Screen:
    entries = [describe(words, entry) for entry in facts.found]
    today = go(words.plain(_("Today's prices")), "prices")
    below = (*answering_each(words, facts.found, facts.amount), (today,))
    if facts.named or facts.places:
        return Screen(words.paragraphs([*_particular(words, facts), *entries]), below)
    if not entries:
        nothing = words(_("No buyer is looking just now."))
        more = words(_("You will be told when there is something for you."))
        return Screen(words.lines([nothing, more]), below)
    head = _("Buyers are looking for what you make") if facts.own else _("Buyers are looking for")
    return Screen(words.paragraphs([words(head), *entries]), below)


def _particular(words: Words, facts: NeedList) -> list[Markup]:
    """What stands above the answer to a question about this commodity, or that place."""
    places = words.list(region(code).name for code in facts.places[:MANY])
    crops = prices.called(words, facts.named)
    if facts.found and not facts.elsewhere:
        if facts.named and facts.places:
            head = _("Buyers are looking for {crops} in {places}")
        else:
            head = _("Buyers are looking for {crops}") if facts.named else _("In {places}")
        return [words(head, crops=crops, places=places)]
    if facts.named and facts.places:
        nothing = _("No buyer is looking for {crops} in {places} just now.")
    elif facts.named:
        nothing = _("No buyer is looking for {crops} just now.")
    else:
        nothing = _("No buyer is looking in {places} just now.")
    lines = [words(nothing, crops=crops, places=places)]
    return [*lines, words(_("The nearest:"))] if facts.found else lines
