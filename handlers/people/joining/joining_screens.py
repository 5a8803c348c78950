"""How it reads when somebody opened a link."""

from bot.delivery.screen import Screen
from bot.language import Words, _
from bot.people.invitations import Refusal
from bot.people.models import Role
from bot.people.posters import Closed
from handlers.people.becoming import InvitationUsed
from handlers.people.joining.joining import CameBy, LinkUnknown, NotWelcomed, PosterGone, Welcomed

BECAME = {
    Role.OFFICER: _("You are a Business Development Officer now."),
    Role.EXPERT: _("You are an expert now."),
    Role.ADMIN: _("You are an admin now."),
}
#: The same of who is new: it comes true once they have agreed that their data is kept.
INVITED = {
    Role.OFFICER: _("You are invited to be a Business Development Officer."),
    Role.EXPERT: _("You are invited to be an expert."),
    Role.ADMIN: _("You are invited to be an admin."),
}
USED = {
    Role.OFFICER: _("{who} used the invitation and is an officer now."),
    Role.EXPERT: _("{who} used the invitation and is an expert now."),
    Role.ADMIN: _("{who} used the invitation and is an admin now."),
}
WHY_NOT = {
    Refusal.UNKNOWN: _("This invitation is not known. Please ask for a new link."),
    Refusal.EXPIRED: _("This invitation has expired. Please ask for a new link."),
    Refusal.REVOKED: _("This invitation was taken back. Please ask who sent it to you."),
    Refusal.USED: _("This invitation was used already. Each link works once; ask for a new one."),
    Refusal.OWN: _("This is your own invitation. Forward it to whom you want to invite."),
    Refusal.HELD: _("You have this role already. The link is still good for somebody else."),
    Refusal.WITHDRAWN: _("This invitation does not count any more. Please ask for a new link."),
}
GONE = {
    Closed.UNKNOWN: _("This poster is not known to us."),
    Closed.EXPIRED: _("This poster has expired."),
    Closed.REVOKED: _("This poster is not in use any more."),
    Closed.FULL: _("This poster has brought as many people as it was made for."),
}


def welcomed(words: Words, facts: Welcomed) -> Screen:
    lines = []
    if facts.by:
        lines.append(words(_("{maker} invited you."), maker=facts.by.shown(words)))
    if facts.role:
        lines.append(words((INVITED if facts.new else BECAME)[facts.role]))
    else:
        joined = (
            _("You are invited to speak for {company}.")
            if facts.new
            else _("You speak for {company} from now on.")
        )
        lines.append(words(joined, company=facts.company or "–"))
    if facts.new:
        lines.append(words(_("Just a few short questions first.")))
    return Screen(words.lines(lines))


def not_welcomed(words: Words, facts: NotWelcomed) -> Screen:
    return Screen(words(WHY_NOT[facts.reason]))


def invitation_used(words: Words, facts: InvitationUsed) -> Screen:
    who = facts.who.shown(words) if facts.who else words.plain(_("A new person"))
    if facts.role:
        return Screen(words(USED[facts.role], who=who))
    joined = _("{who} used the invitation and speaks for {company} now.")
    return Screen(words(joined, who=who, company=facts.company or "–"))


def came_by(words: Words, facts: CameBy) -> Screen:
    if facts.officer:
        officer = facts.officer.shown(words)
        return Screen(words(_("You came by the poster of {officer}."), officer=officer))
    if facts.company:
        return Screen(words(_("You came by the poster of {company}."), company=facts.company))
    return Screen(words(_("You came by a poster of Mitra.")))


def poster_gone(words: Words, facts: PosterGone) -> Screen:
    lines = [words(GONE[facts.reason])]
    if facts.new:
        lines.append(words(_("You can register all the same.")))
    return Screen(words.lines(lines))


def link_unknown(words: Words, facts: LinkUnknown) -> Screen:
    return Screen(words(_("That link is not one of ours, so nothing came of it.")))
