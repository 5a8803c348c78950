"""Prices over some weeks as lines, to be read on a small phone."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from PIL import Image, ImageDraw

from bot.pictures.fonts import BIG, MIDDLE, font, shown

#: In pixels; of the plot, its height and the room left of it for the prices.
WIDTH, MARGIN, PLOT, AXIS = 900, 40, 460, 150
PAPER, INK, FAINT, GRID = "#ffffff", "#212529", "#5c636a", "#dee2e6"
#: Told apart by shape as well: many people do not see the colours.
COLOURS = ("#0f5c4d", "#b3541e", "#3b4cc0")
WIDTHS, DOT = (8, 4, 4), 9
GAP = 16
#: Round numbers between the lowest and the highest price, about so many.
TICKS = 5
#: Above and below the lines, as a part of what they span, or of a price that never changes.
AIR, FLAT = 0.1, 0.1

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    #: What it is, with its source: it may take several rows below the plot.
    label: str
    #: Oldest first.
    points: Sequence[tuple[date, Decimal]]
    #: Days between two points over which it is still drawn as one.
    bridges: int = 1


def draw(
    title: str,
    lines: Sequence[Line],
    days: tuple[date, date],
    price: Callable[[Decimal], str],
    day: Callable[[date], str],
) -> bytes:
    """PNG, packed lightly. There is at least one point, and `days` hold them all.

    `price` and `day` write what stands at the axes.
    """
    labels = [_wrapped(line.label) for line in lines]
    heading = _wrapped(title, BIG, WIDTH - 2 * MARGIN)
    top = MARGIN + len(heading) * (BIG + GAP) + GAP
    legend = top + PLOT + 2 * MIDDLE + GAP
    height = legend + sum(len(rows) for rows in labels) * (MIDDLE + GAP) + MARGIN
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    paint = ImageDraw.Draw(picture)
    for number, row in enumerate(heading):
        paint.text((MARGIN, MARGIN + number * (BIG + GAP)), row, INK, font(BIG))
    scale = _Scale.of(lines, days, top)
    _axes(paint, scale, price, day)
    for number, line in enumerate(lines):
        _line(paint, scale, line, number)
    _legend(paint, labels, legend)
    out = io.BytesIO()
    picture.save(out, "png", compress_level=1)
    return out.getvalue()


@dataclass(frozen=True)
class _Scale:
    """Where a day and a price stand in the picture."""

    days: tuple[date, date]
    low: float
    high: float
    top: int

    @classmethod
    def of(cls, lines: Sequence[Line], days: tuple[date, date], top: int) -> "_Scale":
        prices = [float(price) for line in lines for _day, price in line.points]
        low, high = min(prices), max(prices)
        air = (high - low) * AIR or high * FLAT
        return cls(days, low - air, high + air, top)

    def x(self, day: date) -> float:
        first, last = self.days
        part = (day - first).days / max(1, (last - first).days)
        return MARGIN + AXIS + part * (WIDTH - 2 * MARGIN - AXIS)

    def y(self, price: float) -> float:
        return self.top + PLOT * (self.high - price) / (self.high - self.low)

    def ticks(self) -> Iterator[Decimal]:
        """Round prices: 1, 2 or 5 times a power of ten apart."""
        rough = (self.high - self.low) / TICKS
        power = 10.0 ** len(str(int(rough))) / 10 if rough >= 1 else 1.0
        step = next(power * by for by in (1, 2, 5, 10) if power * by >= rough or by == 10)  # noqa: PLR2004
        at = -(-self.low // step) * step
        while at <= self.high:
            yield Decimal(round(at))
            at += step


def _axes(
    paint: ImageDraw.ImageDraw,
    scale: _Scale,
    price: Callable[[Decimal], str],
    day: Callable[[date], str],
) -> None:
    left, right, bottom = MARGIN + AXIS, WIDTH - MARGIN, scale.top + PLOT
    for tick in scale.ticks():
        y = scale.y(float(tick))
        paint.line((left, y, right, y), GRID, 3)
        paint.text((left - GAP, y), shown(price(tick)), FAINT, font(MIDDLE), anchor="rm")
    first, last = scale.days
    middle = first + (last - first) / 2
    for each, anchor in ((first, "la"), (middle, "ma"), (last, "ra")):
        text = shown(day(each))
        paint.text((scale.x(each), bottom + GAP), text, FAINT, font(MIDDLE), anchor=anchor)


def _line(paint: ImageDraw.ImageDraw, scale: _Scale, line: Line, number: int) -> None:
    at = [(day, (scale.x(day), scale.y(float(price)))) for day, price in line.points]
    colour, width = _style(number)
    for (before, start), (after, end) in pairwise(at):
        if (after - before).days <= line.bridges:
            paint.line((*start, *end), colour, width)
    for _day, point in at:
        _mark(paint, point, number)


def _style(number: int) -> tuple[str, int]:
    return COLOURS[number % len(COLOURS)], WIDTHS[number % len(WIDTHS)]


def _mark(paint: ImageDraw.ImageDraw, at: Point, number: int) -> None:
    """A disc, a square, or a diamond."""
    (x, y), (colour, _width) = at, _style(number)
    match number % len(COLOURS):
        case 0:
            paint.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), colour)
        case 1:
            paint.rectangle((x - DOT, y - DOT, x + DOT, y + DOT), colour)
        case _:
            paint.polygon(
                [(x, y - DOT - 4), (x + DOT + 4, y), (x, y + DOT + 4), (x - DOT - 4, y)], colour
            )


def _legend(paint: ImageDraw.ImageDraw, labels: Sequence[Sequence[str]], top: int) -> None:
    for number, rows in enumerate(labels):
        _mark(paint, (MARGIN + DOT, top + MIDDLE / 2 + 4), number)
        for row in rows:
            paint.text((MARGIN + 3 * GAP, top), row, INK, font(MIDDLE))
            top += MIDDLE + GAP


def _wrapped(text: str, size: int = MIDDLE, room: int = WIDTH - 2 * MARGIN - 3 * GAP) -> list[str]:
    rows = [""]
    for word in shown(text).split():
        longer = f"{rows[-1]} {word}".strip()
        if font(size).getlength(longer) <= room:
            rows[-1] = longer
        else:
            rows.append(word)
    return [row for row in rows if row] or [""]
