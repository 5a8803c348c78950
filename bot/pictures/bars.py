"""Figures as bars, one below the other, to be read on a small phone."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.letters import within

#: In pixels; a phone shows it some 360 to 400 points wide, so that letters of 36 are 16.
WIDTH, MARGIN, ROW = 900, 40, 104
BIG, MIDDLE = 46, 36
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
    paint.text((MARGIN, MARGIN), _shown(title), INK, _font(BIG))
    y = MARGIN + BIG + 30
    for bar in bars:
        _row(paint, y, bar)
        y += ROW
    paint.text((MARGIN, y + 10), _shown(footer), FAINT, _font(MIDDLE))
    out = io.BytesIO()
    picture.save(out, "png", compress_level=1)
    return out.getvalue()


def _row(paint: ImageDraw.ImageDraw, y: int, bar: Bar) -> None:
    right = WIDTH - MARGIN
    paint.text((MARGIN, y), _cut(paint, bar.label), INK, _font(MIDDLE))
    paint.text((right, y), _shown(bar.figure), INK, _font(MIDDLE), anchor="ra")
    top, bottom = y + MIDDLE + 12, y + MIDDLE + 38
    paint.rounded_rectangle((MARGIN, top, right, bottom), 13, BED)
    reaches = MARGIN + round((right - MARGIN) * min(1.0, max(0.0, bar.share)))
    if reaches - MARGIN >= bottom - top:
        paint.rounded_rectangle((MARGIN, top, reaches, bottom), 13, BAR)
    elif bar.share > 0:
        paint.ellipse((MARGIN, top, MARGIN + bottom - top, bottom), BAR)


def _cut(paint: ImageDraw.ImageDraw, label: str) -> str:
    """As much of a label as stands left of its figure."""
    room, text = WIDTH - 2 * MARGIN - FIGURES, _shown(label)
    while text and paint.textlength(text, _font(MIDDLE)) > room:
        text = text.removesuffix("…")[:-1] + "…" if len(text) > 1 else ""
    return text


def _shown(text: str) -> str:
    return within(text, _drawn)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own (Aileron, in the public domain), so that no machine's fonts matter."""
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("Pillow was built without FreeType.")
    return font


@cache
def _drawn(sign: str) -> bool:
    """Whether the font has a shape of its own for it, other than the box for what it lacks."""
    if sign.isspace():
        return True
    box = bytes(_font(MIDDLE).getmask("\uffff"))
    return bytes(_font(MIDDLE).getmask(sign)) not in (box, b"")
