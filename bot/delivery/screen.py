"""A message before it is Telegram's: the facts it tells, and how they look to one person."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from bot.language import Words


class Notice(BaseModel):
    """The facts of one kind of message, without words: what an outbox row keeps as parameters."""

    model_config = ConfigDict(frozen=True)
    #: The name under which rows remember it. Never reuse one for other facts.
    kind: ClassVar[str]


@dataclass(frozen=True)
class Button:
    """Under a message. It does one of two things."""

    label: str
    #: At most 64 bytes (a Telegram limit); what comes back when it is tapped.
    data: str = ""
    #: The address that it opens instead.
    url: str = ""

    def __post_init__(self) -> None:
        if bool(self.data) == bool(self.url):
            raise ValueError("A button has data or an address.")


@dataclass(frozen=True)
class Key:
    """Of the keyboard that stands in place of the phone's: its label is what the person says."""

    label: str
    #: What the person shares by it, instead of saying the label.
    asks: Literal["contact", "location"] | None = None


@dataclass(frozen=True)
class File:
    name: str
    content: bytes

    @property
    def is_picture(self) -> bool:
        return self.name.lower().endswith((".png", ".jpg", ".jpeg"))


@dataclass(frozen=True)
class Enclosed:
    """A photo, document or video that Telegram keeps, by its file id: never loaded up again."""

    kind: Literal["photo", "document", "video"]
    file_id: str
    #: Stands under the text of who gets it alone, and brings this.
    button: Button | None = None
    #: What is said in its place where Telegram does not know it any more; else the text alone.
    missing: Markup | None = None
    #: Whether the message is about it: then a long text is cut, and it is not left out.
    foremost: bool = False


@dataclass(frozen=True)
class Screen:
    """What one person sees: Telegram's HTML, made by `Words` so that every value is escaped.

    Telegram takes one keyboard a message: `buttons`, `keys`, or `drops_keys`.
    """

    text: Markup
    buttons: tuple[tuple[Button, ...], ...] = ()
    #: Shown in place of the phone's keyboard until one is pressed.
    keys: tuple[tuple[Key, ...], ...] = ()
    #: Takes the keys of an earlier message away.
    drops_keys: bool = False
    #: Goes out with the text as its caption, which has 1,024 signs and not 4,096.
    file: File | None = None
    #: A voice note that Telegram keeps, by its file id; the text is its caption, too.
    voice: str | None = None
    #: What goes out with the text as its caption, if the text is short enough for one.
    enclosed: Enclosed | None = None
    #: Not a message: the commands in the menu of this chat, each with what it does.
    menu: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if bool(self.buttons) + bool(self.keys) + self.drops_keys > 1:
            raise ValueError("A message has one keyboard: buttons, keys, or that keys go away.")
        if bool(self.file) + bool(self.voice) + bool(self.enclosed) > 1:
            raise ValueError("A message carries one file or voice note.")

    @property
    def in_words(self) -> "Screen":
        """The text alone, with the button that brings what is enclosed."""
        if self.enclosed is None:
            return self
        button = self.enclosed.button
        brings = ((button,),) if button else ()
        # After the first row, by which people answer.
        rows = (*self.buttons[:1], *brings, *self.buttons[1:])
        return replace(self, enclosed=None, buttons=rows)

    @property
    def without_enclosed(self) -> "Screen":
        """What is left to say where Telegram does not give it."""
        missing = self.enclosed and self.enclosed.missing
        return replace(self, enclosed=None, text=missing or self.text)


#: Where a stored screen has what is enclosed.
ENCLOSED = "enclosed"
Renderer = Callable[[Words, Any], Screen]
#: Every kind of message there is, and how each one is worded.
Renderers = Mapping[type[Notice], Renderer]


def dump(screen: Screen) -> dict[str, Any]:
    """A screen as JSON, for a text that is rendered once and sent to many."""
    stored: dict[str, Any] = {
        "text": str(screen.text),
        "buttons": [[_dump_button(button) for button in row] for row in screen.buttons],
    }
    # What is rare is left out, so that a text with nothing but buttons reads as it always did.
    if screen.keys:
        stored["keys"] = [[[key.label, key.asks] for key in row] for row in screen.keys]
    if screen.file:
        content = base64.b64encode(screen.file.content).decode()
        stored["file"] = [screen.file.name, content]
    if screen.enclosed:
        stored[ENCLOSED] = _dump_enclosed(screen.enclosed)
    rest = {"drops_keys": screen.drops_keys, "voice": screen.voice, "menu": screen.menu}
    return stored | {name: value for name, value in rest.items() if value}


def load(stored: Mapping[str, Any]) -> Screen:
    name, content = stored.get("file", (None, ""))
    return Screen(
        Markup(stored["text"]),  # noqa: S704  (it was Markup when it was dumped)
        tuple(tuple(Button(*button) for button in row) for row in stored["buttons"]),
        keys=tuple(tuple(Key(*key) for key in row) for row in stored.get("keys", ())),
        drops_keys=stored.get("drops_keys", False),
        file=File(name, base64.b64decode(content)) if name is not None else None,
        voice=stored.get("voice"),
        enclosed=_load_enclosed(stored[ENCLOSED]) if ENCLOSED in stored else None,
        menu=tuple((command, does) for command, does in stored.get("menu", ())),
    )


def _dump_button(button: Button) -> list[str]:
    return [button.label, button.data, button.url] if button.url else [button.label, button.data]


def _dump_enclosed(enclosed: Enclosed) -> dict[str, Any]:
    button, missing = enclosed.button, enclosed.missing
    return {
        "kind": enclosed.kind,
        "file_id": enclosed.file_id,
        "button": _dump_button(button) if button else None,
        "missing": str(missing) if missing else None,
        **({"foremost": True} if enclosed.foremost else {}),
    }


def _load_enclosed(stored: Mapping[str, Any]) -> Enclosed:
    button, missing = stored["button"], stored["missing"]
    return Enclosed(
        stored["kind"],
        stored["file_id"],
        Button(*button) if button else None,
        Markup(missing) if missing else None,  # noqa: S704  (it was Markup when it was dumped)
        stored.get("foremost", False),
    )


class Screens:
    """Turns stored rows back into screens."""

    def __init__(self, renderers: Renderers) -> None:
        self._by_kind = {notice.kind: (notice, render) for notice, render in renderers.items()}

    def render(self, kind: str, params: Mapping[str, Any], words: Words) -> Screen:
        """Raises `LookupError` for a kind that nobody words, and pydantic's error for bad facts."""
        notice, render = self._by_kind[kind]
        return render(words, notice.model_validate(params))
