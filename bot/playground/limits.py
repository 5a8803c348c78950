"""How much and how long Telegram allows: the one place for sizes, ages and, later, faults.

Every Bot API call passes `bot_api.answer` before its method runs, so whatever refuses by
method or by traffic belongs here and is asked there.
"""

from datetime import datetime, timedelta

#: UTF-16 units after entities are parsed (core.telegram.org/bots/api#sendmessage).
TEXT = 4096
CAPTION = 1024
#: Characters of a callback answer (#answercallbackquery).
CALLBACK_ANSWER = 200
#: Bytes of a button's data (#inlinekeyboardbutton).
CALLBACK_DATA = 64
#: Characters after /start in a link (core.telegram.org/bots/features#deep-linking).
START_PARAMETER = 64
#: How long a tap may be answered.
QUERY_AGE = timedelta(seconds=150)
#: How long an empty poll is held open, in seconds, however long the bot asks for.
POLL_SECONDS = 50
#: Bytes of one request; Telegram takes files of up to 50 MB.
REQUEST = 50 * 1024 * 1024
#: Bytes of a file that a bot may fetch (#getfile).
DOWNLOAD = 20 * 1024 * 1024


def query_expired(tapped: datetime, now: datetime) -> bool:
    return now - tapped > QUERY_AGE


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
