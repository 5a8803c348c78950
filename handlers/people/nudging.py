"""A question brought up again after silence, with a way to be left alone."""

from collections.abc import Mapping
from dataclasses import replace

from bot import clock
from bot.conversation.form import Form
from bot.conversation.nudging import Nudge
from bot.conversation.question import question_renderer
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Key, Notice, Renderer, Screen
from bot.language import Words, _

#: Starts the data of the button that ends all reminders of this kind.
PREFIX = "nudge"
STOP = _("Do not remind me")


class NudgesStopped(Notice):
    kind = "nudges_stopped"


class Paused(Notice):
    """Who stops before they are registered is asked nothing more."""

    kind = "paused"


async def pause(turn: Turn) -> None:
    """The question stays where it is, for whoever comes back; it is not repeated."""
    turn.person.nudges_stopped_at = clock.now()
    turn.conversation.nudge_at = None
    turn.reply(Paused())


async def stop_nudging(turn: Turn, tap: Tap | None = None, argument: str = "") -> None:
    """The answers stay, and so do the buttons of the question."""
    turn.person.nudges_stopped_at = clock.now()
    turn.conversation.nudge_at = None
    turn.reply(NudgesStopped())


def nudge_renderer(forms: Mapping[str, Form]) -> Renderer:
    ask = question_renderer(forms)

    def render(words: Words, nudge: Nudge) -> Screen:
        screen, label = ask(words, nudge), words.plain(STOP)
        if screen.keys:
            return replace(screen, keys=(*screen.keys, (Key(label),)))
        return replace(screen, buttons=(*screen.buttons, (Button(label, f"{PREFIX}:stop"),)))

    return render


def nudges_stopped(words: Words, facts: NudgesStopped) -> Screen:
    text = _("All right, no more reminders. Your answers are kept: type /start to go on.")
    return Screen(words(text))


def paused(words: Words, facts: Paused) -> Screen:
    text = _("All right, no more questions and no reminders. To go on later, type /start.")
    return Screen(words(text))
