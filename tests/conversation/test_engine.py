"""The step function: where each thing said leads, in a small form that shows every rule."""

import pytest

from bot.conversation import engine
from bot.conversation.engine import End, Op
from bot.conversation.form import Answers, Situation
from bot.conversation.state import REVIEW
from bot.language import words_for
from handlers.coaching.sessions.planning import PLAN
from handlers.market.bulletins.changing import WITHDRAW
from handlers.market.bulletins.publishing import PUBLISH
from handlers.people.onboarding import REGISTER
from tests.conversation.forms import NOW, SMALL, Talker

SELLS = {"name": "Siti", "kind": "sell", "stall": "Los 5", "remark": None}

WALKS: list[tuple[str, list[str], str, Answers]] = [
    ("nothing said yet", [], "name", {}),
    ("an answer leads to the next question", ["Siti"], "kind", {"name": "Siti"}),
    ("an option tapped", ["Siti", "[=sell]"], "stall", {"name": "Siti", "kind": "sell"}),
    ("an option typed", ["Siti", "i buy"], "firm", {"name": "Siti", "kind": "buy"}),
    ("the last answer leads to the summary", ["Siti", "[=sell]", "Los 5", "[>]"], REVIEW, SELLS),
    ("back, tapped", ["Siti", "[<]"], "name", {"name": "Siti"}),
    ("back, typed in Indonesian", ["Siti", "Kembali"], "name", {"name": "Siti"}),
    ("back, typed in English", ["Siti", "back."], "name", {"name": "Siti"}),
    ("the first question has no back", ["kembali"], "name", {}),
    ("a required answer cannot be skipped", ["lewati"], "name", {}),
    ("nor by a forged button", ["[>]"], "name", {}),
    ("skip, in Indonesian", ["Siti", "i sell", "Los 5", "lewati"], REVIEW, SELLS),
    ("skip, in English", ["Siti", "i sell", "Los 5", "skip!"], REVIEW, SELLS),
    (
        "back from the summary is the last question",
        ["Siti", "[=sell]", "Los 5", "skip", "back"],
        "remark",
        SELLS,
    ),
    (
        "an answer given after going back returns to the first open question",
        ["Siti", "back", "Sri"],
        "kind",
        {"name": "Sri"},
    ),
    (
        "a change returns to the summary",
        ["Siti", "[=sell]", "Los 5", "skip", "[~name]", "Sri"],
        REVIEW,
        {**SELLS, "name": "Sri"},
    ),
    (
        "a change of branch asks only what is new",
        ["Siti", "[=sell]", "Los 5", "skip", "[~kind]", "[=buy]"],
        "firm",
        {**SELLS, "kind": "buy"},
    ),
    (
        "an unknown option changes nothing",
        ["Siti", "[=steal]"],
        "kind",
        {"name": "Siti"},
    ),
    (
        "the summary is answered by buttons",
        ["Siti", "[=sell]", "Los 5", "skip", "well"],
        REVIEW,
        SELLS,
    ),
    ("confirming in the middle is no end", ["Siti", "[!]"], "kind", {"name": "Siti"}),
    (
        "a question of another branch cannot be opened",
        ["Siti", "[~firm]"],
        "kind",
        {"name": "Siti"},
    ),
]


@pytest.mark.parametrize(
    ("things", "at", "answers"), [w[1:] for w in WALKS], ids=[w[0] for w in WALKS]
)
def test_a_walk_through_the_form(things: list[str], at: str, answers: Answers) -> None:
    talker = Talker(SMALL).does(*things)
    assert (talker.at, talker.known) == (at, answers)
    assert talker.move.end is None


@pytest.mark.parametrize(
    "word",
    [
        *("batal", "Batal!", "batalkan", "cancel", "CANCEL", "[x]", "batal aja", "batal saja pak"),
        *(
            "gak jadi",
            "ga jadi",
            "nggak jadi deh",
            "ndak jadi",
            "tidak jadi bu",
            "gajadi",
            "Gak jadi ya",
        ),
        *("never mind", "nevermind", "forget it", "Never mind, thanks", "cancel that"),
    ],
)
@pytest.mark.parametrize("before", [[], ["Siti"], ["Siti", "i sell", "Los 5", "skip"]])
def test_cancel_ends_it_wherever_the_person_is(before: list[str], word: str) -> None:
    assert Talker(SMALL).does(*before, word).move.end is End.CANCELLED


