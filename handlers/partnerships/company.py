"""A company's page: where its application stands, what it promised, who speaks for it."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.partnerships import applications, members, suppliers, vetting
from bot.partnerships.members import Change, Seat
from bot.partnerships.models import MemberRole, Offtaker, Promise, Vetting
from bot.people import roles
from handlers.home import go, row_number
from handlers.partnerships.vetting_screens import PROMISES, payment

#: Starts the data of the buttons about members.
PREFIX = "member"
ROLE_NAMES = {
    MemberRole.LEAD: _("lead"),
    MemberRole.BUYER: _("buyer"),
    MemberRole.VIEWER: _("viewer"),
}
STATES = {
    Vetting.PENDING: _("An admin checks the application."),
    Vetting.ASKED: _("An admin asks: {reason}"),
    Vetting.APPROVED: _("Approved."),
    Vetting.REJECTED: _("Not approved: {reason}"),
}


class Company(Notice):
    kind = "company"

    name: str
    state: Vetting
    reason: str | None
    promises: Mapping[Promise, int | None]
    people: tuple[tuple[str, MemberRole], ...]
    listed: int
    #: None for one to four (promise P6).
    joined: int | None
    leads: bool


class NoCompany(Notice):
    kind = "no_company"

    #: Whether the reader registers owners, and may mean that.
    officer: bool = False


class LeadsOnly(Notice):
    """Something of the company that only its leads do."""

    kind = "leads_only"

    company: str


class Members(Notice):
    """Each member with what a lead can do about them."""

    kind = "members"

    offtaker_id: int
    company: str
    people: tuple[tuple[int, str, MemberRole], ...]
    #: The reader, who may leave but is not asked about themselves.
    me: int
    #: Why what was asked for was not done.
    refused: Change | None = None


async def led_by(turn: Turn, offtaker_id: int | None = None) -> Offtaker | None:
    """The company that the person leads; None, and told so, if there is none."""
    if offtaker_id is None:
        offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    else:
        offtaker = await vetting.company(turn.db, offtaker_id)
    role = await members.role_in(turn.db, offtaker.id, turn.person.id) if offtaker else None
    if offtaker is None or role is None:
        turn.reply(NoCompany())
    elif role is not MemberRole.LEAD:
        turn.reply(LeadsOnly(company=offtaker.name))
    else:
        return offtaker
    return None


async def show_company(turn: Turn) -> None:
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    if offtaker is None:
        turn.reply(NoCompany())
        return
    seats = await members.seats(turn.db, offtaker.id)
    count = await suppliers.counts(turn.db, offtaker.id)
    turn.reply(
        Company(
            name=offtaker.name,
            state=Vetting(offtaker.vetting),
            reason=offtaker.reason,
            promises=await applications.promises(turn.db, offtaker.id),
            people=tuple((seat.name, seat.role) for seat in seats),
            listed=count.listed,
            joined=count.joined,
            leads=any(
                seat.person_id == turn.person.id and seat.role is MemberRole.LEAD for seat in seats
            ),
        )
    )


async def show_members(turn: Turn) -> None:
    offtaker = await led_by(turn)
    if offtaker:
        turn.reply(await _members(turn, offtaker))


async def change_member(turn: Turn, tap: Tap, argument: str) -> None:
    """`12:34:buyer` or `12:34:out`: what company 12 makes of person 34.

    That is for leads to say; everybody may leave.
    """
    company, person, does = [*argument.split(":"), "", ""][:3]
    offtaker_id, person_id = row_number(company), row_number(person)
    if offtaker_id is None or person_id is None:
        turn.reply(NoCompany())
        return
    leaving = does == "out" and person_id == turn.person.id
    if leaving and await members.role_in(turn.db, offtaker_id, person_id):
        offtaker = await vetting.company(turn.db, offtaker_id)
    else:
        offtaker = await led_by(turn, offtaker_id)
    if offtaker is None:
        return
    if does == "out":
        change = await members.remove(turn.db, offtaker.id, person_id)
    elif does in set(MemberRole):
        change = await members.set_role(turn.db, offtaker.id, person_id, MemberRole(does))
    else:
        change = Change.GONE
    if change is Change.DONE and (person_then := await roles.person(turn.db, person_id)):
        await menus.refresh(turn.db, person_then)
    if leaving and change is Change.DONE:
        turn.reply(NoCompany(), edits=tap.message_id)
        return
    shown = await _members(turn, offtaker)
    refused = None if change is Change.DONE else change
    turn.reply(shown.model_copy(update={"refused": refused}), edits=tap.message_id)


async def _members(turn: Turn, offtaker: Offtaker) -> Members:
    seats: list[Seat] = await members.seats(turn.db, offtaker.id)
    return Members(
        offtaker_id=offtaker.id,
        company=offtaker.name,
        people=tuple((seat.person_id, seat.name, seat.role) for seat in seats),
        me=turn.person.id,
    )


def company(words: Words, facts: Company) -> Screen:
    lines = [
        words(_("<b>{company}</b>"), company=facts.name),
        words(STATES[facts.state], reason=facts.reason or "–"),
    ]
    named = [words.plain(PROMISES[each]) for each in facts.promises if each in PROMISES]
    if Promise.PAYMENT_TERM in facts.promises:
        named.append(payment(words, facts.promises[Promise.PAYMENT_TERM]))
    lines.append(words(_("Promises: {promises}"), promises=words.list(named) if named else "–"))
    people = [
        words.plain(_("{name} ({role})"), name=name, role=words.plain(ROLE_NAMES[role]))
        for name, role in facts.people
    ]
    lines.append(words(_("People: {people}"), people=words.list(people)))
    buttons = []
    if facts.state is Vetting.APPROVED:
        lines.append(supplier_counts(words, facts.listed, facts.joined))
        buttons.append(go(words.plain(_("Publish a price or need")), "publish"))
        buttons.append(go(words.plain(_("Our suppliers")), "suppliers"))
        buttons.append(go(words.plain(_("Posters")), "poster"))
    if facts.leads:
        buttons.append(go(words.plain(_("People of the company")), "members"))
        buttons.append(go(words.plain(_("Correct the company's data")), "apply"))
    return Screen(words.lines(lines), tuple((button,) for button in buttons))


def supplier_counts(words: Words, listed: int, joined: int | None) -> Markup:
    if not listed:
        return words(_("No suppliers are in your list yet."))
    number = words.number(listed)
    if joined is None:
        sentence = _("Suppliers: {listed} in your list, fewer than 5 of them joined so far.")
        return words(sentence, listed=number)
    sentence = _("Suppliers: {listed} in your list, {joined} joined.")
    return words(sentence, listed=number, joined=about(words, joined))


def about(words: Words, joined: int) -> str:
    """A number that `bot.people.counts.roughly` has made."""
    return words.plain(_("{number} or more"), number=words.number(joined))


def no_company(words: Words, facts: NoCompany) -> Screen:
    text = words(_("You do not speak for a company here. Would you like to register one?"))
    rows = [(go(words.plain(_("Register a company")), "apply"),)]
    if facts.officer:
        rows.append((go(words.plain(_("Register an owner")), "delegate"),))
    return Screen(text, tuple(rows))


def leads_only(words: Words, facts: LeadsOnly) -> Screen:
    text = words(_("Only who leads {company} can do that. Please ask them."), company=facts.company)
    return Screen(text, ((go(words.plain(_("My company")), "company"),),))


def members_screen(words: Words, facts: Members) -> Screen:
    refusals = {
        Change.LAST_LEAD: _(
            "A company needs somebody who leads it. Make another person lead first."
        ),
        Change.GONE: _("That person is no member any more."),
    }
    lines = [words(refusals[facts.refused])] if facts.refused else []
    lines.append(words(_("<b>People of {company}</b>"), company=facts.company))
    buttons = []
    for number, name, role in facts.people:
        lines.append(words(_("• {name}: {role}"), name=name, role=words(ROLE_NAMES[role])))
        buttons.append(_for_member(words, facts, number, name, role))
    lines.append(words(_("Leads do everything, buyers publish, viewers only see.")))
    invite = go(words.plain(_("Invite a colleague")), "invite")
    return Screen(words.lines(lines), (*filter(None, buttons), (invite,)))


#: What a tap makes of a member next.
NEXT = {
    MemberRole.VIEWER: MemberRole.BUYER,
    MemberRole.BUYER: MemberRole.LEAD,
    MemberRole.LEAD: MemberRole.VIEWER,
}


def _for_member(
    words: Words, facts: Members, number: int, name: str, role: MemberRole
) -> tuple[Button, ...]:
    data = f"{PREFIX}:{facts.offtaker_id}:{number}"
    if number == facts.me:
        return (Button(words.plain(_("Leave the company")), f"{data}:out"),)
    other = NEXT[role]
    label = words.plain(_("{name} → {role}"), name=name, role=words.plain(ROLE_NAMES[other]))
    return (
        Button(label, f"{data}:{other}"),
        Button(words.plain(_("Remove")), f"{data}:out"),
    )
