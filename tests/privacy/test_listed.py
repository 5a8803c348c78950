"""Who stands in buyers' lists alone is found, given a copy, and taken out of all of them."""

import argparse
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock, data_requests
from bot.errors import Refused
from bot.partnerships import suppliers
from bot.partnerships.models import Supplier, SupplierDraft
from bot.partnerships.supplier_list import Line
from bot.people.models import Person, Role
from bot.privacy import listed
from bot.privacy.erasure import erase
from bot.privacy.models import DataAccess, Does
from bot.privacy.on_request import HOLDS, MOST
from bot.storage import Storage
from tests.people.folk import company, somebody

PHONE, OTHER = "+6281234567890", "+6281299998888"
ZONE = ZoneInfo("Asia/Jakarta")
TUTIK, NAMELESS = Line("Tutik Rahayu", PHONE, "35.07", "cabai-rawit"), Line("Tutik", None, "35.79")


@pytest.fixture
async def admin(db: AsyncSession) -> Person:
    """With two companies that list Tutik; one of them has sent another list."""
    budi, sari = await somebody(db, name="Budi"), await somebody(db, name="Sari")
    first = await company(db, budi, name="PT Sambal")
    second = await company(db, sari, name="PT Cabai")
    await suppliers.save(db, first.id, [TUTIK, Line("Eko", OTHER)])
    await suppliers.save(db, second.id, [Line("Bu Tutik", PHONE), NAMELESS])
    await suppliers.keep_draft(db, first.id, budi.id, [TUTIK, NAMELESS, Line("Eko", OTHER)])
    return await somebody(db, Role.ADMIN, name="Rina")


async def meant(db: AsyncSession, admin: Person, **said: str) -> listed.Listed:
    (found,) = await listed.matching(db, **said) or ()
    listed.record_found(db, admin, [found], said.get("phone"))
    await db.flush()
    return found


async def kept(db: AsyncSession) -> list[str]:
    return sorted(await db.scalars(select(Supplier.name)))


async def waiting(db: AsyncSession) -> list[str]:
    (lines,) = await db.scalars(select(SupplierDraft.lines))
    return [line[0] for line in lines]


async def test_a_number_is_found_in_all_lists_once(db: AsyncSession, admin: Person) -> None:
    found = await meant(db, admin, phone=PHONE)
    assert [line.name for line in found.lines] == ["Bu Tutik", "Tutik Rahayu"]
    assert set(found.companies) == {"PT Sambal", "PT Cabai"}


async def test_a_part_of_a_name_is_found_and_too_many_are_not(
    db: AsyncSession, admin: Person
) -> None:
    found = await listed.matching(db, name="tutik")
    assert found is not None
    assert [each.first.phone for each in found] == [PHONE, None]
    many = [Line(f"Ani {number}") for number in range(MOST + 1)]
    await suppliers.save(db, found[0].first.offtaker_id, many)
    assert await listed.matching(db, name="ani") is None


async def test_who_has_an_account_is_found_by_it_alone(db: AsyncSession, admin: Person) -> None:
    eko = await somebody(db, name="Eko")
    eko.phone, eko.phone_verified_at = OTHER, clock.now()
    await db.flush()
    await suppliers.joined(db, eko)
    assert await listed.matching(db, phone=OTHER) == []


async def test_only_who_was_found_lately_is_opened(db: AsyncSession, admin: Person) -> None:
    (line,) = await db.scalars(select(Supplier).where(Supplier.name == "Tutik Rahayu"))
    assert await listed.found(db, admin, line.id) is None
    found = await meant(db, admin, phone=PHONE)
    opened = await listed.found(db, admin, found.first.id)
    assert opened
    assert sorted(opened.numbers) == sorted(found.numbers)
    clock.move_to(clock.now() + HOLDS)
    assert await listed.found(db, admin, found.first.id) is None


async def test_a_copy_tells_whose_lists_they_are(db: AsyncSession, admin: Person) -> None:
    copied = await listed.copy(db, admin, await meant(db, admin, phone=PHONE), ZONE)
    assert {each["company"] for each in copied["supplier_lists"]} == {"PT Sambal", "PT Cabai"}
    assert copied["accesses"][0]["does"] == Does.FOUND
    assert PHONE in str(copied)


