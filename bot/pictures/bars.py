"""Figures as bars, one below the other, to be read on a small phone."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from bot.pictures.fonts import BIG, MIDDLE, font, shown

#: In pixels.
WIDTH, MARGIN, ROW = 900, 40, 104
#: Left of the figures, in pixels.
FIGURES = 230
PAPER, INK, FAINT, BAR, BED = "#ffffff", "#212529", "#5c636a", "#0f5c4d", "#e3ece9"


@dataclass(frozen=True)
class Bar:
    label: str
    figure: str
    #: From 0 to 1.
    share: float


def draw(title: str, bars: Sequence[Bar], footer: str) -> bytes:
    """PNG, packed lightly: whoever waits for an answer waits for this, too."""
    height = 2 * MARGIN + BIG + 30 + ROW * len(bars) + MIDDLE + 20
    picture = Image.new("RGB", (WIDTH, height), PAPER)
    paint = ImageDraw.Draw(picture)
    paint.text((MARGIN, MARGIN), shown(title), INK, font(BIG))
    y = MARGIN + BIG + 30
    for bar in bars:
        _row(paint, y, bar)
        y += ROW
    paint.text((MARGIN, y + 10), shown(footer), FAINT, font(MIDDLE))
    out = io.BytesIO()
    picture.save(out, "png", compress_level=1)
    return out.getvalue()


def _row(paint: ImageDraw.ImageDraw, y: int, bar: Bar) -> None:
    right = WIDTH - MARGIN
    paint.text((MARGIN, y), _cut(paint, bar.label), INK, font(MIDDLE))
    paint.text((right, y), shown(bar.figure), INK, font(MIDDLE), anchor="ra")
    top, bottom = y + MIDDLE + 12, y + MIDDLE + 38
    paint.rounded_rectangle((MARGIN, top, right, bottom), 13, BED)
    reaches = MARGIN + round((right - MARGIN) * min(1.0, max(0.0, bar.share)))
    if reaches - MARGIN >= bottom - top:
        paint.rounded_rectangle((MARGIN, top, reaches, bottom), 13, BAR)
    elif bar.share > 0:
        paint.ellipse((MARGIN, top, MARGIN + bottom - top, bottom), BAR)


def _cut(paint: ImageDraw.ImageDraw, label: str) -> str:
    """As much of a label as stands left of its figure."""
    room, text = WIDTH - 2 * MARGIN - FIGURES, shown(label)
    while text and paint.textlength(text, font(MIDDLE)) > room:
        text = text.removesuffix("…")[:-1] + "…" if len(text) > 1 else ""
    return text
