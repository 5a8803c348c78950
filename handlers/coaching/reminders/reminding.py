"""What is done with a reminder, and when somebody wants to be reminded."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from bot import clock
from bot.coaching.after.notices import HomeworkDue
from bot.coaching.care import officer_of
from bot.coaching.houses.notices import Slot, SlotSoon
from bot.coaching.reminders import again, choosing, hours
from bot.coaching.reminders.again import LATER
from bot.coaching.reminders.deliveries import DeliverySoon
from bot.coaching.reminders.models import DAY, HOUR, About
from bot.coaching.reminders.not_reminded import not_reminded
from bot.coaching.reminders.paper_reminders import PaperExpires
from bot.coaching.reminders.subjects import Subject
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Button, Notice
from bot.language import Words, _
from bot.language.reading.reminding import RemindWish
from bot.people.readiness import Item
from handlers.coaching.coaching_off import CoachingIsOff, is_off
from handlers.home import row_number

#: Starts the data of the buttons under a reminder, and of those that choose when reminders come.
PREFIX = "remind"
#: Hours that are offered to be chosen, in minutes before a session, and what they are called.
OFFERED: Mapping[int, str] = {
    7 * DAY: _("A week before"),
    2 * DAY: _("Two days before"),
    DAY: _("A day before"),
    3 * HOUR: _("Three hours before"),
    HOUR: _("An hour before"),
}


class ReminderAgain(Notice):
    """It comes once more at that moment; None if there is no time left for that."""

    kind = "reminder_again"

    at: datetime | None


class NothingToRemind(Notice):
    """It was called off, moved, is over, or was never theirs."""

    kind = "nothing_to_remind"


class HelpAsked(Notice):
    kind = "help_asked"

    #: Whether there is an officer to ask.
    reached: bool


class HelpWanted(Notice):
    """To the officer: who wants help, and with what."""

    kind = "help_wanted"

    name: str
    honorific: str | None
    #: When the session or the slot begins, the paper expires, or the goods are to come.
    at: datetime
    item: Item | None = None
    slot: Slot | None = None
    #: What they are to do, if that is it, and after which session it was given.
    homework: str | None = None
    session_id: int | None = None
    #: What they are to deliver, and to whom.
    goods: str | None = None
    offtaker: str | None = None


class Unreminded(BaseModel):
    """Whom no reminder of a session reached."""

    name: str
    starts_at: datetime


class NotReminded(Notice):
    """To the officer, who may call them."""

    kind = "not_reminded"

    people: tuple[Unreminded, ...]


class RemindChoice(Notice):
    kind = "remind_choice"

    #: Minutes before a session.
    ahead: tuple[int, ...]
    #: That the last one cannot be taken away was just tried.
    last: bool = False
    #: That what was asked for is too early, too late or one too many.
    refused: bool = False


async def tell_unreminded(turn: Turn) -> None:
    """Below an officer's schedule, if there is anybody."""
    found = await not_reminded(turn.db, turn.person.id)
    people = [Unreminded(name=each.name, starts_at=each.starts_at) for each in found]
    if people:
        turn.reply(NotReminded(people=tuple(people)))


async def show_choice(turn: Turn) -> None:
    turn.reply(await _choice(turn))


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`later:session:12`, `help:paper:3`, `on:2880`, `off:60`; anything else shows the choice."""
    does, _colon, rest = argument.partition(":")
    if does in {"on", "off"}:
        turn.reply(await _choose(turn, row_number(rest), on=does == "on"), edits=tap.message_id)
        return
    kind, _colon, number = rest.partition(":")
    about_id = row_number(number)
    if does not in {"later", "help"} or kind not in LATER or about_id is None:
        turn.reply(await _choice(turn), edits=tap.message_id)
    elif does == "later":
        turn.reply(await _again(turn, About(kind), about_id))
    else:
        turn.reply(await _help(turn, About(kind), about_id))


async def _again(turn: Turn, about: About, number: int) -> Notice:
    found = await again.snooze(turn.db, turn.person, about, number)
    return NothingToRemind() if found is None else ReminderAgain(at=found.at)


async def _help(turn: Turn, about: About, number: int) -> Notice:
    """The officer is told once a day, however often it is tapped."""
    subject = await again.reminded_of(turn.db, turn.person, about, number)
    if subject is None:
        return NothingToRemind()
    if await is_off(turn):
        return CoachingIsOff()
    officer = await officer_of(turn.db, turn.person)
    if officer is None:
        return HelpAsked(reached=False)
    now = clock.now()
    await outbox.notify(
        turn.db,
        officer,
        _wanted(turn, subject),
        key=f"help:{about}:{number}:{turn.person.id}:{now:%Y-%m-%d}",
        not_before=first_allowed(now, officer.zone, turn.quiet),
    )
    return HelpAsked(reached=True)


def _wanted(turn: Turn, subject: Subject) -> HelpWanted:
    person, told = turn.person, subject.notice(turn.person.id)
    return HelpWanted(
        name=person.name or "",
        honorific=person.honorific,
        at=subject.event_at,
        item=told.item if isinstance(told, PaperExpires) else None,
        slot=told.slot if isinstance(told, SlotSoon) else None,
        homework=told.task.text if isinstance(told, HomeworkDue) else None,
        session_id=told.task.session_id if isinstance(told, HomeworkDue) else None,
        goods=told.commodity if isinstance(told, DeliverySoon) else None,
        offtaker=told.offtaker if isinstance(told, DeliverySoon) else None,
    )


async def grant(turn: Turn, wish: RemindWish) -> None:
    """What was typed, of any length of time; the answer shows what holds now."""
    turn.reply(await _changed(turn, wish.ahead, on=wish.wanted))


async def _choose(turn: Turn, minutes: int | None, *, on: bool) -> RemindChoice:
    if minutes is None or minutes not in OFFERED:
        return await _choice(turn)
    return await _changed(turn, minutes, on=on)


async def _changed(turn: Turn, minutes: int, *, on: bool) -> RemindChoice:
    before = await hours.of_one(turn.db, turn.person)
    wanted = {*before, minutes} if on else {*before} - {minutes}
    done = await choosing.choose(turn.db, turn.person, wanted, turn.quiet)
    return await _choice(turn, last=not (done or on), refused=not done and on)


async def _choice(turn: Turn, *, last: bool = False, refused: bool = False) -> RemindChoice:
    ahead = await hours.of_one(turn.db, turn.person)
    return RemindChoice(ahead=ahead, last=last, refused=refused)


def later_button(words: Words, about: About, number: int) -> Button:
    labels = {
        About.SESSION: _("Remind me in an hour"),
        About.PAPER: _("Remind me in a week"),
        About.SLOT: _("Remind me in an hour"),
        About.HOMEWORK: _("Remind me in three hours"),
        About.DELIVERY: _("Remind me in three hours"),
    }
    return Button(words.plain(labels[about]), f"{PREFIX}:later:{about}:{number}")


def help_button(words: Words, about: About, number: int) -> Button:
    return Button(words.plain(_("Ask for help")), f"{PREFIX}:help:{about}:{number}")
