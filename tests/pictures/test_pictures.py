"""What is drawn can be read: the code by a phone, the poster by a printer, the bars by a person."""

import io
import re

import pytest
import segno
import zxingcpp
from PIL import Image

from bot.language import LANGUAGES, words_for
from bot.pictures import bars, fonts, letters, qr, sheet
from handlers.admin import COUNTED, HEADINGS
from handlers.links import deep_link, whatsapp

LINK = deep_link("mitra_bot", "p_abcdefghijk")
LONGEST = deep_link("b" * 32, "p_" + "x" * 62)


def modules_of(png: bytes) -> list[list[int]]:
    """The squares of a code that stands in a picture, 1 for dark; without the quiet zone."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    size = picture.width // qr.MODULE
    squares = [
        [
            int(picture.getpixel((x * qr.MODULE + 12, y * qr.MODULE + 12)) < 128)  # type: ignore[operator]
            for x in range(size)
        ]
        for y in range(size)
    ]
    quiet = qr.QUIET
    assert not any(map(sum, squares[:quiet] + squares[-quiet:])), "the quiet zone is not quiet"
    assert not any(sum(row[:quiet] + row[-quiet:]) for row in squares)
    return [row[quiet:-quiet] for row in squares[quiet:-quiet]]


@pytest.mark.parametrize("link", [LINK, LONGEST])
def test_a_phone_reads_the_link_from_the_code(link: str) -> None:
    for shrunk in (1, 3):
        picture = Image.open(io.BytesIO(qr.code(link))).convert("L")
        small = picture.resize((picture.width // shrunk, picture.height // shrunk))
        assert [found.text for found in zxingcpp.read_barcodes(small)] == [link]


@pytest.mark.parametrize("link", [LINK, LONGEST])
def test_the_code_is_large_quiet_around_and_bears_dirt(link: str) -> None:
    png = qr.code(link)
    assert min(Image.open(io.BytesIO(png)).size) >= 900
    made = segno.make(link, error="m", micro=False)
    assert modules_of(png) == [[int(square) for square in row] for row in made.matrix]
    # Bits 2 of the format (ISO/IEC 18004, table 12), unmasked: 00 is M, 11 Q, 10 H, 01 L.
    first = [modules_of(png)[8][x] for x in (0, 1)]
    assert [bit ^ mask for bit, mask in zip(first, (1, 0), strict=True)] != [0, 1]


NAMES = [
    "Ibu Wayan",
    "Café Sōto – “Enak”",
    "辣椒有限公司",
    "شركة",
    "\u202eabc",
    "ꦱꦶꦠꦶ",
    "😀" * 60,
    "",
]


def paper(name: str) -> sheet.Sheet:
    return sheet.Sheet(
        title="Mitra",
        about="Kabar harga.",
        steps=("Satu", "Dua", "Tiga"),
        link=LINK,
        typed=LINK,
        whose=(name, name * 3),
        programme="Gratis.",
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_poster_is_one_page_whatever_the_name(name: str) -> None:
    pdf = sheet.printed(paper(name))
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [420, 595]  # A5 in points


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Café – “Enak”", "Café - Enak"),
        ("Sōto", "Soto"),
        ("PT 辣椒 Jaya", "PT Jaya"),
        ("\u202eabc\u202c\n\tdef", "abc def"),
        ("", ""),
    ],
)
def test_what_a_font_lacks_is_simplified_or_left_out(text: str, shown: str) -> None:
    assert letters.latin(text) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_letters_for_all_that_it_shows(language: str) -> None:
    words = words_for(language)
    for key in COUNTED:
        label = words.plain(HEADINGS[key])
        assert fonts.shown(label) == label


def test_bars_are_as_long_as_their_share_and_no_longer() -> None:
    shares = (0.0, 0.001, 0.5, 1.0, 7.0)
    drawn = [bars.Bar("Nama " * 30, "1.234.567 · 100%", share) for share in shares]
    picture = Image.open(io.BytesIO(bars.draw("Judul", drawn, "Kaki"))).convert("RGB")
    assert picture.width == bars.WIDTH
    ink = Image.new("RGB", (1, 1), bars.BAR).getpixel((0, 0))
    lengths = []
    for number in range(len(shares)):
        y = bars.MARGIN + fonts.BIG + 30 + bars.ROW * number + fonts.MIDDLE + 25
        lengths.append(sum(picture.getpixel((x, y)) == ink for x in range(picture.width)))
    full = bars.WIDTH - 2 * bars.MARGIN
    assert lengths[0] == 0
    assert 0 < lengths[1] < 40
    assert lengths[2] == pytest.approx(full / 2, abs=3)
    assert lengths[3] == lengths[4] == pytest.approx(full, abs=3)


def test_a_text_for_whatsapp_survives_the_way() -> None:
    assert (
        whatsapp("Ayo & coba: 50%?\n#1")
        == "https://wa.me/?text=Ayo%20%26%20coba%3A%2050%25%3F%0A%231"
    )
