"""Two who decide at the same moment: the first one counts, and it goes out once."""

import asyncio

from sqlalchemy import func, select

from bot import clock
from bot.conversation.models import Conversation
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.market import plans
from bot.market.models import Bulletin
from bot.market.planned import PlannedBulletin, PlanState
from bot.people.models import Person, Role
from bot.storage import Storage
from handlers.market.bulletins import announcing, confirming
from handlers.market.bulletins.plan_screens import PlanStands
from tests.market.buyers import CHILI
from tests.people.folk import company, somebody

ANSWERS = {
    "kind": "price",
    "commodity": CHILI,
    "price": {"amount": "45000", "unit": "kg"},
    "regions": ["35"],
    "until": "2026-11-27",
    "terms": None,
}


async def planned(storage: Storage, *, asked: bool) -> tuple[int, int, list[int]]:
    """A plan, its author, and two admins."""
    async with storage.transaction() as db:
        budi = await somebody(db, Role.OFFTAKER, name="Budi")
        offtaker = await company(db, budi)
        plan = await plans.propose(db, ANSWERS, offtaker_id=offtaker.id, author_id=budi.id)
        if asked:
            plans.ask_admins(plan, 30)
        else:
            plan.decided_by = budi.id  # no admin need be asked
        admins = [await somebody(db, Role.ADMIN, name=name) for name in ("Rina", "Agus")]
        return plan.id, budi.id, [each.id for each in admins]


async def taps(storage: Storage, person_id: int, role: Role, data: str) -> Notice:
    """What somebody is answered first."""
    async with storage.transaction() as db:
        person = await db.get_one(Person, person_id)
        talk = Conversation(person_id=person_id, chat_id=1, state={}, turn=0)
        talk.updated_at = clock.now()
        tap = Tap(data, 5)
        turn = Turn(db, person, frozenset({role}), 1, tap, talk, quiet=None)
        prefix, _colon, argument = data.partition(":")
        press = announcing.press if prefix == "draft" else confirming.press
        await press(turn, tap, argument)
        return turn.replies[0].notice


async def published(storage: Storage) -> int:
    async with storage.reading() as db:
        return (await db.scalars(select(func.count()).select_from(Bulletin))).one()


async def test_of_two_admins_the_first_counts(storage: Storage) -> None:
    plan_id, _budi, admins = await planned(storage, asked=True)
    answers = await asyncio.gather(
        *(taps(storage, each, Role.ADMIN, f"confirm:approve:{plan_id}") for each in admins)
    )
    done = [each for each in answers if isinstance(each, confirming.ConfirmDone)]
    assert [each.state for each in done] == [PlanState.PUBLISHED] * 2
    assert sorted(each.by is None for each in done) == [False, True]
    assert await published(storage) == 1


async def test_a_double_tap_of_its_author_publishes_once(storage: Storage) -> None:
    plan_id, budi, _admins = await planned(storage, asked=False)
    answers = await asyncio.gather(
        *(taps(storage, budi, Role.OFFTAKER, f"draft:now:{plan_id}") for _each in range(2))
    )
    assert all(isinstance(each, PlanStands) for each in answers)
    assert await published(storage) == 1
    async with storage.reading() as db:
        assert (await db.get_one(PlannedBulletin, plan_id)).state == PlanState.PUBLISHED
