"""The library is found by what people type, whatever the form of a word, and slips are forgiven."""

import asyncio

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.coaching.questions import library, searching, stock
from bot.coaching.questions.articles import Article, ArticleText
from bot.coaching.questions.asked import Field
from bot.coaching.questions.library import Piece, Text
from bot.people.models import Role
from bot.storage import Storage
from tests.coaching.test_care import known

LOOKED_FOR = [
    ("how it stands in the title", "P-IRT langkah demi langkah", "pirt"),
    ("in a sentence", "cara mengurus P-IRT", "pirt"),
    ("written together, with small letters", "syarat pirt gimana", "pirt"),
    ("in English", "how to dry coffee", "drying-coffee"),
    ("another form of the word", "pengeringan kopi", "drying-coffee"),
    ("yet another", "gimana ngeringin... mengeringkan kopi", "drying-coffee"),
    ("with slips", "sertifkat hallal", "halal"),
    ("the goods alone decide", "sortir cabai", "grading-chili"),
    ("another of these", "grading coffee", "grading-coffee"),
    ("what it is for", "bikin label kemasan", "packaging-label"),
    ("a word of the body", "mau buat koperasi", "cooperative"),
    ("abbreviated", "nib oss", "nib"),
    ("books", "pembukuan usaha", "bookkeeping"),
    ("abroad", "syarat ekspor", "export"),
]


async def stocked(db: AsyncSession) -> int:
    """How many came in."""
    number = 0
    while await stock.take_in(db, None):
        number += 1
    return number


async def named(db: AsyncSession, article_id: int) -> str | None:
    return (await db.get_one(Article, article_id)).starter


@pytest.mark.parametrize(
    ("text", "name"), [row[1:] for row in LOOKED_FOR], ids=[row[0] for row in LOOKED_FOR]
)
async def test_the_right_article_comes_first(db: AsyncSession, text: str, name: str) -> None:
    await stocked(db)
    found = await searching.search(db, text)
    assert await named(db, found.hits[0].article_id) == name
    assert found.surely


@pytest.mark.parametrize("text", ["", "yang dan itu", "xyzzy qwerty", "🙂", "harga motor bekas"])
async def test_what_no_article_is_about_finds_none_for_sure(db: AsyncSession, text: str) -> None:
    await stocked(db)
    assert not (await searching.search(db, text)).surely


async def test_the_starters_come_in_once_and_follow_their_files(db: AsyncSession) -> None:
    assert await stocked(db) == len(stock.starters())
    assert await stocked(db) == 0
    await db.execute(update(Article).where(Article.starter == "nib").values(checksum="older"))
    await db.execute(update(ArticleText).values(title="older"))
    assert await stocked(db) == 1
    renewed = await db.scalars(select(ArticleText.title).where(ArticleText.title != "older"))
    assert {*renewed} == {"NIB lewat OSS, gratis", "NIB by OSS, free of charge"}


async def test_two_replicas_that_start_together_bring_each_in_once(
    storage: Storage, other: Storage
) -> None:
    async def start(replica: Storage) -> None:
        going = True
        while going:
            async with replica.transaction() as db:
                going = bool(await stock.take_in(db, None))

    await asyncio.gather(start(storage), start(other))
    async with storage.reading() as db:
        assert (await db.scalars(select(func.count()).select_from(Article))).one() == len(
            stock.starters()
        )


async def test_each_starter_has_both_languages_and_fits_a_message() -> None:
    for each in stock.starters():
        assert {*each.piece.texts} == {"id", "en"}
        for text in each.piece.texts.values():
            assert len(text.title) <= 60
            assert len(text.body) <= 2500
            assert "KUR" not in text.body
            assert "Anda" not in text.body
            assert "kamu" not in text.body


async def test_what_helped_comes_before_what_did_not(db: AsyncSession) -> None:
    readers = [await known(db, number, f"Sri {number}") for number in range(1, 5)]
    made = [
        await library.publish(db, None, Piece(Field.QUALITY, {"id": Text("Panen salak", "Pagi.")}))
        for _each in range(2)
    ]
    assert [hit.article_id for hit in (await searching.search(db, "panen salak")).hits] == [
        each.id for each in made
    ]
    for reader in readers:
        assert await library.rate(db, made[0].id, reader.id, helps=True)
        assert await library.rate(db, made[0].id, reader.id, helps=False)
        assert await library.rate(db, made[1].id, reader.id, helps=True)
    read = await library.article(db, made[0].id)
    assert read is not None
    assert (read.helped, read.not_helped) == (0, 4)
    assert [hit.article_id for hit in (await searching.search(db, "panen salak")).hits] == [
        made[1].id,
        made[0].id,
    ]
    assert await library.of_field(db, Field.QUALITY) == [made[1].id, made[0].id]


async def test_only_its_author_or_an_admin_withdraws_an_article(db: AsyncSession) -> None:
    author, other = [await known(db, number, "Wayan") for number in (1, 2)]
    piece = Piece(Field.HALAL, {"id": Text("Halal", "Bahan.")})
    made = await library.publish(db, author.id, piece)
    assert not await library.withdraw(db, made.id, other.id, {Role.OFFICER})
    assert await library.withdraw(db, made.id, author.id, {Role.OFFICER})
    assert not await library.withdraw(db, made.id, author.id, {Role.ADMIN})
    assert await library.article(db, made.id) is None
    assert not await library.rate(db, made.id, other.id, helps=True)
    assert (await searching.search(db, "halal")).hits == ()
    assert await library.counts(db) == {}