@pytest.mark.parametrize("word", ["jadi", "tidak", "CV Batal Jaya", "jadi tidak batal besok"])
def test_what_only_sounds_like_it_is_an_answer(word: str) -> None:
    assert Talker(SMALL).does(word).move.end is None


def test_an_answer_of_the_branch_that_was_left_is_dropped_at_the_end() -> None:
    talker = Talker(SMALL).does("Siti", "[=sell]", "Los 5", "skip", "[~kind]", "[=buy]", "PT Siti")
    move = talker.taps(Op.CONFIRM).move
    assert move.end is End.FINISHED
    assert move.state.answers == {"name": "Siti", "kind": "buy", "firm": "PT Siti", "remark": None}


MOVES = [
    ("an answer", ["Siti"], True),
    ("going back", ["Siti", "back"], True),
    ("a change", ["Siti", "[=sell]", "Los 5", "skip", "[~name]"], True),
    ("what cannot be read", ["***"], False),
    ("an unknown option", ["Siti", "[=steal]"], False),
    ("back at the first question", ["back"], False),
]


@pytest.mark.parametrize(("things", "accepted"), [m[1:] for m in MOVES], ids=[m[0] for m in MOVES])
def test_older_buttons_become_stale_when_the_person_is_elsewhere(
    things: list[str], accepted: bool
) -> None:
    assert Talker(SMALL).does(*things).move.accepted is accepted


def test_a_second_tap_on_a_question_about_one_part_does_not_answer_the_next_part() -> None:
    """“Keep my own word” stands under both; only the turn tells them apart."""
    talker = Talker(REGISTER, {"role": "owner"}).says("indonesia", "ya", "Bu Siti")
    talker.says("zzyzx, qwerty")
    assert talker.move.accepted
    assert talker.taps(Op.PICK, "*").move.accepted
    assert talker.move.state.draft["about"] == "qwerty"


def test_what_is_not_understood_keeps_what_was_offered() -> None:
    talker = Talker(REGISTER, {"role": "owner"}).says("indonesia", "ya", "Bu Siti")
    offered = talker.says("zzyzx").move.state.offered
    assert talker.says("123").move.state.offered == offered
    assert talker.taps(Op.PICK, "*").known["products"] == [{"slug": None, "said": "zzyzx"}]


def test_progress_counts_the_questions_that_still_have_to_be_answered() -> None:
    talker = Talker(SMALL)
    seen = [engine.progress(SMALL, talker.move.state)]
    seen += [
        engine.progress(SMALL, talker.does(thing).move.state)
        for thing in ("Siti", "[=sell]", "Los 5", "skip")
    ]
    assert seen == [(1, 2), (2, 2), (3, 3), None, None]


def test_what_is_known_beforehand_is_not_counted() -> None:
    talker = Talker(SMALL, {"name": "Siti"})
    assert engine.progress(SMALL, talker.move.state) is None, "one question is no row of them"
    assert engine.progress(SMALL, talker.does("[=sell]").move.state) == (2, 2)
    assert engine.progress(SMALL, talker.does("back", "back").move.state) is None


