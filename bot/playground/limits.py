"""How much and how long Telegram allows: the one place for sizes and ages.

How often it allows it is `traffic`, and what fails on purpose `faults`. Every Bot API call
passes both in `bot_api.answer` before its method runs.
"""

from datetime import datetime, timedelta

#: UTF-16 units after entities are parsed (core.telegram.org/bots/api#sendmessage).
TEXT = 4096
CAPTION = 1024
#: Of a photo: its bytes, its width and height together in pixels, and how much longer one side may
#: be than the other (#sendphoto).
PHOTO, PHOTO_SIDES, PHOTO_RATIO = 10 * 1024 * 1024, 10_000, 20
#: Commands of a menu (#setmycommands).
COMMANDS = 100
#: Characters of a callback answer (#answercallbackquery).
CALLBACK_ANSWER = 200
#: Bytes of a button's data (#inlinekeyboardbutton).
CALLBACK_DATA = 64
#: Characters after /start in a link (core.telegram.org/bots/features#deep-linking).
START_PARAMETER = 64
#: How long a tap may be answered, and how long it is kept for a bot that does not take it.
QUERY_AGE = timedelta(seconds=150)
#: How long every other update is kept (core.telegram.org/bots/api#getting-updates).
UPDATE_AGE = timedelta(hours=24)
#: How long an empty poll is held open, in seconds, however long the bot asks for.
POLL_SECONDS = 50
#: Seconds that a webhook may take to answer.
WEBHOOK_SECONDS = 60
#: Requests that a webhook gets side by side (#setwebhook).
WEBHOOK_CONNECTIONS, MOST_WEBHOOK_CONNECTIONS = 40, 100
#: Characters of its secret (#setwebhook).
WEBHOOK_SECRET = 256
#: How long a webhook may answer "410 Gone" before it is removed.
WEBHOOK_GONE = timedelta(hours=23)
#: The longest pause, in seconds, that a webhook's `Retry-After` can ask for.
WEBHOOK_RETRY_AFTER = 3600
#: Bytes of one request; Telegram takes files of up to 50 MB.
REQUEST = 50 * 1024 * 1024
#: Bytes of a file that a bot may fetch (#getfile).
DOWNLOAD = 20 * 1024 * 1024


def query_expired(tapped: datetime, now: datetime) -> bool:
    return now - tapped > QUERY_AGE


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 units: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
