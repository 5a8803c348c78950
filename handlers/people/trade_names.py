"""What a business is called whose owner was not asked for its name: in the reader's language."""

from bot.language import LANGUAGES, Words, _, words_for

#: What the column of a business's name holds.
LONGEST_NAME = 100
NAMELESS = _("{name}'s business")


def default_name(owner: str, language: str) -> str:
    return words_for(language).plain(NAMELESS, name=owner)[:LONGEST_NAME]


def is_default(business: str, owner: str) -> bool:
    """Whatever language the owner had when it was stored."""
    return business in {default_name(owner, language) for language in LANGUAGES}


def trade_name(words: Words, business: str, owner: str) -> str:
    """As whoever reads it would call it."""
    return default_name(owner, words.language) if is_default(business, owner) else business
