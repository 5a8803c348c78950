"""The calls an officer has to make: what a chat would have told, with a number to call."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel, ValidationError

from bot.conversation.said import Tap
from bot.conversation.steps.phone import shown
from bot.conversation.turn import Turn
from bot.delivery import calls
from bot.delivery.screen import Button, Notice, Renderer, Screen, Screens
from bot.language import Words, _, n_, words_for
from bot.market import bulletins
from handlers.address import called
from handlers.home import go, row_number
from handlers.market.bulletins.bulletins import OFFER, Facts, headline
from handlers.people.owner_cards import is_officer

#: Starts the data of the buttons under a call.
PREFIX = "call"


class News(BaseModel):
    """The facts of a message, or a bulletin's text as it was worded for everybody."""

    kind: str
    params: Mapping[str, Any]
    html: str | None = None
    #: The bulletin that it is, if it can be answered.
    answers: Facts | None = None


class CallToMake(Notice):
    kind = "call_to_make"

    person_id: int
    name: str
    honorific: str | None
    phone: str | None
    zone: str
    ids: tuple[int, ...]
    news: tuple[News, ...]
    more: int
    waiting: int


class NoCalls(Notice):
    kind = "no_calls"


async def show_calls(turn: Turn) -> None:
    if await is_officer(turn):
        turn.reply(await _next(turn))


async def settle_call(turn: Turn, tap: Tap, argument: str) -> None:
    """`told:1,2,3`, the rows that were read out; or `later:12`, the person to call later."""
    if not await is_officer(turn):
        return
    does, _colon, rest = argument.partition(":")
    ids = [number for each in rest.split(",") if (number := row_number(each)) is not None]
    after = None
    if does == "told" and ids:
        await calls.told(turn.db, turn.person.id, ids)
    elif ids:
        after = ids[0]
    turn.reply(await _next(turn, after=after), edits=tap.message_id)


async def _next(turn: Turn, *, after: int | None = None) -> Notice:
    call = await calls.next_call(turn.db, turn.person, after=after)
    if call is None:
        return NoCalls()
    news = [
        News(
            kind=item.kind,
            params=item.params,
            html=item.html,
            answers=await _answerable(turn, item),
        )
        for item in call.items
    ]
    return CallToMake(
        person_id=call.person.id,
        name=call.person.name or "?",
        honorific=call.person.honorific,
        phone=call.person.phone,
        zone=call.person.zone,
        ids=tuple(item.id for item in call.items),
        news=tuple(news),
        more=call.more,
        waiting=call.waiting,
    )


async def _answerable(turn: Turn, item: calls.Item) -> Facts | None:
    if item.bulletin_id is None:
        return None
    found = await bulletins.numbered(turn.db, item.bulletin_id)
    return Facts.of(found.bulletin, found.offtaker, found.zone) if found else None


def call_renderer(screens: Screens) -> Renderer:
    """Each piece of news reads as it would in the owner's chat, in the officer's language."""

    def render(words: Words, facts: CallToMake) -> Screen:
        theirs = words_for(words.language, facts.zone, facts.honorific)
        name = called(words, facts.name, facts.honorific)
        lines = [words(_("📞 <b>News for {name}</b>"), name=name)]
        if facts.phone:
            lines[0] += Markup("\n") + Markup.escape(shown(facts.phone))
        else:
            lines[0] += Markup("\n") + words(_("No phone number: tell them when you meet."))
        lines += [_worded(screens, theirs, news) for news in facts.news]
        if facts.more:
            more = n_(
                "{number} more piece of news follows.", "{number} more pieces of news follow."
            )
            lines.append(words.plural(more, facts.more))
        ids = ",".join(map(str, facts.ids))
        offers = [news.answers for news in facts.news if news.answers]
        rows = [(_offers(words, facts.person_id, each),) for each in offers]
        rows += [(Button(words.plain(_("Told them")), f"{PREFIX}:told:{ids}"),)]
        if facts.waiting > 1:
            later = f"{PREFIX}:later:{facts.person_id}"
            rows.append((Button(words.plain(_("Later, next one")), later),))
        return Screen(words.paragraphs(lines), tuple(rows))

    return render


def _offers(words: Words, person_id: int, facts: Facts) -> Button:
    label = words.plain(_("They can supply: {bulletin}"), bulletin=headline(words, facts))
    return Button(label, f"{OFFER}:for:{facts.number}:{person_id}")


def _worded(screens: Screens, words: Words, news: News) -> Markup:
    if news.html is not None:
        return Markup(news.html)  # noqa: S704  (it was Markup when the bulletin was worded)
    try:
        return screens.render(news.kind, news.params, words).text
    except (LookupError, ValidationError):  # of another version of the program
        return words(_("There is news that cannot be shown here."))


def no_calls(words: Words, facts: NoCalls) -> Screen:
    text = words(_("There is nobody to call. News for your owners will stand here."))
    return Screen(text, ((go(words.plain(_("All owners I speak for")), "owners"),),))
