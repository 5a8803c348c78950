"""A buyer's supplier list: a template, a file that is looked at, and a yes before it is kept."""

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.language import Words, _, n_
from bot.partnerships import suppliers, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.sheets import Cell, Table, xlsx
from handlers.company import about, led_by, supplier_counts
from handlers.home import go, row_number
from handlers.tables import Lists

#: Starts the data of the buttons under a list that was looked at.
PREFIX = "suppliers"
#: Rows told about in the message; all of them stand in the file that comes along.
TOLD = 5
#: And so many at most in that file.
MOST_REMARKS = 2000


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
    good: int
    bad: int
    #: (row, sentence, its values, whether the row is kept all the same)
    remarks: tuple[tuple[int, str, dict[str, str], bool], ...]


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
        turn.reply(ListUnread(problem=read.problem))
        return True
    await suppliers.keep_draft(turn.db, offtaker.id, turn.person.id, read.lines)
    remarks = read.remarks[:MOST_REMARKS]
    turn.reply(
        ListLookedAt(
            offtaker_id=offtaker.id,
            good=len(read.lines),
            bad=sum(not each.kept for each in read.remarks),
            remarks=tuple(
                (each.row, each.reason, dict(each.values), each.kept) for each in remarks
            ),
        )
    )
    return True


async def settle_list(turn: Turn, tap: Tap, argument: str) -> None:
    """`save:12` or `drop:12`."""
    does, _colon, number = argument.partition(":")
    offtaker_id = row_number(number)
    if offtaker_id is None or not (offtaker := await led_by(turn, offtaker_id)):
        return
    lines = await suppliers.drop_draft(turn.db, offtaker.id, turn.person.id)
    if lines is None or does != "save":
        turn.reply(ListDropped())
        return
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
            (go(words.plain(_("QR code and invitation text")), "poster"),),
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
    example = ["Siti Aminah", "081234567890", "Kabupaten Malang", "Cabai rawit merah"]
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
    lines = [kept]
    if facts.bad:
        refused = n_("{number} row cannot:", "{number} rows cannot:")
        lines.append(words.plural(refused, facts.bad))
    lines += [
        words(_("• Row {row}: {reason}"), row=row, reason=words.plain(reason, **values))
        for row, reason, values, _kept in facts.remarks[:TOLD]
    ]
    if len(facts.remarks) > TOLD:
        lines.append(words(_("All of them stand in the file.")))
    if facts.good:
        lines.append(words(_("Nobody is written to. Keep the list?")))
    data = f"{PREFIX}:{{}}:{facts.offtaker_id}".format
    save = Button(words.plain(_("Keep the list")), data("save"))
    drop = Button(words.plain(_("Do not keep it")), data("drop"))
    return Screen(
        words.lines(lines),
        ((save,), (drop,)) if facts.good else (),
        file=_remarks(words, facts) if len(facts.remarks) > TOLD else None,
    )


def _remarks(words: Words, facts: ListLookedAt) -> File:
    rows: list[list[Cell]] = [
        [row, words.plain(reason, **values), words.plain(_("kept") if kept else _("not kept"))]
        for row, reason, values, kept in facts.remarks
    ]
    header = [words.plain(_("Row")), words.plain(_("Reason")), words.plain(_("Kept?"))]
    return File("baris.xlsx", xlsx(Table(words.plain(_("Rows to check")), header, rows)))


def list_unread(words: Words, facts: ListUnread) -> Screen:
    return Screen(
        words(facts.problem), ((go(words.plain(_("Template for the list")), "template"),),)
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
            (go(words.plain(_("QR code and invitation text")), "poster"),),
            (go(words.plain(_("My company")), "company"),),
        ),
    )


def list_dropped(words: Words, facts: ListDropped) -> Screen:
    return Screen(words(_("The list was not kept.")))
