"""“PR nya sudah selesai pak”: homework that somebody says they have done."""

import re

from bot.language.reading.typed import plain, words

_HOMEWORK = re.compile(r"\b(?:pr|prnya|tugas(?:nya|ku)?|pekerjaan rumah|homework)\b")
_DONE = re.compile(r"\b(?:selesai|beres|kelar|rampung|tuntas|dikerjakan|dikerjain|done|finished)\b")
#: Not yet, or a question.
_NOT = re.compile(
    r"\?|\b(?:belum|blm|tidak|tdk|gak?|nggak|ngga|ndak|kapan|berapa|apa|gimana|bagaimana|not|when"
    r"|what|how|isn'?t|haven'?t)\b"
)
#: More words than these, and it is a story.
_SHORT = 12


def says_done(text: str) -> bool:
    said = plain(text) or ""
    if len(words(said)) > _SHORT or _NOT.search(said):
        return False
    return bool(_HOMEWORK.search(said) and _DONE.search(said))
