"""Who else has to do with a programme: the offtaker that coaches along, and all when it ends."""

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Notice
from bot.partnerships import members, vetting
from bot.people import roles
from bot.people.models import Person
from handlers.home import row_number

#: Starts the data of the buttons under what a company is asked.
PREFIX = "along"


class AlongAsked(Notice):
    """To who leads a company: whether it coaches along."""

    kind = "along_asked"

    programme_id: int
    programme: str
    by: str


class AlongAnswered(Notice):
    """In place of the question, and to the officer."""

    kind = "along_answered"

    programme: str
    company: str
    #: None if there is nothing to answer any more.
    agreed: bool | None
    #: Whether somebody of the company had answered before.
    before: bool = False


class ProgrammeForYou(Notice):
    """To an officer: an admin has defined a programme for them."""

    kind = "programme_for_you"

    programme_id: int
    programme: str


class ProgrammeOver(Notice):
    """To an owner who took part to the end."""

    kind = "programme_over"

    programme: str
    done: int
    modules: int


async def tell(turn: Turn, person: Person, notice: Notice, key: str) -> None:
    after = first_allowed(clock.now(), person.zone, turn.quiet)
    await outbox.notify(turn.db, person, notice, key=key, not_before=after)


async def ask(turn: Turn, programme: Programme, offtaker_id: int) -> None:
    company = await vetting.company(turn.db, offtaker_id)
    if company is None:
        return
    await programmes.ask_along(turn.db, programme, company.id)
    asked = AlongAsked(
        programme_id=programme.id, programme=programme.name, by=turn.person.name or ""
    )
    for lead in await members.leads(turn.db, company.id):
        await tell(turn, lead, asked, f"along:{programme.id}:{lead.id}")


async def answer(turn: Turn, tap: Tap, argument: str) -> None:
    """`yes:1` or `no:1`, by one who leads the company that was asked."""
    does, _colon, number = argument.partition(":")
    programme = await programmes.numbered(turn.db, row_number(number))
    joint = await programmes.joint_of(turn.db, programme.id, locked=True) if programme else None
    leads = await members.leads(turn.db, joint.offtaker_id) if joint else ()
    ended = programme is None or programme.ended_at is not None
    if joint is None or programme is None or turn.person.id not in {each.id for each in leads}:
        turn.reply(AlongAnswered(programme="", company="", agreed=None), edits=tap.message_id)
        return
    company = await vetting.company(turn.db, joint.offtaker_id)
    fresh = not ended and programmes.answer_along(joint, agreed=does == "yes")
    answered = AlongAnswered(
        programme=programme.name,
        company=company.name if company else "",
        agreed=joint.agreed,
        before=not fresh,
    )
    turn.reply(answered, edits=tap.message_id)
    officer = await roles.person(turn.db, programme.officer_id)
    if fresh and officer:
        await tell(turn, officer, answered, f"along_answered:{programme.id}")


async def tell_officer(turn: Turn, programme: Programme, officer: Person) -> None:
    told = ProgrammeForYou(programme_id=programme.id, programme=programme.name)
    await tell(turn, officer, told, f"programme_for_you:{programme.id}")


async def end(turn: Turn, programme: Programme) -> None:
    """It is over; who is still in it hears how far they have come."""
    modules = len(await programmes.modules_of(turn.db, programme.id))
    for each in await enrolling.end_all(turn.db, programme):
        over = ProgrammeOver(programme=programme.name, done=len(each.done), modules=modules)
        await tell(turn, each.owner, over, f"programme_over:{each.enrolment.id}")
