"""`python -m bot bulletins` and `ledger`: the account sums and says why, also for one person."""

import argparse
import io
import json
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.ext.asyncio import AsyncSession

from bot import accounts
from bot.delivery.ledger import row_of
from bot.delivery.models import Lane, State
from bot.delivery.outbox import BLOCKED
from bot.errors import Refused
from bot.market.audience import Miss
from bot.market.models import Bulletin, BulletinRegion, Ending
from bot.people import roles
from bot.people.models import Business, Consent, Person, Product, Purpose
from bot.storage import Storage
from tests.delivery import rows


async def sent_to_three(db: AsyncSession) -> int:
    """A bulletin: one got it, one had blocked the bot, one will get it; a fourth is not meant."""
    people = [await rows.person(db, number) for number in (11, 12, 13, 14)]
    number = await rows.bulletin(db, people[0])
    db.add(BulletinRegion(bulletin_id=number, region="35"))
    await rows.enqueued(db, people[0], bulletin_id=number, state=State.SENT, message_id=1)
    await rows.enqueued(db, people[1], bulletin_id=number, state=State.SUPPRESSED, reason=BLOCKED)
    waits = await rows.enqueued(db, people[2], bulletin_id=number)
    # An edit is no message more.
    await rows.enqueued(db, people[0], edits_id=waits, kind="bulletin", params={})
    return number


async def makes_tomatoes(db: AsyncSession, person: Person, regency: str) -> None:
    business = Business(
        person_id=person.id, name="x", regency=regency, created_at=person.created_at
    )
    db.add(business)
    await db.flush()
    db.add(Product(business_id=business.id, commodity="tomat", said="tomat"))


def agrees(db: AsyncSession, person: Person) -> None:
    db.add(
        Consent(
            person_id=person.id,
            purpose=Purpose.NEWS,
            version="x",
            language="id",
            given_at=person.created_at,
        )
    )


async def test_the_ledger_sums_with_reasons(db: AsyncSession) -> None:
    number = await sent_to_three(db)
    whole = await accounts.whole(db, number)
    assert whole["targeted"] == 3
    book = load_workbook(io.BytesIO(accounts.sheet(whole)))
    _header, *of, total = book.active.iter_rows(values_only=True)
    assert sum(row[2] for row in of) == total[2] == 3
    assert {(each["state"], each["reason"], each["people"]) for each in whole["of"]} == {
        ("sent", "", 1),
        ("suppressed", BLOCKED, 1),
        ("pending", "", 1),
    }


GONE = "Bad Request: message to edit not found"


async def edited(db: AsyncSession, number: int) -> int:
    """The same, after two changes of which the second could not be shown."""
    first = (await row_of(db, number, 1)) or pytest.fail("nobody")
    person = await db.get_one(Person, first.person_id)
    for state, reason in ((State.SENT, None), (State.FAILED, GONE)):
        of = {"edits_id": first.id, "state": state, "reason": reason}
        await rows.enqueued(db, person, lane=Lane.EDIT, **of)
    return number


