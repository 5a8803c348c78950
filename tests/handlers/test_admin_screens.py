"""How long onboarding takes is told as people say it."""

from typing import Any

import pytest

from bot.conversation.said import Tap
from bot.language import words_for
from bot.people import roles
from bot.people.models import Role
from handlers.admin_screens import _time
from handlers.screens import SCREENS
from tests.handlers.chatting import Chat


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (0, "0 detik", "0 seconds"),
        (59.4, "59 detik", "59 seconds"),
        (60, "1 menit", "1 minute"),
        (94, "1 menit 34 detik", "1 minute 34 seconds"),
        (3599, "59 menit 59 detik", "59 minutes 59 seconds"),
        (5400, "90 menit", "90 minutes"),
        (5 * 3600, "5 jam", "5 hours"),
        (3 * 86400, "3 hari", "3 days"),
    ],
)
def test_a_time_is_told_in_the_units_that_matter(
    seconds: float, indonesian: str, english: str
) -> None:
    assert _time(words_for("id"), seconds) == indonesian
    assert _time(words_for("en"), seconds) == english


@pytest.mark.parametrize("period", ["7", "30", "all"])
async def test_the_chosen_time_stays_from_picture_to_text_and_back(chat: Chat, period: str) -> None:
    chat.becomes_registered()
    await roles.grant(chat.db, chat.person.id, Role.ADMIN)
    [picture] = await chat.does(Tap(f"funnel:{period}", 1))
    [text] = await chat.does(Tap(_below(picture)[-1], 1))
    [again] = await chat.does(Tap(_below(text)[-1], 1))
    assert [picture.kind, text.kind, again.kind] == ["admin_page", "funnel", "admin_page"]
    assert picture.figures.days == text.figures.days == again.figures.days


def _below(notice: Any) -> list[str]:
    shown = SCREENS[type(notice)](words_for("id"), notice)
    return [button.data for row in shown.buttons for button in row]
