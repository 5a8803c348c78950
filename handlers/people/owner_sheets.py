"""Many owners from one spreadsheet: a template, a look at the file, and a yes before it counts."""

from collections.abc import Sequence
from typing import Literal

from bot import clock
from bot.coaching import owner_list
from bot.coaching.owner_list import Row
from bot.columns import Remark
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.drafts import Standing, standing, version
from bot.language import Words, _, n_
from bot.partnerships import vetting
from bot.partnerships.models import Vetting
from bot.people import delegates, delegation_drafts
from bot.people.models import Role
from bot.sheets import Table, xlsx
from handlers.home import go, row_number
from handlers.people.owner_cards import is_officer
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
PREFIX = "ownerlist"
KNOWN_PHONE = _("{officer} looks after an account with this number already")
KNOWN_NAME = _("you speak for somebody of this name there already")


class OwnerTemplate(Notice):
    kind = "owner_template"


class OwnersLookedAt(Notice):
    """What a list holds; nothing of it is kept yet."""

    kind = "owners_looked_at"

    #: Of the draft that the buttons are about.
    version: int
    good: int
    found: ToCheck = ToCheck()
    secret: Secret = Secret()
    #: Whether it is shown since a button of an older list was tapped.
    newer: bool = False


class OwnersUnread(Notice):
    kind = "owners_unread"

    problem: str


class OwnersKept(Notice):
    kind = "owners_kept"

    #: None if nothing was kept.
    added: int | None = None
    #: Rows whose phone another officer has registered in the meantime.
    left_out: int = 0


class OwnersSettled(Notice):
    """A button was tapped of a list that is kept already, or older than one that is settled."""

    kind = "owners_settled"

    standing: Literal["kept", "newer"]


async def offer_template(turn: Turn) -> None:
    if await is_officer(turn):
        turn.reply(OwnerTemplate())


async def look_at(turn: Turn, sheet: Lists) -> bool:
    """A table that an officer sent. False if it is none of theirs, or a buyer's own list."""
    if Role.OFFICER not in turn.roles:
        return False
    if sheet.problem:
        turn.reply(OwnersUnread(problem=sheet.problem))
        return True
    problem = sheet.owners.problem
    if problem == owner_list.NO_HEADINGS and await _buys(turn):
        return False
    if problem:
        turn.reply(OwnersUnread(problem=problem))
        return True
    read = owner_list.agreed(sheet.owners, clock.now().astimezone(turn.words.zone))
    remarks = {remark.row: remark for remark in read.remarks}
    remarks |= await _known(turn, read.rows)
    good = [row for row in read.rows if row.number not in remarks]
    number = await delegation_drafts.keep(turn.db, turn.person.id, owner_list.dump(good))
    found = to_check(read.columns, [*remarks.values()])
    secret = rows_of(sheet, read.columns, found)
    turn.reply(OwnersLookedAt(version=number, good=len(good), found=found, secret=secret))
    return True


async def _buys(turn: Turn) -> bool:
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    return offtaker is not None and offtaker.vetting == Vetting.APPROVED


async def _known(turn: Turn, rows: Sequence[Row]) -> dict[int, Remark]:
    """Rows about somebody who is looked after already."""
    phones = [row.details.phone for row in rows if row.details.phone]
    officers = await delegates.officers_by_phone(turn.db, phones)
    own = await delegates.owners_of(turn.db, turn.person.id)
    named = {((each.name or "").casefold(), each.regency) for each in own}
    found = {}
    for row in rows:
        details = row.details
        if details.phone in officers:
            values = {"officer": officers[details.phone][1]}
            found[row.number] = Remark(row.number, KNOWN_PHONE, values)
        elif (details.name.casefold(), details.regency) in named:
            found[row.number] = Remark(row.number, KNOWN_NAME, {})
    return found


