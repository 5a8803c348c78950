"""Cooperatives' groups and channels: their keeper says, in private, what each hears of."""

from collections.abc import Sequence

from pydantic import BaseModel

from bot.coaching import care
from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Area, Choice, Crops, Known
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import chats
from bot.delivery.screen import Notice
from bot.language import LANGUAGES, _
from bot.market import group_news
from bot.market.group_news import Heard
from bot.people import groups
from bot.people.groups import Kept
from bot.people.models import Role
from handlers.home import row_number

#: Starts the data of the buttons about groups, and of the one that starts a form.
PREFIX, NEWS_PREFIX = "group", "group_news"
#: As many as stay readable on a phone, the newest ones.
MOST_LISTED = 10


class Brief(BaseModel, frozen=True):
    """A group in the list."""

    id: int
    title: str
    hears: bool


class Groups(Notice):
    """Those that somebody keeps, or looks after as an officer."""

    kind = "groups"

    groups: tuple[Brief, ...]
    #: Whether they may bring the bot into one.
    may: bool
    bot: str
    #: Whether a button was about a group that is not theirs (any more).
    gone: bool = False


class GroupCard(Notice):
    """What one group hears of, and what can be done about it."""

    kind = "group_card"

    group_id: int
    title: str
    channel: bool
    hears: bool
    #: Whether the bot is in it and may write.
    inside: bool
    crops: tuple[str, ...]
    place: str
    language: str
    #: Whether this was just said.
    new: bool = False


async def show_groups(turn: Turn) -> None:
    await _list(turn)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`show:7`, `stop:7` and `go:7`. Whose the group is is looked up each time."""
    does, _colon, number = argument.partition(":")
    kept = await _own(turn, number)
    if kept is None:
        await _list(turn, gone=True)
        return
    if does == "stop" and kept.hears:
        await group_news.stop(turn.db, kept)
    elif does == "go" and not kept.hears and (await group_news.heard_by(turn.db, kept)).crops:
        await groups.let_hear(turn.db, kept)
    now = await groups.numbered(turn.db, kept.person.id)
    turn.reply(await _card(turn, now or kept), edits=tap.message_id)


async def start_choosing(turn: Turn, _tap: Tap, number: str) -> None:
    if kept := await _own(turn, number):
        await begin(turn, GROUP_NEWS, {"group": str(kept.person.id)})
    else:
        await _list(turn, gone=True)


async def finish(turn: Turn, answers: Answers) -> None:
    kept = await _own(turn, str(answers["group"]))
    if kept is None:
        await _list(turn, gone=True)
        return
    heard = Heard(
        crops=[each["slug"] for each in answers["crops"] if each["slug"]],
        place=answers["place"][0],
        language=answers["language"],
    )
    await group_news.set_up(turn.db, kept, heard, turn.quiet)
    now = await groups.numbered(turn.db, kept.person.id)
    turn.reply((await _card(turn, now or kept)).model_copy(update={"new": True}))


async def _theirs(turn: Turn) -> Sequence[Kept]:
    """Their own, and as an officer those of the owners whom they look after."""
    found = [*await groups.kept_by(turn.db, groups.of(turn.person))]
    if Role.OFFICER in turn.roles:
        owners = await care.owners_in_care(turn.db, turn.person.id)
        found += await groups.kept_by(turn.db, owners)
    return [*{each.person.id: each for each in found}.values()]


async def _own(turn: Turn, number: str) -> Kept | None:
    wanted = row_number(number)
    return next((each for each in await _theirs(turn) if each.person.id == wanted), None)


async def _list(turn: Turn, *, gone: bool = False) -> None:
    theirs = sorted(await _theirs(turn), key=lambda each: -each.person.id)[:MOST_LISTED]
    listed = tuple(
        Brief(id=each.person.id, title=each.group.title, hears=each.hears) for each in theirs
    )
    may = await groups.may_keep(turn.db, turn.person)
    turn.reply(Groups(groups=listed, may=may, bot=turn.bot, gone=gone))


async def _card(turn: Turn, kept: Kept) -> GroupCard:
    heard = await group_news.heard_by(turn.db, kept)
    return GroupCard(
        group_id=kept.person.id,
        title=kept.group.title,
        channel=kept.group.channel,
        hears=kept.hears,
        inside=await chats.is_reachable(turn.db, kept.person.telegram_id),
        crops=tuple(heard.crops),
        place=heard.place,
        language=heard.language,
    )


GROUP_NEWS = Form(
    name="group_news",
    title=_("<b>Shall the group hear of this?</b> Tap ✎ to change an answer."),
    steps=(
        Known("group", needed=True),
        Crops(
            "crops",
            _("News of which commodities shall it get? For example: cabai rawit, kopi robusta."),
            _("News of"),
            listed=True,
        ),
        Area(
            "place",
            _("From which province or regency? For example: Jawa Timur, Kabupaten Malang."),
            _("Region"),
            country=True,
        ),
        Choice(
            "language",
            _("In which language?"),
            _("Language"),
            choices=LANGUAGES,
            also={"indonesia": "id", "indonesian": "id", "inggris": "en"},
        ),
    ),
    finish=finish,
)
