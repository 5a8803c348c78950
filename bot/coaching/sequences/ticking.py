"""The messages that are due, whoever ticks, however late, and however many at once.

A business in a programme is one row that knows when it is to be looked at next, however many
messages the programme has. It is locked while its messages are judged (`moments.look`), so that
each has one outcome (promise S1).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.programmes.models import Enrolment
from bot.coaching.questions.articles import Article, ArticleText
from bot.coaching.reminders.models import Outcome
from bot.coaching.sequences import courses
from bot.coaching.sequences.courses import Case, rule_of, step_of
from bot.coaching.sequences.models import SequenceOutcome, SequenceStep, key_of
from bot.coaching.sequences.moments import Verdict, look
from bot.coaching.sequences.notices import ProgrammeMessage
from bot.delivery import outbox
from bot.delivery.outbox import News
from bot.delivery.quiet import Quiet
from bot.storage import dialects
from bot.storage.tables import this_moment

#: Businesses looked at in one transaction: as for reminders (`bot.coaching.reminders.ticking`).
BATCH, MOST = 200, 1000


async def tick(db: AsyncSession, quiet: Quiet) -> int:
    """Settle some of the messages that are due; returns how many businesses were looked at."""
    now = clock.now()
    most = BATCH if dialects.has_one_writer(db) else MOST
    numbers = [*await db.scalars(_due(), {"most": most})]
    if not numbers:
        return 0
    found = await courses.cases(db, numbers, named=True)
    steps = await courses.steps_of(db, {each.programme.id for each in found})
    talking = await courses.talking(db, {each.owner.id for each in found})
    rows = {row.id: row for each in steps.values() for row in each}
    titles = await titles_of(db, [*rows.values()])
    planned = {number: [step_of(row) for row in each] for number, each in steps.items()}
    outcomes, news, nexts = [], [], []
    for case in found:
        seen = look(
            planned[case.programme.id],
            case.course,
            rule_of(case.programme),
            quiet,
            now,
            talking=case.owner.id in talking,
        )
        nexts.append({"id": case.enrolment.id, "messages_due_at": seen.next_at})
        for verdict in seen.verdicts:
            outcomes.append(_outcome(case, verdict, now))
            if verdict.outcome is Outcome.ENQUEUED:
                news.append(_news(case, rows[verdict.step_id], verdict, titles, now))
    await outbox.notify_all(db, news)
    if outcomes:
        await db.execute(dialects.insert(db, SequenceOutcome).on_conflict_do_nothing(), outcomes)
    await db.execute(update(Enrolment), nexts)
    return len(numbers)


@cache
def _due() -> Select[int]:
    """Made once: most ticks find nothing."""
    return (
        select(Enrolment.id)
        .where(Enrolment.messages_due_at <= this_moment())
        .order_by(Enrolment.messages_due_at, Enrolment.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


async def titles_of(
    db: AsyncSession, steps: Sequence[SequenceStep]
) -> Mapping[int, Mapping[str, str]]:
    """Of the articles that these name, by language."""
    numbers = {each.article_id for each in steps if each.article_id is not None}
    found: dict[int, dict[str, str]] = {}
    if not numbers:
        return found
    query = (
        select(ArticleText.article_id, ArticleText.language, ArticleText.title)
        .join(Article, Article.id == ArticleText.article_id)
        .where(Article.id.in_(numbers), Article.withdrawn_at.is_(None))
    )
    for article_id, language, title in await db.execute(query):
        found.setdefault(article_id, {})[language] = title
    return found


def _outcome(case: Case, verdict: Verdict, now: datetime) -> dict[str, Any]:
    return {
        "enrolment_id": case.enrolment.id,
        "step_id": verdict.step_id,
        "enrolled_at": case.enrolment.enrolled_at,
        "outcome": verdict.outcome,
        "why": verdict.why,
        "settled_at": now,
    }


def _news(
    case: Case,
    row: SequenceStep,
    verdict: Verdict,
    titles: Mapping[int, Mapping[str, str]],
    now: datetime,
) -> News:
    notice = ProgrammeMessage(
        programme=case.programme.name,
        template=case.programme.template,
        key=row.key,
        texts=row.texts,
        article_id=row.article_id,
        titles=titles.get(row.article_id or 0, {}),
    )
    key = key_of(case.enrolment.id, row.id, case.enrolment.enrolled_at)
    return News(case.owner, notice, key, now, expires_at=verdict.until)
