"""The photo or document of a bulletin: shown to its author beforehand, to readers when they ask."""

from typing import Any

from markupsafe import Markup

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.posts import fits_caption
from bot.delivery.screen import Button, Enclosed, Notice, Screen
from bot.language import LANGUAGES, Words, _, words_for
from bot.market import living
from bot.market.enclosure import Enclosure
from bot.market.planned import PlannedBulletin
from handlers.market.bulletins.bulletins import ENCLOSURE, SEE, Facts, bulletin, describe, headline
from handlers.market.readers import sharing

#: What the buttons of a plan do that is looked after here.
DOES = {"see", "enclose", "bare"}
GONE = {
    "photo": _("Telegram does not give this photo any more."),
    "document": _("Telegram does not give this document any more."),
}
WITH = {
    "photo": _("With a photo: it arrives as one message."),
    "document": _("With a document, {name}: it arrives as one message."),
}
APART = {
    "photo": _("With a photo. The text is too long to stand below it: a button brings it."),
    "document": _(
        "With a document, {name}. The text is too long to stand below it: a button brings it."
    ),
}


class EnclosureShown(Notice):
    """What goes with a bulletin, by itself."""

    kind = "enclosure_shown"

    facts: Facts


class NothingEnclosed(Notice):
    """It was taken out of a bulletin that is not out yet."""

    kind = "nothing_enclosed"


async def press(turn: Turn, _tap: Tap, number: str) -> None:
    """`see:12`: of bulletin 12, to who may read it; what has ended is told to have."""
    listed, rival = await sharing.found(turn, number)
    facts = Facts.of(listed.bulletin, listed.offtaker, listed.zone) if listed else None
    if listed is None or facts is None or rival or not living.runs(listed.bulletin):
        turn.reply(sharing.opened_of(turn, listed, rival=rival))
    else:
        show(turn, facts)


def show(turn: Turn, facts: Facts) -> None:
    turn.reply(EnclosureShown(facts=facts) if facts.enclosure else NothingEnclosed())


def known(plan: PlannedBulletin) -> dict[str, Any]:
    """What goes with it now, as the answer to the question."""
    now = Enclosure.of(plan.answers.get("enclosure"))
    return {"enclosure": now.model_dump()} if now else {}


def keep(plan: PlannedBulletin, enclosure: object) -> None:
    plan.answers = {**plan.answers, "enclosure": enclosure}


def enclosed_with(words: Words, facts: Facts) -> list[Markup]:
    """One line that says so, or none."""
    if facts.enclosure is None:
        return []
    texts = (bulletin(words_for(language), facts) for language in LANGUAGES)
    says = WITH if all(fits_caption(each) for each in texts) else APART
    kind, name = facts.enclosure.kind, facts.enclosure.name or words.plain(_("a document"))
    return [words(says[kind], name=name)]


def seen_by(words: Words, facts: Facts, data: str) -> list[tuple[Button, ...]]:
    """The button that shows it, as a row of its own."""
    if facts.enclosure is None:
        return []
    return [(Button(words.plain(ENCLOSURE[facts.enclosure.kind]), data),)]


def own(words: Words, facts: Facts) -> list[tuple[Button, ...]]:
    """The same of a bulletin that is out."""
    return seen_by(words, facts, f"{SEE}:{facts.number}")


def enclosure_shown(words: Words, shown: EnclosureShown) -> Screen:
    facts, it = shown.facts, shown.facts.enclosure
    if it is None:
        return nothing_enclosed(words, NothingEnclosed())
    enclosed = Enclosed(it.kind, it.file_id, missing=words(GONE[it.kind]))
    whole = Screen(describe(words, facts), enclosed=enclosed)
    if fits_caption(whole):
        return whole
    return Screen(words(_("<b>{bulletin}</b>"), bulletin=headline(words, facts)), enclosed=enclosed)


def nothing_enclosed(words: Words, _facts: NothingEnclosed) -> Screen:
    return Screen(words(_("No photo and no document goes with this news.")))
