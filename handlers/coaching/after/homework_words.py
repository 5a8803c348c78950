"""How something to be done by a day reads, and the buttons that lead to it."""

from markupsafe import Markup

from bot.coaching.after.notices import Stands, Task
from bot.delivery.screen import Button
from bot.language import Words, _, n_
from handlers.people.trade_names import trade_name

#: Start the data of the buttons under one, and of those that start a form: a new one, another
#: day, and what shows that it is done.
PREFIX, GIVE, MOVE, PROVE = "hw", "hwnew", "hwday", "hwproof"
#: So many letters of it stand on a button, and in a list.
SHORT, LISTED = 30, 120

OWN_LINES = {
    Stands.OPEN: _("• {task}, until {day}"),
    Stands.OVERDUE: _("• ⚠️ {task}, was due on {day}"),
    Stands.DONE: _("• ✅ {task}"),
    Stands.CANCELLED: _("• {task}: not needed any more"),
}
PROMISED_LINES = {
    Stands.OPEN: _("• Promise of {officer}: {task}, until {day}"),
    Stands.OVERDUE: _("• ⚠️ Promise of {officer}: {task}, was due on {day}"),
    Stands.DONE: _("• ✅ Promise of {officer}: {task}"),
    Stands.CANCELLED: _("• Promise of {officer}: {task}: not needed any more"),
}
GIVEN_LINES = {
    Stands.OPEN: _("• {owner}: {task}, until {day}"),
    Stands.OVERDUE: _("• ⚠️ {owner}: {task}, was due on {day}"),
    Stands.DONE: _("• ✅ {owner}: {task}"),
    Stands.CANCELLED: _("• {owner}: {task}: not needed any more"),
}
PROMISES_LINES = {
    Stands.OPEN: _("• I promised {owner}: {task}, until {day}"),
    Stands.OVERDUE: _("• ⚠️ I promised {owner}: {task}, was due on {day}"),
    Stands.DONE: _("• ✅ I promised {owner}: {task}"),
    Stands.CANCELLED: _("• I promised {owner}: {task}: not needed any more"),
}
#: Whether an officer reads it, and whether one has promised it.
LINES = {
    (False, False): OWN_LINES,
    (False, True): PROMISED_LINES,
    (True, False): GIVEN_LINES,
    (True, True): PROMISES_LINES,
}
STANDS = {
    Stands.OPEN: _("Until <b>{day}</b>"),
    Stands.OVERDUE: _("⚠️ Was due on <b>{day}</b>"),
    Stands.DONE: _("✅ Done on {done}"),
    Stands.CANCELLED: _("Not needed any more"),
}


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def as_line(words: Words, task: Task) -> Markup:
    return words(
        LINES[task.coaches, task.by_officer][task.stands],
        task=shortened(task.text, LISTED),
        day=words.day(task.due_on),
        owner=task.owner,
        officer=task.officer,
    )


def whole(words: Words, task: Task) -> Markup:
    """The lines that every message about one shares."""
    lines = [words(_("<b>{task}</b>"), task=task.text)]
    done = words.day(task.done_at) if task.done_at else ""
    lines.append(words(STANDS[task.stands], day=words.day(task.due_on), done=done))
    if task.coaches:
        business = trade_name(words, task.business, task.owner)
        lines.append(words(_("For: {owner} ({business})"), owner=task.owner, business=business))
    if task.by_officer:
        lines.append(words(_("Promised by {officer}"), officer=task.officer))
    if task.proof:
        shown = n_("{number} message shows what was done.", "{number} messages show what was done.")
        lines.append(words.plural(shown, task.proof))
    return words.lines(lines)


def task_button(words: Words, task: Task) -> Button:
    short = shortened(task.text, SHORT)
    label = words.plain(_("{sign} {task}"), sign=SIGNS[task.stands], task=short)
    return Button(label, f"{PREFIX}:see:{task.homework_id}")


SIGNS = {Stands.OPEN: "▫️", Stands.OVERDUE: "⚠️", Stands.DONE: "✅", Stands.CANCELLED: "✖️"}


def does(words: Words, label: str, action: str, task: Task) -> Button:
    return Button(words.plain(label), f"{PREFIX}:{action}:{task.homework_id}")


def buttons(words: Words, task: Task) -> tuple[tuple[Button, ...], ...]:
    """What the recipient can do with it, as it stands."""
    number = task.homework_id
    mine = task.by_officer == task.coaches
    rows: list[tuple[Button, ...]] = []
    if task.stands in {Stands.OPEN, Stands.OVERDUE}:
        if mine or task.coaches:
            done = does(words, _("Done"), "done", task)
            help_ = does(words, _("Ask for help"), "help", task)
            rows.append((done,) if task.coaches else (done, help_))
        if task.coaches:
            move = Button(words.plain(_("Another day")), f"{MOVE}:{number}")
            rows.append((move, does(words, _("Not needed any more"), "off", task)))
    elif task.stands is Stands.DONE and (mine or task.coaches):
        if not task.by_officer and not task.coaches:
            rows.append((Button(words.plain(_("Show it: photo or text")), f"{PROVE}:{number}"),))
        rows.append((does(words, _("Not done yet after all"), "undo", task),))
    if task.proof:
        rows.append((does(words, _("See what was done"), "proof", task),))
    return tuple(rows)
