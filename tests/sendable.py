"""What Telegram asks of every screen, in one place."""

from bot.delivery.screen import Screen
from bot.playground import html
from bot.playground.limits import utf16_length

#: Telegram's limits: text in UTF-16 units, callback data in bytes.
LONGEST_TEXT, LONGEST_DATA = 4096, 64


def assert_sendable(screen: Screen) -> str:
    """The text as it is seen; fails where Telegram would refuse."""
    plain, _entities = html.read(str(screen.text))
    assert 1 <= utf16_length(plain.strip()) <= LONGEST_TEXT
    for row in screen.buttons:
        assert row
        for button in row:
            assert button.label.strip()
            assert 1 <= len(button.data.encode()) <= LONGEST_DATA
    for keys in screen.keys:
        assert keys
        assert all(key.label.strip() for key in keys)
    assert bool(screen.buttons) + bool(screen.keys) + screen.drops_keys <= 1
    return plain
