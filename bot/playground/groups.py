"""A group that people are in, as on Telegram; the bot may be added to it."""

from dataclasses import dataclass, field
from enum import StrEnum


class Membership(StrEnum):
    LEFT = "left"
    MEMBER = "member"
    KICKED = "kicked"


@dataclass
class Group:
    """A supergroup, and the channel whose posts its members read."""

    id: int
    title: str
    channel_id: int
    #: Telegram ids; the first is its admin.
    members: list[int] = field(default_factory=list)
    bot: Membership = Membership.LEFT
    #: Whether the last bot that wrote was another one: it then gets the bare commands.
    other_bot_wrote_last: bool = False

    def __post_init__(self) -> None:
        self.bot = Membership(self.bot)


def listed_groups() -> list[Group]:
    """The groups of a new playground."""
    return [
        Group(
            -1_001_000_000_001,
            "Kelompok Tani Makmur",
            -1_001_000_000_002,
            [1102, 1001, 1101, 1106, 3001],
        )
    ]
