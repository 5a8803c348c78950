"""Today's prices in words: what is paid, what has changed, the market, the public price."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.market import grades
from bot.market.comparing import Unlike
from bot.market.models import NATIONWIDE, MarketLevel
from bot.market.regions import region
from handlers.home import go
from handlers.market.bulletins.bulletins import answering_each, describe
from handlers.market.prices.price_blocks import Block, Market, Quoted, Reference
from handlers.market.prices.prices import PriceList, called

#: Starts the data of the button for a chart.
CHART = "chart"
#: Places, and commodities, that fit into one sentence; places of one price.
MANY, FEW = 4, 2
#: Signs of a message (a text of 4096 is Telegram's limit), in UTF-16 units.
ROOM = 4000

LEVELS = {
    MarketLevel.PRODUCER: _("producer price"),
    MarketLevel.WHOLESALE: _("wholesale price"),
    MarketLevel.RETAIL: _("retail price"),
}
WHY_NOT = {
    Unlike.LEVEL: _("Not comparable: buyers here pay producer prices."),
    Unlike.UNIT: _("Not comparable: the unit is another one."),
    Unlike.GRADE: _("Not comparable: it is for the grade {grade}."),
}
UNGRADED = _("Not comparable: it does not say for which grade it is.")


def price_list(words: Words, facts: PriceList) -> Screen:
    """With each grade's price, if there is room for all of them; else from which to which."""
    whole = _price_list(words, facts)
    if len(str(whole.text).encode("utf-16-le")) <= 2 * ROOM:
        return whole
    blocks = tuple(each.model_copy(update=_in_short(each)) for each in facts.blocks)
    return _price_list(words, facts.model_copy(update={"blocks": blocks}))


def _in_short(block: Block) -> dict[str, Any]:
    quotes = [each.model_copy(update={"short": True}) for each in block.quotes]
    return {"quotes": tuple(quotes), "markets": ()}


def _price_list(words: Words, facts: PriceList) -> Screen:
    parts = [*_heads(words, facts)]
    for block in facts.blocks:
        parts += _block(words, block, facts)
    if facts.left:
        crops = words.list(crop_name(slug, words) for slug in facts.left[:MANY])
        more = _("There are also prices of {crops}. Ask for one, for example: price of {one}.")
        parts.append(words(more, crops=crops, one=crop_name(facts.left[0], words).lower()))
    charts = [(_chart(words, facts, block),) for block in _charted(facts)]
    needs = go(words.plain(_("What buyers look for")), "needs")
    left = [(go(words.plain(_("What is left to me")), "net"),)] if _is_owners(facts) else []
    return Screen(words.paragraphs(parts), (*_answers(words, facts), *charts, *left, (needs,)))


def _is_owners(facts: PriceList) -> bool:
    """Whether it tells prices of what the reader makes."""
    return facts.own and not facts.of_buyer and any(block.quotes for block in facts.blocks)


def _answers(words: Words, facts: PriceList) -> tuple[tuple[Button, ...], ...]:
    """Whoever sells answers a price where they see it; a buyer answers none."""
    quoted = [each.facts for block in facts.blocks for each in block.quotes]
    return () if facts.of_buyer else answering_each(words, quoted)


def _heads(words: Words, facts: PriceList) -> list[Markup]:
    """What the answer is about, or that there is nothing: only what has prices is named."""
    if not facts.here:
        return _nothing(words, facts)
    places = named_places(words, facts.places)
    if facts.particular:
        crops = words.list(dict.fromkeys(crop_name(each.commodity, words) for each in facts.blocks))
        if facts.named and facts.places:
            return [words(_("Prices of {crops} in {places}"), crops=crops, places=places)]
        return [
            words(_("Prices of {crops}"), crops=crops)
            if facts.named
            else words(_("In {places}"), places=places)
        ]
    if facts.of_buyer:
        return [words(_("The market for what your company buys"))]
    return [words(_("Prices for what you make") if facts.own else _("Latest prices"))]


