"""Two questions to an owner who came to a session, and what they answer."""

from bot.coaching.after import begun, feedback
from bot.coaching.after.models import Feedback
from bot.coaching.after.notices import Difficulty, HowItHelped
from bot.coaching.sessions.notices import Seen
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Known, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.coaching.sessions.session_words import AFTER, moment, schedule_button
from handlers.home import row_number

#: Start the data of the buttons that rate a session, and of the one that starts a form.
PREFIX, HARD_PREFIX = "rate", "hard"
HELPED = {1: _("Not really"), 2: _("A little"), 3: _("Yes, a lot")}


class Rated(Notice):
    """What they said, and whether they can still say what is difficult."""

    kind = "session_rated"

    session_id: int
    helped: int


class FeedbackDone(Notice):
    kind = "feedback_done"

    #: Whether they said what is difficult, so that their officer reads it.
    told: bool


class NothingToRate(Notice):
    """They were not asked, or it is long ago."""

    kind = "nothing_to_rate"


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`12:3`: it helped a lot. The second question follows, unless another one is open."""
    number, _colon, helped = argument.partition(":")
    found = await _asked(turn, row_number(number))
    if found is None or not feedback.rate(found[1], row_number(helped) or 0):
        turn.reply(NothingToRate())
        return
    seen, asked = found
    turn.reply(
        Rated(session_id=seen.session.id, helped=asked.helped or feedback.LEAST),
        edits=tap.message_id,
    )
    if asked.difficult is None and not turn.conversation.form:
        await begin(turn, HARD, {"session": str(seen.session.id)})


async def start_telling(turn: Turn, _tap: Tap, argument: str) -> None:
    found = await _asked(turn, row_number(argument))
    if found is None:
        turn.reply(NothingToRate())
    else:
        await begin(turn, HARD, {"session": str(found[0].session.id)})


async def _asked(turn: Turn, number: int | None) -> tuple[Seen, Feedback] | None:
    seen = await begun.begun(turn.db, turn.person.id, number)
    asked = await feedback.of(turn.db, number, turn.person.id)
    return (seen, asked) if seen and asked else None


async def finish(turn: Turn, answers: Answers) -> None:
    found = await _asked(turn, row_number(answers["session"]))
    difficult = answers.get("difficult")
    if found and difficult:
        await feedback.tell_difficulty(turn.db, *found, difficult, turn.quiet)
    turn.reply(FeedbackDone(told=bool(found and difficult)))


HARD = Form(
    name="difficult",
    title="",
    steps=(
        Known("session", needed=True),
        Text(
            "difficult",
            _("What is still difficult? Your officer reads the answer."),
            _("Still difficult"),
            optional=True,
            longest=500,
        ),
    ),
    finish=finish,
    review=never,
)


def how_it_helped(words: Words, facts: HowItHelped) -> Screen:
    text = words(
        _("{name}, did the session of {moment} with {other} help? Your officer reads the answer."),
        name=facts.name,
        moment=moment(words, facts.starts_at),
        other=facts.other,
    )
    return Screen(text, (choices(words, facts.session_id),))


def choices(words: Words, session_id: int) -> tuple[Button, ...]:
    return tuple(
        Button(words.plain(label), f"{PREFIX}:{session_id}:{helped}")
        for helped, label in sorted(HELPED.items(), reverse=True)
    )


def session_rated(words: Words, facts: Rated) -> Screen:
    answer = words.plain(HELPED.get(facts.helped, HELPED[feedback.LEAST]))
    text = words(_("Did the session help? You said: <b>{answer}</b>. Thank you."), answer=answer)
    hard = Button(words.plain(_("Say what is difficult")), f"{HARD_PREFIX}:{facts.session_id}")
    return Screen(text, (choices(words, facts.session_id), (hard,)))


def feedback_done(words: Words, facts: FeedbackDone) -> Screen:
    sentence = (
        _("Thank you. Your officer will read it.")
        if facts.told
        else _("All right. Thank you for your answer.")
    )
    return Screen(words(sentence), ((schedule_button(words),),))


def nothing_to_rate(words: Words, _facts: NothingToRate) -> Screen:
    text = words(_("There is nothing to answer about that session."))
    return Screen(text, ((schedule_button(words),),))


def difficulty_told(words: Words, facts: Difficulty) -> Screen:
    lines = [
        words(
            _("{name} ({business}) finds this still difficult after the session:"),
            name=facts.name,
            business=facts.business,
        ),
        words(_("<i>{difficult}</i>"), difficult=facts.difficult),
    ]
    see = Button(words.plain(_("Show the session")), f"{AFTER}:see:{facts.session_id}")
    return Screen(words.lines(lines), ((see,),))
