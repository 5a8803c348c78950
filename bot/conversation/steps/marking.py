"""What is said of several things at once: “PIRT sama halal ada, BPOM belum, NIB masih proses”."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.spoken import heard, is_no

HAVE, DOING, NONE = "have", "doing", "none"
_SAYS = {
    **dict.fromkeys(("ada", "punya", "sudah", "sdh", "udah", "have", "yes", "lengkap"), HAVE),
    **dict.fromkeys(
        ("proses", "diproses", "diurus", "urus", "ngurus", "mengurus", "arranged"), DOING
    ),
    **dict.fromkeys(
        ("pengajuan", "diajukan", "daftar", "didaftarkan", "progress", "process"), DOING
    ),
    **dict.fromkeys(("belum", "blm", "tidak", "tdk", "gak", "ga", "nggak", "ngga", "enggak"), NONE),
    **dict.fromkeys(("bukan", "tak", "no", "not", "none", "without", "tanpa"), NONE),
}
_ALL = {"semua", "semuanya", "lengkap", "all", "everything"}
#: What is named behind one of these is what the rest is not.
_BUT_FOR = re.compile(r"\b(?:kecuali|selain|except|but not)\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;.\n]|\b(?:tapi|tp|tetapi|sedangkan|but)\b", re.IGNORECASE)


def marked(text: str, names: Mapping[str, str], items: Iterable[str]) -> dict[str, str]:
    """Item -> mark, of the `items` that are spoken of; `names` are what they are called."""
    things = tuple(items)
    before, *behind = _BUT_FOR.split(text, maxsplit=1)
    said = _words(before, names)
    found: dict[str, str] = {}
    if _ALL & {*said} and not {*things} & {*said} and not is_no(before):
        found = dict.fromkeys(things, _of_all(said))
        if behind:
            excepted = {*_words(behind[0], names)} & {*things}
            return found | dict.fromkeys(excepted, NONE)
    for clause in _CLAUSES.split(text):
        found |= _clause(_words(clause, names), things)
    return found


def _of_all(said: Sequence[str]) -> str:
    marks = {_SAYS[word] for word in said if word in _SAYS}
    return DOING if DOING in marks else NONE if NONE in marks else HAVE


def _words(text: str, names: Mapping[str, str]) -> list[str]:
    """Words in small letters, and each name as the item that it is of."""
    said = f" {heard(text)} ".replace(" ", "  ")
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(f" {name.replace(' ', '  ')} ", f" {names[name]} ")
    return said.split()


def _clause(said: Sequence[str], things: Sequence[str]) -> dict[str, str]:
    """A mark behind items is theirs; one that is left over belongs to those that follow."""
    found: dict[str, str] = {}
    named: list[str] = []
    marks: list[str] = []
    ahead: list[str] = []
    for word in [*said, ""]:
        if word in things or not word:
            if named and (marks or not word):
                found |= dict.fromkeys(named, _one(marks or ahead))
                named, ahead = [], marks[1:]
            elif not named:
                ahead = [*ahead, *marks]
            named, marks = [*named, word], []
        elif word in _SAYS:
            marks.append(_SAYS[word])
    return found


def _one(marks: Sequence[str]) -> str:
    """“Belum jadi, masih proses” is under way; otherwise the first tells (“belum ada”)."""
    return DOING if DOING in marks else marks[0] if marks else HAVE
