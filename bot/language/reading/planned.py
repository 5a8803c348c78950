"""A session in one line, as an officer types it: "kunjungan ke bu siti lusa jam 9 di rumahnya"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.language.reading.calendar_words import canonical, is_of_time
from bot.language.reading.recurring import read_repeat
from bot.language.reading.typed import plain

#: A longer line is a story; so many words are still an appointment.
MOST_WORDS = 30
_TITLES = {"bu", "ibu", "pak", "bapak", "mbak", "mas", "mr", "mrs", "ms", "kak"}
_FIGURE = re.compile(r"\d+(?:[.:/-]\d+)*(?:am|pm|st|nd|rd|th|x)?")
#: Words that belong to a time beside one, and to nothing alone.
_AROUND = {"other", "second", "sekali", "kali", "times", "mulai", "starting", "pada", "on", "from"}
#: Those of them that nothing follows belong to what comes next: "at 10 at the warehouse".
_LEADS = {
    "the",
    "pada",
    "on",
    "from",
    "mulai",
    "starting",
    "sampai",
    "hingga",
    "until",
    "till",
    "at",
    "about",
    "sekitar",
}
_NAMES = re.compile(
    r"W\d|M\d+|besok|lusa|tanggal|hari ini|malam ini|AKHIRPEKAN|tiap(?: \w+)?|(?:\d )?pekan"
    r"|minggu|bulan|tahun|sekarang|TENGAHMALAM|jam 12 siang|kemarin|\d (?:hari|pekan|bulan) ?\w*"
)
_POLITE = r"(?:(?:tolong|mohon|saya|mau|ingin|please|i|want|to|would|like|bu|pak|min)\s+)*"
_VERB = re.compile(
    rf"^{_POLITE}(?:(?:jadwalkan|jadwalin|menjadwalkan|agendakan|rencanakan"
    r"|(?:buat(?:kan)?|bikin(?:kan)?|atur(?:kan)?|susun|tambah(?:kan)?) (?:jadwal|sesi)"
    r"|(?P<noun>schedule|plan)|arrange|set up)\b"
    r"(?: (?:a|an|the|sesi|session|jadwal|untuk|buat))*\s*)"
)
#: The schedule of somebody, or a plan of something, is looked at and not made.
_LOOKED_AT = re.compile(r"(?:of|for|saya|my)\b|$")
#: How it is held (`bot.coaching.models.Kind`), and how that is said.
_KINDS = (
    ("visit", r"(?:(?:me)?ngunjungi|kunjungi|kunjungan|berkunjung|visit(?:ing)?)"),
    ("class", r"(?:kelas|pelatihan|training|class|workshop|lokakarya)"),
    ("call", r"(?:video ?call|telepon|telpon|telfon|menelepon|nelpon|telp|zoom|(?:phone )?call)"),
    ("study", r"(?:belajar mandiri|self[- ]study)"),
)
_KIND = re.compile(
    rf"^{_POLITE}(?:a |an |sesi )?(?:"
    + "|".join(f"(?P<{kind}>{said})" for kind, said in _KINDS)
    + r")\b"
)
#: Whoever asks or calls off plans nothing.
_NO_PLAN = re.compile(
    r"\?|\b(?:kapan|jam berapa|jadi|batal(?:kan)?|cancel|tidak|gak|nggak|ga|tdk|sudah|tadi"
    r"|kemarin|when|did|was|yesterday)\b"
)
_LENGTH = re.compile(
    r"\b(?:selama |for )(?P<said>(?:\d+(?:[.,]\d+)?|setengah|satu|dua|tiga|half an|an?|one|two) ?"
    r"(?:jam|hours?|menit|minutes?))\b(?! lagi)"
    r"|\b(?P<minutes>\d{2,3} ?(?:menit|minutes))\b(?! lagi)"
)
#: What begins a part; before the first of them stands who, or of a class its topic.
_MARKS = re.compile(
    r"(?:^|\s)(?:(?P<who>ke|dengan|dgn|sama|bersama|bareng|untuk|buat|kepada|with|to|for)"
    r"|(?P<place>di|lokasi|tempat|bertempat di|at|in)"
    r"|(?P<topic>soal|tentang|ttg|mengenai|materi|topik|topiknya|bahas|membahas|about|on))\s+"
)


#: After who has been named, they name somebody else.
_TOGETHER = {"dengan", "dgn", "sama", "bersama", "bareng", "with"}


@dataclass(frozen=True)
class Planned:
    """What was said for each question of the form, in small letters; what was not is missing."""

    kind: str | None = None
    parts: dict[str, str] = field(default_factory=dict)


def read_planned(text: str, now: datetime) -> Planned | None:
    """None if nothing is planned in it. Without "jadwalkan" it takes a kind and a time to be so."""
    said = plain(text)
    if not said or len(said.split()) > MOST_WORDS or _NO_PLAN.search(said):
        return None
    verb = _VERB.match(said)
    rest = said[verb.end() :] if verb else said
    parts: dict[str, str] = {}
    if lasts := _LENGTH.search(rest):
        parts["minutes"] = lasts["said"] or lasts["minutes"]
        rest = f"{rest[: lasts.start()]} {rest[lasts.end() :]}"
    when, rest = _cut_when(rest, now)
    if when:
        parts["start"] = when
    found = _KIND.match(rest)
    if not (verb or (found and when)):
        return None
    if verb and verb["noun"] and not found and _LOOKED_AT.match(rest.strip()):
        return None
    kind = found.lastgroup if found else None
    rest = rest[found.end() :] if found else rest
    return Planned(kind, parts | _cut_marked(rest, "topic" if kind == "class" else "who"))


def _cut_when(said: str, now: datetime) -> tuple[str, str]:
    """The words that say when, joined where others stand between them; and what is left."""
    typed = said.replace(",", ", ").split()
    words = [word.rstrip(",") for word in typed]
    runs = _runs(words)
    taken = {at for run in runs for at in run}
    if len(runs) > 1 and not _reads(_joined(words, taken), now):
        longest = max(runs, key=len)
        taken = set(longest)
    left = _joined(typed, set(range(len(words))) - taken)
    return _joined(words, taken), left


def _joined(words: Sequence[str], which: Collection[int]) -> str:
    return " ".join(words[at] for at in sorted(which))


def _reads(said: str, now: datetime) -> bool:
    reading = read_repeat(said, now)
    return reading.value is not None or bool(reading.candidates)


def _runs(words: Sequence[str]) -> list[list[int]]:
    """Stretches of words about time that name a day or an hour, and not just "ini" or "10"."""
    runs: list[list[int]] = [[]]
    for at in range(len(words)):
        if _is_of_time(words, at):
            runs[-1].append(at)
        elif runs[-1]:
            runs.append([])
    trimmed = [_trimmed(words, run) for run in runs]
    return [run for run in trimmed if any(_names_time(words, at) for at in run)]


def _is_of_time(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if at and words[at - 1] in _TITLES:
        return False  # Bu Mei, Pak Jumat
    return bool(_FIGURE.fullmatch(word)) or word in _AROUND or is_of_time(word)


def _names_time(words: Sequence[str], at: int) -> bool:
    """The “at” of “at the market” names no hour."""
    canon = canonical(words[at])
    if canon == "jam":
        return any(_FIGURE.fullmatch(each) for each in words[max(at - 1, 0) : at + 2])
    return _NAMES.fullmatch(canon) is not None


def _trimmed(words: Sequence[str], run: Sequence[int]) -> list[int]:
    kept = list(run)
    while kept and words[kept[-1]] in _LEADS:
        kept.pop()
    return kept


def _cut_marked(rest: str, unmarked: str) -> dict[str, str]:
    """“ke bu siti di balai desa soal label” by its marks; what stands first needs none."""
    parts: dict[str, str] = {}
    marks = list(_MARKS.finditer(rest))
    ends = [mark.start() for mark in marks] + [len(rest)]
    last = ""
    for mark, end in zip([None, *marks], ends, strict=True):
        key = mark.lastgroup or unmarked if mark else unmarked
        said = rest[mark.end() if mark else 0 : end].strip(" ,.;-")
        if said and key not in parts:
            parts[key] = said
        elif said and key == last == "who" and mark and mark["who"] in _TOGETHER:
            parts[key] += f", {said}"
        last = key
    return parts
