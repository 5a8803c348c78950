"""One update as a handler sees it: who said what, in which transaction, and what to answer."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.models import Conversation
from bot.conversation.said import Said
from bot.delivery.quiet import Quiet
from bot.delivery.screen import Notice
from bot.language import Words, words_for
from bot.market.policy import Policy
from bot.people.models import Person, Role


@dataclass
class Turn:
    """Lives as long as the transaction around one update. The person is locked."""

    db: AsyncSession
    person: Person
    roles: AbstractSet[Role]
    chat_id: int
    said: Said
    #: Where the person is in a conversation; read it through `bot.conversation.talk`.
    conversation: Conversation
    #: When nobody is messaged unasked.
    quiet: Quiet
    #: The bot's username, which its links begin with.
    bot: str = ""
    #: The public address of people's calendars; empty if there is none.
    calendars: str = ""
    #: What the operator decided about publishing.
    policy: Policy = field(default_factory=Policy)
    #: Whether it belongs to photos that were sent as one, of which the first is answered.
    more_of_album: bool = False
    #: Answers, in order: sent to this person right after the commit.
    replies: list["Reply"] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return words_for(self.person.language, self.person.zone, self.person.honorific)

    def reply(self, notice: Notice, *, slot: str | None = None, edits: int | None = None) -> None:
        """Answer with a message, or change the message `edits` into it."""
        self.replies.append(Reply(notice, slot, edits))


@dataclass(frozen=True)
class Reply:
    notice: Notice
    slot: str | None
    edits: int | None
