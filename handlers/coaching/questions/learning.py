"""The library: looked up by a command or by what is typed, read, and rated."""

from typing import Literal

from bot.coaching.questions import library, searching
from bot.coaching.questions.asked import Field
from bot.coaching.questions.library import WRITERS, Read
from bot.conversation.said import Command, Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.people.models import Role
from handlers.home import row_number

#: Starts the data of the buttons of the library.
PREFIX = "learn"


class LibraryFields(Notice):
    """What there is, by field."""

    kind = "library_fields"

    fields: tuple[tuple[Field, int], ...]
    may_write: bool


class ArticleList(Notice):
    """What was found, or what there is of a field; empty: nothing."""

    kind = "article_list"

    said: str | None = None
    field: Field | None = None
    articles: tuple[tuple[int, str], ...] = ()


class ArticleMedia(Notice):
    """What is shown with an article, as a message of its own: a caption would be too short."""

    kind = "article_media"

    what: Literal["photo", "document", "video"]
    file_id: str
    title: str


class ArticleShown(Notice):
    kind = "article_shown"

    article_id: int
    title: str
    body: str
    #: In another language than the reader's.
    foreign: bool
    #: How many people say that it helped.
    helped: int
    withdraws: bool


class ArticleGone(Notice):
    kind = "article_gone"


class ArticleRated(Notice):
    kind = "article_rated"

    helps: bool


class WithdrawingArticle(Notice):
    """Asked once more."""

    kind = "withdrawing_article"

    article_id: int
    title: str


class ArticleWithdrawn(Notice):
    kind = "article_withdrawn"


async def show_library(turn: Turn) -> None:
    """What stands behind the command is looked for."""
    if isinstance(turn.said, Command) and turn.said.argument:
        await _search(turn, turn.said.argument)
        return
    found = await library.counts(turn.db)
    turn.reply(LibraryFields(fields=tuple(found.items()), may_write=bool(WRITERS & turn.roles)))


async def _search(turn: Turn, text: str) -> None:
    found = await searching.search(turn.db, text)
    await _show_found(turn, [hit.article_id for hit in found.hits], text)


async def look_up(turn: Turn, text: str) -> bool:
    """Whether the library is about what was typed; then what it has is shown."""
    found = await searching.search(turn.db, text)
    if not found.surely:
        return False
    best = found.hits[0].score
    near = [hit.article_id for hit in found.hits if hit.score * 3 >= best]
    if len(near) == 1:
        await _read(turn, near[0])
    else:
        await _show_found(turn, near, text)
    return True


async def _show_found(turn: Turn, numbers: list[int], text: str) -> None:
    named = await library.titles(turn.db, numbers, turn.person.language)
    turn.reply(ArticleList(said=text[:100], articles=tuple(named)))


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`f-halal`, `a-12`, `up-12`, `down-12`, and for who may: `off-12`, `gone-12`."""
    does, _dash, what = argument.partition("-")
    if does == "f" and what in {*Field}:
        field = Field(what)
        numbers = await library.of_field(turn.db, field)
        named = await library.titles(turn.db, numbers, turn.person.language)
        turn.reply(ArticleList(field=field, articles=tuple(named)))
        return
    number = row_number(what)
    article = await library.article(turn.db, number) if number is not None else None
    if article is None:
        turn.reply(ArticleGone())
    elif does in {"up", "down"}:
        helps = does == "up"
        await library.rate(turn.db, article.article_id, turn.person.id, helps=helps)
        turn.reply(ArticleRated(helps=helps))
    elif does == "off" and may_withdraw(turn, article):
        title = _text(turn, article).title
        turn.reply(WithdrawingArticle(article_id=article.article_id, title=title))
    elif does == "gone":
        await _withdraw(turn, tap, article)
    else:
        await _read(turn, article.article_id)


async def _withdraw(turn: Turn, tap: Tap, article: Read) -> None:
    gone = await library.withdraw(turn.db, article.article_id, turn.person.id, turn.roles)
    turn.reply(ArticleWithdrawn() if gone else ArticleGone(), edits=tap.message_id)


async def _read(turn: Turn, article_id: int) -> None:
    article = await library.article(turn.db, article_id)
    if article is None:
        turn.reply(ArticleGone())
        return
    text = _text(turn, article)
    if article.piece.media:
        what, file_id = article.piece.media
        turn.reply(ArticleMedia(what=what, file_id=file_id, title=text.title))
    turn.reply(
        ArticleShown(
            article_id=article.article_id,
            title=text.title,
            body=text.body,
            foreign=turn.person.language not in article.piece.texts,
            helped=article.helped,
            withdraws=may_withdraw(turn, article),
        )
    )


def _text(turn: Turn, article: Read) -> library.Text:
    """In the reader's language, or in another if there is none."""
    texts = article.piece.texts
    return texts.get(turn.person.language) or next(iter(texts.values()))


def may_withdraw(turn: Turn, article: Read) -> bool:
    return Role.ADMIN in turn.roles or article.author_id == turn.person.id
