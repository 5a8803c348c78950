"""Vetting: an admin looks at a company's application and decides; its leads hear each step."""

from collections.abc import Mapping

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import menus, outbox
from bot.delivery.screen import Notice
from bot.language import _
from bot.partnerships import applications, members, vetting
from bot.partnerships.models import Offtaker, Promise, Vetting
from bot.people import roles
from bot.people.models import Role
from handlers.home import FinishFirst, NoAccess, row_number

#: Starts the data of the buttons under an application.
PREFIX = "vet"
#: What the button says to do -> what becomes of the application.
VERDICTS = {"approve": Vetting.APPROVED, "ask": Vetting.ASKED, "reject": Vetting.REJECTED}
#: Applications shown at once; the next ones follow when these are decided.
AT_ONCE = 5


class Event(BaseModel):
    """One line of an application's history."""

    who: str
    became: Vetting
    reason: str | None


class VettingRequest(Notice):
    """An application, to every admin."""

    kind = "vetting_request"

    offtaker_id: int
    #: The last event of its history: a decision is about what was seen.
    seen: int
    company: str
    regency: str
    applicant: str
    nib: str | None = None
    contact: str | None = None
    phone: str | None = None
    commodities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    promises: Mapping[Promise, int | None] = {}
    history: tuple[Event, ...] = ()


class VettingDone(Notice):
    """What became of it, in place of the application."""

    kind = "vetting_done"

    company: str
    verdict: Vetting
    reason: str | None = None
    #: Who was faster, if it was not the reader.
    by: str | None = None


class VettingResult(Notice):
    """The decision, to the company's leads."""

    kind = "vetting_result"

    offtaker_id: int
    company: str
    verdict: Vetting
    reason: str | None = None


class NoApplications(Notice):
    kind = "no_applications"


async def request_for(db: AsyncSession, offtaker: Offtaker) -> VettingRequest:
    people = await members.leads(db, offtaker.id)
    events = await applications.history(db, offtaker.id)
    return VettingRequest(
        offtaker_id=offtaker.id,
        seen=await applications.latest(db, offtaker.id),
        company=offtaker.name,
        regency=offtaker.regency,
        applicant=", ".join(person.name or "?" for person in people),
        nib=offtaker.nib,
        contact=offtaker.contact_name,
        phone=offtaker.contact_phone,
        commodities=tuple(offtaker.commodities or ()),
        regions=tuple(offtaker.regions or ()),
        promises=await applications.promises(db, offtaker.id),
        history=tuple(
            Event(who=who, became=Vetting(event.became), reason=event.reason)
            for event, who in events[-6:]
        ),
    )


async def tell_admins(db: AsyncSession, offtaker: Offtaker) -> None:
    """Each time an application comes (back) in."""
    request = await request_for(db, offtaker)
    round_ = len(await applications.history(db, offtaker.id))
    for admin in await roles.holders(db, Role.ADMIN):
        key = f"vetting:{offtaker.id}:{round_}:{admin.id}"
        await outbox.notify(db, admin, request, key=key)


async def show_applications(turn: Turn) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    waiting = await vetting.waiting(turn.db)
    for offtaker in waiting[:AT_ONCE]:
        turn.reply(await request_for(turn.db, offtaker))
    if not waiting:
        turn.reply(NoApplications())


async def decide(turn: Turn, tap: Tap, argument: str) -> None:
    """`approve:12:7`, `ask:12:7` or `reject:12:7`: company 12 as it was after event 7.

    The role is looked up, never taken from the button.
    """
    does, number, event = [*argument.split(":"), "", ""][:3]
    offtaker_id, seen = row_number(number), row_number(event) or 0
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    offtaker = await vetting.company(turn.db, offtaker_id) if offtaker_id is not None else None
    if does not in VERDICTS or offtaker is None:
        turn.reply(NoApplications())
        return
    verdict = VERDICTS[does]
    if offtaker.vetting == Vetting.PENDING and verdict is not Vetting.APPROVED:
        await _ask_why(turn, offtaker, verdict, seen)
    else:
        await _settle(turn, offtaker, verdict, None, seen=seen, edits=tap.message_id)


async def _ask_why(turn: Turn, offtaker: Offtaker, verdict: Vetting, seen: int) -> None:
    if turn.conversation.form:
        turn.reply(FinishFirst())
    elif seen != await applications.latest(turn.db, offtaker.id):
        turn.reply(await request_for(turn.db, offtaker))
    else:
        about = {"about": str(offtaker.id), "verdict": verdict.value, "seen": str(seen)}
        await begin(turn, REASON, about)


async def give_reason(turn: Turn, answers: Answers) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    offtaker = await vetting.company(turn.db, int(answers["about"]))
    if offtaker is None:
        turn.reply(NoApplications())
        return
    said = answers["question" if asks_back(answers) else "reason"]
    verdict, seen = Vetting(answers["verdict"]), int(answers["seen"])
    await _settle(turn, offtaker, verdict, said, seen=seen)


async def _settle(
    turn: Turn,
    offtaker: Offtaker,
    verdict: Vetting,
    reason: str | None,
    *,
    seen: int,
    edits: int | None = None,
) -> None:
    decided = await vetting.decide(
        turn.db, offtaker.id, verdict, by=turn.person.id, seen=seen, reason=reason
    )
    await turn.db.flush()
    if not decided and offtaker.vetting == Vetting.PENDING:
        # It was changed since: nobody approves what they have not seen.
        turn.reply(await request_for(turn.db, offtaker))
        return
    faster = None
    if not decided and offtaker.decided_by not in {None, turn.person.id}:
        faster = await roles.person(turn.db, offtaker.decided_by)
    done = VettingDone(
        company=offtaker.name,
        verdict=Vetting(offtaker.vetting),
        reason=offtaker.reason,
        by=faster.name if faster else None,
    )
    turn.reply(done, edits=edits)
    if decided:
        round_ = len(await applications.history(turn.db, offtaker.id))
        await _tell_company(turn, offtaker, verdict, reason, round_=round_)


async def _tell_company(
    turn: Turn, offtaker: Offtaker, verdict: Vetting, reason: str | None, *, round_: int
) -> None:
    result = VettingResult(
        offtaker_id=offtaker.id, company=offtaker.name, verdict=verdict, reason=reason
    )
    for person in await members.leads(turn.db, offtaker.id):
        key = f"vetted:{offtaker.id}:{round_}:{person.id}"
        await outbox.notify(turn.db, person, result, key=key)
        await menus.refresh(turn.db, person)


def asks_back(answers: Answers) -> bool:
    return bool(answers.get("verdict") == Vetting.ASKED)


def rejects(answers: Answers) -> bool:
    return not asks_back(answers)


REASON = Form(
    name="reason",
    title="",
    steps=(
        Known("about", needed=True),
        Known("verdict", needed=True),
        Known("seen", needed=True),
        Text(
            "reason",
            _("Why? The company reads what you write here, so write it kindly and clearly."),
            _("Reason"),
            longest=500,
            when=rejects,
        ),
        Text(
            "question",
            _("What would you like to ask? The company reads it as you write it here."),
            _("Question"),
            longest=500,
            when=asks_back,
        ),
    ),
    finish=give_reason,
    review=never,
)
