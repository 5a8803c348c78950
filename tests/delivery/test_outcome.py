"""What each outcome means for a message, by lane and by how often it was tried (D2, D3)."""

import pytest

from bot.delivery.models import Lane, State
from bot.delivery.outcome import (
    MOST_ATTEMPTS,
    NotSent,
    Outcome,
    Rejected,
    Sent,
    Settlement,
    Unknown,
    settle,
)

SENT, THROTTLED, OFFLINE = Sent(7, "Halo"), NotSent("Too Many", 17), NotSent("no connection")
BLOCKED, WRONG, SILENCE = Rejected("Forbidden", unreachable=True), Rejected("Bad"), Unknown("Read")
EVERY_LANE, NEVER_LOST = [*Lane], [Lane.REPLY, Lane.NOTICE, Lane.EDIT]
AT_ANY_TRY, LAST_TRY = range(8), MOST_ATTEMPTS - 1

TABLE = [
    (
        "what Telegram took is sent",
        (EVERY_LANE, SENT, AT_ANY_TRY),
        Settlement(State.SENT),
    ),
    (
        "a throttled message waits as long as Telegram asked and costs no attempt",
        (EVERY_LANE, THROTTLED, AT_ANY_TRY),
        Settlement(State.PENDING, "Too Many", 17, costs=False),
    ),
    (
        "a message that never left waits a little and costs no attempt",
        (EVERY_LANE, OFFLINE, AT_ANY_TRY),
        Settlement(State.PENDING, "no connection", 2.0, costs=False),
    ),
    (
        "who blocked the bot is suppressed at once",
        (EVERY_LANE, BLOCKED, AT_ANY_TRY),
        Settlement(State.SUPPRESSED, "Forbidden"),
    ),
    (
        "what Telegram will never take is dead after one try",
        (EVERY_LANE, WRONG, AT_ANY_TRY),
        Settlement(State.FAILED, "Bad"),
    ),
    (
        "a bulletin that may have arrived is not sent again",
        ([Lane.BULLETIN], SILENCE, AT_ANY_TRY),
        Settlement(State.UNKNOWN, "Read"),
    ),
    (
        "anything else that may have arrived is tried again",
        (NEVER_LOST, SILENCE, [0]),
        Settlement(State.PENDING, "Read", 5.0),
    ),
    (
        "the pause doubles with each doubtful attempt",
        (NEVER_LOST, SILENCE, [3]),
        Settlement(State.PENDING, "Read", 40.0),
    ),
    (
        "after so many doubtful attempts another copy would be worse",
        (NEVER_LOST, SILENCE, range(LAST_TRY, LAST_TRY + 3)),
        Settlement(State.UNKNOWN, "Read"),
    ),
]


@pytest.mark.parametrize(("_sentence", "given", "expected"), TABLE, ids=[row[0] for row in TABLE])
def test_what_becomes_of_a_message(
    _sentence: str, given: tuple[list[Lane], Outcome, list[int]], expected: Settlement
) -> None:
    lanes, outcome, attempts = given
    for lane in lanes:
        for attempt in attempts:
            assert settle(lane, outcome, attempt) == expected, (lane, attempt)
