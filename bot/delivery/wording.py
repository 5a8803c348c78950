"""From a claimed row to a screen in the recipient's language, at the moment it goes out."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery.models import DIGEST, BulletinText
from bot.delivery.outbox import Letter
from bot.delivery.screen import Screen, Screens, load
from bot.language import Words, words_for

#: Texts of bulletins that are kept at hand: those that go out at one time.
MOST_KEPT = 64


#: Makes of how a bulletin reads what a group is shown: in it nobody taps for themselves.
InGroup = Callable[[Screen, Words, int], Screen]


class Wording:
    """Words every kind of message; a bulletin's text is looked up, the rest is rendered."""

    def __init__(self, screens: Screens, in_group: InGroup | None = None) -> None:
        self._screens, self._in_group = screens, in_group
        #: Bulletin, version and language -> how it reads: it never changes.
        self._bulletins: dict[tuple[int | None, int | None, str], Screen] = {}

    def of(self, letter: Letter) -> Screen:
        words = words_for(letter.language, letter.zone, letter.honorific)
        return self._screens.render(letter.kind, letter.params, words)

    def known(self, letter: Letter) -> Screen | None:
        """A bulletin's text that was looked up before, or None."""
        return self._bulletins.get((letter.bulletin_id, letter.version, letter.language))

    def for_chat(self, letter: Letter, screen: Screen) -> Screen:
        """A bulletin as it reads in this chat; a group's number is negative."""
        if letter.chat_id > 0 or not letter.bulletin_id or self._in_group is None:
            return screen
        words = words_for(letter.language, letter.zone, letter.honorific)
        return self._in_group(screen, words, letter.bulletin_id)

    async def of_bulletin(self, db: AsyncSession, letter: Letter) -> Screen:
        """As it was worded for everybody when it was published."""
        screen = load(await _stored(db, letter.language, letter.bulletin_id, letter.version))
        if screen.enclosed:
            return screen  # it is taken back when its author is erased, on whichever replica
        if len(self._bulletins) >= MOST_KEPT:
            self._bulletins.pop(next(iter(self._bulletins)))  # the one that came first
        self._bulletins[letter.bulletin_id, letter.version, letter.language] = screen
        return screen

    async def of_digest(self, db: AsyncSession, letter: Letter) -> Screen:
        """Each of its bulletins as it was worded for everybody."""
        screens = [await _stored(db, letter.language, *each) for each in letter.tells]
        words = words_for(letter.language, letter.zone, letter.honorific)
        return self._screens.render(DIGEST, {"screens": screens}, words)


async def _stored(
    db: AsyncSession, language: str, bulletin_id: int | None, version: int | None
) -> dict[str, Any]:
    stored = await db.scalars(
        select(BulletinText.screen).where(
            BulletinText.bulletin_id == bulletin_id,
            BulletinText.version == version,
            BulletinText.language == language,
        )
    )
    screen: dict[str, Any] = stored.one()
    return screen
