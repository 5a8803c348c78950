"""What is done for each update, each look at the market, and each second of the calendar."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.calendar import feeds, in_calendar
from bot.coaching.day import mornings
from bot.coaching.day.attention import Patience
from bot.coaching.questions import passing, questions
from bot.coaching.questions import waits as question_waits
from bot.coaching.reminders import hours, reminders
from bot.coaching.sequences import ticking as sequences
from bot.coaching.sessions import clashing, sessions
from bot.conversation.nudging import nudging
from bot.conversation.said import Text
from bot.delivery import broadcasting
from bot.delivery.lease import Held
from bot.delivery.newest import newest
from bot.intake import arrival
from bot.intake.incoming import Incoming
from bot.intake.models import Handled
from bot.market import audience, history, living, quotes, references, topics
from bot.market import plans as planned_ones
from bot.market.models import BulletinKind
from bot.market.topics import Added
from bot.people import groups, subscriptions
from bot.people.models import Person, Role
from bot.privacy import tidying
from tests.storage.explaining import Work


def somebody(number: int) -> Incoming:
    return Incoming(number, number, number, "id", Text("halo"))


async def _look_up(db: AsyncSession, _lease: Held) -> None:
    crops = ["crop-3", "crop-53"]
    found = await quotes.today(db, BulletinKind.PRICE, crops, ["35.07"])
    assert len(found) == 400
    await quotes.before(db, found[:8])
    prices = await references.newest(db, crops, ["35.07", "35", "ID"], date(2026, 10, 24))
    assert len(prices) == 2
    await references.history(db, prices[0], date(2026, 10, 1))


async def _piece(db: AsyncSession, _lease: Held) -> None:
    """Sixty of 60,000 people."""
    issue = broadcasting.Issue(1, 1, clock.now())
    await broadcasting.enqueue(db, audience.piece("tomat", ["35"], 0, 60), issue, None)


async def _piece_of_followers(db: AsyncSession, _lease: Held) -> None:
    issue = broadcasting.Issue(1, 1, clock.now())
    people = audience.piece_of_added("tomat", ["35"], 0, 6000)
    await broadcasting.enqueue(db, people, issue, None)


async def _follows(db: AsyncSession, _lease: Held) -> None:
    """Another commodity, and none any more."""
    person = await db.get_one(Person, 5)
    await topics.add(db, person, Added("jagung", "35"))
    assert await topics.drop(db, person, [Added("jagung", "35")])


async def _clashes(db: AsyncSession, _lease: Held) -> None:
    person = await db.get_one(Person, 5)
    assert await clashing.clashes(db, [person], [(datetime(2026, 11, 24, 2, tzinfo=UTC), 60)])


#: What it is; the work; an index that must be used, if one is to be named.
UPDATES: list[tuple[str, Work, str | None]] = [
    (
        "an update is remembered",
        lambda db, _lease: arrival.first_time(db, 1, range(900_000, 900_016), Handled.DONE),
        None,
    ),
    (
        "people arrive: they are locked, and their roles and conversations read",
        lambda db, _lease: arrival.arrive(db, [somebody(number) for number in range(5, 21)]),
        None,
    ),
    (
        "bulletins whose last day has passed are ended",
        lambda db, _l: living.expire(db, 100),
        "ix_bulletin_running",
    ),
    (
        "bulletins whose hour has come are found",
        lambda db, _l: planned_ones.due(db),
        "ix_planned_bulletin_scheduled",
    ),
    (
        "bulletins for which the next admin is to be asked are found",
        lambda db, _l: planned_ones.unanswered(db),
        "ix_planned_bulletin_asked",
    ),
    ("so are its groups", lambda db, _l: audience.groups(db, "crop-3", ["35"]), "subscription"),
    (
        "somebody's groups are listed",
        lambda db, _l: groups.kept_by(db, select(Person.id).where(Person.id == 399)),
        None,  # there are few, and they are looked through sooner
    ),
    (
        "an audience is counted",
        lambda db, _l: audience.size(db, "crop-3", ["35"]),
        r"subscription USING PRIMARY KEY \(commodity=\? AND several=\?|pk_subscription",
    ),
    (
        "what came to somebody last is found",
        lambda db, _l: newest(db, 5),
        "ix_outbox_person_id",
    ),
    (
        "what an officer has before them is found",
        lambda db, _l: sessions.upcoming(db, 5),
        "ix_session_officer_id",
    ),
    (
        "what an owner has before them is found",
        lambda db, _l: sessions.upcoming(db, 50_000),
        "ix_participant_business_id",
    ),
    (
        "questions that wait for long are found",
        lambda db, _l: question_waits.tick(db, None),
        "wait_due",
    ),
    (
        "officers whose morning it is are found",
        lambda db, _l: mornings.greeting(time(), Patience())(db, None),
        None,
    ),
    (
        "questions of who is no officer any more are found",
        lambda db, _l: passing.hand_on(db),
        "ix_question_open",
    ),
    (
        "the questions that wait for somebody are found",
        lambda db, _l: questions.owed_by(db, 5, frozenset({Role.OFFICER, Role.EXPERT})),
        "ix_question_open",
    ),
    (
        "those that wait for an admin",
        lambda db, _l: questions.owed_by(db, 5, frozenset({Role.ADMIN})),
        "ix_question_open",
    ),
    (
        "what stands in a person's calendar is found",
        lambda db, _l: in_calendar.of(db, 50_000),
        "ix_participant_business_id",
    ),
    (
        "when somebody is reminded of sessions is found",
        lambda db, _l: hours.by_default(db, [50_000]),
        "ix_business_person_id",
    ),
    (
        "whose calendar it is is found",
        lambda db, _l: feeds.whose(db, "x" * 22),
        "token_hash|calendar_feed_2",
    ),
    ("what would collide is found", _clashes, "ix_session_officer_id"),
    ("a piece of a bulletin for many is enqueued", _piece, "ix_consent_person_id_purpose"),
    (
        "a piece of those who follow it is enqueued",
        _piece_of_followers,
        r"added_topic_commodity_id \(commodity=\? AND id>\?|ix_added_topic_commodity_id",
    ),
    (
        "a commodity is followed, and no more",
        _follows,
        r"added_topic_1 \(person_id=|uq_added_topic_person",
    ),
    (
        "why somebody did not get a bulletin is found",
        lambda db, _l: audience.missed(db, "crop-7", ["51"], 7),
        r"added_topic_1 \(person_id=|uq_added_topic_person",
    ),
    (
        "what somebody hears of is brought up to date",
        lambda db, _l: subscriptions.follow(db, [5]),
        "ix_subscription_person_id",
    ),
    (
        "due messages of programmes are found",
        lambda db, _l: sequences.tick(db, None),
        "ix_enrolment_messages_due",
    ),
    ("due reminders are found", lambda db, _l: reminders.tick(db, None), "ix_reminder_due"),
    (
        "unfinished conversations that are to be brought up again are found",
        lambda db, _l: nudging({})(db, None),
        "ix_conversation_nudge",
    ),
    (
        "last words to who was erased are forgotten, and copies that went out",
        lambda db, _l: tidying.tidy(db, None),
        "ix_person_erased",
    ),
    (
        "today's prices are looked up, with those before and the public ones",
        _look_up,
        r"reference_price_1 \(commodity=\? AND region=\? AND day>\?\)|pk_reference_price",
    ),
    (
        "a chart is made of the last weeks",
        lambda db, _l: history.held(
            db, ("crop-3", "kg"), "35.07", date(2026, 10, 1), ZoneInfo("Asia/Jakarta")
        ),
        "ix_bulletin_commodity_kind_valid_until",
    ),
    (
        "old updates are forgotten",
        lambda db, _l: arrival.forget(db, None),
        "ix_seen_update_seen_at",
    ),
]
