"""A buyer's sheet of prices and needs, read by the questions of the publishing form.

So a row means what it would mean if it were typed there; what the form would ask about is a reason
why the row does not count yet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot import clock
from bot.columns import COMMODITIES, FIGURES, PLACES, PRICES, TWICE, Columns, Remark, said
from bot.conversation.form import Answer, Ask, Reply, Situation
from bot.conversation.steps import by_grade, figures, pays, times
from bot.conversation.steps.conditions import TOO_LONG, answer_of, conditions_in
from bot.language import Words, _, words_for
from bot.language.reading.quantity import read_quantity
from bot.market import bulletin_list, grades
from bot.market.batches import goods_of
from bot.market.bulletin_list import FORM, FROM, TO, Row
from bot.market.models import BulletinKind
from bot.partnerships.supplier_list import KINDS, NO_SUCH_COMMODITY
from handlers.market.bulletins.publishing import PUBLISH

#: What a step says of a cell -> what the row is told.
REASONS: Mapping[tuple[str, str], str] = {
    ("price", figures.RANGE.text): _("a price is one figure, not a range: {said}"),
    ("price", figures.IMPLAUSIBLE.text): _("the price cannot be right: {said}"),
    ("price", by_grade.ONLY): _("please write the grade {grade} in a column of its own"),
    ("price", by_grade.TOO_MANY): _("there are more than {most} grades; please split the row"),
    ("price", by_grade.TWICE): _("the grade {grade} is there twice"),
    ("price", by_grade.LONG): _("a grade is longer than {longest} letters: {grade}"),
    ("price", by_grade.RANGE_OF): _("the price of {grade} is one figure, not a range"),
    ("price", by_grade.IMPLAUSIBLE_OF): _("the price of {grade} cannot be right"),
    ("price", by_grade.UNREAD_OF): _("the price of {grade} cannot be read"),
    ("pays", figures.IMPLAUSIBLE.text): _("the price cannot be right: {said}"),
    ("quantity", figures.RANGE.text): _("a quantity is one figure, not a range: {said}"),
    ("quantity", figures.IMPLAUSIBLE.text): _("the quantity cannot be right: {said}"),
    ("until", times.PAST): _("the last day has passed: {said}"),
    ("until", times.TOO_FAR): _("the last day is more than three years away: {said}"),
    ("terms", TOO_LONG): _("the terms are longer than {longest} letters"),
}
UNREAD: Mapping[str, str] = {
    "commodity": NO_SUCH_COMMODITY,
    "price": _("the price cannot be read: {said}"),
    "pays": _("the price cannot be read: {said}"),
    "quantity": _("the quantity cannot be read: {said}"),
    "regions": _("the place is not known: {said}"),
    "until": _("the last day cannot be read: {said}"),
    "terms": _("the terms cannot be read: {said}"),
}
COUNTED: Mapping[str, str] = {
    "price": _("the price has to be per {unit}: {said}"),
    "pays": _("the price has to be per {unit}: {said}"),
    "quantity": _("the quantity has to be in {unit}: {said}"),
}
UNCLEAR: Mapping[str, str] = {
    "commodity": KINDS,
    "price": _("the price is not clear: {said}; perhaps {prices}?"),
    "pays": _("the price is not clear: {said}; perhaps {prices}?"),
    "quantity": _("the quantity is not clear: {said}; perhaps {figures}?"),
    "regions": _("“{said}”: there are several places: {places}; please write which"),
    "until": _("the last day is not clear: {said}"),
}
BAD_DELIVERY = _("the days of delivery cannot be read: {said}")
#: Of what may be meant, so much is named.
MOST_NAMED = 3
#: The order in which a row is read, and by which it is told what is wrong first.
STEPS = ("commodity", "price", "quantity", "pays", "regions", "terms")


@dataclass(frozen=True)
class Line:
    """A row as answers of the form, but for its days: they depend on the sender's clock."""

    number: int
    answers: Mapping[str, Any]
    until: str
    delivery: tuple[str, str]


@dataclass(frozen=True)
class Read:
    lines: Sequence[Line]
    remarks: Sequence[Remark]
    columns: Columns
    problem: str | None = None


@dataclass(frozen=True)
class Ready:
    """A row that can be published."""

    number: int
    answers: Mapping[str, Any]


def read(rows: Sequence[Sequence[str]], merged: frozenset[int] = frozenset()) -> Read | None:
    """None for a sheet of something else. 200 rows take up to a second."""
    table = bulletin_list.cut(rows, merged)
    if table is None:
        return None
    reader = _Reader()
    for row in table.rows:
        reader.take(row)
    return Read(reader.lines, reader.remarks, table.columns, table.problem)


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.remarks: list[Remark] = []
        self._seen: dict[object, int] = {}
        self._replies: dict[object, Reply] = {}
        zone = "Asia/Jakarta"  # nothing that is read here depends on it, nor on the language
        self._words, self._now = words_for("id", zone), clock.now().astimezone(ZoneInfo(zone))

    def take(self, row: Row) -> None:
        if row.reason:
            self.remarks.append(Remark(row.number, row.reason, row.values or {}))
            return
        answers: dict[str, Any] = {"kind": str(row.kind), "terms": None}
        parts = dict(row.parts)
        self._join_form(parts)
        if wrong := _beside(row, parts):
            self.remarks.append(wrong)
            return
        for key in STEPS:
            if key not in parts:
                continue
            reply = self._reply(key, parts[key], answers)
            if not isinstance(reply, Answer):
                self.remarks.append(remark(row.number, key, parts[key], reply))
                return
            answers[key] = reply.value
        goods = goods_of(answers)
        if goods in self._seen:
            twice = Remark(row.number, TWICE, {"row": str(self._seen[goods])})
            self.remarks.append(twice)
            return
        self._seen[goods] = row.number
        days = parts.get(FROM, ""), parts.get(TO, "")
        self.lines.append(Line(row.number, answers, parts["until"], days))

    def _join_form(self, parts: dict[str, str]) -> None:
        """“Kopi robusta” and “biji hijau” are one commodity; else the form is its quality."""
        form = parts.pop(FORM, None)
        if not form:
            return
        joined = f"{parts['commodity']} {form}"
        if isinstance(self._reply("commodity", joined, {}), Answer):
            parts["commodity"] = joined
        else:
            quality = f"mutu {form.replace(',', ' ')}"
            parts["terms"] = ", ".join(filter(None, (quality, parts.get("terms"))))

    def _reply(self, key: str, typed: str, answers: Mapping[str, Any]) -> Reply:
        """Sheets repeat the same few places and terms."""
        about = (key, typed, answers.get("commodity"))
        if about not in self._replies:
            step = next(each for each in PUBLISH.steps if each.key == key)
            situation = Situation(self._words, self._now, answers)
            self._replies[about] = step.read(typed, None, situation)
        return self._replies[about]


