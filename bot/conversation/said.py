"""What a person can say or do in a chat, without Telegram's names for it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """`/start poster-12`: the name in lower case, and what stands behind it."""

    name: str
    argument: str = ""
    #: The bot that was called by name, in lower case, as in `/start@mitra_bot`.
    bot: str = ""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button under a message, and the message it stands under."""

    data: str
    message_id: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A card with a number, as Telegram gave it: with or without a plus."""

    phone: str
    #: Whether it is the sender's own, by Telegram's word and not by the card's.
    mine: bool


@dataclass(frozen=True, slots=True)
class Location:
    """A place on the map, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Something spoken. It is not listened to, but can be sent on by its `file_id`."""

    file_id: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A spreadsheet, read before the transaction. All cells are trimmed text.

    A formula is text that begins with "=". Row 0 is the first row of the sheet, so that the row
    that a person sees as number 7 is `rows[6]`; empty rows at the end are cut off.
    """

    name: str
    rows: tuple[tuple[str, ...], ...] = ()
    #: Why there are no rows: a sentence, marked for the catalogues.
    problem: str | None = None
    #: Which of the rows merged cells touch: all but the first cell of such a block read as empty.
    merged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, document or video. Nothing is read from it; it is sent on by its `file_id`."""

    kind: Literal["photo", "document", "video"]
    file_id: str
    #: A document's, as it says; a photo has none.
    name: str = ""
    mime: str = ""
    #: In bytes; Telegram need not say it.
    size: int | None = None
    #: The person's own words under it, and none of somebody else's.
    caption: str = ""
    #: Whether it came with others, as one.
    album: bool = False


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The words of somebody else, passed on: never the person's own answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Other:
    """A video, sticker, poll: what no text can be read from."""

    what: str


#: What nobody here reads, and somebody else may be shown.
Kept = Media | Voice


@dataclass(frozen=True, slots=True)
class Edited:
    """A message changed after it was sent. It was already answered as it first stood."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The bot was called in a group, where nobody's own affairs are talked of."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The person blocked the bot (`False`), or came back (`True`); so may a group."""

    reachable: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot may write in a group or a channel, by the will of who has the Telegram id `by`."""

    title: str
    channel: bool
    by: int
    #: Whether it could not before.
    new: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup, and has another number from now on."""

    old: int
    new: int


Said = (
    Text
    | Command
    | Tap
    | Contact
    | Location
    | Voice
    | Sheet
    | Media
    | Forwarded
    | Other
    | Edited
    | Elsewhere
    | Reached
    | Joined
    | Moved
)
