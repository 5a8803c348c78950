"""A database that has been in use: 120,000 messages in all states, and whom they are for."""

from sqlalchemy import text

from bot.storage import Storage

#: `{day}` is today for one in fifty. Most messages were sent, many wait for tomorrow morning.
STATEMENTS = """
INSERT INTO person (id, telegram_id, language, zone, created_at, registered_at)
SELECT i, i, 'id', 'Asia/Jakarta', {now}, {now} FROM people

INSERT INTO role_grant (person_id, role, granted_at) SELECT i, 'owner', {now} FROM people

INSERT INTO chat (id, next_send_at) SELECT i, 0 FROM people WHERE i > 9

INSERT INTO conversation (person_id, chat_id, state, turn, updated_at)
SELECT i, i, '{{}}', 1, {now} FROM people

INSERT INTO business (id, person_id, name, regency, created_at)
SELECT i, i, 'x', '35.07', {now} FROM people

INSERT INTO product (id, business_id, commodity, said)
SELECT i, i, 'tomat', 'x' FROM people

INSERT INTO consent (id, person_id, purpose, version, language, given_at)
SELECT i, i, 'news', '1', 'id', {now} FROM people

INSERT INTO subscription (commodity, several, regency, person_id, business_id, papers)
SELECT 'crop-' || (i % 100), false, '35.07', i, i, 0 FROM people

INSERT INTO added_topic (person_id, commodity, region, at)
SELECT i, CASE WHEN i % 100 = 1 THEN 'tomat' ELSE 'crop-' || (i % 100) END, '35', {now}
FROM people

INSERT INTO recipient_group (person_id, keeper_id, title, channel)
SELECT i, i - 1, 'x', false FROM people WHERE i % 200 = 0

INSERT INTO offtaker (id, name, regency, vetting, committed_at)
VALUES (1, 'PT', '35.07', 'approved', {now})

INSERT INTO bulletin (id, kind, offtaker_id, author_id, commodity, unit, price, valid_until,
  version, published_at, targeted)
SELECT i, 'price', 1, 1, 'tomat', 'kg', 1, {tomorrow}, 1, {now}, 0 FROM people WHERE i <= 2

INSERT INTO offtaker (id, name, regency, vetting, committed_at)
SELECT i, 'PT', '35.07', 'approved', {now} FROM people WHERE i BETWEEN 2 AND 200

INSERT INTO bulletin (id, kind, offtaker_id, author_id, commodity, unit, price, valid_until,
  version, published_at, targeted, ending, ended_at)
SELECT i, 'price', 1 + (i / 100) % 200, i, 'crop-' || (i % 100), 'kg', 1,
  CASE WHEN i % 50 = 3 THEN {tomorrow} ELSE {old} END, 1,
  CASE WHEN i % 50 = 3 THEN {now} ELSE {old} END, 0,
  CASE WHEN i % 50 <> 3 THEN 'expired' END, CASE WHEN i % 50 <> 3 THEN {old} END
FROM people WHERE i BETWEEN 3 AND 20000

INSERT INTO bulletin_region (bulletin_id, region)
SELECT 1 + (i - 1) / 5, CASE WHEN i % 5 = 0 THEN '35.07' ELSE '51.0' || (i % 5) END FROM updates

INSERT INTO planned_bulletin (offtaker_id, author_id, answers, state, made_at, publish_at, ask_at)
SELECT 1, i, '{{}}', CASE WHEN i % 500 = 3 THEN 'asked' WHEN i % 500 = 4 THEN 'scheduled'
  ELSE 'dropped' END, {now}, {tomorrow}, {tomorrow}
FROM people WHERE i BETWEEN 3 AND 20000

INSERT INTO question (id, person_id, officer_id, standing, round, asked_at)
SELECT i, i, 1 + i % 50, CASE WHEN i % 500 = 3 THEN 'open' ELSE 'closed' END, 1, {old}
FROM people WHERE i BETWEEN 3 AND 20000

INSERT INTO question_wait (question_id, round, stage, due_at, outcome)
SELECT i, 1, 'officer', {tomorrow}, CASE WHEN i % 500 = 3 THEN 'pending' ELSE 'answered' END
FROM people WHERE i BETWEEN 3 AND 20000

INSERT INTO reference_price (commodity, region, day, level, source, unit, grade, price,
  imported_at)
SELECT 'crop-' || (i % 100), CASE WHEN i / 100 = 7 THEN '35.07' ELSE '35.' || (i / 100) END,
  {monday}, 'producer', 'x', 'kg', '', 1, {now}
FROM updates

INSERT INTO programme (id, name, officer_id, region, created_at) VALUES (1, 'x', 1, 'ID', {now})

INSERT INTO enrolment (programme_id, business_id, enrolled_at, messages_due_at)
SELECT 1, i, {now}, CASE WHEN i % 2 = 0 THEN {tomorrow} END FROM people

INSERT INTO session (id, programme_id, officer_id, kind, local_start, zone, starts_at, minutes,
  where_kind, place, version, created_at)
SELECT i, 1, 1 + i / 5, 'visit', '', 'Asia/Jakarta', {tomorrow}, 60, 'words', 'x', 1, {now}
FROM people

INSERT INTO participant (session_id, business_id, answer) SELECT i, i, 'none' FROM people

INSERT INTO reminder (about, about_id, person_id, ahead, version, event_at, due_at, asked,
  outcome)
SELECT 'session', i, i, 1440, 1, {tomorrow}, {day}, false,
  CASE WHEN i % 4 < 2 THEN 'enqueued' ELSE 'pending' END FROM people

INSERT INTO seen_update (bot_id, update_id, handled, seen_at)
SELECT 1, i, 'done', CASE WHEN i <= 10 THEN {old} ELSE {now} END FROM updates

INSERT INTO outbox (lane, kind, params, person_id, chat_id, slot, bulletin_id, version, state,
  owner, epoch, lapses_at, attempts, not_before, created_at, digest_id)
SELECT
  CASE WHEN i % 10 = 0 THEN 0 WHEN i % 50 = 1 THEN 1 ELSE 2 END,
  CASE WHEN i % 1000 = 10 THEN 'your_officer' ELSE 'greeting' END, '{{}}',
  1 + i % 60000, 1 + i % 60000,
  CASE WHEN i % 10 = 0 THEN 'question' END,
  CASE WHEN i % 10 = 0 OR i % 50 = 1 THEN NULL WHEN i % 100 = 2 THEN 1 ELSE 2 END, 1,
  CASE WHEN i % 10 = 0 OR i % 4 < 2 THEN 'sent' WHEN i % 400 = 3 THEN 'sending'
    WHEN i % 20 = 7 THEN 'suppressed' ELSE 'pending' END,
  CASE WHEN i % 400 = 3 THEN 'another' END, CASE WHEN i % 400 = 3 THEN 1 END,
  CASE WHEN i % 400 = 3 THEN 9000000000 END, 0, {day}, {now},
  CASE WHEN i % 200 = 6 OR i % 100 = 26 THEN 0 END
FROM messages
"""
#: How many of each there are.
MANY = {"people": 60_000, "messages": 120_000, "updates": 100_000}
#: Moments as each engine keeps them, around the tests' Monday.
MOMENTS = {
    "old": "2026-11-01 00:00:00.000000",
    "now": "2026-11-23 02:00:00.000000",
    "tomorrow": "2026-11-24 02:00:00.000000",
}


async def fill(storage: Storage) -> None:
    suffix, cast = ("", "'{}'") if storage.sqlite else ("+00", "TIMESTAMPTZ '{}'")
    moments = {name: cast.format(moment + suffix) for name, moment in MOMENTS.items()}
    moments["monday"] = "'2026-11-23'" if storage.sqlite else "DATE '2026-11-23'"
    day = f"CASE WHEN i % 50 = 6 THEN {moments['now']} ELSE {moments['tomorrow']} END"
    async with storage.transaction() as db:
        for statement in STATEMENTS.strip().split("\n\n"):
            numbers = [
                f"{name}(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM {name} WHERE i < {most})"  # noqa: S608  (ours)
                for name, most in MANY.items()
            ]
            filled = statement.format(day=day, **moments)
            await db.execute(text(f"WITH RECURSIVE {', '.join(numbers)} {filled}"))
    async with storage.engine.connect() as connection:
        await connection.execute(text("ANALYZE"))
        await connection.commit()
