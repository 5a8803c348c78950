"""Catalogues, formats, and reading what people type."""

from bot.language.words import LANGUAGES, Words, _, n_, words_for

__all__ = ["LANGUAGES", "Words", "_", "n_", "words_for"]
