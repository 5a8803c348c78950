"""Onboarding: the conversation that makes a person known to Mitra."""

from typing import Any

from bot.coaching import care
from bot.conversation.form import Answers, Form
from bot.conversation.steps import Choice, Crops, Place, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.screen import Notice, Screen
from bot.language import LANGUAGES, Words, _
from bot.people import consent, registration
from bot.people.models import Purpose, Role
from handlers.applying import start_applying
from handlers.home import go

YES, READ, NO = "yes", "read", "no"
#: Roles that are given by others; nobody chooses them.
GIVEN = (Role.OFFICER, Role.ADMIN)
#: What people type for yes and no, in both languages.
SAY_YES = dict.fromkeys(("ya", "iya", "y", "yes", "ok", "oke", "setuju", "boleh", "sure"), YES)
SAY_NO = dict.fromkeys(("tidak", "nggak", "gak", "ga", "no", "jangan", "tidak boleh"), NO)

CONSENT = _(
    "May we keep your name, region and products, to send you price news and coaching reminders? "
    "Your phone number is never shared without your permission."
)
FULL_TERMS = _(
    "<b>What we keep and why</b>\n"
    "• Your name, region, business and products: to send you the prices and needs that concern "
    "you, and to let your officer plan coaching.\n"
    "• Your language and your messages to this bot: to answer you.\n"
    "Mitra is run by the partnership programme and costs nothing. We never ask for a PIN, an OTP, "
    "your NIK or money. Buyers see numbers of producers, not names, until you agree. You can see "
    "what is kept and stop at any time with /privacy (Law 27/2022)."
)


def consented(answers: Answers) -> bool:
    return bool(answers.get("consent", YES) == YES)


def as_owner(answers: Answers) -> bool:
    return consented(answers) and answers.get("role", Role.OWNER) == Role.OWNER


def chooses_role(answers: Answers) -> bool:
    """Officers and admins are made by others; nobody becomes one by saying so."""
    return consented(answers) and answers.get("role") not in GIVEN


def speak(turn: Turn, language: Any) -> None:
    turn.person.language = language


async def start_onboarding(turn: Turn) -> None:
    """The first contact, or the second of somebody who did not agree before."""
    given = _given(turn)
    await begin(turn, REGISTER, {"role": given} if given else {})


def _given(turn: Turn) -> Role | None:
    return next((role for role in GIVEN if role in turn.roles), None)


async def finish(turn: Turn, answers: Answers) -> None:
    person, db = turn.person, turn.db
    known = person.registered_at is not None
    if not consented(answers):
        for purpose in Purpose:
            await consent.withdraw(db, person.id, purpose)
        await outbox.stop_bulletins(db, person.id)
        turn.reply(Declined(known=known))
        return
    await registration.introduce(db, person, answers["name"], answers["regency"])
    role = _given(turn) or Role(answers["role"])
    if role is Role.OWNER:
        makes = [registration.Make(**item) for item in answers["products"]]
        await registration.register_owner(db, person, answers["business"], makes)
    elif role is Role.OFFTAKER and not known:
        await start_applying(turn)
        return
    elif role is Role.OFFICER:
        await care.have_a_programme(db, person)
    if known:
        turn.reply(Corrected(name=answers["name"]))
    else:
        turn.reply(Registered(name=answers["name"], role=role))


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
        Choice(
            "consent",
            CONSENT,
            _("Keeping my data"),
            choices={YES: _("Yes, you may"), READ: _("Read first"), NO: _("No")},
            tells={READ: FULL_TERMS},
            also=SAY_YES | SAY_NO,
            shortened=False,
            summed_up=False,  # /privacy shows and changes it
        ),
        Choice(
            "role",
            _("Who are you?"),
            _("Role"),
            choices={
                Role.OWNER: _("Business owner"),
                Role.OFFTAKER: _("Buyer (offtaker)"),
            },
            also={
                "petani": Role.OWNER,
                "pengusaha": Role.OWNER,
                "umkm": Role.OWNER,
                "farmer": Role.OWNER,
                "offtaker": Role.OFFTAKER,
            },
            given=GIVEN,
            when=chooses_role,
        ),
        Text("name", _("What is your name?"), _("Name"), when=consented),
        Text("business", _("What is your business called?"), _("Business"), when=as_owner),
        Crops(
            "products",
            _("What do you make or grow? Several are fine, e.g. cabai rawit, sambal."),
            _("Products"),
            when=as_owner,
        ),
        Place(
            "regency",
            _("In which regency or city are you? For example: Malang."),
            _("Regency/city"),
            when=consented,
        ),
    ),
    finish=finish,
    at_once={"language": speak},
    review=consented,
)


class Declined(Notice):
    kind = "declined"

    #: Whether the person had agreed before, and now withdraws it.
    known: bool = False


class Registered(Notice):
    kind = "registered"

    name: str
    role: Role


class Corrected(Notice):
    kind = "corrected"

    name: str


def corrected(words: Words, facts: Corrected) -> Screen:
    text = words(_("Thank you, {name}. Your data is up to date."), name=facts.name)
    return Screen(text, ((go(words.plain(_("My profile")), "profile"),),))


def declined(words: Words, facts: Declined) -> Screen:
    sentence = _(
        "All right. Your name and business were not stored. Type /start if you change your mind."
    )
    withdrawn = _(
        "All right. Price news is stopped and your consent is withdrawn. "
        "Type /start if you change your mind."
    )
    return Screen(words(withdrawn if facts.known else sentence))


def registered(words: Words, facts: Registered) -> Screen:
    sentences = {
        Role.OWNER: _(
            "Thank you, {name}. You are registered. Price news and needs for what you "
            "make will arrive here by themselves."
        ),
        Role.OFFICER: _("Thank you, {name}. You are registered as a Business Development Officer."),
        Role.ADMIN: _("Thank you, {name}. You are registered as an admin."),
    }
    next_steps = {
        Role.OWNER: (go(words.plain(_("Today's prices")), "prices"),),
        Role.OFFICER: (go(words.plain(_("Plan a session")), "plan"),),
        Role.ADMIN: (go(words.plain(_("Check applications")), "applications"),),
    }
    text = words(sentences[facts.role], name=facts.name)
    profile = (go(words.plain(_("My profile")), "profile"),)
    return Screen(text, (*filter(None, [next_steps.get(facts.role)]), profile))
