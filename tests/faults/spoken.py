"""In which language a text is: by the sentences of the catalogues that stand in it."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel.messages.pofile import read_po

from bot.language import LANGUAGES
from bot.language.words import LOCALES, catalogue

#: Letters of a sentence besides its placeholders; shorter ones stand in other languages, too.
TELLING = 6


def languages_in(text: str) -> set[str]:
    """The languages of which at least one sentence stands in the text, or a short one is it."""
    return {
        language
        for language, sentences in own_sentences().items()
        if any(
            text == parts[0] if _letters(parts) < TELLING else all(part in text for part in parts)
            for parts in sentences
        )
    }


@cache
def own_sentences() -> Mapping[str, frozenset[tuple[str, ...]]]:
    """Each language's own sentences, as what stands between their placeholders."""
    found = {language: frozenset(_telling(language)) for language in LANGUAGES}
    return {
        language: mine - frozenset().union(*(found[each] for each in found if each != language))
        for language, mine in found.items()
    }


def _telling(language: str) -> Iterator[tuple[str, ...]]:
    with (LOCALES / "id" / "LC_MESSAGES" / "mitra.po").open("rb") as po:
        messages = [message.id for message in read_po(po, locale="id") if message.id]
    words = catalogue(language)
    for msgid in messages:
        one, many = (msgid, msgid) if isinstance(msgid, str) else msgid[:2]
        plural = {words.ngettext(one, many, number) for number in (1, 2)}
        for said in {words.gettext(one)} if one == many else plural:
            parts = tuple(part for part in re.split(r"\{\w+\}", said) if part)
            if _letters(parts) >= TELLING or said in parts:
                yield parts


def _letters(parts: tuple[str, ...]) -> int:
    return sum(map(str.isalpha, re.sub("<[^>]*>", "", "".join(parts))))
