"""Several messages of one question: kept in order, within limits, and never lost by a slip."""

from typing import Any

import pytest

from bot.conversation.form import Answer, Situation, Turned, Unclear
from bot.conversation.said import Kept, Media, Voice
from bot.conversation.steps import Messages
from bot.conversation.steps.messages import DONE, LARGEST, LONGEST, MOST
from bot.language import words_for
from tests.conversation.forms import NOW

STEP = Messages("messages", "What?", "Question")
HAD = [["text", "Sambal basi", None]]


def here() -> Situation:
    return Situation(words_for("id"), NOW)


SAID: list[tuple[str, str | Kept, Any, Any]] = [
    ("the first words", "Sambal basi", None, HAD),
    ("more of them", "Kenapa?\n\n\n\nTolong", HAD, [*HAD, ["text", "Kenapa?\n\nTolong", None]]),
    ("a voice note", Voice("v", 3), HAD, [*HAD, ["voice", "", "v"]]),
    (
        "a photo, and what stands below",
        Media("photo", "p", caption="ini"),
        None,
        [["photo", "ini", "p"]],
    ),
    ("a document", Media("document", "d"), None, [["document", "", "d"]]),
]
REFUSED: list[tuple[str, str | Kept, Any]] = [
    ("nothing", "   ", HAD),
    ("no letters", "😀…", None),
    ("a story", "x" * (LONGEST + 1), HAD),
    ("a story in parts", "x" * LONGEST, HAD),
    ("a video of 60 MB", Media("video", "v", size=60_000_000), HAD),
    ("a short video", Media("video", "v", size=1000), HAD),
    ("a large photo", Media("photo", "p", size=LARGEST + 1), None),
    ("more than anybody reads", "lagi", HAD * MOST),
]


def says(said: str | Kept, draft: Any) -> Any:
    return (
        STEP.read(said, draft, here()) if isinstance(said, str) else STEP.keep(said, draft, here())
    )


@pytest.mark.parametrize(
    ("said", "before", "after"), [s[1:] for s in SAID], ids=[s[0] for s in SAID]
)
def test_what_is_said_is_added(said: str | Kept, before: Any, after: Any) -> None:
    assert says(said, before) == Turned((DONE,), after)
    assert STEP.keeps(after)


@pytest.mark.parametrize(("said", "draft"), [s[1:] for s in REFUSED], ids=[s[0] for s in REFUSED])
def test_what_is_refused_takes_nothing_away(said: str | Kept, draft: Any) -> None:
    reply = says(said, draft)
    assert isinstance(reply, Unclear)
    assert reply.draft == draft


def test_it_ends_with_a_tap_or_a_word_and_not_before_there_is_anything() -> None:
    assert STEP.pick(DONE, HAD, here()) == Answer(HAD)
    assert STEP.read("sudah", HAD, here()) == Answer(HAD)
    assert isinstance(STEP.pick(DONE, None, here()), Unclear)
    assert STEP.read("sudah", None, here()) == Turned((DONE,), [["text", "sudah", None]])
