"""The copy that people read has no word of a machine in it."""

import re
from typing import Any

import pytest

from bot.delivery.models import State
from bot.language import words_for
from bot.partnerships.models import MemberRole, Promise
from bot.people.models import Gender, Honorific, Purpose, Role, SizeClass
from bot.people.readiness import Item, Mark
from handlers.privacy.copies import as_page

CODES: dict[str, tuple[str, Any]] = {
    "profile": ("gender", Gender),
    "consents": ("purpose", Purpose),
    "businesses": ("size", SizeClass),
    "readiness": ("item", Item),
    "promises": ("promise", Promise),
    "roles": ("role", Role),
    "memberships": ("role", MemberRole),
    "messages": ("state", State),
}


def read(copied: dict[str, list[dict[str, Any]]]) -> list[str]:
    page = as_page(words_for("id", "Asia/Makassar"), copied).decode()
    return re.findall(r"<(?:dd|p)>([^<]*)", page)


@pytest.mark.parametrize("section", CODES)
def test_every_code_is_told_in_words(section: str) -> None:
    name, codes = CODES[section]
    shown = read({section: [{name: code.value} for code in codes]})
    assert not {*shown} & {code.value for code in codes}
    assert len({*shown}) == len([*codes])


def test_papers_and_titles_are_told_in_words() -> None:
    papers = read({"readiness": [{"state": mark.value} for mark in Mark]})
    assert papers == ["sudah ada", "sedang diurus", "belum"]
    titles = read({"profile": [{"honorific": each.value} for each in Honorific]})
    assert titles == ["Bapak", "Ibu"]


def test_a_moment_is_told_as_people_tell_it() -> None:
    moments = [
        {"created_at": "2026-11-24T17:05:09+08:00"},
        {"local_start": "2026-11-27T09:00"},
    ]
    assert read({"sessions": moments}) == [
        "Selasa, 24 Nov 2026 17.05 WITA",
        "Jumat, 27 Nov 2026 09.00 WITA",
    ]


def test_what_only_a_machine_reads_stands_in_the_other_file() -> None:
    shown = read(
        {
            "messages": [{"state": "suppressed", "reason": "no_chat", "text": "Halo"}],
            "conversations": [{"state": {"at": "name", "answers": {"language": "id"}}}],
        }
    )
    assert shown == ["tidak dikirim", "Halo", "Lihat file untuk komputer."]


@pytest.mark.parametrize(
    ("chosen", "said"), [("06:00", "06.00 WITA"), ("now", "langsung, siang hari")]
)
def test_the_hour_of_prices_and_the_language_are_told_in_words(chosen: str, said: str) -> None:
    shown = read({"profile": [{"language": "id", "prices_at": chosen}]})
    assert shown == ["Bahasa Indonesia", said]
