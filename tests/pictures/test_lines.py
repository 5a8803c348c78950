"""A chart can be read on a small phone: lines where the prices are, gaps where there are none."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PIL import Image

from bot.pictures import lines
from bot.pictures.fonts import BIG

FIRST = date(2026, 10, 1)
DAYS = (FIRST, FIRST + timedelta(days=40))
TOP = lines.MARGIN + BIG + 2 * lines.GAP


def line(*points: tuple[int, int], bridges: int = 1) -> lines.Line:
    """Days from the first, and prices."""
    return lines.Line(
        "Kabar pembeli",
        [(FIRST + timedelta(days=day), Decimal(price)) for day, price in points],
        bridges,
    )


def drawn(*shown: lines.Line, title: str = "Judul") -> Image.Image:
    png = lines.draw(title, shown, DAYS, price=str, day=date.isoformat)
    return Image.open(io.BytesIO(png)).convert("RGB")


def heights(picture: Image.Image, number: int, day: int) -> list[int]:
    """Where a line's colour stands above that day, in pixels of the plot."""
    ink = Image.new("RGB", (1, 1), lines.COLOURS[number]).getpixel((0, 0))
    left, right = lines.MARGIN + lines.AXIS, lines.WIDTH - lines.MARGIN
    x = round(left + (right - left) * day / 40)
    return [y for y in range(TOP, TOP + lines.PLOT) if picture.getpixel((min(x, right), y)) == ink]


def test_a_line_goes_up_where_the_price_does_and_over_no_gap() -> None:
    picture = drawn(line((0, 40_000), (1, 40_000), (20, 45_000), (21, 45_000), (40, 50_000)))
    low, middle, high = (heights(picture, 0, day) for day in (0, 20, 40))
    assert min(low) > max(middle)
    assert min(middle) > max(high)
    assert heights(picture, 0, 10) == []
    assert heights(drawn(line((0, 40_000), (20, 45_000), bridges=20)), 0, 10)


def test_each_line_has_its_own_colour_and_shape() -> None:
    picture = drawn(line((10, 40_000)), line((10, 45_000)), line((10, 50_000)))
    found = [heights(picture, number, 10) for number in range(3)]
    assert all(found)
    assert min(found[0]) > max(found[1])
    assert min(found[1]) > max(found[2])
    assert len({len(each) for each in found}) > 1


@pytest.mark.parametrize("prices", [(1, 1), (45_000, 45_001), (100, 10**15), (62_000, 62_000)])
def test_the_axis_has_a_few_round_prices_whatever_they_are(prices: Sequence[int]) -> None:
    scale = lines._Scale.of([line((0, prices[0]), (40, prices[1]))], DAYS, 0)
    ticks = [*scale.ticks()]
    assert len(ticks) <= 12
    assert ticks or max(prices) == 1
    assert all(scale.low <= tick <= scale.high for tick in ticks)


def test_names_that_are_long_or_have_other_letters_leave_a_picture_that_telegram_takes() -> None:
    hostile = lines.Line("辣椒 " + "Acuan publik " * 20, [(FIRST, Decimal(1))])
    for title in ("Kopi " * 30, "شركة", ""):
        picture = drawn(hostile, title=title)
        assert picture.width == lines.WIDTH
        assert picture.height < 2 * lines.WIDTH