async def test_an_erasure_reaches_all_companies_and_lists_that_wait(
    db: AsyncSession, admin: Person
) -> None:
    found = await meant(db, admin, phone=PHONE)
    await listed.forget(db, admin, found)
    assert await kept(db) == ["Eko", "Tutik"]
    assert await waiting(db) == ["Tutik", "Eko"]
    done = await db.execute(select(DataAccess.person_id, DataAccess.does, DataAccess.by))
    assert [tuple(row) for row in done] == [
        (None, Does.FOUND, admin.id),
        (None, Does.ERASED, admin.id),
    ]


async def test_without_a_number_the_name_and_place_are_meant(
    db: AsyncSession, admin: Person
) -> None:
    (line,) = await db.scalars(select(Supplier).where(Supplier.phone.is_(None)))
    await suppliers.save(db, line.offtaker_id, [Line("Tutik", None, "35.07")])
    people = await listed.matching(db, name="tutik") or ()
    (meant,) = [each for each in people if each.first.id == line.id]
    await listed.forget(db, admin, meant)
    assert await kept(db) == ["Bu Tutik", "Eko", "Tutik", "Tutik Rahayu"]
    assert await waiting(db) == ["Tutik Rahayu", "Eko"]


async def test_an_account_with_a_sure_number_goes_from_lists_that_wait(
    db: AsyncSession, admin: Person
) -> None:
    tutik = await somebody(db, name="Tutik")
    tutik.phone, tutik.phone_verified_at = PHONE, clock.now()
    await db.flush()
    await suppliers.joined(db, tutik)
    await erase(db, tutik, None)
    assert await kept(db) == ["Eko", "Tutik"]
    assert await waiting(db) == ["Tutik", "Eko"]


async def test_an_operator_answers_for_a_phone_in_lists(
    storage: Storage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with storage.transaction() as db:
        buyer = await company(db, await somebody(db, name="Budi"))
        await suppliers.save(db, buyer.id, [TUTIK])
    parser = argparse.ArgumentParser()
    data_requests.add_to(parser)
    for said in (
        ("export", "--folder", str(tmp_path)),
        ("erase",),
        ("erase", "--yes"),
    ):
        asked = parser.parse_args([*said, "--phone", "0812 3456 7890"])
        await data_requests.answer(storage, asked, None)
    assert "PT Sambal" in (tmp_path / "mitra-line-1.json").read_text()
    assert (tmp_path / "mitra-line-1.html").stat().st_mode & 0o077 == 0
    said_back = capsys.readouterr().out
    assert "Would erase line 1 in the supplier lists of PT Sambal: Tutik Rahayu." in said_back
    assert "Line 1 is erased, in the supplier lists of PT Sambal." in said_back
    async with storage.reading() as db:
        assert await kept(db) == []
    with pytest.raises(Refused):
        await data_requests.answer(storage, asked, None)
    await data_requests.answer(storage, parser.parse_args(["accesses"]), None)
    assert "the command line erased line 1" in capsys.readouterr().out


async def test_a_line_is_erased_again_by_its_number(
    storage: Storage, capsys: pytest.CaptureFixture[str]
) -> None:
    """As docs/operating.md says of a restore: the backup still has the line."""
    parser = argparse.ArgumentParser()
    data_requests.add_to(parser)

    async def do(*said: str) -> str:
        await data_requests.answer(storage, parser.parse_args(said), None)
        return capsys.readouterr().out

    async with storage.transaction() as db:
        buyer = await company(db, await somebody(db, name="Budi"))
        await suppliers.save(db, buyer.id, [TUTIK, NAMELESS])
    await do("erase", "--yes", "--phone", PHONE)
    (number, _at) = (await do("erased", "--lines")).split()
    assert await do("erased") == ""
    async with storage.transaction() as db:  # the backup is back
        db.add(
            Supplier(
                id=int(number),
                offtaker_id=buyer.id,
                name="Tutik Rahayu",
                phone=PHONE,
                imported_at=clock.now(),
            )
        )
    await do("erase", "--yes", "--line", number, "999")
    async with storage.reading() as db:
        assert await kept(db) == ["Tutik"]
    with pytest.raises(Refused):
        await do("erase", "--yes", "--line", "999")
