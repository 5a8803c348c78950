"""Whatever is typed or tapped, in any order: no error, a state that keeps, a screen that sends."""

import json
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.conversation import engine
from bot.conversation.engine import End, Move, Op
from bot.conversation.form import Form
from bot.conversation.question import Question, question_renderer
from bot.conversation.said import Contact, Location, Media, Other
from bot.conversation.state import State
from bot.language import LANGUAGES, words_for
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from handlers.forms import FORMS as REAL
from tests.conversation.forms import FACTS, situation
from tests.conversation.kinds import EVERY
from tests.faults.extent import LONGEST, extent
from tests.sendable import assert_sendable

#: Things that people say, and what hides between them.
SENSIBLE = (
    *("ya", "tidak", "boleh", "kembali", "skip", "back", "English", "petani", "offtaker", "harga"),
    *(
        "Siti <b>&\"'{}%",
        "cabai",
        "cabai rawit merah",
        "sambal, cabai, kopi robusta",
        "sapi potong",
    ),
    *(
        "malang",
        "kota batu",
        "jatim, malang, xyzzy, bali",
        "semua",
        "45rb/kg",
        "45",
        "3 kg 10 ribu",
    ),
    *(
        "5jt/ekor",
        "2 kw",
        "10 ekor",
        "1/3 ton",
        "besok",
        "jam 9",
        "besok jam 9",
        "Jumat",
        "kemarin",
    ),
    *("dua-duanya", "yang kedua", "2", "bukan", "salah", "nama", "jatim", "10 karung", "seminggu"),
    *("2 kw seminggu", "0812 3456 7890", "3507012345678901", "1980", "umur 45", "jam 6"),
    *("sri", "aguss", "123", "", "😀" * 60, ", ".join(region.name for region in REGIONS.values())),
)
TEXTS = st.sampled_from(SENSIBLE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
VALUES = (
    st.sampled_from(
        [
            *COMMODITIES,
            "*",
            "ID",
            "35",
            "yes",
            "no",
            "read",
            "7",
            "2026-11-27",
            "45/kg",
            "+van",
            "-van",
            ".",
            "?",
            ">1",
            "35<0",
            "/week",
        ]
    )
    | st.sampled_from([step.key for form in (*REAL.values(), EVERY) for step in form.steps])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
)
SHARED = st.builds(
    Contact, st.sampled_from(["6281234567890", "+1", ""]), st.booleans()
) | st.builds(Location, st.floats(-90, 90), st.floats(-180, 180))
FILES = st.builds(
    Media,
    st.sampled_from(["photo", "document"]),
    st.just("AgAC"),
    name=st.sampled_from(["", "harga.pdf", "kopi.JPG"]) | st.text(max_size=90),
    mime=st.sampled_from(["", "application/pdf", "image/jpeg"]),
    size=st.none() | st.integers(0, 2**31),
    album=st.booleans(),
) | st.sampled_from(["video", "sticker", "hologram"]).map(Other)
FORMS = {**REAL, EVERY.name: EVERY}


class Conversation(RuleBasedStateMachine):
    form: Form

    @initialize(given=st.sampled_from([{}, {"role": "officer"}, {"role": "owner"}]))
    def begin(self, given: dict[str, str]) -> None:
        self.given = given if self.form.name == "register" else {}
        self.restart()

    def restart(self) -> None:
        self.take(Move(engine.begin(self.form, self.given)))

    def take(self, move: Move) -> None:
        self.note = move.note
        self.state = move.state
        if move.end is not None:
            if move.end is End.FINISHED:
                json.dumps(move.state.answers)
            self.restart()

    @rule(text=TEXTS)
    def say(self, text: str) -> None:
        self.take(engine.say(self.form, self.state, text, situation(self.state.answers)))

    @rule(op=st.sampled_from(Op), value=VALUES)
    def forge(self, op: Op, value: str) -> None:
        self.take(engine.tap(self.form, self.state, op, value, situation(self.state.answers)))

    @rule(data=st.data())
    def tap(self, data: st.DataObject) -> None:
        """A button or a key that is there."""
        shown, here = self.screen("id"), situation(self.state.answers)
        if shown.keys:
            key = data.draw(st.sampled_from([key for row in shown.keys for key in row]))
            if key.asks is None:
                self.take(engine.say(self.form, self.state, key.label, here))
            return
        labels = [button.data for row in shown.buttons for button in row]
        does = data.draw(st.sampled_from(labels)).split(":", 4)[4]
        self.take(engine.tap(self.form, self.state, Op(does[0]), does[1:], here))

    @rule(shared=SHARED)
    def share(self, shared: Contact | Location) -> None:
        self.take(engine.hear(self.form, self.state, shared, situation(self.state.answers)))

    @rule(file=FILES)
    def send(self, file: Media | Other) -> None:
        """Whichever question is open, if the form has one that takes files."""
        key = next((step.key for step in self.form.steps if step.takes_files), "")
        here = situation(self.state.answers)
        self.take(engine.receive(self.form, self.state, key, file, here))

    def screen(self, language: str) -> Any:
        note = self.note
        question = Question(
            form=self.form.name,
            turn=2**31,
            state=self.state.dump(),
            note=note.text if note else None,
            note_asks=bool(note and note.asks),
            note_values=dict(note.values) if note else {},
            facts=FACTS,
        )
        kept = Question.model_validate_json(question.model_dump_json())
        return question_renderer(FORMS)(words_for(language), kept)

    @invariant()
    def the_state_survives_the_database(self) -> None:
        stored = json.loads(json.dumps(self.state.dump()))
        loaded = State.load(stored, self.form)
        assert loaded == self.state
        assert engine.resume(self.form, loaded) == self.state

    @invariant()
    def every_screen_can_be_sent(self) -> None:
        for language in LANGUAGES:
            assert_sendable(self.screen(language))


@pytest.mark.timeout(LONGEST)
@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_anything_said_leads_to_a_question_that_can_be_sent(form: Form) -> None:
    machine: Any = type(f"Talking{form.name}", (Conversation,), {"form": form})
    case = machine.TestCase
    case.settings = settings(
        max_examples=extent(20, 500), stateful_step_count=20, deadline=None, database=None
    )
    case().runTest()