async def test_the_ledger_says_whose_message_could_not_be_changed(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    async with storage.transaction() as db:
        number = await edited(db, await sent_to_three(db))
        whole = await accounts.whole(db, number)
        assert (whole["targeted"], sum(each["people"] for each in whole["of"])) == (3, 3)
        assert whole["unchanged"] == [{"state": "failed", "reason": GONE, "people": 1}]
        book = load_workbook(io.BytesIO(accounts.sheet(whole)))
        assert [*book.worksheets[1].values][1:] == [("failed", GONE, 1)]
        late = await accounts.one(db, number, 11)
        assert (late["state"], late["unchanged"], late["unchanged_reason"]) == (
            *("sent", "failed", GONE),
        )
        assert "unchanged" not in await accounts.one(db, number, 12)
    asked = argparse.Namespace(command="ledger", id=number, person=None, json=False, xlsx=None)
    await accounts.answer(storage, asked)
    assert f"1\tof them not changed since: failed\t{GONE}" in capsys.readouterr().out
    asked.json = True
    await accounts.answer(storage, asked)
    assert json.loads(capsys.readouterr().out)["unchanged"] == whole["unchanged"]


@pytest.mark.parametrize("state", [State.SENT, State.FAILED])
async def test_a_later_change_makes_good_what_an_earlier_one_could_not(
    db: AsyncSession, state: State
) -> None:
    number = await edited(db, await sent_to_three(db))
    first = (await row_of(db, number, 1)) or pytest.fail("nobody")
    person = await db.get_one(Person, first.person_id)
    await rows.enqueued(db, person, lane=Lane.EDIT, edits_id=first.id, state=state)
    assert bool((await accounts.whole(db, number))["unchanged"]) is (state is State.FAILED)


async def test_one_person_is_told_what_became_of_it(db: AsyncSession) -> None:
    number = await sent_to_three(db)
    assert (await accounts.one(db, number, 11))["state"] == State.SENT
    assert (await accounts.one(db, number, 12))["reason"] == BLOCKED


async def test_who_was_not_meant_is_told_why(db: AsyncSession) -> None:
    number = await sent_to_three(db)
    fourth = (await roles.person_of(db, 14)) or pytest.fail("nobody")

    async def why() -> Any:
        await db.flush()
        found = await accounts.one(db, number, 14)
        assert found["state"] == accounts.NOT_MEANT
        return found["reason"]

    assert await why() == Miss.NO_NEWS
    agrees(db, fourth)
    assert await why() == Miss.OTHER_GOODS
    await makes_tomatoes(db, fourth, "51.71")
    assert await why() == Miss.ELSEWHERE
    await makes_tomatoes(db, fourth, "35.07")
    assert await why() == "joined or changed since"


async def test_who_does_not_fit_its_target_is_told_why(db: AsyncSession) -> None:
    number = await sent_to_three(db)
    bulletin = await db.get_one(Bulletin, number)
    fourth = (await roles.person_of(db, 14)) or pytest.fail("nobody")
    agrees(db, fourth)
    await makes_tomatoes(db, fourth, "35.10")
    for narrowed, miss in (
        ({"around": {"place": "35.07", "km": 30}}, Miss.TOO_FAR),
        ({"suppliers_of": bulletin.offtaker_id}, Miss.NOT_SUPPLIER),
        ({"sizes": ["micro"]}, Miss.SIZE_UNKNOWN),
        ({"papers": ["halal"]}, Miss.PAPER_UNKNOWN),
        ({"least": {"amount": "1", "unit": "kg", "per": "day"}}, Miss.CAPACITY_UNKNOWN),
    ):
        bulletin.narrowed = narrowed
        await db.flush()
        assert (await accounts.one(db, number, 14))["reason"] == miss


async def test_what_there_is_not_is_refused(db: AsyncSession) -> None:
    number = await sent_to_three(db)
    with pytest.raises(Refused, match="no bulletin 404"):
        await accounts.whole(db, 404)
    with pytest.raises(Refused, match="Telegram id 99"):
        await accounts.one(db, number, 99)


async def test_the_list_is_read_by_people_and_programs(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    async with storage.transaction() as db:
        number = await sent_to_three(db)
        (await db.get_one(Bulletin, number)).ending = Ending.WITHDRAWN
    asked = argparse.Namespace(command="bulletins", last=5, json=False)
    await accounts.answer(storage, asked)
    assert f"{number}\tTomato Rp9,000/kg\tPT Sambal" in capsys.readouterr().out
    await accounts.answer(storage, argparse.Namespace(command="bulletins", last=5, json=True))
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["state"], found["targeted"], found["sent"]) == ("withdrawn", 3, 1)
    asked = argparse.Namespace(command="ledger", id=number, person=12, json=True)
    await accounts.answer(storage, asked)
    assert json.loads(capsys.readouterr().out)["reason"] == BLOCKED
