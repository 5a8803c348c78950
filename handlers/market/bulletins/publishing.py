"""Publishing: an approved buyer says a price or a need once, and sees what would become of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bot.conversation.form import Answers, Form
from bot.conversation.steps import (
    Amount,
    Choice,
    Crop,
    Day,
    Enclose,
    Narrowed,
    Pays,
    Places,
    PriceByGrade,
    Terms,
    Window,
)
from bot.conversation.steps.conditions import conditions_in
from bot.conversation.turn import Turn
from bot.language import Words, _
from bot.market import audience, bulletins, grades, history, plans
from bot.market.enclosure import Enclosure
from bot.market.models import BulletinKind
from bot.market.needs import NOTHING, Wanted
from bot.market.target import Target
from bot.partnerships import members, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people.capacities import counted_in
from bot.people.models import Role
from handlers.home import NoAccess
from handlers.market.bulletins.dry_run import dry_run_of, reached, telling
from handlers.market.bulletins.enclosing import EnclosureShown
from handlers.market.bulletins.target_words import only_for


async def publisher(turn: Turn) -> Offtaker | None:
    """The company the person may publish for; None, and told so, if there is none."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    approved = offtaker is not None and offtaker.vetting == Vetting.APPROVED
    if offtaker and Role.OFFTAKER in turn.roles and approved:
        seat = await members.role_in(turn.db, offtaker.id, turn.person.id)
        if seat in members.PUBLISHING:
            return offtaker
    turn.reply(NoAccess(role=Role.OFFTAKER))
    return None


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """What the goods cost lately, and how many people hear it, once that can be said."""
    return await usual_price(turn, answers) | await _count(turn, answers)


async def usual_price(turn: Turn, answers: Answers) -> dict[str, str]:
    slug = answers.get("commodity")
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    if not slug or offtaker is None:
        return {}
    usual = await history.usual(turn.db, (slug, counted_in(slug)), offtaker.id)
    return {"usual": str(usual)} if usual else {}


async def _count(turn: Turn, answers: Answers) -> dict[str, Any]:
    if not answers.get("regions") or not answers.get("commodity"):
        return {}
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    target = target_of(answers, offtaker.id if offtaker else None)
    reach = await audience.size(turn.db, answers["commodity"], target)
    return {"reach": telling(target)(reach) or None, "narrowed": target.narrowed}


def closing(words: Words, facts: Mapping[str, Any]) -> Markup:
    narrowed = facts.get("narrowed")
    reach = reached(words, facts.get("reach"), roughly=Target.of((), narrowed).personal)
    return words.lines([*only_for(words, narrowed), reach])


async def finish(turn: Turn, answers: Answers) -> None:
    offtaker = await publisher(turn)
    if offtaker is None:
        return
    target = target_of(answers)
    if target.suppliers_of:  # of the company that it is published for, whatever it was before
        target = target.model_copy(update={"suppliers_of": offtaker.id})
    answers = {**answers, "target": target.narrowed}
    plan = await plans.propose(turn.db, answers, offtaker_id=offtaker.id, author_id=turn.person.id)
    shown = await dry_run_of(turn, plan, draft_of(answers, offtaker.id), offtaker)
    if shown.facts.enclosure:
        turn.reply(EnclosureShown(facts=shown.facts))  # as it will look, above what it will do
    turn.reply(shown)


def draft_of(answers: Answers, offtaker_id: int) -> bulletins.Draft:
    figure = answers.get("price") or answers["quantity"]
    kind = BulletinKind(answers["kind"])
    amount = Decimal(figure["amount"])
    return bulletins.Draft(
        kind=kind,
        commodity=answers["commodity"],
        unit=figure["unit"],
        regions=answers["regions"],
        until=date.fromisoformat(answers["until"]),
        price=amount if kind is BulletinKind.PRICE else None,
        table=grades.read(figure.get("grades")),
        quantity=amount if kind is BulletinKind.NEED else None,
        wanted=wanted_in(answers),
        conditions=conditions_in(answers.get("terms")),
        narrowed=target_of(answers).narrowed,
        offtaker_id=offtaker_id,
        enclosure=Enclosure.of(answers.get("enclosure")),
    )


def wanted_in(answers: Answers) -> Wanted:
    """Of a need; a price says nothing of it, whatever was answered before."""
    if is_price(answers):
        return NOTHING
    pays, days = answers.get("pays") or {}, answers.get("window") or {}
    return Wanted(
        low=pays.get("low"), high=pays.get("high"), first=days.get("first"), last=days.get("last")
    )


def target_of(answers: Answers, offtaker_id: int | None = None) -> Target:
    """A capacity that was asked for of other goods is asked for no more."""
    price_of = offtaker_id if is_price(answers) else None
    target = Target.of(answers["regions"], answers.get("target"), price_of=price_of)
    if target.least and target.least.unit != counted_in(answers["commodity"]):
        return target.model_copy(update={"least": None})
    return target


def is_price(answers: Answers) -> bool:
    return bool(answers.get("kind", BulletinKind.PRICE) == BulletinKind.PRICE)


def is_need(answers: Answers) -> bool:
    return not is_price(answers)


#: What can be published, by its button.
KINDS: Mapping[str, str] = {
    BulletinKind.PRICE: _("A price I pay"),
    BulletinKind.NEED: _("Something I look for"),
}

PUBLISH = Form(
    name="publish",
    title=_(
        "<b>Is this right?</b> Nothing is sent yet: next you see whom it reaches. Tap ✎ to change "
        "an answer."
    ),
    steps=(
        Choice(
            "kind",
            _("What would you like to publish?"),
            _("Kind"),
            choices=KINDS,
            also={
                "harga": BulletinKind.PRICE,
                "price": BulletinKind.PRICE,
                "kebutuhan": BulletinKind.NEED,
                "need": BulletinKind.NEED,
            },
        ),
        Crop("commodity", _("Which commodity? For example: cabai rawit merah."), _("Commodity")),
        PriceByGrade(
            "price",
            _("What do you pay? For example: 45rb/kg. Or by grade: grade A 62rb, grade B 58rb."),
            _("Price"),
            when=is_price,
        ),
        Amount(
            "quantity",
            _("How much do you look for? For example: 5 ton."),
            _("Quantity"),
            when=is_need,
        ),
        Pays(
            "pays",
            _("What would you pay? One price, or from – to. For example: 60-62rb/kg."),
            _("Price"),
            when=is_need,
            optional=True,
        ),
        Places(
            "regions",
            _("For producers in which provinces or regencies? For example: Jawa Timur, Kota Batu."),
            _("Regions"),
        ),
        Day(
            "until",
            _("Until which day does it hold? For example: Friday, or in 3 days."),
            _("Until"),
        ),
        Window(
            "window",
            _("On which days should the goods come? For example: 10-15 Dec, or by 20 Dec."),
            _("Days of delivery"),
            when=is_need,
            optional=True,
        ),
        Terms(
            "terms",
            _(
                "Any other terms? Grade, place, payment, least quantity, in one sentence. "
                "For example: grade A, delivered to Pare warehouse, paid within 3 days, "
                "at least 100 kg."
            ),
            _("Terms"),
            optional=True,
        ),
        Enclose(
            "enclosure",
            _("Would you like to add a photo or a PDF? Send it here, or skip this."),
            _("Photo or PDF"),
            optional=True,
        ),
        Narrowed("target"),
    ),
    finish=finish,
    prepare=look_up,
    closing=closing,
)
