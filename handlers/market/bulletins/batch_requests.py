"""A sheet of bulletins as an admin is asked about it: all of its rows, and one yes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.steps.conditions import clauses
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, File, Notice, Screen
from bot.language import Words, _, n_
from bot.market import reaching
from bot.market.models import BulletinKind
from bot.market.planned import PlannedBulletin, PlanState
from bot.partnerships.models import Offtaker
from bot.sheets import Cell, Table, xlsx
from handlers.market.bulletins.batch_screens import bulletin_lines, counted, draft_in, rows_of
from handlers.market.bulletins.bulletins import Facts, wanted_rows
from handlers.market.bulletins.dry_run import places_of
from handlers.market.bulletins.plan_screens import on_clock

#: Bulletins named under the file that has all of them.
MOST_LISTED = 3
#: What that file is called.
FILE = "kabar.xlsx"


class ConfirmBatch(Notice):
    """What a company wants to tell in one sheet, to the admin who is asked."""

    kind = "confirm_batch"

    plan_id: int
    company: str
    rows: tuple[Facts, ...]
    regions: tuple[str, ...]
    reach: int
    publish_at: datetime | None = None


async def confirm_batch(db: AsyncSession, plans: Sequence[PlannedBulletin]) -> ConfirmBatch:
    asked = [plan for plan in plans if plan.state == PlanState.ASKED]
    offtaker = await db.get_one(Offtaker, asked[0].offtaker_id)
    drafts = [*map(draft_in, asked)]
    return ConfirmBatch(
        plan_id=asked[0].id,
        company=offtaker.name,
        rows=await rows_of(db, asked),
        regions=tuple(dict.fromkeys(code for draft in drafts for code in draft.regions)),
        reach=await reaching.size_of_all(db, drafts),
        publish_at=asked[0].publish_at,
    )


def confirm_batch_screen(words: Words, facts: ConfirmBatch) -> Screen:
    people = n_(
        "It goes to {number} person in {places}.", "It goes to {number} people in {places}."
    )
    needs = sum(each.kind is BulletinKind.NEED for each in facts.rows)
    what = counted(words, len(facts.rows) - needs, needs)
    whom = [
        words(_("In this sheet: {what}."), what=what),
        words.plural(people, facts.reach, places=places_of(words, facts.regions)),
    ]
    if facts.publish_at:
        at = on_clock(words, facts.publish_at)
        whom.append(words(_("It is to go out on {day} at {time}."), **at))
    head = words(
        _("<b>{company} waits for a yes</b> to tell this. Is it right?"), company=facts.company
    )
    listed = bulletin_lines(words, facts.rows, len(facts.rows), MOST_LISTED)
    labels = {"approve": _("Yes, it may go out"), "refuse": _("No, with a reason …")}
    buttons = tuple(
        (Button(words.plain(label), f"confirm:{does}:{facts.plan_id}"),)
        for does, label in labels.items()
    )
    text = words.paragraphs([head, words.lines(whom), words.lines(listed)])
    return Screen(text, buttons, file=File(FILE, xlsx(_table(words, facts.rows))))


def _wanted(words: Words, facts: Facts) -> list[str]:
    """What a need says of its price, unless it is one figure, and of its delivery."""
    alone = facts.wanted.price is not None
    return [str(line.striptags()) for line in wanted_rows(words, facts)[alone:]]


def _table(words: Words, rows: Sequence[Facts]) -> Table:
    """All that an admin is asked about."""
    headings = (
        *(_("Commodity"), _("Grade"), _("Price"), _("Quantity"), _("Unit")),
        *(_("Regions"), _("Until"), _("Terms")),
    )
    cells: list[Sequence[Cell]] = [
        (
            crop_name(each.commodity, words),
            of.grade if of else each.conditions.grade,
            of.price if of else each.wanted.price,
            each.quantity,
            words.unit(each.unit),
            words.list(place_name(code, words) for code in each.regions),
            each.until,
            ", ".join((*_wanted(words, each), *clauses(words, each.conditions, each.unit))),
        )
        for each in rows
        for of in each.prices or (None,)  # a table has a line for each grade
    ]
    return Table(words.plain(_("News")), [words.plain(each) for each in headings], cells)
