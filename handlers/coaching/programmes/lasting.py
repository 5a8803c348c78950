"""The last day of a programme: its officer is told of it, and ends it or goes on."""

from datetime import date

from bot.coaching.programmes import lasting, programmes
from bot.coaching.programmes.lasting import ProgrammeEnds
from bot.conversation.form import Answers, Form, Note, never
from bot.conversation.said import Tap
from bot.conversation.steps import Day, Known
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.programmes.programmes import PREFIX as PROG
from handlers.coaching.programmes.programmes import NoSuchProgramme, show
from handlers.coaching.programmes.taking_part import PREFIX as PART
from handlers.home import row_number

#: Starts the data of the button that asks for another last day.
PREFIX = "proguntil"
TOO_LONG = _("A programme lasts three years at most: this one until {day}. Which day shall it be?")


async def start(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: whose programme it is is looked up."""
    programme = await programmes.taught(turn.db, turn.person.id, row_number(argument))
    if programme is None:
        turn.reply(NoSuchProgramme())
    else:
        await begin(turn, LAST_DAY, {"programme": str(programme.id)})


async def finish(turn: Turn, answers: Answers) -> None:
    number = row_number(answers["programme"])
    programme = await programmes.taught(turn.db, turn.person.id, number)
    if programme is None:
        turn.reply(NoSuchProgramme())
    elif lasting.go_on(programme, date.fromisoformat(answers["until"])):
        await show(turn, programme)
    else:
        last = turn.words.day(lasting.last_possible(programme))
        known = {"programme": str(programme.id)}
        await begin(turn, LAST_DAY, known, note=Note(TOO_LONG, {"day": last}, asks=True))


LAST_DAY = Form(
    name="programme_until",
    title="",
    steps=(
        Known("programme", needed=True),
        Day(
            "until",
            _("Until which day shall it go on? For example: 31 December, in 3 months."),
            _("Until"),
        ),
    ),
    finish=finish,
    review=never,
)


def programme_ends(words: Words, facts: ProgrammeEnds) -> Screen:
    sentence = (
        _(
            "The last day of the programme <b>{programme}</b> was {day}. End it, so that all who "
            "take part hear how far they have come, or let it go on?"
        )
        if facts.over
        else _(
            "The programme <b>{programme}</b> ends on {day}. Look at who still has parts to do, or "
            "choose a later day."
        )
    )
    taking = n_("{number} business takes part.", "{number} businesses take part.")
    lines = [
        words(sentence, programme=facts.programme, day=words.day(facts.until)),
        words.plural(taking, facts.count),
    ]
    number = facts.programme_id
    rows = [
        Button(words.plain(_("Who takes part")), f"{PART}:all:{number}:0"),
        Button(words.plain(_("Another last day")), f"{PREFIX}:{number}"),
    ]
    if facts.over:
        rows.append(Button(words.plain(_("End this programme")), f"{PROG}:end:{number}"))
    return Screen(words.lines(lines), tuple((each,) for each in rows))
