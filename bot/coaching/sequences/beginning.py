"""A programme of a template begins with the messages of that template."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes.models import Module
from bot.coaching.questions.articles import Article
from bot.coaching.sequences.models import SequenceStep
from bot.coaching.sequences.starters import STARTERS


def text_of(template: str | None, key: str | None) -> str | None:
    """The marked text of a template's message; None for one that the template does not know."""
    found = STARTERS.get(template or "", {}).get(key or "")
    return found.text if found else None


async def begin_with(db: AsyncSession, programme: Programme, modules: Sequence[Module]) -> None:
    """Give a new programme the messages of its template."""
    known = STARTERS.get(programme.template or "", {})
    numbers = {each.key: each.id for each in modules}
    named = [each.article for each in known.values() if each.article]
    query = select(Article.starter, Article.id).where(
        Article.starter.in_(named), Article.withdrawn_at.is_(None)
    )
    articles = {name: number for name, number in await db.execute(query)}  # noqa: C416  (rows)
    db.add_all(
        SequenceStep(
            programme_id=programme.id,
            since=each.since,
            module_id=numbers.get(each.after),
            days=each.days,
            hour=each.hour,
            key=key,
            texts={},
            article_id=articles.get(each.article),
            until_module_id=numbers.get(each.until),
            until_paper=each.paper,
            written_at=clock.now(),
        )
        for key, each in known.items()
    )
    await db.flush()
