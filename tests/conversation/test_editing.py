"""An answer that is changed from the summary: whatever is done there leads back to it."""

from typing import Any

import pytest

from bot.conversation.engine import Op
from bot.conversation.form import Answers
from bot.conversation.state import REVIEW
from bot.conversation.steps import Known
from tests.conversation.forms import SMALL, Talker, changed

FULL = ("Siti", "[=sell]", "Los 5", "quiet")
KNOWN = {"name": "Siti", "kind": "sell", "stall": "Los 5", "remark": "quiet"}

WALKS: list[tuple[str, list[str], str, Answers]] = [
    ("a new answer", ["[~name]", "Sri"], REVIEW, {**KNOWN, "name": "Sri"}),
    ("back, tapped", ["[~stall]", "[<]"], REVIEW, KNOWN),
    ("back, typed", ["[~stall]", "kembali"], REVIEW, KNOWN),
    ("back from the first question", ["[~name]", "[<]"], REVIEW, KNOWN),
    ("skip leaves it as it is", ["[~stall]", "lewati"], REVIEW, KNOWN),
    ("so it does what may be empty", ["[~remark]", "skip"], REVIEW, KNOWN),
    ("leaving it empty", ["[~remark]", "[0]"], REVIEW, {**KNOWN, "remark": None}),
    ("leaving it empty, typed", ["[~remark]", "kosongkan"], REVIEW, {**KNOWN, "remark": None}),
    ("a needed answer cannot be emptied", ["[~name]", "[0]"], "name", KNOWN),
    ("what does not read, and then back", ["[~name]", "***", "[<]"], REVIEW, KNOWN),
    ("back in the ordinary way is the question before", ["[<]", "[<]"], "stall", KNOWN),
    (
        "a change of branch is a way on",
        ["[~kind]", "[=buy]", "[<]"],
        "kind",
        {**KNOWN, "kind": "buy"},
    ),
]


@pytest.mark.parametrize(
    ("things", "at", "known"), [w[1:] for w in WALKS], ids=[w[0] for w in WALKS]
)
def test_a_walk_from_the_summary(things: list[str], at: str, known: Answers) -> None:
    talker = Talker(SMALL).does(*FULL, *things)
    assert (talker.at, talker.known) == (at, known)


def test_old_buttons_of_the_question_that_was_left_are_stale() -> None:
    assert Talker(SMALL).does(*FULL, "[~stall]", "[<]").move.accepted
    assert Talker(SMALL).does(*FULL, "[~stall]", "skip").move.accepted


@pytest.mark.parametrize("op", [Op.CLEAR, Op.DENY, Op.SHARE, Op.SKIP])
def test_a_forged_button_does_nothing_at_the_summary(op: Any) -> None:
    talker = Talker(SMALL).does(*FULL).taps(op)
    assert (talker.at, talker.known, talker.move.end) == (REVIEW, KNOWN, None)


def test_a_forged_button_opens_nothing_that_the_summary_does_not_show() -> None:
    form = changed(*SMALL.steps, Known("about"))
    talker = Talker(form, {"about": "7"}).does(*FULL).taps(Op.CHANGE, "about")
    assert talker.at == REVIEW
