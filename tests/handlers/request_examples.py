"""Messages about what an admin does with somebody else's data."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.delivery.screen import Notice
from bot.people.models import Purpose
from bot.privacy.models import Does
from handlers.address import Named
from handlers.privacy import data_record, data_requests, data_search, done_for_you, listed

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def request_notices(name: str) -> Iterator[Notice]:
    brief = data_search.Brief(
        id=10**12, name=name, phone="0812…7890", regency="35.07", officer=None, has_chat=True
    )
    spoken_for = brief.model_copy(update={"officer": Named(name=name), "has_chat": False})
    yield data_search.PeopleFound(people=(brief, spoken_for) * 4)
    about = {"line_id": 10**12, "name": name, "regency": "35.07"}
    for companies in ((name,), (name,) * 8):
        line = data_search.InList(**about, phone="0812…7890", companies=companies)
        yield data_search.PeopleFound(people=(brief,) * 4, listed=(line,) * 4)
        for asked_at in (None, 10**10):
            yield listed.ListedCard(
                **about, phone="+6281234567890", companies=companies, asked_at=asked_at
            )
    yield listed.ListedErased(line_id=10**12)
    for done in (None, *Does):
        yield data_requests.DataCard(
            person_id=10**12,
            name=name,
            honorific="ibu",
            phone="+6281234567890",
            regency="35.07",
            has_chat=done is None,
            given=tuple(Purpose) if done else (),
            done=done,
        )
    who = {"person_id": 10**12, "name": name, "honorific": "ibu"}
    yield data_requests.StoppingForOther(**who, given=tuple(Purpose))
    counts = dict.fromkeys(("businesses", "sessions", "bulletins", "spoken_for", "voices"), 3)
    yield data_requests.ErasingOther(**who, asked_at=10**10, companies=(name,) * 3, **counts)
    yield data_requests.OtherErased(person_id=10**12)
    yield data_requests.LookAgain()
    entries = [
        data_record.Entry(
            at=NOON, by=Named(name=name), does=does, what=Purpose.NEWS, person_id=10**12
        )
        for does in Does
    ]
    yield data_record.AccessRecord(entries=(*entries, entries[0].model_copy(update={"by": None})))
    of_a_line = entries[0].model_copy(update={"person_id": None, "line_id": 10**12})
    yield data_record.AccessRecord(entries=(of_a_line,))
    yield data_record.AccessRecord(entries=())
    for does in (Does.COPIED, Does.CORRECTED, Does.STOPPED, Does.ERASED):
        yield done_for_you.DoneForYou(does=does, purpose=Purpose.NEWS)
