"""How a question and a summary look: what stands where, and what each button carries."""

from typing import Any

import pytest

from bot.conversation.engine import Op
from bot.conversation.form import Form, Note
from bot.conversation.question import Question, question_renderer
from bot.conversation.state import REVIEW
from bot.delivery.screen import Screen
from bot.language import words_for
from handlers.onboarding import REGISTER
from tests.conversation.forms import FACTS, SMALL, Talker
from tests.sendable import assert_sendable

SELLS = ["Siti <b>", "[=sell]", "Los 5", "skip"]


def screen(form: Form, talker: Talker, language: str = "id", **more: Any) -> Screen:
    question = Question(form=form.name, turn=7, state=talker.move.state.dump(), facts=FACTS, **more)
    return question_renderer({form.name: form})(words_for(language), question)


def labels(shown: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in shown.buttons]


def test_the_first_question_has_no_back() -> None:
    shown = screen(SMALL, Talker(SMALL))
    assert assert_sendable(shown) == "Name?\n(1/2)"
    assert labels(shown) == [["Batal"]]


def test_short_options_stand_beside_each_other() -> None:
    shown = screen(SMALL, Talker(SMALL).does("Siti"))
    assert labels(shown) == [["I sell", "I buy"], ["‹ Kembali", "Batal"]]


def test_an_optional_question_can_be_skipped() -> None:
    shown = screen(SMALL, Talker(SMALL).does("Siti", "[=sell]", "Los 5"), "en")
    assert labels(shown) == [["‹ Back", "Skip", "Cancel"]]


def test_long_options_stand_alone() -> None:
    talker = Talker(REGISTER, {"role": "owner"}).does("indonesia", "ya", "Siti", "Warung", "cabai")
    assert all(len(row) == 1 for row in labels(screen(REGISTER, talker))[:-1])


def test_a_button_carries_form_step_turn_and_value() -> None:
    shown = screen(SMALL, Talker(SMALL).does("Siti"))
    assert shown.buttons[0][0].data == "q:small:kind:7:=sell"


def test_the_summary_shows_every_answer_and_offers_to_change_it() -> None:
    shown = screen(SMALL, Talker(SMALL).does(*SELLS), "en")
    plain = assert_sendable(shown)
    assert plain.splitlines() == [
        "Right?",
        "Name: Siti <b>",
        "Kind: I sell",
        "Stall: Los 5",
        "Remark: –",
    ]
    assert [button.data for row in shown.buttons for button in row] == [
        f"q:small:{REVIEW}:7:{Op.CONFIRM}",
        *(f"q:small:{REVIEW}:7:{Op.CHANGE}{key}" for key in ("name", "kind", "stall", "remark")),
        f"q:small:{REVIEW}:7:{Op.CANCEL}",
    ]


@pytest.mark.parametrize("asks", [False, True])
def test_a_note_stands_above_the_question_or_in_its_place(asks: bool) -> None:
    note = Note("“{said}” can be several things. Which one?", {"said": "<cabai> {x}"})
    shown = screen(
        SMALL, Talker(SMALL), "en", note=note.text, note_values=note.values, note_asks=asks
    )
    plain = assert_sendable(shown)
    assert plain.startswith("“<cabai> {x}” can be several things.")
    assert ("Name?" in plain) is not asks
