"""What somebody hears of, each commodity to be stopped and taken up again with one tap."""

from collections.abc import Sequence

from bot.conversation.said import Tap
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_within, short_place
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import topics
from bot.market.commodities import COMMODITIES
from bot.people import consent
from bot.people.models import Purpose
from bot.privacy.withdrawal import reached_by
from handlers.home import go
from handlers.market.bulletins.bulletins import FOLLOW, MUTE
from handlers.market.readers import receiving
from handlers.privacy import privacy

MORE = _("For more, write for example: <i>follow maize prices in Blitar</i>.")
#: As many as fit on a screen; who makes more tells which by name.
MOST = 20


class Heard(Notice):
    """The commodities whose news comes, and those whose news is stopped."""

    kind = "heard"

    #: Whether news comes at all.
    agreed: bool
    heard: tuple[str, ...]
    muted: tuple[str, ...]
    #: What was added to what they make: each commodity, and where.
    added: tuple[tuple[str, str], ...] = ()


class Muted(Notice):
    kind = "muted"

    commodities: tuple[str, ...]
    #: Whether coaching reminders come as before.
    coaching: bool


async def show_subscriptions(turn: Turn, edits: int | None = None) -> None:
    turn.reply(await _heard(turn), edits=edits)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`stop:tomat` on a bulletin, `off:tomat` and `on:tomat` on the list of what comes."""
    does, _colon, commodity = argument.partition(":")
    if commodity in COMMODITIES and does == "stop":
        await stop(turn, [commodity])
        return
    if commodity in COMMODITIES and does == "off":
        await topics.mute(turn.db, turn.person, commodity)
    elif commodity in COMMODITIES and does == "on":
        await topics.unmute(turn.db, turn.person, commodity)
    turn.reply(await _heard(turn), edits=tap.message_id)


async def stop(turn: Turn, named: Sequence[str]) -> None:
    """Of a family ("kopi") what comes to this person; what was named alone is stopped anyway."""
    comes = {each.commodity for each in await topics.topics_of(turn.db, turn.person.id)}
    comes |= {each.commodity for each in await topics.added_by(turn.db, turn.person.id)}
    meant = named if len(named) == 1 else [each for each in named if each in comes]
    if not meant:
        await show_subscriptions(turn)
        return
    for commodity in meant:
        await topics.mute(turn.db, turn.person, commodity)
    reached = await reached_by(turn.db, turn.person, turn.roles)
    turn.reply(Muted(commodities=tuple(meant), coaching=Purpose.COACHING in reached))


async def _heard(turn: Turn) -> Heard:
    found = (await topics.topics_of(turn.db, turn.person.id))[:MOST]
    added = await topics.added_by(turn.db, turn.person.id)
    given = {each.purpose for each in await consent.given(turn.db, turn.person.id)}
    return Heard(
        agreed=Purpose.NEWS in given,
        heard=tuple(each.commodity for each in found if not each.muted),
        muted=tuple(each.commodity for each in found if each.muted),
        added=tuple((each.commodity, each.region) for each in added),
    )


def heard(words: Words, facts: Heard) -> Screen:
    if not facts.agreed:
        label = words.plain(privacy.ALLOW[Purpose.NEWS])
        again = Button(label, f"{privacy.PREFIX}:on:{Purpose.NEWS}")
        return Screen(words(_("All news of prices and buyers is stopped.")), ((again,),))
    lines = []
    if facts.heard:
        lines.append(words(_("You get news about: {crops}."), crops=_names(words, facts.heard)))
    comes = [topic for topic in facts.added if topic[0] not in facts.muted]
    if comes:
        lines.append(words(_("Added by you: {topics}."), topics=_topics(words, comes)))
    if facts.muted:
        lines.append(words(_("Stopped: {crops}."), crops=_names(words, facts.muted)))
    if not lines:
        lines.append(words(_("News comes about what you make. Nothing is noted yet.")))
        lines.append(words(MORE))
        return Screen(words.lines(lines), ((go(words.plain(_("My profile")), "profile"),),))
    lines.append(words(MORE))
    off = (_row(words, _("Stop {crop}"), "off", each) for each in facts.heard)
    on = (_row(words, _("Get {crop} again"), "on", each) for each in facts.muted)
    fewer = ((removal(words, *topic),) for topic in facts.added)
    why = go(words.plain(_("Why did I (not) get news?")), "why")
    rest = (receiving.opened(words),), (why,), (_everything(words),)
    return Screen(words.lines(lines), (*off, *on, *fewer, *rest))


def muted(words: Words, facts: Muted) -> Screen:
    text = words(
        _("Alright, news about {crops} has stopped. Coaching reminders still come.")
        if facts.coaching
        else _("Alright, news about {crops} has stopped."),
        crops=_names(words, facts.commodities),
    )
    again = (_row(words, _("Get {crop} again"), "on", each) for each in facts.commodities)
    return Screen(text, (*again, (_everything(words),)))


def _row(words: Words, label: str, does: str, commodity: str) -> tuple[Button, ...]:
    crop = crop_name(commodity, words).lower()
    return (Button(words.plain(label, crop=crop), f"{MUTE}:{does}:{commodity}"),)


def _names(words: Words, commodities: Sequence[str]) -> str:
    return words.list(crop_name(each, words).lower() for each in commodities)


def _topics(words: Words, added: Sequence[tuple[str, str]]) -> str:
    return words.list(
        words.plain(
            _("{crop} ({place})"),
            crop=crop_name(crop, words).lower(),
            place=place_within(at, words),
        )
        for crop, at in added
    )


def removal(words: Words, crop: str, region: str) -> Button:
    """Takes away what was added."""
    label = words.plain(
        _("Remove {crop}, {place}"),
        crop=crop_name(crop, words).lower(),
        place=short_place(region, words),
    )
    return Button(label, f"{FOLLOW}:drop:{crop}:{region}")


def _everything(words: Words) -> Button:
    return Button(words.plain(_("Stop all news")), f"{privacy.PREFIX}:off:{Purpose.NEWS}")
