"""Hearing of more than one makes: another commodity, or one's own in another place."""

from collections.abc import Sequence

from bot.conversation.said import Tap
from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name, place_within, short_place
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.language.reading.crops import read_commodity
from bot.language.reading.following import names_country
from bot.language.reading.wishes import Wish
from bot.market import topics
from bot.market.commodities import COMMODITIES
from bot.market.models import NATIONWIDE
from bot.market.regions import REGIONS, province_of
from bot.market.topics import MOST_ADDED, Added, Adding
from bot.partnerships import vetting
from bot.people import businesses, consent
from bot.people.models import Purpose, Role
from handlers.home import go
from handlers.market.bulletins.bulletins import FOLLOW
from handlers.market.prices import prices
from handlers.market.readers import muting
from handlers.privacy import privacy

#: As many as one name may mean; Telegram takes no longer data of a button (bytes).
MOST, MOST_BYTES = 12, 64


class WhichCrop(Notice):
    """A name that means several commodities: which one, or all of them?"""

    kind = "which_crop"

    #: As it was typed: "kopi".
    named: str
    crops: tuple[str, ...]
    #: Where; several are asked about once the commodity is known.
    regions: tuple[str, ...]


class WhichPlace(Notice):
    """A name that means several places: which one?"""

    kind = "which_place"

    #: What the buttons do with the place, as `press` reads it: `add:jagung`.
    does: str
    regions: tuple[str, ...]


class Followed(Notice):
    """What became of a wish to hear of more."""

    kind = "followed"

    became: Adding
    crops: tuple[str, ...]
    region: str
    #: Whether news comes at all.
    agreed: bool = True
    #: Whether they speak for a buyer, who hears of no other buyer's price.
    buys: bool = False


class OwnersFollow(Notice):
    """The answer to whoever has no business here."""

    kind = "owners_follow"


async def follow(turn: Turn, wish: Wish, text: str) -> None:
    crops = [each.slug for each in wish.commodity.meant] if wish.commodity else []
    regions = [each.code for each in wish.region.meant] if wish.region else []
    if names_country(text):
        regions = [NATIONWIDE]
    if Role.OWNER not in turn.roles:
        turn.reply(OwnersFollow())
    elif not crops and not regions:
        await muting.show_subscriptions(turn)
    else:
        await _add_or_ask(turn, crops, regions or [await _home(turn)], wish.named)


