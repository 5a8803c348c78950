"""What came as messages of their own before a text, by kind and number."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from bot.language import Words, _, n_

FILE = "document"
FILES = {
    "photo": n_("{number} photo", "{number} photos"),
    FILE: n_("{number} file", "{number} files"),
    "video": n_("{number} video", "{number} videos"),
    "voice": n_("{number} voice note", "{number} voice notes"),
}


def above(words: Words, files: int, kinds: Sequence[str]) -> Markup:
    """Which files stand above; a message from before kinds were told says how many."""
    number = Counter(kinds or [FILE] * files)
    each = [words.plural(FILES[kind], number[kind]) for kind in FILES if number[kind]]
    return words(_("Above: {files}."), files=words.list(each))
