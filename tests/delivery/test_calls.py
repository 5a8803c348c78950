"""What nobody can be sent stands on their officer's list of calls until it is told."""

from datetime import timedelta
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.coaching.reminders import reminders, renewals
from bot.coaching.sessions import planning
from bot.coaching.sessions.notices import SessionPlanned
from bot.delivery import broadcasting, calls, outbox
from bot.delivery.broadcasting import Issue
from bot.delivery.models import Outgoing, State
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Screen
from bot.market import bulletins
from bot.market.audience import audience
from bot.market.models import NATIONWIDE, BulletinKind
from bot.people import businesses
from bot.people.models import Person, Role
from bot.people.readiness import Item
from tests.people.folk import company, details, looked_after, somebody

QUIET: Quiet = None


async def publish(db: AsyncSession) -> int:
    budi = await somebody(db, name="Budi")
    offtaker = await company(db, budi)
    draft = bulletins.Draft(
        BulletinKind.PRICE,
        "cabai-rawit-merah",
        "kg",
        ["35"],
        clock.now().date(),
        price=Decimal(42_000),
    )
    bulletin = await bulletins.publish(
        db, draft, offtaker_id=offtaker.id, author_id=budi.id, zone=budi.zone
    )
    screens = {"id": Screen(Markup("<b>Harga</b>")), "en": Screen(Markup("<b>Price</b>"))}
    broadcasting.word(db, bulletin.id, 1, screens)
    issue = Issue(bulletin.id, 1, bulletin.valid_until)
    await broadcasting.enqueue(db, audience("cabai-rawit-merah", ["35"]), issue, QUIET)
    return bulletin.id


async def planned(db: AsyncSession, officer: Person, owner: Person) -> None:
    await care.open_programme(db, officer, "2026", NATIONWIDE)
    [card] = await businesses.businesses_of(db, owner.id)
    plan = planning.Plan([card.id], "2026-11-27T09:00", "Balai Desa")
    [seen] = await planning.plan(db, officer, plan, QUIET)
    await outbox.notify(db, owner, SessionPlanned(**seen.facts_for(owner.id)))


async def test_a_bulletin_is_read_out_in_the_officers_language_and_the_ledger_sums(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    siti = await somebody(db, name="Siti")
    await businesses.add(db, siti, "Sambal", "35.07", details().makes)
    wayan.language = "en"
    bulletin = await publish(db)
    call = await calls.next_call(db, wayan)
    assert call
    assert (call.person, call.more, call.waiting) == (sri, 0, 1)
    assert [item.html for item in call.items] == ["<b>Price</b>"]
    rows = select(func.count()).where(Outgoing.bulletin_id == bulletin)
    states = select(Outgoing.state).where(Outgoing.bulletin_id == bulletin)
    assert sorted(await db.scalars(states)) == [State.PENDING, State.SUPPRESSED]
    assert await calls.told(db, wayan.id, [item.id for item in call.items]) == sri.id
    assert await calls.next_call(db, wayan) is None
    assert await db.scalar(rows) == 2


async def test_of_one_bulletin_people_are_called_in_the_order_in_which_they_came(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    first = await looked_after(db, wayan)
    second = await looked_after(db, wayan, details("Tari", None))
    bulletin = await publish(db)
    rows = select(Outgoing).where(Outgoing.bulletin_id == bulletin).order_by(Outgoing.id)
    one, other = (await db.scalars(rows)).all()
    one.person_id, other.person_id = second.id, first.id  # as an engine may number them
    await db.flush()
    assert await calls.waiting(db, wayan.id) == [(first.id, 1), (second.id, 1)]


async def test_what_has_passed_needs_no_call(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    await publish(db)
    clock.move_to(clock.now() + timedelta(hours=24))  # its last day was today
    assert await calls.next_call(db, wayan) is None


async def test_nobody_tells_in_the_place_of_another_officer(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    rina = await somebody(db, Role.OFFICER, name="Rina")
    await looked_after(db, wayan)
    await publish(db)
    call = await calls.next_call(db, wayan)
    assert call
    ids = [item.id for item in call.items]
    assert await calls.next_call(db, rina) is None
    assert await calls.told(db, rina.id, ids) is None
    assert await calls.told(db, wayan.id, ids)
    assert await calls.told(db, wayan.id, ids) is None


async def test_later_leads_through_the_list_and_round(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    people = [
        await looked_after(db, wayan, details(f"Orang {number}", f"+62812000000{number:02}"))
        for number in range(3)
    ]
    await publish(db)
    seen, after = [], None
    for _number in range(4):
        call = await calls.next_call(db, wayan, after=after)
        assert call
        after = call.person.id
        seen.append(after)
    ids = [each.id for each in people]
    assert sorted(seen[:3]) == ids
    assert seen[3] == seen[0]


async def test_more_news_than_one_call_holds_follows(db: AsyncSession) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    await looked_after(db, wayan)
    for _number in range(calls.AT_ONCE + 2):
        await publish(db)
    call = await calls.next_call(db, wayan)
    assert call
    assert (len(call.items), call.more) == (calls.AT_ONCE, 2)
    await calls.told(db, wayan.id, [item.id for item in call.items])
    rest = await calls.next_call(db, wayan)
    assert rest
    assert (len(rest.items), rest.more) == (2, 0)


async def test_a_reminder_of_who_has_no_chat_is_read_out_by_their_officer(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    await planned(db, wayan, sri)
    [card] = await businesses.businesses_of(db, sri.id)
    last_day = (clock.now() + timedelta(days=10)).date()
    await renewals.hold_until(db, sri, card.id, Item.PIRT, last_day, quiet=QUIET)
    clock.move_to(clock.now() + timedelta(days=3, hours=3))
    while await reminders.tick(db, QUIET):
        pass
    call = await calls.next_call(db, wayan)
    assert call
    assert call.person == sri
    assert [item.kind for item in call.items] == [
        "session_planned",
        "session_soon",
        "paper_expires",
    ]


async def test_who_claims_the_account_gets_what_was_not_told_and_reminders_to_come(
    db: AsyncSession,
) -> None:
    wayan = await somebody(db, Role.OFFICER, name="Wayan")
    sri = await looked_after(db, wayan)
    await planned(db, wayan, sri)
    await publish(db)
    heir = await somebody(db, name="Sri")
    await reminders.hand_over(db, sri.id, heir.id)
    assert await calls.hand_over(db, sri.id, heir) == 1
    theirs = select(Outgoing.kind).where(
        Outgoing.chat_id == heir.telegram_id, Outgoing.state == State.PENDING
    )
    assert list(await db.scalars(theirs)) == ["session_planned"]
    clock.move_to(clock.now() + timedelta(days=3))
    await reminders.tick(db, QUIET)
    assert sorted(await db.scalars(theirs)) == ["session_planned", "session_soon"]
