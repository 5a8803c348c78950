"""What is kept about a person, and their rights over it: seen, copied, stopped."""

from datetime import datetime

from pydantic import BaseModel

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people import consent
from bot.people.models import Purpose
from bot.privacy.copying import copy_of
from bot.privacy.inventory import counts
from bot.privacy.withdrawal import allow, reached_by, withdraw
from handlers.home import go
from handlers.privacy import erasing
from handlers.privacy.copies import PersonCopy
from handlers.privacy.copy_words import PURPOSES, SECTIONS

#: Starts the data of the buttons under all that is said here.
PREFIX = "privacy"
#: What follows from stopping each: what ends, and what goes on.
FOLLOWS = {
    Purpose.NEWS: _(
        "If you go on, price news and needs no longer arrive. You can still look up prices "
        "yourself. Are you sure?"
    ),
    Purpose.COACHING: _(
        "If you go on, your officer no longer sees your profile or plans with you, and sessions "
        "that are planned are called off. Are you sure?"
    ),
    Purpose.STATISTICS: _(
        "If you go on, your gender and year of birth are deleted. Everything else stays as it is. "
        "Are you sure?"
    ),
    Purpose.SERVICE: _(
        "If you go on, everything stops: price news, coaching, reminders. Sessions that are "
        "planned are called off. What is kept is not used any more, and stays until you have it "
        "erased. Are you sure?"
    ),
}
#: The same for who has the other one of the two.
FOLLOWS_WHILE_OTHER_GOES_ON = FOLLOWS | {
    Purpose.NEWS: _(
        "If you go on, price news and needs no longer arrive. Coaching reminders go on, and you "
        "can still look up prices yourself. Are you sure?"
    ),
    Purpose.COACHING: _(
        "If you go on, your officer no longer sees your profile or plans with you, and sessions "
        "that are planned are called off. Price news goes on. Are you sure?"
    ),
}
STOPPED = {
    Purpose.NEWS: _("All right, price news is stopped."),
    Purpose.COACHING: _("All right, coaching is stopped."),
    Purpose.STATISTICS: _("All right, your gender and year of birth are deleted."),
    Purpose.SERVICE: _(
        "All right, everything is stopped. Nothing about you is used any more. You may also have "
        "it erased; only the proof of what you agreed to has to be kept."
    ),
}
STOPPED_WHILE_OTHER_GOES_ON = STOPPED | {
    Purpose.NEWS: _("All right, price news is stopped. Coaching reminders are still sent."),
    Purpose.COACHING: _("All right, coaching is stopped. Price news is still sent."),
}
STOP = {
    Purpose.NEWS: _("Stop price news"),
    Purpose.COACHING: _("Stop coaching"),
    Purpose.STATISTICS: _("Do not count me in figures"),
    Purpose.SERVICE: _("Stop everything"),
}
#: Each goes on without the other.
OTHER = {Purpose.NEWS: Purpose.COACHING, Purpose.COACHING: Purpose.NEWS}
ALLOW = {Purpose.NEWS: _("Send me price news"), Purpose.COACHING: _("Allow coaching")}


class Given(BaseModel):
    purpose: Purpose
    since: datetime


class Privacy(Notice):
    kind = "privacy"

    given: tuple[Given, ...]
    #: Since when the person is known, and how many rows there are of each section of a copy.
    since: datetime
    kept: dict[str, int]


class Purposes(Notice):
    """What can be stopped, and what agreed to again."""

    kind = "purposes"

    given: tuple[Purpose, ...]


class Stopping(Notice):
    """What follows from stopping one purpose, before it is done."""

    kind = "stopping"

    purpose: Purpose
    #: Whether coaching goes on without price news, or they without it.
    other_goes_on: bool = False


class Stopped(Notice):
    kind = "stopped"

    purpose: Purpose
    other_goes_on: bool = False


