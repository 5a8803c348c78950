"""The articles that come with the program: files, taken into the library as they change."""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.questions import library
from bot.coaching.questions.articles import Article
from bot.coaching.questions.asked import Field
from bot.coaching.questions.library import Piece, Text
from bot.delivery.quiet import Quiet
from bot.language import LANGUAGES
from bot.storage import dialects

STARTERS = Path(__file__).parent / "starters"


@dataclass(frozen=True)
class Starter:
    name: str
    checksum: str
    piece: Piece


@cache
def starters() -> Sequence[Starter]:
    """Raises `KeyError` or `ValueError` for a file that is no article."""
    return [_read(path) for path in sorted(STARTERS.glob("*.toml"))]


def _read(path: Path) -> Starter:
    content = path.read_bytes()
    told = tomllib.loads(content.decode())
    texts = {
        language: Text(told[language]["title"], told[language]["body"].strip())
        for language in LANGUAGES
    }
    piece = Piece(Field(told["field"]), texts, told.get("commodity"))
    return Starter(path.stem, hashlib.sha256(content).hexdigest(), piece)


async def take_in(db: AsyncSession, _quiet: Quiet) -> int:
    """Bring in one that is new or has changed; returns how many. What was withdrawn stays so.

    One in a transaction: what it is found by takes a while to work out.
    """
    query = select(Article.starter, Article.checksum).where(Article.starter.is_not(None))
    known = {(name, checksum) for name, checksum in await db.execute(query)}
    new = [each for each in starters() if (each.name, each.checksum) not in known]
    for each in new[:1]:
        await _keep(db, each)
    return len(new[:1])


async def _keep(db: AsyncSession, starter: Starter) -> None:
    """Once, also if two replicas start at the same time: the second waits for the first."""
    await db.execute(
        dialects.insert(db, Article)
        .values(starter=starter.name, field=starter.piece.field, published_at=clock.now())
        .on_conflict_do_nothing()
    )
    query = select(Article).where(Article.starter == starter.name).with_for_update()
    article = (await db.scalars(query.execution_options(populate_existing=True))).one()
    if article.checksum != starter.checksum:
        article.checksum = starter.checksum
        await library.write(db, article, starter.piece)
