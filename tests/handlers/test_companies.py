"""How a company's list of suppliers is counted in words."""

import pytest

from bot.language import words_for
from handlers.partnerships.company import supplier_counts


@pytest.mark.parametrize(
    ("listed", "joined", "said"),
    [
        (0, None, "Belum ada pemasok di daftar."),
        (3987, None, "Pemasok: 3.987 di daftar, yang bergabung belum sampai 5."),
        (40, 15, "Pemasok: 40 di daftar, 15 atau lebih sudah bergabung."),
    ],
)
def test_a_list_is_counted(listed: int, joined: int | None, said: str) -> None:
    assert supplier_counts(words_for("id"), listed, joined) == said
