"""An example of every message about an officer's leave."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from bot.coaching.handover import notices as handed
from bot.coaching.handover.notices import Load
from bot.coaching.leave import notices
from bot.coaching.leave.notices import Happened
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Notice
from bot.people.leave import Answer
from handlers.coaching.handover import handover
from handlers.coaching.leave import leave

FIRST, LAST = date(2026, 11, 24), date(2026, 11, 27)


def cover_notices(name: str) -> Iterator[Notice]:
    yield from handover_notices(name)
    who = {"substitute": name, "honorific": None}
    officer = {"officer": name, "honorific": "bapak"}
    days = {"first_day": FIRST, "last_day": LAST}
    session = {
        "starts_at": datetime(2026, 11, 25, 7, tzinfo=UTC),
        "place": name,
        "topic": name,
        "name": name,
        "other": name,
        "business": name,
        "coaches": False,
    }
    yield notices.SubstituteAsked(
        leave_id=4,
        businesses=7,
        sessions=(SessionFacts.model_validate(session),),
        session_count=3,
        **officer,
        **days,
    )
    yield notices.LeaveAnswered(agreed=True, taken=2, moved=1, kept=1, **who, **days)
    yield notices.LeaveAnswered(agreed=False, **who, **days)
    for left in (True, False):
        for own in (True, False):
            yield notices.LeaveUnanswered(officer=name, substitute=name, left=left, own=own, **days)
    yield notices.LeaveUnanswered(officer=name, substitute="", left=True, own=True, **days)
    yield notices.LeaveBegins(last_day=LAST, sessions=1, questions=2, calls=1, **officer)
    for number in (1, 2):
        yield notices.SubstituteComes.model_validate({**session, "absent": name, "number": number})
        yield notices.OfficerIsBack.model_validate({**session, "number": number})
    happened = Happened(
        held=2,
        called_off=1,
        unrecorded=1,
        answered=3,
        waiting=(name, name),
        homework_done=1,
        given_back=1,
        seen_to=(name,) * 4,
    )
    nothing = Happened(held=0, called_off=0, unrecorded=0, answered=0, waiting=(), homework_done=0)
    for each in (happened, nothing):
        yield notices.LeaveOver(first_day=FIRST, happened=each, **who)
    yield notices.NoLongerSubstitute(**officer)
    for answer, running in ((Answer.NOTHING, False), (Answer.YES, True), (Answer.YES, False)):
        yield notices.LeaveCard(answer=answer, running=running, **who, **days)
    yield leave.LeaveAsked(**who)
    yield leave.LeaveGivenUp()
    yield leave.NobodyToStandIn()
    yield leave.NotOnLeave()
    yield leave.StandingIn(agreed=None)
    for agreed in (True, False):
        yield leave.StandingIn(agreed=agreed, **days)


def handover_notices(name: str) -> Iterator[Notice]:
    load = Load(businesses=2, programmes=1, sessions=3, homework=1, questions=1, spoken_for=2)
    who = {"former": name, "honorific": "bapak"}
    heir = {"heir": name, "honorific": None}
    for by, whole in ((None, True), (None, False), (name, True)):
        yield handed.HandoverAsked(handover_id=4, by=by, whole=whole, load=load, **who)
    for own in (True, False):
        for taken in (True, False):
            yield handed.HandoverAnswered(former=name, own=own, taken=taken, load=load, **heir)
    for each in (load, Load()):
        yield handed.CaseloadIsYours(load=each, **who)
    for at, asked in ((datetime(2026, 11, 25, 7, tzinfo=UTC), True), (None, False)):
        yield handed.OfficerChanged(
            name=name, officer=name, honorific="ibu", former=name, next_at=at, asked=asked
        )
    yield handover.HandoverSent(**heir)
    yield handover.NobodyToTakeOver()
    yield handover.NothingToHandOver()
    yield handover.HandoverDeclined()
    yield handover.HandoverGone()
