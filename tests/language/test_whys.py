"""Whether somebody asks why news comes or does not, and not why something else is so."""

import pytest

from bot.language.reading.whys import asks_why


@pytest.mark.parametrize(
    "text",
    [
        "kenapa saya tidak dapat kabar?",
        "kok gak ada info harga yang masuk",
        "knp saya dikirimi ini",
        "mengapa kabarnya belum sampai",
        "why did I not get the news?",
        "why am I getting this",
        "kenapa?",
        "kenapa ya bu",
    ],
)
def test_it_is_about_what_comes_here(text: str) -> None:
    assert asks_why(text)


@pytest.mark.parametrize(
    "text",
    [
        "kenapa harga cabai turun?",
        "harga kopi di malang?",
        "kok murah",
        "kapan kabar datang",
        "why is coffee cheap",
        "saya mau terima kabar",
        "",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not asks_why(text)
