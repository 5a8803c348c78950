"""A bulletin is passed on by whoever got it, and opened by whoever got the link."""

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import bulletins, living, told
from bot.market.bulletins import Listed
from bot.market.models import BulletinKind
from bot.partnerships import vetting
from handlers.home import go, row_number
from handlers.links import deep_link, typed_link, whatsapp
from handlers.market.bulletins.bulletins import ENCLOSURE, SEE, Facts, answering, describe, headline
from handlers.market.prices.prices import viewer_of
from handlers.market.prices.terms_asked import LOOKED_AT, arrived
from handlers.market.readers.why import Became, became, sentence

#: Starts the argument of a link to a bulletin; its number follows.
LINK = "b"


class ToShare(Notice):
    """A link to a bulletin, ready to be sent on."""

    kind = "to_share"

    facts: Facts
    bot: str


class NotToShare(Notice):
    """It is for the company's own suppliers, and a link to it would open for nobody else."""

    kind = "not_to_share"


class Opened(Notice):
    """What a link to a bulletin shows; `facts` is None where there is none to see."""

    kind = "bulletin_opened"

    facts: Facts | None
    holds: bool = True
    #: Whether it is the price of another buyer than the reader (promise P6).
    of_rival: bool = False
    new: bool = False
    #: Whether it took the place of the one that was asked for.
    newer: bool = False
    #: What became of it for the reader.
    became: Became | None = None


class NothingToShare(Notice):
    kind = "nothing_to_share"


async def share_latest(turn: Turn) -> None:
    """What a buyer published last, or what came last; what may not be shared is passed over."""
    company = await vetting.offtaker_of(turn.db, turn.person.id)
    own = await living.running(turn.db, company.id, LOOKED_AT) if company else ()
    found = own or [each.bulletin for each in await arrived(turn)]
    for each in found:
        if (await living.target_of(turn.db, each)).suppliers_of is None:
            await share(turn, str(each.id))
            return
    turn.reply(NotToShare() if found else NothingToShare())


async def press(turn: Turn, _tap: Tap, number: str) -> None:
    await share(turn, number)


async def share(turn: Turn, number: str) -> None:
    listed, rival = await found(turn, number)
    if listed is None or rival or not living.runs(listed.bulletin):
        turn.reply(opened_of(turn, listed, rival=rival))
    elif (await living.target_of(turn.db, listed.bulletin)).suppliers_of is not None:
        turn.reply(NotToShare())
    else:
        turn.reply(ToShare(facts=_facts(listed), bot=turn.bot))


async def show(turn: Turn, number: str) -> None:
    """The bulletin that somebody passed on."""
    listed, rival = await found(turn, number)
    newest = await living.successor(turn.db, listed.bulletin) if listed and not rival else None
    if newest and not await living.is_seen_by(turn.db, newest, turn.person.id):
        newest = None
    if newest:
        listed = await bulletins.listed(turn.db, newest)
    shown = opened_of(turn, listed, rival=rival).model_copy(update={"newer": newest is not None})
    if listed and shown.facts and not shown.new:
        about = await told.of_bulletin(turn.db, listed, turn.person.id)
        shown = shown.model_copy(update={"became": became(about)})
    turn.reply(shown)


async def found(turn: Turn, number: str) -> tuple[Listed | None, bool]:
    """The bulletin, if this person may read it; and whether it is the price of a rival."""
    bulletin_id = row_number(number)
    listed = await bulletins.numbered(turn.db, bulletin_id) if bulletin_id is not None else None
    if listed and not await living.is_seen_by(turn.db, listed.bulletin, turn.person.id):
        return None, False
    if listed is None or listed.bulletin.kind != BulletinKind.PRICE:
        return listed, False
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    return listed, viewer.buys and listed.bulletin.offtaker_id != viewer.company_id


def opened_of(turn: Turn, listed: Listed | None, *, rival: bool) -> Opened:
    """How it reads to who asks for it."""
    new = turn.person.registered_at is None
    if listed is None or rival:
        return Opened(facts=None, of_rival=rival, new=new)
    return Opened(facts=_facts(listed), holds=living.runs(listed.bulletin), new=new)


def _facts(listed: Listed) -> Facts:
    return Facts.of(listed.bulletin, listed.offtaker, listed.zone)


def to_share(words: Words, facts: ToShare) -> Screen:
    argument = f"{LINK}{facts.facts.number}"
    text = words.plain(
        _("{bulletin}. Buyer: {offtaker}. Valid until {day}. See and answer it in Mitra: {link}"),
        bulletin=headline(words, facts.facts),
        offtaker=facts.facts.offtaker,
        day=words.day(facts.facts.until),
        link=deep_link(facts.bot, argument),
    )
    lines = [
        words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts.facts)),
        words(_("Whoever opens this link sees the news and can answer it.")),
        words(_("Link: {link}"), link=typed_link(facts.bot, argument)),
    ]
    send = Button(words.plain(_("Share by WhatsApp")), url=whatsapp(text))
    return Screen(words.lines(lines), ((send,),))


def nothing_to_share(words: Words, _facts: NothingToShare) -> Screen:
    text = words(_("There is no news to share just now: none has come that still holds."))
    return Screen(text, ((go(words.plain(_("Today's prices")), "prices"),),))


def not_to_share(words: Words, _facts: NotToShare) -> Screen:
    return Screen(words(_("This news is for the buyer's own suppliers. It cannot be shared.")))


def opened(words: Words, facts: Opened) -> Screen:
    below = ((go(words.plain(_("Today's prices")), "prices"),),)
    if facts.of_rival:
        return Screen(words(_("A buyer does not see the prices of other buyers.")), below)
    if facts.facts is None:
        return Screen(words(_("This link leads to no news.")), () if facts.new else below)
    bulletin = describe(words, facts.facts)
    if facts.newer:
        head = words(_("There is a newer price than the one that was passed on:"))
        bulletin = words.paragraphs([head, bulletin])
    why = [sentence(words, facts.became)] if facts.became else []
    if not facts.holds:
        over = words(_("This news is not true any more."))
        return Screen(words.paragraphs([over, bulletin, *why]), () if facts.new else below)
    if facts.new:
        first = words(_("To answer it, please tell us a little about yourself first. It is free."))
        return Screen(words.paragraphs([bulletin, first]))
    text = words.paragraphs([bulletin, *why])
    return Screen(text, (*answering(words, facts.facts), *_enclosed(words, facts.facts), *below))


def _enclosed(words: Words, facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """The button that brings what goes with it."""
    if facts.enclosure is None:
        return ()
    return ((Button(words.plain(ENCLOSURE[facts.enclosure.kind]), f"{SEE}:{facts.number}"),),)
