"""How a session reads once it has begun: to its officer, and to those who were coached."""

from markupsafe import Markup

from bot.coaching.after.checking_in import BEFORE
from bot.coaching.after.notices import Came, HowWasIt, Opinion
from bot.coaching.models import Said
from bot.coaching.programmes.templates import title_of
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.after.after_session import PAGE, AfterCard, ModulesOffered, NotBegun, Offered
from handlers.coaching.after.feedback import HELPED, choices
from handlers.coaching.after.homework_screens import as_line, task_button
from handlers.coaching.after.homework_words import GIVE, shortened
from handlers.coaching.after.session_notes import PREFIX as NOTE
from handlers.coaching.sessions.session_words import AFTER as PREFIX
from handlers.coaching.sessions.session_words import describe, schedule_button
from handlers.home import go
from handlers.people.trade_names import trade_name

Rows = list[tuple[Button, ...]]
#: Of what somebody finds difficult, so many letters; the officer was told all of it.
LONGEST_SAID = 100


def about(words: Words, session: SessionFacts) -> Markup:
    """What it was; what was answered before it does not matter any more."""
    return describe(words, session.model_copy(update={"answer": Said.NOTHING, "waits": None}))


def button(
    words: Words, label: str, action: str, session: SessionFacts, rest: int | None = None
) -> Button:
    data = f"{PREFIX}:{action}:{session.session_id}"
    return Button(words.plain(label), data if rest is None else f"{data}:{rest}")


def how_was_it(words: Words, facts: HowWasIt) -> Screen:
    parts = [
        words(_("{name}, how was the session? Who came?"), name=facts.name),
        about(words, facts),
    ]
    if len(facts.roll) != 1:
        rows: Rows = [
            (button(words, _("Note who came"), "see", facts),),
            (button(words, _("All came"), "all", facts),),
        ]
    else:
        rows = [_one(words, facts, facts.roll[0])]
    rows.append((button(words, _("It did not take place"), "off", facts),))
    return Screen(words.paragraphs(parts), tuple(rows))


def _one(words: Words, session: SessionFacts, came: Came) -> tuple[Button, ...]:
    number = came.participant_id
    return (
        button(words, _("Came"), "came", session, number),
        button(words, _("Did not come"), "absent", session, number),
    )


def after_card(words: Words, facts: AfterCard) -> Screen:
    parts = [words(facts.note)] if facts.note else []
    if not facts.held:
        parts.append(words(_("<b>It did not take place</b>")))
    parts.append(about(words, facts.session))
    coaches = facts.session.coaches
    parts += _attendance(words, facts) if coaches else _own(words, facts)
    if facts.tasks and facts.number <= 1:  # of a class they stand on buttons
        lines = [words(_("<b>Homework and promises</b>"))]
        parts.append(words.lines([*lines, *(as_line(words, each) for each in facts.tasks)]))
    if coaches:
        parts += _opinions(words, facts)
    rows = _officers(words, facts) if coaches else _guests(words, facts)
    return Screen(words.paragraphs(parts), (*rows, (schedule_button(words),)))


def _attendance(words: Words, facts: AfterCard) -> list[Markup]:
    parts = []
    if facts.code:
        parts.append(code_lines(words, facts.code, facts.session))
    if not facts.held:
        return parts
    if facts.number == 1 and facts.roll:
        parts.append(words(CAME[facts.roll[0].attended]))
    elif facts.roll:
        lines = [_on_roll(words, each) for each in facts.roll]
        lines.append(words(_("Tap a name: ✅ came, ❌ did not come, ▫️ not noted yet.")))
        parts.append(words.lines(lines))
    else:
        parts.append(words(_("Nobody takes part in it any more.")))
    return parts


CAME = {
    None: _("Not noted yet whether they came."),
    True: _("✅ Came."),
    False: _("❌ Did not come."),
}
SIGN = {None: "▫️", True: "✅", False: "❌"}


def code_lines(words: Words, code: str, session: SessionFacts) -> Markup:
    lines = [
        words(_("Code of this class: <b>{code}</b>"), code=code),
        words(
            _("Whoever is there types /checkin {code}, until {time}."),
            code=code,
            time=words.time(session.ends_at),
        ),
    ]
    return words.lines(lines)


def _on_roll(words: Words, each: Came) -> Markup:
    values = {"name": each.name, "business": trade_name(words, each.business, each.name)}
    if each.waited:
        return words(
            _("{sign} {name} ({business}), was in line"), sign=SIGN[each.attended], **values
        )
    return words(_("{sign} {name} ({business})"), sign=SIGN[each.attended], **values)


def _opinions(words: Words, facts: AfterCard) -> list[Markup]:
    if not facts.opinions:
        return []
    lines = [words(_("<b>What they say of it</b>"))]
    if facts.average is not None:
        shown = words.number(round(facts.average, 1))
        lines.append(words(_("On average {number} of 3"), number=shown))
    lines += [_opinion(words, each) for each in facts.opinions]
    return [words.lines(lines)]


