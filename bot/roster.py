"""Roles on the command line: the first admin has nobody to invite them."""

import argparse
import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching import care
from bot.coaching.handover import handing
from bot.delivery import menus
from bot.delivery.quiet import Quiet
from bot.errors import Refused
from bot.people import delegates, roles
from bot.people.models import Person, Role
from bot.storage import Storage
from bot.storage.migrate import migrate

#: Which roles are given by hand.
BY_HAND = (Role.ADMIN, Role.OFFICER, Role.EXPERT)


def add_to(parser: argparse.ArgumentParser, role: Role) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="who has the role, since when and by whom")
    actions.add_parser("add").add_argument("telegram_id", type=account)
    remove = actions.add_parser("remove")
    remove.add_argument("telegram_id", type=account)
    remove.set_defaults(to=None, anyway=False)
    if role is Role.OFFICER:
        last = remove.add_mutually_exclusive_group()
        last.add_argument(
            "--to", type=account, metavar="TELEGRAM_ID", help="the officer who takes over at once"
        )
        last.add_argument(
            "--anyway", action="store_true", help="also if businesses are left with nobody"
        )


def account(text: str) -> int:
    """A person's Telegram id: positive, at most 52 bits (Bot API, type User)."""
    if not re.fullmatch(r"[0-9]+", text) or not 0 < int(text) < 2**52:
        raise argparse.ArgumentTypeError("must be a person's Telegram id, as in 123456789")
    return int(text)


async def answer(storage: Storage, arguments: argparse.Namespace, quiet: Quiet) -> None:
    await migrate(storage)
    role, account = Role(arguments.command), getattr(arguments, "telegram_id", 0)
    match arguments.action:
        case "list":
            lines = await listing(storage, role)
        case "add":
            lines = [await give(storage, role, account)]
        case _:
            last = Last(arguments.to, arguments.anyway, quiet)
            lines = [await take(storage, role, account, last)]
    print("\n".join(lines))  # noqa: T201  (the command line speaks)


async def give(storage: Storage, role: Role, telegram_id: int) -> str:
    """The answer says what is so now. An account may be unknown yet."""
    async with storage.transaction() as db:
        changed = await roles.grant_to_account(db, telegram_id, role)
        person = await roles.person_of(db, telegram_id)
        if changed and person and person.registered_at:
            await menus.refresh(db, person)
    return f"Account {telegram_id} {'is now' if changed else 'was already'} an {role}."


@dataclass(frozen=True)
class Last:
    """What becomes of an officer's businesses when they are one no longer."""

    #: The account of the officer who takes over at once.
    to: int | None
    #: Also if nobody would look after them.
    anyway: bool
    quiet: Quiet


async def take(storage: Storage, role: Role, telegram_id: int, last: Last) -> str:
    """Raises `Refused` where an officer's businesses would be left with nobody."""
    async with storage.transaction() as db:
        person = await roles.person_of(db, telegram_id)
        held = person and role in (await roles.roles_of(db, [person.id]))[person.id]
        if person and held and role is Role.OFFICER:
            await _pass_on(db, person, last)
        changed = person is not None and await roles.take_away(db, person.id, role)
        if person and changed and role is Role.OFFICER:
            await delegates.leave(db, person.id)
        if changed and person and person.registered_at:
            await menus.refresh(db, person)
    return f"Account {telegram_id} {'is no longer' if changed else 'was not'} an {role}."


async def _pass_on(db: AsyncSession, former: Person, last: Last) -> None:
    """While they still are an officer: what they have by name is theirs as long."""
    if last.to is not None:
        heirs = await handing.heirs(db, former.id)
        heir = next((each for each in heirs if each.telegram_id == last.to), None)
        if heir is None:
            raise Refused(f"Account {last.to} is no other officer: see `officer list`.")
        await handing.at_once(db, former, heir, last.quiet)
    elif not last.anyway and (alone := await care.only_theirs(db, former.id)):
        raise Refused(
            f"Nobody else looks after {alone} of their businesses: name the officer who takes over "
            "(--to TELEGRAM_ID), or remove them all the same (--anyway)."
        )


async def listing(storage: Storage, role: Role) -> list[str]:
    """A line for each holder: account, name, since when, and by whom."""
    async with storage.reading() as db:
        held = await roles.roster(db, role)
    return [_line(*each) for each in held] or [f"Nobody is an {role}."]


def _line(person: Person, since: datetime, giver: Person | None) -> str:
    account = "no Telegram" if person.telegram_id is None else str(person.telegram_id)
    by = "command line" if giver is None else giver.name or str(giver.telegram_id)
    return f"{account}\t{person.name or '(not registered yet)'}\t{since:%Y-%m-%d}\t{by}"
