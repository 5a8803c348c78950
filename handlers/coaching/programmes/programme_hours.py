"""When those who take part in a programme are reminded of its sessions."""

from bot.coaching.programmes import programmes, reminding
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.coaching.programmes.programmes import PREFIX as PROG
from handlers.coaching.programmes.programmes import NoSuchProgramme
from handlers.coaching.reminders.reminder_screens import moments, others
from handlers.coaching.reminders.reminding import OFFERED
from handlers.home import row_number

#: Starts the data of the buttons that choose when a programme reminds.
PREFIX = "proghours"


class ProgrammeHours(Notice):
    """To who teaches it."""

    kind = "programme_hours"

    id: int
    name: str
    #: Minutes before a session.
    ahead: tuple[int, ...]
    #: That the last one cannot be taken away was just tried.
    last: bool = False
    #: That one too many was asked for.
    refused: bool = False


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`see:12`, `on:12:2880` or `off:12:60`; whose programme it is is looked up."""
    does, number, minutes = [*argument.split(":"), "", ""][:3]
    programme = await programmes.taught(turn.db, turn.person.id, row_number(number))
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
        return
    chosen, before = row_number(minutes), reminding.ahead_of(programme)
    last = refused = False
    if does in {"on", "off"} and chosen is not None and chosen in OFFERED:
        wanted = {*before, chosen} if does == "on" else {*before} - {chosen}
        done = await reminding.choose(turn.db, programme, wanted, turn.quiet)
        last, refused = not done and does == "off", not done and does == "on"
    shown = ProgrammeHours(
        id=programme.id,
        name=programme.name,
        ahead=reminding.ahead_of(programme),
        last=last,
        refused=refused,
    )
    turn.reply(shown, edits=tap.message_id)


def programme_hours(words: Words, facts: ProgrammeHours) -> Screen:
    parts = [
        words(_("<b>Reminders in {programme}</b>"), programme=facts.name),
        words(
            _(
                "When shall those who take part be reminded of sessions? Tap to change: ✅ they "
                "are reminded, ▫️ they are not. Whoever has chosen for themselves keeps that."
            )
        ),
        *others(words, facts.ahead),
    ]
    if facts.last:
        parts.append(words(_("One reminder stays, so that nobody forgets a session.")))
    if facts.refused:
        parts.append(words(_("At most six reminders fit. Nothing was changed.")))
    back = Button(words.plain(_("Back to the programme")), f"{PROG}:show:{facts.id}")
    on, off = f"{PREFIX}:on:{facts.id}", f"{PREFIX}:off:{facts.id}"
    return Screen(words.paragraphs(parts), (*moments(words, facts.ahead, on, off), (back,)))
