"""The catalogues are complete, agree with the code, and speak politely."""

import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from bot.language import LANGUAGES
from bot.language.words import LOCALES

ROOT = Path(__file__).parents[2]
KEYWORDS = {"_": None, "n_": (1, 2)}
TAG = re.compile(r"</?[a-z][^<>]*>")
#: What a text about rights names or says; there, Indonesian law itself says “Anda”.
LEGAL = ("Law 27/2022", "You have not agreed to anything")
ADDRESS = re.compile(r"\b(kamu|kau|engkau|anda)\b", re.IGNORECASE)


@cache
def catalogue(language: str) -> Catalog:
    with (LOCALES / language / "LC_MESSAGES" / "mitra.po").open("rb") as po:
        return read_po(po, locale=language, abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(text: object) -> tuple[str, ...]:
    """A sentence, or a sentence and its plurals."""
    return text if isinstance(text, tuple) else (str(text),)


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Each original with each of its translations."""
    for message in messages(language):
        originals, translations = forms(message.id), forms(message.string)
        for number, translation in enumerate(translations):
            yield originals[min(number, len(originals) - 1)], translation


def fields(text: str) -> set[str]:
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name}


@cache
def marked() -> frozenset[tuple[str, ...]]:
    """Every sentence that the code marks for the catalogues."""
    sources = [path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")]
    return frozenset(
        forms(found[1])
        for path in sources
        for found in extract_from_file("python", path, keywords=KEYWORDS)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_what_the_code_says_and_nothing_else(language: str) -> None:
    listed = {forms(message.id) for message in messages(language)}
    assert sorted(marked() - listed) == []
    assert sorted(listed - marked()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated(language: str) -> None:
    plurals = catalogue(language).num_plurals
    for message in messages(language):
        assert all(forms(message.string)), message.id
        assert not message.fuzzy, message.id
        if message.pluralizable:
            assert len(forms(message.string)) == plurals, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_obsolete_is_kept(language: str) -> None:
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_and_tags_are_the_same(language: str) -> None:
    for original, translation in pairs(language):
        assert fields(translation) == fields(original), original
        assert sorted(TAG.findall(translation)) == sorted(TAG.findall(original)), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_line_breaks_at_the_ends_are_the_same(language: str) -> None:
    for original, translation in pairs(language):
        assert translation == translation.strip(), original
        assert original == original.strip(), original


def test_english_is_what_the_code_says() -> None:
    for original, translation in pairs("en"):
        assert original == translation


def said_in_the_playground(message: Message) -> bool:
    return forms(message.id) in {
        forms(found[1])
        for path in (ROOT / "bot" / "playground").rglob("*.py")
        for found in extract_from_file("python", path, keywords=KEYWORDS)
    }


def test_indonesian_addresses_people_politely() -> None:
    """“Bapak/Ibu” in talk; “Anda” only in the legal text and on the playground's page."""
    for message in messages("id"):
        found = {word.lower() for text in forms(message.string) for word in ADDRESS.findall(text)}
        assert not found - {"anda"}, message.id
        if found:
            legal = any(sign in forms(message.id)[0] for sign in LEGAL)
            assert legal or said_in_the_playground(message), message.id


def test_no_sentence_was_left_in_english() -> None:
    same = [original for original, translation in pairs("id") if original == translation]
    assert [text for text in same if len(re.findall(r"[A-Za-z]{3,}", TAG.sub("", text))) > 4] == []
