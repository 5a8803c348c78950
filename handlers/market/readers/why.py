"""Why somebody did or did not get a bulletin (promise D1), in the chat of who asks."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.delivery.why import Why
from bot.language import Words, _
from bot.market import told
from bot.market.audience import Miss
from bot.market.models import BulletinKind
from bot.market.told import Told
from bot.partnerships import vetting
from bot.people.models import Person
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, headline
from handlers.market.prices.prices import viewer_of

#: As many as are read on a phone.
MOST = 5


class Became(BaseModel, frozen=True):
    """What became of one bulletin for the reader; without a why it was not meant for them."""

    facts: Facts
    why: Why | None = None
    miss: Miss | None = None
    #: When that was, or when it will come.
    at: datetime | None = None


class WhyNews(Notice):
    kind = "why_news"

    found: tuple[Became, ...]


async def show_why(turn: Turn) -> None:
    turn.reply(WhyNews(found=await why_of(turn, turn.person)))


async def why_of(turn: Turn, person: Person) -> tuple[Became, ...]:
    """Somebody's newest bulletins, each with what became of it for them.

    Of rivals a buyer is told nothing, also where they ask about somebody else (P6).
    """
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    return tuple(
        became(each)
        for each in await told.latest(turn.db, person.id, MOST)
        if not viewer.buys
        or each.listed.bulletin.kind != BulletinKind.PRICE
        or each.listed.bulletin.offtaker_id == viewer.company_id
    )


def became(one: Told) -> Became:
    facts = Facts.of(one.listed.bulletin, one.listed.offtaker, one.listed.zone)
    return Became(facts=facts, why=one.why, miss=one.miss, at=one.at)


BECAME = {
    Why.SENT: _("Sent {when}."),
    Why.OUTDATED: _(
        "Sent {when}. What changed later could not be shown in that message; today's prices and "
        "needs have it as it stands."
    ),
    Why.STAYED_BEHIND: _(
        "Sent {when}, before the group became a supergroup. That message cannot be changed any "
        "more; if the price has fallen or the news was withdrawn, the group was told anew."
    ),
    Why.SENDING: _("It is being sent just now."),
    Why.SOON: _("It waits for its turn, and comes soon."),
    Why.LATER: _("It comes {when}, at an hour that suits you."),
    Why.TOGETHER: _("It comes {when}, together with other news."),
    Why.ANOTHER_DAY: _("It comes {when}. Sooner, it would be more than you want on one day."),
    Why.PAUSED: _("The buyer has paused it. It comes when the buyer goes on."),
    Why.BLOCKED: _("Not sent: the bot was blocked in your Telegram then."),
    Why.NO_NEWS: _("Not sent: news was turned off then."),
    Why.MUTED: _("Not sent: news of this commodity was turned off then."),
    Why.RIVAL: _("Not sent: who buys does not get other buyers' prices."),
    Why.NO_CHAT: _("Your officer tells it by phone."),
    Why.TOLD: _("Your officer told it by phone {when}."),
    Why.ENOUGH: _("Not sent: it was more than you want on one day."),
    Why.WITHDRAWN: _("Not sent: the buyer withdrew it before it could go."),
    Why.SUPERSEDED: _("Not sent: a newer price came before it could go."),
    Why.FULFILLED: _("Not sent: the need was met before it could go."),
    Why.EXPIRED: _("Not sent: it ended before it could go."),
    Why.ERASED: _("Not sent: your data had been erased then."),
    Why.STOPPED: _("Not sent: it was stopped before it could go."),
    Why.REFUSED: _("Not sent: Telegram refused it."),
    Why.UNWORDED: _("Not sent because of a mistake of ours. We are sorry."),
    Why.UNKNOWN: _("Sending was tried {when}, and Telegram did not say whether it arrived."),
    Why.RESTORED: _(
        "It was going out when our computer broke down, so we do not know whether it arrived. We "
        "do not send it twice."
    ),
}
MISSES = {
    Miss.NO_NEWS: _("Not for you: news is turned off."),
    Miss.MUTED: _("Not for you: news of this commodity is turned off."),
    Miss.OTHER_GOODS: _("Not for you: it is not among your products."),
    Miss.ONLY_MAKERS: _("Not for you: it is for some of those who make it."),
    Miss.RIVAL: _("Not for you: who buys does not get other buyers' prices."),
    Miss.ELSEWHERE: _("Not for you: it is for another region."),
    Miss.TOO_FAR: _("Not for you: it is for places nearer to the buyer."),
    Miss.NOT_SUPPLIER: _("Not for you: it is for the buyer's own suppliers."),
    Miss.SIZE_UNKNOWN: _("Not for you: the buyer asks for a yearly sales size, and yours is open."),
    Miss.OTHER_SIZE: _("Not for you: it is for businesses of another size."),
    Miss.PAPER_UNKNOWN: _("Not for you: the buyer asks for papers, and yours are not told yet."),
    Miss.PAPER_MISSING: _("Not for you: a paper that the buyer asks for is missing."),
    Miss.CAPACITY_UNKNOWN: _("Not for you: the buyer asks for an amount, and yours is open."),
    Miss.TOO_SMALL: _("Not for you: the buyer asks for more than you noted."),
}
#: What the profile can help with.
TO_COMPLETE = {
    *(Miss.OTHER_GOODS, Miss.SIZE_UNKNOWN, Miss.PAPER_UNKNOWN, Miss.PAPER_MISSING),
    *(Miss.CAPACITY_UNKNOWN, Miss.TOO_SMALL, Miss.ELSEWHERE),
}


def sentence(words: Words, one: Became) -> Markup:
    """`Sent Monday, 23 Nov 2026, 10:05.`"""
    if one.why is None:
        joined = _("Not sent: it went out before you joined, or before your data was changed.")
        return words(MISSES[one.miss] if one.miss else joined)
    return words(BECAME[one.why], when=_when(words, one.at) if one.at else "–")


def _when(words: Words, at: datetime) -> str:
    return words.plain(_("{day}, {time}"), day=words.day(at), time=words.time(at))


def why_news(words: Words, facts: WhyNews) -> Screen:
    rows: list[tuple[Button, ...]] = [(go(words.plain(_("What you hear of")), "subscriptions"),)]
    if any(each.miss in TO_COMPLETE for each in facts.found):
        rows.append((go(words.plain(_("My profile")), "profile"),))
    if not facts.found:
        nothing = words(_("There has been no news about what you make yet."))
        return Screen(nothing, (*rows, (go(words.plain(_("My profile")), "profile"),)))
    head = words(_("<b>Why news comes, or does not</b>"))
    return Screen(words.paragraphs([head, *what_became(words, facts.found)]), tuple(rows))


def what_became(words: Words, found: Sequence[Became]) -> list[Markup]:
    """A paragraph for each bulletin."""
    return [
        words.lines(
            [
                words(_("<b>{bulletin}</b>"), bulletin=headline(words, each.facts)),
                words(_("Buyer: {offtaker}"), offtaker=each.facts.offtaker),
                sentence(words, each),
            ]
        )
        for each in found
    ]
