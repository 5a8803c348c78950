"""A group that people are in, as on Telegram; the bot may be added to it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Membership(StrEnum):
    LEFT = "left"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"  #: of a channel, where nobody else may post
    KICKED = "kicked"


class Kind(StrEnum):
    GROUP = "group"  #: a small one, which becomes a supergroup when its owner wants more of it
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


@dataclass
class Group:
    """A group, and the channel whose posts its members read; or a channel itself."""

    id: int
    title: str
    channel_id: int
    #: Telegram ids; the first is its admin.
    members: list[int] = field(default_factory=list)
    bot: Membership = Membership.LEFT
    #: Whether the last bot that wrote was another one: it then gets the bare commands.
    other_bot_wrote_last: bool = False

    kind: Kind = Kind.SUPERGROUP
    #: The supergroup that it has become.
    moved_to: int | None = None

    def __post_init__(self) -> None:
        self.bot, self.kind = Membership(self.bot), Kind(self.kind)

    @property
    def inside(self) -> bool:
        """Whether the bot is in it, and may write."""
        return self.bot in {Membership.MEMBER, Membership.ADMINISTRATOR}


def listed_groups() -> list[Group]:
    """The groups of a new playground."""
    return [
        Group(
            -1_001_000_000_001,
            "Kelompok Tani Makmur",
            -1_001_000_000_002,
            [1102, 1001, 1101, 1106, 3001],
        ),
        Group(
            -4_001_000_001,
            "Koperasi Sumber Rejeki",
            -1_001_000_000_003,
            [3001, 1001, 1102],
            kind=Kind.GROUP,
        ),
        # Its posts are its own.
        Group(
            -1_001_000_000_004,
            "Kabar Koperasi",
            -1_001_000_000_004,
            [3001, 1001, 1102],
            kind=Kind.CHANNEL,
        ),
    ]
