"""`python -m bot privacy`: an operator answers for somebody who cannot ask the bot (UU 27/2022)."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.delivery.quiet import Quiet
from bot.errors import Refused
from bot.language import Words, words_for
from bot.language.reading.phone import read_phone
from bot.people.models import Person
from bot.privacy import listed
from bot.privacy.copying import Copied, copy_of
from bot.privacy.erasure import erase
from bot.privacy.listed import Listed
from bot.privacy.models import Does
from bot.privacy.on_request import record, recorded
from bot.storage import Storage
from handlers.privacy.copies import as_json, as_page

#: For a copy to whom no language and no clock is known.
ZONE = "Asia/Jakarta"


def add_to(parser: argparse.ArgumentParser) -> None:
    does = parser.add_subparsers(dest="does", required=True)
    export = does.add_parser("export", help="write all that is kept about a person into two files")
    export.add_argument("--folder", type=Path, default=Path(), help="where to; the present one")
    forget = does.add_parser("erase", help="forget a person, or several by their numbers")
    forget.add_argument("--yes", action="store_true", help="do it; without, only say whom")
    for each in (export, forget):
        whom = each.add_mutually_exclusive_group(required=True)
        whom.add_argument("--person", type=int, nargs="+", help="Mitra's own number")
        whom.add_argument("--telegram", type=int, help="a Telegram id")
        whom.add_argument("--phone", help="as in 0812-3456-7890")
        whom.add_argument("--line", type=int, nargs="+", help="lines of buyers' supplier lists")
    does.add_parser("accesses", help="list who looked at, copied or changed whose data, and when")
    erased = does.add_parser("erased", help="list the numbers of who was erased, to do it again")
    erased.add_argument("--lines", action="store_true", help="of who stood in buyers' lists alone")


async def answer(storage: Storage, asked: argparse.Namespace, quiet: Quiet) -> None:
    """Raises `Refused` if nobody, or more than one, is meant."""
    async with storage.transaction() as db:
        if asked.does == "erased":
            return await (_list_erased_lines(db) if asked.lines else _list_erased(db))
        if asked.does == "accesses":
            return await _list_accesses(db)
        in_lists = await _in_lists(db, asked)
        people = await _whom(db, asked, alone=not in_lists)
        for each in in_lists:
            await _answer_listed(db, asked, each)
        for person in people:
            if asked.does == "export":
                record(db, None, person, Does.COPIED)
                await _export(db, person, asked.folder)
            elif asked.yes:
                await erase(db, person, quiet)
                record(db, None, person, Does.ERASED)
                _say(f"Person {person.id} is erased.")
            else:
                _say(f"Would erase person {person.id}: {person.name or 'without a name'}.")
    if asked.does == "erase" and not asked.yes:
        _say("Nothing was done: add --yes to erase for good.")
    return None


async def _in_lists(db: AsyncSession, asked: argparse.Namespace) -> Sequence[Listed]:
    """Buyers' lists know people by their phone who have no account, or not with this phone.

    Of several lines, those that are still somebody's.
    """
    if asked.line:
        found = [await listed.of_line(db, number) for number in asked.line]
        people = {each.first.id: each for each in found if each}
        if not people and len(asked.line) == 1:
            raise Refused("There is no such line: look at the number again.")
        return [*people.values()]
    phone = read_phone(asked.phone).value if asked.phone else None
    return (await listed.matching(db, phone=phone) or ()) if phone else ()


async def _answer_listed(db: AsyncSession, asked: argparse.Namespace, found: Listed) -> None:
    where = f"the supplier lists of {', '.join(found.companies)}"
    if asked.does == "export":
        copied = await listed.copy(db, None, found, ZoneInfo(ZONE))
        _write(asked.folder, f"mitra-line-{found.first.id}", words_for("id", ZONE), copied)
    elif asked.yes:
        await listed.forget(db, None, found)
        _say(f"Line {found.first.id} is erased, in {where}.")
    else:
        _say(f"Would erase line {found.first.id} in {where}: {found.first.name}.")


async def _whom(db: AsyncSession, asked: argparse.Namespace, *, alone: bool) -> list[Person]:
    """Locked, as everybody who is changed. Of several numbers, those that are still somebody's."""
    if asked.line:
        return []
    query = select(Person).where(_named(asked), Person.erased_at.is_(None))
    found = [*await db.scalars(query.order_by(Person.telegram_id, Person.id).with_for_update())]
    if asked.person and len(asked.person) > 1:
        return found
    if not found and not alone:
        return []
    if not found:
        raise Refused("Nobody is known by that: look at the number again.")
    if len(found) > 1:
        numbers = ", ".join(str(person.id) for person in found)
        raise Refused(f"Several people are: name one with --person ({numbers}).")
    return found


def _named(asked: argparse.Namespace) -> ColumnElement[bool]:
    if asked.person:
        return Person.id.in_(asked.person)
    if asked.telegram:
        account: int = asked.telegram
        return Person.telegram_id == account
    phone = read_phone(asked.phone).value
    if phone is None:
        raise Refused("That is no mobile number: write it as in 0812-3456-7890.")
    return Person.phone == phone


async def _export(db: AsyncSession, person: Person, folder: Path) -> None:
    words = words_for(person.language, person.zone)
    _write(folder, f"mitra-person-{person.id}", words, await copy_of(db, person))


def _write(folder: Path, name: str, words: Words, copied: Copied) -> None:
    page = as_page(words, copied)
    for suffix, content in (("json", as_json(copied)), ("html", page)):
        path = folder / f"{name}.{suffix}"
        # Nobody else on this machine is to read it.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        _say(f"Written: {path}")


async def _list_erased(db: AsyncSession) -> None:
    erased = select(Person.id, Person.erased_at).where(Person.erased_at <= clock.now())
    for number, at in await db.execute(erased.order_by(Person.erased_at)):
        _say(f"{number} {at:%Y-%m-%dT%H:%M:%SZ}")


async def _list_erased_lines(db: AsyncSession) -> None:
    for access in await listed.erased_lines(db):
        _say(f"{access.line_id} {access.at:%Y-%m-%dT%H:%M:%SZ}")


async def _list_accesses(db: AsyncSession) -> None:
    """Newest first; a person stands there by number, as in `erased`."""
    for access, by in await recorded(db):
        who = f"person {by.id}" if by else "the command line"
        what = f" {access.what}" if access.what else ""
        whom = f"person {access.person_id}" if access.person_id else f"line {access.line_id}"
        _say(f"{access.at:%Y-%m-%dT%H:%M:%SZ} {who} {access.does}{what} {whom}")


def _say(line: str) -> None:
    print(line)  # noqa: T201  (the command line speaks)
