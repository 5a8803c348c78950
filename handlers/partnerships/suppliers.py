"""A buyer's supplier list: a template, a file that is looked at, and a yes before it is kept."""

from collections.abc import Sequence
from typing import Literal

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.drafts import Standing, standing, version
from bot.language import Words, _, n_
from bot.partnerships import supplier_list, suppliers, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.partnerships.supplier_list import Line
from bot.sheets import Table, xlsx
from handlers.home import go, row_number
from handlers.partnerships.company import about, led_by, supplier_counts
from handlers.rows_to_check import (
    Secret,
    ToCheck,
    file_to_check,
    newer_line,
    rows_of,
    settled_line,
    to_check,
    told_lines,
)
from handlers.tables import Lists

#: Starts the data of the buttons under a list that was looked at.
PREFIX = "suppliers"


class Suppliers(Notice):
    kind = "suppliers"

    listed: int
    joined: int | None


class SupplierTemplate(Notice):
    kind = "supplier_template"


class ListLookedAt(Notice):
    """What a list holds; nothing of it is kept yet."""

    kind = "list_looked_at"

    offtaker_id: int
    #: Of the draft that the buttons are about.
    version: int
    good: int
    found: ToCheck = ToCheck()
    secret: Secret = Secret()
    #: Whether it is shown since a button of an older list was tapped.
    newer: bool = False


#: A table whose headings are neither those of suppliers nor of prices.
NO_TABLE_OF_THEIRS = _(
    "We do not know the headings of this table. Is it prices, or a list of suppliers? The first "
    "row has to name the columns; each template shows how."
)


class ListUnread(Notice):
    kind = "list_unread"

    problem: str


class ListSaved(Notice):
    kind = "list_saved"

    added: int
    updated: int
    joined: int | None


class ListDropped(Notice):
    kind = "list_dropped"


class ListSettled(Notice):
    """A button was tapped of a list that is kept already, or older than one that is settled."""

    kind = "list_settled"

    standing: Literal["kept", "newer"]


async def approved(turn: Turn) -> Offtaker | None:
    """The approved company that the person leads; None, and told so, if there is none."""
    offtaker = await led_by(turn)
    if offtaker and offtaker.vetting != Vetting.APPROVED:
        turn.reply(ListUnread(problem=_("Your company has to be approved first.")))
        return None
    return offtaker


async def show_suppliers(turn: Turn) -> None:
    if offtaker := await approved(turn):
        count = await suppliers.counts(turn.db, offtaker.id)
        turn.reply(Suppliers(listed=count.listed, joined=count.joined))


async def offer_template(turn: Turn) -> None:
    if await approved(turn):
        turn.reply(SupplierTemplate())


