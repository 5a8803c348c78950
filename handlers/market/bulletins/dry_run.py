"""A bulletin before it goes out: its author sees whom it reaches, when, and how it will read."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name, place_within
from bot.conversation.turn import Turn
from bot.delivery import paid
from bot.delivery.screen import Button, Notice, Screen
from bot.language import LANGUAGES, Words, _, n_, words_for
from bot.market import dry_run
from bot.market.bulletins import Draft, made_of
from bot.market.dry_run import LeftOut, Scope, widened
from bot.market.planned import PlannedBulletin
from bot.market.target import Target
from bot.partnerships.models import Offtaker
from bot.people.counts import roughly, told
from handlers.market.bulletins.bulletins import MOST_REGIONS, Facts, bulletin
from handlers.market.bulletins.enclosing import enclosed_with, seen_by
from handlers.market.bulletins.target_words import asks_for_answers, only_for
from handlers.partnerships.company import about

#: Starts the data of the buttons under a bulletin that is not out.
PREFIX = "draft"
NAMES = {"id": _("In Indonesian:"), "en": _("In English:")}
WHY = {
    LeftOut.NO_NEWS: _("• do not want price news: {number}"),
    LeftOut.BLOCKED: _("• blocked this bot: {number}"),
    LeftOut.ELSEWHERE: _("• make it in other regions: {number}"),
    LeftOut.TOO_FAR: _("• too far away: {number}"),
    # How many would tell of one of them whether they have joined.
    LeftOut.NOT_SUPPLIER: _("• whoever is no supplier of yours"),
    LeftOut.SIZE_UNKNOWN: _("• have not told their size: {number}"),
    LeftOut.OTHER_SIZE: _("• of another size: {number}"),
    LeftOut.PAPER_UNKNOWN: _("• have not told about the papers: {number}"),
    LeftOut.PAPER_MISSING: _("• without the papers: {number}"),
    LeftOut.CAPACITY_UNKNOWN: _("• have not told how much they can supply: {number}"),
    LeftOut.TOO_SMALL: _("• can supply less: {number}"),
}


class Wider(BaseModel):
    """Regions in which there is somebody to reach; None is a number too small to tell."""

    scope: Scope
    regions: tuple[str, ...]
    reach: int | None


class DryRun(Notice):
    """What would go out, and to whom. None is a number too small to tell (promise P6)."""

    kind = "dry_run"

    plan_id: int
    facts: Facts
    regions: tuple[str, ...]
    reach: int | None
    left_out: Mapping[LeftOut, int | None]
    own_hour: int | None
    #: Of those reached, who only follows the news and does not make it there.
    following: int | None = 0
    #: How many groups and channels hear it beside them.
    groups: int = 0
    #: When the last one has it.
    last_at: datetime | None
    too_late: bool = False
    wider: tuple[Wider, ...] = ()
    #: Whom in its regions it is for; the numbers are then told in steps of five.
    narrowed: Mapping[str, Any] | None = None


def telling(target: Target) -> Callable[[int], int | None]:
    """How numbers of people are told: two targets that differ by one person must not tell of them.

    An exact number would: with halal and without it, with somebody's name on the list and without.
    """
    return roughly if target.personal else told


async def dry_run_of(turn: Turn, plan: PlannedBulletin, draft: Draft, offtaker: Offtaker) -> DryRun:
    speed = await paid.speed(turn.db, turn.policy.rate, turn.policy.paid)
    found = await dry_run.preview(turn.db, draft, turn.person.zone, turn.quiet, speed)
    target, tell = draft.target, telling(draft.target)
    reach = tell(found.reach)
    return DryRun(
        plan_id=plan.id,
        facts=facts_of(draft, offtaker.name, turn.person.zone),
        regions=tuple(draft.regions),
        reach=reach,
        left_out=_left_out(found.left_out, target),
        own_hour=tell(found.own_hour),
        following=tell(found.following),
        groups=found.groups,
        last_at=found.last_at if reach or not target.personal else None,
        too_late=found.too_late,
        wider=tuple(
            Wider(scope=scope, regions=tuple(widened(draft.regions, scope)), reach=told(reach))
            for scope, reach in found.wider.items()
        ),
        narrowed=target.narrowed,
    )


#: These are counts of a region, and the same whatever is asked of its people.
REGIONAL = {LeftOut.NO_NEWS, LeftOut.ELSEWHERE, LeftOut.TOO_FAR}
#: And these of who would be reached: a few, or none, would tell of whom.
UNREACHED = {LeftOut.BLOCKED, LeftOut.NO_CHAT}


def _left_out(counted: Mapping[LeftOut, int], target: Target) -> dict[LeftOut, int | None]:
    """Each reason with its number; where people are asked for more, those who lack it are named
    though there be none: that, too, would tell of one.
    """
    exact = {
        why: told(number)
        for why, number in counted.items()
        if number and (why in REGIONAL or not target.personal)
    }
    if not target.personal:
        return exact
    rough = {why: roughly(number) for why, number in counted.items() if why not in REGIONAL}
    return exact | {why: rough[why] for why in rough if rough[why] or why not in UNREACHED}


def facts_of(draft: Draft, offtaker: str, zone: str) -> Facts:
    """What it will say, as if it were published now."""
    return Facts.of(made_of(draft, offtaker_id=0, author_id=0, zone=zone), offtaker, zone)


def dry_run_screen(words: Words, facts: DryRun) -> Screen:
    nobody = facts.reach == 0 and not facts.groups
    parts = [
        words(_("<b>Not sent yet.</b> This is what will happen:")),
        _nobody(words, facts) if nobody else _whom(words, facts),
        *sample(words, facts.facts),
        *enclosed_with(words, facts.facts),
    ]
    go_out = _("Publish it all the same") if nobody else _("Send it now")
    labels = {
        "now": go_out,
        "whom": _("For whom …"),
        "when": _("Schedule …"),
        "change": _("Change"),
        "cancel": _("Cancel"),
    }
    rows = [
        (Button(words.plain(label), f"{PREFIX}:{does}:{facts.plan_id}"),)
        for does, label in labels.items()
    ]
    sends, gives_up = rows[:3], rows[3:]
    enclosing = _enclosing(words, facts)
    return Screen(
        words.paragraphs(parts), (*_widening(words, facts), *sends, *enclosing, *gives_up)
    )


def _enclosing(words: Words, facts: DryRun) -> list[tuple[Button, ...]]:
    """To add a photo or a document; to look at it, to take another one or none."""
    does = f"{PREFIX}:{{}}:{facts.plan_id}"
    if facts.facts.enclosure is None:
        add = words.plain(_("Add a photo or a PDF …"))
        return [(Button(add, does.format("enclose")),)]
    other, none = words.plain(_("Replace the file …")), words.plain(_("Remove the file"))
    pair = (Button(other, does.format("enclose")), Button(none, does.format("bare")))
    return [*seen_by(words, facts.facts, does.format("see")), pair]


def sample(words: Words, facts: Facts) -> list[Markup]:
    """The text as it will go out, in each language."""
    return [
        words.lines([words(NAMES[language]), bulletin(words_for(language), facts).text])
        for language in LANGUAGES
    ]


def _whom(words: Words, facts: DryRun) -> Markup:
    rough = Target.of((), facts.narrowed).personal
    lines = [reached(words, facts.reach, roughly=rough), *only_for(words, facts.narrowed)]
    if facts.following != 0:
        follow = _("Of them, those who follow the news but do not make it there: {number}")
        lines.append(words(follow, number=_n(words, facts.following)))
    if facts.groups:
        beside = _("Groups and channels that get it, too: {number}")
        lines.append(words(beside, number=words.number(facts.groups)))
    if facts.own_hour or (facts.own_hour is None and not rough):
        number = _n(words, facts.own_hour, roughly=rough)
        lines.append(words(_("At an hour of their own choice: {number}"), number=number))
    if facts.last_at:
        last = _("The last one has it about {day} at {time}.")
        at = facts.last_at
        lines.append(words(last, day=words.day(at), time=words.time(at)))
    if facts.too_late:
        lines.append(words(_("For some that is after its last day: they will not get it.")))
    if LeftOut.NO_CHAT in facts.left_out:
        number = _n(words, facts.left_out[LeftOut.NO_CHAT], roughly=rough)
        lines.append(
            words(_("Of them, without Telegram and told by phone: {number}"), number=number)
        )
    missing = {why: each for why, each in facts.left_out.items() if why in WHY}
    if missing:
        lines.append(words(_("Who makes it and does not get it:")))
        lines += [
            words(WHY[why], number=_n(words, number, roughly=rough and why not in REGIONAL))
            for why, number in missing.items()
        ]
    if asks_for_answers(facts.narrowed):
        lines.append(words(_("Who has not told what you ask for here will not get it.")))
    return words.lines(lines)


def reached(words: Words, reach: int | None, *, roughly: bool = False) -> Markup:
    if reach is None:
        return words(_("It goes to fewer than 5 people."))
    if roughly:
        return words(_("It goes to {number} people or more."), number=words.number(reach))
    return words.plural(n_("It goes to {number} person.", "It goes to {number} people."), reach)


def _nobody(words: Words, facts: DryRun) -> Markup:
    nobody = words(
        _("Nobody in {places} makes {commodity} and wants price news yet."),
        places=places_of(words, facts.regions),
        commodity=crop_name(facts.facts.commodity, words),
    )
    if facts.wider:
        further = words(_("You can widen it, or publish it to be found by who looks for it."))
    else:
        further = words(_("You can publish it all the same: who looks for it will find it."))
    return words.lines([nobody, *only_for(words, facts.narrowed), further])


def _widening(words: Words, facts: DryRun) -> list[tuple[Button, ...]]:
    return [
        (
            Button(
                words.plain(
                    _("{places}: {number} people"),
                    places=places_of(words, each.regions, place_name),
                    number=_n(words, each.reach),
                ),
                f"{PREFIX}:widen:{facts.plan_id}:{each.scope}",
            ),
        )
        for each in facts.wider
    ]


def places_of(
    words: Words, regions: tuple[str, ...], name: Callable[[str, Words], str] = place_within
) -> str:
    """For the middle of a sentence, unless they are named in another way."""
    named = [name(code, words) for code in regions[:MOST_REGIONS]]
    return ", ".join([*named, *(["…"] if len(regions) > MOST_REGIONS else [])])


def _n(words: Words, number: int | None, *, roughly: bool = False) -> str:
    if number is None:
        return words.plain(_("fewer than 5"))
    return about(words, number) if roughly else words.number(number)
