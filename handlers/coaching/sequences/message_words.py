"""How a programme's message reads: to its owner, and in the officer's list."""

from collections.abc import Mapping
from datetime import time

from markupsafe import Markup
from pydantic import BaseModel

from bot.coaching.models import Programme
from bot.coaching.programmes.models import Module
from bot.coaching.sequences.beginning import text_of
from bot.coaching.sequences.models import SequenceStep, Since, Why
from bot.coaching.sequences.notices import ProgrammeMessage
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.people.readiness import Item
from handlers.coaching.programmes.programme_screens import title
from handlers.coaching.programmes.programmes import Taught
from handlers.coaching.questions.learning import PREFIX as LEARN
from handlers.home import go

#: So much of a message stands in a list, in UTF-16 units.
SHOWN = 60
#: And of the name of the module after which it comes.
NAMED = 40
AFTER = {
    Since.ENROLLED: n_(
        "{number} day after they join, {hour}", "{number} days after they join, {hour}"
    ),
    Since.MODULE: n_(
        "{number} day after “{module}” is done, {hour}",
        "{number} days after “{module}” is done, {hour}",
    ),
    Since.BEFORE_END: n_(
        "{number} day before the end, {hour}", "{number} days before the end, {hour}"
    ),
    Since.AFTER_END: n_(
        "{number} day after the end, {hour}", "{number} days after the end, {hour}"
    ),
}
WHY = {
    Why.LATE: _("it came too late"),
    Why.QUIET: _("it would have come at night"),
    Why.BUSY: _("they were just answering something else"),
    Why.PAUSED: _("the messages were paused"),
}


class AMessage(BaseModel, frozen=True):
    """One message of a programme."""

    id: int
    since: Since
    module: Taught | None
    days: int
    #: By the owner's clock, as `09:00`.
    hour: str
    key: str | None
    texts: Mapping[str, str]
    article_id: int | None
    #: By language.
    titles: Mapping[str, str]
    until_module: Taught | None
    until_paper: Item | None

    @classmethod
    def of(
        cls,
        step: SequenceStep,
        modules: Mapping[int, Module],
        titles: Mapping[int, Mapping[str, str]],
    ) -> "AMessage":
        return cls(
            id=step.id,
            since=Since(step.since),
            module=_taught(modules.get(step.module_id or 0)),
            days=step.days,
            hour=step.hour,
            key=step.key,
            texts=step.texts,
            article_id=step.article_id,
            titles=titles.get(step.article_id or 0, {}),
            until_module=_taught(modules.get(step.until_module_id or 0)),
            until_paper=Item(step.until_paper) if step.until_paper else None,
        )


def _taught(module: Module | None) -> Taught | None:
    return Taught(id=module.id, key=module.key, title=module.title) if module else None


def when(
    words: Words, template: str | None, message: AMessage, longest: int | None = None
) -> Markup:
    """`longest` is what a list has room for of a module's name."""
    module = title(words, template, message.module) if message.module else "–"
    return words.plural(
        AFTER[message.since],
        message.days,
        module=_cut(module, longest) if longest else module,
        hour=words.hour(time.fromisoformat(message.hour)),
    )


def in_language(words: Words, texts: Mapping[str, str]) -> str | None:
    """In the reader's language, or in another if there is none."""
    return texts.get(words.language) or next(iter(texts.values()), None)


def text(
    words: Words,
    template: str | None,
    key: str | None,
    texts: Mapping[str, str],
    titles: Mapping[str, str],
) -> str:
    """What it says, without markup."""
    marked = text_of(template, key)
    said = in_language(words, texts) or (words.plain(marked) if marked else None)
    if said:
        return said
    return words.plain(_("Please read: {title}"), title=in_language(words, titles) or "–")


def beginning(words: Words, template: str | None, message: AMessage) -> str:
    """Its first words, for a list."""
    said = text(words, template, message.key, message.texts, message.titles)
    return _cut(" ".join(said.split()), SHOWN)


def _cut(line: str, longest: int) -> str:
    units = line.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * longest:
        return line
    return units[: 2 * (longest - 1)].decode("utf-16-le", "ignore").rstrip() + "…"


def programme_message(words: Words, facts: ProgrammeMessage) -> Screen:
    said = text(words, facts.template, facts.key, facts.texts, facts.titles)
    parts = [
        words(_("📘 <b>{programme}</b>"), programme=facts.programme),
        words("{text}", text=said),
    ]
    rows: list[tuple[Button, ...]] = []
    if facts.article_id is not None and (name := in_language(words, facts.titles)):
        label = words.plain(_("Read: {title}"), title=name)
        rows.append((Button(label, f"{LEARN}:a-{facts.article_id}"),))
    rows.append((go(words.plain(_("Ask my officer")), "ask"),))
    # Their own command: the message stays where it is read.
    rows.append((go(words.plain(_("See my programme")), "programmes"),))
    return Screen(words.paragraphs(parts), tuple(rows))


class NotReceived(BaseModel, frozen=True):
    """A message that a business was to have."""

    programme: str
    template: str | None
    message: AMessage
    why: Why

    @classmethod
    def of(
        cls,
        programme: Programme,
        step: SequenceStep,
        why: Why,
        titles: Mapping[int, Mapping[str, str]],
    ) -> "NotReceived":
        message = AMessage.of(step, {}, titles)
        return cls(programme=programme.name, template=programme.template, message=message, why=why)


def not_received(words: Words, facts: NotReceived) -> Markup:
    return words(
        _("✉️ Not received from {programme}: “{text}” ({why})"),
        programme=facts.programme,
        text=beginning(words, facts.template, facts.message),
        why=words(WHY[facts.why]),
    )
