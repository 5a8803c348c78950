"""An officer writes a message of a programme, or changes one; who gets it next stands below it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from markupsafe import Markup

from bot import clock
from bot.coaching.models import Programme
from bot.coaching.programmes import programmes
from bot.coaching.questions import library
from bot.coaching.sequences import writing
from bot.coaching.sequences.beginning import text_of
from bot.coaching.sequences.courses import step_of
from bot.coaching.sequences.models import SequenceStep, Since
from bot.coaching.sequences.moments import Step
from bot.coaching.sequences.writing import Draft
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Choice, Count, Hour, Known, Pick, Prose
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.language import LANGUAGES, Words, _, words_for
from bot.people.readiness import Item
from handlers.coaching.programmes.programme_screens import title
from handlers.coaching.programmes.programmes import NoSuchProgramme, taught
from handlers.coaching.sequences.message_screens import coming_lines
from handlers.coaching.sequences.messages import Coming, NotWritten, coming, show_one
from handlers.home import row_number
from handlers.people.details import ITEMS, TYPED_ITEMS

NEW = "new"
#: In UTF-16 units; with its programme and the officer's summary it has to fit a message.
LONGEST = 800


async def start_writing(turn: Turn, tap: Tap, argument: str) -> None:
    """`12`: a new message of that programme; `12:5`: another wording or moment of one."""
    number, _colon, step_number = argument.partition(":")
    programme = await programmes.taught(turn.db, turn.person.id, row_number(number))
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
        return
    step = await writing.step_numbered(turn.db, programme.id, row_number(step_number))
    known = {"programme": str(programme.id), "step": str(step.id) if step else NEW}
    await begin(turn, WRITE_MESSAGE, known | (_answers(turn, programme, step) if step else {}))


def _answers(turn: Turn, programme: Programme, step: SequenceStep) -> dict[str, Any]:
    """What stands there now, so that all of it can be changed in the summary."""
    own, other = _wordings(turn, programme, step)
    return {
        "since": step.since,
        "module": str(step.module_id) if step.module_id else None,
        "days": step.days,
        "hour": step.hour,
        "article": str(step.article_id) if step.article_id else None,
        ("note" if step.article_id else "text"): own,
        "other": other,
        "until_module": str(step.until_module_id) if step.until_module_id else None,
        "until_paper": step.until_paper,
    }


def _wordings(
    turn: Turn, programme: Programme, step: SequenceStep
) -> tuple[str | None, str | None]:
    """In the officer's language, and in the other one."""
    own, other = turn.person.language, _other(turn)
    marked = text_of(programme.template, step.key)
    if marked:
        # Whoever reads it is addressed as they chose: the title is left open.
        return words_for(own).plain(marked), words_for(other).plain(marked)
    return step.texts.get(own) or step.texts.get(other), (
        step.texts.get(other) if own in step.texts else None
    )


def _other(turn: Turn) -> str:
    return next(each for each in LANGUAGES if each != turn.person.language)


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    programme = await _programme(turn, answers)
    if programme is None:
        return {}
    modules = taught(await programmes.modules_of(turn.db, programme.id))
    names = [[str(each.id), title(turn.words, programme.template, each)] for each in modules]
    articles = await library.newest(turn.db, turn.person.language)
    facts: dict[str, Any] = {
        "modules": names,
        "articles": [[str(number), name] for number, name in articles],
    }
    if _is_told(answers):
        found = await _coming(turn, programme, answers)
        facts["coming"] = [each.model_dump(mode="json") for each in found]
    return facts


def _is_told(answers: Answers) -> bool:
    """Whether it is known when it goes, and all that the summary shows has been asked."""
    return all(key in answers for key in ("since", "days", "hour", "until_paper"))


async def _programme(turn: Turn, answers: Answers) -> Programme | None:
    number = row_number(answers.get("programme") or "")
    return await programmes.taught(turn.db, turn.person.id, number)


async def _coming(turn: Turn, programme: Programme, answers: Answers) -> tuple[Coming, ...]:
    """With this message in its place among the others; of them all, the next five."""
    step = await writing.step_numbered(turn.db, programme.id, row_number(answers["step"]))
    before = [step_of(each) for each in await writing.steps_of(turn.db, programme.id)]
    drafted = _step(answers, step)
    return await coming(
        turn, programme, [*(each for each in before if each.id != drafted.id), drafted]
    )


