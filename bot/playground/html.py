"""Reads Telegram's HTML as strictly as Telegram, so that a bad text fails here already.

What is understood and what is refused follows core.telegram.org/bots/api#html-style and the
wording of Telegram's own server. Byte offsets count UTF-8, as there.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass

from bot.playground.entities import Entity
from bot.playground.limits import utf16_length
from bot.playground.refusals import bad_markup

#: Tag -> the entity it makes. Those that need an attribute are in `_entity`.
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-f]+)|#([0-9]+)|(lt|gt|amp|quot)(?![a-z]));?", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([^\s=>/"']*)\s*(=\s*)?""")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
LINK = re.compile(r"(?:https?|tg|mailto|tel)://?\S+|(?:mailto|tel):\S+|[\w-]+(?:\.[\w-]+)+\S*")


@dataclass
class Open:
    tag: str
    argument: str
    start: int  # in the plain text


def read(source: str) -> tuple[str, list[Entity]]:
    """Plain text and its entities (offsets in UTF-16 units); raises the 400 refusal."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain = ""
        self.open: list[Open] = []
        self.entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            if run := self._skip(r"[^<&]+"):
                self.plain += run
            elif self._here() == "&":
                self.plain += self._character()
            elif self.source.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            tag = self.open[-1].tag
            raise bad_markup(f'Can\'t find end tag corresponding to start tag "{tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # it counts only inside <pre>
        return self.plain, sorted(self.entities, key=lambda one: (one["offset"], -one["length"]))

    def _character(self) -> str:
        """The character here, or the one a reference such as `&lt;` stands for."""
        match = REFERENCE.match(self.source, self.at)
        if match and (meant := _meant(match)):
            self.at = match.end()
            return meant
        self.at += 1
        return self.source[self.at - 1]

    def _skip(self, pattern: str) -> str:
        """Move behind what matches `pattern` here; it may be nothing."""
        match = re.compile(pattern).match(self.source, self.at)
        self.at = match.end() if match else self.at
        return match.group() if match else ""

    def _here(self) -> str:
        return self.source[self.at : self.at + 1]

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self._skip(r"[^\s>]*").lower()
        if not self._here():
            raise self._refused("Unclosed start tag", begin)
        if tag not in TAGS:
            raise self._refused(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        self._skip(r"\s*")
        while self._here() != ">":
            name, value = self._attribute(tag, begin)
            attributes[name] = value
            self._skip(r"\s*")
        self.at += 1
        argument = _argument(tag, attributes)
        if tag == "span" and argument != "tg-spoiler":
            raise self._refused('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(Open(tag, argument, len(self.plain)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        match = ATTRIBUTE.match(self.source, self.at)
        if not self._here() or not match:
            raise self._refused("Unclosed start tag", begin)
        name, equals = match.groups()
        if not name:
            raise self._refused(f'Empty attribute name in the tag "{tag}"', begin)
        self.at = match.end()
        value = self._value(begin) if equals else ""
        if not self._here():
            raise self._refused("Unclosed start tag", begin)
        return name, value

    def _value(self, begin: int) -> str:
        quote = self._here()
        if quote not in {'"', "'"}:
            token_begin = self.at
            match = NAME_TOKEN.match(self.source, self.at)
            self.at = match.end() if match else self.at
            if self._here() and not (self._here().isspace() or self._here() == ">"):
                raise self._refused("Unexpected end of name token", token_begin)
            return self.source[token_begin : self.at].lower()
        self.at += 1
        value = ""
        while self._here() != quote:
            if not self._here():
                raise self._refused("Unclosed start tag", begin)
            value += self._character()
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise self._refused("Unexpected end tag", begin)
        self.at += 2
        found = self._skip(r"[^\s>]*")
        self._skip(r"\s*")
        if self._here() != ">":
            raise self._refused("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if found and found.lower() != opened.tag:
            expected = f', expected "</{opened.tag}>", found "</{found}>"'
            raise bad_markup(f"Unmatched end tag at byte offset {self._byte(begin)}{expected}")
        self._close(opened)

    def _close(self, opened: Open) -> None:
        inner = self.plain[opened.start :]
        entity = inner and _entity(opened, inner)
        if not entity:
            return
        place = {
            "offset": utf16_length(self.plain[: opened.start]),
            "length": utf16_length(inner),
        }
        last = self.entities[-1] if self.entities else {}
        language = last.get("language") if opened.tag == "pre" else None
        if language and all(last[key] == value for key, value in place.items()):
            self.entities.pop()  # <pre><code class="language-…"> is one entity
            entity["language"] = language
        self.entities.append({**entity, **place})

    def _refused(self, reason: str, at: int) -> Exception:
        return bad_markup(f"{reason} at byte offset {self._byte(at)}")

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())


def _meant(reference: re.Match[str]) -> str:
    sixteen, ten, name = reference.groups()
    if name:
        return NAMED.get(name, "")
    code = int(sixteen, 16) if sixteen else int(ten)
    # Halves of surrogate pairs are no characters, and cannot be written as UTF-8.
    is_character = 0 < code <= sys.maxunicode and unicodedata.category(chr(code)) != "Cs"
    return chr(code) if is_character else ""


def _argument(tag: str, attributes: dict[str, str]) -> str:
    match tag:
        case "a":
            return attributes.get("href", "")
        case "code" if attributes.get("class", "").startswith("language-"):
            return attributes["class"].removeprefix("language-")
        case "span":
            return attributes.get("class", "")
        case "tg-emoji":
            return attributes.get("emoji-id", "")
        case "blockquote" if "expandable" in attributes:
            return "expandable"
    return ""


def _entity(opened: Open, inner: str) -> Entity:
    """The entity without its place; empty if Telegram would show plain text instead."""
    kind = TAGS[opened.tag]
    match opened.tag, opened.argument:
        case "a", target:
            return _link(target or inner)
        case "tg-emoji", emoji:
            return {"type": kind, "custom_emoji_id": emoji}
        case "blockquote", "expandable":
            return {"type": "expandable_blockquote"}
        case "code", language if language:
            return {"type": kind, "language": language}
    return {"type": kind}


def _link(target: str) -> Entity:
    if not LINK.fullmatch(target):
        return {}
    url = target if ":" in target.partition("/")[0] else f"http://{target}"
    return {"type": "text_link", "url": url}
