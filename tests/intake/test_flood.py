"""A flood is told from somebody who types fast, and from what piled up while we were down."""

import pytest

from bot.conversation.said import Text
from bot.intake import flood as module
from bot.intake.flood import Flood
from bot.intake.incoming import Incoming

NOON = 1_790_000_000.0


def said(person: int, sent_at: float | None) -> Incoming:
    return Incoming(1, person, person, "id", Text("halo"), sent_at=sent_at)


@pytest.mark.parametrize(
    ("moments", "over"),
    [
        pytest.param([0, 1, 2], [0, 0, 0], id="up to the limit nobody is held up"),
        pytest.param([0, 1, 2, 3, 9], [0, 0, 0, 1, 2], id="above it they are, one by one"),
        pytest.param([7, 8, 9, 10], [0, 0, 0, 0], id="the next window begins anew"),
        pytest.param([0, 3600, 7200, 9000], [0, 0, 0, 0], id="what piled up is no flood"),
    ],
)
def test_updates_over_the_limit(moments: list[float], over: list[int]) -> None:
    flood = Flood(limit=3, seconds=10)
    assert [flood.over(said(5, NOON + moment)) for moment in moments] == over


def test_people_are_counted_apart() -> None:
    flood = Flood(limit=1, seconds=10)
    assert [flood.over(said(person, NOON)) for person in (5, 6, 5)] == [0, 0, 1]


def test_taps_without_a_date_count_when_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: NOON)
    flood = Flood(limit=1, seconds=10)
    assert [flood.over(said(5, None)), flood.over(said(5, NOON))] == [0, 1]


def test_a_crowd_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_COUNTED", 3)
    flood = Flood(limit=1, seconds=10)
    for person in range(10):
        flood.over(said(person, NOON))
    assert len(flood._counts) == 3
