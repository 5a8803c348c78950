"""What owners read of a programme between its sessions."""

from collections.abc import Mapping

from bot.delivery.screen import Notice


class ProgrammeMessage(Notice):
    """One message of a sequence, in each language in which it was written."""

    kind = "programme_message"

    programme: str
    template: str | None
    key: str | None
    texts: Mapping[str, str]
    article_id: int | None
    #: The article's, by language; empty if there is none, or it was withdrawn.
    titles: Mapping[str, str]
