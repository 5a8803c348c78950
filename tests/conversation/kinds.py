"""One question of each kind, and what its reply comes to, for the tables of the tests."""

from typing import Any

from bot.conversation.form import Answer, Answers, Ask, Form, Reply, Step, Turned, Unclear
from bot.conversation.steps import (
    Amount,
    BirthYear,
    Capacity,
    Choice,
    Crop,
    Crops,
    Day,
    Hour,
    Moment,
    Number,
    Phone,
    Pick,
    Place,
    Places,
    Price,
    Several,
    Text,
)
from handlers.privacy.consenting import SAY_NO, SAY_YES
from tests.conversation.forms import keep, situation

CONSENT = Choice(
    "c",
    "?",
    "C",
    choices={"yes": "Yes, you may", "read": "Read first", "no": "No"},
    tells={"read": "<b>What we keep and why</b>"},
    also=SAY_YES | SAY_NO,
)
PICK = Pick("b", "?", "B", source="businesses")
TEXT = Text("t", "?", "T")
CROP, CROPS = Crop("c", "?", "C"), Crops("c", "?", "C")
PLACE, PLACES = Place("p", "?", "P"), Places("p", "?", "P")
PRICE, AMOUNT = Price("p", "?", "P"), Amount("a", "?", "A")
DAY, MOMENT = Day("d", "?", "D"), Moment("m", "?", "M")
HOUR = Hour("h", "?", "H", common=("06:00", "17:00"))
PHONE, NIB, YEAR = (
    Phone("ph", "?", "Ph"),
    Number("n", "?", "N", digits=(13,)),
    BirthYear("y", "?", "Y"),
)
WAYS = Several(
    "w",
    "?",
    "W",
    choices={"van": "A price I pay", "shop": "Something I look for", "read": "Read first"},
    also={"pikap": "van"},
)
CAPACITY = Capacity("capacity", "{product}?", "Capacity")

CHILI: Answers = {"commodity": "cabai-rawit-merah"}
CHILIES = (
    "cabai-rawit-merah",
    "cabai-rawit-hijau",
    "cabai-merah-keriting",
    "cabai-merah-besar",
)
BOTH_MALANGS = ("35.07", "35.73")


def rupiah(amount: str, unit: str = "kg") -> dict[str, str]:
    return {"amount": amount, "unit": unit}


def outcome(reply: Reply) -> Any:
    """An answer's value, the options that are asked about, or the sentence that says no."""
    match reply:
        case Answer(value):
            return value
        case Ask(options, note):
            return options or (note.text if note else None)
        case Turned(options):
            return options
        case Unclear(note):
            return note.text


def read(
    step: Step,
    text: str,
    draft: Any = None,
    language: str = "id",
    answers: Answers = CHILI,
) -> Any:
    return outcome(step.read(text, draft, situation(answers, language=language)))


def asked(reply: Reply | None) -> Ask:
    assert isinstance(reply, Ask)
    return reply


def slugs(reply: Reply) -> list[str]:
    assert isinstance(reply, Answer)
    return [item["slug"] for item in reply.value]


#: A form with a question of every kind.
EVERY = Form(
    name="every",
    title="Right?",
    steps=(
        Choice("role", "Role?", "Role", choices={"sell": "I sell", "buy": "I buy"}),
        Text("name", "Name?", "Name"),
        Phone("phone", "Phone?", "Phone"),
        Place("regency", "Where?", "Where"),
        Crops("products", "What?", "What"),
        Capacity("capacity", "{product}: how much?", "How much"),
        Several("ways", "Ways?", "Ways", choices=WAYS.choices, optional=True),
        Hour("hour", "When?", "When", common=("06:00", "17:00"), optional=True),
        Number("nib", "NIB?", "NIB", digits=(13,), optional=True),
        BirthYear("born", "Born?", "Born", optional=True),
    ),
    finish=keep,
    banner=lambda words, facts: facts.get("for"),
)