def _nothing(words: Words, facts: PriceList) -> list[Markup]:
    places = named_places(words, facts.places)
    if facts.named and facts.places:
        none = _("There is no price news of {crops} in {places} today.")
    elif facts.named:
        none = _("There is no price news of {crops} today.")
    elif facts.particular:
        none = _("There is no price news in {places} today.")
    elif facts.own and not facts.of_buyer:
        none = _("There is no price news for what you make today.")
    else:
        none = _("There is no price news yet.")
    lines = [words(none, crops=called(words, facts.named), places=places)]
    shown = [each for block in facts.blocks for each in block.quotes]
    if shown:
        near = any(each.elsewhere for each in shown)
        lines.append(words(_("The nearest:") if near else _("Other prices:")))
    elif not facts.particular:
        lines.append(words(_("You will be told when there is something for you.")))
    return [words.lines(lines)]


def _block(words: Words, block: Block, facts: PriceList) -> list[Markup]:
    parts = [_quoted(words, each) for each in block.quotes]
    rest = []
    if block.more:
        rest.append(
            words.plural(n_("And {number} more price.", "And {number} more prices."), block.more)
        )
    rest += _market(words, block, facts)
    if block.reference:
        rest += _reference(words, block, block.reference)
    if not parts:
        # Nothing above says what this is about.
        rest.insert(0, words(_("<b>{crop}</b>"), crop=crop_name(block.commodity, words)))
    return [*parts, words.lines(rest)] if rest else parts


def _quoted(words: Words, quoted: Quoted) -> Markup:
    lines = [describe(words, quoted.facts, rows=not quoted.short)]
    places = named_places(words, quoted.regions, FEW)
    if quoted.elsewhere and quoted.km is not None:
        away = _("For producers in {places}, about {km} km away.")
        lines.append(words(away, places=places, km=words.number(quoted.km)))
    elif places:
        lines.append(words(_("For producers in {places}."), places=places))
    return words.lines([*lines, *_since(words, quoted)])


def _since(words: Words, quoted: Quoted) -> list[Markup]:
    """How it compares with the same buyer's price before, for the same goods only."""
    if quoted.before_day is None:
        return []
    day = words.short_day(quoted.before_day)
    if quoted.before is not None:
        change = (quoted.facts.price or Decimal(0)) - quoted.before
        said = _("The same as on {day}.")
        if change:
            said = _("Up {amount} since {day}.") if change > 0 else _("Down {amount} since {day}.")
        return [words(said, day=day, amount=words.money(abs(change)))]
    now = () if quoted.short else quoted.facts.table
    if not now:
        return []
    changes = {
        row.grade: (grades.of_grade(now, row.grade) or row.price) - row.price
        for row in quoted.before_table
    }
    if not any(changes.values()):
        whole = len(changes) == len(now)
        return [words(_("The same as on {day}."), day=day)] if changes and whole else []
    up, down = _("{grade}: up {amount} since {day}."), _("{grade}: down {amount} since {day}.")
    return [
        words(up if change > 0 else down, grade=grade, amount=words.money(abs(change)), day=day)
        for grade, change in changes.items()
        if change
    ]


def named_places(words: Words, codes: tuple[str, ...], most: int = MANY) -> str:
    if NATIONWIDE in codes:
        return words.plain(_("all of Indonesia"))
    names = [region(code).name for code in codes[:most]]
    if len(codes) > most:
        names.append(words.plural(n_("{number} other", "{number} others"), len(codes) - most))
    return words.list(names)


def _market(words: Words, block: Block, facts: PriceList) -> list[Markup]:
    if block.markets:
        return [_of_grade(words, each, block.unit, facts) for each in block.markets]
    if block.market is None:
        few = _("Fewer than 5 other buyers have a price, so the market is not shown.")
        return [words(few)] if facts.of_buyer and facts.here else []
    market = block.market
    values = {
        "buyers": words.number(market.buyers),
        "lowest": words.money(market.lowest),
        "highest": words.money(market.highest),
        "unit": words.unit(block.unit),
    }
    if facts.of_buyer:
        return [words(_("{buyers} other buyers: {lowest} to {highest} per {unit}."), **values)]
    return [words(_("{buyers} buyers: {lowest} to {highest} per {unit}."), **values)]