def _beside(row: Row, parts: dict[str, str]) -> Remark | None:
    """Put a price's quantity among the terms; or say why it cannot stand there."""
    beside = parts.pop("beside", None)
    if not beside:
        return None
    reading = read_quantity(beside)
    below = beside.strip().casefold().startswith(figures.BELOW_ZERO)
    if below or not (reading.value or reading.candidates):
        return Remark(row.number, UNREAD["quantity"], said(beside))
    parts["terms"] = ", ".join(filter(None, (parts.get("terms"), f"jumlah {beside}")))
    return None


def remark(number: int, key: str, typed: str, reply: Reply) -> Remark:
    """Why a cell is no answer yet."""
    values = said(typed)
    if isinstance(reply, Ask):
        options = reply.options if key != "pays" else pays.ends_of(reply.options)
        options = options[:MOST_NAMED]
        about = reply.note.values if reply.note else {}
        values |= {name: about[name] for name in ("said",) if name in about}
        values |= {_NAMED.get(key, "options"): " ".join(options)}
        return Remark(number, UNCLEAR[key], values)
    note = getattr(reply, "note", None)
    if note is None:
        return Remark(number, UNREAD[key], values)
    values |= dict(note.values)
    if "unit" in note.values:
        return Remark(number, COUNTED[key], values)
    return Remark(number, REASONS.get((key, note.text), UNREAD[key]), values)


#: How the options of a step are named in a remark.
_NAMED = {
    "commodity": COMMODITIES,
    "price": PRICES,
    "pays": PRICES,
    "quantity": FIGURES,
    "regions": PLACES,
}


def agreed(found: Read, words: Words, now: datetime) -> tuple[list[Ready], list[Remark]]:
    """The rows whose days are still to come, and what is wrong with the others."""
    ready: list[Ready] = []
    remarks = [*found.remarks]
    for line in found.lines:
        answers, wrong = _dated(line, words, now)
        if wrong:
            remarks.append(wrong)
        else:
            ready.append(Ready(line.number, answers))
    return ready, remarks


def _dated(line: Line, words: Words, now: datetime) -> tuple[dict[str, Any], Remark | None]:
    step, situation = times.Day("until", "", ""), Situation(words, now)
    reply = step.read(line.until, None, situation)
    answers = {**line.answers}
    if not isinstance(reply, Answer):
        return answers, remark(line.number, "until", line.until, reply)
    answers["until"] = reply.value
    days: dict[str, str] = {}
    for key, typed in zip(("first", "last"), line.delivery, strict=True):
        if not typed:
            continue
        day = step.read(typed, None, situation)
        if not isinstance(day, Answer):
            return answers, Remark(line.number, BAD_DELIVERY, said(typed))
        days[key] = day.value
    if len(days) > 1:
        days = dict(zip(days, sorted(days.values()), strict=True))
    if days and answers["kind"] == BulletinKind.NEED:
        answers["window"] = {"first": days.get("first"), "last": days.get("last")}
    elif days:
        answers["terms"] = _delivered(answers, [*days.values()], words)
    return answers, None


def _delivered(answers: Mapping[str, Any], days: Sequence[str], words: Words) -> Any:
    """Of a price the form knows no days of delivery: they are told in the note."""
    from_to = [words.day(datetime.fromisoformat(day).date()) for day in days]
    told = words.plain(_("delivery: {days}"), days=" – ".join(from_to))
    conditions = conditions_in(answers["terms"])
    note = ", ".join(filter(None, (conditions.note, told)))
    unit = (answers.get("price") or answers["quantity"])["unit"]
    return answer_of(conditions.model_copy(update={"note": note}), unit)


def unusual(answers: Mapping[str, Any], usual: Decimal | None) -> bool:
    """Whether the form would ask about this price once more."""
    return bool(doubtful(answers, usual))


def doubtful(answers: Mapping[str, Any], usual: Decimal | None) -> list[Decimal]:
    """The prices of a row that are far from the usual one."""
    if usual is None:
        return []
    if answers["kind"] == BulletinKind.NEED:
        ends = answers.get("pays") or {}
        return by_grade.far([Decimal(ends[end]) for end in ("low", "high") if ends], usual)
    rows = grades.read(answers["price"].get("grades"))
    prices = [row.price for row in rows] or [Decimal(answers["price"]["amount"])]
    return by_grade.far(prices, usual)