async def settle_list(turn: Turn, tap: Tap, argument: str) -> None:
    """`keep:1764000000000000` or `drop:…`: the version that was shown."""
    if not await is_officer(turn):
        return
    does, _colon, shown = argument.partition(":")
    draft = await delegation_drafts.newest(turn.db, turn.person.id)
    match standing(draft, row_number(shown) or 0):
        case Standing.WAITS if draft and does == "keep":
            lines = delegation_drafts.settle(draft, kept=True)
            made = await delegates.register(turn.db, turn.person, owner_list.load(lines))
            kept = OwnersKept(added=len(made.people), left_out=len(made.taken))
            turn.reply(kept, edits=tap.message_id)
        case Standing.WAITS if draft:
            delegation_drafts.settle(draft, kept=False)
            turn.reply(OwnersKept(), edits=tap.message_id)
        case Standing.NEWER_WAITS if draft:
            number, good = version(draft.read_at), len(draft.lines)
            turn.reply(OwnersLookedAt(version=number, good=good, newer=True))
        case Standing.KEPT:
            turn.reply(OwnersSettled(standing="kept"))
        case Standing.NEWER_SETTLED:
            turn.reply(OwnersSettled(standing="newer"))
        case _dropped:
            turn.reply(OwnersKept(), edits=tap.message_id)


def owner_template(words: Words, facts: OwnerTemplate) -> Screen:
    header = [
        words.plain(each)
        for each in (
            _("Name"),
            _("Title"),
            _("Phone number"),
            _("Regency/city"),
            _("Products"),
            _("Consent"),
            _("Date of consent"),
        )
    ]
    spoken = words.plain(_("spoken"))
    example = [*owner_list.EXAMPLE, spoken, "2026-11-20"]
    table = Table(words.plain(_("Owners")), header, [example], frozenset({2, 6}))
    text = words(
        _(
            "One owner a row; the example row can go. Only owners who have said yes: write "
            "“{spoken}” or “{written}”, and the day. Then send the file here."
        ),
        spoken=spoken,
        written=words.plain(_("written")),
    )
    return Screen(text, file=File("pemilik-usaha.xlsx", xlsx(table)))


def owners_looked_at(words: Words, facts: OwnersLookedAt) -> Screen:
    lines = [
        words.plural(
            n_("{number} owner can be registered.", "{number} owners can be registered."),
            facts.good,
        )
    ]
    lines = [*newer_line(words, newer=facts.newer), *lines, *told_lines(words, facts.found)]
    if facts.good:
        lines.append(words(_("Nothing is kept yet. Did they all say yes, as it stands there?")))
    keep = Button(words.plain(_("Yes, register them")), f"{PREFIX}:keep:{facts.version}")
    drop = Button(words.plain(_("Do not keep it")), f"{PREFIX}:drop:{facts.version}")
    return Screen(
        words.lines(lines),
        ((keep,), (drop,)) if facts.good else (),
        file=file_to_check(words, facts.found, facts.secret),
    )


def owners_unread(words: Words, facts: OwnersUnread) -> Screen:
    template = go(words.plain(_("Template for owners")), "owner_template")
    return Screen(words(facts.problem, most=owner_list.MOST), ((template,),))


def owners_kept(words: Words, facts: OwnersKept) -> Screen:
    if facts.added is None:
        return Screen(words(_("The list was not kept.")))
    lines = [
        words.plural(n_("Registered: {number} owner.", "Registered: {number} owners."), facts.added)
    ]
    if facts.left_out:
        left = n_(
            "{number} was registered by another officer in the meantime.",
            "{number} were registered by another officer in the meantime.",
        )
        lines.append(words.plural(left, facts.left_out))
    lines.append(words(_("What a chat would tell them comes to your list of calls.")))
    return Screen(words.lines(lines), ((go(words.plain(_("All owners I speak for")), "owners"),),))


def owners_settled(words: Words, facts: OwnersSettled) -> Screen:
    return Screen(settled_line(words, facts.standing))
