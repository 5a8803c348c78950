"""Somebody opens a link: an invitation that makes them something, or a poster that brings them."""

import re

from bot.conversation import talk
from bot.conversation.form import Answers, Form
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.partnerships import vetting
from bot.partnerships.models import MemberRole
from bot.people import invitations, posters, roles
from bot.people.invitations import Refusal
from bot.people.joining import Poster
from bot.people.models import Role
from bot.people.posters import Closed
from handlers.address import Named
from handlers.coaching.after import checking_in
from handlers.coaching.programmes.enrolling import came_by_poster
from handlers.home import show_home
from handlers.market.readers import sharing
from handlers.people.becoming import have_become
from handlers.people.onboarding import REGISTER, start_onboarding

#: A bulletin that somebody passed on.
SHARED = re.compile(rf"{sharing.LINK}([0-9]{{1,18}})")


class Welcomed(Notice):
    """An invitation was used: what the person has become, or will be once they have agreed."""

    kind = "welcomed"

    by: Named | None
    role: Role | None = None
    company: str | None = None
    seat: MemberRole | None = None
    #: Whether some questions follow, and it counts only after them.
    new: bool = False


class NotWelcomed(Notice):
    kind = "not_welcomed"

    reason: Refusal


class CameBy(Notice):
    """A poster brought somebody."""

    kind = "came_by"

    officer: Named | None = None
    company: str | None = None


class PosterGone(Notice):
    kind = "poster_gone"

    reason: Closed
    new: bool


class LinkUnknown(Notice):
    kind = "link_unknown"


async def opened(turn: Turn, argument: str, form: Form | None) -> None:
    """What a link says, and then whatever comes next for this person."""
    answers: Answers = {}
    shared = SHARED.fullmatch(argument)
    at_class = checking_in.LINK.fullmatch(argument)
    if at_class:
        await checking_in.opened(turn, at_class[1])
    elif shared:
        await sharing.show(turn, shared[1])
    elif argument.startswith(invitations.PREFIX):
        answers = await _invited(turn, argument.removeprefix(invitations.PREFIX))
    elif argument.startswith(posters.PREFIX):
        answers = await _brought(turn, argument.removeprefix(posters.PREFIX))
    else:
        turn.reply(LinkUnknown())
    if form:
        if form is REGISTER and "products" not in turn.conversation.state["answers"]:
            # Who has named products stays an owner, whatever else they have become.
            talk.know(turn, form, answers)
        await talk.ask_again(turn, form)
    elif turn.person.registered_at is None:
        await start_onboarding(turn, answers)
    elif not (shared or at_class):
        await show_home(turn)


async def _invited(turn: Turn, token: str) -> Answers:
    done = await invitations.accept(turn.db, turn.person, token)
    if isinstance(done, Refusal):
        turn.reply(NotWelcomed(reason=done))
        return {}
    offtaker = await vetting.company(turn.db, done.offtaker_id) if done.offtaker_id else None
    maker = await roles.person(turn.db, done.made_by)
    turn.reply(
        Welcomed(
            by=Named.of(maker),
            role=done.role,
            company=offtaker.name if offtaker else None,
            seat=done.member_role,
            new=done.waits,
        )
    )
    if not done.waits:
        await have_become(turn, [done])
    return {"role": done.role or Role.OFFTAKER}


async def _brought(turn: Turn, code: str) -> Answers:
    poster = await posters.open_(turn.db, code, turn.person)
    new = turn.person.registered_at is None
    if isinstance(poster, Poster) and not await posters.arrived(turn.db, turn.person, poster):
        poster = Closed.FULL
    if isinstance(poster, Closed):
        turn.reply(PosterGone(reason=poster, new=new))
        return {}
    officer = await roles.person(turn.db, poster.officer_id) if poster.officer_id else None
    offtaker = await vetting.company(turn.db, poster.offtaker_id) if poster.offtaker_id else None
    turn.reply(CameBy(officer=Named.of(officer), company=offtaker.name if offtaker else None))
    if not new:
        await came_by_poster(turn)
    return posters.prefill(poster) if new else {}
