"""Where everything starts and ends: what this person most often wants, by role."""

import re

from bot.coaching.questions import questions
from bot.conversation.turn import Turn
from bot.delivery import calls
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.partnerships import vetting
from bot.partnerships.models import Vetting
from bot.people.models import Role

#: Starts the data of a button that does the same as a command.
GO = "go"


class Home(Notice):
    kind = "home"

    name: str
    roles: tuple[Role, ...]
    #: Why the person is shown this: a sentence, marked for the catalogues.
    note: str | None = None
    #: The company whose application no admin has decided on.
    waiting_for: str | None = None
    #: Whether they have no place here yet, so that they may be a buyer.
    newcomer: bool = False
    #: For admins: how many applications wait for them.
    applications: int = 0
    #: For who answers: how many questions wait for them.
    questions: int = 0
    #: For officers: how many owners wait to be called.
    calls: int = 0


class FinishFirst(Notice):
    """Another question is open, and its answers are not to be lost."""

    kind = "finish_first"


class NoAccess(Notice):
    """A command of a role that the person does not hold."""

    kind = "no_access"

    role: Role


async def show_home(turn: Turn, note: str | None = None) -> None:
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    pending = offtaker is not None and offtaker.vetting == Vetting.PENDING
    waiting = len(await vetting.waiting(turn.db)) if Role.ADMIN in turn.roles else 0
    turn.reply(
        Home(
            name=turn.person.name or "",
            roles=tuple(sorted(turn.roles)),
            note=note,
            newcomer=offtaker is None and not turn.roles,
            waiting_for=offtaker.name if offtaker and pending else None,
            applications=waiting,
            questions=await _questions(turn),
            calls=await _calls(turn),
        )
    )


async def _questions(turn: Turn) -> int:
    if not turn.roles & {Role.OFFICER, Role.EXPERT, Role.ADMIN}:
        return 0
    return len(await questions.owed_by(turn.db, turn.person.id, turn.roles))


async def _calls(turn: Turn) -> int:
    if Role.OFFICER not in turn.roles:
        return 0
    return len(await calls.waiting(turn.db, turn.person.id))


def home(words: Words, facts: Home) -> Screen:
    lines = [words(facts.note)] if facts.note else []
    lines.append(words(_("Hello {name}. What would you like to do?"), name=facts.name))
    if facts.waiting_for:
        waits = _("The application of {company} is being checked. You will hear from us here.")
        lines.append(words(waits, company=facts.waiting_for))
    return Screen(words.paragraphs(lines), tuple((button,) for button in _wishes(words, facts)))


def _wishes(words: Words, facts: Home) -> list[Button]:
    wishes = []
    if facts.applications:
        label = words.plain(_("Check applications ({count})"), count=facts.applications)
        wishes.append(go(label, "applications"))
    if Role.ADMIN in facts.roles:
        wishes.append(go(words.plain(_("For admins")), "admin"))
    if facts.newcomer:
        wishes.append(go(words.plain(_("Register a company")), "apply"))
    if Role.OFFTAKER in facts.roles:
        wishes.append(go(words.plain(_("Publish a price or need")), "publish"))
        wishes.append(go(words.plain(_("Our price news and needs")), "bulletins"))
    wishes += _waiting(words, facts)
    coaching = go(words.plain(_("Coaching schedule")), "coaching")
    if Role.OFFICER in facts.roles:
        wishes.append(go(words.plain(_("My day")), "today"))
        wishes.append(coaching)
        wishes.append(go(words.plain(_("Plan a session")), "plan"))
        wishes.append(go(words.plain(_("Businesses I look after")), "caseload"))
        wishes.append(go(words.plain(_("Owners I speak for")), "owners"))
    wishes.append(go(words.plain(_("Today's prices")), "prices"))
    # An officer who makes nothing finds it in the menu; this list stays as long as a screen.
    if Role.OFFICER not in facts.roles or Role.OWNER in facts.roles:
        wishes.append(go(words.plain(_("What buyers look for")), "needs"))
    if Role.OWNER in facts.roles:
        wishes += [] if coaching in wishes else [coaching]
        wishes.append(go(words.plain(_("Ask my officer")), "ask"))
    wishes.append(go(words.plain(_("My profile")), "profile"))
    return wishes


def _waiting(words: Words, facts: Home) -> list[Button]:
    """What others wait for; nothing while nobody does."""
    waiting = []
    if facts.questions:
        label = words.plain(_("Questions ({count})"), count=facts.questions)
        waiting.append(go(label, "questions"))
    if facts.calls:
        label = words.plain(_("Calls to make ({count})"), count=facts.calls)
        waiting.append(go(label, "calls"))
    return waiting


def go(label: str, command: str) -> Button:
    return Button(label, f"{GO}:{command}")


def row_number(argument: str) -> int | None:
    """The number in a button's data; None if it was forged into something else."""
    return int(argument) if re.fullmatch(r"[0-9]{1,18}", argument) else None


def no_access(words: Words, facts: NoAccess) -> Screen:
    sentences = {
        Role.OFFTAKER: _("Only buyers that an admin has approved can publish."),
        Role.OFFICER: _("Only Business Development Officers can plan sessions."),
        Role.EXPERT: _("Only experts can do this."),
        Role.ADMIN: _("Only admins can do this."),
    }
    return Screen(words(sentences[facts.role]))


def finish_first(words: Words, facts: FinishFirst) -> Screen:
    return Screen(words(_("Please finish this first, or type /cancel.")))
