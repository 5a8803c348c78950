"""Bulletins and who got them, on the command line: `python -m bot bulletins`, `ledger 12`."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.ledger import ledger, of_groups, reasons, row_of, unchanged, unchanged_of
from bot.delivery.models import State
from bot.errors import Refused
from bot.language import words_for
from bot.market import bulletins, living
from bot.market.bulletins import Listed
from bot.market.models import Bulletin
from bot.people import roles
from bot.roster import account
from bot.sheets import Table, xlsx
from bot.storage import Storage
from bot.storage.migrate import migrate
from handlers.market.bulletins.bulletins import Facts, headline

#: Bulletins that are listed unless more are asked for.
MANY = 20
NOT_MEANT = "not among the people it was meant for"


def add_bulletins_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--last", type=int, default=MANY, help=f"how many ({MANY})")
    parser.add_argument("--json", action="store_true")


def add_ledger_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", type=int, help="the bulletin's number, as `bulletins` lists it")
    parser.add_argument("--person", type=account, metavar="TELEGRAM_ID", help="of one person only")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="the whole account as a workbook")


async def answer(storage: Storage, arguments: argparse.Namespace) -> None:
    await migrate(storage)
    async with storage.reading() as db:
        if arguments.command == "bulletins":
            latest = await bulletins.latest(db, arguments.last)
            found: Any = [await _summary(db, each) for each in latest]
            lines = ["\t".join(str(value) for value in each.values()) for each in found]
        elif arguments.person is None:
            found = await whole(db, arguments.id)
            lines = [f"{each['people']}\t{each['state']}\t{each['reason']}" for each in found["of"]]
            lines += [
                f"{each['people']}\tof them not changed since: {each['state']}\t{each['reason']}"
                for each in found["unchanged"]
            ]
            if found["groups"]:
                lines.insert(0, f"{found['groups']}\tof them groups")
            lines.insert(0, f"{found['targeted']}\ttargeted\t{found['bulletin']}")
            if arguments.xlsx:
                arguments.xlsx.write_bytes(sheet(found))
        else:
            found = await one(db, arguments.id, arguments.person)
            lines = [f"{name}\t{value}" for name, value in found.items()]
    print(json.dumps(found) if arguments.json else "\n".join(lines))  # noqa: T201  (it speaks)


def sheet(account: Mapping[str, Any]) -> bytes:
    """A row for each state and reason, and what they sum to; then whose message was not changed."""
    header = ("State", "Reason", "People")
    rows, late = (
        [(each["state"], each["reason"], each["people"]) for each in account[part]]
        for part in ("of", "unchanged")
    )
    total = ("targeted", account["bulletin"], account["targeted"])
    return xlsx(
        Table(f"Bulletin {account['id']}", header, [*rows, total]),
        Table("Not changed since", header, late),
    )


async def _summary(db: AsyncSession, listed: Listed) -> dict[str, Any]:
    """One line of the list."""
    bulletin, states = listed.bulletin, (await ledger(db, listed.bulletin.id)).states
    running = "running" if living.runs(bulletin) else "expired"
    return {
        "id": bulletin.id,
        "bulletin": _named(listed),
        "company": listed.offtaker,
        "published": bulletin.published_at.isoformat(timespec="minutes"),
        "state": bulletin.ending or running,
        "version": bulletin.version,
        "targeted": sum(states.values()),
        "sent": states.get(State.SENT, 0),
    }


def _named(listed: Listed) -> str:
    facts = Facts.of(listed.bulletin, listed.offtaker, listed.zone)
    return headline(words_for("en", listed.zone), facts)


async def whole(db: AsyncSession, number: int) -> dict[str, Any]:
    """The account of a bulletin: it sums, and says why."""
    listed = await bulletins.listed(db, await _bulletin(db, number))
    parts = await reasons(db, number)
    groups = await of_groups(db, number)
    return {
        "id": number,
        "bulletin": _named(listed),
        "targeted": sum(people for _state, _reason, people in parts),
        "groups": sum(chats for _state, _reason, chats in groups),
        "of": _parts(parts),
        # People who are counted above as sent; their message shows an older version.
        "unchanged": _parts(await unchanged(db, number)),
    }


def _parts(parts: list[tuple[State, str | None, int]]) -> list[dict[str, Any]]:
    return [
        {"state": state.value, "reason": reason or "", "people": people}
        for state, reason, people in parts
    ]


async def one(db: AsyncSession, number: int, telegram_id: int) -> dict[str, Any]:
    """Why one person did or did not get it; of who was not meant, how it is with them now."""
    bulletin = await _bulletin(db, number)
    person = await roles.person_of(db, telegram_id)
    if person is None:
        raise Refused(f"Nobody here has the Telegram id {telegram_id}.")
    row = await row_of(db, number, person.id)
    if row:
        settled = row.settled_at and row.settled_at.isoformat(timespec="seconds")
        told = {"state": row.state, "reason": row.reason or "", "since": settled or ""}
        if late := await unchanged_of(db, row):
            told |= {"unchanged": late[0].value, "unchanged_reason": late[1] or ""}
        return told
    miss = await living.missed(db, bulletin, person.id)
    return {"state": NOT_MEANT, "reason": miss.value if miss else "joined or changed since"}


async def _bulletin(db: AsyncSession, number: int) -> Bulletin:
    found = await db.get(Bulletin, number)
    if found is None:
        raise Refused(f"There is no bulletin {number}: `python -m bot bulletins` lists them.")
    return found