async def show_privacy(turn: Turn) -> None:
    turn.reply(await _privacy(turn))


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`copy`, `stop`, `ask:news`, `off:news`, `on:news`, and what erases."""
    does, _colon, rest = argument.partition(":")
    purpose = Purpose(rest) if rest in [*Purpose] else None
    if does == "copy":
        await give_copy(turn)
    elif does == "stop":
        turn.reply(Purposes(given=await _given(turn)), edits=tap.message_id)
    elif does == "ask" and purpose:
        await ask(turn, purpose, edits=tap.message_id)
    elif does == "off" and purpose:
        await stop(turn, purpose, edits=tap.message_id)
    elif does == "on" and purpose:
        await allow(turn.db, turn.person, purpose)
        turn.reply(await _privacy(turn), edits=tap.message_id)
    elif does == erasing.DOES:
        await erasing.press(turn, tap, rest)
    else:
        turn.reply(await _privacy(turn), edits=tap.message_id)


async def give_copy(turn: Turn) -> None:
    copied = {name: [*rows] for name, rows in (await copy_of(turn.db, turn.person)).items()}
    turn.reply(PersonCopy(to="read", copied=copied))
    turn.reply(PersonCopy(to="compute", copied=copied))


async def ask(turn: Turn, purpose: Purpose, edits: int | None = None) -> None:
    goes_on = await _other_goes_on(turn, purpose)
    turn.reply(Stopping(purpose=purpose, other_goes_on=goes_on), edits=edits)


async def stop(turn: Turn, purpose: Purpose, edits: int | None = None) -> None:
    await withdraw(turn.db, turn.person, purpose, turn.quiet)
    goes_on = await _other_goes_on(turn, purpose)
    turn.reply(Stopped(purpose=purpose, other_goes_on=goes_on), edits=edits)


async def _other_goes_on(turn: Turn, purpose: Purpose) -> bool:
    other = OTHER.get(purpose)
    return other in await reached_by(turn.db, turn.person, turn.roles)


async def _given(turn: Turn) -> tuple[Purpose, ...]:
    return tuple(Purpose(each.purpose) for each in await consent.given(turn.db, turn.person.id))


async def _privacy(turn: Turn) -> Privacy:
    given = await consent.given(turn.db, turn.person.id)
    return Privacy(
        given=tuple(Given(purpose=Purpose(each.purpose), since=each.given_at) for each in given),
        since=turn.person.created_at,
        kept=await counts(turn.db, turn.person),
    )


def privacy(words: Words, facts: Privacy) -> Screen:
    lines = [words(_("<b>Your data and your rights</b> (Law 27/2022)"))]
    lines += [
        words(
            _("• {what}: agreed on {day}"),
            what=words(PURPOSES[each.purpose]),
            day=words.day(each.since),
        )
        for each in facts.given
    ]
    if not facts.given:
        lines.append(words(_("You have not agreed to anything; nothing about you is used.")))
    kept = [_counted(words, name, number) for name, number in facts.kept.items()]
    since = _("Kept since {day}, for these purposes alone: {kept}.")
    lines.append(words(since, day=words.day(facts.since), kept=words.list(kept)))
    buttons = [Button(words.plain(_("Give me a copy")), f"{PREFIX}:copy")]
    if facts.given:
        buttons += [
            go(words.plain(_("Correct my data")), "profile"),
            Button(words.plain(_("Stop something …")), f"{PREFIX}:stop"),
        ]
    buttons.append(_erase(words))
    return Screen(words.lines(lines), tuple((button,) for button in buttons))


def _counted(words: Words, section: str, number: int) -> str:
    """How many there are says something of what people have several of."""
    name = words.plain(SECTIONS[section])
    return f"{name} ({words.number(number)})" if number > 1 else name


def purposes(words: Words, facts: Purposes) -> Screen:
    buttons = [
        Button(words.plain(STOP[purpose]), f"{PREFIX}:ask:{purpose}")
        for purpose in STOP
        if purpose in facts.given
    ]
    if Purpose.SERVICE in facts.given:
        buttons += [
            Button(words.plain(label), f"{PREFIX}:on:{purpose}")
            for purpose, label in ALLOW.items()
            if purpose not in facts.given
        ]
    text = words(_("What shall be different? It can be changed again at any time."))
    return Screen(text, tuple((button,) for button in (*buttons, _back(words))))


def stopping(words: Words, facts: Stopping) -> Screen:
    follows = FOLLOWS_WHILE_OTHER_GOES_ON if facts.other_goes_on else FOLLOWS
    yes = Button(words.plain(STOP[facts.purpose]), f"{PREFIX}:off:{facts.purpose}")
    return Screen(words(follows[facts.purpose]), ((yes,), (_back(words),)))


def stopped(words: Words, facts: Stopped) -> Screen:
    sentences = STOPPED_WHILE_OTHER_GOES_ON if facts.other_goes_on else STOPPED
    text = words(sentences[facts.purpose])
    if facts.purpose is Purpose.SERVICE:
        again = go(words.plain(_("Use Mitra again")), "start")
        return Screen(text, ((again,), (_erase(words),)))
    everything = Button(words.plain(STOP[Purpose.SERVICE]), f"{PREFIX}:ask:{Purpose.SERVICE}")
    if facts.purpose not in ALLOW:
        return Screen(text, ((_back(words),),))
    again = Button(words.plain(ALLOW[facts.purpose]), f"{PREFIX}:on:{facts.purpose}")
    return Screen(text, ((again,), (everything,)))


def _back(words: Words) -> Button:
    return Button(words.plain(_("No, leave it as it is")), f"{PREFIX}:show")


def _erase(words: Words) -> Button:
    return Button(words.plain(_("Erase everything …")), f"{PREFIX}:{erasing.DOES}")
