"""Articles: published by who knows, withdrawn by their author or an admin, rated by who read them.

An article says nothing of whose question it came from, and does not name its author.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.questions.articles import Article, ArticleRating, ArticleText, ArticleWord
from bot.coaching.questions.asked import Field
from bot.language.reading.roots import roots
from bot.market.commodities import COMMODITIES
from bot.people.models import Role
from bot.storage import dialects

K = TypeVar("K")
#: Who may publish.
WRITERS = frozenset({Role.OFFICER, Role.EXPERT, Role.ADMIN})
#: How much a word says in a title, as the commodity or field, and in the text; and how often it
#: counts there.
TITLE, ABOUT, BODY, MOST = 6, 4, 1, 3
#: Articles of a field that are listed at once.
SHOWN = 8


@dataclass(frozen=True)
class Text:
    title: str
    body: str


@dataclass(frozen=True)
class Piece:
    """What an article holds; `texts` by language, one at least."""

    field: Field
    texts: Mapping[str, Text]
    commodity: str | None = None
    #: A kind of file as Telegram names it, and its file id.
    media: tuple[str, str] | None = None


@dataclass(frozen=True)
class Read:
    """An article as it is read."""

    article_id: int
    author_id: int | None
    piece: Piece
    #: How many say that it helped, and that it did not.
    helped: int
    not_helped: int


async def publish(db: AsyncSession, author_id: int | None, piece: Piece) -> Article:
    article = Article(author_id=author_id, field=piece.field, published_at=clock.now())
    db.add(article)
    await write(db, article, piece)
    return article


async def write(db: AsyncSession, article: Article, piece: Piece) -> None:
    """The words of an article in place of what stood there, and what it is found by."""
    article.field, article.commodity = piece.field, piece.commodity
    article.media, article.file_id = piece.media or (None, None)
    await db.flush()
    for model in (ArticleText, ArticleWord):
        await db.execute(delete(model).where(model.article_id == article.id))
    db.add_all(
        ArticleText(article_id=article.id, language=language, title=each.title, body=each.body)
        for language, each in piece.texts.items()
    )
    found = _found_by(piece)
    rows = [
        {"word": word, "article_id": article.id, "weight": weight}
        for word, weight in sorted(found.items())
    ]
    if rows:
        await db.execute(insert(ArticleWord), rows)
    await db.flush()


def _found_by(piece: Piece) -> Counter[str]:
    body = Counter(
        root for text in piece.texts.values() for word in roots(text.body) for root in word
    )
    weights = Counter({root: BODY * min(count, MOST) for root, count in body.items()})
    for text in piece.texts.values():
        for word in roots(text.title):
            weights.update(dict.fromkeys(word, TITLE))
    about = piece.field.replace("_", " ")
    if piece.commodity and piece.commodity in COMMODITIES:
        crop = COMMODITIES[piece.commodity]
        about = f"{about} {crop.name_id} {crop.name_en}"
    for word in roots(about):
        weights.update(dict.fromkeys(word, ABOUT))
    return weights


def _pairs(rows: Iterable[Row[K, int]]) -> dict[K, int]:
    return {key: number for key, number in rows}  # noqa: C416  (rows are no pairs to mypy)


async def article(db: AsyncSession, article_id: int) -> Read | None:
    """None if there is none, or it was withdrawn."""
    query = select(Article).where(Article.id == article_id, Article.withdrawn_at.is_(None))
    found = (await db.scalars(query)).one_or_none()
    if found is None:
        return None
    texts = await db.scalars(select(ArticleText).where(ArticleText.article_id == article_id))
    rated = select(ArticleRating.helps, func.count()).where(ArticleRating.article_id == article_id)
    votes = _pairs(await db.execute(rated.group_by(ArticleRating.helps)))
    return Read(
        article_id=found.id,
        author_id=found.author_id,
        piece=Piece(
            Field(found.field),
            {each.language: Text(each.title, each.body) for each in texts},
            found.commodity,
            (found.media, found.file_id) if found.media and found.file_id else None,
        ),
        helped=votes.get(True, 0),
        not_helped=votes.get(False, 0),
    )


async def newest(db: AsyncSession, language: str, most: int = 100) -> list[tuple[int, str]]:
    """Titles, of whatever field."""
    query = select(Article.id).where(Article.withdrawn_at.is_(None))
    ordered = query.order_by(Article.published_at.desc(), Article.id.desc()).limit(most)
    return await titles(db, [*await db.scalars(ordered)], language)


async def titles(
    db: AsyncSession, article_ids: Sequence[int], language: str
) -> list[tuple[int, str]]:
    """In this order; in the language, or in another if there is none."""
    query = select(ArticleText.article_id, ArticleText.language, ArticleText.title)
    found: dict[int, dict[str, str]] = {}
    for number, spoken, title in await db.execute(
        query.where(ArticleText.article_id.in_(article_ids))
    ):
        found.setdefault(number, {})[spoken] = title
    return [
        (number, found[number].get(language) or next(iter(found[number].values())))
        for number in article_ids
        if number in found
    ]


async def counts(db: AsyncSession) -> dict[Field, int]:
    """How many articles there are of each field that has any."""
    query = select(Article.field, func.count()).where(Article.withdrawn_at.is_(None))
    found = _pairs(await db.execute(query.group_by(Article.field)))
    return {field: found[field] for field in Field if field in found}


async def of_field(db: AsyncSession, field: Field) -> list[int]:
    """What helped most people first."""
    helped = (
        select(func.count())
        .where(ArticleRating.article_id == Article.id, ArticleRating.helps)
        .scalar_subquery()
    )
    query = (
        select(Article.id)
        .where(Article.field == field, Article.withdrawn_at.is_(None))
        .order_by(helped.desc(), Article.id)
        .limit(SHOWN)
    )
    return [*await db.scalars(query)]


async def withdraw(
    db: AsyncSession, article_id: int, person_id: int, held: AbstractSet[Role]
) -> bool:
    """By an admin or its author; False if it is not theirs, or gone already."""
    query = update(Article).where(Article.id == article_id, Article.withdrawn_at.is_(None))
    if Role.ADMIN not in held:
        query = query.where(Article.author_id == person_id)
    gone = query.values(withdrawn_at=clock.now()).returning(Article.id)
    return (await db.execute(gone)).first() is not None


async def rate(db: AsyncSession, article_id: int, person_id: int, *, helps: bool) -> bool:
    """A person's last word on an article counts; False if there is no such article."""
    if await article(db, article_id) is None:
        return False
    values = {"helps": helps, "rated_at": clock.now()}
    rating = dialects.insert(db, ArticleRating).values(
        article_id=article_id, person_id=person_id, **values
    )
    await db.execute(
        rating.on_conflict_do_update(index_elements=["article_id", "person_id"], set_=values)
    )
    return True
