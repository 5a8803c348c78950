"""Whom a bulletin is for: chosen under its dry run, one thing at a time, and shown anew with it."""

from collections.abc import Mapping
from typing import Any

from bot.conversation.form import Answers, Form, Predicate, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, LeastSupply, Radius, Several
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import plans
from bot.market.planned import PlannedBulletin, PlanState
from bot.market.target import Target
from bot.partnerships import vetting
from bot.partnerships.models import Offtaker
from bot.people.models import SizeClass
from handlers.market.bulletins.dry_run import PREFIX, places_of
from handlers.market.bulletins.plan_screens import PlanGone, show
from handlers.market.bulletins.publishing import publisher, target_of
from handlers.market.bulletins.target_words import SIZES, only_for
from handlers.people.details import ITEMS, TYPED_ITEMS

#: Parts of a target that are asked for in a question of their own, under the same key.
ASKED = ("around", "sizes", "papers", "least")
#: What the buttons of a plan do that is looked after here.
DOES = {"whom", "own", "all", *ASKED}


class TargetMenu(Notice):
    """Whom it is for now, and what can be asked of them."""

    kind = "target_menu"

    plan_id: int
    regions: tuple[str, ...]
    narrowed: Mapping[str, Any] | None


async def press(turn: Turn, tap: Tap, plan: PlannedBulletin, offtaker: Offtaker, does: str) -> None:
    """What a button does with the target of a plan that is held and not out."""
    target = target_of(plan.answers)
    if does in ASKED:
        await _ask(turn, plan, target, does)
        return
    if does == "own":
        theirs = None if target.suppliers_of else offtaker.id
        keep(plan, target.model_copy(update={"suppliers_of": theirs}))
    elif does == "all":
        keep(plan, Target(regions=target.regions))
    if does == "whom":
        turn.reply(_menu(plan), edits=tap.message_id)
    else:
        await show(turn, plan, tap.message_id)


async def _ask(turn: Turn, plan: PlannedBulletin, target: Target, part: str) -> None:
    about = {"about": str(plan.id), "part": part, "commodity": plan.answers["commodity"]}
    before = (target.narrowed or {}).get(part)
    answers = about | ({part: before} if before else {})
    await begin(turn, TARGETING, answers, change=part if before else None)


def keep(plan: PlannedBulletin, target: Target) -> None:
    rest = {key: value for key, value in plan.answers.items() if key != "target"}
    plan.answers = rest | ({"target": target.narrowed} if target.narrowed else {})


def _menu(plan: PlannedBulletin) -> TargetMenu:
    target = target_of(plan.answers)
    return TargetMenu(plan_id=plan.id, regions=target.regions, narrowed=target.narrowed)


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """Distances are offered from where the company is."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    return {"home": offtaker.regency} if offtaker else {}


async def finish(turn: Turn, answers: Answers) -> None:
    """What is left empty is not asked of anybody."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    plan = await plans.held(turn.db, int(answers.get("about", 0)), offtaker.id)
    part = answers.get("part")
    if plan is None or part not in ASKED:
        turn.reply(PlanGone())
        return
    if plan.state == PlanState.SHOWN:
        narrowed = {**(target_of(plan.answers).narrowed or {}), part: answers.get(part)}
        told = {name: value for name, value in narrowed.items() if value}
        keep(plan, Target.of(plan.answers["regions"], told))
    await show(turn, plan)


def target_menu(words: Words, facts: TargetMenu) -> Screen:
    everybody = words(
        _("Everybody in {places} who makes it."), places=places_of(words, facts.regions)
    )
    text = words.paragraphs(
        [
            words(_("<b>Whom is it for?</b>")),
            words.lines([everybody, *only_for(words, facts.narrowed)]),
            words(_("Who has not told what you ask for here will not get it.")),
        ]
    )
    own = Target.of((), facts.narrowed).suppliers_of is not None
    labels = {
        "own": _("Not only our suppliers") if own else _("Only our suppliers"),
        "around": _("Distance …"),
        "sizes": _("Business size …"),
        "papers": _("Papers …"),
        "least": _("Capacity …"),
        **({"all": _("Everybody there")} if facts.narrowed else {}),
        "back": _("‹ Back"),
    }
    return Screen(
        text,
        tuple(
            (Button(words.plain(label), f"{PREFIX}:{does}:{facts.plan_id}"),)
            for does, label in labels.items()
        ),
    )


def _when(part: str) -> Predicate:
    return lambda answers: bool(answers.get("part") == part)


TARGETING = Form(
    name="targeting",
    title=_("<b>Whom is it for?</b>"),
    steps=(
        Known("about"),
        Known("part"),
        Known("commodity"),
        Radius(
            "around",
            _("How far away at most? For example: 50 km from Malang."),
            _("Distance"),
            optional=True,
            when=_when("around"),
        ),
        Several(
            "sizes",
            _("For businesses of which size? Several are fine."),
            _("Business size"),
            choices=SIZES,
            also={
                **dict.fromkeys(("mikro", "micro", "rumahan"), SizeClass.MICRO),
                **dict.fromkeys(("kecil", "small"), SizeClass.SMALL),
                **dict.fromkeys(("menengah", "sedang", "medium"), SizeClass.MEDIUM),
            },
            optional=True,
            when=_when("sizes"),
        ),
        Several(
            "papers",
            _("Which papers must they have? They need all that you choose."),
            _("Papers"),
            choices=ITEMS,
            also=TYPED_ITEMS,
            optional=True,
            when=_when("papers"),
        ),
        LeastSupply(
            "least",
            _("How much must they be able to supply? For example: at least 100 kg a week."),
            _("Capacity"),
            optional=True,
            when=_when("least"),
        ),
    ),
    finish=finish,
    prepare=look_up,
    review=never,
)
