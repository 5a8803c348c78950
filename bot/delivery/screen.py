"""A message before it is Telegram's: the facts it tells, and how they look to one person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
    label: str
    #: At most 64 bytes (a Telegram limit); what comes back when it is tapped.
    data: str


@dataclass(frozen=True)
class Key:
    """Of the keyboard that stands in place of the phone's: its label is what the person says."""

    label: str
    #: What the person shares by it, instead of saying the label.
    asks: Literal["contact", "location"] | None = None


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


Renderer = Callable[[Words, Any], Screen]
#: Every kind of message there is, and how each one is worded.
Renderers = Mapping[type[Notice], Renderer]


def dump(screen: Screen) -> dict[str, Any]:
    """A screen as JSON, for a text that is rendered once and sent to many."""
    return {
        "text": str(screen.text),
        "buttons": [[[b.label, b.data] for b in row] for row in screen.buttons],
    }


def load(stored: Mapping[str, Any]) -> Screen:
    return Screen(
        Markup(stored["text"]),  # noqa: S704  (it was Markup when it was dumped)
        tuple(tuple(Button(*button) for button in row) for row in stored["buttons"]),
    )


class Screens:
    """Turns stored rows back into screens."""

    def __init__(self, renderers: Renderers) -> None:
        self._by_kind = {notice.kind: (notice, render) for notice, render in renderers.items()}

    def render(self, kind: str, params: Mapping[str, Any], words: Words) -> Screen:
        """Raises `LookupError` for a kind that nobody words, and pydantic's error for bad facts."""
        notice, render = self._by_kind[kind]
        return render(words, notice.model_validate(params))
