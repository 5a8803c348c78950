"""A poster to print: what Mitra is, three steps, a QR code and the same link to type."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from fpdf import FPDF

from bot.pictures.letters import latin
from bot.pictures.qr import code

#: A5 in millimetres; printed on A4 it only grows.
WIDTH, HEIGHT, MARGIN = 148, 210, 12
QR_MM = 92
INK, ACCENT = (33, 37, 41), (15, 92, 77)


@dataclass(frozen=True)
class Sheet:
    """Words of a poster, in the language of those who will read it."""

    title: str
    about: str
    steps: Sequence[str]
    #: The whole address, and as it is typed.
    link: str
    typed: str
    #: Whose poster it is, and for what, a line each; may be empty.
    whose: Sequence[str]
    programme: str


def printed(sheet: Sheet) -> bytes:
    """One page as PDF. What the built-in fonts cannot show is left out."""
    pdf = FPDF(format=(WIDTH, HEIGHT))
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(False)
    pdf.set_title(latin(sheet.title))
    pdf.add_page()
    _line(pdf, sheet.title, 26, bold=True, color=ACCENT)
    _line(pdf, sheet.about, 12)
    pdf.ln(2)
    pdf.image(io.BytesIO(code(sheet.link)), x=(WIDTH - QR_MM) / 2, w=QR_MM)
    _line(pdf, sheet.typed, 10)
    pdf.ln(2)
    for number, step in enumerate(sheet.steps, 1):
        _line(pdf, f"{number}. {step}", 15, align="L")
    pdf.ln(2)
    for line in sheet.whose:
        _line(pdf, line, 12, bold=True)
    _line(pdf, sheet.programme, 9)
    return bytes(pdf.output())


def _line(
    pdf: FPDF,
    text: str,
    size: int,
    *,
    bold: bool = False,
    align: str = "C",
    color: tuple[int, int, int] = INK,
) -> None:
    pdf.set_font("helvetica", style="B" if bold else "", size=size)
    pdf.set_text_color(*color)
    if shown := latin(text):
        pdf.multi_cell(0, size * 0.5, shown, align=align, new_x="LMARGIN", new_y="NEXT")
