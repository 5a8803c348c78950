"""Inviting: an admin lets in officers, experts and admins, a company's lead its people."""

from datetime import datetime

from pydantic import BaseModel

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.partnerships import members, vetting
from bot.partnerships.models import MemberRole, Offtaker
from bot.people import granting, invitations
from bot.people.joining import Invitation
from bot.people.models import Role
from handlers.address import Named
from handlers.home import row_number
from handlers.links import deep_link

#: Starts the data of the buttons about invitations.
PREFIX = "invite"
#: As many open links as one message lists; a lead of a large company takes them one by one.
MOST_LISTED = 8
INVITE = {
    Role.OFFICER: _("Invite an officer"),
    Role.EXPERT: _("Invite an expert"),
    Role.ADMIN: _("Invite an admin"),
    MemberRole.BUYER: _("Invite a buyer"),
    MemberRole.VIEWER: _("Invite a viewer"),
    MemberRole.LEAD: _("Invite another lead"),
}
FOR = {
    Role.OFFICER: _("officer, until {day}"),
    Role.EXPERT: _("expert, until {day}"),
    Role.ADMIN: _("admin, until {day}"),
    MemberRole.BUYER: _("buyer, until {day}"),
    MemberRole.VIEWER: _("viewer, until {day}"),
    MemberRole.LEAD: _("lead, until {day}"),
}
#: What the person who is invited reads; it is forwarded as it stands.
TO_WHOM = {
    Role.OFFICER: _("<b>Invitation to Mitra</b>\nYou are invited as Business Development Officer."),
    Role.EXPERT: _("<b>Invitation to Mitra</b>\nYou are invited as an expert."),
    Role.ADMIN: _("<b>Invitation to Mitra</b>\nYou are invited as an admin."),
}


class Open(BaseModel, frozen=True):
    id: int
    role: Role | None
    seat: MemberRole | None
    until: datetime
    #: Whether somebody has opened it and has not agreed yet that their data is kept.
    waits: bool = False

    @property
    def grants(self) -> Role | MemberRole:
        return self.role or self.seat or MemberRole.VIEWER


class Invitations(Notice):
    """Whom the person may invite, and the links that are still open."""

    kind = "invitations"

    admin: bool
    company: str | None
    open: tuple[Open, ...]


class InvitationMade(Notice):
    """To be forwarded. Its `secret` is wiped from the outbox once it has arrived."""

    kind = "invitation_made"

    secret: str
    bot: str
    until: datetime
    by: Named | None
    role: Role | None = None
    company: str | None = None


class MayNotInvite(Notice):
    kind = "may_not_invite"


async def show_invitations(turn: Turn) -> None:
    await _show(turn, edits=None)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`make:officer`, `make:buyer` or `end:12`; whether they may is looked up anew."""
    does, _colon, what = argument.partition(":")
    number = row_number(what)
    if does == "make" and what in {*granting.GRANTED, *MemberRole}:
        await _make(turn, what)
    elif does == "end" and number is not None:
        await invitations.revoke(turn.db, turn.person, number)
    await _show(turn, edits=tap.message_id)


async def _make(turn: Turn, what: str) -> None:
    role = Role(what) if what in set(granting.GRANTED) else None
    company = None if role else await _led(turn)
    number = company.id if company else None
    if not await granting.may_grant(turn.db, turn.person.id, role=role, offtaker_id=number):
        return
    seat = None if role else MemberRole(what)
    token = await invitations.create(
        turn.db, turn.person, role=role, offtaker_id=number, member_role=seat
    )
    turn.reply(
        InvitationMade(
            secret=invitations.PREFIX + token,
            bot=turn.bot,
            until=clock.now() + invitations.LASTS,
            by=Named.of(turn.person),
            role=role,
            company=company.name if company else None,
        )
    )


async def _led(turn: Turn) -> Offtaker | None:
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    if offtaker is None:
        return None
    role = await members.role_in(turn.db, offtaker.id, turn.person.id)
    return offtaker if role is MemberRole.LEAD else None


async def _show(turn: Turn, *, edits: int | None) -> None:
    company, admin = await _led(turn), Role.ADMIN in turn.roles
    if company is None and not admin:
        turn.reply(MayNotInvite())
        return
    found = await invitations.of(turn.db, turn.person)
    turn.reply(
        Invitations(
            admin=admin,
            company=company.name if company else None,
            open=tuple(_open(each) for each in found[:MOST_LISTED]),
        ),
        edits=edits,
    )


def _open(invitation: Invitation) -> Open:
    return Open(
        id=invitation.id,
        role=invitation.role and Role(invitation.role),
        seat=invitation.member_role and MemberRole(invitation.member_role),
        until=invitation.expires_at,
        waits=invitation.used_at is not None,
    )


def invitations_screen(words: Words, facts: Invitations) -> Screen:
    lines = [words(_("<b>Invite somebody</b>\nEach link works once, for seven days."))]
    offers: list[Role | MemberRole] = [*granting.GRANTED] if facts.admin else []
    offers += [*reversed(granting.SEATS)] if facts.company else []
    rows = [(Button(words.plain(INVITE[each]), f"{PREFIX}:make:{each}"),) for each in offers]
    if facts.open:
        lines.append(words(_("Still open:")))
    for place, each in enumerate(facts.open, 1):
        what = words(FOR[each.grants], day=words.day(each.until))
        line = (
            _("{place}. {what} (opened, not registered yet)")
            if each.waits
            else _("{place}. {what}")
        )
        lines.append(words(line, place=place, what=what))
        label = words.plain(_("Take back no. {place}"), place=place)
        rows.append((Button(label, f"{PREFIX}:end:{each.id}"),))
    return Screen(words.lines(lines), tuple(rows))


def invitation_made(words: Words, facts: InvitationMade) -> Screen:
    if facts.role:
        head = words(TO_WHOM[facts.role])
    else:
        seat = _("<b>Invitation to Mitra</b>\nYou are invited to speak for {company}.")
        head = words(seat, company=facts.company or "–")
    lines = [head]
    if facts.by:
        lines.append(words(_("Invited by: {maker}"), maker=facts.by.shown(words)))
    lines.append(words(_("Open: {link}"), link=deep_link(facts.bot, facts.secret)))
    lines.append(words(_("Only for one person, until {day}."), day=words.day(facts.until)))
    return Screen(words.lines(lines))


def may_not_invite(words: Words, facts: MayNotInvite) -> Screen:
    return Screen(words(_("Only admins, and who leads a company, can invite others.")))
