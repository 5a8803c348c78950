"""The link by which a phone shows its owner's coaching: made, made anew, and taken back."""

from datetime import datetime

from bot.coaching.calendar import feeds
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from handlers.home import go

#: Starts the data of the buttons about the link.
PREFIX = "calendar"


class CalendarLink(Notice):
    """Its `secret` is wiped from the outbox once it has arrived."""

    kind = "calendar_link"

    #: What the secret is added to.
    url: str
    secret: str
    #: Whether there was one before, which opens nothing any more.
    replaced: bool


class CalendarStands(Notice):
    """There is a link; it was shown when it was made, and is not known any more."""

    kind = "calendar_stands"

    made_at: datetime


class CalendarStopped(Notice):
    kind = "calendar_stopped"


class NoCalendar(Notice):
    """Whoever runs this bot has no address at which calendars are answered."""

    kind = "no_calendar"


async def show_calendar(turn: Turn) -> None:
    made_at = await feeds.made_at(turn.db, turn.person.id)
    if not turn.calendars:
        turn.reply(NoCalendar())
    elif made_at:
        turn.reply(CalendarStands(made_at=made_at))
    else:
        await _renew(turn, replaced=False)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`new` or `stop`; anything else shows how it stands."""
    if argument == "stop":
        await feeds.stop(turn.db, turn.person.id)
        turn.reply(CalendarStopped(), edits=tap.message_id)
    elif argument == "new" and turn.calendars:
        replaced = await feeds.made_at(turn.db, turn.person.id) is not None
        await _renew(turn, replaced=replaced)
    else:
        await show_calendar(turn)


async def _renew(turn: Turn, *, replaced: bool) -> None:
    token = await feeds.renew(turn.db, turn.person.id)
    turn.reply(CalendarLink(url=turn.calendars, secret=token, replaced=replaced))


def calendar_link(words: Words, facts: CalendarLink) -> Screen:
    parts = [
        words(_("<b>Your coaching in the calendar of your phone</b>")),
        words(_("<code>{link}</code>"), link=f"{facts.url}/{facts.secret}.ics"),
        words(
            _(
                "Tap the link to copy it. iPhone: Settings, Calendar, Accounts, Add Subscribed "
                "Calendar. Google Calendar: on a computer, Other calendars, From URL."
            )
        ),
        words(
            _(
                "It shows when a session or a booking is and what it is about, but nobody's name "
                "and no address. Whoever has the link can read it, so please do not pass it on. It "
                "is shown only now."
            )
        ),
    ]
    if facts.replaced:
        parts.append(words(_("The link that you had before shows nothing any more.")))
    return Screen(words.paragraphs(parts), (_stop(words),))


def calendar_stands(words: Words, facts: CalendarStands) -> Screen:
    text = words(
        _(
            "You have a link for the calendar of your phone, made on {day}. It cannot be shown "
            "again. If you need it once more, or somebody else has it, make a new one: then the "
            "old one shows nothing any more."
        ),
        day=words.day(facts.made_at),
    )
    return Screen(text, (_new(words), _stop(words)))


def calendar_stopped(words: Words, _facts: CalendarStopped) -> Screen:
    text = words(_("Stopped. The link shows nothing any more; you can remove it from your phone."))
    return Screen(text, (_new(words),))


def no_calendar(words: Words, _facts: NoCalendar) -> Screen:
    text = words(
        _(
            "A calendar of your own is not available here. You can save each session: open it in "
            "your coaching schedule, then tap “Save to calendar”."
        )
    )
    return Screen(text, ((go(words.plain(_("Coaching schedule")), "coaching"),),))


def _new(words: Words) -> tuple[Button]:
    return (Button(words.plain(_("Make a new link")), f"{PREFIX}:new"),)


def _stop(words: Words) -> tuple[Button]:
    return (Button(words.plain(_("Stop the calendar")), f"{PREFIX}:stop"),)