def _opinion(words: Words, each: Opinion) -> Markup:
    helped = words.plain(HELPED[each.helped])
    if each.difficult:
        sentence = _("• {name}: {helped}. Still difficult: {difficult}")
        difficult = shortened(each.difficult, LONGEST_SAID)
        return words(sentence, name=each.name, helped=helped, difficult=difficult)
    return words(_("• {name}: {helped}"), name=each.name, helped=helped)


def _own(words: Words, facts: AfterCard) -> list[Markup]:
    if facts.attended:
        return [words(_("✅ You were there."))]
    if facts.attended is False:
        return [words(_("Your officer has noted that you were not there."))]
    return []


def _officers(words: Words, facts: AfterCard) -> Rows:
    session, rows = facts.session, []
    if not facts.held:
        return [(button(words, _("It did take place"), "on", session),)]
    if facts.number == 1 and facts.roll:
        rows.append(_one(words, session, facts.roll[0]))
    else:
        rows += _ticks(words, facts)
    rows.append((button(words, _("It did not take place"), "off", session),))
    if facts.code:
        rows.append((button(words, _("Show the code as a QR code"), "qr", session),))
    rows += [(task_button(words, each),) for each in facts.tasks]
    if facts.number:
        give = f"{GIVE}:{session.session_id}"
        rows.append(
            (
                Button(words.plain(_("Give homework")), give),
                Button(words.plain(_("My promise")), f"{give}:me"),
            )
        )
    if facts.modules:
        rows.append((button(words, _("Modules done in it"), "modules", session),))
    rows.append(notes_row(words, session.session_id, facts.notes))
    return rows


def notes_row(words: Words, session_id: int, notes: int) -> tuple[Button, ...]:
    write = Button(words.plain(_("Add a note or photo")), f"{NOTE}:{session_id}")
    read = Button(words.plain(_("Read the notes")), f"{PREFIX}:notes:{session_id}")
    return (write, read) if notes else (write,)


def _ticks(words: Words, facts: AfterCard) -> Rows:
    session = facts.session
    rows: Rows = []
    for each in facts.roll:
        action = "absent" if each.attended else "came"
        label = words.plain(_("{sign} {name}"), sign=SIGN[each.attended], name=each.name)
        data = f"{PREFIX}:{action}:{session.session_id}:{each.participant_id}"
        rows.append((Button(label, data),))
    turns = []
    if facts.page:
        turns.append(button(words, _("‹ Back"), "see", session, facts.page - 1))
    if (facts.page + 1) * PAGE < facts.number:
        turns.append(button(words, _("More ›"), "see", session, facts.page + 1))
    if turns:
        rows.append(tuple(turns))
    if any(each.attended is None and not each.waited for each in facts.roll):
        everybody = button(words, _("All others came"), "all", session)
        nobody = button(words, _("No others came"), "rest", session)
        rows.append((everybody, nobody))
    return rows


def _guests(words: Words, facts: AfterCard) -> Rows:
    rows: Rows = []
    session = facts.session
    if facts.checks_in:
        rows.append((go(words.plain(_("I am here")), "checkin"),))
    if facts.rates:
        rows.append(choices(words, session.session_id))
    rows += [(task_button(words, each),) for each in facts.tasks]
    if facts.notes:
        rows.append((button(words, _("Notes for me"), "notes", session),))
    return rows


def not_begun(words: Words, facts: NotBegun) -> Screen:
    text = words(
        _(
            "That session has not begun yet. Who came can be noted once it has; a class can be "
            "checked in to from {minutes} minutes before."
        ),
        minutes=words.number(BEFORE.seconds // 60),
    )
    return Screen(
        words.paragraphs([text, about(words, facts.session)]), ((schedule_button(words),),)
    )


def modules_offered(words: Words, facts: ModulesOffered) -> Screen:
    parts = []
    if facts.ticked:
        sentence = n_(
            "Noted for {number} business: {module} is done.",
            "Noted for {number} businesses: {module} is done.",
        )
        module = _module(words, facts.ticked)
        parts.append(words.plural(sentence, facts.ticked.open_for, module=module))
    if facts.modules:
        ask = _("Which module did you do? Tap it: it is noted for all who came and take part.")
        parts.append(words(ask))
    else:
        parts.append(words(_("Those who came have no module left to do.")))
    rows: Rows = [
        (
            Button(
                words.plain(
                    _("{module} ({programme})"),
                    module=_module(words, each),
                    programme=each.programme,
                ),
                f"{PREFIX}:tick:{facts.session_id}:{each.module_id}",
            ),
        )
        for each in facts.modules
    ]
    back = Button(words.plain(_("Back to the session")), f"{PREFIX}:see:{facts.session_id}")
    return Screen(words.paragraphs(parts), (*rows, (back,)))


def _module(words: Words, each: Offered) -> str:
    known = title_of(each.template, each.key)
    return words.plain(known) if known else each.title or "–"
