"""What an operator decides about publishing, and about how long people wait."""

from dataclasses import dataclass

from bot.delivery.paid import Paid


@dataclass(frozen=True)
class Policy:
    #: Bulletins a second, over all chats.
    rate: float = 25
    #: The same for Stars, as long as a day's budget lasts.
    paid: Paid | None = None
    #: Bulletins to more people than this are confirmed by an admin.
    confirm_above: int = 1000
    #: How long one admin has before the next one is asked.
    confirm_minutes: int = 30
    #: How long a question may wait before its officer is reminded, in hours.
    answer_hours: int = 24
    #: After how many days without a word, and without a session, a business is brought up.
    silence_days: int = 30
    unmet_days: int = 45
