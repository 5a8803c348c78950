import pytest

from bot.playground import entities
from bot.playground.entities import Entity

FOUND = [
    ("a command begins a message", "/start abc", [("bot_command", "/start")]),
    ("a command after an emoji", "👍 /harga", [("bot_command", "/harga")]),
    ("a fraction is no command", "1/2 kg", []),
    ("a path is no command", "/a/b", []),
    ("a command for this bot", "/start@mitra_bot", [("bot_command", "/start@mitra_bot")]),
    ("a link without its full stop", "lihat https://a.id/x.", [("url", "https://a.id/x")]),
    ("an e-mail address is no mention", "a.b@contoh.co.id", [("email", "a.b@contoh.co.id")]),
    ("a mention", "halo @mitra_bot", [("mention", "@mitra_bot")]),
    ("a tag, and a number that is none", "#cabai #1", [("hashtag", "#cabai")]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_what_telegram_marks_by_itself(text: str, expected: list[tuple[str, str]]) -> None:
    encoded = text.encode("utf-16-le")
    found = [
        (one["type"], encoded[2 * one["offset"] :][: 2 * one["length"]].decode("utf-16-le"))
        for one in entities.find(text)
    ]
    assert found == expected


def test_nothing_is_marked_inside_of_code() -> None:
    code: list[Entity] = [{"type": "code", "offset": 0, "length": 6}]
    assert entities.find("/start", code) == code


def test_blanks_around_a_text_go_and_entities_move_along() -> None:
    bold: list[Entity] = [{"type": "bold", "offset": 2, "length": 4}]
    assert entities.trimmed("\n hi  \n", bold) == (
        "hi",
        [{"type": "bold", "offset": 0, "length": 2}],
    )