async def unfollow(turn: Turn, wish: Wish) -> None:
    """What was added and fits; without any, the commodity is stopped wherever it comes from."""
    crops = [each.slug for each in wish.commodity.meant] if wish.commodity else []
    regions = [each.code for each in wish.region.meant] if wish.region else []
    added = [
        each
        for each in await topics.added_by(turn.db, turn.person.id)
        if (each.commodity in crops or not crops) and (each.region in regions or not regions)
    ]
    if added and (crops or regions):
        await topics.drop(turn.db, turn.person, added)
        await muting.show_subscriptions(turn)
    elif crops:
        await muting.stop(turn, crops)
    else:
        await muting.show_subscriptions(turn)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`add:jagung:35`, `all:kopi:35.07,35.73` and `drop:jagung:35`."""
    does, named, places = [*argument.split(":"), "", ""][:3]
    regions = [code for code in places.split(",") if code in REGIONS or code == NATIONWIDE]
    crops = [named] if named in COMMODITIES else []
    if does == "all":
        crops = [each.slug for each in read_commodity(named).meant][:MOST]
    if Role.OWNER not in turn.roles:
        turn.reply(OwnersFollow())
    elif does == "drop" and crops and regions:
        await topics.drop(turn.db, turn.person, [Added(crops[0], regions[0])])
        await muting.show_subscriptions(turn, edits=tap.message_id)
    elif not regions or (named and not crops) or does not in {"add", "all"}:
        await muting.show_subscriptions(turn)
    else:
        await _add_there(turn, crops, regions, f"{does}:{named}")


async def _add_or_ask(turn: Turn, crops: Sequence[str], regions: Sequence[str], named: str) -> None:
    if len(crops) > 1:
        turn.reply(WhichCrop(named=named, crops=tuple(crops[:MOST]), regions=tuple(regions[:MOST])))
    else:
        await _add_there(turn, crops, regions, f"add:{''.join(crops)}")


async def _add_there(turn: Turn, crops: Sequence[str], regions: Sequence[str], does: str) -> None:
    if len(regions) > 1:
        turn.reply(WhichPlace(does=does, regions=tuple(regions[:MOST])))
    else:
        await _add(turn, crops, regions[0])


async def _home(turn: Turn) -> str:
    business = await businesses.active(turn.db, turn.person.id)
    return business.regency if business else turn.person.regency or NATIONWIDE


async def _add(turn: Turn, named: Sequence[str], region: str) -> None:
    """Of a place alone: whatever they hear of already, there, too."""
    heard = [
        each.commodity for each in await topics.topics_of(turn.db, turn.person.id) if not each.muted
    ]
    crops = named or heard
    if not crops:
        await muting.show_subscriptions(turn)
        return
    became = [(await topics.add(turn.db, turn.person, Added(crop, region)), crop) for crop in crops]
    done = tuple(crop for result, crop in became if result is Adding.DONE)
    given = {each.purpose for each in await consent.given(turn.db, turn.person.id)}
    viewer = prices.viewer_of(turn, await vetting.offtaker_of(turn.db, turn.person.id))
    worst = Adding.FULL if any(each is Adding.FULL for each, _crop in became) else Adding.ALREADY
    turn.reply(
        Followed(
            became=Adding.DONE if done else worst,
            crops=done or tuple(crops),
            region=region,
            agreed=Purpose.NEWS in given,
            buys=viewer.buys,
        )
    )
    if done:
        await prices.answer_if_any(turn, done, [] if region == NATIONWIDE else [region])


def which_crop(words: Words, facts: WhichCrop) -> Screen:
    places = ",".join(facts.regions)
    rows = [
        (Button(crop_name(each, words), f"{FOLLOW}:add:{each}:{places}"),) for each in facts.crops
    ]
    every = f"{FOLLOW}:all:{facts.named}:{places}"
    if facts.named and len(every.encode()) <= MOST_BYTES:
        rows.append((Button(words.plain(_("All of them")), every),))
    return Screen(words(_("Which of these do you want to hear of?")), tuple(rows))


def which_place(words: Words, facts: WhichPlace) -> Screen:
    rows = ((_place(words, code, facts.does),) for code in facts.regions)
    return Screen(words(_("Which place do you mean?")), tuple(rows))


def _place(words: Words, code: str, does: str) -> Button:
    return Button(place_name(code, words), f"{FOLLOW}:{does}:{code}")


BECAME = {
    Adding.DONE: _("Alright: news of prices and buyers for {crops} in {place} comes, too."),
    Adding.ALREADY: _("News about {crops} in {place} comes to you already."),
    Adding.FULL: _(
        "You have added {number} already, and there can be no more. Remove one first, then write "
        "again about {crops} in {place}."
    ),
}


def followed(words: Words, facts: Followed) -> Screen:
    crops = words.list(crop_name(each, words).lower() for each in facts.crops)
    place = place_within(facts.region, words)
    lines = [words(BECAME[facts.became], crops=crops, place=place, number=MOST_ADDED)]
    if facts.buys and facts.became is not Adding.FULL:
        lines.append(words(_("As you buy, too, prices of other buyers are not sent to you.")))
    rows: list[tuple[Button, ...]] = []
    if not facts.agreed:
        lines.append(words(_("But all news is stopped just now.")))
        allow = words.plain(privacy.ALLOW[Purpose.NEWS])
        rows.append((Button(allow, f"{privacy.PREFIX}:on:{Purpose.NEWS}"),))
    if len(facts.crops) == 1 and facts.became is not Adding.FULL:
        rows += _further(words, facts)
    rows.append((go(words.plain(_("What you hear of")), "subscriptions"),))
    return Screen(words.lines(lines), tuple(rows))


def _further(words: Words, facts: Followed) -> list[tuple[Button, ...]]:
    """The places around it, and the way back."""
    if facts.region == NATIONWIDE:
        wider = []
    else:
        wider = [*dict.fromkeys((province_of(facts.region).code, NATIONWIDE))]
    (crop,) = facts.crops
    widen = _("Widen to {place}")
    rows: list[tuple[Button, ...]] = [
        (Button(words.plain(widen, place=short_place(code, words)), f"{FOLLOW}:add:{crop}:{code}"),)
        for code in wider
        if code != facts.region
    ]
    if facts.became is Adding.DONE:
        rows.append((muting.removal(words, crop, facts.region),))
    return rows


def owners_follow(words: Words, facts: OwnersFollow) -> Screen:
    text = _("News is sent to business owners. You can look up prices whenever you like.")
    return Screen(words(text), ((go(words.plain(_("Today's prices")), "prices"),),))
