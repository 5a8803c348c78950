"""Help, the choice of language, and the answers to what fits nowhere."""

from collections.abc import Mapping

from bot.coaching.care import officer_of
from bot.conversation.said import Tap
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.intake.processing import Apology, TooFast
from bot.language import LANGUAGES, Words, _
from bot.partnerships import vetting
from bot.people.models import Role

#: Starts the data of the buttons that switch the language.
PREFIX = "speak"

PRICES, NEEDS = _("/prices – today's prices"), _("/needs – what buyers look for")
OFFERS = _("/offers – what was offered, and what became of it")
TOPICS = _("/subscriptions – what you get news about, and how to stop it")
COACHING = _("/coaching – your coaching sessions")
ASK = _("/ask – ask your officer something")
LEARN = _("/learn – look something up in the library")
PROGRAMMES = _("/programmes – coaching programmes")
HOUSES = _("/houses – joint production houses, and booking them")
REMINDERS = _("/reminders – when you are reminded")
QUESTIONS = _("/questions – what waits for your answer")
COMPANY = _("/company – your company and its application")
APPLY = _("/apply – register your company as a buyer")
GROUPS = _("/groups – news for your group or channel")
POSTER = _("/poster – a QR code that brings people in")
HELP: Mapping[Role, tuple[str, ...]] = {
    Role.OWNER: (
        PRICES,
        NEEDS,
        OFFERS,
        COACHING,
        REMINDERS,
        ASK,
        LEARN,
        HOUSES,
        PROGRAMMES,
        _("/officer – who helps you"),
        TOPICS,
        GROUPS,
        _("/claim – take over the account that an officer made for you"),
    ),
    Role.OFFTAKER: (
        _("/publish – publish a price or need"),
        _("/bulletins – what you published: correct, extend, withdraw"),
        OFFERS,
        _("/suppliers – your suppliers"),
        COMPANY,
        _("/members – who works for your company"),
        POSTER,
        PRICES,
    ),
    Role.OFFICER: (
        COACHING,
        _("/plan – plan a session"),
        QUESTIONS,
        _("/calls – whom to call, and what to tell"),
        _("/owners – owners without a smartphone that you speak for"),
        PROGRAMMES,
        HOUSES,
        LEARN,
        REMINDERS,
        _("/owner_template – many owners at once, from a spreadsheet"),
        GROUPS,
        POSTER,
        PRICES,
    ),
    Role.EXPERT: (
        QUESTIONS,
        _("/fields – what you can be asked about"),
        LEARN,
        COACHING,
        PRICES,
        NEEDS,
    ),
    Role.ADMIN: (
        _("/applications – check buyers' applications"),
        _("/admin – figures, and what waits for you"),
        _("/funnel – how many register, and where they stop"),
        _("/invite – invite officers, experts and admins"),
        _("/requests – products that are not in the list"),
        QUESTIONS,
        _("/experts – who knows what"),
        PROGRAMMES,
        HOUSES,
        _("/data_requests – privacy requests of people without the bot"),
        POSTER,
        PRICES,
    ),
}
HELP_ALL = (
    _("/profile – your data"),
    _("/privacy – what is kept, and how to stop"),
    _("/language – change the language"),
    _("/cancel – leave a question"),
)
#: Whose lines come first for who holds several roles.
FIRST = (Role.ADMIN, Role.OFFTAKER, Role.OFFICER, Role.EXPERT, Role.OWNER)


class Help(Notice):
    kind = "help"

    roles: tuple[Role, ...]
    #: Whether they speak for a company, which no admin may have approved yet.
    company: bool = False
    #: Whether a voice note can be passed on to somebody.
    voice: bool = False


class LanguageChoice(Notice):
    kind = "language_choice"


class LanguageChanged(Notice):
    kind = "language_changed"


class OnlyInPrivate(Notice):
    """The bot was called in a group."""

    kind = "only_in_private"


async def show_help(turn: Turn) -> None:
    company = await vetting.offtaker_of(turn.db, turn.person.id) is not None
    voice = await officer_of(turn.db, turn.person) is not None
    turn.reply(Help(roles=tuple(sorted(turn.roles)), company=company, voice=voice))


async def show_languages(turn: Turn) -> None:
    turn.reply(LanguageChoice())


async def switch_language(turn: Turn, tap: Tap, language: str) -> None:
    if language in LANGUAGES:
        turn.person.language = language
        await menus.refresh(turn.db, turn.person, turn.roles)
    turn.reply(LanguageChanged(), edits=tap.message_id)


def help_screen(words: Words, facts: Help) -> Screen:
    """What those of these roles do, the most frequent first; then what everybody may."""
    theirs = [line for role in FIRST if role in facts.roles for line in HELP[role]]
    ours = [COMPANY] if facts.company else [] if facts.roles else [APPLY]
    lines = dict.fromkeys([*(theirs or HELP[Role.OWNER]), *ours, *HELP_ALL])
    about = words(_("<b>Mitra brings producers, buyers and coaching together.</b>"))
    type_it = words(
        _("You can also just type: “coffee price in Malang”, or send a voice note.")
        if facts.voice
        else _("You can also just type: “coffee price in Malang”.")
    )
    return Screen(words.paragraphs([about, words.lines(words(line) for line in lines), type_it]))


def language_choice(words: Words, facts: LanguageChoice) -> Screen:
    buttons = [Button(name, f"{PREFIX}:{code}") for code, name in LANGUAGES.items()]
    return Screen(words(_("Which language do you prefer?")), (tuple(buttons),))


def language_changed(words: Words, facts: LanguageChanged) -> Screen:
    return Screen(words(_("From now on we write to you in English.")))


def cancelled(words: Words, facts: Cancelled) -> Screen:
    again, nothing = _("Cancelled. Type /start to begin again."), _("Cancelled. Nothing was kept.")
    sentence = facts.note or (again if facts.first else nothing)
    return Screen(words(sentence), drops_keys=True)


def taken(words: Words, facts: Taken) -> Screen:
    return Screen(words(_("All right.")), drops_keys=True)


def settled(words: Words, facts: Settled) -> Screen:
    return Screen(words(_("That button no longer counts. The last answer stands above.")))


def only_in_private(words: Words, facts: OnlyInPrivate) -> Screen:
    return Screen(
        words(
            _(
                "We talk with each person in private. Please open a chat: tap the name of this "
                "bot, then Start."
            )
        )
    )


def too_fast(words: Words, facts: TooFast) -> Screen:
    return Screen(
        words(_("Your messages came too fast, so not all were read. Please wait, then go on."))
    )


def apology(words: Words, facts: Apology) -> Screen:
    return Screen(
        words(_("Sorry, something went wrong on our side. It has been noted. Please try again."))
    )
