"""The menu beside the text field: the commands in the words of each language."""

from bot.language import _, words_for

#: English name, Indonesian name, what it does.
MENU = (
    ("start", "mulai", _("Start, or go on where you were")),
    ("prices", "harga", _("Today's prices")),
    ("needs", "kebutuhan", _("What buyers look for")),
    ("publish", "terbitkan", _("Publish a price or need")),
    ("coaching", "pendampingan", _("Coaching sessions")),
    ("profile", "profil", _("My profile")),
    ("language", "bahasa", _("Change the language")),
    ("privacy", "privasi", _("My data and privacy")),
    ("help", "bantuan", _("Help")),
    ("cancel", "batal", _("Leave a question")),
)


def menu(language: str) -> list[tuple[str, str]]:
    """Names and descriptions as Telegram takes them."""
    words = words_for(language)
    return [
        (indonesian if language == "id" else english, words.plain(description))
        for english, indonesian, description in MENU
    ]
