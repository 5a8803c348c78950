"""Where the bot wants its updates posted, and how that goes; the posting itself is `pushing`."""

from dataclasses import dataclass

from bot.playground import limits


@dataclass(frozen=True)
class Webhook:
    """As `setWebhook` said; without a URL there is none."""

    url: str = ""
    secret: str = ""
    max_connections: int = limits.WEBHOOK_CONNECTIONS
    ip_address: str = ""


@dataclass
class Outcomes:
    """How posting went since this webhook was set."""

    delivered: int = 0
    failed: int = 0
    in_flight: int = 0
    last_error: str | None = None
    #: Seconds since 1970.
    last_error_date: int | None = None