def _step(answers: Answers, step: SequenceStep | None) -> Step:
    paper = answers.get("until_paper")
    drafted = Step(
        id=step.id if step else 0,
        since=Since(answers["since"]),
        days=answers["days"],
        hour=time.fromisoformat(answers["hour"]),
        written_at=clock.now(),
        module_id=_module(answers),
        until_module=row_number(answers.get("until_module") or ""),
        until_paper=Item(paper) if paper else None,
    )
    stands = step_of(step) if step else drafted
    moment = (stands.since, stands.module_id, stands.days, stands.hour)
    moved = moment != (drafted.since, drafted.module_id, drafted.days, drafted.hour)
    return drafted if moved else replace(drafted, written_at=stands.written_at)


def _module(answers: Answers) -> int | None:
    return row_number(answers.get("module") or "") if is_after_module(answers) else None


async def finish(turn: Turn, answers: Answers) -> None:
    programme = await _programme(turn, answers)
    if programme is None:
        turn.reply(NoSuchProgramme())
        return
    number = row_number(answers["step"])
    step = await writing.step_numbered(turn.db, programme.id, number)
    made = await writing.write(turn.db, programme, _draft(turn, programme, answers, step), number)
    if made is None:
        turn.reply(NotWritten(programme_id=programme.id))
    else:
        await show_one(turn, programme, made, written=True)


def _draft(turn: Turn, programme: Programme, answers: Answers, step: SequenceStep | None) -> Draft:
    said = answers.get("note" if answers.get("article") else "text"), answers.get("other")
    same = step is not None and step.key and said == _wordings(turn, programme, step)
    languages = (turn.person.language, _other(turn))
    texts = {
        language: each for language, each in zip(languages, said, strict=True) if each and not same
    }
    step_now = _step(answers, step)
    return Draft(
        since=step_now.since,
        days=step_now.days,
        hour=answers["hour"],
        texts=texts,
        key=step.key if step and same else None,
        module_id=step_now.module_id,
        article_id=row_number(answers.get("article") or ""),
        until_module_id=step_now.until_module,
        until_paper=step_now.until_paper,
    )


def closing(words: Words, facts: Facts) -> Markup:
    return coming_lines(words, [Coming.model_validate(each) for each in facts.get("coming", ())])


def is_after_module(answers: Answers) -> bool:
    return answers.get("since") == Since.MODULE


def has_article(answers: Answers) -> bool:
    return bool(answers.get("article"))


def has_none(answers: Answers) -> bool:
    return not has_article(answers)


SINCE = {
    Since.ENROLLED: _("After they join"),
    Since.MODULE: _("After a part is done"),
    Since.BEFORE_END: _("Before the programme ends"),
    Since.AFTER_END: _("After the programme ends"),
}
WRITE_MESSAGE = Form(
    name="write_message",
    title=_("<b>Shall this message go out by itself?</b> Tap ✎ to change an answer."),
    steps=(
        Known("programme", needed=True),
        Known("step", needed=True),
        Choice(
            "since",
            _("When shall the message go?"),
            _("When"),
            choices={str(each): name for each, name in SINCE.items()},
        ),
        Pick("module", _("After which part?"), _("Part"), source="modules", when=is_after_module),
        Count(
            "days",
            _("How many days before or after? For example: 3."),
            _("Number of days"),
            most=writing.FURTHEST,
        ),
        Hour(
            "hour",
            _("At what time? It is each owner's own clock. At night nothing goes out."),
            _("Time"),
            common=("08:30", "12:30", "16:00"),
            own=False,
        ),
        Pick(
            "article",
            _("Which article of the library goes with it? Choose, type its name, or skip it."),
            _("Article"),
            source="articles",
            optional=True,
        ),
        Prose(
            "text",
            _("What shall it say? Two or three sentences are best."),
            _("Text"),
            longest=LONGEST,
            when=has_none,
        ),
        Prose(
            "note",
            _("What shall it say beside the article? Skip it to send the article alone."),
            _("Text"),
            longest=LONGEST,
            optional=True,
            when=has_article,
        ),
        Prose(
            "other",
            _("And in the other language? Skip it if all of them read this one."),
            _("In the other language"),
            longest=LONGEST,
            optional=True,
        ),
        Pick(
            "until_module",
            _("Who has done which part does not need it? Skip it if it is for all."),
            _("Not for those who have done"),
            source="modules",
            optional=True,
        ),
        Choice(
            "until_paper",
            _("Who has which paper does not need it? Skip it if that does not matter."),
            _("Not for those who have"),
            choices=ITEMS,
            also=TYPED_ITEMS,
            optional=True,
        ),
    ),
    finish=finish,
    prepare=look_up,
    closing=closing,
)
