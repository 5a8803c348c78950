"""An owner says at a class that they are there: a code that is typed, or a link that is opened."""

import re

from bot.coaching.after import begun, checking_in
from bot.coaching.after.checking_in import Answer, Checked
from bot.coaching.sessions.notices import Seen, SessionFacts
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Command, Tap
from bot.conversation.steps import Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, File, Notice, Screen
from bot.language import Words, _
from bot.pictures import qr
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.coaching.sessions.session_words import AFTER, describe, schedule_button
from handlers.home import go, row_number
from handlers.links import deep_link

#: Starts the data of the button with which who was not invited joins a class.
PREFIX = "joinclass"
#: A link that does the same as typing the code.
LINK = re.compile(r"hadir-([0-9]{4})")
TYPED = re.compile(r"(?:hadir\s+|kode\s+|code\s+)?([0-9]{4})", re.IGNORECASE)


class CheckedIn(Notice):
    """What became of a code; None: it had not four figures, so that it was not looked at."""

    kind = "checked_in"

    checked: Checked | None
    session: SessionFacts | None = None
    #: With which who was not invited can join.
    code: str = ""


class CheckInFirst(Notice):
    """Whoever opens the link of a class answers some questions before that."""

    kind = "check_in_first"


class ClassCode(Notice):
    """To the officer: the code of a class, to be shown on the screen of the phone."""

    kind = "class_code"

    session: SessionFacts
    code: str
    link: str


async def start_checking_in(turn: Turn) -> None:
    """What stands behind the command is the code."""
    said = turn.said.argument if isinstance(turn.said, Command) else ""
    if said:
        await _check(turn, said)
    else:
        await begin(turn, CHECK_IN)


async def finish(turn: Turn, answers: Answers) -> None:
    await _check(turn, answers["code"])


async def typed(turn: Turn, text: str) -> bool:
    """Four figures of somebody whose class goes on are its code; anything else they may be."""
    found = TYPED.fullmatch(text.strip())
    if found is None or await checking_in.opened_for(turn.db, turn.person.id) is None:
        return False
    await _check(turn, found[1])
    return True


async def opened(turn: Turn, code: str) -> None:
    if turn.person.registered_at is None:
        turn.reply(CheckInFirst())
    else:
        await _check(turn, code)


async def _check(turn: Turn, said: str) -> None:
    code = "".join(char for char in said if char in "0123456789")
    if len(code) != 4:  # noqa: PLR2004
        turn.reply(CheckedIn(checked=None))
        return
    answer = await checking_in.check_in(turn.db, turn.person, code, turn.quiet)
    turn.reply(_told(turn, answer, code))


def _told(turn: Turn, answer: Answer, code: str) -> CheckedIn:
    seen = answer.seen
    facts = _facts(turn, seen) if seen else None
    uninvited = answer.checked is Checked.UNINVITED
    return CheckedIn(checked=answer.checked, session=facts, code=code if uninvited else "")


def _facts(turn: Turn, seen: Seen) -> SessionFacts:
    """Who was not invited is told of nobody who was."""
    me = turn.person
    known = seen.facts_for(me.id)
    if seen.guest(me.id) is None and seen.officer.id != me.id:
        known |= {"name": me.name or "", "business": ""}
    return SessionFacts(**known)


async def join(turn: Turn, tap: Tap, argument: str) -> None:
    """`12:0417`: the class and its code, without which nobody joins."""
    number, _colon, code = argument.partition(":")
    answer = await checking_in.join(turn.db, turn.person, row_number(number), code, turn.quiet)
    turn.reply(_told(turn, answer, code), edits=tap.message_id)


async def show_code(turn: Turn, _tap: Tap, seen: Seen, _rest: str) -> None:
    """To its officer, who shows the screen around."""
    code = checking_in.code_of(seen.session)
    if code is None:
        turn.reply(NoSuchSession())
        return
    link = deep_link(turn.bot, f"hadir-{code}")
    turn.reply(ClassCode(session=_facts(turn, seen), code=code, link=link))


async def is_running(turn: Turn) -> list[SessionFacts]:
    return [_facts(turn, each) for each in await begun.running(turn.db, turn.person.id)]


CHECK_IN = Form(
    name="check_in",
    title="",
    steps=(
        Text(
            "code",
            _("What is the code of the class? It has four figures; your officer shows it."),
            _("Code"),
            longest=20,
        ),
    ),
    finish=finish,
    review=never,
)
SENTENCES = {
    None: _("A code has four figures. Your officer shows it at the class."),
    Checked.EARLY: _(
        "That is the right code, but too early: you can check in from half an hour before the "
        "class."
    ),
    Checked.LATE: _(
        "That class is over, so the code does not count any more. If you were there, please tell "
        "your officer, who can note it."
    ),
    Checked.UNINVITED: _(
        "You are not on the list of this class yet, and there is room. Would you join it?"
    ),
    Checked.FULL: _(
        "You are not on the list of this class, and it is full. Please ask the officer."
    ),
    Checked.WRONG: _("That code is not right. Please look again at your officer's screen."),
    Checked.TOO_MANY: _(
        "Those were several wrong codes. For safety, wait an hour, or ask your officer to note "
        "that you are here."
    ),
}


def checked_in(words: Words, facts: CheckedIn) -> Screen:
    parts = []
    if facts.checked is Checked.IN and facts.session:
        name = facts.session.name
        parts.append(words(_("✅ Thank you, {name}. It is noted that you are here."), name=name))
    else:
        parts.append(words(SENTENCES.get(facts.checked, SENTENCES[Checked.WRONG])))
    if facts.session and facts.checked not in {Checked.FULL, Checked.UNINVITED}:
        parts.append(describe(words, facts.session))
    elif facts.session:
        named = facts.session
        about = _("Class of {other}, {day}, {time}")
        parts.append(
            words(
                about,
                other=named.other,
                day=words.day(named.starts_at),
                time=words.time(named.starts_at),
            )
        )
    return Screen(words.paragraphs(parts), _under(words, facts))


def _under(words: Words, facts: CheckedIn) -> tuple[tuple[Button, ...], ...]:
    if facts.checked is Checked.UNINVITED and facts.session and facts.code:
        data = f"{PREFIX}:{facts.session.session_id}:{facts.code}"
        return ((Button(words.plain(_("Join and check in")), data),), (schedule_button(words),))
    if facts.checked in {None, Checked.WRONG}:
        return ((go(words.plain(_("Type it again")), "checkin"),), (schedule_button(words),))
    return ((schedule_button(words),),)


def check_in_first(words: Words, _facts: CheckInFirst) -> Screen:
    text = _("Welcome to the class. A few questions first; then open the code once more.")
    return Screen(words(text))


def class_code(words: Words, facts: ClassCode) -> Screen:
    lines = [
        words(_("Code of this class: <b>{code}</b>"), code=facts.code),
        words(
            _("Show this picture: whoever scans it is noted as present, until {time}."),
            time=words.time(facts.session.ends_at),
        ),
    ]
    back = Button(words.plain(_("Back to the session")), f"{AFTER}:see:{facts.session.session_id}")
    return Screen(words.lines(lines), ((back,),), file=File("mitra-qr.png", qr.code(facts.link)))
