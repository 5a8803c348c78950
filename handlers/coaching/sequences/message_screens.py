"""How the messages of a programme look to who teaches it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

from bot.coaching.sequences.models import Busy
from bot.coaching.sequences.writing import WAITS
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.programmes.programme_screens import PROG, title
from handlers.coaching.sequences.message_words import NAMED, beginning, in_language, text, when
from handlers.coaching.sequences.messages import (
    PREFIX,
    WRITE,
    Coming,
    MessagesOf,
    NotWritten,
    OneMessage,
    WhenBusy,
)
from handlers.coaching.sessions.session_words import moment
from handlers.people.details import ITEMS

WAITED = n_(
    "Somebody in the middle of another question gets it afterwards, {number} hour later at most.",
    "Somebody in the middle of another question gets it afterwards, {number} hours later at most.",
)
BUSY = {
    Busy.SKIP: _("Somebody in the middle of another question does not get it."),
    Busy.INTERRUPT: _("Somebody in the middle of another question gets it all the same."),
}
Rows = tuple[tuple[Button, ...], ...]


def messages_of(words: Words, facts: MessagesOf) -> Screen:
    head = words(_("<b>Messages of {programme}</b>"), programme=facts.programme)
    parts = [words.lines([head, words(_("They go out by themselves to all who take part."))])]
    if facts.paused:
        parts.append(words(_("⏸ Paused: what is due now goes to nobody, and is not sent later.")))
    parts.append(words.lines(_listed(words, facts)) or words(_("There is none yet.")))
    if facts.messages and not facts.paused:
        parts.append(coming_lines(words, facts.coming))
    parts.append(_rule(words, facts.busy, facts.wait))
    return Screen(words.paragraphs(parts), _buttons(words, facts))


def _listed(words: Words, facts: MessagesOf) -> Iterator[Markup]:
    for place, each in enumerate(facts.messages, 1):
        yield words(
            _("{place}. {when}: {text}"),
            place=place,
            when=when(words, facts.template, each, NAMED),
            text=beginning(words, facts.template, each),
        )


def _rule(words: Words, busy: Busy, wait: int) -> Markup:
    return words.plural(WAITED, wait) if busy is Busy.WAIT else words(BUSY[busy])


def coming_lines(words: Words, coming: Sequence[Coming]) -> Markup:
    """The next ones, by moment: those of a class that joined together go together."""
    if not coming:
        return words(_("No message is due for anybody yet."))
    lines = [words(_("Messages that go out next:"))]
    for at, each in groupby(coming, lambda one: one.at):
        names = words.list([one.name for one in each])
        lines.append(words(_("• {moment}: {name}"), moment=moment(words, at), name=names))
    return words.lines(lines)


def _buttons(words: Words, facts: MessagesOf) -> Rows:
    number = facts.programme_id
    places = [
        Button(words.plain(_("No. {place}"), place=place), f"{PREFIX}:one:{number}:{each.id}")
        for place, each in enumerate(facts.messages, 1)
    ]
    rows = [tuple(places[at : at + 3]) for at in range(0, len(places), 3)]
    if not facts.full:
        rows.append((Button(words.plain(_("Add a message")), f"{WRITE}:{number}"),))
    busy = words.plain(_("Somebody in the middle of something"))
    rows.append((Button(busy, f"{PREFIX}:busy:{number}"),))
    if facts.paused:
        rows.append((Button(words.plain(_("▶ Go on with them")), f"{PREFIX}:on:{number}"),))
    elif facts.messages:
        rows.append((Button(words.plain(_("⏸ Pause them")), f"{PREFIX}:pause:{number}"),))
    rows.append((Button(words.plain(_("Back to the programme")), f"{PROG}:show:{number}"),))
    return tuple(rows)


def one_message(words: Words, facts: OneMessage) -> Screen:
    number, message = facts.programme_id, facts.message
    said = text(words, facts.template, message.key, message.texts, message.titles)
    lines = [words(_("<b>{when}</b>"), when=when(words, facts.template, message))]
    if facts.written:
        lines.insert(0, words(_("The message is kept, and goes out by itself.")))
    if message.until_module:
        module = title(words, facts.template, message.until_module)
        lines.append(words(_("Not for those who have done “{module}”"), module=module))
    if message.until_paper:
        paper = words.plain(ITEMS[message.until_paper])
        lines.append(words(_("Not for those who have: {paper}"), paper=paper))
    parts = [words.lines(lines), words("{text}", text=said)]
    others = [each for language, each in message.texts.items() if language != words.language]
    parts += [words("{text}", text=each) for each in others if each != said]
    if name := in_language(words, message.titles):
        parts.append(words(_("Article: {title}"), title=name))
    if facts.sent or facts.missed:
        counts = _("Sent: {sent}. Not received: {missed}.")
        parts.append(words(counts, sent=facts.sent, missed=facts.missed))
    if facts.removing:
        parts.append(words(_("<b>Remove this message?</b> Nobody gets it any more.")))
        keep = Button(words.plain(_("No, keep it")), f"{PREFIX}:one:{number}:{message.id}")
        yes = Button(words.plain(_("Yes, remove it")), f"{PREFIX}:really:{number}:{message.id}")
        return Screen(words.paragraphs(parts), ((keep,), (yes,)))
    change = Button(words.plain(_("Change it")), f"{WRITE}:{number}:{message.id}")
    drop = Button(words.plain(_("Remove it")), f"{PREFIX}:drop:{number}:{message.id}")
    return Screen(words.paragraphs(parts), ((change,), (drop,), back(words, number)))


def back(words: Words, number: int) -> tuple[Button]:
    return (Button(words.plain(_("All messages of the programme")), f"{PREFIX}:see:{number}"),)


def when_busy(words: Words, facts: WhenBusy) -> Screen:
    number = facts.programme_id
    ask = _(
        "<b>Messages of {programme}</b>\nWhat if an owner is just answering a question of ours "
        "when a message is due?"
    )
    waits = n_("Wait, at most {number} hour", "Wait, at most {number} hours")
    choices: list[tuple[str, str, tuple[Busy, int | None]]] = [
        (str(words.plural(waits, hours)), f"wait:{number}:{hours}", (Busy.WAIT, hours))
        for hours in WAITS
    ]
    choices += [
        (words.plain(_("Leave it out")), f"skip:{number}", (Busy.SKIP, None)),
        (words.plain(_("Send it at once")), f"interrupt:{number}", (Busy.INTERRUPT, None)),
    ]
    chosen = (facts.busy, facts.wait if facts.busy is Busy.WAIT else None)
    rows = [
        (
            Button(
                words.plain(_("✓ {name}"), name=label) if each == chosen else label,
                f"{PREFIX}:{data}",
            ),
        )
        for label, data, each in choices
    ]
    text_ = words(ask, programme=facts.programme)
    return Screen(text_, (*rows, back(words, number)))


def not_written(words: Words, facts: NotWritten) -> Screen:
    said = _("It was not kept: there is a message at that moment already, or there are too many.")
    return Screen(words(said), (back(words, facts.programme_id),))
