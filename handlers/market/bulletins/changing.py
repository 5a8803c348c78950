"""Correcting, extending, fulfilling and withdrawing a bulletin: shown again before it happens."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from bot.coaching.reminders import deliveries
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Known
from bot.conversation.steps.conditions import answer_of, conditions_in
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.outbox import leave_to_courier
from bot.language import Words, _
from bot.market import bulletins, grades, living, offers
from bot.market.models import Bulletin, BulletinKind
from bot.partnerships import vetting
from bot.partnerships.models import Offtaker
from handlers.home import FinishFirst, row_number
from handlers.market.bulletins import alerting
from handlers.market.bulletins.bulletins import Facts, Happened, describe, headline
from handlers.market.bulletins.live_account import show_now
from handlers.market.bulletins.publishing import PUBLISH, publisher, usual_price, wanted_in
from handlers.market.bulletins.retelling import retell
from handlers.market.bulletins.running import card_of, show_bulletins, show_older
from handlers.market.offers.shortlist import OffersLeft

OVER = _("This does not hold any more, so nothing was changed.")
CHANGED_SINCE = _(
    "A colleague has changed this meanwhile, so nothing was changed. It is like this:"
)
AS_IT_WAS = _("Nothing was changed.")
DONE = _("Done. Who has it already sees the change in the same message.")
#: What can be corrected, each by a button of its own.
CORRECTABLE = ("price", "quantity", "pays", "until", "window", "terms")

PAUSING = {"pause": living.pause, "resume": living.resume}


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`show:12`, `older:12`, or what to change of bulletin 12: `price:12`, `withdraw:12`."""
    does, _colon, number = argument.partition(":")
    offtaker, bulletin_id = await publisher(turn), row_number(number)
    if offtaker is None:
        return
    found = None
    if bulletin_id is not None:
        found = await bulletins.of(turn.db, offtaker, bulletin_id)
    if found is None:
        await show_bulletins(turn)
    elif does == "show":
        turn.reply(await card_of(turn, found))
    elif does == "older":
        await show_older(turn, found.id, tap.message_id)
    elif not living.runs(found):
        turn.reply(await card_of(turn, found, OVER))
    elif does in PAUSING:
        await _pause(turn, offtaker, found, does, tap.message_id)
    elif turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await _ask(turn, found, does)


async def _pause(
    turn: Turn, offtaker: Offtaker, found: Bulletin, does: str, message_id: int
) -> None:
    """Hold back what has not gone, or let it go on; the account says so in place."""
    if held := await living.held(turn.db, offtaker.id, found.id):
        PAUSING[does](held)
        leave_to_courier(turn.db)
        await show_now(turn, held, message_id)


async def _ask(turn: Turn, found: Bulletin, does: str) -> None:
    about: dict[str, Any] = {"about": str(found.id), "seen": str(found.version)}
    known = await _known(turn, found)
    if does == "withdraw":
        await begin(turn, WITHDRAW, about)
    elif does in {"filled", "full"} and found.kind == BulletinKind.NEED:
        await begin(turn, FULFIL, about | ({"share": "100"} if does == "full" else {}))
    elif does in CORRECTABLE and does in known:
        await begin(turn, CORRECT, about | known, change=does)
    else:
        turn.reply(await card_of(turn, found))


async def _known(turn: Turn, found: Bulletin) -> dict[str, Any]:
    """What it says now, as the answers that would have made it."""
    listed = await bulletins.listed(turn.db, found)
    facts = Facts.of(found, listed.offtaker, listed.zone)
    figure = found.quantity if found.price is None else found.price
    amount: dict[str, Any] = {"amount": f"{(figure or Decimal()).normalize():f}"}
    amount |= {"unit": found.unit} | ({"grades": found.grades} if found.grades else {})
    return {
        "kind": found.kind,
        "commodity": found.commodity,
        "quantity" if found.price is None else "price": amount,
        "until": facts.until.isoformat(),
        **known_of(found),
        "terms": answer_of(found.conditions, found.unit),
    }


def known_of(need: Bulletin) -> dict[str, Any]:
    """What a need says of its price and its delivery; nothing of a price."""
    if need.kind != BulletinKind.NEED:
        return {}
    said = need.wanted
    pays = window = None
    if said.low is not None and said.high is not None:
        low, high = (f"{end.normalize():f}" for end in (said.low, said.high))
        pays = {"low": low, "high": high, "unit": need.unit}
    if said.first or said.last:
        days = said.model_dump(mode="json")
        window = {"first": days["first"], "last": days["last"]}
    return {"pays": pays, "window": window}


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """The bulletin as it is now, to stand above what is asked."""
    offtaker, number = await vetting.offtaker_of(turn.db, turn.person.id), _number(answers)
    found = await bulletins.of(turn.db, offtaker, number) if offtaker else None
    if found is None:
        return {}
    listed = await bulletins.listed(turn.db, found)
    now = Facts.of(found, listed.offtaker, listed.zone).model_dump(mode="json")
    return {"now": now} | await usual_price(turn, answers)


