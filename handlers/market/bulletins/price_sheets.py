"""Prices and needs from a file: a template, each row read, and a yes before anything goes out."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot import clock
from bot.columns import PRODUCTS, Remark
from bot.conversation.turn import Turn
from bot.delivery.screen import File, Notice, Screen
from bot.language import Words, _, n_
from bot.market import batches, bulletin_list, history
from bot.market.bulletin_list import EXAMPLES
from bot.partnerships.models import Offtaker
from bot.people.capacities import counted_in
from bot.sheets import Table, xlsx
from handlers.home import go
from handlers.market.bulletins.batch_screens import batch_stands
from handlers.market.bulletins.price_rows import Ready, agreed, doubtful, unusual
from handlers.market.bulletins.publishing import publisher
from handlers.rows_to_check import (
    Secret,
    ToCheck,
    Wording,
    file_to_check,
    rows_of,
    to_check,
    told_lines,
)
from handlers.tables import Lists

UNUSUAL = _("{price} is far from the usual {usual}")
WORDING = Wording(
    n_("{number} row has to be corrected:", "{number} rows have to be corrected:"),
    n_("{number} row has an unusual price:", "{number} rows have an unusual price:"),
    _("Goes out?"),
    _("only if you send it as it is"),
    _("not before it is corrected"),
)
NOTHING = _("There is no row in this sheet. Fill in one row for each price or need.")


class PriceTemplate(Notice):
    kind = "price_template"


class PricesUnread(Notice):
    """A sheet of prices that could not be read as a whole."""

    kind = "prices_unread"

    problem: str


class PriceRows(Notice):
    """What a sheet of prices leaves to be checked."""

    kind = "price_rows"

    found: ToCheck
    secret: Secret = Secret()
    #: Whether any row is good, and shown below.
    good: bool


async def offer_template(turn: Turn) -> None:
    if await publisher(turn):
        turn.reply(PriceTemplate())


async def look_at(turn: Turn, sheet: Lists) -> bool:
    """A table that somebody sent. False if it is no sheet of prices."""
    read = sheet.prices
    if read is None or turn.person.registered_at is None:
        return False
    offtaker = await publisher(turn)
    if offtaker is None:
        return True
    if read.problem or not (read.lines or read.remarks):
        turn.reply(PricesUnread(problem=read.problem or NOTHING))
        return True
    ready, remarks = agreed(read, turn.words, clock.now().astimezone(turn.words.zone))
    rows, doubts = await _judged(turn, offtaker, ready)
    found = to_check(read.columns, [*remarks, *doubts])
    if found.remarks or found.unknown:
        secret = rows_of(sheet, read.columns, found)
        turn.reply(PriceRows(found=found, secret=secret, good=bool(rows)))
    if rows:
        await _propose(turn, offtaker, rows)
    return True


async def _judged(
    turn: Turn, offtaker: Offtaker, ready: Sequence[Ready]
) -> tuple[list[Mapping[str, Any]], list[Remark]]:
    """The rows, with the prices that are to be looked at last and marked."""
    usual: dict[str, Decimal | None] = {}
    plain, marked, doubts = [], [], []
    for row in ready:
        slug = row.answers["commodity"]
        if slug not in usual:
            usual[slug] = await history.usual(turn.db, (slug, counted_in(slug)), offtaker.id)
        if unusual(row.answers, about := usual.get(slug)):
            marked.append({**row.answers, "unusual": True})
            doubts.append(_doubt(turn.words, row, about or Decimal()))
        else:
            plain.append(row.answers)
    return [*plain, *marked], doubts


def _doubt(words: Words, row: Ready, usual: Decimal) -> Remark:
    unit, price = _unit_of(row.answers), doubtful(row.answers, usual)[0]
    values = {
        "price": f"{words.money(price)}/{words.unit(unit)}",
        "usual": f"{words.money(usual)}/{words.unit(unit)}",
    }
    return Remark(row.number, UNUSUAL, values, kept=True)


def _unit_of(answers: Mapping[str, Any]) -> str:
    return str((answers.get("price") or answers["pays"])["unit"])


async def _propose(turn: Turn, offtaker: Offtaker, rows: Sequence[Mapping[str, Any]]) -> None:
    whose = {"offtaker_id": offtaker.id, "author_id": turn.person.id}
    replaces = await batches.take_place(turn.db, rows, **whose)
    made = await batches.propose(turn.db, rows, **whose)
    seen = await batch_stands(turn.db, made)
    turn.reply(seen.model_copy(update={"replaces": replaces}))


def price_template(words: Words, _facts: PriceTemplate) -> Screen:
    columns: Mapping[str, str] = {
        bulletin_list.KIND: _("Kind"),
        PRODUCTS: _("Commodity"),
        bulletin_list.GRADE: _("Grade"),
        bulletin_list.PRICE: _("Price"),
        bulletin_list.QUANTITY: _("Quantity"),
        bulletin_list.REGIONS: _("Regions"),
        bulletin_list.UNTIL: _("Valid until"),
        bulletin_list.FROM: _("Delivery from"),
        bulletin_list.TO: _("Delivery until"),
        bulletin_list.PAYMENT: _("Payment"),
        bulletin_list.LEAST: _("Least quantity"),
        bulletin_list.HANDED: _("Loco/franco"),
        bulletin_list.TERMS: _("Other terms"),
    }
    kinds = words.plain(_("price")), words.plain(_("need"))
    paid = words.plain(_("7 days")), words.plain(_("cash"))
    until = words.plain(_("in 7 days"))
    ours = [
        {bulletin_list.KIND: kind, bulletin_list.PAYMENT: term, bulletin_list.UNTIL: until}
        for kind, term in zip(kinds, paid, strict=True)
    ]
    rows = [
        [{**each, **own}.get(key, "") for key in columns]
        for each, own in zip(EXAMPLES, ours, strict=True)
    ]
    header = [words.plain(each) for each in columns.values()]
    table = Table(
        words.plain(_("Prices and needs")), header, rows, as_text=frozenset(range(len(header)))
    )
    text = words(
        _(
            "One price or need a row; the two example rows can go. Commodity, price or quantity, "
            "regions and last day are needed. Then send the file here (XLSX or CSV): you see what "
            "will happen before anybody gets it."
        )
    )
    return Screen(text, file=File(words.plain(_("prices.xlsx")), xlsx(table)))


def prices_unread(words: Words, facts: PricesUnread) -> Screen:
    template = go(words.plain(_("Template for prices and needs")), "price_template")
    return Screen(words(facts.problem, most=bulletin_list.MOST), ((template,),))


def price_rows(words: Words, facts: PriceRows) -> Screen:
    lines = told_lines(words, facts.found, WORDING)
    if not facts.good:
        lines.append(words(_("Nothing of it can go out yet.")))
    file = file_to_check(words, facts.found, facts.secret, WORDING)
    return Screen(words.lines(lines), file=file)
