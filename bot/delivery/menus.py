"""The menu of one person: set over the network, so it goes out as a row of the outbox.

Nothing that must be seen depends on it: every command can be typed.
"""

from collections.abc import Iterable

from sqlalchemy.ext.asyncio import AsyncSession

from bot.delivery import outbox
from bot.delivery.models import Lane
from bot.delivery.screen import Notice
from bot.people.models import Person, Role
from bot.people.roles import roles_of

#: Of those not sent, only the newest counts. A key could not say that: who switches languages to
#: and fro wants the same menu twice.
SLOT = "menu"


class MenuChanged(Notice):
    """The commands of these roles, in the language that the person has when it goes out."""

    kind = "menu"

    roles: tuple[Role, ...]


async def refresh(db: AsyncSession, person: Person, roles: Iterable[Role] | None = None) -> None:
    """After a change of roles or language; roles that are not given are looked up.

    Who has no chat has no menu.
    """
    if person.telegram_id is None:
        return
    held = (await roles_of(db, [person.id]))[person.id] if roles is None else roles
    notice = MenuChanged(roles=tuple(sorted(held)))
    # It makes no sound, so it need not wait until the morning as a notice would.
    await outbox.notify(db, person, notice, lane=Lane.EDIT, slot=SLOT)
