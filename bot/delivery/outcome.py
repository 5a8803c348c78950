"""What became of one request to Telegram, and what that means for the message."""

from dataclasses import dataclass

from bot import clock, metrics
from bot.delivery.models import Lane, State
from bot.delivery.outbox import Letter

#: A message that may have arrived each time is not tried for ever: five copies are too many.
MOST_ATTEMPTS = 5
#: First pause after a doubtful attempt, doubling each time, in seconds.
RETRY_SECONDS = 5.0
#: Pause after a request that never left, in seconds.
UNSENT_SECONDS = 2.0
#: Why a message cannot be changed: it has another number in the supergroup, which nobody tells.
STAYED_BEHIND = "its message stayed in the group before it became a supergroup"
#: Starts the reason of what no renderer could put into words; the kind of error follows.
UNWORDED = "cannot be worded"


@dataclass(frozen=True)
class Sent:
    #: None for what is no message.
    message_id: int | None
    text: str


@dataclass(frozen=True)
class NotSent:
    """It never reached anybody: try again, at no cost."""

    reason: str
    #: Telegram asked for this much silence, in seconds; None if it was not Telegram's wish.
    retry_after: float | None = None


@dataclass(frozen=True)
class Rejected:
    """Telegram will never take it."""

    reason: str
    #: The person blocked the bot, is gone, or never pressed Start.
    unreachable: bool = False


@dataclass(frozen=True)
class Unknown:
    """The request left and no answer came: it may have arrived."""

    reason: str


@dataclass(frozen=True)
class GroupMoved:
    """The group is a supergroup by now and has another number: it was not sent, and goes there."""

    reason: str
    chat_id: int


Outcome = Sent | NotSent | Rejected | GroupMoved | Unknown
#: What each is called where it is counted.
NAMES = {Sent: "sent", NotSent: "not_sent", Rejected: "rejected", Unknown: "unknown"}
NAMES |= {GroupMoved: "not_sent"}


def count(outcome: Outcome, letter: Letter) -> None:
    lane = letter.lane.name.lower()
    metrics.SENT.labels(NAMES[type(outcome)], lane).inc()
    if isinstance(outcome, Sent) and letter.not_before:
        lag = (clock.now() - letter.not_before).total_seconds()
        metrics.LAG_SECONDS.labels(lane).observe(max(0.0, lag))


@dataclass(frozen=True)
class Settlement:
    """The state a message goes to; a pending one waits for `retry_in` seconds."""

    state: State
    reason: str | None = None
    retry_in: float | None = None
    #: Whether the request may have reached Telegram, and counts as an attempt.
    costs: bool = True


def settle(lane: Lane, outcome: Outcome, attempts: int) -> Settlement:
    """The rules of promises D2 and D3. `attempts` are those made before this one."""
    if isinstance(outcome, GroupMoved):
        outcome = Rejected(STAYED_BEHIND) if lane is Lane.EDIT else NotSent(outcome.reason, 0)
    match outcome:
        case Sent():
            return Settlement(State.SENT)
        case NotSent(reason, retry_after):
            wait = UNSENT_SECONDS if retry_after is None else retry_after
            return Settlement(State.PENDING, reason, wait, costs=False)
        case Rejected(reason, unreachable=True):
            return Settlement(State.SUPPRESSED, reason)
        case Rejected(reason):
            return Settlement(State.FAILED, reason)
        case Unknown(reason):
            if lane is Lane.BULLETIN or attempts + 1 >= MOST_ATTEMPTS:
                return Settlement(State.UNKNOWN, reason)
            return Settlement(State.PENDING, reason, RETRY_SECONDS * 2**attempts)
