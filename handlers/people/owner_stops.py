"""An owner without a smartphone says stop: their officer takes it down, and it counts at once."""

from markupsafe import Markup

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people import consent
from bot.people.models import Purpose
from bot.privacy.erasure import erase
from bot.privacy.withdrawal import withdraw
from handlers.address import called
from handlers.home import go, row_number
from handlers.people.owner_cards import cared_for, is_officer

#: Starts the data of the buttons with which an officer takes down a stop.
PREFIX = "ownerstop"


class OwnerStopping(Notice):
    """What follows from a stop, before it is taken down."""

    kind = "owner_stopping"

    person_id: int
    name: str
    honorific: str | None
    #: Whether it was taken down before: then only the data can still be erased.
    stopped: bool = False


class OwnerStopped(Notice):
    """Nothing is sent, planned or told any more."""

    kind = "owner_stopped"

    name: str
    honorific: str | None


class OwnerErased(Notice):
    """Also the name is gone: this message would be the last to hold it."""

    kind = "owner_erased"


async def take_down(turn: Turn, tap: Tap, argument: str) -> None:
    """`ask:12`, `stop:12` or `erase:12`; whether person 12 is in their care is looked up."""
    does, _colon, number = argument.partition(":")
    if not await is_officer(turn):
        return
    person = await cared_for(turn, row_number(number), locked=True)
    if person is None:
        return
    name, honorific = person.name or "?", person.honorific
    notice: Notice
    if does == "stop":
        await withdraw(turn.db, person, Purpose.SERVICE, turn.quiet)
        notice = OwnerStopped(name=name, honorific=honorific)
    elif does == "erase":
        await erase(turn.db, person, turn.quiet)
        notice = OwnerErased()
    else:
        stopped = not await consent.given(turn.db, person.id)
        notice = OwnerStopping(person_id=person.id, name=name, honorific=honorific, stopped=stopped)
    turn.reply(notice, edits=tap.message_id)


def owner_stopping(words: Words, facts: OwnerStopping) -> Screen:
    name = called(words, facts.name, facts.honorific)
    data = f"{PREFIX}:{{}}:{facts.person_id}".format
    if facts.stopped:
        asks = _(
            "{name} has stopped already. Does {name} want everything that is kept to be erased, "
            "too? That cannot be undone."
        )
        erases = Button(words.plain(_("Yes, erase the data")), data("erase"))
        keep = go(words.plain(_("No, leave it as it is")), "owners")
        return Screen(words(asks, name=name), ((keep,), (erases,)))
    text = _(
        "Does {name} want to stop? Then there is no more price news, coaching or call. "
        "Everything that is kept can be erased, too; that cannot be undone."
    )
    return Screen(
        words(text, name=name),
        (
            (Button(words.plain(_("Yes, stop everything")), data("stop")),),
            (Button(words.plain(_("Stop, and erase the data")), data("erase")),),
            (go(words.plain(_("No, leave it as it is")), "owners"),),
        ),
    )


def owner_stopped(words: Words, facts: OwnerStopped) -> Screen:
    sentence = _("Everything is stopped for {name}. Nothing about them is used any more.")
    return _told(words, words(sentence, name=called(words, facts.name, facts.honorific)))


def owner_erased(words: Words, _facts: OwnerErased) -> Screen:
    return _told(words, words(_("The data is erased, and you do not speak for them any more.")))


def _told(words: Words, text: Markup) -> Screen:
    return Screen(text, ((go(words.plain(_("All owners I speak for")), "owners"),),))
