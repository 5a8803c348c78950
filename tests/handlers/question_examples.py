"""Messages about questions, answers and the library."""

from collections.abc import Iterator

from bot.coaching.questions.asked import Field, Standing
from bot.coaching.questions.thread_notices import (
    AnswerCame,
    AnswerDelayed,
    Came,
    ExpertAnswered,
    MediaPassed,
    QuestionCame,
    QuestionPassed,
)
from bot.conversation.steps.messages import LONGEST
from bot.delivery.screen import Notice
from handlers.coaching.questions import answering, asking, fields, learning, writing, writing_down
from tests.handlers.market_examples import NOON

ID = 10**12


def question_notices(name: str) -> Iterator[Notice]:
    who = {"name": name, "honorific": "ibu"}
    for why in Came:
        yield QuestionCame(
            question_id=ID,
            round=2,
            why=why,
            business=name,
            regency="35.07",
            texts=(name, "x" * (LONGEST - len(name) - 2)),
            files=12,
            earlier=((True, "y" * 300), (False, "z" * 300)) * 2,
            passes=why is not Came.PASSED,
            returns=why is Came.PASSED,
            **who,
        )
    yield QuestionCame(
        question_id=1, round=1, why=Came.NEW, business=None, regency=None, texts=(), files=1,
        earlier=(), passes=True, returns=False, name="?", honorific=None,
    )  # fmt: skip
    for what in ("voice", "photo", "document", "video"):
        yield MediaPassed(question_id=ID, what=what, file_id="F", text=name, **who)
    for officer, again in ((name, True), (name, False), (None, True), (None, False)):
        yield QuestionPassed(
            question_id=ID,
            officer=officer,
            honorific="bapak",
            due_at=None if again else NOON,
            again=again,
        )
    yield QuestionPassed(question_id=ID, officer=None, honorific=None, due_at=NOON, of_officer=True)
    for field in (None, *Field):
        yield AnswerCame(question_id=ID, round=1, field=field, texts=(name,), files=0, **who)
    yield ExpertAnswered(question_id=ID, by=name, by_honorific=None, texts=(name,), **who)
    for admins in (True, False):
        yield AnswerDelayed(question_id=ID, asked_at=NOON, admins=admins)
    yield from asking_notices(name)
    yield from answering_notices(name)
    yield from library_notices(name)


def asking_notices(name: str) -> Iterator[Notice]:
    yield writing_down.NobodyToAsk()
    yield writing_down.OwnerIsOff()
    for answers in (True, False):
        yield writing_down.WrittenDown(
            question_id=ID, round=1, name=name or "?", honorific="ibu", answers=answers
        )
    yield asking.ThreadGone()
    yield asking.ThreadClosed()
    for helped in (True, False):
        yield asking.Judged(question_id=ID, helped=helped)
    own = [
        asking.OwnQuestion(question_id=ID, begins=name[:60], asked_at=NOON, standing=standing)
        for standing in Standing
    ]
    for found in ((), tuple(own)):
        yield asking.OwnQuestions(questions=found)


def answering_notices(name: str) -> Iterator[Notice]:
    line = answering.Waiting(
        question_id=ID, name=name or "?", honorific="ibu", begins=name[:60], since=1000
    )
    for found in ((), (line,) * 8):
        yield answering.QuestionList(questions=found)
    for by in (None, name):
        yield answering.NotToAnswer(by=by, honorific=None)
    for publishes in (True, False):
        yield answering.AnswerPassed(
            question_id=ID, name=name, honorific="ibu", publishes=publishes
        )
    for known in ((), tuple(Field)):
        yield answering.WhichField(question_id=ID, fields=known)
        for me in (True, False):
            yield fields.Expert(name=name, honorific=None, fields=known, me=me)
    for to, field in ((name, Field.HALAL), (name, None), (None, None)):
        yield answering.QuestionHandedOver(to=to, honorific=None, field=field)
    everybody = [(ID, name or "?", "ibu", known) for known in ((), tuple(Field))]
    for experts in ((), tuple(everybody) * 4):
        yield fields.ExpertList(experts=experts)
    yield fields.NoExpertHere()


def library_notices(name: str) -> Iterator[Notice]:
    for may_write in (True, False):
        counted = tuple((field, 12) for field in Field)
        yield learning.LibraryFields(fields=counted if may_write else (), may_write=may_write)
    found = ((ID, name or "?"),) * 8
    yield learning.ArticleList(said=name, articles=found[:5])
    yield learning.ArticleList(field=Field.HALAL, articles=found)
    yield learning.ArticleList(said=name)
    for what in ("photo", "document", "video"):
        yield learning.ArticleMedia(what=what, file_id="F", title=name or "?")
    for helped in (0, 4, 1000):
        yield learning.ArticleShown(
            article_id=ID,
            title=name,
            body="x" * 2500,
            foreign=helped == 0,
            helped=helped,
            withdraws=helped == 4,
        )
    yield learning.ArticleGone()
    for helps in (True, False):
        yield learning.ArticleRated(helps=helps)
    yield learning.WithdrawingArticle(article_id=ID, title=name)
    yield learning.ArticleWithdrawn()
    yield writing.ArticlePublished(article_id=ID, title=name)
    yield writing.MayNotWrite()
