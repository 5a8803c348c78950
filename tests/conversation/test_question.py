"""How a question and a summary look: what stands where, and what each button carries."""

from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.engine import Op
from bot.conversation.form import Form, Note
from bot.conversation.question import Question, question_renderer
from bot.conversation.state import REVIEW, State
from bot.delivery.screen import Screen
from bot.language import words_for
from handlers.people.onboarding import REGISTER
from tests.conversation.forms import FACTS, SMALL, Talker, changed
from tests.conversation.kinds import CROPS, EVERY, PICK, PLACE, TEXT, WAYS
from tests.sendable import assert_sendable

SELLS = ["Siti <b>", "[=sell]", "Los 5", "skip"]


def screen(form: Form, talker: Talker, language: str = "id", **more: Any) -> Screen:
    more = {"facts": FACTS} | more
    question = Question(form=form.name, turn=7, state=talker.move.state.dump(), **more)
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
    talker = Talker(REGISTER, {"role": "owner"}).does("indonesia", "ya", "Bu Siti", "cabai")
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


def test_the_only_reading_is_asked_by_its_name_with_yes_and_no() -> None:
    talker = Talker(changed(PICK)).says("sri")
    note = talker.move.note
    assert note
    for asks in (False, True):
        shown = screen(changed(PICK), talker, note=note.text if asks else None, note_asks=asks)
        assert assert_sendable(shown).startswith("Maksudnya Sri · Kebun Sri · Malang?")
        assert labels(shown) == [["Ya", "Bukan"], ["‹ Kembali", "Batal"]]


def test_a_question_within_a_question_is_repeated_with_its_own_words() -> None:
    talker = Talker(changed(CROPS)).says("vco, cabe <rawit>")
    for note in (None, "Let us go on where you were."):
        text = assert_sendable(screen(changed(CROPS), talker, "en", note=note))
        assert text.endswith("“cabe <rawit>” can be several things. Which one?")
    again = talker.says("???")
    assert "Please type what you make" in talker.note
    assert assert_sendable(screen(changed(CROPS), again)).startswith("“cabe <rawit>” ada")


@pytest.mark.parametrize("does", ["[=cabai-rawit-merah]", "kopi robusta", "back"])
def test_a_question_that_is_answered_or_left_is_not_repeated(does: str) -> None:
    form = changed(TEXT, CROPS, PLACE)
    talker = Talker(form).does("hello", "cabe rawit", does)
    assert talker.move.state.about is None


def test_a_state_from_before_sub_questions_were_kept_is_asked_as_it_was() -> None:
    form = changed(CROPS)
    talker = Talker(form).says("cabe rawit")
    stored = {**talker.move.state.dump()}
    del stored["about"]
    assert State.load(stored, form).offered == talker.move.state.offered
    shown = question_renderer({form.name: form})(
        words_for("id"), Question(form=form.name, turn=7, state=stored)
    )
    assert assert_sendable(shown) == "?"


def test_a_product_that_may_be_none_of_the_list_has_no_plain_no() -> None:
    shown = screen(changed(CROPS), Talker(changed(CROPS)).says("keripik singkong"))
    assert assert_sendable(shown).startswith("Maksudnya Keripik?")
    assert labels(shown) == [["Ya"], ["Simpan seperti yang saya tulis"], ["‹ Kembali", "Batal"]]


def test_a_question_that_the_phone_can_answer_has_keys_and_no_buttons() -> None:
    shown = screen(EVERY, Talker(EVERY).says("I sell", "Siti"))
    keys = [[(key.label, key.asks) for key in row] for row in shown.keys]
    assert keys == [
        [("📱 Bagikan nomor saya", "contact")],
        [("‹ Kembali", None), ("Lewati", None), ("Batal", None)],
    ]
    assert not shown.buttons


def test_what_can_be_chosen_besides_is_a_key_too() -> None:
    shown = screen(changed(PLACE), Talker(changed(PLACE)), "en")
    assert [[key.label for key in row] for row in shown.keys] == [
        ["📍 Share my location"],
        ["Choose from a list"],
        ["Cancel"],
    ]


def test_once_readings_are_offered_they_are_buttons() -> None:
    shown = screen(changed(PLACE), Talker(changed(PLACE)).says("malang"))
    assert not shown.keys
    assert shown.buttons[0][0].label == "Kabupaten Malang, Jawa Timur"


def test_a_tick_is_shown_on_its_button() -> None:
    shown = screen(changed(WAYS), Talker(changed(WAYS)).taps(Op.PICK, "+van"))
    assert labels(shown)[0] == ["✓ Harga beli saya"]
    assert shown.buttons[0][0].data == "q:small:w:7:=-van"


def test_who_changes_an_answer_sees_it_and_can_go_back_or_empty_it() -> None:
    talker = Talker(SMALL).does("Siti", "[=sell]", "Los 5", "pagi <saja>", "[~remark]")
    shown = screen(SMALL, talker)
    assert assert_sendable(shown) == "Sekarang: pagi <saja>\n\nRemark?"
    assert labels(shown) == [["‹ Kembali", "Kosongkan", "Batal"]]
    assert labels(screen(SMALL, talker.does("[<]", "[~name]"))) == [["‹ Kembali", "Batal"]]


def test_an_optional_question_has_no_number() -> None:
    shown = screen(SMALL, Talker(SMALL).does("Siti", "[=sell]", "Los 5"))
    assert assert_sendable(shown) == "Remark?"


@pytest.mark.parametrize("things", [[], ["I sell", "Siti"], ["I sell", "Siti", "skip", "malang"]])
def test_a_banner_stands_above_every_question(things: list[str]) -> None:
    shown = screen(EVERY, Talker(EVERY).says(*things), facts={"for": "Atas nama Ibu Sri"})
    assert assert_sendable(shown).startswith("Atas nama Ibu Sri\n\n")


def test_a_banner_stands_above_the_summary_too() -> None:
    form = replace(SMALL, banner=lambda words, facts: "Atas nama Ibu Sri")
    shown = screen(form, Talker(form).does(*SELLS))
    assert assert_sendable(shown).startswith("Atas nama Ibu Sri\n\nRight?\n")
    assert assert_sendable(screen(EVERY, Talker(EVERY))).startswith("Role?")
