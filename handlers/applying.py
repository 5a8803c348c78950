"""A buyer's company applies to be vetted, and promises what partners rely on."""

from bot.conversation.form import Answers, Form
from bot.conversation.steps import Choice, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.partnerships import vetting
from bot.people import roles
from bot.people.models import Role
from handlers.address import called
from handlers.consenting import SAY_YES, YES
from handlers.home import go
from handlers.vetting import VettingRequest

PROMISES = _(
    "Buyers in Mitra promise: open and honest prices, payment in the time they state, and joint "
    "coaching of their suppliers. Does your company promise this?"
)


class Applied(Notice):
    kind = "applied"

    name: str
    honorific: str | None
    #: The company that now waits for an admin.
    company: str


async def start_applying(turn: Turn) -> None:
    await begin(turn, APPLY)


async def finish(turn: Turn, answers: Answers) -> None:
    person = turn.person
    offtaker = await vetting.apply(turn.db, person, answers["company"])
    request = VettingRequest.about(offtaker, person.name or "")
    for admin in await roles.holders(turn.db, Role.ADMIN):
        await outbox.notify(turn.db, admin, request, key=f"vetting:{offtaker.id}:{admin.id}")
    turn.reply(Applied(name=person.name or "", honorific=person.honorific, company=offtaker.name))


APPLY = Form(
    name="apply",
    title=_("<b>Is this right?</b> Tap ✎ to change an answer."),
    steps=(
        Text("company", _("What is your company called?"), _("Company")),
        Choice(
            "promises",
            PROMISES,
            _("Promises"),
            choices={YES: _("Yes, we promise")},
            also=SAY_YES,
        ),
    ),
    finish=finish,
)


def applied(words: Words, facts: Applied) -> Screen:
    text = words(
        _(
            "Thank you, {person}. An admin now checks the application of {company}. "
            "You will hear from us here, and can publish after that."
        ),
        person=called(words, facts.name, facts.honorific),
        company=facts.company,
    )
    return Screen(text, ((go(words.plain(_("My profile")), "profile"),),))
