"""Messages of the market and of coaching."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from bot.coaching.reminders.paper_reminders import PaperExpires
from bot.coaching.sessions.notices import (
    SessionCalledOff,
    SessionFacts,
    SessionPlanned,
    SessionSoon,
    Why,
)
from bot.conversation.steps import by_grade
from bot.conversation.steps.conditions import PAPERS
from bot.delivery import digests
from bot.delivery.digests import Digest
from bot.delivery.receiving import Rhythm
from bot.delivery.screen import Notice, dump
from bot.language import words_for
from bot.market import bulletin_list, grades, templates
from bot.market.commodities import COMMODITIES
from bot.market.conditions import Conditions, Delivery
from bot.market.dry_run import LeftOut, Scope
from bot.market.enclosure import Enclosure
from bot.market.grades import GradePrice
from bot.market.models import NATIONWIDE, BulletinKind, Ending
from bot.market.needs import Wanted
from bot.market.planned import PlanState
from bot.market.target import Around, Least, Target
from bot.market.topics import Adding
from bot.people import papers
from bot.people.models import SizeClass
from bot.people.readiness import Item
from handlers.coaching import coaching
from handlers.coaching.reminders import reminding
from handlers.coaching.sessions import calling_off, planning
from handlers.market.bulletins import (
    account,
    account_sheet,
    batch_requests,
    batch_screens,
    bulletins,
    changing,
    confirming,
    dry_run,
    enclosing,
    plan_screens,
    price_sheets,
    repeating,
    running,
    targeting,
)
from handlers.market.bulletins.account_sheet import Part
from handlers.market.prices import looking_up, terms_asked
from handlers.market.readers import following, muting, receiving, sharing
from tests.handlers.asked_examples import nets, whys
from tests.handlers.company_examples import to_check
from tests.handlers.offer_examples import offer_notices
from tests.handlers.price_examples import price_notices

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
NARROWED = Target(
    around=Around(place="35.07", km=500),
    suppliers_of=1,
    sizes=tuple(SizeClass),
    papers=tuple(Item),
    least=Least(amount=Decimal("999999999.999"), unit="kg", per="week"),
).narrowed
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
        enclosure=Enclosure(kind="document", file_id="BQACAg" * 12, name=name[:60]),
    )


def graded_of(name: str) -> bulletins.Facts:
    """As many grades as there can be, each called as long as it can be."""
    rows = [
        GradePrice(grade=f"{name[: by_grade.LONGEST_GRADE - 1]}{at}", price=Decimal(10**12 - at))
        for at in range(grades.MOST)
    ]
    return facts_of(name).model_copy(update={"table": tuple(rows)})


def need_of(name: str) -> bulletins.Facts:
    much, day = Decimal("999999999999.99"), date(2026, 12, 10)
    wanted = Wanted(low=Decimal(1), high=much, first=day, last=date(2026, 12, 15))
    photo = Enclosure(kind="photo", file_id="AgACAg" * 12)
    changes = {"kind": BulletinKind.NEED, "table": (), "price": None, "wanted": wanted}
    more = {"quantity": Decimal(5000), "enclosure": photo}
    return facts_of(name).model_copy(update=changes | more)


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
        yield SessionSoon(reminds_of=10**12, **session(name, coaches=coaches, topic=name))
        for reason in Why:
            yield SessionCalledOff(why=reason, **session(name, coaches=coaches))
    met = SessionFacts(**session(name, coaches=True, topic=name))
    for number, goes_on in ((1, False), (400, False), (1, True)):
        off = {"session": met, "number": number, "goes_on": goes_on}
        yield calling_off.CallingOff(session_id=10**12, **off)
        yield calling_off.SessionIsOff(**off)
    yield calling_off.WhichSession(sessions=((10**12, met),) * 8)
    yield calling_off.NoSuchSession()
    full = tuple(SessionFacts(**session(name, coaches=True, topic=name)) for _ in range(8))
    unreminded = (reminding.Unreminded(name=name, starts_at=NOON),) * 10
    yield coaching.Schedule(may_plan=True, sessions=full)
    yield reminding.NotReminded(people=unreminded)
    for item in papers.EXPIRING:
        yield PaperExpires(
            paper_id=10**12,
            business_id=10**12,
            item=item,
            last_day=NOON.date(),
            business=name,
            name=name,
        )
        yield reminding.HelpWanted(name=name, honorific="ibu", at=NOON, item=item)
    yield reminding.HelpWanted(name=name, honorific=None, at=NOON)
    goods = {"goods": "cabai-rawit-merah", "offtaker": name}
    yield reminding.HelpWanted(name=name, honorific=None, at=NOON, **goods)
    for moment in (NOON, None):
        yield reminding.ReminderAgain(at=moment)
    for reached in (True, False):
        yield reminding.HelpAsked(reached=reached)
    yield reminding.NothingToRemind()
    yield reminding.RemindChoice(ahead=(1440, 60))
    yield reminding.RemindChoice(ahead=(1440, 60), refused=True)
    yield reminding.RemindChoice(ahead=(20 * 1440, 2 * 1440, 5 * 60, 45), last=True)
    yield coaching.Schedule(may_plan=False, sessions=())
    yield planning.NobodyInCare()
    yield planning.NotInCare()


def terms_notices(name: str) -> Iterator[Notice]:
    said = facts_of(name)
    silent = said.model_copy(update={"conditions": Conditions()})
    for offered in (True, False):
        paid = (terms_asked.Paid(facts=each, offered=offered) for each in (said, silent, said))
        yield terms_asked.PaidWhen(found=tuple(paid))
    yield terms_asked.PaidWhen(found=())
    yield terms_asked.NoHaggling()
    yield sharing.NothingToShare()


def heard_notices(crops: tuple[str, ...]) -> Iterator[Notice]:
    yield muting.Heard(agreed=True, heard=crops, muted=crops)
    yield muting.Heard(agreed=True, heard=(), muted=())
    more = tuple((crop, "31.01") for crop in (*crops, *crops[:10]))
    yield muting.Heard(agreed=True, heard=crops, muted=crops, added=more)
    for became in Adding:
        for region in ("31.01", "31", NATIONWIDE):
            for agreed in (True, False):
                yield following.Followed(
                    became=became, crops=crops[:1], region=region, agreed=agreed, buys=not agreed
                )
    yield following.Followed(became=Adding.DONE, crops=crops, region="31.01")
    yield following.OwnersFollow()
    yield following.WhichCrop(named="kopi", crops=crops, regions=("35.07", "35.73"))
    yield following.WhichPlace(does="add:kopi-robusta", regions=("35.07", "35.73"))
    yield muting.Heard(agreed=False, heard=crops, muted=())


def market_notices(name: str) -> Iterator[Notice]:
    facts = need_of(name)
    crops = (LONGEST_NAME, *list(COMMODITIES)[:9])
    yield from heard_notices(crops)
    yield from terms_notices(name)
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
            filled=(("35.07", Decimal(10) ** 12),) * 12 if number else (),
            facts=facts if number else None,
        )
    rows = tuple((part, place, 5) for part in Part for place in ("35.07", None))
    why_not = tuple((each, 5) for each in (None, *account_sheet.REASONS))
    yield account_sheet.AccountSheet(facts=facts, rows=rows, reasons=why_not)
    for shared in (facts, facts_of(name).model_copy(update={"number": 10**12})):
        yield sharing.ToShare(facts=shared, bot="mitra_bot")
        for new in (True, False):
            for holds in (True, False):
                yield sharing.Opened(facts=shared, holds=holds, new=new)
            yield sharing.Opened(facts=None, new=new, of_rival=not new)
    yield sharing.NotToShare()
    yield from nets(facts_of(name))
    yield from whys(facts_of(name))
    yield from own_bulletins(name)
    yield from planned(name)
    yield from sheets(name)
    yield from offer_notices(name, facts_of(name), need_of(name))
    yield from with_grades(name)


def with_grades(name: str) -> Iterator[Notice]:
    """What stands in a screen of its own, or in a list of them."""
    facts = graded_of(name)
    yield from price_notices(name, facts)
    yield from nets(facts)
    yield from offer_notices(name, facts, need_of(name))
    numbered = facts.model_copy(update={"number": 10**12})
    yield sharing.Opened(facts=numbered, holds=True, new=True)
    yield sharing.ToShare(facts=numbered, bot="mitra_bot")
    yield running.OwnBulletin(bulletin_id=10**12, facts=facts, note=changing.DONE)
    yield repeating.LastPrices(found=((10**12, facts),) * templates.MOST)
    one = dump(bulletins.bulletin(words_for("id"), facts))
    yield Digest(screens=(one,) * max(digests.LENGTH // len(one["text"]), 2))
    yield dry_run.DryRun(
        plan_id=10**12,
        facts=facts,
        regions=("35.07", "35", "51.03", "ID", "11"),
        reach=5,
        left_out=dict.fromkeys(LeftOut, 5),
        own_hour=5,
        last_at=NOON,
        too_late=True,
        narrowed=NARROWED,
    )


def planned(name: str) -> Iterator[Notice]:
    alone = facts_of(name).model_copy(update={"enclosure": None})
    for facts in (alone, facts_of(name), need_of(name)):
        yield enclosing.EnclosureShown(facts=facts)
    yield enclosing.NothingEnclosed()
    yield dry_run.DryRun(
        plan_id=10**12,
        facts=alone,
        regions=("35",),
        reach=5,
        left_out={},
        own_hour=0,
        last_at=NOON,
    )
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
                narrowed=NARROWED if facts.price else None,
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
                narrowed=NARROWED,
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
            narrowed=NARROWED,
        )
    for narrowed in (None, NARROWED):
        places = ("35.07", "35", "51.03", "ID", "11")
        yield targeting.TargetMenu(plan_id=10**12, regions=places, narrowed=narrowed)
    yield plan_screens.PlanGone()


def sheets(name: str) -> Iterator[Notice]:
    yield price_sheets.PriceTemplate()
    yield price_sheets.PricesUnread(problem=bulletin_list.TOO_MANY)
    for number in (1, 40):
        found, secret = to_check(name, number)
        for good in (True, False):
            yield price_sheets.PriceRows(found=found, secret=secret, good=good)
    rows = (facts_of(name), need_of(name))
    regions = ("35.07", "35", "51.03", "ID", "11")
    placed = tuple(each.model_copy(update={"regions": regions}) for each in rows)
    for state in PlanState:
        for publish_at in (None, NOON) if state is not PlanState.SCHEDULED else (NOON,):
            for number in (0, 1, 99):
                yield batch_screens.BatchStands(
                    plan_id=10**12,
                    state=state,
                    prices=number + 1,
                    needs=number,
                    listed=(placed * batch_screens.MOST_LISTED)[: batch_screens.MOST_LISTED],
                    unusual=number,
                    reach=(None, 0, 10**6)[number % 3],
                    unheard=number,
                    publish_at=publish_at,
                    waits_since=NOON,
                    reason=name,
                    replaces=True,
                    left=number,
                    over=number,
                )
    for publish_at in (None, NOON):
        yield batch_requests.ConfirmBatch(
            plan_id=10**12,
            company=name,
            rows=placed * 100,
            regions=regions,
            reach=10**6,
            publish_at=publish_at,
        )


def own_bulletins(name: str) -> Iterator[Notice]:
    overs = [running.Over(ending=each, at=NOON) for each in Ending]
    for facts in (facts_of(name), need_of(name).model_copy(update={"fulfilled": 80})):
        yield running.OwnBulletin(bulletin_id=10**12, facts=facts, note=changing.DONE)
        for over in overs:
            yield running.OwnBulletin(bulletin_id=10**12, facts=facts, over=over, narrowed=NARROWED)
        yield running.OwnBulletins(
            found=((10**12, facts),) * running.MOST,
            ended=tuple((facts, over) for over in (*overs, overs[0])),
            to_come=tuple(
                plan_screens.PlanStands(
                    plan_id=1, state=state, facts=facts, publish_at=NOON, others=199
                )
                for state in (PlanState.ASKED, PlanState.SCHEDULED) * 3
            ),
        )
    yield running.OwnBulletins(found=(), ended=())
    many = ((10**12, facts_of(name)),) * running.MOST
    page = running.OwnBulletins(found=many, ended=(), older=10**12, newer=True)
    yield from (page, page.model_copy(update={"narrowed": (10**12,)}))
    yield repeating.LastPrices(found=((10**12, facts_of(name)),) * templates.MOST)
