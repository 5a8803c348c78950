"""The admin's page: what waits for them, and how many people onboarding loses where."""

from datetime import timedelta

from pydantic import BaseModel

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.market import plans
from bot.monitoring import funnel
from bot.partnerships import vetting
from bot.people import commodity_verdicts, invitations
from bot.people.models import Role
from handlers.home import NoAccess
from handlers.people.onboarding import REGISTER

#: Starts the data of the buttons that choose the time.
PREFIX = "funnel"
#: Days that the figures look back; None for all that is known.
PERIODS = {"7": 7, "30": 30, "all": None}
USUAL = 30
#: After the days: the figures without a picture.
TEXT = "text"
#: The questions that everybody meets; the others are asked of few.
COUNTED = ("language", "consent", "name", "products", "regency")
HEADINGS = {step.key: step.heading for step in REGISTER.steps if step.key in COUNTED}


class Figures(BaseModel, frozen=True):
    #: None: of all times.
    days: int | None
    started: int
    steps: tuple[tuple[str, int], ...]
    finished: int
    #: The median from the first answer to the end.
    seconds: float | None
    by_poster: tuple[int, int]


class AdminPage(Notice):
    kind = "admin_page"

    figures: Figures
    applications: int
    requests: int
    bulletins: int
    invitations: int


class FunnelInWords(Notice):
    kind = "funnel"

    figures: Figures


async def show_admin(turn: Turn) -> None:
    await _show(turn, USUAL)


async def show_funnel(turn: Turn) -> None:
    await _tell(turn, USUAL)


async def _tell(turn: Turn, days: int | None) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    turn.reply(FunnelInWords(figures=await _figures(turn, days)))


async def look_back(turn: Turn, tap: Tap, argument: str) -> None:
    """`7`, `30` or `all`: the page with the figures of that time; `7:text`, them as text."""
    period, _colon, form = argument.partition(":")
    days = PERIODS.get(period, USUAL)
    if form == TEXT:
        await _tell(turn, days)
    else:
        await _show(turn, days)


async def _show(turn: Turn, days: int | None) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    links = await invitations.of(turn.db, turn.person)
    turn.reply(
        AdminPage(
            figures=await _figures(turn, days),
            applications=len(await vetting.waiting(turn.db)),
            requests=await commodity_verdicts.count_waiting(turn.db),
            bulletins=await plans.count_asked(turn.db, turn.person.id),
            invitations=sum(1 for each in links if each.role),
        )
    )


async def _figures(turn: Turn, days: int | None) -> Figures:
    since = None if days is None else clock.now() - timedelta(days=days)
    measured = await funnel.measure(turn.db, COUNTED, since)
    return Figures(
        days=days,
        started=measured.started,
        steps=tuple(measured.steps.items()),
        finished=measured.finished,
        seconds=None if measured.median is None else measured.median.total_seconds(),
        by_poster=measured.by_poster,
    )
