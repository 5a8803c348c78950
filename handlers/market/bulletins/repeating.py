"""Daily prices in two taps: what a company published last is the template of what comes next."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot import clock
from bot.conversation.form import Note
from bot.conversation.said import Tap
from bot.conversation.steps.conditions import answer_of
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import bulletins, living, templates
from bot.market.models import Bulletin, BulletinKind
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, headline
from handlers.market.bulletins.publishing import KINDS, PUBLISH, publisher

#: Starts the data of the buttons: `again:same:12`, `again:price:12`, `again:new:need`.
PREFIX = "again"
FROM_FILE = _("Several at once? Send them as a file: /price_template shows how.")


class LastPrices(Notice):
    """What was published last, to be published again."""

    kind = "last_prices"

    found: tuple[tuple[int, Facts], ...]


async def start_publishing(turn: Turn) -> None:
    """Of who has published before: the last prices first; else the form at once."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    found = await templates.latest(turn.db, offtaker.id)
    if not found:
        await begin(turn, PUBLISH, note=Note(FROM_FILE))
        return
    seen = [await bulletins.listed(turn.db, each) for each in found]
    told = [(each.bulletin.id, Facts.of(each.bulletin, each.offtaker, each.zone)) for each in seen]
    turn.reply(LastPrices(found=tuple(told)))


async def press(turn: Turn, _tap: Tap, argument: str) -> None:
    does, _colon, what = argument.partition(":")
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    if does == "new" and what in {*BulletinKind}:
        await begin(turn, PUBLISH, {"kind": what})
        return
    found = await bulletins.of(turn.db, offtaker, int(what)) if what.isdecimal() else None
    if found is None or found.kind != BulletinKind.PRICE:
        await start_publishing(turn)
        return
    known = await _known(turn, found)
    await begin(turn, PUBLISH, known, change="price" if does == "price" else None)


async def _known(turn: Turn, found: Bulletin) -> dict[str, Any]:
    """The answers that would make it again, for as many days as it held."""
    today = clock.now().astimezone(ZoneInfo(turn.person.zone)).date()
    listed = await bulletins.listed(turn.db, found)
    until = today + timedelta(days=templates.days_held(found, listed.zone))
    price: dict[str, Any] = {"amount": f"{(found.price or Decimal()).normalize():f}"}
    price |= {"unit": found.unit} | ({"grades": found.grades} if found.grades else {})
    return {
        "kind": found.kind,
        "commodity": found.commodity,
        "price": price,
        "regions": [*await living.regions_of(turn.db, found.id)],
        "until": until.isoformat(),
        "terms": answer_of(found.conditions, found.unit),
        "enclosure": None,  # a photo is of its day
        **({"target": found.narrowed} if found.narrowed else {}),
    }


def last_prices(words: Words, facts: LastPrices) -> Screen:
    lines = [words(_("<b>Your last prices</b>"))]
    buttons = []
    for number, (bulletin_id, each) in enumerate(facts.found, 1):
        grade = each.conditions.grade
        line = _("{number}. {bulletin}, {grade}") if grade else _("{number}. {bulletin}")
        lines.append(words(line, number=number, bulletin=headline(words, each), grade=grade))
        same = words.plain(_("{number}: the same"), number=number)
        other = words.plain(_("{number}: only the price"), number=number)
        buttons.append(
            (
                Button(same, f"{PREFIX}:same:{bulletin_id}"),
                Button(other, f"{PREFIX}:price:{bulletin_id}"),
            )
        )
    lines += [Markup(), words(_("Publish one again, or something new?"))]
    new = [(Button(words.plain(label), f"{PREFIX}:new:{kind}"),) for kind, label in KINDS.items()]
    new.append((go(words.plain(_("From a file")), "price_template"),))
    return Screen(words.lines(lines), (*buttons, *new))
