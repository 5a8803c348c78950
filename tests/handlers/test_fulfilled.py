"""A need of which all is found reads as over, though its last day has not come."""

from datetime import date
from decimal import Decimal

import pytest

from bot import clock
from bot.language import words_for
from bot.market.models import BulletinKind
from handlers.market.bulletins.bulletins import Change, Facts, Happened, bulletin

NEED = Facts(
    number=12,
    kind=BulletinKind.NEED,
    commodity="cabai-rawit-merah",
    unit="kg",
    price=None,
    quantity=Decimal(5_000),
    until=date(2026, 12, 20),
    offtaker="PT Sambal Nusantara",
)
WORDS = words_for("id", "Asia/Jakarta")


def after(what: Happened, share: int) -> tuple[str, str]:
    facts = NEED.model_copy(update={"fulfilled": share})
    screen = bulletin(WORDS, facts, Change(what=what, at=clock.now()))
    return screen.text, ", ".join(button.label for row in screen.buttons for button in row)


def test_nobody_is_invited_to_offer_once_all_of_it_is_found() -> None:
    text, buttons = after(Happened.FULFILLED, 100)
    assert "Terpenuhi 100 %" in text
    assert "Berlaku sampai" not in text
    assert "Bisa setor" not in buttons
    assert "Bagikan" not in buttons


def test_a_need_that_is_found_in_part_goes_on() -> None:
    text, buttons = after(Happened.FULFILLED, 80)
    assert "Terpenuhi 80 %" in text
    assert "Berlaku sampai Minggu, 20 Des 2026" in text
    assert "Bisa setor" in buttons


@pytest.mark.parametrize("what", [Happened.WITHDRAWN, Happened.SUPERSEDED])
def test_what_ended_early_names_no_last_day(what: Happened) -> None:
    text, _buttons = after(what, 0)
    assert "Berlaku sampai" not in text
