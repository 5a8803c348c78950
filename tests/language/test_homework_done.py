"""Homework that somebody says they have done."""

import pytest

from bot.language.reading.homework_done import says_done


@pytest.mark.parametrize(
    "text",
    [
        *("PR nya sudah selesai pak", "prnya beres bu", "tugas sudah dikerjakan", "tugasnya kelar"),
        *("homework done", "I have finished my homework"),
    ],
)
def test_it_is_done(text: str) -> None:
    assert says_done(text)


@pytest.mark.parametrize(
    "text",
    [
        *("PR nya belum selesai pak", "PR nya apa", "kapan tugas selesai?", "panen sudah selesai"),
        *("PR", "homework not done yet", "sudah selesai", "harga cabai"),
    ],
)
def test_it_is_not_or_something_else_is(text: str) -> None:
    assert not says_done(text)
