"""Help, the choice of language, and the answers to what fits nowhere."""

from bot.conversation.said import Tap
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.intake.processing import Apology, TooFast
from bot.language import LANGUAGES, Words, _
from bot.people.models import Role

#: Starts the data of the buttons that switch the language.
PREFIX = "speak"


class Help(Notice):
    kind = "help"

    roles: tuple[Role, ...]


class LanguageChoice(Notice):
    kind = "language_choice"


class LanguageChanged(Notice):
    kind = "language_changed"


class OnlyInPrivate(Notice):
    """The bot was called in a group."""

    kind = "only_in_private"


async def show_help(turn: Turn) -> None:
    turn.reply(Help(roles=tuple(sorted(turn.roles))))


async def show_languages(turn: Turn) -> None:
    turn.reply(LanguageChoice())


async def switch_language(turn: Turn, tap: Tap, language: str) -> None:
    if language in LANGUAGES:
        turn.person.language = language
        await menus.refresh(turn.db, turn.person, turn.roles)
    turn.reply(LanguageChanged(), edits=tap.message_id)


def help_screen(words: Words, facts: Help) -> Screen:
    lines = [
        words(_("<b>Mitra brings producers, buyers and coaching together.</b>")),
        words(_("/prices – today's prices")),
        words(_("/needs – what buyers look for")),
    ]
    if Role.OFFTAKER in facts.roles:
        lines.append(words(_("/publish – publish a price or need")))
    if Role.OFFICER in facts.roles:
        lines.append(words(_("/owners – owners without a smartphone that you speak for")))
        lines.append(words(_("/calls – whom to call, and what to tell")))
    lines += [
        words(_("/coaching – your coaching sessions")),
        words(_("/profile – your data")),
        words(_("/privacy – what is kept, and how to stop")),
        words(_("/claim – take over the account that an officer made for you")),
        words(_("/language – change the language")),
        words(_("/cancel – leave a question")),
    ]
    return Screen(words.lines(lines))


def language_choice(words: Words, facts: LanguageChoice) -> Screen:
    buttons = [Button(name, f"{PREFIX}:{code}") for code, name in LANGUAGES.items()]
    return Screen(words(_("Which language do you prefer?")), (tuple(buttons),))


def language_changed(words: Words, facts: LanguageChanged) -> Screen:
    return Screen(words(_("From now on we write to you in English.")))


def cancelled(words: Words, facts: Cancelled) -> Screen:
    return Screen(words(_("Cancelled. Type /start to begin again.")), drops_keys=True)


def taken(words: Words, facts: Taken) -> Screen:
    return Screen(words(_("All right.")), drops_keys=True)


def settled(words: Words, facts: Settled) -> Screen:
    return Screen(words(_("That is done already. The result stands above.")))


def only_in_private(words: Words, facts: OnlyInPrivate) -> Screen:
    return Screen(
        words(
            _(
                "I talk with each person in private. Please open a chat with me: tap my name, "
                "then Start."
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
