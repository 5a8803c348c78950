"""The choice of language, and the answers to what fits nowhere."""

from bot.conversation.said import Tap
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.intake.processing import Apology, TooFast
from bot.language import LANGUAGES, Words, _

#: Starts the data of the buttons that switch the language.
PREFIX = "speak"


class LanguageChoice(Notice):
    kind = "language_choice"


class LanguageChanged(Notice):
    kind = "language_changed"


class OnlyInPrivate(Notice):
    """The bot was called in a group."""

    kind = "only_in_private"


async def show_languages(turn: Turn) -> None:
    turn.reply(LanguageChoice())


async def switch_language(turn: Turn, tap: Tap, language: str) -> None:
    if language in LANGUAGES:
        turn.person.language = language
        await menus.refresh(turn.db, turn.person, turn.roles)
    turn.reply(LanguageChanged(), edits=tap.message_id)


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
