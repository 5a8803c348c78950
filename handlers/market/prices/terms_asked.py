"""What owners ask about a price once they have it: when it is paid, and whether it can be more."""

from collections.abc import Sequence

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.conditions import paying
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.delivery.why import ARRIVED
from bot.language import Words, _
from bot.market import bulletins, living, offers, told
from bot.market.bulletins import Listed
from bot.market.models import BulletinKind
from bot.market.offered import OfferState
from bot.partnerships import vetting
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, headline
from handlers.market.prices.prices import viewer_of

#: As many as are read at a glance, of so many looked at.
MOST, LOOKED_AT = 3, 10
COUNTS = {OfferState.WAITING, OfferState.OPEN, OfferState.ACCEPTED}


class Paid(BaseModel, frozen=True):
    facts: Facts
    #: Whether it is what they offered, and not only news that came.
    offered: bool


class PaidWhen(Notice):
    kind = "paid_when"

    found: tuple[Paid, ...]


class NoHaggling(Notice):
    kind = "no_haggling"


async def show_payment(turn: Turn) -> None:
    """Of what they have offered; who has not, of the news that came and still holds."""
    own = await offers.of_person(turn.db, turn.person.id, LOOKED_AT)
    about = [bulletin for each, bulletin in own if each.offer.state in COUNTS]
    offered = [await bulletins.listed(turn.db, each) for each in about]
    found = offered or await arrived(turn)
    turn.reply(
        PaidWhen(
            found=tuple(
                Paid(facts=Facts.of(each.bulletin, each.offtaker, each.zone), offered=bool(offered))
                for each in found[:MOST]
            )
        )
    )


async def arrived(turn: Turn) -> Sequence[Listed]:
    """The news that came to them and holds, the newest first; of no rival's price (P6)."""
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    return [
        each.listed
        for each in await told.latest(turn.db, turn.person.id, LOOKED_AT)
        if each.why in ARRIVED
        and living.runs(each.listed.bulletin)
        and (
            not viewer.buys
            or each.listed.bulletin.kind != BulletinKind.PRICE
            or each.listed.bulletin.offtaker_id == viewer.company_id
        )
    ]


async def show_haggling(turn: Turn) -> None:
    turn.reply(NoHaggling())


def paid_when(words: Words, facts: PaidWhen) -> Screen:
    if not facts.found:
        text = _("Each price says when it is paid. None has come to you yet that still holds.")
        return Screen(words(text), (_prices(words),))
    own = facts.found[0].offered
    head = _("<b>Payment for what you offered</b>") if own else _("<b>Payment, as buyers say</b>")
    close = _("The buyer pays you, not Mitra. Please agree on the day with the buyer.")
    parts = [words(head), *(_of_one(words, each.facts) for each in facts.found), words(close)]
    mine = go(words.plain(_("My offers")), "offers")
    return Screen(words.paragraphs(parts), ((mine,),) if own else (_prices(words),))


def _of_one(words: Words, facts: Facts) -> Markup:
    said = paying(words, facts.conditions)
    note = facts.conditions.note
    terms = ", ".join([*said, *([note] if note else [])])
    return words.lines(
        [
            words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts)),
            words(_("Buyer: {offtaker}"), offtaker=facts.offtaker),
            words(_("Payment: {terms}"), terms=terms)
            if terms
            else words(_("Payment: the buyer has not said. Ask before you deliver.")),
        ]
    )


def no_haggling(words: Words, facts: NoHaggling) -> Screen:
    text = _(
        "An offer here keeps the price that is shown, so it cannot be bargained over in Mitra. An "
        "offer is no agreement yet: if the buyer accepts it, you get the buyer's contact and can "
        "talk about the rest. If the price does not suit you, just skip it; newer ones follow."
    )
    officer = go(words.plain(_("Ask my officer")), "officer")
    return Screen(words(text), (_prices(words), (officer,)))


def _prices(words: Words) -> tuple[Button, ...]:
    return (go(words.plain(_("Today's prices")), "prices"),)
