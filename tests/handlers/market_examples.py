"""Messages of the market and of coaching."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.coaching.notices import (
    SessionCalledOff,
    SessionFacts,
    SessionPlanned,
    SessionSoon,
    Why,
)
from bot.conversation.steps.conditions import PAPERS
from bot.delivery.digests import Digest
from bot.delivery.receiving import Rhythm
from bot.delivery.screen import Notice, dump
from bot.language import words_for
from bot.market import templates
from bot.market.commodities import COMMODITIES
from bot.market.conditions import Conditions, Delivery
from bot.market.dry_run import LeftOut, Scope
from bot.market.models import BulletinKind, Ending
from bot.market.planned import PlanState
from handlers import (
    account,
    account_sheet,
    bulletins,
    calling_off,
    changing,
    coaching,
    confirming,
    dry_run,
    looking_up,
    muting,
    plan_screens,
    receiving,
    repeating,
    running,
    sharing,
)
from handlers.account_sheet import Part
from tests.handlers.offer_examples import offer_notices
from tests.handlers.price_examples import price_notices

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
LONGEST_NAME = max(COMMODITIES.values(), key=lambda each: len(each.name_id)).slug


def facts_of(name: str) -> bulletins.Facts:
    return bulletins.Facts(
        kind=BulletinKind.PRICE,
        commodity=LONGEST_NAME,
        unit="butir",
        price=Decimal("999999999999.99"),
        quantity=None,
        conditions=Conditions(
            grade=name[:10],
            delivery=Delivery.FRANCO,
            place=name[:10],
            payment_days=14,
            minimum=Decimal(100),
            certificates=tuple(PAPERS),
            note=name,
        ),
        until=date(2026, 11, 27),
        offtaker=name,
    )


def need_of(name: str) -> bulletins.Facts:
    changes = {"kind": BulletinKind.NEED, "price": None, "quantity": Decimal(5000)}
    return facts_of(name).model_copy(update=changes)


def session(name: str, *, coaches: bool = False, topic: str | None = None) -> dict[str, Any]:
    return {
        "starts_at": NOON,
        "place": name,
        "topic": topic,
        "name": name,
        "other": name,
        "business": name,
        "coaches": coaches,
    }


def coaching_notices(name: str) -> Iterator[Notice]:
    for coaches in (False, True):
        yield SessionPlanned(**session(name, coaches=coaches))
        yield SessionSoon(**session(name, coaches=coaches, topic=name))
        for why in Why:
            yield SessionCalledOff(why=why, **session(name, coaches=coaches))
    met = SessionFacts(**session(name, coaches=True, topic=name))
    yield calling_off.CallingOff(session_id=10**12, session=met)
    yield calling_off.SessionIsOff(session=met)
    yield calling_off.WhichSession(sessions=((10**12, met),) * 8)
    yield calling_off.NoSuchSession()
    full = tuple(SessionFacts(**session(name, coaches=True, topic=name)) for _ in range(8))
    yield coaching.Schedule(may_plan=True, sessions=full)
    yield coaching.Schedule(may_plan=False, sessions=())
    yield coaching.NobodyInCare()
    yield coaching.NotInCare()


def market_notices(name: str) -> Iterator[Notice]:
    facts = need_of(name)
    crops = (LONGEST_NAME, *list(COMMODITIES)[:9])
    yield muting.Heard(agreed=True, heard=crops, muted=crops)
    yield muting.Heard(agreed=True, heard=(), muted=())
    yield muting.Heard(agreed=False, heard=crops, muted=())
    told = tuple(
        dump(bulletins.bulletin(words_for("id"), each)) for each in (facts, facts_of(name))
    )
    yield Digest(screens=told)
    for rhythm in Rhythm:
        yield receiving.HowNewsComes(
            rhythm=rhythm, at=None, a_day=None, friday=False, pictures=True
        )
    yield receiving.HowNewsComes(
        rhythm=Rhythm.WEEKLY, at="06:00", a_day=10, friday=True, pictures=False
    )
    for coaching_goes_on in (True, False):
        yield muting.Muted(commodities=crops, coaching=coaching_goes_on)
    for own in (True, False):
        yield looking_up.NeedList(own=own, found=(facts,) * looking_up.MOST)
    yield looking_up.NeedList(own=False, found=())
    for named, places, found in (
        (name, (), (facts,)),
        (name, ("35.07", "35.73"), ()),
        ("", ("35",), (facts,)),
        ("", ("35",), ()),
        (name, (), ()),
    ):
        for elsewhere in (True, False):
            yield looking_up.NeedList(
                own=False, found=found, named=named, places=places, elsewhere=elsewhere
            )
    yield from price_notices(name, facts_of(name))
    for number in (None, 0, 5, 10**6):
        yield account.Account(
            bulletin_id=10**12,
            runs=True,
            targeted=number,
            sent=number,
            waiting=number,
            not_sent=number,
        )
    rows = tuple((part, place, 5) for part in Part for place in ("35.07", None))
    yield account_sheet.AccountSheet(facts=facts, rows=rows)
    for shared in (facts, facts_of(name).model_copy(update={"number": 10**12})):
        yield sharing.ToShare(facts=shared, bot="mitra_bot")
        for new in (True, False):
            for holds in (True, False):
                yield sharing.Opened(facts=shared, holds=holds, new=new)
            yield sharing.Opened(facts=None, new=new, of_rival=not new)
    yield from own_bulletins(name)
    yield from planned(name)
    yield from offer_notices(name, facts_of(name), need_of(name))


def planned(name: str) -> Iterator[Notice]:
    for reach in (None, 0, 5, 10**6):
        for facts in (facts_of(name), need_of(name)):
            yield dry_run.DryRun(
                plan_id=10**12,
                facts=facts,
                regions=("35.07", "35", "51.03", "ID", "11"),
                reach=reach,
                left_out=dict.fromkeys(LeftOut, reach),
                own_hour=reach,
                last_at=NOON if reach else None,
                too_late=bool(reach),
                wider=tuple(
                    dry_run.Wider(scope=scope, regions=("35", "51"), reach=None)
                    for scope in Scope
                    if reach == 0 and facts.price
                ),
            )
    for state in PlanState:
        for moment in (None, NOON) if state is PlanState.ASKED else (NOON,):
            yield plan_screens.PlanStands(
                plan_id=10**12,
                state=state,
                facts=facts_of(name),
                publish_at=moment,
                waits_since=NOON,
                reason=name,
            )
        yield confirming.ConfirmDone(company=name, state=state, by=name)
    yield confirming.ConfirmDone(company="", state=None)
    yield confirming.OwnNews()
    for moment in (None, NOON):
        yield confirming.ConfirmRequest(
            plan_id=10**12,
            company=name,
            facts=facts_of(name),
            regions=("35.07", "35", "51.03", "ID", "11"),
            reach=10**6,
            publish_at=moment,
        )
    yield plan_screens.PlanGone()


def own_bulletins(name: str) -> Iterator[Notice]:
    overs = [running.Over(ending=each, at=NOON) for each in Ending]
    for facts in (facts_of(name), need_of(name).model_copy(update={"fulfilled": 80})):
        yield running.OwnBulletin(bulletin_id=10**12, facts=facts, note=changing.DONE)
        for over in overs:
            yield running.OwnBulletin(bulletin_id=10**12, facts=facts, over=over)
        yield running.OwnBulletins(
            found=((10**12, facts),) * running.MOST,
            ended=tuple((facts, over) for over in (*overs, overs[0])),
            to_come=tuple(
                plan_screens.PlanStands(plan_id=1, state=state, facts=facts, publish_at=NOON)
                for state in (PlanState.ASKED, PlanState.SCHEDULED) * 3
            ),
        )
    yield running.OwnBulletins(found=(), ended=())
    yield repeating.LastPrices(found=((10**12, facts_of(name)),) * templates.MOST)
