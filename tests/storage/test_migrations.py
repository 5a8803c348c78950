"""The schema comes and goes by migrations alone, and is what the models say."""

from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import Connection, Inspector, event, inspect, select, text
from sqlalchemy.exc import IntegrityError

from bot.coaching.reminders.models import DAY, HOUR, Reminder
from bot.errors import Refused
from bot.schema import metadata
from bot.storage import Storage
from bot.storage.migrate import configured, current, migrate, newest
from tests.people.hearing import hear_as_the_rule_says


def tables(connection: Connection) -> set[str]:
    found: Inspector = inspect(connection)
    return {*found.get_table_names()} - {"alembic_version"}


async def test_migrations_go_up_down_and_up_again(empty: Storage) -> None:
    assert await current(empty) is None
    everything: set[str] = {*metadata.tables}
    for to, expected in (("head", everything), ("base", set()), ("head", everything)):
        await migrate(empty, to)
        async with empty.engine.connect() as connection:
            assert await connection.run_sync(tables) == expected
    assert await current(empty) == newest()


async def test_migrating_again_changes_nothing(storage: Storage) -> None:
    await migrate(storage)
    assert await current(storage) == newest()


async def test_a_start_without_anything_to_migrate_looks_at_no_rows(storage: Storage) -> None:
    """With a million of them, looking for broken references took SQLite a second."""
    said: list[str] = []

    def listen(*arguments: object) -> None:
        said.append(str(arguments[2]))

    event.listen(storage.engine.sync_engine, "before_cursor_execute", listen)
    await migrate(storage)
    assert said
    assert not [each for each in said if "foreign_key_check" in each]


async def test_models_match_migrations(storage: Storage) -> None:
    """Raises with the difference if a model was changed and no migration written."""

    def compare(connection: Connection) -> None:
        config = configured()
        config.attributes["connection"] = connection
        command.check(config)

    async with storage.engine.connect() as connection:
        await connection.run_sync(compare)


async def test_a_database_newer_than_the_program_is_refused_in_one_line(storage: Storage) -> None:
    async with storage.engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(Refused) as refused:
        await migrate(storage)
    assert str(refused.value).startswith("The database is newer than this program")
    assert "\n" not in str(refused.value)
    assert await current(storage) == "9999"


BEFORE_0003 = """
INSERT INTO person (id, telegram_id, language, zone, created_at, name)
VALUES (1, 71, 'id', 'Asia/Jakarta', '2026-11-20 01:00:00+00:00', 'Siti');
INSERT INTO consent (person_id, purpose, version, language, given_at)
VALUES (1, 'service', '2026-11', 'id', '2026-11-20 01:00:00+00:00');
INSERT INTO offtaker (id, name, regency, vetting, committed_at)
VALUES (5, 'PT Pangan', '35.07', 'approved', '2026-11-20 01:00:00+00:00');
INSERT INTO offtaker_member (offtaker_id, person_id) VALUES (5, 1)
"""


async def test_what_people_had_agreed_to_is_kept_when_consent_is_split(empty: Storage) -> None:
    """0003 rebuilds `person` on SQLite, and every row that refers to it has to survive that."""
    await migrate(empty)
    await migrate(empty, "0002")
    async with empty.engine.begin() as connection:
        for statement in BEFORE_0003.split(";"):
            await connection.execute(text(statement))
    await migrate(empty)
    async with empty.engine.connect() as connection:
        purposes = await connection.execute(text("SELECT purpose FROM consent ORDER BY id"))
        promises = await connection.execute(text("SELECT promise FROM commitment ORDER BY 1"))
        member = await connection.execute(text("SELECT person_id, role FROM offtaker_member"))
        assert [row[0] for row in purposes] == ["service", "coaching"]
        assert [row[0] for row in promises] == ["coaching", "payment", "prices"]
        assert [tuple(row) for row in member] == [(1, "lead")]


BEFORE_0013 = """
INSERT INTO person (id, telegram_id, language, zone, created_at, name)
VALUES (1, 71, 'id', 'Asia/Jakarta', '2026-11-20 01:00:00+00:00', 'Siti');
INSERT INTO consent (person_id, purpose, version, language, given_at)
VALUES (1, 'news', '2026-11', 'id', '2026-11-20 01:00:00+00:00');
INSERT INTO business (id, person_id, name, regency, created_at, size, nib)
VALUES (5, 1, 'Kebun', '35.07', '2026-11-20 01:00:00+00:00', 'micro', '1234567890123'),
(6, 1, 'Dapur', '35.07', '2026-11-20 01:00:00+00:00', NULL, NULL);
INSERT INTO readiness (business_id, item, state, marked_at)
VALUES (5, 'nib', 'none', '2026-11-20 01:00:00+00:00'),
(5, 'gap', 'doing', '2026-11-20 01:00:00+00:00'),
(6, 'halal', 'have', '2026-11-20 01:00:00+00:00');
INSERT INTO product (business_id, commodity, said, amount_low, amount_high, unit, per)
VALUES (5, 'tomat', 'tomat', 84, 84.5, 'kg', 'week'), (6, 'tomat', 'saus', 1, 2, 'ikat', 'day'),
(5, 'jahe', 'jahe', NULL, NULL, NULL, NULL), (5, NULL, 'jamu', 5, 5, 'kg', 'day');
INSERT INTO mute (person_id, commodity, at) VALUES (1, 'jahe', '2026-11-20 01:00:00+00:00')
"""


