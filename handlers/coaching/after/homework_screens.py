"""How homework and promises are told: given, due, late, done, moved, and all of them at once."""

from bot.coaching.after.notices import (
    HomeworkDone,
    HomeworkDue,
    HomeworkGiven,
    HomeworkMoved,
    MediaShown,
    Stands,
)
from bot.coaching.reminders.models import About
from bot.delivery.screen import Button, Enclosed, Screen
from bot.language import Words, _, n_
from handlers.coaching.after.giving import HomeworkLeft, HomeworkNoted
from handlers.coaching.after.homework import HomeworkCard, HomeworkGone, HomeworkList, ProofShown
from handlers.coaching.after.homework_words import as_line, buttons, task_button, whole
from handlers.coaching.questions.files_above import above
from handlers.coaching.reminders.reminding import later_button
from handlers.coaching.sessions.session_words import AFTER, schedule_button
from handlers.home import go

__all__ = ["as_line", "task_button"]


def homework_given(words: Words, facts: HomeworkGiven) -> Screen:
    task = facts.task
    head = (
        _("{owner}, {officer} has promised you:")
        if task.by_officer
        else _("{owner}, homework from {officer}:")
    )
    named = words(head, owner=task.owner, officer=task.officer)
    return Screen(words.lines([named, whole(words, task)]), buttons(words, task))


def homework_moved(words: Words, facts: HomeworkMoved) -> Screen:
    task = facts.task
    if task.stands is Stands.CANCELLED:
        head = words(_("{owner}, this is not needed any more:"), owner=task.owner)
    else:
        head = words(_("{owner}, there is another day for this:"), owner=task.owner)
    return Screen(words.lines([head, whole(words, task)]), buttons(words, task))


def homework_due(words: Words, facts: HomeworkDue) -> Screen:
    """To whoever is to do it, before its day and after; to the officer only after it."""
    task = facts.task
    late = task.stands is Stands.OVERDUE
    head = words(DUE[task.coaches, task.by_officer, late], owner=task.owner)
    rows = buttons(words, task)
    if not late and task.by_officer == task.coaches:
        rows = (*rows, (later_button(words, About.HOMEWORK, task.homework_id),))
    return Screen(words.lines([head, whole(words, task)]), rows)


_OWNER_LATE = _("{owner}, this was to be done by now. Is it done, or is help needed?")
_OWNER_SOON = _("{owner}, a reminder of your homework:")
#: Whether an officer reads it, whether one has promised it, and whether it is late.
DUE = {
    (False, False, False): _OWNER_SOON,
    (False, False, True): _OWNER_LATE,
    (False, True, False): _OWNER_SOON,
    (False, True, True): _OWNER_LATE,
    (True, False, False): _("Homework that is due soon:"),
    (True, False, True): _("Homework that is late:"),
    (True, True, False): _("Reminder of what you promised:"),
    (True, True, True): _("Your promise is late:"),
}


def homework_done(words: Words, facts: HomeworkDone) -> Screen:
    task = facts.task
    if task.by_officer:
        head = words(_("{officer} has kept a promise:"), officer=task.officer)
    elif task.coaches:
        head = words(_("{owner} has done the homework:"), owner=task.owner)
    else:
        head = words(_("{officer} has noted that this is done:"), officer=task.officer)
    return Screen(words.lines([head, whole(words, task)]), buttons(words, task))


def homework_card(words: Words, facts: HomeworkCard) -> Screen:
    parts = [words(facts.note)] if facts.note else []
    parts.append(whole(words, facts.task))
    session = Button(words.plain(_("The session")), f"{AFTER}:see:{facts.task.session_id}")
    rows = (*buttons(words, facts.task), (session,), (all_of_it(words),))
    return Screen(words.paragraphs(parts), rows)


def all_of_it(words: Words) -> Button:
    return go(words.plain(_("All homework and promises")), "homework")


def homework_gone(words: Words, _facts: HomeworkGone) -> Screen:
    text = words(_("That homework is not there any more, or is not yours."))
    return Screen(text, ((all_of_it(words),),))


def homework_list(words: Words, facts: HomeworkList) -> Screen:
    if not facts.tasks:
        text = words(_("There is no open homework and no open promise."))
        return Screen(text, ((schedule_button(words),),))
    lines = [words(_("<b>Homework and promises</b>"))]
    lines += [as_line(words, each) for each in facts.tasks]
    rows = [(task_button(words, each),) for each in facts.tasks]
    return Screen(words.lines(lines), (*rows, (schedule_button(words),)))


#: There is no day left before its day.
GIVEN_SOON = n_(
    "Homework is given to {number} business.", "Homework is given to {number} businesses."
)


def homework_noted(words: Words, facts: HomeworkNoted) -> Screen:
    parts = []
    if facts.tasks and facts.tasks[0].by_officer:
        noted = _("Noted. We remind you the day before.") if facts.reminds else _("Noted.")
        parts.append(words(noted))
    elif facts.tasks:
        sentence = (
            GIVEN_SOON
            if not facts.reminds
            else n_(
                "Homework is given to {number} business. We remind them the day before.",
                "Homework is given to {number} businesses. We remind them the day before.",
            )
        )
        parts.append(words.plural(sentence, len(facts.tasks)))
    if facts.tasks:
        parts.append(whole(words, facts.tasks[0].model_copy(update={"coaches": False})))
    if facts.left:
        left = _("Not to {names}: they are not coached any more.")
        parts.append(words(left, names=words.list(facts.left)))
    back = Button(words.plain(_("Back to the session")), f"{AFTER}:see:{facts.session_id}")
    return Screen(words.paragraphs(parts), ((back,), (all_of_it(words),)))


def homework_left(words: Words, facts: HomeworkLeft) -> Screen:
    text = words(_("{names} is not coached any more, so nothing was given."), names=facts.name)
    return Screen(text, ((schedule_button(words),),))


def proof_shown(words: Words, facts: ProofShown) -> Screen:
    parts = [words(_("{owner} on “{task}”:"), owner=facts.task.owner, task=facts.task.text)]
    parts += [words("{text}", text=text) for text in facts.texts]
    if facts.files:
        parts.append(above(words, facts.files, facts.kinds))
    return Screen(words.paragraphs(parts), (*buttons(words, facts.task)[:1], (all_of_it(words),)))


def media_shown(words: Words, facts: MediaShown) -> Screen:
    lines = [words(_("From {name}"), name=facts.name)]
    if facts.text:
        lines.append(words("{text}", text=facts.text))
    if facts.what == "voice":
        return Screen(words.lines(lines), voice=facts.file_id)
    return Screen(words.lines(lines), enclosed=Enclosed(facts.what, facts.file_id, foremost=True))
