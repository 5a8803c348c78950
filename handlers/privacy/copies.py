"""The copy of somebody's data as two files: one for computers, and the same to read."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.delivery.models import COPY
from bot.delivery.screen import File, Notice, Screen
from bot.language import LANGUAGES, Words, _, words_for
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from handlers.address import Named
from handlers.people.profile_card import hour
from handlers.privacy.copy_words import CODES, FIELDS, SECTIONS, UNREADABLE

#: Enough to be readable on a phone, without anything from elsewhere.
STYLE = (
    "body{font:16px/1.4 sans-serif;max-width:46em;margin:1em auto;padding:0 1em}"
    "dl{border:1px solid #ccc;border-radius:6px;padding:.6em 1em}"
    "dt{color:#555;font-size:.85em}dd{margin:0 0 .5em;white-space:pre-wrap}"
)

Copied = Mapping[str, Sequence[Mapping[str, Any]]]


class PersonCopy(Notice):
    kind = COPY

    to: Literal["read", "compute"]
    copied: dict[str, list[dict[str, Any]]]
    #: Who it is about, if that is not the reader, and the language in which they read it.
    whose: Named | None = None
    language: str | None = None


def person_copy(words: Words, facts: PersonCopy) -> Screen:
    if facts.to == "compute":
        text = words(_("The same for computers (JSON), with every detail."))
        return Screen(text, file=File("data-mitra.json", as_json(facts.copied)))
    if facts.whose:
        sentence = _("This is all that we keep about {name}. Please hand it to nobody else.")
        text = words(sentence, name=facts.whose.shown(words))
    else:
        text = words(_("This is all that we keep about you. Open the file to read it."))
    reader = words_for(facts.language, words.zone.key) if facts.language else words
    return Screen(text, file=File("data-mitra.html", as_page(reader, facts.copied)))


def as_json(copied: Copied) -> bytes:
    return json.dumps(copied, ensure_ascii=False, indent=1).encode()


def as_page(words: Words, copied: Copied) -> bytes:
    title = words(_("Your data at Mitra"))
    head = (
        Markup(
            '<!doctype html><html lang="{}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>{}</title>'
            "<style>{}</style><h1>{}</h1>"
        )
    ).format(words.language, title, Markup(STYLE), title)  # noqa: S704  (ours)
    parts = [head]
    for section, rows in copied.items():
        parts.append(Markup("<h2>{}</h2>").format(words(SECTIONS[section])))
        shown = [text for row in rows if (text := _row(words, section, row))]
        parts += shown or [Markup("<p>{}</p>").format(words(_("See the file for computers.")))]
    return "".join(parts).encode()


def _row(words: Words, section: str, row: Mapping[str, Any]) -> Markup:
    fields = [
        (label, name)
        for name, label in FIELDS.items()
        if name in row and name not in UNREADABLE.get(section, ())
    ]
    items = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(words(label), _value(words, name, row[name]))
        for label, name in fields
    )
    return Markup("<dl>{}</dl>").format(items) if items else Markup()


def _value(words: Words, name: str, value: Any) -> str:
    """Codes as people say them, and moments by their own clock."""
    if sentence := CODES.get(name, {}).get(str(value)):
        return words.plain(sentence)
    if name in SAID:
        return SAID[name](words, str(value))
    if name in {"regency", "region"} and value in REGIONS:
        return REGIONS[value].full_name
    if name == "commodity" and value in COMMODITIES:
        return crop_name(value, words)
    if name in {"at", "local_start"} or name.endswith("_at"):
        return _moment(words, str(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _moment(words: Words, written: str) -> str:
    """`Jumat, 27 Nov 2026 09.00 WIB`; one without a zone is by the clock of the person."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return written
    local = moment if moment.tzinfo else moment.replace(tzinfo=words.zone)
    return f"{words.day(local)} {words.time(local)}"


def _day(words: Words, written: str) -> str:
    try:
        return words.day(date.fromisoformat(written))
    except ValueError:
        return written


def _hour(words: Words, chosen: str) -> str:
    try:
        return hour(words, chosen)
    except ValueError:
        return chosen


#: Field -> how its values are said.
SAID: Mapping[str, Callable[[Words, str], str]] = {
    "unit": Words.unit,
    "language": lambda _words, code: LANGUAGES.get(code, code),
    "prices_at": _hour,
    "last_day": _day,
}