async def test_who_hears_of_what_is_filled_with_what_was_told_before(empty: Storage) -> None:
    await migrate(empty)
    await migrate(empty, "0012")
    async with empty.engine.begin() as connection:
        for statement in BEFORE_0013.split(";"):
            await connection.execute(text(statement))
    await migrate(empty)
    async with empty.reading() as db:
        await hear_as_the_rule_says(db)
        kept = await db.execute(text("SELECT business_id, size, papers, monthly FROM subscription"))
        assert sorted(tuple(row) for row in kept) == [
            (5, "micro", 257 + (32 << 8), 367173),
            (6, None, 8 * 257, None),
        ]


BEFORE_0025 = """
INSERT INTO person (id, telegram_id, language, zone, created_at, name)
VALUES (1, 71, 'id', 'Asia/Jakarta', '2026-11-20 01:00:00+00:00', 'Siti');
INSERT INTO business (id, person_id, name, regency, created_at)
VALUES (5, 1, 'Kebun', '35.07', '2026-11-20 01:00:00+00:00');
INSERT INTO programme (id, name, officer_id, region, created_at)
VALUES (3, 'Naik Kelas', 1, 'ID', '2026-11-20 01:00:00+00:00');
INSERT INTO session (id, programme_id, business_id, officer_id, local_start, zone, starts_at,
place, version, created_at)
VALUES (7, 3, 5, 1, '2026-11-24T09:00', 'Asia/Jakarta', '2026-11-24 02:00:00+00:00',
'Balai Desa', 2, '2026-11-20 01:00:00+00:00');
INSERT INTO reminder (session_id, person_id, before, version, due_at, outcome)
VALUES (7, 1, 'day', 2, '2026-11-23 02:00:00+00:00', 'pending')
"""


async def test_a_session_with_one_business_has_one_participant_and_goes_back(
    empty: Storage,
) -> None:
    """0025 rebuilds `session` on SQLite, and its reminders have to survive that."""
    await migrate(empty)
    await migrate(empty, "0019")
    async with empty.engine.begin() as connection:
        for statement in BEFORE_0025.split(";"):
            await connection.execute(text(statement))
    await migrate(empty)
    async with empty.engine.connect() as connection:
        session = await connection.execute(
            text("SELECT kind, minutes, where_kind, version FROM session")
        )
        taking_part = await connection.execute(
            text("SELECT session_id, business_id, answer, waits FROM participant")
        )
        reminders = await connection.execute(text("SELECT about_id FROM reminder"))
        assert [tuple(row) for row in session] == [("visit", 60, "words", 2)]
        assert [tuple(row) for row in taking_part] == [(7, 5, "none", None)]
        assert [row[0] for row in reminders] == [7]
    await migrate(empty, "0019")
    async with empty.engine.connect() as connection:
        back = await connection.execute(text("SELECT id, business_id FROM session"))
        assert [tuple(row) for row in back] == [(7, 5)]


async def test_references_are_watched_again_after_a_migration(storage: Storage) -> None:
    await migrate(storage)
    with pytest.raises(IntegrityError):
        async with storage.engine.begin() as connection:
            await connection.execute(
                text("INSERT INTO offtaker_member (offtaker_id, person_id) VALUES (404, 404)")
            )


BEFORE_0024 = """
INSERT INTO person (id, telegram_id, language, zone, created_at)
VALUES (1, 71, 'id', 'Asia/Jakarta', '2026-11-20 01:00:00+00:00');
INSERT INTO business (id, person_id, name, regency, created_at)
VALUES (2, 1, 'Kebun', '35.07', '2026-11-20 01:00:00+00:00');
INSERT INTO programme (id, name, officer_id, region, created_at)
VALUES (3, '2026', 1, 'ID', '2026-11-20 01:00:00+00:00');
INSERT INTO session (id, programme_id, business_id, officer_id, local_start, zone, starts_at,
  place, version, created_at)
VALUES (4, 3, 2, 1, '', 'Asia/Jakarta', '2026-11-25 02:00:00+00:00', 'x', 1,
  '2026-11-20 01:00:00+00:00');
INSERT INTO reminder (id, session_id, person_id, before, version, due_at, outcome)
VALUES (5, 4, 1, 'day', 1, '2026-11-24 02:00:00+00:00', 'missed'),
  (6, 4, 1, 'hour', 1, '2026-11-25 01:00:00+00:00', 'pending')
"""


async def test_reminders_of_sessions_stay_when_they_are_of_anything(empty: Storage) -> None:
    """Their numbers, too: messages on their way are known by them."""
    await migrate(empty)
    await migrate(empty, "0019")
    async with empty.engine.begin() as connection:
        for statement in BEFORE_0024.split(";"):
            await connection.execute(text(statement))
    for _round in range(2):
        await migrate(empty)
        async with empty.reading() as db:
            rows = (await db.scalars(select(Reminder).order_by(Reminder.id))).all()
        told = [(row.id, row.about, row.about_id, row.ahead, row.why) for row in rows]
        assert told == [(5, "session", 4, DAY, "off"), (6, "session", 4, HOUR, None)]
        assert {row.event_at for row in rows} == {datetime(2026, 11, 25, 2, tzinfo=UTC)}
        await migrate(empty, "0019")