def _number(answers: Answers) -> int:
    """Of the bulletin it is about; of none if a later version of the form has forgotten that."""
    return int(answers.get("about", 0))


async def _held(turn: Turn, answers: Answers) -> Bulletin | None:
    """The bulletin, if it is still as it was when the change was asked for."""
    offtaker = await publisher(turn)
    if offtaker is None:
        return None
    found = await living.held(turn.db, offtaker.id, _number(answers))
    if found is None:
        await show_bulletins(turn)
    elif not living.runs(found):
        turn.reply(await card_of(turn, found, OVER))
    elif str(found.version) != answers.get("seen"):
        turn.reply(await card_of(turn, found, CHANGED_SINCE))
    else:
        return found
    return None


async def correct(turn: Turn, answers: Answers) -> None:
    found = await _held(turn, answers)
    if found is None:
        return
    figure = answers.get("price") or answers["quantity"]
    amount, price = Decimal(figure["amount"]), found.kind == BulletinKind.PRICE
    terms = living.Terms(
        unit=figure["unit"],
        until=date.fromisoformat(answers["until"]),
        price=amount if price else None,
        table=grades.read(figure.get("grades")),
        quantity=None if price else amount,
        wanted=wanted_in(answers),
        conditions=conditions_in(answers.get("terms")),
    )
    listed = await bulletins.listed(turn.db, found)
    before, wanted = found.prices, found.wanted
    changed = living.correct(found, terms, listed.zone)
    if not changed:
        turn.reply(await card_of(turn, found, AS_IT_WAS))
        return
    extended = changed is living.Changed.EXTENDED
    await deliveries.owe_of(turn.db, found.id, turn.quiet)
    await alerting.corrected(turn.db, found, before, turn.quiet)
    await alerting.pays_less(turn.db, found, wanted, turn.quiet)
    await _tell(turn, found, Happened.EXTENDED if extended else Happened.CORRECTED)


async def fulfil(turn: Turn, answers: Answers) -> None:
    if found := await _held(turn, answers):
        living.fulfil(found, int(answers["share"]))
        await alerting.fulfilled(turn.db, found, turn.quiet)
        await _tell(turn, found, Happened.FULFILLED)


async def withdraw(turn: Turn, answers: Answers) -> None:
    if found := await _held(turn, answers):
        living.withdraw(found)
        await alerting.withdrawn(turn.db, found, turn.quiet)
        await _tell(turn, found, Happened.WITHDRAWN)


async def _tell(turn: Turn, found: Bulletin, what: Happened) -> None:
    await retell(turn.db, found, what)
    turn.reply(await card_of(turn, found, DONE))
    if found.ending and (waiting := len(await offers.who_waits(turn.db, found.id))):
        listed = await bulletins.listed(turn.db, found)
        facts = Facts.of(found, listed.offtaker, listed.zone)
        turn.reply(OffersLeft(bulletin_id=found.id, facts=facts, waiting=waiting))


def in_short(words: Words, facts: Mapping[str, Any]) -> str | None:
    if "now" not in facts:
        return None
    return words(_("<b>{bulletin}</b>"), bulletin=headline(words, Facts(**facts["now"])))


def in_full(words: Words, facts: Mapping[str, Any]) -> str | None:
    return describe(words, Facts(**facts["now"])) if "now" in facts else None


def in_place(words: Words, _facts: Mapping[str, Any]) -> Markup:
    return words(_("Messages that have arrived change in place, those to come go out like this."))


def no_more(words: Words, _facts: Mapping[str, Any]) -> Markup:
    return words(_("Messages that have arrived will say so, and nobody else gets it any more."))


CORRECT = Form(
    name="correction",
    title=_("<b>Change it to this?</b> Tap ✎ to change an answer."),
    steps=(
        *(Known(each, needed=True) for each in ("about", "seen", "kind", "commodity")),
        *(step for step in PUBLISH.steps if step.key in CORRECTABLE),
    ),
    finish=correct,
    prepare=look_up,
    banner=in_short,
    closing=in_place,
)
FULFIL = Form(
    name="fulfilment",
    title=_("<b>Tell everybody this?</b>"),
    steps=(
        Known("about", needed=True),
        Known("seen", needed=True),
        Choice(
            "share",
            _("How much of it has been found?"),
            _("Fulfilled"),
            choices={
                "50": _("Half of it (50 %)"),
                "80": _("Most of it (80 %)"),
                "100": _("All of it (100 %)"),
            },
            also={"50": "50", "50%": "50", "80": "80", "80%": "80", "100": "100", "100%": "100"},
        ),
    ),
    finish=fulfil,
    prepare=look_up,
    banner=in_full,
)
WITHDRAW = Form(
    name="withdrawal",
    title=_("<b>Withdraw this?</b>"),
    steps=(Known("about", needed=True), Known("seen", needed=True)),
    finish=withdraw,
    prepare=look_up,
    banner=in_full,
    closing=no_more,
)
CHANGES = (CORRECT, FULFIL, WITHDRAW)
