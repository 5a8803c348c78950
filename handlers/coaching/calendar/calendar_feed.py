"""What a phone reads that is subscribed to somebody's calendar: when, what, and no more.

Whoever makes the phone's calendar fetches and keeps it. So it names nobody, tells no place but a
joint production house by its name, which everybody in its province can read, and no video link,
which would let in whoever has it. A topic in which a phone number stands is left out.
"""

import re

from bot.coaching.calendar import ics, in_calendar
from bot.coaching.calendar.ics import Event, Status
from bot.coaching.calendar.in_calendar import InCalendar
from bot.coaching.houses.booking import Booked
from bot.coaching.houses.models import BookingState
from bot.coaching.models import Kind, Session
from bot.coaching.sessions.notices import Seen
from bot.language import Words, _, words_for
from bot.people.models import Person
from handlers.coaching.sessions.session_words import KINDS

#: As many digits in a row as no time, date or amount has.
NUMBER = re.compile(r"\d(?:[\s().+-]*\d){7}")
STATUS = {
    BookingState.ASKED: Status.TENTATIVE,
    BookingState.REFUSED: Status.CANCELLED,
    BookingState.CANCELLED: Status.CANCELLED,
}
#: How often a booking has changed until it stands like that.
CHANGES = {Status.TENTATIVE: 0, Status.CONFIRMED: 1, Status.CANCELLED: 2}


def written(person: Person, found: InCalendar) -> bytes:
    words = words_for(person.language, person.zone, person.honorific)
    events = [_session(words, each, person.id) for each in found.sessions]
    events += [_booking(words, each) for each in found.bookings]
    return ics.feed(events, "Mitra")


def _session(words: Words, seen: Seen, person_id: int) -> Event:
    session = seen.session
    off = session.called_off_at
    status = Status.TENTATIVE if in_calendar.waits(seen, person_id) else Status.CONFIRMED
    return Event(
        uid=ics.session_uid(session.id),
        # What is called off is not moved any more.
        sequence=session.version if off else session.version - 1,
        stamp=off or session.created_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=_title(words, session),
        description=words.plain(_("With whom and where stands in Mitra: send /coaching there.")),
        status=Status.CANCELLED if off else status,
    )


def _title(words: Words, session: Session) -> str:
    kind = words.plain(KINDS[Kind(session.kind)])
    if session.topic and not NUMBER.search(session.topic):
        return words.plain(_("Mitra: {session}, {topic}"), session=kind, topic=session.topic)
    return words.plain(_("Mitra: {session}"), session=kind)


def _booking(words: Words, booked: Booked) -> Event:
    made = booked.booking
    status = STATUS.get(BookingState(made.state), Status.CONFIRMED)
    piece, house = booked.equipment.name, booked.facility.name
    return Event(
        uid=ics.booking_uid(made.id),
        sequence=CHANGES[status],
        stamp=made.freed_at or made.decided_at or made.created_at,
        starts_at=made.starts_at,
        ends_at=made.ends_at,
        title=words.plain(_("Mitra: {piece}, {house}"), piece=piece, house=house),
        description=words.plain(_("How to get there stands in Mitra: send /houses there.")),
        status=status,
    )
