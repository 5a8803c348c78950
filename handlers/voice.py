"""A voice note: nobody here can listen to it, but the person's officer can."""

from bot.coaching.care import officer_of
from bot.coaching.questions.questions import Said
from bot.conversation.said import Tap, Voice
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people import voices
from handlers.address import called
from handlers.coaching.coaching_off import CoachingIsOff, is_off
from handlers.coaching.questions import asking
from handlers.home import row_number

#: Starts the data of the buttons under what is said about a voice note.
PREFIX = "voice"


class VoiceKept(Notice):
    """May it be passed on? `officer` None: there is nobody to pass it on to."""

    kind = "voice_kept"

    note_id: int
    officer: str | None
    honorific: str | None = None


class VoicePassed(Notice):
    """It went to the officer, or was thrown away."""

    kind = "voice_passed"

    officer: str | None
    honorific: str | None = None


async def keep_voice(turn: Turn, said: Voice) -> None:
    if await is_off(turn):
        turn.reply(CoachingIsOff(voice=True))
        return
    officer = await officer_of(turn.db, turn.person)
    if officer is None:
        turn.reply(VoiceKept(note_id=0, officer=None))
        return
    note = await voices.keep(turn.db, turn.person.id, said.file_id, said.seconds)
    turn.reply(VoiceKept(note_id=note.id, officer=officer.name or "", honorific=officer.honorific))


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`pass:12` or `drop:12`; a note of somebody else's is not found."""
    does, _colon, number = argument.partition(":")
    note_id = row_number(number)
    if does == "pass" and note_id is not None:
        turn.reply(await _pass_on(turn, note_id), edits=tap.message_id)
        return
    if note_id is not None:
        await voices.drop(turn.db, turn.person.id, note_id)
    turn.reply(VoicePassed(officer=None), edits=tap.message_id)


async def _pass_on(turn: Turn, note_id: int) -> Notice:
    """Once, however often it is tapped."""
    if await is_off(turn) and not await voices.was_passed(turn.db, turn.person.id, note_id):
        await voices.drop(turn.db, turn.person.id, note_id)
        return CoachingIsOff(voice=True)
    officer = await officer_of(turn.db, turn.person)
    if officer is None:
        return VoiceKept(note_id=0, officer=None)
    file_id = await voices.pass_on(turn.db, turn.person.id, note_id, officer.id)
    if file_id is not None:
        # A question like any other, so that it does not wait without somebody being told.
        await asking.put(turn, [Said("voice", "", file_id)])
    elif not await voices.was_passed(turn.db, turn.person.id, note_id):
        return VoicePassed(officer=None)
    return VoicePassed(officer=officer.name or "", honorific=officer.honorific)


def voice_kept(words: Words, facts: VoiceKept) -> Screen:
    if facts.officer is None:
        sentence = _(
            "We cannot listen to voice notes, and no officer looks after your region yet. "
            "Please type it."
        )
        return Screen(words(sentence))
    text = words(
        _("We cannot listen to voice notes. Shall we pass it on to your officer, {officer}?"),
        officer=called(words, facts.officer, facts.honorific),
    )
    yes = Button(words.plain(_("Yes, pass it on")), f"{PREFIX}:pass:{facts.note_id}")
    no = Button(words.plain(_("No, forget it")), f"{PREFIX}:drop:{facts.note_id}")
    return Screen(text, ((yes, no),))


def voice_passed(words: Words, facts: VoicePassed) -> Screen:
    if facts.officer is None:
        return Screen(words(_("All right, the voice note was not passed on.")))
    officer = called(words, facts.officer, facts.honorific)
    text = _("The voice note has gone to {officer}. The answer comes here.")
    return Screen(words(text, officer=officer))