async def look_at(turn: Turn, sheet: Lists) -> bool:
    """A table that a buyer sent. False if it is none of theirs to send."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    if offtaker is None or offtaker.vetting != Vetting.APPROVED:
        return False
    if not (offtaker := await led_by(turn, offtaker.id)):
        return True
    if sheet.problem:
        turn.reply(ListUnread(problem=sheet.problem))
        return True
    read = sheet.suppliers
    if read.problem:
        unknown = read.problem == supplier_list.NO_HEADINGS
        turn.reply(ListUnread(problem=NO_TABLE_OF_THEIRS if unknown else read.problem))
        return True
    number = await suppliers.keep_draft(turn.db, offtaker.id, turn.person.id, read.lines)
    found = to_check(read.columns, read.remarks)
    turn.reply(
        ListLookedAt(
            offtaker_id=offtaker.id,
            version=number,
            good=len(read.lines),
            found=found,
            secret=rows_of(sheet, read.columns, found),
        )
    )
    return True


async def settle_list(turn: Turn, tap: Tap, argument: str) -> None:
    """`save:12:1764000000000000` or `drop:…`: a company, and the version that was shown."""
    does, number, shown = [*argument.split(":"), "", ""][:3]
    offtaker_id = row_number(number)
    if offtaker_id is None or not (offtaker := await led_by(turn, offtaker_id)):
        return
    draft = await suppliers.draft_of(turn.db, offtaker.id, turn.person.id)
    match standing(draft, row_number(shown) or 0):
        case Standing.WAITS if draft and does == "save":
            await _save(turn, offtaker, suppliers.settle(draft, kept=True))
        case Standing.WAITS if draft:
            suppliers.settle(draft, kept=False)
            turn.reply(ListDropped())
        case Standing.NEWER_WAITS if draft:
            turn.reply(
                ListLookedAt(
                    offtaker_id=offtaker.id,
                    version=version(draft.read_at),
                    good=len(draft.lines),
                    newer=True,
                )
            )
        case Standing.KEPT:
            turn.reply(ListSettled(standing="kept"))
        case Standing.NEWER_SETTLED:
            turn.reply(ListSettled(standing="newer"))
        case _dropped:
            turn.reply(ListDropped())


async def _save(turn: Turn, offtaker: Offtaker, lines: Sequence[Line]) -> None:
    saved = await suppliers.save(turn.db, offtaker.id, lines)
    count = await suppliers.counts(turn.db, offtaker.id)
    turn.reply(ListSaved(added=saved.added, updated=saved.updated, joined=count.joined))


def suppliers_screen(words: Words, facts: Suppliers) -> Screen:
    lines = [
        supplier_counts(words, facts.listed, facts.joined),
        words(
            _(
                "Send your supplier list as a spreadsheet (XLSX or CSV). Nobody in it is written "
                "to: they join by themselves, with your QR code or link."
            )
        ),
    ]
    return Screen(
        words.paragraphs(lines),
        (
            (go(words.plain(_("Template for the list")), "template"),),
            (go(words.plain(_("Make a poster")), "newposter"),),
            (go(words.plain(_("My company")), "company"),),
        ),
    )


def supplier_template(words: Words, facts: SupplierTemplate) -> Screen:
    header = [
        words.plain(_("Name")),
        words.plain(_("Phone number")),
        words.plain(_("Regency/city")),
        words.plain(_("Commodity")),
    ]
    example = supplier_list.EXAMPLE
    table = Table(words.plain(_("Suppliers")), header, [example], as_text=frozenset({1}))
    text = words(
        _(
            "One supplier a row; the example row can go. Only the name is needed. "
            "Then send the file here."
        )
    )
    return Screen(text, file=File("pemasok.xlsx", xlsx(table)))


def list_looked_at(words: Words, facts: ListLookedAt) -> Screen:
    kept = words.plural(n_("{number} row can be kept.", "{number} rows can be kept."), facts.good)
    lines = [*newer_line(words, newer=facts.newer), kept, *told_lines(words, facts.found)]
    asks = [words(_("Nobody is written to. Keep the list?"))] if facts.good else []
    data = f"{PREFIX}:{{}}:{facts.offtaker_id}:{facts.version}".format
    save = Button(words.plain(_("Keep the list")), data("save"))
    drop = Button(words.plain(_("Do not keep it")), data("drop"))
    return Screen(
        words.paragraphs([words.lines(lines), *asks]),
        ((save,), (drop,)) if facts.good else (),
        file=file_to_check(words, facts.found, facts.secret),
    )


def list_unread(words: Words, facts: ListUnread) -> Screen:
    prices = go(words.plain(_("Template for prices and needs")), "price_template")
    return Screen(
        words(facts.problem),
        ((go(words.plain(_("Template for the list")), "template"),), (prices,)),
    )


def list_saved(words: Words, facts: ListSaved) -> Screen:
    lines = [
        words(
            _("Kept: {added} new, {updated} brought up to date."),
            added=words.number(facts.added),
            updated=words.number(facts.updated),
        ),
        words(_("Now invite them: with your QR code, or a text to send by WhatsApp.")),
    ]
    if facts.joined:
        lines.insert(1, words(_("Joined already: {joined}"), joined=about(words, facts.joined)))
    return Screen(
        words.lines(lines),
        (
            (go(words.plain(_("Make a poster")), "newposter"),),
            (go(words.plain(_("My company")), "company"),),
        ),
    )


def list_dropped(words: Words, facts: ListDropped) -> Screen:
    return Screen(words(_("The list was not kept.")))


def list_settled(words: Words, facts: ListSettled) -> Screen:
    return Screen(settled_line(words, facts.standing))
