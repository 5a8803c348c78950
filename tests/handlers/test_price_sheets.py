"""Whatever a sheet holds, its sender is answered, and nothing of it is kept by half."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.conversation.models import Conversation
from bot.conversation.said import Sheet
from bot.conversation.turn import Turn
from bot.language import LANGUAGES, words_for
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin
from bot.partnerships import vetting
from bot.people import businesses
from bot.people.businesses import Make
from bot.people.models import Person, Role
from handlers import tables
from handlers.market.bulletins import price_sheets
from handlers.market.bulletins.batch_screens import BatchStands
from handlers.screens import SCREENS
from tests.handlers.test_price_rows import CABAI, HEADINGS, KOPI
from tests.market.buyers import Buyers
from tests.people.folk import company, somebody
from tests.sendable import assert_sendable

SAID = st.sampled_from(
    [*KOPI, *CABAI, "", "kopi", "Malang", "62", "-1", "=1+1", "<b>&", "5 ton", "31/02", "\u202e"]
)
ROW = st.one_of(
    st.sampled_from([KOPI, CABAI]),
    st.tuples(*[SAID] * len(HEADINGS)),
    st.lists(SAID | st.text(max_size=30), max_size=12).map(tuple),
)


async def sent(db: AsyncSession, budi: Person, rows: tuple[tuple[str, ...], ...]) -> Turn:
    talk = Conversation(person_id=budi.id, chat_id=1, state={}, turn=0)
    talk.updated_at = clock.now()
    sheet = tables.read(Sheet("a.xlsx", rows))
    turn = Turn(db, budi, frozenset({Role.OFFTAKER}), 1, sheet, talk, quiet=None)
    assert await price_sheets.look_at(turn, sheet)
    return turn


async def buyer(db: AsyncSession) -> Person:
    budi = await somebody(db, Role.OFFTAKER, name="Budi")
    await company(db, budi)
    budi.registered_at = clock.now()
    return budi


async def farmer(db: AsyncSession, *crops: str) -> None:
    """In Kabupaten Malang."""
    person = await somebody(db, Role.OWNER, name="Siti")
    makes = [Make(crop, crop) for crop in crops]
    await businesses.add(db, person, "Kebun", "35.07", makes)
    await db.flush()


async def stored(db: AsyncSession) -> tuple[int, int]:
    made = [
        (await db.scalars(select(func.count()).select_from(each))).one()
        for each in (PlannedBulletin, Bulletin)
    ]
    return made[0], made[1]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=st.lists(ROW, max_size=8))
async def test_any_sheet_is_answered_and_kept_whole_or_not(
    db: AsyncSession, rows: list[tuple[str, ...]]
) -> None:
    budi = (await db.scalars(select(Person).where(Person.name == "Budi"))).first()
    budi = budi or await buyer(db)
    plans, _bulletins = await stored(db)
    trimmed = tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows)
    turn = await sent(db, budi, (HEADINGS, *trimmed))
    assert turn.replies
    shown = [each.notice for each in turn.replies if isinstance(each.notice, BatchStands)]
    kept = sum(each.prices + each.needs for each in shown)
    assert await stored(db) == (plans + kept, 0)
    for reply in turn.replies:
        for language in LANGUAGES:
            assert_sendable(SCREENS[type(reply.notice)](words_for(language), reply.notice))


async def test_how_many_it_reaches_is_each_person_once_and_never_below_five(
    db: AsyncSession,
) -> None:
    budi = await buyer(db)
    cabai, kopi = "cabai-rawit-merah", "kopi-robusta"
    for _number in range(4):
        await farmer(db, cabai, kopi)
    price = ("harga", "cabai rawit merah", "", "45rb/kg", "", "Jatim", "Jumat")
    need = ("kebutuhan", "kopi robusta", "", "", "5 ton", "Jatim", "Jumat")
    turn = await sent(db, budi, (HEADINGS, price, need))
    (shown,) = (each.notice for each in turn.replies)
    assert isinstance(shown, BatchStands)
    assert (shown.reach, shown.unheard) == (None, 0)
    await farmer(db, kopi)
    turn = await sent(db, budi, (HEADINGS, price, need, (*need[:5], "Bali", "Jumat")))
    shown = turn.replies[-1].notice
    assert isinstance(shown, BatchStands)
    assert (shown.reach, shown.unheard, shown.replaces) == (5, 1, True)


async def test_what_is_usual_is_what_the_company_paid_last(db: AsyncSession) -> None:
    budi = await buyer(db)
    buyers = Buyers(db)
    offtaker = await vetting.offtaker_of(db, budi.id)
    assert offtaker
    buyers.companies["PT"] = offtaker
    await buyers.pays("PT", 45000)
    high = ("harga", "cabai rawit merah", "", "450rb/kg", "", "Jatim", "Jumat")
    right = ("harga", "cabai rawit merah", "", "46rb/kg", "", "Bali", "Jumat")
    turn = await sent(db, budi, (HEADINGS, high, right))
    told, shown = (each.notice for each in turn.replies)
    assert isinstance(told, price_sheets.PriceRows)
    (remark,) = told.found.remarks
    assert (remark.row, remark.reason, remark.kept) == (2, price_sheets.UNUSUAL, True)
    assert isinstance(shown, BatchStands)
    assert (shown.prices, shown.unusual) == (2, 1)
    assert shown.listed[0].until == date(2026, 11, 27)
