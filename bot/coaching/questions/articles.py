"""The library: articles in one or two languages, what finds them, and whom they helped."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage import Base
from bot.storage.tables import BigId


class Article(Base):
    __tablename__ = "article"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    #: Of those that came with the program: their file. Others have none.
    starter: Mapped[str | None] = mapped_column(String(40), unique=True)
    #: Which text of that file was taken in last.
    checksum: Mapped[str | None] = mapped_column(String(64))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[str] = mapped_column(String(20), index=True)
    commodity: Mapped[str | None] = mapped_column(String(60))
    #: `photo`, `document` or `video`, and by which id Telegram has it.
    media: Mapped[str | None] = mapped_column(String(12))
    file_id: Mapped[str | None] = mapped_column(String(200))
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class ArticleText(Base):
    __tablename__ = "article_text"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    title: Mapped[str] = mapped_column(String(100))
    body: Mapped[str] = mapped_column(Text)


class ArticleWord(Base):
    """A word by which an article is found, and how much it says about it."""

    __tablename__ = "article_word"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True, index=True)
    weight: Mapped[int]


class ArticleRating(Base):
    __tablename__ = "article_rating"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    helps: Mapped[bool]
    rated_at: Mapped[datetime]
