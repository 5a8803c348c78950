"""How reminders of papers read, and what follows a tap on a reminder."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot import clock
from bot.coaching.houses.notices import SlotSoon
from bot.coaching.reminders.again import LATER
from bot.coaching.reminders.models import DAY, HOUR, About
from bot.coaching.reminders.paper_reminders import PaperExpires
from bot.conversation.steps.crops import crop_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.address import called
from handlers.coaching.houses.slot_screens import call_off, describe, when
from handlers.coaching.reminders.reminding import (
    OFFERED,
    PREFIX,
    HelpAsked,
    HelpWanted,
    NothingToRemind,
    NotReminded,
    RemindChoice,
    ReminderAgain,
    help_button,
    later_button,
)
from handlers.home import go
from handlers.people.details import ITEMS
from handlers.people.profile import EDIT
from handlers.people.trade_names import trade_name


def under_session(
    words: Words, number: int | None, starts_at: datetime, *, coaches: bool
) -> tuple[tuple[Button, ...], ...]:
    """Under a reminder of a session: again while there is time, and help for whom it is."""
    if number is None:
        return ()
    rows = []
    if starts_at - clock.now() > LATER[About.SESSION]:
        rows.append((later_button(words, About.SESSION, number),))
    if not coaches:
        rows.append((help_button(words, About.SESSION, number),))
    return tuple(rows)


def slot_soon(words: Words, facts: SlotSoon) -> Screen:
    """It can still be called off, so that somebody else gets it."""
    number = facts.slot.id
    rows = [(call_off(words, facts.slot),)]
    if facts.slot.starts_at - clock.now() > LATER[About.SLOT]:
        rows.append((later_button(words, About.SLOT, number),))
    rows.append((help_button(words, About.SLOT, number),))
    head = words(_("Reminder: you have booked a joint production house."))
    return Screen(words.lines([head, describe(words, facts.slot, who=False)]), tuple(rows))


def paper_expires(words: Words, facts: PaperExpires) -> Screen:
    days = (facts.last_day - clock.now().astimezone(words.zone).date()).days
    left = n_("That is {number} day from now.", "That is {number} days from now.")
    lines = [
        words(
            _("{name}, the {paper} of {business} is valid until {day}."),
            name=facts.name,
            paper=words.plain(ITEMS[facts.item]),
            business=trade_name(words, facts.business, facts.name),
            day=words.day(facts.last_day),
        ),
        words.plural(left, max(days, 0)),
        words(_("Renewing takes time, so it is best to begin now.")),
    ]
    renewed = f"{EDIT}:{facts.item}_until:{facts.business_id}"
    rows = [(Button(words.plain(_("It is renewed")), renewed),)]
    if days > LATER[About.PAPER].days:
        rows.append((later_button(words, About.PAPER, facts.paper_id),))
    rows.append((help_button(words, About.PAPER, facts.paper_id),))
    return Screen(words.lines(lines), tuple(rows))


def reminder_again(words: Words, facts: ReminderAgain) -> Screen:
    if facts.at is None:
        return Screen(words(_("It is so soon that no other reminder fits in between.")))
    return Screen(
        words(
            _("All right, we remind you again: {day}, {time}."),
            day=words.day(facts.at),
            time=words.time(facts.at),
        )
    )


def nothing_to_remind(words: Words, _facts: NothingToRemind) -> Screen:
    text = words(_("That does not stand any more, so there is nothing to remind of."))
    return Screen(text, ((go(words.plain(_("Coaching schedule")), "coaching"),),))


def help_asked(words: Words, facts: HelpAsked) -> Screen:
    sentence = (
        _("Your officer is told that you would like help. You can also send a voice note here.")
        if facts.reached
        else _("No officer looks after your region yet, so nobody could be told.")
    )
    return Screen(words(sentence))


def help_wanted(words: Words, facts: HelpWanted) -> Screen:
    name = called(words, facts.name, facts.honorific)
    if facts.slot:
        text = words(
            _("{name} asks for help with the joint production house: {piece}, {house}, {time}."),
            name=name,
            piece=facts.slot.piece,
            house=facts.slot.house,
            time=when(words, facts.slot),
        )
    elif facts.item:
        text = words(
            _("{name} asks for help with the {paper}, which is valid until {day}."),
            name=name,
            paper=words.plain(ITEMS[facts.item]),
            day=words.day(facts.at),
        )
    elif facts.goods:
        text = words(
            _("{name} asks for help with delivering {goods} to {offtaker} on {day}."),
            name=name,
            goods=crop_name(facts.goods, words),
            offtaker=facts.offtaker,
            day=words.day(facts.at),
        )
    elif facts.homework:
        text = words(
            _("{name} asks for help with the homework “{homework}”, due on {day}."),
            name=name,
            homework=facts.homework,
            day=words.day(facts.at),
        )
    else:
        text = words(
            _("{name} asks for help with the coaching session on {day}, {time}."),
            name=name,
            day=words.day(facts.at),
            time=words.time(facts.at),
        )
    return Screen(text, ((go(words.plain(_("Plan a session")), "plan"),),))


def remind_choice(words: Words, facts: RemindChoice) -> Screen:
    parts = [
        words(_("<b>Reminders of sessions and of bookings in joint production houses</b>")),
        words(_("When shall we remind you? Tap to change: ✅ you are reminded, ▫️ you are not.")),
    ]
    parts += others(words, facts.ahead)
    if facts.last:
        parts.append(
            words(_("One reminder stays. To hear nothing of coaching any more, send /privacy."))
        )
    if facts.refused:
        parts.append(
            words(
                _(
                    "At most six reminders fit, from thirty days to ten minutes before. Nothing "
                    "was changed."
                )
            )
        )
    rows = moments(words, facts.ahead, f"{PREFIX}:on", f"{PREFIX}:off")
    return Screen(
        words.paragraphs(parts), (*rows, (go(words.plain(_("Coaching schedule")), "coaching"),))
    )


def others(words: Words, ahead: Sequence[int]) -> list[Markup]:
    """What was typed, and no button offers."""
    typed = [_before(words, each) for each in ahead if each not in OFFERED]
    return [words(_("Also, as you asked: {moments}."), moments=words.list(typed))] if typed else []


def moments(words: Words, ahead: Sequence[int], on: str, off: str) -> list[tuple[Button]]:
    """A button for each that is offered; the data of one that turns it on or off ends with it."""
    rows = []
    for minutes, label in OFFERED.items():
        wanted = minutes in ahead
        sentence = _("✅ {moment}") if wanted else _("▫️ {moment}")
        shown = words.plain(sentence, moment=words.plain(label))
        rows.append((Button(shown, f"{off if wanted else on}:{minutes}"),))
    return rows


def _before(words: Words, minutes: int) -> str:
    for size, label in (
        (DAY, n_("{number} day before", "{number} days before")),
        (HOUR, n_("{number} hour before", "{number} hours before")),
    ):
        if minutes % size == 0:
            return str(words.plural(label, minutes // size))
    return str(words.plural(n_("{number} minute before", "{number} minutes before"), minutes))


def not_reminded(words: Words, facts: NotReminded) -> Screen:
    lines = [
        words(
            _(
                "⚠️ {name} was not reminded of {day}, {time}, because of quiet hours or trouble on "
                "our side. Please call them."
            ),
            name=each.name,
            day=words.day(each.starts_at),
            time=words.time(each.starts_at),
        )
        for each in facts.people
    ]
    return Screen(words.lines(lines), ((go(words.plain(_("Calls to make")), "calls"),),))
