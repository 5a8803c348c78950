"""Onboarding: the conversation that makes a person known to Mitra."""

from typing import Any

from bot.coaching import care
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.steps import Choice, Known, PersonName, Place, Wares
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.language import LANGUAGES, _
from bot.partnerships import vetting
from bot.people import invitations, registration
from bot.people.known import known
from bot.people.models import Honorific, Purpose, Role
from handlers.answered import makes_of
from handlers.coaching.programmes.enrolling import came_by_poster
from handlers.home import show_home
from handlers.partnerships.applying import start_applying
from handlers.people.becoming import have_become
from handlers.people.trade_names import default_name
from handlers.people.welcoming import Declined, Registered
from handlers.privacy.consenting import (
    CONSENT,
    GIVEN,
    PURPOSES,
    YES,
    at_work,
    consented,
    granted,
    version,
)

__all__ = ["REGISTER", "YES", "start_onboarding"]


def is_told(answers: Answers) -> bool:
    """A link said who they are. Nobody is asked: who sells nothing says so at the products."""
    return consented(answers) and answers.get("role", GIVEN[0]) not in GIVEN


def sells(answers: Answers) -> bool:
    return consented(answers) and answers.get("role", Role.OWNER) == Role.OWNER


def speak(turn: Turn, language: Any) -> None:
    turn.person.language = language


def address(turn: Turn, named: Any) -> None:
    """From the next question on."""
    turn.person.honorific = named["honorific"]


async def start_onboarding(turn: Turn, answers: Answers | None = None) -> None:
    """The first contact, or the second of somebody who did not agree before.

    `answers` came with a link; all of them can be changed.
    """
    given = _given(turn) or await _invited(turn)
    await begin(turn, REGISTER, {**(answers or {}), **({"role": given} if given else {})})


async def narrow(turn: Turn, answers: Answers) -> Facts:
    return {"province": answers.get("province"), "at_work": at_work(answers)}


def _given(turn: Turn) -> Role | None:
    return next((role for role in GIVEN if role in turn.roles), None)


async def _invited(turn: Turn) -> Role | None:
    """What they become as soon as they agree."""
    waiting = await invitations.waiting(turn.db, turn.person)
    if not waiting:
        return None
    return next((Role(each.role) for each in waiting if each.role), Role.OFFTAKER)


def _role(turn: Turn, answers: Answers) -> Role:
    if given := _given(turn):
        return given
    return Role.OWNER if answers.get("products") else Role.OFFTAKER


async def finish(turn: Turn, answers: Answers) -> None:
    purposes = granted(answers)
    if not purposes:
        turn.reply(Declined())
        return
    named = answers["name"]
    await registration.introduce(
        turn.db,
        turn.person,
        named["name"],
        answers["regency"],
        purposes=purposes,
        version=version(answers),
        honorific=named["honorific"] and Honorific(named["honorific"]),
    )
    await have_become(turn, await invitations.take_up(turn.db, turn.person))
    role = _role(turn, answers)
    if turn.roles:  # the language of the menu may be another now
        await menus.refresh(turn.db, turn.person, turn.roles)
    if role is Role.OFFTAKER:
        await _go_on_buying(turn)
        return
    if answers.get("products"):  # also of who was made an officer after this question
        makes = makes_of(answers["products"])
        called = default_name(turn.person.name or "", turn.person.language)
        await registration.register_owner(turn.db, turn.person, called, makes)
    if role is Role.OFFICER:
        await care.have_a_programme(turn.db, turn.person)
    count = (await known(turn.db, turn.person)).completeness
    turn.reply(
        Registered(
            name=named["name"],
            honorific=named["honorific"],
            role=role,
            news=Purpose.NEWS in purposes,
            percent=count.percent if count else None,
        )
    )
    await came_by_poster(turn)


async def _go_on_buying(turn: Turn) -> None:
    if await vetting.offtaker_of(turn.db, turn.person.id):
        await show_home(turn)  # they were invited into a company
    else:
        await start_applying(turn)


REGISTER = Form(
    name="register",
    title=_("<b>Is this right?</b> Tap ✎ to change an answer."),
    steps=(
        Choice(
            "language",
            _(
                "Welcome to Mitra: price news, buyers and coaching. Free of charge. "
                "Mitra never asks for a PIN, an OTP or money.\n\n"
                "Which language do you prefer?"
            ),
            _("Language"),
            choices=LANGUAGES,
            summed_up=False,  # /language changes it at any time
            also={"indonesia": "id", "bahasa": "id", "inggris": "en"},
        ),
        CONSENT,
        PURPOSES,
        Known("province"),
        Choice(
            "role",
            _("Who are you?"),
            _("Role"),
            choices={
                Role.OWNER: _("Business owner"),
                Role.OFFTAKER: _("Buyer (offtaker)"),
            },
            given=GIVEN,
            when=is_told,
        ),
        PersonName(
            "name",
            _("What is your name? For example: Ibu Siti, Pak Budi."),
            _("Name"),
            when=consented,
        ),
        Wares(
            "products",
            _("What do you make or grow? Several are fine, e.g. cabai rawit, keripik."),
            _("Products"),
            when=sells,
        ),
        Place(
            "regency",
            _("In which regency or city are you? For example: Malang."),
            _("Regency/city"),
            when=consented,
        ),
    ),
    finish=finish,
    prepare=narrow,
    counted=True,
    at_once={"language": speak, "name": address},
    review=consented,
)
