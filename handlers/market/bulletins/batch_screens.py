"""A sheet of bulletins as its author and an admin see it: how it stands, and what is in it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.market import batches, reaching
from bot.market.bulletins import Draft
from bot.market.models import BulletinKind
from bot.market.planned import PlannedBulletin, PlanState
from bot.partnerships.models import Offtaker
from bot.people.counts import told
from bot.people.models import Person
from handlers.home import go
from handlers.market.bulletins.bulletins import Facts, bulletin, headline
from handlers.market.bulletins.dry_run import PREFIX, facts_of
from handlers.market.bulletins.plan_screens import HOW, on_clock
from handlers.market.bulletins.publishing import draft_of

#: Bulletins named in a message.
MOST_LISTED = 10


class BatchStands(Notice):
    """What has become of a sheet since it was read."""

    kind = "batch_stands"

    plan_id: int
    state: PlanState
    prices: int
    needs: int
    #: The first of them.
    listed: tuple[Facts, ...]
    #: Of those that are not out, how many have a price to be looked at.
    unusual: int = 0
    #: People altogether, as an offtaker may be told (promise P6), while it is not out.
    reach: int | None = None
    #: Bulletins that nobody is to hear of yet.
    unheard: int = 0
    publish_at: datetime | None = None
    waits_since: datetime | None = None
    reason: str | None = None
    #: Whether an older sheet of the same goods does not wait any more.
    replaces: bool = False
    #: Of those confirmed, how many are still to go out, and how many were over before.
    left: int = 0
    over: int = 0


async def batch_stands(db: AsyncSession, plans: Sequence[PlannedBulletin]) -> BatchStands:
    count, state = batches.standing(plans), batches.state_of(plans)
    rows = await rows_of(db, count[:MOST_LISTED])
    needs = sum(plan.answers["kind"] == BulletinKind.NEED for plan in count)
    first = count[0]
    found = BatchStands(
        plan_id=first.id,
        state=state,
        prices=len(count) - needs,
        needs=needs,
        listed=rows,
        publish_at=first.publish_at,
        waits_since=next((each.waits_since for each in count if each.waits_since), None),
        reason=first.reason,
        left=sum(plan.state == PlanState.SCHEDULED for plan in count),
        over=sum(plan.state == PlanState.EXPIRED for plan in count),
    )
    if state is not PlanState.SHOWN:
        return found
    drafts = [*map(draft_in, count)]
    changes = {
        "unusual": sum(map(batches.unusual, count)),
        "reach": told(await reaching.size_of_all(db, drafts)),
        "unheard": await reaching.unheard(db, drafts),
    }
    return found.model_copy(update=changes)


async def rows_of(db: AsyncSession, plans: Sequence[PlannedBulletin]) -> tuple[Facts, ...]:
    author = await db.get_one(Person, plans[0].author_id)
    offtaker = await db.get_one(Offtaker, plans[0].offtaker_id)
    return tuple(
        facts_of(draft, offtaker.name, author.zone).model_copy(
            update={"regions": tuple(draft.regions)}
        )
        for draft in map(draft_in, plans)
    )


def draft_in(plan: PlannedBulletin) -> Draft:
    return draft_of(plan.answers, plan.offtaker_id)


def batch_screen(words: Words, facts: BatchStands) -> Screen:
    parts = [words.lines(_head(words, facts)), _listed(words, facts)]
    if facts.state is PlanState.SHOWN:
        first = facts.listed[0].model_copy(update={"regions": ()})
        sample = [words(_("For example, this is how the first one reads:"))]
        parts.append(words.lines([*sample, bulletin(words, first).text]))
    if facts.state is PlanState.REFUSED:
        parts.append(words(_("Correct your file, and send it here again.")))
    ours = go(words.plain(_("Our price news and needs")), "bulletins")
    rows = [
        (Button(label, f"{PREFIX}:{does}:{facts.plan_id}"),)
        for does, label in _choices(words, facts).items()
    ]
    return Screen(words.paragraphs(parts), (*rows, (ours,)))


def counted(words: Words, prices: int, needs: int) -> str:
    """`12 harga dan 3 kebutuhan`."""
    kinds = (
        (n_("{number} price", "{number} prices"), prices),
        (n_("{number} need", "{number} needs"), needs),
    )
    return words.list(str(words.plural(said, number)) for said, number in kinds if number)


def _head(words: Words, facts: BatchStands) -> list[Markup]:
    at = facts.publish_at if facts.state is PlanState.SCHEDULED else facts.waits_since
    what = words(_("In this sheet: {what}."), what=counted(words, facts.prices, facts.needs))
    if facts.state is PlanState.PUBLISHED or (facts.state is PlanState.SCHEDULED and _goes(facts)):
        return [words(_("<b>Sent off.</b>")), what, *_rest(words, facts)]
    lines = [words(HOW[facts.state], **on_clock(words, at)), what]
    if facts.state is PlanState.SHOWN:
        lines += _whom(words, facts)
    elif facts.state is PlanState.ASKED:
        why = _("A company's first news, and news for very many people, is looked at by an admin.")
        lines.append(words(why))
        if facts.publish_at:
            then = _("It is to go out on {day} at {time}.")
            lines.append(words(then, **on_clock(words, facts.publish_at)))
    elif facts.state is PlanState.REFUSED and facts.reason:
        lines.append(words(_("Reason: {reason}"), reason=facts.reason))
    return lines


def _goes(facts: BatchStands) -> bool:
    """Whether it is on its way, a piece at a time."""
    return facts.left < facts.prices + facts.needs


def _rest(words: Words, facts: BatchStands) -> list[Markup]:
    lines = []
    if facts.left:
        more = n_(
            "{number} of them follows within a minute.", "{number} of them follow within minutes."
        )
        lines.append(words.plural(more, facts.left))
    if facts.over:
        over = n_(
            "{number} did not go out: its last day had passed.",
            "{number} did not go out: their last day had passed.",
        )
        lines.append(words.plural(over, facts.over))
    return lines


def _whom(words: Words, facts: BatchStands) -> list[Markup]:
    if facts.reach is None:
        lines = [words(_("Altogether it goes to fewer than 5 people."))]
    elif facts.reach:
        people = n_(
            "Altogether it goes to {number} person.", "Altogether it goes to {number} people."
        )
        lines = [words.plural(people, facts.reach)]
    else:
        lines = [words(_("Nobody is to hear of it yet. Who looks for it will find it."))]
    if facts.unheard and facts.reach != 0:
        unheard = n_(
            "{number} of them reaches nobody yet: who looks for it will find it.",
            "{number} of them reach nobody yet: who looks for them will find them.",
        )
        lines.append(words.plural(unheard, facts.unheard))
    if facts.replaces:
        lines.append(words(_("The sheet that you sent before does not wait any more.")))
    if facts.unusual:
        unusual = n_(
            "{number} has an unusual price; please look at it first.",
            "{number} have an unusual price; please look at them first.",
        )
        lines.append(words.plural(unusual, facts.unusual))
    return lines


def _listed(words: Words, facts: BatchStands) -> Markup:
    return words.lines(bulletin_lines(words, facts.listed, facts.prices + facts.needs, MOST_LISTED))


def bulletin_lines(words: Words, rows: Sequence[Facts], number: int, most: int) -> list[Markup]:
    lines = [
        words(_("• {bulletin}, until {day}"), bulletin=_named(words, each), day=_day(words, each))
        for each in rows[:most]
    ]
    if number > most:
        lines.append(words(_("and {number} more"), number=words.number(number - most)))
    return lines


def _named(words: Words, facts: Facts) -> str:
    grade = facts.conditions.grade
    named = headline(words, facts)
    return words.plain(_("{bulletin}, {grade}"), bulletin=named, grade=grade) if grade else named


def _day(words: Words, facts: Facts) -> str:
    return words.day(facts.until)


def _choices(words: Words, facts: BatchStands) -> Mapping[str, str]:
    """What its author can still do."""
    number = facts.prices + facts.needs
    cancel = {"cancel": words.plain(_("Cancel"))}
    match facts.state:
        case PlanState.SHOWN:
            send = _("Send all {number} now") if number > 1 else _("Send it now")
            offered = {"now": words.plain(send, number=words.number(number))}
            if 0 < facts.unusual < number:
                without = n_(
                    "Send without {number} unusual one", "Send without {number} unusual ones"
                )
                offered["usual"] = str(words.plural(without, facts.unusual))
            return offered | {"when": words.plain(_("Schedule …"))} | cancel
        case PlanState.SCHEDULED if not _goes(facts):
            labels = {"now": _("Send it now"), "when": _("Another time …")}
            return {does: words.plain(label) for does, label in labels.items()} | cancel
        case PlanState.ASKED:
            return cancel
    return {}
