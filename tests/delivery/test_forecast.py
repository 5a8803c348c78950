"""When a bulletin has gone: after notices, beside other bulletins, and as fast as is paid for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.forecast import DAY, Speed, Wave, gone_at

OURS, FREE = [Wave(0, 1000)], Speed(10)
HOUR = 3600.0


@pytest.mark.parametrize(
    ("beside", "notices", "speed", "seconds"),
    [
        pytest.param([], [], FREE, 100, id="alone, it has the whole pace"),
        pytest.param([], [Wave(0, 500)], FREE, 150, id="notices go first"),
        pytest.param([], [Wave(50, 500)], FREE, 150, id="those that come meanwhile do, too"),
        pytest.param([], [Wave(200, 500)], FREE, 100, id="those that come later do not matter"),
        pytest.param([Wave(0, 5000, 1)], [], FREE, 200, id="a larger one takes as much again"),
        pytest.param([Wave(0, 100, 1)], [], FREE, 110, id="of a smaller one all goes meanwhile"),
        pytest.param(
            [Wave(0, 5000, 1), Wave(0, 5000, 2)], [], FREE, 300, id="two take twice as much"
        ),
        pytest.param(
            [Wave(0, 2500, 1), Wave(0, 2500, 1)], [], FREE, 200, id="one bulletin has one share"
        ),
        pytest.param([], [], Speed(10, 100, 5000, 5000), 10, id="what is paid for goes faster"),
        pytest.param(
            [], [Wave(0, 500)], Speed(10, 100, 5000, 5000), 10, id="and past notices, beside them"
        ),
        pytest.param([], [], Speed(10, 100, 600, 600), 46, id="as far as the budget lasts"),
        pytest.param([], [Wave(0, 500)], Speed(10, 100, 600, 600), 90, id="then notices go first"),
        pytest.param(
            [Wave(0, 5000, 1)], [], Speed(10, 100, 600, 600), 146, id="others spend of it, too"
        ),
        pytest.param([], [], Speed(10, 100, 0, 500, 20), 55, id="tomorrow has a new budget"),
        pytest.param([], [], Speed(10, 100, 0, 0), 100, id="without a budget nothing is paid for"),
    ],
)
def test_when_a_thousand_have_it(
    beside: list[Wave], notices: list[Wave], speed: Speed, seconds: float
) -> None:
    assert gone_at(OURS, beside, notices, speed) == [pytest.approx(seconds)]


def test_each_wave_has_its_moment_and_what_opens_late_is_not_early() -> None:
    ours = [Wave(0, 100), Wave(HOUR, 200), Wave(HOUR, 100)]
    assert gone_at(ours, [], [], FREE) == pytest.approx([10, HOUR + 20, HOUR + 30])


waves = st.builds(
    Wave, st.floats(0, 2 * DAY), st.integers(0, 100_000), st.sampled_from(["one", "two", "three"])
)
speeds = st.builds(
    Speed,
    st.floats(1, 30),
    st.sampled_from([0.0, 1000.0]),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.floats(1, DAY),
)


@given(st.lists(waves, min_size=1, max_size=5), st.lists(waves, max_size=5), speeds)
def test_what_goes_beside_it_never_makes_it_earlier(
    ours: list[Wave], others: list[Wave], speed: Speed
) -> None:
    alone = gone_at(ours, [], [], speed)
    beside, after = gone_at(ours, others, [], speed), gone_at(ours, [], others, speed)
    assert len(alone) == len(beside) == len(after) == len(ours)
    for least, shared, later in zip(alone, beside, after, strict=True):
        assert least <= shared + 1
        assert least <= later + 1
    fastest = max(speed.rate, speed.paid_rate)
    assert alone[-1] >= sum(wave.messages for wave in ours) / fastest - 1
