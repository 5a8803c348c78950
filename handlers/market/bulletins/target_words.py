"""Whom a bulletin is for, in words: of who makes it in its regions, whoever fits all of this."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.conversation.steps import supply
from bot.conversation.steps.places import place_name
from bot.language import Words, _
from bot.market.target import Target
from bot.people.models import SizeClass
from handlers.people.details import ITEMS

#: Size class -> what it is called (PP 7/2021). A large one is nobody a bulletin is for.
SIZES: Mapping[str, str] = {
    SizeClass.MICRO: _("Micro: sells up to Rp2 billion a year"),
    SizeClass.SMALL: _("Small: up to Rp15 billion a year"),
    SizeClass.MEDIUM: _("Medium: up to Rp50 billion a year"),
}
CALLED: Mapping[str, str] = {
    SizeClass.MICRO: _("micro"),
    SizeClass.SMALL: _("small"),
    SizeClass.MEDIUM: _("medium"),
    SizeClass.LARGE: _("large"),
}


def narrowing(words: Words, narrowed: Mapping[str, Any]) -> list[str]:
    """Each part of a target but its regions; plain text."""
    target, parts = Target.of((), narrowed), []
    if target.suppliers_of is not None:
        parts.append(words.plain(_("our own suppliers")))
    if target.around:
        km, place = words.number(target.around.km), place_name(target.around.place, words)
        parts.append(words.plain(_("at most {km} km from {place}"), km=km, place=place))
    if target.sizes:
        sizes = words.list(words.plain(CALLED[each]) for each in target.sizes)
        parts.append(words.plain(_("{sizes} businesses"), sizes=sizes))
    if target.papers:
        papers = words.list(words.plain(ITEMS[each]) for each in target.papers)
        parts.append(words.plain(_("with {papers}"), papers=papers))
    if target.least:
        amount = supply.shown(target.least.model_dump(mode="json"), words)
        parts.append(words.plain(_("can supply at least {amount}"), amount=amount))
    return parts


def only_for(words: Words, narrowed: Mapping[str, Any] | None) -> list[Markup]:
    """One line, or none where it is for all."""
    if not narrowed:
        return []
    return [words(_("Only: {whom}"), whom="; ".join(narrowing(words, narrowed)))]


def asks_for_answers(narrowed: Mapping[str, Any] | None) -> bool:
    """Whether somebody can be left out for what they have not told."""
    target = Target.of((), narrowed)
    return bool(target.sizes or target.papers or target.least)
