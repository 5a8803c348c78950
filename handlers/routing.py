"""Which handler an update belongs to."""

from bot.conversation import talk
from bot.conversation.form import Form, Note
from bot.conversation.question import PREFIX as QUESTION
from bot.conversation.said import (
    Command,
    Contact,
    Elsewhere,
    Location,
    Media,
    Other,
    Said,
    Tap,
    Text,
    Voice,
)
from bot.conversation.turn import Turn
from bot.language import _
from bot.people.models import Role
from handlers import basics, free_text, unread, voice
from handlers.commands import COMMANDS, INDONESIAN, OPEN, STARTS
from handlers.forms import FORMS
from handlers.home import GO, show_home
from handlers.market.bulletins import one_line, price_sheets, publishing
from handlers.partnerships import suppliers
from handlers.people import completing, onboarding, owner_sheets
from handlers.people.joining import joining
from handlers.privacy import forgetting
from handlers.tables import Lists
from handlers.taps import BUTTONS, LEAVING, OF_KNOWN, STARTING

FINISH_FIRST = Note(_("Please finish this first, or type /cancel."))
#: Words that stop something, with a slash in front as without.
STOPS = {"stop", "berhenti", "hentikan"}


async def route(turn: Turn) -> None:
    """Answer what was said; a question that was open stays open and is asked again."""
    if isinstance(turn.said, Elsewhere):
        turn.reply(basics.OnlyInPrivate())
        return
    turn.said = _as_typed(turn.said)
    form = talk.current(turn, FORMS)
    if turn.more_of_album:
        await _more_of_album(turn, form)
        return
    command = _command(turn)
    if command is not None:
        await _run(turn, command, form)
    elif isinstance(turn.said, Tap) and not turn.said.data.startswith(f"{QUESTION}:"):
        await _press(turn, turn.said, form)
    elif form:
        await _in_form(turn, form)
    elif isinstance(turn.said, Lists) and await _table(turn, turn.said):
        return
    elif talk.just_ended(turn):
        turn.reply(talk.Settled())
    elif turn.person.registered_at is not None:
        await _between(turn)
    elif not await free_text.stopped_asking(turn, form):
        await onboarding.start_onboarding(turn)
    await forgetting.forget_what_was_called_off(turn)


async def _more_of_album(turn: Turn, form: Form | None) -> None:
    """The first of the photos was answered; the others belong to what it was said to."""
    if form and talk.passes_on(turn, form):
        await talk.carry_on(turn, form)
        turn.replies.clear()


async def _in_form(turn: Turn, form: Form) -> None:
    """An answer, unless it cannot be one."""
    known = turn.person.registered_at is not None
    said = turn.said
    if isinstance(said, Voice | Media) and talk.passes_on(turn, form):
        await talk.carry_on(turn, form)
    elif isinstance(said, Voice) and known:
        await voice.keep_voice(turn, said)
        await talk.ask_again(turn, form)
    elif isinstance(said, Media | Other) and (key := talk.takes_file(turn, form, said)):
        await _file_in_form(turn, form, key, said)
    elif isinstance(said, Lists) and said.prices and form is publishing.PUBLISH:
        await _prices_in_form(turn, said)
    elif not isinstance(said, Contact | Location) and (sentence := unread.sentence(said)):
        await talk.ask_again(turn, form, Note(sentence))
    elif await free_text.stop_all(turn):
        return  # a question below would push that one away
    elif await free_text.aside(turn):
        await talk.ask_again(turn, form)
    elif not await free_text.stopped_asking(turn, form):
        await talk.carry_on(turn, form)


async def _file_in_form(turn: Turn, form: Form, key: str, said: Media | Other) -> None:
    """A file is taken whichever question is open; what was written below it answers that one."""
    asked = turn.conversation.state.get("at")
    await talk.receive(turn, form, key, said)
    if isinstance(said, Media) and said.caption and form.step(str(asked)) and asked != key:
        turn.replies.pop()  # the question, which is answered
        turn.said = Text(said.caption)
        await talk.carry_on(turn, form)


async def _prices_in_form(turn: Turn, sheet: Lists) -> None:
    """Whoever is asked what to publish answers with a file, unless more is answered already."""
    if turn.conversation.state["at"] in {"kind", "commodity"}:
        talk.drop(turn, publishing.PUBLISH)
        await price_sheets.look_at(turn, sheet)
    else:
        await talk.ask_again(turn, publishing.PUBLISH, FINISH_FIRST)


