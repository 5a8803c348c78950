"""What an officer writes down of a session or photographs, and who reads it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup
from pydantic import BaseModel

from bot.coaching.after import begun, notes
from bot.coaching.after.models import SessionNote
from bot.coaching.after.notices import MediaShown, NoteForOwner
from bot.coaching.questions.questions import Said
from bot.coaching.sessions import sessions
from bot.coaching.sessions.notices import Guest, Seen
from bot.conversation.form import Answers, Facts, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Known, Messages, Pick
from bot.conversation.steps.messages import parts
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.people.models import Role
from handlers.coaching.sessions.calling_off import NoSuchSession
from handlers.coaching.sessions.session_words import AFTER, moment, schedule_button
from handlers.home import NoAccess, row_number

#: Starts the data of the button that starts a form.
PREFIX = "note"
ALL, OFFICER, OWNER = "all", "officer", "owner"
#: So long may all notes in one message be, and so much stands beside each, in UTF-16 units.
LONGEST, BESIDE = 3600, 150


class NoteKept(Notice):
    kind = "note_kept"

    session_id: int
    for_owner: bool


class Noted(BaseModel, frozen=True):
    """A note that can be read here and now."""

    at: datetime
    #: Whom it is about; None: a class, or the reader.
    about: str | None
    text: str
    file: bool
    for_owner: bool


class NotesShown(Notice):
    """To the officer, or what was marked for them to one of those who were coached."""

    kind = "notes_shown"

    session_id: int
    coaches: bool
    notes: tuple[Noted, ...]
    #: How many older ones have no room in the message.
    older: int = 0


async def start_noting(turn: Turn, _tap: Tap, argument: str) -> None:
    """`12`: whose session it is is looked up."""
    seen = await _theirs(turn, row_number(argument))
    if seen is None or seen.officer.id != turn.person.id:
        turn.reply(NoSuchSession())
    elif Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
    else:
        known = {"session": str(seen.session.id)}
        if len(seen.guests) == 1:
            known["only"] = str(seen.guests[0].participant.id)
        await begin(turn, NOTE, known)


async def _theirs(turn: Turn, number: int | None) -> Seen | None:
    seen = await begun.begun(turn.db, turn.person.id, number)
    return seen or await sessions.coming(turn.db, turn.person.id, number)


async def whom(turn: Turn, answers: Answers) -> Facts:
    """About which of a class it can be, and about all of it."""
    seen = await _theirs(turn, row_number(answers.get("session", "")))
    if seen is None or seen.officer.id != turn.person.id:
        return {"guests": []}
    everybody = [[ALL, turn.words.plain(_("The class as a whole"))]]
    return {"guests": everybody + [[str(g.participant.id), _label(g)] for g in seen.guests]}


def _label(guest: Guest) -> str:
    return " · ".join(part for part in (guest.owner.name, guest.business) if part)


async def finish(turn: Turn, answers: Answers) -> None:
    seen = await _theirs(turn, row_number(answers["session"]))
    if seen is None or seen.officer.id != turn.person.id:
        turn.reply(NoSuchSession())
        return
    number = row_number(str(answers.get("only") or answers.get("about") or ""))
    about = next((each for each in seen.guests if each.participant.id == number), None)
    if number is not None and about is None:  # they have left since
        turn.reply(NoSuchSession())
        return
    for_owner = answers["reader"] == OWNER
    await notes.write(
        turn.db,
        seen,
        turn.person.id,
        [Said(*each) for each in parts(answers["messages"])],
        about=about,
        for_owner=for_owner,
        quiet=turn.quiet,
    )
    turn.reply(NoteKept(session_id=seen.session.id, for_owner=for_owner))


async def show_notes(turn: Turn, seen: Seen) -> None:
    """Photos and voice notes follow as messages of their own."""
    coaches = seen.officer.id == turn.person.id
    if coaches and Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
        return
    found = (
        await notes.for_officer(turn.db, seen)
        if coaches
        else await notes.for_guest(turn.db, seen, turn.person.id)
    )
    names = {each.participant.business_id: each.owner.name or "" for each in seen.guests}
    newest = _that_fit(found)
    shown = tuple(_noted(each, names if coaches else {}) for each in newest)
    older = len(found) - len(newest)
    turn.reply(NotesShown(session_id=seen.session.id, coaches=coaches, notes=shown, older=older))
    for each in _media(newest, seen):
        turn.reply(each)


def _that_fit(found: Sequence[SessionNote]) -> Sequence[SessionNote]:
    """The newest ones, always at least one."""
    room = LONGEST
    for at in range(len(found) - 1, -1, -1):
        room -= len(found[at].text.encode("utf-16-le", "surrogatepass")) // 2 + BESIDE
        if room < 0 and at < len(found) - 1:
            return found[at + 1 :]
    return found


def _noted(note: SessionNote, names: dict[int, str]) -> Noted:
    return Noted(
        at=note.said_at,
        about=names.get(note.business_id) if note.business_id else None,
        text=note.text,
        file=note.file_id is not None,
        for_owner=note.for_owner,
    )


def _media(found: Sequence[SessionNote], seen: Seen) -> list[MediaShown]:
    return [
        MediaShown(
            session_id=seen.session.id,
            what=note.kind,
            file_id=note.file_id,
            text=note.text,
            name=seen.officer.name or "",
        )
        for note in found
        if note.file_id is not None
    ]


NOTE = Form(
    name="session_note",
    title="",
    steps=(
        Known("session", needed=True),
        Known("only"),
        Pick(
            "about",
            _("About whom is it? Tap or type the name."),
            _("About"),
            source="guests",
            when=lambda answers: not answers.get("only"),
        ),
        Messages(
            "messages",
            _("What shall be noted? Type it, or add photos or a voice note."),
            _("Note"),
            done=_("Keep it"),
        ),
        Choice(
            "reader",
            _(
                "Who shall read it? What is for officers only is not shown to the owner here, but "
                "stands in the copy of their data that they can ask for."
            ),
            _("Read by"),
            choices={OFFICER: _("Officers only"), OWNER: _("The owner, too")},
        ),
    ),
    finish=finish,
    prepare=whom,
    review=never,
)


def note_kept(words: Words, facts: NoteKept) -> Screen:
    sentence = (
        _("Kept. The owner gets it, and whoever looks after them next can read it.")
        if facts.for_owner
        else _("Kept. Whoever looks after them next can read it, too.")
    )
    back = Button(words.plain(_("Back to the session")), f"{AFTER}:see:{facts.session_id}")
    return Screen(words(sentence), ((back,),))


def notes_shown(words: Words, facts: NotesShown) -> Screen:
    rows = []
    if facts.coaches:
        write = Button(words.plain(_("Add a note or photo")), f"{PREFIX}:{facts.session_id}")
        rows.append((write,))
    rows.append((schedule_button(words),))
    if not facts.notes:
        return Screen(words(_("Nothing has been noted yet.")), tuple(rows))
    head = words(_("<b>Notes</b>, of this session and earlier ones"))
    if not facts.coaches:
        head = words(_("<b>Noted for you</b>"))
    lines = [_line(words, each) for each in facts.notes]
    if facts.older:
        lines.insert(0, words(_("and {number} more"), number=words.number(facts.older)))
    return Screen(words.paragraphs([head, *lines]), tuple(rows))


def _line(words: Words, each: Noted) -> Markup:
    text = each.text or words.plain(_("(photo or voice note, see below)"))
    values = {"day": words.day(each.at), "text": text, "name": each.about or ""}
    if each.about:
        return words(_("{day}, {name}: {text}"), **values)
    return words(_("{day}: {text}"), **values)


def note_for_owner(words: Words, facts: NoteForOwner) -> Screen:
    head = words(
        _("{name}, {other} has noted this of the session of {moment}:"),
        name=facts.name,
        other=facts.other,
        moment=moment(words, facts.starts_at),
    )
    parts = [head, *(words("{text}", text=text) for text in facts.texts)]
    if facts.files:
        more = n_(
            "{number} photo or voice note is with it.",
            "{number} photos or voice notes are with it.",
        )
        parts.append(words.plural(more, facts.files))
    see = Button(words.plain(_("Notes for me")), f"{AFTER}:notes:{facts.session_id}")
    return Screen(words.paragraphs(parts), ((see,),))
