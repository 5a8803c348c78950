"""Roles on the command line: the first admin has nobody to invite them."""

import argparse
import re
from datetime import datetime

from bot.delivery import menus
from bot.people import delegates, roles
from bot.people.models import Person, Role
from bot.storage import Storage
from bot.storage.migrate import migrate

#: Which roles are given by hand.
BY_HAND = (Role.ADMIN, Role.OFFICER, Role.EXPERT)


def add_to(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="who has the role, since when and by whom")
    for action in ("add", "remove"):
        actions.add_parser(action).add_argument("telegram_id", type=account)


def account(text: str) -> int:
    """A person's Telegram id: positive, at most 52 bits (Bot API, type User)."""
    if not re.fullmatch(r"[0-9]+", text) or not 0 < int(text) < 2**52:
        raise argparse.ArgumentTypeError("must be a person's Telegram id, as in 123456789")
    return int(text)


async def answer(storage: Storage, arguments: argparse.Namespace) -> None:
    role = Role(arguments.command)
    if arguments.action == "list":
        lines = await listing(storage, role)
    else:
        give = arguments.action == "add"
        lines = [await change(storage, role, arguments.telegram_id, give=give)]
    print("\n".join(lines))  # noqa: T201  (the command line speaks)


async def change(storage: Storage, role: Role, telegram_id: int, *, give: bool) -> str:
    """Give or take a role; the answer says what is so now. An account may be unknown yet."""
    await migrate(storage)
    async with storage.transaction() as db:
        if give:
            changed = await roles.grant_to_account(db, telegram_id, role)
            person = await roles.person_of(db, telegram_id)
        else:
            person = await roles.person_of(db, telegram_id)
            changed = person is not None and await roles.take_away(db, person.id, role)
            if person and changed and role is Role.OFFICER:
                await delegates.leave(db, person.id)
        if changed and person and person.registered_at:
            await menus.refresh(db, person)
    state = {
        (True, True): "is now",
        (True, False): "was already",
        (False, True): "is no longer",
        (False, False): "was not",
    }[give, changed]
    return f"Account {telegram_id} {state} an {role}."


async def listing(storage: Storage, role: Role) -> list[str]:
    """A line for each holder: account, name, since when, and by whom."""
    await migrate(storage)
    async with storage.reading() as db:
        held = await roles.roster(db, role)
    return [_line(*each) for each in held] or [f"Nobody is an {role}."]


def _line(person: Person, since: datetime, giver: Person | None) -> str:
    account = "no Telegram" if person.telegram_id is None else str(person.telegram_id)
    by = "command line" if giver is None else giver.name or str(giver.telegram_id)
    return f"{account}\t{person.name or '(not registered yet)'}\t{since:%Y-%m-%d}\t{by}"