async def _between(turn: Turn) -> None:
    """No question is open."""
    match turn.said:
        case Text(text):
            if not await free_text.stop_all(turn):
                await free_text.answer(turn, text)
        case Voice():
            await voice.keep_voice(turn, turn.said)
        case Tap():
            await show_home(turn, talk.STALE)
        case Media(caption=caption) if caption and await one_line.announce(
            turn, caption, turn.said
        ):
            return
        case Media() if Role.OFFTAKER in turn.roles:
            await show_home(turn, unread.OF_BUYER)
        case Media(kind="photo" | "document") if Role.OWNER in turn.roles:
            await show_home(turn, unread.OF_OWNER)
        case said:
            await show_home(turn, unread.sentence(said, phone=bool(turn.person.phone)))


async def _table(turn: Turn, sheet: Lists) -> bool:
    """Whether somebody's role makes sense of a table."""
    return (
        await price_sheets.look_at(turn, sheet)
        or await owner_sheets.look_at(turn, sheet)
        or await suppliers.look_at(turn, sheet)
    )


def _as_typed(said: Said) -> Said:
    """`/stop semua` is what it would be without the slash: nobody looks up how to stop."""
    if isinstance(said, Command) and said.name in STOPS:
        return Text(f"{said.name} {said.argument}".strip())
    return said


def _command(turn: Turn) -> str | None:
    """The English name of the command that was typed or tapped, if it was one of ours."""
    match turn.said:
        case Command(name):
            return INDONESIAN.get(name, name)
        case Tap(data) if data.startswith(f"{GO}:"):
            return data.removeprefix(f"{GO}:")
    return None


async def _run(turn: Turn, command: str, form: Form | None) -> None:
    known = turn.person.registered_at is not None
    if command == "start" and isinstance(turn.said, Command) and turn.said.argument:
        await joining.opened(turn, turn.said.argument, form)
    elif command == "cancel" and form:
        await talk.cancel(turn, form)
    elif command == "start" and form:
        await talk.ask_again(turn, form, Note(_("Let us go on where you were.")))
    elif form and command in STARTS and form.left is None:
        await talk.ask_again(turn, form, FINISH_FIRST)
    elif command not in COMMANDS:
        await _unknown(turn, form)
    elif known or command in OPEN:
        if form and command in STARTS:
            _set_aside(turn, form)
        await COMMANDS[command](turn)
        if form and command not in STARTS:
            await talk.ask_again(turn, form)
    elif form:
        await talk.ask_again(turn, form, Note(_("Just a few questions first.")))
    else:
        await onboarding.start_onboarding(turn)


def _set_aside(turn: Turn, form: Form) -> None:
    """All that was answered in it is stored; who had several questions before them is told so."""
    talk.drop(turn, form)
    if form is completing.COMPLETE:
        turn.reply(completing.SetAside())


async def _unknown(turn: Turn, form: Form | None) -> None:
    if form:
        await talk.ask_again(turn, form, Note(_("We do not know that command.")))
    elif turn.person.registered_at is None:
        await onboarding.start_onboarding(turn)
    else:
        await show_home(turn, _("We do not know that command."))


async def _press(turn: Turn, tap: Tap, form: Form | None) -> None:
    prefix, _colon, argument = tap.data.partition(":")
    known = turn.person.registered_at is not None
    if form and prefix in STARTING and known and form.left is None:
        await talk.ask_again(turn, form, FINISH_FIRST)
    elif prefix in BUTTONS and (known or prefix not in OF_KNOWN):
        if form and prefix in STARTING:
            _set_aside(turn, form)
        await BUTTONS[prefix](turn, tap, argument)
        # Stopping everything ends the form, too; a reminder that is declined is not repeated.
        if form and prefix not in STARTING | LEAVING and talk.current(turn, FORMS):
            await talk.ask_again(turn, form)
    elif form:
        await talk.ask_again(turn, form, Note(talk.STALE))
    elif turn.person.registered_at is None:
        await onboarding.start_onboarding(turn)
    else:
        await show_home(turn, talk.STALE)
