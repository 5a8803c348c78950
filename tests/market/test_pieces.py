"""A piece of a large job is as large as the time of the last one allows."""

import pytest

from bot.market.pieces import Pieces

AIM = 0.02


def after(*seconds: float) -> list[int]:
    """The size of each piece, if they take so long."""
    pieces, sizes = Pieces(most=2000, least=200, aim=AIM), []
    for each in seconds:
        pieces.took(each)
        sizes.append(pieces.size)
    return sizes


@pytest.mark.parametrize(
    ("title", "seconds", "sizes"),
    [
        ("one that takes as long as it should stays as it is", [AIM], [200]),
        ("one that was quick grows step by step", [0.001, 0.001], [300, 450]),
        ("one that takes no time at all grows, too", [0.0], [300]),
        ("one that was a little quick grows by no more than fits", [0.016], [250]),
        ("one that takes twice as long is halved at once", [0.001] * 4 + [0.04], [506]),
        ("one that takes a hundred times as long is the least there is", [0.001] * 4 + [2], [200]),
        ("and then grows again", [0.001] * 4 + [2, 0.001], [200, 300]),
        ("there is a most", [0.001] * 9, [2000]),
    ],
)
def test_the_next_piece_follows_the_time_of_the_last(
    title: str, seconds: list[float], sizes: list[int]
) -> None:
    assert after(*seconds)[-len(sizes) :] == sizes, title
