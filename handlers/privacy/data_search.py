"""An admin looks for somebody who cannot ask the bot about their data, and chooses who is meant."""

from pydantic import BaseModel

from bot.conversation.form import Answers, Form, Note
from bot.conversation.steps import Whom
from bot.conversation.steps.phone import shown
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import _
from bot.people.models import Role
from bot.privacy import listed, on_request
from bot.privacy.listed import Listed
from bot.privacy.on_request import MOST, Match
from handlers.address import Named
from handlers.home import NoAccess

NOBODY = Note(
    _(
        "Nobody fits. Please check the number, or type another part of the name. Who has a "
        "chat is found by a number only."
    ),
    asks=True,
)
TOO_MANY = Note(
    _("More than {most} people fit. Please type more of the name, or the number."),
    {"most": str(MOST)},
    asks=True,
)
#: Starts the data of the buttons with which an admin answers a request.
PREFIX = "rights"
#: The same for who stands in buyers' lists alone.
LISTED = "listed"


class Brief(BaseModel, frozen=True):
    """Somebody in a list of who may be meant: enough to choose, and no more."""

    id: int
    name: str
    phone: str | None
    regency: str | None
    officer: Named | None
    has_chat: bool


class InList(BaseModel, frozen=True):
    """Somebody without an account who stands in buyers' lists."""

    line_id: int
    name: str
    phone: str | None
    regency: str | None
    companies: tuple[str, ...]


class PeopleFound(Notice):
    """Who may be meant."""

    kind = "people_found"

    people: tuple[Brief, ...]
    listed: tuple[InList, ...] = ()


def may(turn: Turn) -> bool:
    if Role.ADMIN in turn.roles:
        return True
    turn.reply(NoAccess(role=Role.ADMIN))
    return False


async def start_looking(turn: Turn) -> None:
    if may(turn):
        await begin(turn, LOOK)


async def show_found(turn: Turn, answers: Answers) -> None:
    if not may(turn):
        return
    whom = answers["whom"]
    lines = [] if "telegram_id" in whom else await listed.matching(turn.db, **whom)
    found = None
    if lines is not None:
        room = MOST - len(lines)
        found = await on_request.matches(turn.db, turn.person, **whom, most=room)
    if lines is None or found is None:
        await begin(turn, LOOK, note=TOO_MANY)  # what is typed next looks again
        return
    listed.record_found(turn.db, turn.person, lines, whom.get("phone"))
    if not found and not lines:
        await begin(turn, LOOK, note=NOBODY)
        return
    people = tuple(_brief(match) for match in found)
    turn.reply(PeopleFound(people=people, listed=tuple(_in_list(each) for each in lines)))


def _in_list(found: Listed) -> InList:
    first = found.first
    return InList(
        line_id=first.id,
        name=masked(first.name),
        phone=hidden(first.phone) if first.phone else None,
        regency=first.regency,
        companies=tuple(found.companies),
    )


def _brief(match: Match) -> Brief:
    person = match.person
    return Brief(
        id=person.id,
        name=masked(person.name or "?"),
        phone=hidden(person.phone) if person.phone else None,
        regency=person.regency,
        officer=Named.of(match.officer),
        has_chat=person.telegram_id is not None,
    )


def masked(name: str) -> str:
    """`Siti A. R.`, `Sup…`: known by who knows the person, and told to nobody else."""
    first, *others = name.split() or ["?"]
    if others:
        return " ".join([first, *(f"{each[0]}." for each in others)])
    return f"{first[:3]}…"


def hidden(phone: str) -> str:
    """`0812…7890`."""
    number = shown(phone)
    return f"{number[:4]}…{number[-4:]}"


def never(_answers: Answers) -> bool:
    return False


LOOK = Form(
    name="look_for",
    title="",
    steps=(
        Whom(
            "whom",
            _(
                "Whose data is it about? Type the mobile number, the name, or “id” with the number "
                "that Telegram gives them. By name, only people without a chat of their own are "
                "found."
            ),
            _("Person"),
        ),
    ),
    finish=show_found,
    review=never,
)
