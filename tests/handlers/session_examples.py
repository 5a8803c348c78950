"""Every kind of message about a session that is answered, moved or looked at."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bot.coaching.models import Kind, Said, Where
from bot.coaching.sessions.notices import (
    Clash,
    NewOfficer,
    PlaceFreed,
    SessionAnswered,
    SessionCalledOff,
    SessionFacts,
    SessionPlanned,
    SessionsLeft,
    SessionsMoved,
    SessionsPassedOn,
    Why,
)
from bot.delivery.screen import Notice
from bot.language.reading.coming import Comes
from bot.privacy.notices import SessionOff
from handlers.coaching.sessions import coming, moving_all, rescheduling, session_card
from handlers.coaching.sessions.roll import OnRoll
from tests.handlers.market_examples import NOON, session

NUMBER = 10**12


def facts(name: str, *, coaches: bool, **changes: Any) -> dict[str, Any]:
    known = session(name, coaches=coaches, topic=name)
    return known | {"session_id": NUMBER, "version": 3, "zone": "Asia/Jayapura"} | changes


def of_every_kind(name: str) -> Iterator[SessionFacts]:
    for coaches in (False, True):
        for answer in Said:
            said = {"answer": answer, "proposed_at": NOON}
            yield SessionFacts(**facts(name, coaches=coaches, **said, waits=12))
        pin = {"where": Where.PIN, "latitude": -7.98, "longitude": 112.63}
        yield SessionFacts(**facts(name, coaches=coaches, **pin, session_kind=Kind.CLASS))
        link = {"where": Where.LINK, "link": "https://meet.example/" + "x" * 270}
        yield SessionFacts(**facts(name, coaches=coaches, **link, minutes=90, guests=30))
        phone = {"where": Where.NOWHERE, "session_kind": Kind.CALL, "in_series": True}
        yield SessionFacts(**facts(name, coaches=coaches, **phone))


def session_notices(name: str) -> Iterator[Notice]:
    clash = Clash(name=name, starts_at=NOON, minutes=60, at=NOON)
    for each in of_every_kind(name):
        yield session_card.SessionCard(session=each, participant_id=NUMBER, note=None)
        yield session_card.SessionFile(session=each)
    roll = tuple(
        OnRoll(name=name, business=name, answer=said, waits=waits)
        for said in Said
        for waits in (None, 1, 2)
    )
    whole = SessionFacts(**facts(name, coaches=True, guests=100, confirmed=40))
    yield moving_all.MovesForAll(
        session=whole, participant_id=NUMBER, name=name, proposed_at=NOON, businesses=100
    )
    note = session_card.MOVED_SINCE
    yield session_card.SessionCard(session=whole, roll=roll, note=note)
    for said in (Said.CONFIRMED, Said.DECLINED, Said.OTHER_TIME):
        known = facts(name, coaches=True, proposed_at=NOON)
        about = {"participant_id": NUMBER, "said": said, "clashes": (clash,) * 5}
        yield SessionAnswered(**known, **about)
    theirs = facts(name, coaches=False)
    for answer in Comes:
        yield coming.AnswersWhich(sessions=(SessionFacts(**theirs),) * 8, said=answer)
    yield PlaceFreed(**theirs)
    yield SessionPlanned(**theirs, sessions=400, last_at=NOON + timedelta(days=1000))
    for why in Why:
        for coaches in (False, True):
            yield SessionCalledOff(why=why, sessions=12, **facts(name, coaches=coaches))
    one = (NOON, SessionFacts(**theirs))
    yield SessionsMoved(name=name, moved=(one,), sessions=1)
    yield SessionsMoved(name=name, moved=(one,) * 8, sessions=400)
    yield rescheduling.TimeProposed(session=SessionFacts(**theirs))
    yield rescheduling.Rescheduled(sessions=(whole,), number=1)
    yield rescheduling.Rescheduled(sessions=(whole,) * 8, number=400)
    yield rescheduling.NothingMoved(why=rescheduling.SAME)
    yield rescheduling.NothingMoved(why=rescheduling.NOT_FREE)
    for former in (name, ""):
        yield NewOfficer(former=former, **theirs)
        yield SessionsPassedOn(former=former, sessions=(whole,) * 5, number=400)
        yield SessionsLeft(former=former, number=1, first_at=NOON)
        yield SessionsLeft(former=former, number=400, first_at=NOON)
    for left in (False, True):
        yield SessionOff(starts_at=NOON, officer_left=left, sessions=12)
