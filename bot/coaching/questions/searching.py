"""Finding articles by what people type: by the roots of words, with a slip forgiven.

The words of all articles stand in a table of their own, so that both engines search alike.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.questions.articles import Article, ArticleRating, ArticleWord
from bot.coaching.questions.library import ABOUT
from bot.language.reading.roots import roots

#: Articles that are shown at once, and words of a question that are looked for.
SHOWN, MOST_WORDS = 5, 12
#: From so many letters on, one slip is forgiven, and from so many two.
ONE_SLIP, TWO_SLIPS = 5, 9
#: How much ratings lift an article that only helped, or sink one that never did.
RATINGS = 0.5


@dataclass(frozen=True)
class Hit:
    article_id: int
    score: float
    #: Which part of the words that were looked for it has, 0 to 1.
    share: float
    #: Whether one of them stands in its title, or is what it is about.
    named: bool


@dataclass(frozen=True)
class Found:
    """The best first; and how many words there were to look for."""

    hits: tuple[Hit, ...]
    words: int

    @property
    def surely(self) -> bool:
        """Whether the best one is about most of what was typed."""
        return bool(self.hits) and self.hits[0].named and self.hits[0].share > 1 / 2


async def search(db: AsyncSession, text: str) -> Found:
    wanted = list(dict.fromkeys(roots(text)))[:MOST_WORDS]
    if not wanted:
        return Found((), 0)
    known = await _spelt(db, wanted)
    total = (await db.scalars(select(func.count()).where(Article.withdrawn_at.is_(None)))).one()
    scores: dict[int, float] = {}
    matched: dict[int, int] = {}
    named: set[int] = set()
    for spellings in known:
        best = await _weights(db, spellings)
        # A word that stands in every article tells none of them apart.
        rare = math.log(1 + total / (1 + len(best)))
        for number, weight in best.items():
            scores[number] = scores.get(number, 0) + weight * rare
            matched[number] = matched.get(number, 0) + 1
            if weight >= ABOUT:
                named.add(number)
    lift = await _ratings(db, scores)
    hits = [
        Hit(number, score * share**2 * lift.get(number, 1), share, number in named)
        for number, score in scores.items()
        for share in [matched[number] / len(wanted)]
    ]
    hits.sort(key=lambda hit: (-hit.score, hit.article_id))
    return Found(tuple(hits[:SHOWN]), len(wanted))


async def _spelt(db: AsyncSession, wanted: Sequence[frozenset[str]]) -> list[set[str]]:
    """For each word the roots that stand in some article: its own, or else those like it."""
    every = {root for word in wanted for root in word}
    there = select(ArticleWord.word).where(ArticleWord.word.in_(every)).distinct()
    known = {*await db.scalars(there)}
    spelt = [{*word} & known for word in wanted]
    if all(spelt):
        return spelt
    vocabulary = [*await db.scalars(select(ArticleWord.word).distinct())]
    return [
        found or {each for root in word for each in _alike(root, vocabulary)}
        for word, found in zip(wanted, spelt, strict=True)
    ]


def _alike(root: str, vocabulary: Iterable[str]) -> set[str]:
    slips = (len(root) >= ONE_SLIP) + (len(root) >= TWO_SLIPS)
    if not slips:
        return set()
    return {
        each
        for each in vocabulary
        if len(each) >= ONE_SLIP - 1 and OSA.distance(root, each, score_cutoff=slips) <= slips
    }


async def _weights(db: AsyncSession, spellings: set[str]) -> dict[int, int]:
    if not spellings:
        return {}
    query = (
        select(ArticleWord.article_id, func.max(ArticleWord.weight))
        .join(Article, Article.id == ArticleWord.article_id)
        .where(ArticleWord.word.in_(spellings), Article.withdrawn_at.is_(None))
        .group_by(ArticleWord.article_id)
    )
    return {number: int(weight) for number, weight in await db.execute(query)}


async def _ratings(db: AsyncSession, article_ids: Iterable[int]) -> dict[int, float]:
    """Between half and one and a half; a few votes move it little."""
    votes = func.sum(case((ArticleRating.helps, 1), else_=-1))
    query = (
        select(ArticleRating.article_id, votes, func.count())
        .where(ArticleRating.article_id.in_([*article_ids]))
        .group_by(ArticleRating.article_id)
    )
    return {
        number: 1 + RATINGS * int(balance) / (count + 3)
        for number, balance, count in await db.execute(query)
    }