PRICE = ["A price I pay", "cabai rawit merah", "45rb/kg", "Jatim", "Jumat", "skip", "skip"]
FORMS = [
    (
        "an owner registers",
        Talker(REGISTER, language="en"),
        ["English", "yes", "Siti", "[=ibu]", "cabai rawit merah", "kota batu"],
        {
            "language": "en",
            "consent": "yes",
            "name": {"name": "Siti", "honorific": "ibu"},
            "products": [{"slug": "cabai-rawit-merah", "said": "cabai rawit merah"}],
            "regency": "35.79",
        },
    ),
    (
        "a buyer says so in place of what they sell",
        Talker(REGISTER),
        ["indonesia", "boleh", "Pak Budi", "pembeli", "kota batu"],
        {
            "language": "id",
            "consent": "yes",
            "name": {"name": "Budi", "honorific": "bapak"},
            "products": [],
            "regency": "35.79",
        },
    ),
    (
        "an officer is not asked for products",
        Talker(REGISTER, {"role": "officer"}),
        ["indonesia", "boleh", "Wayan", "pak", "kota batu"],
        {
            "language": "id",
            "consent": "work",
            "name": {"name": "Wayan", "honorific": "bapak"},
            "regency": "35.79",
        },
    ),
    (
        "what is allowed is chosen one by one",
        Talker(REGISTER),
        ["indonesia", "[=each]", "[=+coaching]", "[=.]", "Bu Ani", "tomat", "kota batu"],
        {
            "language": "id",
            "consent": "each",
            "purposes": ["coaching"],
            "name": {"name": "Ani", "honorific": "ibu"},
            "products": [{"slug": "tomat", "said": "tomat"}],
            "regency": "35.79",
        },
    ),
    (
        "a price is published",
        Talker(PUBLISH, language="en"),
        PRICE,
        {
            "kind": "price",
            "commodity": "cabai-rawit-merah",
            "price": {"amount": "45000", "unit": "kg"},
            "regions": ["35"],
            "until": "2026-11-27",
            "terms": None,
            "enclosure": None,
        },
    ),
    (
        "a session is planned",
        Talker(PLAN),
        ["[=visit]", "[=7]", "besok jam 9", "1 jam", "Balai Desa", "sortir"],
        {
            "kind": "visit",
            "business": "7",
            "start": {"start": "2026-11-24T09:00", "rule": None},
            "minutes": 60,
            "place": {"words": "Balai Desa"},
            "topic": "sortir",
        },
    ),
]


@pytest.mark.parametrize(
    ("talker", "things", "answers"), [f[1:] for f in FORMS], ids=[f[0] for f in FORMS]
)
def test_a_real_form_ends_with_its_answers(
    talker: Talker, things: list[str], answers: Answers
) -> None:
    assert talker.does(*things).at == REVIEW
    move = talker.taps(Op.CONFIRM).move
    assert (move.end, move.state.answers) == (End.FINISHED, answers)


def test_a_no_to_consent_ends_at_once() -> None:
    move = Talker(REGISTER).does("indonesia", "tidak").move
    assert move.end is End.FINISHED
    assert move.state.answers == {"language": "id", "consent": "no"}


def test_a_price_is_asked_again_when_the_commodity_is_counted_otherwise() -> None:
    talker = Talker(PUBLISH, language="en").does(*PRICE, "[~commodity]", "sapi potong")
    assert talker.at == "price"
    assert "counted per" in talker.note
    assert talker.does("15jt/ekor").at == REVIEW


def test_a_change_of_branch_in_publishing_asks_for_what_it_needs_only() -> None:
    talker = Talker(PUBLISH, language="en").does(*PRICE, "[~kind]", "[=need]")
    assert talker.at == "quantity"
    assert talker.does("5 ton").at == "pays"
    assert talker.does("skip").at == "window"
    assert talker.does("skip").at == REVIEW
    assert "price" not in talker.taps(Op.CONFIRM).move.state.answers


def test_a_moment_that_passed_while_the_summary_was_open_is_asked_again() -> None:
    talker = Talker(PLAN).does("[=visit]", "[=7]", "besok jam 9", "1 jam", "Balai Desa", "skip")
    talker.now = NOW.replace(day=25)
    talker.taps(Op.CONFIRM)
    assert (talker.at, talker.move.end) == ("start", None)
    assert "passed already" in talker.note


def test_what_a_form_is_about_cannot_be_changed_by_a_forged_button() -> None:
    state = engine.begin(WITHDRAW, {"about": "7", "seen": "1"})
    situation = Situation(words_for("id"), NOW, state.answers)
    move = engine.tap(WITHDRAW, state, Op.CHANGE, "about", situation)
    assert move.state == state
