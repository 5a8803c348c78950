"""What a buyer is told of people who are left out (promise P6)."""

import pytest

from bot.language import words_for
from bot.market.dry_run import LeftOut
from bot.market.target import Target
from bot.people.readiness import Item
from handlers.market.bulletins import dry_run
from handlers.market.bulletins.dry_run import _left_out
from tests.handlers.market_examples import NARROWED, facts_of

ANYBODY, HALAL = Target(regions=("35",)), Target(regions=("35",), papers=(Item.HALAL,))
COUNTED = {
    LeftOut.NO_NEWS: 0,
    LeftOut.BLOCKED: 0,
    LeftOut.NO_CHAT: 8,
    LeftOut.ELSEWHERE: 17,
    LeftOut.TOO_FAR: 3,
    LeftOut.PAPER_MISSING: 0,
    LeftOut.PAPER_UNKNOWN: 12,
}


@pytest.mark.parametrize(
    ("target", "told"),
    [
        (
            ANYBODY,
            {
                LeftOut.NO_CHAT: 8,
                LeftOut.ELSEWHERE: 17,
                LeftOut.TOO_FAR: None,
                LeftOut.PAPER_UNKNOWN: 12,
            },
        ),
        (
            HALAL,
            {
                LeftOut.NO_CHAT: 5,
                LeftOut.ELSEWHERE: 17,
                LeftOut.TOO_FAR: None,
                LeftOut.PAPER_MISSING: None,
                LeftOut.PAPER_UNKNOWN: 10,
            },
        ),
    ],
)
def test_of_people_of_some_kind_no_exact_number_is_told(
    target: Target, told: dict[LeftOut, int | None]
) -> None:
    assert _left_out(COUNTED, target) == told


@pytest.mark.parametrize("fewer", [1, 4])
def test_one_person_more_changes_nothing_that_is_told(fewer: int) -> None:
    """Nor does one name more on a list of suppliers."""
    none = _left_out(dict.fromkeys(LeftOut, 0), HALAL)
    some = {why: fewer for why in LeftOut if why not in dry_run.REGIONAL}
    assert _left_out(dict.fromkeys(LeftOut, 0) | some, HALAL) == none


def test_steps_of_five_are_told_as_such_and_regions_exactly() -> None:
    shown = dry_run.DryRun(
        plan_id=1,
        facts=facts_of("PT Sambal"),
        regions=("35",),
        reach=95,
        left_out={LeftOut.ELSEWHERE: 17, LeftOut.PAPER_MISSING: 10, LeftOut.NOT_SUPPLIER: None},
        own_hour=None,
        last_at=None,
        narrowed=NARROWED,
    )
    text = str(dry_run.dry_run_screen(words_for("id"), shown).text)
    assert "Dikirim ke 95 orang atau lebih." in text
    assert "• membuatnya di daerah lain: 17\n" in text
    assert "• belum punya surat izinnya: 10 atau lebih" in text
    assert "• yang bukan pemasok perusahaan\n" in text
