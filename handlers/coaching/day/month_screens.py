"""How a month's report looks in the chat."""

from datetime import date

from babel.dates import format_skeleton
from markupsafe import Markup

from bot.coaching.day import months
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from handlers.coaching.day.month_report import PREFIX, ALine, EverybodysMonth, MonthReport
from handlers.coaching.sessions.session_words import KINDS

Rows = list[tuple[Button, ...]]
#: Programmes, houses and lines about officers that one message holds; a table holds all.
SHOWN, LINES = 6, 12
#: In minutes: up to there a wait is told in minutes, and in hours.
AN_HOUR, TWO_DAYS = 60, 48 * 60
FEW = _("fewer than 5")
UNKNOWN_PLACE = _("no region")


def month_name(words: Words, month: date) -> str:
    return format_skeleton("yMMMM", month, locale=words.locale)


def month_report(words: Words, facts: MonthReport) -> Screen:
    parts = [
        words(_("<b>Report of {month}</b>"), month=month_name(words, facts.month)),
        _sessions(words, facts),
        _programmes(words, facts),
        _questions(words, facts),
        _houses(words, facts),
    ]
    rows: Rows = _turning(words, "own", facts.month, later=facts.later)
    sheet = Button(words.plain(_("As Excel")), f"{PREFIX}:sheet:{facts.month:%Y-%m}")
    rows.append((sheet,))
    if facts.may_see_all:
        label = words.plain(_("All officers"))
        rows.append((Button(label, f"{PREFIX}:all:{facts.month:%Y-%m}"),))
    return Screen(words.paragraphs(each for each in parts if each), tuple(rows))


def _sessions(words: Words, facts: MonthReport) -> Markup:
    if not facts.sessions:
        return words(_("🗓 No sessions."))
    lines = []
    for each in facts.sessions:
        sentence = _("🗓 {session}: {held} held, {coming} to come, {off} called off")
        lines.append(
            words(
                sentence,
                session=words(KINDS[each.session_kind]),
                held=each.held,
                coming=each.coming,
                off=each.called_off,
            )
        )
        if each.unrecorded:
            over = _("Over, but not written down: {number}")
            lines.append(words(over, number=words.number(each.unrecorded)))
    if facts.attended or facts.missed:
        all_of_them = facts.attended + facts.missed
        sentence = _("Attendance: {attended} of {all}")
        lines.append(words(sentence, attended=facts.attended, all=all_of_them))
    if facts.unrecorded:
        unrecorded = n_(
            "Attendance of {number} is not written down.",
            "Attendance of {number} is not written down.",
        )
        lines.append(words.plural(unrecorded, facts.unrecorded))
    reached = n_("{number} business was reached.", "{number} businesses were reached.")
    lines.append(words.plural(reached, facts.reached))
    return words.lines(lines)


def _programmes(words: Words, facts: MonthReport) -> Markup:
    sentence = _(
        "🎓 {programme}: {businesses} take part, {done} of {all} parts done, {now} of them new"
    )
    return words.lines(
        words(
            sentence,
            programme=each.name,
            businesses=each.businesses,
            done=each.done,
            all=each.all,
            now=each.done_now,
        )
        for each in facts.programmes[:SHOWN]
    )


def _questions(words: Words, facts: MonthReport) -> Markup:
    if not facts.asked:
        return words(_("❓ No questions."))
    sentence = _("❓ {answered} of {asked} questions answered")
    lines = [words(sentence, answered=facts.answered, asked=facts.asked)]
    if facts.median_minutes is not None:
        fast = wait(words, facts.median_minutes)
        lines.append(words(_("Half of the answers came within {time}."), time=fast))
    return words.lines(lines)


def wait(words: Words, minutes: int) -> str:
    """In the largest unit that tells it well."""
    if minutes < AN_HOUR:
        return str(words.plural(n_("{number} minute", "{number} minutes"), max(1, minutes)))
    if minutes < TWO_DAYS:
        return str(words.plural(n_("{number} hour", "{number} hours"), minutes // 60))
    return str(words.plural(n_("{number} day", "{number} days"), minutes // (24 * 60)))


def _houses(words: Words, facts: MonthReport) -> Markup:
    sentence = _("🏭 {house}: used {used} times, {unused} times nobody came")
    return words.lines(
        words(sentence, house=name, used=used, unused=unused)
        for name, used, unused in facts.houses[:SHOWN]
    )


def everybodys_month(words: Words, facts: EverybodysMonth) -> Screen:
    parts = [
        words(_("<b>Coaching in {month}</b>, by officer"), month=month_name(words, facts.month))
    ]
    if not facts.lines:
        parts.append(words(_("There was no session and no question.")))
    parts += [_line(words, each) for each in facts.lines[:LINES]]
    if (more := len(facts.lines) - LINES) > 0:
        left = n_("{number} more line stands in the table.", "{number} more lines stand in it.")
        parts.append(words.plural(left, more))
    rows = _turning(words, "all", facts.month, later=facts.later)
    sheet = Button(words.plain(_("As Excel")), f"{PREFIX}:allsheet:{facts.month:%Y-%m}")
    rows.append((sheet,))
    if facts.may_see_own:
        own = Button(words.plain(_("My own report")), f"{PREFIX}:own:{facts.month:%Y-%m}")
        rows.append((own,))
    return Screen(words.paragraphs(parts), tuple(rows))


def _line(words: Words, each: ALine) -> Markup:
    sentence = _(
        "<b>{officer}</b>, {place}\nSessions: {sessions}. Attendance: {attended}. Businesses "
        "reached: {reached}. People who asked: {asked}, answered: {answered}."
    )
    return words(
        sentence,
        officer=each.officer_name,
        place=place(words, each),
        sessions=each.sessions,
        attended=few(words, each.attended),
        reached=few(words, each.reached),
        asked=few(words, each.asked),
        answered=few(words, each.answered),
    )


def place(words: Words, each: ALine) -> str:
    return place_name(each.province, words) if each.province else words.plain(UNKNOWN_PLACE)


def few(words: Words, number: int | None) -> str:
    return words.plain(FEW) if number is None else words.number(number)


def _turning(words: Words, does: str, month: date, *, later: bool) -> Rows:
    """To the month before, and to the next one if it has begun."""
    shown = [months.before(month), *([months.after(month)] if later else [])]
    return [
        tuple(
            Button(month_name(words, each), f"{PREFIX}:{does}:{each:%Y-%m}")
            for each in shown
            if each.year >= months.FIRST_YEAR
        )
    ]
