"""What: one commodity, or all that a business makes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import (
    OTHERWISE,
    Answer,
    Ask,
    Facts,
    Note,
    Reply,
    Situation,
    Step,
    Unclear,
)
from bot.conversation.spoken import heard
from bot.conversation.steps.text import tidy
from bot.language import Words, _
from bot.language.reading import Reading
from bot.language.reading.crops import read_commodities, read_commodity
from bot.language.reading.other_goods import OTHER_GOODS
from bot.market.commodities import COMMODITIES, Commodity, commodity

UNKNOWN = _("We do not know “{said}” yet. Please use another name, e.g. cabai rawit, kopi robusta.")
WHICH = _("“{said}” can be several things. Which one?")
NEW = _("“{said}” is not in our list yet. Keep it as you wrote it, or type another name.")
NAME_IT = _("Please type what you make or grow, e.g. cabai rawit, keripik.")
LONGEST_NAME = 60
#: The option that keeps the person's own word for what is not in the list.
AS_SAID = "*"
#: The option that leaves such a word out.
DROP = "/"
#: “Saya jual”, “we make”: what stands before the goods and is no part of their name.
_SELLING = re.compile(
    r"(?:\W*\b(?:saya|sy|aku|kami|kita|i|we|biasanya|usaha|"
    r"jual|jualan|menjual|dagang|berdagang|menanam|tanam|nanam|bertani|produksi|memproduksi|"
    r"bikin|membikin|buat|membuat|ternak|beternak|budidaya|"
    r"sell|make|grow|produce)\b\W*)+(?=\w)",
    re.IGNORECASE,
)


def crop_name(slug: str, words: Words) -> str:
    return commodity(slug).name(words.language)


def _slugs(candidates: Sequence[Commodity]) -> tuple[str, ...]:
    return tuple(candidate.slug for candidate in candidates)


def _named(raw: str) -> str:
    """`sambel` of “saya jual sambel”."""
    said = tidy(raw)
    return (said[at.end() :] if (at := _SELLING.match(said)) else said)[:LONGEST_NAME]


def _joined(said: str, more: str) -> Commodity | None:
    """“cabai”, and then “rawit merah”."""
    return read_commodity(f"{said} {more}").value


@dataclass(frozen=True)
class Crop(Step):
    """One commodity of the list; the answer is its slug."""

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        reading = read_commodity(text)
        if reading.value:
            return Answer(reading.value.slug)
        said = tidy(text)[:LONGEST_NAME]
        if reading.candidates:
            return Ask(_slugs(reading.candidates), Note(WHICH, {"said": said}), said)
        return Unclear(Note(UNKNOWN, {"said": said}))

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        if read_commodity(text).value:
            return None
        joined = _joined(draft, text) if draft else None
        return Answer(joined.slug) if joined else None

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return crop_name(option, words)

    def keeps(self, value: Any) -> bool:
        return super().keeps(value) and value in COMMODITIES

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or isinstance(draft, str)


@dataclass(frozen=True)
class Crops(Step):
    """All that a business makes: `[{"slug": …, "said": …}]`.

    What is not in the list is kept as the owner called it, with a slug of None. The draft is what
    is clear so far (`found`), what is asked about (`about`) and what follows it (`rest`).
    """

    #: Whether goods of the list are wanted alone: of others there is no news.
    listed: bool = field(default=False, kw_only=True)

    apart: ClassVar = (AS_SAID, DROP)

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if not any(map(str.isalpha, text)):
            return Unclear(Note(NAME_IT), draft)
        parts = read_commodities(text)
        if draft is None or _retyped(parts, draft):
            return self._settle([], parts)
        if not any(reading.meant or _is_other_good(raw) for raw, reading in parts):
            return Unclear(Note(UNKNOWN, {"said": tidy(text)[:LONGEST_NAME]}), draft)
        rest = read_commodities(draft["rest"]) if draft["rest"] else []
        return self._settle(list(draft["found"]), [*parts, *rest])

    def refine(self, text: str, draft: Any, situation: Situation) -> Reply | None:
        if not draft or len(parts := read_commodities(text)) != 1 or parts[0][1].value:
            return None
        joined = _joined(draft["about"], text)
        return self._go_on(draft, [{"slug": joined.slug, "said": tidy(text)}]) if joined else None

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return self.pick_all((option,), draft, situation)

    def pick_all(self, options: tuple[str, ...], draft: Any, situation: Situation) -> Reply:
        if draft is None:
            return Unclear(Note(NAME_IT))
        if options == (DROP,):
            return self._go_on(draft, [])
        said = draft["about"]
        slugs = (None if option == AS_SAID else option for option in options)
        return self._go_on(draft, [{"slug": slug, "said": said} for slug in slugs])

    def deny(self, draft: Any, situation: Situation) -> Reply:
        """It is nothing in the list, so it stays in the owner's words."""
        if self.listed:
            return Unclear(Note(OTHERWISE), draft)
        return self.pick(AS_SAID, draft, situation)

    def leave_out(self, draft: Any) -> Reply | None:
        return self._go_on(draft, []) if draft else None

    def _go_on(self, draft: Any, more: list[dict[str, Any]]) -> Reply:
        rest = read_commodities(draft["rest"]) if draft["rest"] else []
        return self._settle([*draft["found"], *more], rest)

    def _settle(
        self, found: list[dict[str, Any]], parts: Sequence[tuple[str, Reading[Commodity]]]
    ) -> Reply:
        """Take what is clear, and stop to ask at the first part that is not."""
        for number, (raw, reading) in enumerate(parts):
            said = _named(raw)
            if reading.value:
                found.append({"slug": reading.value.slug, "said": said})
                continue
            if not any(char.isalpha() for char in said):
                continue
            rest = ", ".join(part for part, _reading in parts[number + 1 :])
            draft = {"found": found, "about": said, "rest": rest}
            if self.listed and not reading.candidates:
                return Unclear(Note(UNKNOWN, {"said": said}), draft)
            note = WHICH if reading.candidates else NEW
            own_word = () if self.listed else (AS_SAID,)
            drop = () if reading.candidates else (DROP,)
            options = (*_slugs(reading.candidates), *own_word, *drop)
            return Ask(options, Note(note, {"said": said}), draft)
        if not found:
            return Unclear(Note(NAME_IT))
        return Answer(list({item["slug"] or item["said"]: item for item in found}.values()))

    def label(self, option: str, words: Words, facts: Facts) -> str:
        own = {AS_SAID: _("Keep my own word"), DROP: _("Drop this one")}
        return words.plain(own[option]) if option in own else crop_name(option, words)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.list(
            crop_name(item["slug"], words) if item["slug"] else item["said"] for item in value
        )

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(item, dict)
            and isinstance(item.get("said"), str)
            and (item.get("slug") is None or item["slug"] in tuple(COMMODITIES))
            for item in value
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or (
            isinstance(draft, dict)
            and self.keeps(draft.get("found"))
            and all(isinstance(draft.get(part), str) for part in ("about", "rest"))
        )


def _is_other_good(raw: str) -> bool:
    """Whether it surely names goods, though none of the list."""
    return not OTHER_GOODS.isdisjoint(heard(_named(raw)).split())


def _retyped(parts: Sequence[tuple[str, Reading[Commodity]]], draft: Any) -> bool:
    """Whether the whole list was typed anew, and not only the part that was asked about."""
    known = {item["slug"] for item in draft["found"]} - {None}
    before = {item["said"].casefold() for item in draft["found"]}
    before |= {part.casefold() for part, _reading in read_commodities(draft["rest"] or "")}
    return len(parts) > 1 and any(
        _named(part).casefold() in before or (reading.value and reading.value.slug in known)
        for part, reading in parts
    )
