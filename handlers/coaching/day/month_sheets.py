"""A month's report as a table to hand in: no cell is a formula, whatever a person has typed."""

from bot.delivery.screen import File, Screen
from bot.language import Words, _
from bot.sheets import Cell, Table, xlsx
from handlers.coaching.day.month_report import EverybodysSheet, Kinds, MonthReport, MonthSheet
from handlers.coaching.day.month_screens import few, month_name, place
from handlers.coaching.sessions.session_words import KINDS

BECAME = (_("Held"), _("Not written down"), _("To come"), _("Called off"))


def month_sheet(words: Words, facts: MonthSheet) -> Screen:
    report = facts.report
    tables = [_sessions(words, report), _programmes(words, report)]
    tables += [_questions(words, report), _houses(words, report)]
    text = words(_("Report of {month}"), month=month_name(words, report.month))
    return Screen(text, file=File(f"laporan-{report.month:%Y-%m}.xlsx", xlsx(*tables)))


def _sessions(words: Words, report: MonthReport) -> Table:
    header = _headings(words, _("Sessions"), *BECAME)
    rows: list[list[Cell]] = [
        [words.plain(KINDS[each.session_kind]), *_numbers(each)] for each in report.sessions
    ]
    rows += [
        [words.plain(label), number]
        for label, number in (
            (_("Attended"), report.attended),
            (_("Did not attend"), report.missed),
            (_("Attendance not written down"), report.unrecorded),
            (_("Businesses reached"), report.reached),
        )
    ]
    return Table(header[0], header, rows)


def _numbers(each: Kinds) -> tuple[int, ...]:
    return each.held, each.unrecorded, each.coming, each.called_off


def _programmes(words: Words, report: MonthReport) -> Table:
    header = _headings(
        words,
        _("Programme"),
        _("Businesses"),
        _("Parts done"),
        _("Of these in this month"),
        _("All parts"),
    )
    rows: list[list[Cell]] = [
        [each.name, each.businesses, each.done, each.done_now, each.all]
        for each in report.programmes
    ]
    return Table(header[0], header, rows)


def _questions(words: Words, report: MonthReport) -> Table:
    header = _headings(
        words, _("Questions"), _("Answered"), _("Half of the answers within minutes")
    )
    return Table(header[0], header, [[report.asked, report.answered, report.median_minutes]])


def _houses(words: Words, report: MonthReport) -> Table:
    header = _headings(words, _("Production house"), _("Times used"), _("Times nobody came"))
    return Table(header[0], header, [[*each] for each in report.houses])


def everybodys_sheet(words: Words, facts: EverybodysSheet) -> Screen:
    report = facts.report
    header = _headings(
        words,
        *(_("Officer"), _("Region"), _("Sessions"), _("Attended"), _("Businesses reached")),
        *(_("People who asked"), _("People answered")),
    )
    rows: list[list[Cell]] = [
        [
            each.officer_name,
            place(words, each),
            each.sessions,
            *(
                few(words, None) if number is None else number
                for number in (each.attended, each.reached, each.asked, each.answered)
            ),
        ]
        for each in report.lines
    ]
    text = words(_("Coaching in {month}, by officer"), month=month_name(words, report.month))
    table = Table(words.plain(_("Officers")), header, rows)
    return Screen(text, file=File(f"pendampingan-{report.month:%Y-%m}.xlsx", xlsx(table)))


def _headings(words: Words, *labels: str) -> list[str]:
    return [words.plain(label) for label in labels]
