"""What is left of each price for this owner: less carriage, less waiting, with what is assumed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.form import Answer, Answers, Facts, Form, Reply, Situation, never
from bot.conversation.spoken import heard
from bot.conversation.steps import Price
from bot.conversation.steps.crops import crop_name
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market import net
from bot.market.grades import GradePrice
from bot.market.net import A_MONTH, UNIT, Net
from bot.partnerships import vetting
from bot.people import businesses
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts as BulletinFacts
from handlers.market.prices.price_blocks import Asked, Block, gather
from handlers.market.prices.prices import show_own, viewer_of

#: Said of what costs nothing.
FREE = {"gratis", "tidak ada", "tidak bayar", "nol", "0", "free", "nothing", "none", "tanpa ongkos"}
NONE = f"0/{UNIT}"


class NetPrice(BaseModel, frozen=True):
    facts: BulletinFacts
    #: Of a table, one of its rows; else the one price, of the grade named or of "".
    of: GradePrice
    left: Decimal | None
    carriage: Decimal | None = None
    waiting: Decimal = Decimal(0)


class NetPrices(Notice):
    """Of what the owner makes, where they are; of each commodity the best for them first."""

    kind = "net_prices"

    found: tuple[NetPrice, ...]
    #: What it costs this owner to bring a kilogram; None if they have not said.
    carriage: Decimal | None
    #: What some of them did not say.
    carrier_unsaid: bool = False
    payment_unsaid: bool = False


async def show_net(turn: Turn) -> None:
    business = await businesses.active(turn.db, turn.person.id)
    viewer = viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    if business is None or viewer.buys:
        await show_own(turn)
        return
    cards = await businesses.businesses_of(turn.db, turn.person.id)
    makes = [make.slug for make in cards[0].makes if make.slug]
    asked = Asked(makes, [business.regency])
    blocks = (await gather(turn.db, asked, viewer)).blocks if makes else []
    left = [
        (facts, of, net.net(of.price, facts.unit, facts.conditions, business.carriage))
        for facts, of in _quoted(blocks)
    ]
    turn.reply(
        NetPrices(
            found=tuple(_ordered(left)),
            carriage=business.carriage,
            carrier_unsaid=any(one.carrier_unsaid for *_price, one in left),
            payment_unsaid=any(one.payment_unsaid for *_price, one in left),
        )
    )


def _quoted(blocks: Sequence[Block]) -> list[tuple[BulletinFacts, GradePrice]]:
    """Each price, of a table each of its rows."""
    found = [quoted.facts for block in blocks for quoted in block.quotes]
    return [(facts, of) for facts in found for of in facts.prices]


def _ordered(left: Sequence[tuple[BulletinFacts, GradePrice, Net]]) -> list[NetPrice]:
    found = [
        NetPrice(facts=facts, of=of, left=one.left, carriage=one.carriage, waiting=one.waiting)
        for facts, of, one in left
    ]
    kinds = [*dict.fromkeys(_goods(each) for each in found)]
    return sorted(found, key=lambda each: (kinds.index(_goods(each)), -(each.left or 0)))


def _goods(price: NetPrice) -> tuple[str, str, str]:
    """Only prices of the same goods are put beside each other."""
    return price.facts.commodity, price.facts.unit, " ".join(price.of.grade.casefold().split())


@dataclass(frozen=True)
class Carriage(Price):
    """Rupiah a kilogram; it may be nothing."""

    def unit(self, situation: Situation) -> str:
        return UNIT

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (NONE,)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if heard(text) in FREE:
            return Answer({"amount": "0", "unit": UNIT})
        return super().read(text, draft, situation)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return (
            words.plain(_("It costs nothing"))
            if option == NONE
            else super().label(option, words, facts)
        )


async def start_carriage(turn: Turn) -> None:
    if await businesses.active(turn.db, turn.person.id):
        await begin(turn, CARRIAGE)
    else:
        await show_own(turn)


async def finish(turn: Turn, answers: Answers) -> None:
    if business := await businesses.active(turn.db, turn.person.id):
        business.carriage = Decimal(answers["carriage"]["amount"])
        await turn.db.flush()
    await show_net(turn)


CARRIAGE = Form(
    name="carriage",
    title="",
    steps=(
        Carriage(
            "carriage",
            _("What does it cost to bring a kilogram to the buyer, about? E.g. 500 per kg."),
            _("Carriage"),
        ),
    ),
    finish=finish,
    review=never,
)


def net_prices(words: Words, facts: NetPrices) -> Screen:
    change = _("Change the carriage") if facts.carriage is not None else _("Tell the carriage")
    below = (
        (go(words.plain(change), "carriage"),),
        (go(words.plain(_("Today's prices")), "prices"),),
    )
    if not facts.found:
        return Screen(words(_("There is no price news for what you make today.")), below[1:])
    parts = [words(_("<b>About what is left to you</b>"))]
    for goods in dict.fromkeys(map(_goods, facts.found)):
        same = [each for each in facts.found if _goods(each) == goods]
        named = _("<b>{crop}, {grade}</b>") if goods[-1] else _("<b>{crop}</b>")
        head = words(named, crop=crop_name(goods[0], words), grade=same[0].of.grade)
        parts.append(words.lines([head, *(_line(words, each) for each in same)]))
    return Screen(words.paragraphs([*parts, words.lines(_assumed(words, facts))]), below)


def _line(words: Words, one: NetPrice) -> Markup:
    unit, offtaker = words.unit(one.facts.unit), one.facts.offtaker
    price = words.money(one.of.price)
    if one.left is None:
        unknown = _("• {offtaker}: {price}/{unit}, less what it costs you to bring it")
        return words(unknown, offtaker=offtaker, price=price, unit=unit)
    off = []
    if one.carriage:
        off.append(words.plain(_("carriage {amount}"), amount=words.money(one.carriage)))
    if one.waiting:
        off.append(
            words.plain(
                _("paid after {days} days {amount}"),
                days=one.facts.conditions.payment_days,
                amount=words.money(one.waiting),
            )
        )
    left = words.money(one.left)
    if not off:
        return words(
            _("• {offtaker}: <b>{left}/{unit}</b>"), offtaker=offtaker, left=left, unit=unit
        )
    return words(
        _("• {offtaker}: <b>{left}/{unit}</b> of {price} ({off})"),
        offtaker=offtaker,
        left=left,
        unit=unit,
        price=price,
        off=words.list(off),
    )


def _assumed(words: Words, facts: NetPrices) -> list[Markup]:
    """Each price is for the quality that it names."""
    month = format_percent(A_MONTH, "0%", locale=words.locale)
    lines = [words(_("What is assumed:"))]
    if facts.carriage is not None:
        cost = words.money(facts.carriage)
        lines.append(words(_("• To bring it costs {cost} a kilogram, as you told us."), cost=cost))
    lines.append(words(_("• Money that comes later counts {month} a month less."), month=month))
    if facts.payment_unsaid:
        lines.append(words(_("• Who does not say when they pay pays in cash.")))
    if facts.carrier_unsaid:
        lines.append(words(_("• Who does not say who carries fetches the goods.")))
    lines.append(words(_("• Your goods are of the quality that the buyer asks for.")))
    return lines
