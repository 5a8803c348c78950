"""How questions, answers and what becomes of them look."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.coaching.questions.asked import Standing
from bot.coaching.questions.thread_notices import (
    AnswerCame,
    AnswerDelayed,
    Came,
    ExpertAnswered,
    MediaPassed,
    QuestionCame,
    QuestionPassed,
)
from bot.delivery.screen import Button, Enclosed, Screen
from bot.language import Words, _, n_
from bot.market.regions import region
from handlers.address import called
from handlers.coaching.questions.answering import (
    ANSWER_PREFIX,
    AnswerPassed,
    NotToAnswer,
    QuestionHandedOver,
    QuestionList,
    WhichField,
)
from handlers.coaching.questions.answering import PREFIX as OWED
from handlers.coaching.questions.asking import (
    ASK_ON_PREFIX,
    Judged,
    OwnQuestions,
    ThreadClosed,
    ThreadGone,
)
from handlers.coaching.questions.asking import PREFIX as THREAD
from handlers.coaching.questions.fields import FIELDS
from handlers.coaching.questions.files_above import above
from handlers.coaching.questions.writing import PREFIX as WRITE
from handlers.coaching.questions.writing_down import NobodyToAsk
from handlers.home import go
from handlers.people.trade_names import trade_name

HEADS: Mapping[Came, str] = {
    Came.NEW: _("<b>A question from {name}</b>"),
    Came.MORE: _("<b>{name} has added to a question</b>"),
    Came.LATE: _("<b>A question from {name} still waits for an answer</b>"),
    Came.WAITS: _(
        "<b>A question from {name} waits for very long</b>\nNobody has answered so far. You can "
        "answer it, or pass it to an expert."
    ),
    Came.HANDED_ON: _("<b>A question from {name} is with you now</b>"),
    Came.PASSED: _("<b>An officer asks for your help</b>\nThe question is from {name}."),
    Came.RETURNED: _("<b>The expert gave a question from {name} back</b>"),
    Came.SHOWN: _("<b>A question from {name}</b>"),
}
STANDS: Mapping[Standing, str] = {
    Standing.OPEN: _("{day}: {begins} (waits for an answer)"),
    Standing.ANSWERED: _("{day}: {begins} (answered)"),
    Standing.CLOSED: _("{day}: {begins} (closed)"),
}
NO_WORDS = _("without words")


def question_came(words: Words, facts: QuestionCame) -> Screen:
    name = called(words, facts.name, facts.honorific)
    parts = [words.lines(_about(words, facts, name))]
    if facts.earlier:
        parts.append(words.lines([words(_("Before:")), *_earlier(words, facts.earlier)]))
    parts += _said(words, facts.texts, facts.files, facts.kinds)
    ident = facts.question_id
    answer = Button(words.plain(_("Answer")), f"{ANSWER_PREFIX}:{ident}:{facts.round}")
    rows = [(answer,)]
    if facts.passes:
        rows.append((Button(words.plain(_("Pass to an expert …")), f"{OWED}:pass:{ident}"),))
    if facts.returns:
        rows.append(
            (Button(words.plain(_("Give it back to the officer")), f"{OWED}:back:{ident}"),)
        )
    return Screen(words.paragraphs(parts), tuple(rows))


def _about(words: Words, facts: QuestionCame, name: str) -> list[Markup]:
    lines = [words(HEADS[facts.why], name=name)]
    if facts.business:
        business = trade_name(words, facts.business, facts.name)
        lines.append(words(_("Business: {business}"), business=business))
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    return lines


def _earlier(words: Words, earlier: Sequence[tuple[bool, str]]) -> list[Markup]:
    asked, answered = _("Question: {text}"), _("Answer: {text}")
    return [words(asked if asks else answered, text=text) for asks, text in earlier]


def _said(
    words: Words, texts: Sequence[str], files: int = 0, kinds: Sequence[str] = ()
) -> list[Markup]:
    said = [words("{text}", text=text) for text in texts]
    if files:
        said.append(above(words, files, kinds))
    return said


def media_passed(words: Words, facts: MediaPassed) -> Screen:
    name = called(words, facts.name, facts.honorific)
    lines = [words(_("From {name}"), name=name)]
    if facts.text:
        lines.append(words("{text}", text=facts.text))
    if facts.what == "voice":
        return Screen(words.lines(lines), voice=facts.file_id)
    return Screen(words.lines(lines), enclosed=Enclosed(facts.what, facts.file_id, foremost=True))


def question_passed(words: Words, facts: QuestionPassed) -> Screen:
    officer = called(words, facts.officer, facts.honorific) if facts.officer else ""
    if facts.absent and officer:
        sentence = _("{absent} is on leave. Your question is with {officer}, who stands in.")
    elif facts.again:
        sentence = (
            _("Your question has moved: {officer} is your officer now, and will answer it.")
            if officer
            else _(
                "Your question has moved: the officer has left, and the managers of the programme "
                "will answer it."
            )
        )
    elif officer:
        sentence = _("Your question has gone to {officer}, your officer.")
    elif facts.of_officer:
        sentence = _("Your question has gone to the managers of the programme.")
    else:
        sentence = _(
            "No officer looks after your region yet, so your question has gone to the managers of "
            "the programme."
        )
    parts = [words(sentence, officer=officer, absent=facts.absent or "")]
    if facts.due_at:
        usual = _("An answer usually comes by {day}, {time}. It comes here.")
        parts.append(words(usual, day=words.day(facts.due_at), time=words.time(facts.due_at)))
    more = Button(words.plain(_("Add something")), f"{ASK_ON_PREFIX}:{facts.question_id}")
    return Screen(words.paragraphs(parts), ((more,),))


def answer_came(words: Words, facts: AnswerCame) -> Screen:
    name = called(words, facts.name, facts.honorific)
    head = (
        words(
            _("<b>An answer from {name}</b>, expert for: {field}"),
            name=name,
            field=words.plain(FIELDS[facts.field]),
        )
        if facts.field
        else words(_("<b>An answer from {name}</b>"), name=name)
    )
    ident = facts.question_id
    yes = Button(words.plain(_("👍 It helped")), f"{THREAD}:yes:{ident}")
    no = Button(words.plain(_("Not yet")), f"{THREAD}:no:{ident}")
    parts = [head, *_said(words, facts.texts, facts.files, facts.kinds)]
    return Screen(words.paragraphs(parts), ((yes, no), (_ask_on(words, ident),)))


def expert_answered(words: Words, facts: ExpertAnswered) -> Screen:
    head = words(
        _("{by} has answered the question from {name}:"),
        by=called(words, facts.by, facts.by_honorific),
        name=called(words, facts.name, facts.honorific),
    )
    return Screen(words.paragraphs([head, *_said(words, facts.texts)]))


def answer_delayed(words: Words, facts: AnswerDelayed) -> Screen:
    sentence = (
        _(
            "Your question of {day} takes longer than usual. The managers of the programme know, "
            "and look after it."
        )
        if facts.admins
        else _(
            "Your question of {day} takes longer than usual. It is not forgotten: your officer has "
            "been reminded."
        )
    )
    rows = ((_ask_on(words, facts.question_id),), (_close(words, facts.question_id),))
    return Screen(words(sentence, day=words.day(facts.asked_at)), rows)


def judged(words: Words, facts: Judged) -> Screen:
    if facts.helped:
        return Screen(words(_("Good to hear. Ask again whenever you need.")))
    sentence = _("Thank you for saying so. What is still missing? You can ask on.")
    rows = ((_ask_on(words, facts.question_id),), (_close(words, facts.question_id),))
    return Screen(words(sentence), rows)


def _ask_on(words: Words, question_id: int) -> Button:
    return Button(words.plain(_("Ask on")), f"{ASK_ON_PREFIX}:{question_id}")


def _close(words: Words, question_id: int) -> Button:
    return Button(words.plain(_("No more needed")), f"{THREAD}:close:{question_id}")


def thread_closed(words: Words, facts: ThreadClosed) -> Screen:
    return Screen(words(_("All right, this question is closed.")), ((_ask(words),),))


def thread_gone(words: Words, facts: ThreadGone) -> Screen:
    text = _("That question is not there any more. You can ask a new one.")
    return Screen(words(text), ((_ask(words),),))


def nobody_to_ask(words: Words, facts: NobodyToAsk) -> Screen:
    text = _(
        "No officer looks after your region yet, and nobody else can answer. Perhaps the library "
        "can help."
    )
    return Screen(words(text), ((go(words.plain(_("Library")), "learn"),),))


def _ask(words: Words) -> Button:
    return go(words.plain(_("Ask a question")), "ask")


def own_questions(words: Words, facts: OwnQuestions) -> Screen:
    if not facts.questions:
        return Screen(words(_("You have not asked anything yet.")), ((_ask(words),),))
    lines = [words(_("<b>Your questions</b>"))]
    for each in facts.questions:
        begins = each.begins or words.plain(NO_WORDS)
        lines.append(words(STANDS[each.standing], day=words.day(each.asked_at), begins=begins))
    newest = facts.questions[0]
    return Screen(words.lines(lines), ((_ask_on(words, newest.question_id),), (_ask(words),)))


def question_list(words: Words, facts: QuestionList) -> Screen:
    if not facts.questions:
        return Screen(words(_("No question waits for your answer.")))
    lines = [words(_("<b>Questions that wait for you</b>"))]
    rows = []
    for each in facts.questions:
        name = called(words, each.name, each.honorific)
        begins = each.begins or words.plain(NO_WORDS)
        since = n_(
            "{name}, for {number} hour: {begins}",
            "{name}, for {number} hours: {begins}",
        )
        lines.append(words.plural(since, each.since, name=name, begins=begins))
        rows.append((Button(name, f"{OWED}:open:{each.question_id}"),))
    return Screen(words.lines(lines), tuple(rows))


def not_to_answer(words: Words, facts: NotToAnswer) -> Screen:
    if facts.by is None:
        text = words(_("This question does not wait for your answer now."))
    else:
        name = called(words, facts.by, facts.honorific)
        text = words(_("{name} was faster and has answered already. Thank you!"), name=name)
    return Screen(text, ((go(words.plain(_("Questions")), "questions"),),))


def answer_passed(words: Words, facts: AnswerPassed) -> Screen:
    name = called(words, facts.name, facts.honorific)
    rows = [(go(words.plain(_("Questions")), "questions"),)]
    if facts.publishes:
        label = words.plain(_("Publish it for everybody …"))
        rows.append((Button(label, f"{WRITE}:{facts.question_id}"),))
    return Screen(words(_("Your answer has gone to {name}."), name=name), tuple(rows))


def which_field(words: Words, facts: WhichField) -> Screen:
    if not facts.fields:
        text = _(
            "No expert has been named yet. Please answer it yourself; an admin can invite experts."
        )
        return Screen(words(text))
    rows = tuple(
        (Button(words.plain(FIELDS[each]), f"{OWED}:to-{each}:{facts.question_id}"),)
        for each in facts.fields
    )
    return Screen(words(_("Which field is it about?")), rows)


def question_handed_over(words: Words, facts: QuestionHandedOver) -> Screen:
    name = called(words, facts.to, facts.honorific) if facts.to else ""
    if facts.field:
        sentence = _(
            "The question has gone to {name} ({field}). You will see the answer, too; you can also "
            "still answer it yourself."
        )
        return Screen(words(sentence, name=name, field=words.plain(FIELDS[facts.field])))
    back = _("The question is with {name} again.") if name else _("The admins have it again.")
    return Screen(words(back, name=name))
