"""Vetting: an admin looks at a buyer's application and decides."""

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery import menus, outbox
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market.regions import region
from bot.partnerships import vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people.models import Role
from handlers.home import NoAccess, go, row_number

#: Starts the data of the buttons under an application.
PREFIX = "vet"
#: What the button says to do -> what becomes of the application.
VERDICTS = {"approve": Vetting.APPROVED, "reject": Vetting.REJECTED}


class VettingRequest(Notice):
    """An application, to every admin."""

    kind = "vetting_request"

    offtaker_id: int
    company: str
    regency: str
    applicant: str

    @classmethod
    def about(cls, offtaker: Offtaker, applicant: str) -> "VettingRequest":
        return cls(
            offtaker_id=offtaker.id,
            company=offtaker.name,
            regency=offtaker.regency,
            applicant=applicant,
        )


class VettingDone(Notice):
    """What became of it, in place of the application."""

    kind = "vetting_done"

    company: str
    verdict: Vetting


class VettingResult(Notice):
    """The decision, to the applicant."""

    kind = "vetting_result"

    company: str
    verdict: Vetting


class NoApplications(Notice):
    kind = "no_applications"


async def show_applications(turn: Turn) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    waiting = await vetting.waiting(turn.db)
    for offtaker in waiting[:5]:
        people = await vetting.members(turn.db, offtaker.id)
        names = turn.words.list(person.name or "?" for person in people)
        turn.reply(VettingRequest.about(offtaker, names))
    if not waiting:
        turn.reply(NoApplications())


async def decide(turn: Turn, tap: Tap, argument: str) -> None:
    """`approve:12` or `reject:12`; the role is looked up, never taken from the button."""
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    does, _colon, number = argument.partition(":")
    offtaker_id = row_number(number)
    if does not in VERDICTS or offtaker_id is None:
        turn.reply(NoApplications())
        return
    verdict = VERDICTS[does]
    decided = await vetting.decide(turn.db, offtaker_id, verdict, by=turn.person.id)
    offtaker = await turn.db.get(Offtaker, offtaker_id)
    if offtaker is None:
        turn.reply(NoApplications())
        return
    turn.reply(
        VettingDone(company=offtaker.name, verdict=Vetting(offtaker.vetting)), edits=tap.message_id
    )
    if decided:
        result = VettingResult(company=offtaker.name, verdict=verdict)
        for person in await vetting.members(turn.db, offtaker_id):
            await outbox.notify(turn.db, person, result, key=f"vetted:{offtaker_id}:{person.id}")
            await menus.refresh(turn.db, person)


def vetting_request(words: Words, facts: VettingRequest) -> Screen:
    text = words(
        _(
            "<b>A buyer asks to be approved</b>\n"
            "Company: {company}\nRegion: {region}\nApplicant: {applicant}\n"
            "It promised open prices, payment in time and joint coaching."
        ),
        company=facts.company,
        region=region(facts.regency).full_name,
        applicant=facts.applicant,
    )
    buttons = (
        Button(words.plain(_("Approve")), f"{PREFIX}:approve:{facts.offtaker_id}"),
        Button(words.plain(_("Reject")), f"{PREFIX}:reject:{facts.offtaker_id}"),
    )
    return Screen(text, (buttons,))


def vetting_done(words: Words, facts: VettingDone) -> Screen:
    sentence = (
        _("{company} is approved and can publish now.")
        if facts.verdict is Vetting.APPROVED
        else _("{company} is rejected.")
    )
    return Screen(words(sentence, company=facts.company))


def vetting_result(words: Words, facts: VettingResult) -> Screen:
    if facts.verdict is Vetting.REJECTED:
        sentence = _("An admin could not approve {company}. Please contact the programme.")
        return Screen(words(sentence, company=facts.company))
    return Screen(
        words(
            _("Good news: {company} is approved. You can publish prices and needs now."),
            company=facts.company,
        ),
        ((go(words.plain(_("Publish a price or need")), "publish"),),),
    )


def no_applications(words: Words, facts: NoApplications) -> Screen:
    return Screen(words(_("No application is waiting.")))
