"""Everything that Telegram can bring a bot, drawn by hypothesis: the update space."""

import string
from dataclasses import dataclass

from hypothesis import strategies as st

from bot.market.commodities import COMMODITIES
from handlers.commands import COMMANDS, INDONESIAN
from handlers.forms import FORMS
from handlers.menu import ENTRIES
from tests.faults.kinds import (
    EDITED,
    ELSEWHERE,
    FORWARDED,
    MEDIA,
    MEMBERS,
    SERVICE,
    UNKNOWN,
    Content,
)


@dataclass(frozen=True)
class Says:
    """A message, or one that was changed."""

    content: Content
    edited: bool = False


@dataclass(frozen=True)
class Happens:
    """What Telegram writes about the chat itself, and changes that nobody waits upon."""

    content: Content
    edited: bool = False


@dataclass(frozen=True)
class Presses:
    """The button with that number of all that stand in the chat, the newest first."""

    number: int


@dataclass(frozen=True)
class Forges:
    """A tap that no button carries; `open_now` puts the open question's own data before it."""

    data: str | None
    on: str = "the bot's"
    open_now: bool = False


@dataclass(frozen=True)
class Becomes:
    """The bot's membership in this chat changes."""

    status: Content


@dataclass(frozen=True)
class Blocks:
    """As a person does it: what is on its way to them is refused from then on."""


@dataclass(frozen=True)
class Comes:
    """An update that is not a person's in a chat of their own, or of a kind not known yet."""

    kind: str
    content: Content


Action = Says | Happens | Presses | Forges | Becomes | Blocks | Comes

ANY = st.characters()  # lone surrogates and NUL included
SENSIBLE = (
    *("ya", "tidak", "boleh", "baca dulu", "kembali", "lewati", "batal", "English", "petani"),
    *("offtaker", "Siti Aminah", "Sambal Bu Siti", "cabai rawit, sambal", "cabai", "tomat"),
    *("stop", "bantuan", "harga kopi di malang?", "saya punya cabai 2 kuintal", "terima kasih"),
    *("malang", "kota batu", "jatim, bali", "semua", "45rb/kg", "12,5", "2 kuintal", "5 ton"),
    *("besok", "besok jam 9", "Jumat", "31 des 9999", "1 jan 1", "99.99", "29 feb 2027", "halo"),
    *("1" * 400, "9" * 30 + " ton", "0", "-5", "1/0", "½ kg", "1e999", "∞", "NaN rupiah"),
    *("<b>", "</b>&amp;<a href='x'>", "**_`[](", "{name}", "%s%(x)s", "\u202eدعم\u202c", "\0"),
    *("\ud83d", "😀" * 2048, "W" * 4096, "&" * 4096, "a, " * 1365, "\u200b", "e" + "\u0301" * 900),
    "שלום עולם",
)
COMMAND = st.builds(
    "/{}{}{}".format,
    st.sampled_from([*COMMANDS, *INDONESIAN, "x" * 32, "START", "Harga", ""])
    | st.text(string.ascii_letters + string.digits + "_", max_size=32),
    st.sampled_from(["", "@mitra_local_bot", "@another_bot", "@"]),
    st.sampled_from(["", " ", " poster-12", " \ud83d\0", "\n\n"]) | st.text(ANY, max_size=70),
)
TEXT = st.sampled_from(SENSIBLE) | st.text(ANY, min_size=1, max_size=40) | COMMAND
VALUE = (
    st.sampled_from(["", "id", "en", "yes", "no", "read", "owner", "admin", "*", "ID", "45/kg"])
    | st.sampled_from([*COMMODITIES][:10] + [step.key for f in FORMS.values() for step in f.steps])
    | st.text(ANY, max_size=64)
)
DOES = st.builds("{}{}".format, st.sampled_from("=<>~!x?"), VALUE)
DATA = (
    st.builds("go:{}".format, st.sampled_from([entry.english for entry in ENTRIES]) | VALUE)
    | st.builds(
        "{}:{}".format,
        st.sampled_from(["speak", "privacy", "ledger", "nudge", "voice", "q"]),
        VALUE,
    )
    | st.builds(
        "{}:{}".format,
        st.sampled_from(["ledger", "vet:approve", "vet:reject"]),
        st.sampled_from(["1", "0", "-1", "9" * 18, "9" * 40, "²", "１"]),
    )
    | st.builds(
        "privacy:{}:{}".format,
        st.sampled_from(["ask", "off", "on", "copy", "erase", "erase:sure", "erase:yes"]),
        st.sampled_from(["news", "coaching", "service", "statistics", "", "1790000000", "9" * 40]),
    )
    | st.sampled_from(["voice:pass:1", "voice:drop:1", "voice:pass:x", "nudge:stop"])
    | st.sampled_from(["", ":", "::::", "q:register:name:0:=", "q:" + ":" * 60, "q:gone:x:1:!"])
    | st.text(ANY, max_size=64)
)
FUTURE = st.sampled_from([{}, {}, {}, {"novelty_2027": {"a": [1, None]}}])
TEXTUAL = st.builds(lambda text, more: {"text": text} | more, TEXT, st.sampled_from(FORWARDED))
SAID = (
    st.builds(lambda content, more: Says(content | more), TEXTUAL, FUTURE)
    | st.builds(lambda content, more: Says(content | more), st.sampled_from(MEDIA), FUTURE)
    | st.builds(Says, TEXTUAL, st.just(value=True))
)
ACTION: st.SearchStrategy[Action] = st.one_of(
    SAID,
    SAID,
    *[st.builds(Presses, st.integers(0, 30))] * 4,
    st.builds(Forges, DOES, st.just("the bot's"), st.just(value=True)),
    st.builds(
        Forges,
        DATA | st.none(),
        st.sampled_from(["the bot's", "the person's", "unknown", "inaccessible", "gone"]),
    ),
    st.builds(Happens, st.sampled_from(SERVICE)),
    st.builds(Happens, st.sampled_from(EDITED), st.just(value=True)),
    st.builds(Becomes, st.sampled_from(MEMBERS)),
    st.just(Blocks()),
    st.sampled_from([*ELSEWHERE, *UNKNOWN]).map(lambda each: Comes(*each)),
)
