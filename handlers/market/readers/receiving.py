"""How somebody gets their news: how often, how much, on Friday noon, with pictures or without."""

from collections import Counter
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.digests import Digest
from bot.delivery.receiving import GATHERED_AT, Rhythm
from bot.delivery.retiming import retime
from bot.delivery.screen import Button, Notice, Screen, load
from bot.language import Words, _
from bot.language.reading.receiving import Asked
from handlers.home import go
from handlers.people.profile import EDIT
from handlers.people.profile_card import hour

#: Starts the data of the buttons.
PREFIX = "receive"
#: How many a day can be chosen by a button; 0 is no limit.
CHOICES = (3, 5, 10, 0)


class HowNewsComes(Notice):
    kind = "how_news_comes"

    rhythm: Rhythm
    #: `06:00`, or `now`.
    at: str | None
    #: None for as many as there are.
    a_day: int | None
    #: Whether bulletins come while others are at Friday prayer.
    friday: bool
    pictures: bool


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`often:daily`, `most:5`, `friday:on`, `pictures:off`; anything else shows what is chosen."""
    does, _colon, value = argument.partition(":")
    person = turn.person
    if does == "often" and value in [*Rhythm]:
        person.news_rhythm = value
    elif does == "most" and value in map(str, CHOICES):
        person.news_a_day = int(value) or None
    elif does == "friday" and value in {"on", "off"}:
        person.friday_news_at = _since(person.friday_news_at, holds=value == "on")
    elif does == "pictures" and value in {"on", "off"}:
        person.low_data_at = _since(person.low_data_at, holds=value == "off")
    else:
        turn.reply(_chosen(turn))
        return
    await retime(turn.db, person, turn.quiet)
    turn.reply(_chosen(turn), edits=tap.message_id)


async def change(turn: Turn, asked: Asked) -> None:
    """What was asked for in words."""
    person = turn.person
    if asked.rhythm:
        person.news_rhythm = asked.rhythm
    if asked.a_day is not None:
        person.news_a_day = asked.a_day or None
    if asked.at is not None:
        person.prices_at = asked.at
    if asked.pictures is not None:
        person.low_data_at = _since(person.low_data_at, holds=not asked.pictures)
    await retime(turn.db, person, turn.quiet)
    turn.reply(_chosen(turn))


def _since(before: datetime | None, *, holds: bool) -> datetime | None:
    return (before or clock.now()) if holds else None


def _chosen(turn: Turn) -> HowNewsComes:
    person = turn.person
    return HowNewsComes(
        rhythm=Rhythm(person.news_rhythm or Rhythm.AT_ONCE),
        at=person.prices_at,
        a_day=person.news_a_day,
        friday=person.friday_news_at is not None,
        pictures=person.low_data_at is None,
    )


def opened(words: Words) -> Button:
    """The way here, from what somebody hears of."""
    return Button(words.plain(_("How news comes")), f"{PREFIX}:show")


def how_news_comes(words: Words, facts: HowNewsComes) -> Screen:
    lines = [
        words(_("<b>How your news of prices and buyers comes</b>")),
        words(OFTEN[facts.rhythm], hour=_hour(words, facts)),
        words(_("At most {number} a day; the rest follows later."), number=facts.a_day)
        if facts.a_day
        else words(_("As many a day as there are.")),
        words(FRIDAY[facts.friday]),
        words(PICTURES[facts.pictures]),
    ]
    often = tuple(
        _button(words, label, f"often:{rhythm}", chosen=rhythm is facts.rhythm)
        for rhythm, label in RHYTHMS.items()
    )
    most = tuple(_at_most(words, number, facts.a_day or 0) for number in CHOICES)
    friday = _("Hold news during Friday prayer") if facts.friday else _("News on Friday noon, too")
    pictures = _("Save data: no pictures") if facts.pictures else _("With pictures again")
    return Screen(
        words.lines(lines),
        (
            often,
            most[:2],
            most[2:],
            (_button(words, friday, f"friday:{'off' if facts.friday else 'on'}"),),
            (_button(words, pictures, f"pictures:{'off' if facts.pictures else 'on'}"),),
            (
                Button(words.plain(_("Choose the hour")), f"{EDIT}:prices_at"),
                go(words.plain(_("What you hear of")), "subscriptions"),
            ),
        ),
    )


def _at_most(words: Words, number: int, chosen: int) -> Button:
    unlimited, limited = words.plain(_("No limit")), words.plain(_("{number} a day"), number=number)
    label = _mark(limited if number else unlimited, chosen=number == chosen)
    return Button(label, f"{PREFIX}:most:{number}")


def _hour(words: Words, facts: HowNewsComes) -> str:
    if facts.rhythm is Rhythm.AT_ONCE or facts.at not in {None, "now"}:
        return hour(words, facts.at)
    return hour(words, f"{GATHERED_AT:%H:%M}")


def _button(words: Words, label: str, does: str, *, chosen: bool = False) -> Button:
    return Button(_mark(words.plain(label), chosen=chosen), f"{PREFIX}:{does}")


def _mark(label: str, *, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


def digest(words: Words, facts: Digest) -> Screen:
    """Bulletins one below the other, numbered as their buttons are."""
    screens = [load(each).in_words for each in facts.screens]
    seen = Counter(button for each in screens for row in each.buttons for button in row)
    parts = [words(_("<b>News for you: {number}</b>"), number=len(screens))]
    rows: list[tuple[Button, ...]] = []
    for number, each in enumerate(screens, 1):
        parts.append(Markup("{}. {}").format(number, each.text))
        own = (tuple(button for button in row if seen[button] == 1) for row in each.buttons)
        rows += [tuple(_numbered(button, number) for button in row) for row in own if row]
    shared = [button for button, times in seen.items() if times > 1]
    return Screen(words.paragraphs(parts), (*rows, *((button,) for button in shared)))


def _numbered(button: Button, number: int) -> Button:
    return replace(button, label=f"{number}. {button.label}")


OFTEN = {
    Rhythm.AT_ONCE: _("Each piece of news by itself: {hour}."),
    Rhythm.DAILY: _("Once a day, together: {hour}."),
    Rhythm.WEEKLY: _("Once a week, together: on Monday, {hour}."),
}
RHYTHMS = {
    Rhythm.AT_ONCE: _("At once"),
    Rhythm.DAILY: _("Once a day"),
    Rhythm.WEEKLY: _("Once a week"),
}
FRIDAY = {
    True: _("It comes during Friday prayer, too."),
    False: _("During Friday prayer it waits."),
}
PICTURES = {
    True: _("Charts of prices and buyers' photos come as pictures."),
    False: _("To save data, charts of prices come as text, and buyers' photos by a button."),
}
