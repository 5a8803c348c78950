"""The admin's page as a picture with buttons, and the same figures as text."""

from datetime import timedelta

from babel.dates import format_timedelta
from babel.numbers import format_percent

from bot.delivery.screen import Button, File, Screen
from bot.language import Words, _
from bot.pictures import bars
from handlers.admin import HEADINGS, PERIODS, PREFIX, TEXT, AdminPage, Figures, FunnelInWords
from handlers.home import go

STARTED, FINISHED = _("Started"), _("Registered")
LABELS = {"7": _("7 days"), "30": _("30 days"), "all": _("All")}
#: Up to so long a time is told in minutes and seconds.
SHORT = timedelta(hours=1)


def admin_page(words: Words, facts: AdminPage) -> Screen:
    lines = [
        words(_("<b>For admins</b>")),
        words(_("Applications waiting: {number}"), number=words.number(facts.applications)),
        words(_("Bulletins waiting: {number}"), number=words.number(facts.bulletins)),
        words(_("Products not in the list: {number}"), number=words.number(facts.requests)),
        words(_("Open invitations: {number}"), number=words.number(facts.invitations)),
    ]
    periods = tuple(
        Button(words.plain(LABELS[each]), f"{PREFIX}:{each}")
        for each, days in PERIODS.items()
        if days != facts.figures.days
    )
    rows = (
        (go(words.plain(_("Check applications")), "applications"),),
        (go(words.plain(_("Check bulletins")), "to_confirm"),),
        (go(words.plain(_("Products not in the list")), "requests"),),
        (go(words.plain(_("Privacy requests of others")), "data_requests"),),
        (go(words.plain(_("Why did somebody (not) get news?")), "data_requests"),),
        (go(words.plain(_("Who did what with others' data")), "data_record"),),
        (
            go(words.plain(_("Invite")), "invite"),
            go(words.plain(_("Posters")), "poster"),
        ),
        (*periods, Button(words.plain(_("As text")), f"{PREFIX}:{_period(facts.figures)}:{TEXT}")),
    )
    return Screen(words.lines(lines), rows, file=File("mitra-funnel.png", _picture(words, facts)))


def _picture(words: Words, facts: AdminPage) -> bytes:
    figures = facts.figures
    drawn = [
        bars.Bar(label, _figure(words, number, figures.started), _share(number, figures.started))
        for label, number in _rows(words, figures)
    ]
    return bars.draw(_title(words, figures), drawn, _took(words, figures))


def _rows(words: Words, figures: Figures) -> list[tuple[str, int]]:
    steps = [
        (words.plain(HEADINGS[key]), number) for key, number in figures.steps if key in HEADINGS
    ]
    first, last = words.plain(STARTED), words.plain(FINISHED)
    return [(first, figures.started), *steps, (last, figures.finished)]


def _share(number: int, started: int) -> float:
    return number / started if started else 0.0


def _figure(words: Words, number: int, started: int) -> str:
    share = format_percent(_share(number, started), "0%", locale=words.locale)
    return f"{words.number(number)} · {share}"


def _title(words: Words, figures: Figures) -> str:
    if figures.days is None:
        return words.plain(_("Registration, of all times"))
    return words.plain(_("Registration, last {days} days"), days=figures.days)


def _took(words: Words, figures: Figures) -> str:
    if figures.seconds is None:
        return words.plain(_("Nobody has finished in this time."))
    return words.plain(_("Half of them needed {time} or less."), time=_time(words, figures.seconds))


def _time(words: Words, seconds: float) -> str:
    took = timedelta(seconds=seconds)
    if took >= SHORT:
        return format_timedelta(took, granularity="minute", threshold=2, locale=words.locale)
    minutes, rest = divmod(round(seconds), 60)
    full = format_timedelta(
        timedelta(minutes=minutes), granularity="minute", threshold=60, locale=words.locale
    )
    over = format_timedelta(timedelta(seconds=rest), threshold=60, locale=words.locale)
    return " ".join(([full] if minutes else []) + ([over] if rest or not minutes else []))


def funnel_in_words(words: Words, facts: FunnelInWords) -> Screen:
    figures = facts.figures
    lines = [words(_("<b>{title}</b>"), title=_title(words, figures))]
    for label, number in _rows(words, figures):
        shown = _figure(words, number, figures.started)
        lines.append(words(_("{label}: {figure}"), label=label, figure=shown))
    came, finished = figures.by_poster
    lines.append(
        words(
            _("By posters: {came} came, {finished} registered"),
            came=words.number(came),
            finished=words.number(finished),
        )
    )
    lines.append(words(_took(words, figures)))
    picture = Button(words.plain(_("As a picture")), f"{PREFIX}:{_period(figures)}")
    return Screen(words.lines(lines), ((picture,),))


def _period(figures: Figures) -> str:
    return next(period for period, days in PERIODS.items() if days == figures.days)
