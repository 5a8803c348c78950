"""Who is erased is found nowhere any more, and everybody else's records are whole (P4)."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders import reminders
from bot.coaching.reminders.choosing import ahead_of
from bot.coaching.reminders.models import Outcome, Reminder
from bot.coaching.sessions import sessions
from bot.delivery import claims
from bot.delivery.broadcasting import word
from bot.delivery.ledger import ledger
from bot.delivery.models import COPY, BulletinText, Chat, Lane, Outgoing, State
from bot.delivery.outbox import Letter
from bot.delivery.outcome import Sent
from bot.delivery.screen import Button, Enclosed, Screen, load
from bot.market.models import Bulletin
from bot.people import businesses, registration, roles
from bot.people.joining import Poster, PosterArrival
from bot.people.models import Business, Consent, Person
from bot.privacy.erasure import erase
from bot.privacy.inventory import KEPT, NOBODYS
from bot.privacy.notices import SessionOff
from bot.privacy.tidying import tidy
from bot.schema import metadata
from bot.storage import Storage
from tests.delivery import rows
from tests.privacy.conftest import session_with, somebody
from tests.privacy.filling import (
    BUSINESS,
    NAME,
    PHONE,
    TELEGRAM_ID,
    TELLING,
    Filling,
    texts,
)

#: Texts in rows about an erased person that stay, and why. A new column belongs here or is emptied.
STAYS = {
    "booking.made": "what another's business made, in a slot that was booked for it",
    "booking.state": "whether a slot was used",
    "article.checksum": "the library's, published for everybody",
    "article.commodity": "the same",
    "article.field": "the same",
    "article.file_id": "the same",
    "article.media": "the same",
    "article.starter": "the same",
    "bulletin.certificates": "a company's words, public when they were written",
    "bulletin.commodity": "the same",
    "bulletin.delivery": "the same",
    "bulletin.grade": "the same",
    "bulletin.grades": "the same",
    "bulletin.place": "the same",
    "bulletin.kind": "the same",
    "bulletin.narrowed": "for whom it was, as the company said",
    "bulletin.terms": "the same",
    "bulletin.unit": "the same",
    "business.regency": "a place in which there was a business",
    "commitment.promise": "a company's promise",
    "consent.how": "proof of consent",
    "consent.purpose": "proof of consent",
    "consent.version": "proof of consent",
    "data_access.does": "proof of who did what with the data",
    "data_access.what": "the same",
    "enrolment.ending": "how a business's part in a programme ended",
    "programme.commodity": "what a programme is about",
    "programme.goal": "the same",
    "programme.messages_busy": "the same",
    "programme.reminded_ahead": "the same",
    "programme.template": "the same",
    "facility.name": "a house that somebody else keeps now",
    "facility.place": "the same",
    "invitation.member_role": "what a link would have granted",
    "invitation.role": "what a link would have granted",
    "invitation.token_hash": "of a link that is revoked or used",
    "offer.grade": "which of a company's own grades",
    "offer.state": "how much there was, without whose it was",
    "offer.unit": "the same",
    "outbox.key": "says what a message was for, by numbers",
    "outbox.kind": "the same",
    "outbox.owner": "a process",
    "outbox.reason": "Telegram's, or ours",
    "outbox.slot": "a kind of message",
    "poster.code": "of a link that is revoked",
    "poster.commodity": "what was printed on a poster",
    "programme.name": "the ministry's",
    "paper.item": "a kind of paper, of a business that is gone",
    "reminder.about": "a kind of event",
    "reminder.why": "one of five reasons",
    "participant.answer": "what was said to being asked",
    "series.local_start": "when something took place",
    "series.rule": "how often",
    "session.code": "of a class that is over",
    "session.kind": "a kind of session",
    "session.occurrence": "when something took place",
    "session.where_kind": "a kind of place",
    "session.local_start": "when something took place",
    "session.place": "where, of sessions that an officer planned for others; see below",
    "session.topic": "the same",
    "homework.text": "what an officer gave to an owner, as that owner's; see test_after.py",
    "homework.proof": "the same",
    "session_note.kind": "a kind of file",
    "session_note.text": "what an officer noted of others; see test_after.py",
    "session_note.file_id": "the same",
    "vetting_event.became": "a decision on a company",
    "vetting_event.reason": "the same",
}


def test_every_table_is_somebodys_or_nobodys() -> None:
    assert {kept.model.__tablename__ for kept in KEPT} | {*NOBODYS} == metadata.tables.keys()
    assert not {kept.model.__tablename__ for kept in KEPT} & {*NOBODYS}


async def stored(db: AsyncSession) -> Iterator[tuple[str, Any]]:
    """Every value of every column of every table there is."""
    found = []
    for table in metadata.tables.values():
        for row in (await db.execute(select(table))).mappings():
            found += [(f"{table.name}.{name}", value) for name, value in row.items()]
    return iter(found)


async def places_of(db: AsyncSession, *secrets: str) -> dict[str, str]:
    return {
        place: secret
        for place, value in await stored(db)
        for text in texts(value)
        for secret in secrets
        if secret in text
    }


SECRETS = (NAME, str(escape(NAME)), "Ratna", PHONE, PHONE.lstrip("+"), BUSINESS, str(TELEGRAM_ID))


async def told(db: AsyncSession, whom: Person, **values: Any) -> int:
    """A message to somebody else that names the person."""
    facts = {"businesses": [["1", f"{NAME} · {BUSINESS} · Kabupaten Malang"]]}
    row = {"params": {"facts": facts}, "text": f"<b>{escape(NAME)}</b>", "state": State.SENT}
    return await rows.enqueued(db, whom, **row | values)


async def test_no_table_knows_an_erased_person_any_more(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    filling = Filling(db, others)
    person = await filling.everything()
    await told(db, wayan)
    await told(db, wayan, state=State.PENDING, params={"name": NAME}, text=None)
    for state in (State.PENDING, State.SENDING):
        await rows.enqueued(db, person, state=state, bulletin_id=others["bulletin"])
    before = await places_of(db, *SECRETS)
    assert len(before) > 9
    await erase(db, person, None)
    await rows.enqueued(db, person, state=State.SENT, chat_id=TELEGRAM_ID, text="Selesai")
    db.add(Chat(id=TELEGRAM_ID, next_send_at=0))  # as the farewell's record makes it
    assert await tidy(db, None)
    assert await tidy(db, None) == 0
    assert await places_of(db, *SECRETS) == {}
    gone = {text: place for text, place in filling.written.items() if place not in STAYS}
    assert gone
    assert await places_of(db, *(text for text in gone if len(text) >= TELLING)) == {}
    found = {(place, text) for place, value in await stored(db) for text in texts(value)}
    assert {(place, text) for text, place in gone.items()} & found == set()


async def test_others_keep_what_they_were_told_but_the_name(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    """As a word of its own: whoever is called alike, and what waits to be sent, is left alone."""
    person = await somebody(db, 71, "Ani")
    kept = await told(db, wayan, params={"name": "Rani"}, text="Rani")
    both = {"names": ["Ani", "Rani"], "hour": "09.00", "by": {"name": "Bu Ani."}}
    gone = await told(db, wayan, params=both, text="Bu Ani, Rani: 09.00", state=State.PENDING)
    await erase(db, person, None)
    facts = {row.id: row for row in await db.scalars(select(Outgoing))}
    assert (facts[kept].params, facts[kept].text) == ({"name": "Rani"}, "Rani")
    assert facts[gone].params == {"names": ["–", "Rani"], "hour": "09.00", "by": {"name": "Bu –."}}
    assert (facts[gone].text, facts[gone].state) == ("Bu –, Rani: 09.00", State.PENDING)


async def test_a_number_goes_in_the_form_in_which_it_was_shown(
    db: AsyncSession, wayan: Person
) -> None:
    person = await somebody(db, 71, "Ani")
    person.phone = PHONE
    card = await told(db, wayan, params={"phone": PHONE}, text="HP: 0812-9876-5432")
    await erase(db, person, None)
    row = await db.get_one(Outgoing, card)
    assert (row.params, row.text) == ({"phone": "–"}, "HP: –")


async def test_an_officers_name_leaves_the_answers_of_whoever_could_ask_for_it(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    """Those are many: of all that a region was sent, only the answers are looked through."""
    ani, eko = await somebody(db, 71, "Ani"), await somebody(db, 72, "Eko")
    await registration.register_owner(db, ani, "Sambal", [registration.Make("tomat", "tomat")])
    db.add(PosterArrival(person_id=eko.id, poster_id=others["poster"], at=clock.now()))
    poster = await db.get_one(Poster, others["poster"])
    poster.officer_id = wayan.id
    facts = {"params": {"officer": wayan.name}, "text": wayan.name}
    answer = await told(db, ani, kind="your_officer", **facts)
    welcome = await told(db, eko, kind="came_by", **facts)
    namesake = await told(db, ani, **facts)
    await erase(db, wayan, None)
    left = {row.id: (row.params, row.text) for row in await db.scalars(select(Outgoing))}
    assert left[answer] == left[welcome] == ({"officer": "–"}, "–")
    assert left[namesake] == ({"officer": "Wayan Sukerti"}, "Wayan Sukerti")


async def test_a_business_called_what_it_sells_takes_the_product_from_nobody(
    db: AsyncSession, wayan: Person
) -> None:
    person = await somebody(db, 71, "Siti Aminah")
    await businesses.add(db, person, "kopi-robusta", "35.07", [])
    kept = await told(db, wayan, params={"commodity": "kopi-robusta"}, text="x")
    await erase(db, person, None)
    row = await db.get_one(Outgoing, kept)
    assert row.params == {"commodity": "kopi-robusta"}


async def test_the_ledger_of_a_bulletin_sums_as_before(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    """What is being sent may arrive, and nobody will record it."""
    person = await somebody(db, 71, "Siti Aminah")
    number = others["bulletin"]
    for state in (State.SENT, State.FAILED, State.PENDING, State.SENDING):
        await rows.enqueued(db, person, state=state, bulletin_id=number)
    await erase(db, person, None)
    counted = await ledger(db, number)
    assert counted.targeted == 4
    assert counted.states == dict.fromkeys(
        (State.SENT, State.FAILED, State.SUPPRESSED, State.UNKNOWN), 1
    )


async def test_what_is_being_sent_does_not_bring_its_text_back(
    db: AsyncSession, wayan: Person
) -> None:
    person = await somebody(db, 71, "Siti Aminah")
    number = await rows.enqueued(db, person, lane=Lane.REPLY, state=State.SENDING, owner="me")
    letter = Letter(number, Lane.REPLY, "greeting", {}, 71, "id", "Asia/Jakarta")
    await erase(db, person, None)
    await claims.record_sent(db, [(letter, Sent(5, "Siti Aminah"))], "me")
    row = (await db.execute(select(Outgoing.text, Outgoing.state))).one()
    assert (row.text, row.state) == (None, State.SUPPRESSED)


async def test_a_session_with_somebody_erased_is_off_and_the_officer_is_told(
    db: AsyncSession, wayan: Person
) -> None:
    siti = await somebody(db, 71, "Siti Aminah")
    business = await registration.register_owner(
        db, siti, "Sambal Siti", [registration.Make("tomat", "tomat")]
    )
    session = await session_with(db, wayan, business.id)
    for each in (siti, wayan):
        reminders.owe(db, session, each, ahead_of(each), None)
    await db.flush()
    await erase(db, siti, None)
    assert {*await db.scalars(select(Reminder.outcome))} == {Outcome.MISSED}
    (news,) = await db.scalars(select(Outgoing).where(Outgoing.kind == SessionOff.kind))
    assert (news.person_id, news.params["officer_left"]) == (wayan.id, False)
    assert await sessions.upcoming(db, wayan.id) == []
    await db.refresh(session)
    assert (session.called_off_at is None, session.place) == (False, "")


async def test_a_business_that_nothing_refers_to_is_gone(db: AsyncSession) -> None:
    siti = await somebody(db, 71, "Siti Aminah")
    await registration.register_owner(db, siti, "Sambal", [registration.Make("tomat", "tomat")])
    await erase(db, siti, None)
    assert (await db.scalars(select(func.count()).select_from(Business))).one() == 0


async def test_who_comes_back_is_new(storage: Storage) -> None:
    async with storage.transaction() as db:
        siti = await somebody(db, 71, "Siti")
        await erase(db, siti, None)
    async with storage.transaction() as db:
        again = await db.get_one(Person, await roles.person_id_of(db, 71))
        assert (again.id != siti.id, again.name, again.erased_at) == (True, None, None)
        proof = await db.execute(select(Consent.person_id, Consent.withdrawn_at))
        assert {(row.person_id, row.withdrawn_at is None) for row in proof} == {(siti.id, False)}


async def test_a_copy_is_not_kept_once_it_has_gone(db: AsyncSession) -> None:
    siti = await somebody(db, 71, "Siti")
    facts = {"kind": COPY, "params": {"copied": {"profile": [{"name": "Siti"}]}}}
    waits = await rows.enqueued(db, siti, **facts)
    for state in (State.SENT, State.FAILED):
        await rows.enqueued(db, siti, **facts, state=state, settled_at=clock.now())
    assert await tidy(db, None) == 2
    assert await tidy(db, None) == 0
    kept = {row.id: row.params for row in await db.scalars(select(Outgoing))}
    assert {number for number, params in kept.items() if params} == {waits}


async def test_a_photo_of_theirs_goes_with_nothing_any_more_and_the_news_stays(
    db: AsyncSession, wayan: Person, others: dict[str, int]
) -> None:
    budi = await rows.person(db, 77)
    photo = Enclosed("photo", "AgAC", Button("Lihat foto", "see:1"))
    numbers = {}
    for author in (budi, wayan):
        number = numbers[author.id] = await rows.bulletin(db, author, texts=False)
        bulletin = await db.get_one(Bulletin, number)
        bulletin.enclosure = {"kind": "photo", "file_id": "AgAC", "name": ""}
        word(db, number, 1, {"id": Screen(Markup("Kopi"), enclosed=photo)})
    await db.flush()
    await erase(db, budi, None)
    left = {}
    for number in numbers.values():
        text = await db.get_one(BulletinText, (number, 1, "id"))
        left[number] = load(text.screen)
    assert left[numbers[budi.id]] == Screen(Markup("Kopi"))
    assert left[numbers[wayan.id]].enclosed == photo
    assert (await db.get_one(Bulletin, numbers[budi.id])).enclosure is None
    assert (await db.get_one(Bulletin, numbers[wayan.id])).enclosure is not None
