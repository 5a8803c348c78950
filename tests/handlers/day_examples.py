"""Every message about an officer's day and the businesses in their care."""

from collections.abc import Iterator
from datetime import timedelta

from bot import clock
from bot.coaching.day.notices import ANeed, Asks, InNeed, Today
from bot.coaching.day.signs import Why
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot
from bot.coaching.models import Kind, Where
from bot.coaching.sequences import foreseen
from bot.coaching.sequences.models import SHOWN, Since
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Notice
from bot.people.readiness import Item, Mark
from handlers.coaching.day import case_card, case_enrolling, caseload, month_report
from handlers.coaching.sequences.message_words import NotReceived
from tests.handlers.after_examples import tasks_of
from tests.handlers.market_examples import NOON
from tests.handlers.programme_examples import a_message
from tests.handlers.session_examples import NUMBER, facts


def needs() -> tuple[ANeed, ...]:
    """All reasons, and a paper that has expired."""
    last = NOON.date()
    of_paper = [ANeed(why=Why.PAPER, last_day=last + timedelta(each)) for each in (-4000, 4000)]
    others = [ANeed(why=why, at=NOON) for why in Why if why is not Why.PAPER]
    return (*others, *of_paper)


def in_need(name: str) -> InNeed:
    return InNeed(business_id=NUMBER, business=name, owner=name, needs=needs())


def slot(name: str, state: BookingState) -> Slot:
    return Slot(
        id=NUMBER,
        house=name,
        place=name,
        piece=name[:60],
        starts_at=NOON,
        ends_at=NOON + timedelta(hours=2),
        zone="Asia/Jayapura",
        state=state,
        business=name,
        owner=name,
    )


def full_day(name: str, *, unasked: bool) -> Today:
    pin = {"where": Where.PIN, "latitude": -7.98, "longitude": 112.63}
    later = clock.now() + timedelta(hours=2)
    one = SessionFacts(**facts(name, coaches=True, starts_at=later))
    many = SessionFacts(**facts(name, coaches=True, guests=30, session_kind=Kind.CLASS, **pin))
    call = SessionFacts(**facts(name, coaches=True, where=Where.LINK, link="https://meet.example/"))
    asks = [
        Asks(question_id=NUMBER, name=name, honorific=each, begins=begins, asked_at=NOON)
        for each, begins in (("ibu", name[:60]), (None, ""))
    ]
    states = (BookingState.ASKED, BookingState.CONFIRMED)
    return Today(
        day=NOON.date(),
        unasked=unasked,
        sessions=(one, many, call) * 2,
        session_count=100,
        questions=tuple(asks),
        question_count=8,
        calls=((name, "bapak"), (name, None), (name, None)),
        call_count=1,
        bookings=tuple(slot(name, state) for state in states),
        booking_count=20,
        needing=(in_need(name),) * 3,
        needing_count=400,
    )


def card(name: str, *, full: bool) -> case_card.CaseCard:
    bare = InNeed(business_id=NUMBER, business=name, owner=name)
    papers = [
        case_card.APaper(item=item, mark=mark, last_day=NOON.date())
        for item, mark in zip(Item, [*Mark, *Mark, *Mark], strict=False)
    ]
    programme = case_card.InAProgramme(
        enrolment_id=NUMBER, name=name[:100], done=3, modules=20, teaches=True
    )
    return case_card.CaseCard(
        case=in_need(name) if full else bare,
        person_id=NUMBER,
        regency="35.07",
        makes=(("cabai-rawit-merah", name), (None, name[:60])) if full else (),
        aside_until=NOON if full else None,
        programmes=(programme,) * 3 if full else (),
        last_at=NOON if full else None,
        next_at=NOON if full else None,
        next_id=NUMBER if full else None,
        attended=3 if full else 0,
        missed=1 if full else 0,
        unrecorded=2 if full else 0,
        questions=(NUMBER,) if full else (),
        papers=tuple(papers) if full else (),
        homework=tasks_of(name) if full else (),
        not_received=missed_messages(name) if full else (),
        spoken_for=full,
    )


def missed_messages(name: str) -> tuple[NotReceived, ...]:
    message = a_message(None, name, Since.ENROLLED)
    return tuple(
        NotReceived(programme=name[:100], template=None, message=message, why=why)
        for why in SHOWN[: foreseen.AT_MOST]
    )


def month_notices(name: str) -> Iterator[Notice]:
    month = NOON.date().replace(day=1)
    bare = month_report.MonthReport(month=month)
    kinds = [
        month_report.Kinds(session_kind=kind, held=100, unrecorded=2, coming=3, called_off=1)
        for kind in Kind
    ]
    programme = month_report.InProgramme(
        name=name[:100], businesses=300, done=4000, done_now=3, all=9000
    )
    full = month_report.MonthReport(
        month=month,
        later=True,
        may_see_all=True,
        sessions=tuple(kinds),
        attended=200,
        missed=3,
        unrecorded=1,
        reached=1,
        programmes=(programme,) * 30,
        asked=40,
        answered=39,
        median_minutes=100,
        houses=((name[:100], 30, 1),) * 30,
    )
    few = month_report.ALine(
        officer_name=name,
        province="35",
        sessions=3,
        attended=None,
        reached=None,
        asked=0,
        answered=0,
    )
    many = few.model_copy(update={"province": None, "attended": 100, "reached": 50})
    for report in (bare, full):
        yield report
        yield month_report.MonthSheet(report=report)
    for minutes in (0, 59, 60, 2879, 2880, 10**5):
        yield full.model_copy(update={"median_minutes": minutes})
    for lines in ((), (few, many) * 20):
        everybody = month_report.EverybodysMonth(
            month=month, later=True, lines=lines, may_see_own=True
        )
        yield everybody
        yield month_report.EverybodysSheet(report=everybody)


def day_notices(name: str) -> Iterator[Notice]:
    yield from month_notices(name)
    yield Today(day=NOON.date())
    for unasked in (False, True):
        yield full_day(name, unasked=unasked)
    for full in (False, True):
        yield card(name, full=full)
    page = caseload.Caseload(cases=(in_need(name),) * 8, page=1, pages=3, total=24, needing=8)
    yield page
    yield page.model_copy(update={"cases": (), "total": 0})
    yield page.model_copy(update={"name": name[:60], "more": 12})
    yield page.model_copy(update={"name": name[:60], "cases": ()})
    yield caseload.AsideFor(business_id=NUMBER)
    yield case_card.CaseGone()
    yield case_enrolling.WhichProgramme(business_id=NUMBER, programmes=())
    yield case_enrolling.WhichProgramme(business_id=NUMBER, programmes=((NUMBER, name[:100]),) * 8)
