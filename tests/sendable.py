"""What Telegram asks of every screen, in one place."""

from urllib.parse import urlsplit

from bot.delivery.screen import Button, Screen
from bot.playground import html
from bot.playground.limits import utf16_length

#: Telegram's limits: texts in UTF-16 units, callback data in bytes, the commands of a menu.
LONGEST_TEXT, LONGEST_CAPTION, LONGEST_DATA, MOST_COMMANDS = 4096, 1024, 64, 100


def assert_sendable(screen: Screen) -> str:
    """The text as it is seen; fails where Telegram would refuse, or we would cut."""
    plain, _entities = html.read(str(screen.text))
    if screen.menu:
        assert len(screen.menu) <= MOST_COMMANDS
        return plain
    foremost = screen.enclosed is not None and screen.enclosed.foremost
    captioned = screen.file or screen.voice or foremost
    longest = LONGEST_CAPTION if captioned else LONGEST_TEXT
    assert 1 <= utf16_length(plain.strip()) <= longest
    for row in screen.buttons:
        assert row
        for button in row:
            _assert_pressable(button)
    for keys in screen.keys:
        assert keys
        assert all(key.label.strip() for key in keys)
    if screen.file:
        assert screen.file.name.strip()
        assert screen.file.content
    return plain


def _assert_pressable(button: Button) -> None:
    assert button.label.strip()
    if button.url:
        assert urlsplit(button.url).scheme in {"http", "https", "tg"}
    else:
        assert 1 <= len(button.data.encode()) <= LONGEST_DATA