def _of_grade(words: Words, market: Market, unit: str, facts: PriceList) -> Markup:
    said = _("{grade}: {buyers} buyers, {lowest} to {highest} per {unit}.")
    if facts.of_buyer:
        said = _("{grade}: {buyers} other buyers, {lowest} to {highest} per {unit}.")
    return words(
        said,
        grade=market.grade,
        buyers=words.number(market.buyers),
        lowest=words.money(market.lowest),
        highest=words.money(market.highest),
        unit=words.unit(unit),
    )


def _reference(words: Words, block: Block, reference: Reference) -> list[Markup]:
    told = words(
        _("Public price, {place}: {price}/{unit} ({level}, {source}, {day})."),
        place=named_places(words, (reference.region,)),
        price=words.money(reference.price),
        unit=words.unit(reference.unit),
        level=words.plain(LEVELS[reference.level]),
        source=reference.source,
        day=words.short_day(reference.day),
    )
    if not block.quotes:
        return [told]
    if reference.unlike or reference.converted is None:
        ungraded = reference.unlike is Unlike.GRADE and not reference.grade
        why = UNGRADED if ungraded else WHY_NOT[reference.unlike or Unlike.UNIT]
        return [told, words(why, grade=reference.grade)]
    paid = (grades.of_grade(each.facts.prices, reference.grade) for each in block.quotes)
    prices = [price for price in paid if price]
    if not prices:
        return [told]
    if any(each.facts.table for each in block.quotes):
        # Beside others of the same table, the price is named by what it is for.
        return [told, _of_one_grade(words, max(prices), reference)]
    return [told, _compared(words, max(prices), reference.converted, many=len(prices) > 1)]


def _of_one_grade(words: Words, highest: Decimal, reference: Reference) -> Markup:
    above = (highest - (reference.converted or highest)).quantize(Decimal(1))
    said = _("The highest price above for {grade} is the same.")
    if above:
        said = (
            _("The highest price above for {grade} is {amount} ({share}) more.")
            if above > 0
            else _("The highest price above for {grade} is {amount} ({share}) less.")
        )
    share = abs(above) / (reference.converted or highest)
    return words(
        said,
        grade=reference.grade,
        amount=words.money(abs(above)),
        share=format_percent(share, "0%", locale=words.locale),
    )


def _compared(words: Words, highest: Decimal, public: Decimal, *, many: bool) -> Markup:
    """To the rupiah: what is converted from a ton has fractions that nobody pays."""
    above = (highest - public).quantize(Decimal(1))
    share = format_percent(abs(above) / public, "0%", locale=words.locale)
    if not above:
        said = (
            _("The highest price above is the same.") if many else _("The price above is the same.")
        )
    elif above > 0:
        said = (
            _("The highest price above is {amount} ({share}) more.")
            if many
            else _("The price above is {amount} ({share}) more.")
        )
    else:
        said = (
            _("The highest price above is {amount} ({share}) less.")
            if many
            else _("The price above is {amount} ({share}) less.")
        )
    return words(said, amount=words.money(abs(above)), share=share)


def _charted(facts: PriceList) -> list[Block]:
    """One chart for a commodity, where there is something to draw."""
    found: dict[str, Block] = {}
    for block in facts.blocks:
        if block.quotes or block.market or block.reference:
            found.setdefault(block.commodity, block)
    return [*found.values()]


def _chart(words: Words, facts: PriceList, block: Block) -> Button:
    place = facts.places[0] if len(facts.places) == 1 and facts.here else NATIONWIDE
    label = words.plain(_("Chart: {crop}"), crop=crop_name(block.commodity, words))
    return Button(label, f"{CHART}:{block.commodity}:{place}")
