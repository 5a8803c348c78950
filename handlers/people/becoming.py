"""Somebody is what they were invited to be: their menu changes, and who invited them hears."""

from collections.abc import Sequence

from bot import clock
from bot.coaching import care
from bot.conversation.turn import Turn
from bot.delivery import menus, outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Notice
from bot.partnerships import vetting
from bot.people import roles
from bot.people.invitations import Accepted
from bot.people.models import Role
from handlers.address import Named


class InvitationUsed(Notice):
    """To its maker: who it let in."""

    kind = "invitation_used"

    who: Named | None
    role: Role | None = None
    company: str | None = None


async def have_become(turn: Turn, accepted: Sequence[Accepted]) -> None:
    """From this transaction on, and not before they have agreed that their data is kept."""
    if not accepted:
        return
    for each in accepted:
        if each.role is Role.OFFICER:
            await care.have_a_programme(turn.db, turn.person)
        await _tell_maker(turn, each)
    turn.roles = (await roles.roles_of(turn.db, [turn.person.id]))[turn.person.id]
    await menus.refresh(turn.db, turn.person, turn.roles)


async def _tell_maker(turn: Turn, accepted: Accepted) -> None:
    maker = await roles.person(turn.db, accepted.made_by)
    if maker is None or maker.erased_at:
        return
    company = None
    if accepted.offtaker_id:
        offtaker = await vetting.company(turn.db, accepted.offtaker_id)
        company = offtaker.name if offtaker else None
    used = InvitationUsed(who=Named.of(turn.person), role=accepted.role, company=company)
    after = first_allowed(clock.now(), maker.zone, turn.quiet)
    await outbox.notify(turn.db, maker, used, not_before=after)
