"""Posters: an officer, a buyer or an admin prints a link, and sees whom it brought."""

from datetime import date, datetime

from pydantic import BaseModel

from bot.conversation.form import Answers, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Area, Count, Crop, Day
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.market.bulletins import end_of
from bot.partnerships import members, vetting
from bot.partnerships.models import Offtaker, Vetting
from bot.people import posters, roles
from bot.people.counts import told
from bot.people.joining import Poster
from bot.people.models import Role
from bot.people.posters import Listed
from handlers.address import Named
from handlers.home import row_number

#: Starts the data of the buttons about posters.
PREFIX = "poster"
MAKERS = {Role.OFFICER, Role.OFFTAKER, Role.ADMIN}
#: As many as one message lists, the newest ones.
MOST_LISTED = 8


class Brought(BaseModel, frozen=True):
    """A poster in the list. None stands for one to four people (promise P6)."""

    id: int
    region: str | None
    commodity: str | None
    until: datetime | None
    arrived: int | None
    registered: int | None


class Posters(Notice):
    kind = "posters"

    posters: tuple[Brought, ...]


class PosterMade(Notice):
    """The link and its code, to be shown and forwarded."""

    kind = "poster_made"

    bot: str
    code: str
    region: str | None
    commodity: str | None
    officer: Named | None
    company: str | None
    until: datetime | None
    most: int | None


class PosterSheet(PosterMade):
    """The same, to be printed."""

    kind = "poster_sheet"


class MayNotPost(Notice):
    kind = "may_not_post"


async def show_posters(turn: Turn) -> None:
    await _show(turn, edits=None)


async def start_poster(turn: Turn) -> None:
    if await _may(turn):
        await begin(turn, POSTER)


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`show:12` or `end:12`, of one's own posters or one's company's."""
    if not await _may(turn):
        return
    does, _colon, what = argument.partition(":")
    number = row_number(what)
    if does == "end" and number is not None:
        await posters.revoke(turn.db, turn.person, number)
    found = [each.poster for each in await _mine(turn) if each.poster.id == number]
    if does == "show" and found:
        await hand_out(turn, found[0])
    else:
        await _show(turn, edits=tap.message_id)


async def finish(turn: Turn, answers: Answers) -> None:
    if not await _may(turn):
        return
    area, day, company = answers.get("area"), answers.get("until"), await _company(turn)
    poster = await posters.create(
        turn.db,
        turn.person,
        region=area[0] if area else None,
        commodity=answers.get("commodity"),
        officer_id=turn.person.id if Role.OFFICER in turn.roles else None,
        offtaker_id=company.id if company else None,
        expires_at=end_of(date.fromisoformat(day), turn.person.zone) if day else None,
        most=answers.get("most"),
    )
    await hand_out(turn, poster)


async def _may(turn: Turn) -> bool:
    """Whether they may put up posters; if not, they are told so."""
    allowed = MAKERS & turn.roles
    if allowed == {Role.OFFTAKER} and await _company(turn) is None:
        allowed = set()
    if not allowed:
        turn.reply(MayNotPost())
    return bool(allowed)


async def _company(turn: Turn) -> Offtaker | None:
    """The approved company that the person may speak for in public."""
    offtaker = await vetting.offtaker_of(turn.db, turn.person.id)
    if offtaker is None or offtaker.vetting != Vetting.APPROVED:
        return None
    role = await members.role_in(turn.db, offtaker.id, turn.person.id)
    return offtaker if role in members.PUBLISHING else None


async def _mine(turn: Turn) -> list[Listed]:
    found = {each.poster.id: each for each in await posters.of(turn.db, turn.person)}
    if company := await _company(turn):
        ours = await posters.of_company(turn.db, company.id)
        found |= {each.poster.id: each for each in ours}
    return [found[number] for number in sorted(found, reverse=True)]


async def _show(turn: Turn, *, edits: int | None) -> None:
    if not await _may(turn):
        return
    mine = (await _mine(turn))[:MOST_LISTED]
    turn.reply(Posters(posters=tuple(_brought(each) for each in mine)), edits=edits)


def _brought(listed: Listed) -> Brought:
    poster = listed.poster
    hidden = poster.offtaker_id is not None
    return Brought(
        id=poster.id,
        region=poster.region,
        commodity=poster.commodity,
        until=poster.expires_at,
        arrived=told(listed.arrived) if hidden else listed.arrived,
        registered=told(listed.registered) if hidden else listed.registered,
    )


async def hand_out(turn: Turn, poster: Poster) -> None:
    offtaker = await vetting.company(turn.db, poster.offtaker_id) if poster.offtaker_id else None
    officer = await roles.person(turn.db, poster.officer_id) if poster.officer_id else None
    made = PosterMade(
        bot=turn.bot,
        code=posters.PREFIX + poster.code,
        region=poster.region,
        commodity=poster.commodity,
        officer=Named.of(officer),
        company=offtaker.name if offtaker else None,
        until=poster.expires_at,
        most=poster.most,
    )
    turn.reply(made)
    turn.reply(PosterSheet(**made.model_dump()))


POSTER = Form(
    name="poster",
    title=_("<b>Make this poster?</b> Tap ✎ to change an answer."),
    steps=(
        Area(
            "area",
            _("For which province or regency? For example: Jawa Timur, Kota Batu."),
            _("Region"),
            optional=True,
        ),
        Crop(
            "commodity",
            _("For which commodity? For example: cabai rawit merah."),
            _("Commodity"),
            optional=True,
        ),
        Day(
            "until",
            _("Until which day shall it work? For example: Friday, or in 30 days."),
            _("Until"),
            optional=True,
        ),
        Count(
            "most",
            _("How many people may come by it at most? For example: 200."),
            _("At most"),
            optional=True,
        ),
    ),
    finish=finish,
)
