"""Every message about what follows a session: empty, and as long as they can be."""

from collections.abc import Iterator
from itertools import product

from bot.coaching.after import checking_in as codes
from bot.coaching.after.notices import (
    Came,
    Difficulty,
    HomeworkDone,
    HomeworkDue,
    HomeworkGiven,
    HomeworkMoved,
    HowItHelped,
    HowWasIt,
    MediaShown,
    NoteForOwner,
    Opinion,
    Stands,
    Task,
)
from bot.coaching.models import Kind
from bot.coaching.programmes.templates import TEMPLATES
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Notice
from handlers.coaching.after import (
    after_session,
    checking_in,
    feedback,
    giving,
    homework,
    session_notes,
)
from handlers.coaching.after.after_session import Offered
from handlers.coaching.after.session_notes import Noted
from tests.handlers.market_examples import NOON
from tests.handlers.session_examples import NUMBER, facts


def tasks_of(name: str) -> tuple[Task, ...]:
    return tuple(
        Task(
            homework_id=NUMBER,
            session_id=NUMBER,
            text=(name * 300)[:300],
            due_on=NOON.date(),
            stands=stands,
            done_at=NOON if stands is Stands.DONE else None,
            proof=2 if stands is Stands.DONE else 0,
            by_officer=by_officer,
            owner=name,
            business=name,
            officer=name,
            coaches=coaches,
        )
        for stands, by_officer, coaches in product(Stands, (False, True), (False, True))
    )


def after_notices(name: str) -> Iterator[Notice]:
    yield from _of_homework(name)
    yield from _of_cards(name)
    yield from _of_codes(name)
    yield from _of_notes(name)


def _of_homework(name: str) -> Iterator[Notice]:
    for task in tasks_of(name):
        for kind in (HomeworkGiven, HomeworkMoved, HomeworkDue, HomeworkDone):
            yield kind(task=task)
        yield homework.HomeworkCard(task=task, note=homework.CHANGED)
        texts = (name, name)
        yield homework.ProofShown(homework_id=NUMBER, task=task, texts=texts, files=3)
        kinds = ("photo", "document", "video", "voice", "photo")
        yield homework.ProofShown(homework_id=NUMBER, task=task, texts=texts, files=5, kinds=kinds)
        for reminds in (True, False):
            yield giving.HomeworkNoted(
                session_id=NUMBER, tasks=(task,) * 3, left=(name, name), reminds=reminds
            )
    yield homework.HomeworkGone()
    yield homework.HomeworkList(tasks=())
    yield homework.HomeworkList(tasks=tuple(_short(name))[:10])
    yield giving.HomeworkLeft(name=name)


def _short(name: str) -> Iterator[Task]:
    for task in tasks_of(name):
        yield task.model_copy(update={"text": task.text[:120]})


def _of_cards(name: str) -> Iterator[Notice]:
    roll = tuple(
        Came(
            participant_id=NUMBER + at,
            name=name,
            business=name,
            attended=(None, True, False)[at % 3],
            waited=at % 4 == 0,
        )
        for at in range(after_session.PAGE)
    )
    said = tuple(Opinion(name=name, helped=each, difficult=name) for each in (1, 2, 3))
    whole = facts(name, coaches=True, session_kind=Kind.CLASS, guests=60)
    one = facts(name, coaches=True)
    theirs = SessionFacts(**facts(name, coaches=False))
    for held, ended in ((True, True), (True, False), (False, True)):
        base = {"held": held, "ended": ended, "note": after_session.NOTED}
        yield after_session.AfterCard(
            session=SessionFacts(**whole),
            roll=roll,
            page=1,
            number=60,
            code="0417",
            opinions=said,
            average=2.4,
            modules=True,
            notes=3,
            **base,
        )
        yield after_session.AfterCard(
            session=SessionFacts(**one),
            roll=roll[:1],
            number=1,
            tasks=tuple(_short(name))[:4],
            **base,
        )
        yield after_session.AfterCard(session=SessionFacts(**one), **base)
        yield after_session.AfterCard(
            session=theirs, attended=held, checks_in=True, rates=True, notes=1, **base
        )
    yield HowWasIt(roll=roll, **whole)
    yield HowWasIt(roll=roll[:1], **one)
    yield after_session.NotBegun(session=theirs)
    modules = tuple(
        Offered(module_id=NUMBER, template=each, key=key, title=None, programme=name, open_for=2)
        for each, template in TEMPLATES.items()
        for key in list(template.modules)[:1]
    )
    yield after_session.ModulesOffered(session_id=NUMBER, modules=modules[:8], ticked=modules[0])
    yield after_session.ModulesOffered(session_id=NUMBER, modules=())


def _of_codes(name: str) -> Iterator[Notice]:
    theirs = SessionFacts(**facts(name, coaches=False))
    for checked in (None, *codes.Checked):
        yield checking_in.CheckedIn(checked=checked, session=theirs, code="0417")
        yield checking_in.CheckedIn(checked=checked)
    yield checking_in.CheckInFirst()
    link = "https://t.me/mitra_bot?start=hadir-0417"
    yield checking_in.ClassCode(session=theirs, code="0417", link=link)


def _of_notes(name: str) -> Iterator[Notice]:
    theirs = facts(name, coaches=False)
    yield HowItHelped(**theirs)
    for helped in (1, 2, 3):
        yield feedback.Rated(session_id=NUMBER, helped=helped)
    for told in (False, True):
        yield feedback.FeedbackDone(told=told)
        yield session_notes.NoteKept(session_id=NUMBER, for_owner=told)
        notes = tuple(
            Noted(at=NOON, about=about, text=text, file=not text, for_owner=told)
            for about in (None, name)
            for text in ("", name)
        )
        yield session_notes.NotesShown(session_id=NUMBER, coaches=told, notes=notes)
        yield session_notes.NotesShown(session_id=NUMBER, coaches=told, notes=())
    yield feedback.NothingToRate()
    yield Difficulty(session_id=NUMBER, name=name, business=name, helped=1, difficult=name)
    yield NoteForOwner(texts=(name, name), files=2, **theirs)
    for what in ("photo", "document", "video", "voice"):
        yield MediaShown(session_id=NUMBER, what=what, file_id="AgAC", text=name, name=name)
