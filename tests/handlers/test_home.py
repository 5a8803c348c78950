"""The home of each role begins with what others wait for, and then with what is used most."""

import pytest

from bot.language import words_for
from bot.people.models import Role
from handlers.home import Home, home

OFFICER = ["today", "coaching", "plan", "caseload", "owners", "prices", "profile"]


@pytest.mark.parametrize(
    ("what", "facts", "shown"),
    [
        ("an officer", {"roles": (Role.OFFICER,)}, OFFICER),
        (
            "an officer for whom questions and calls wait",
            {"roles": (Role.OFFICER,), "questions": 2, "calls": 1},
            ["questions", "calls", *OFFICER],
        ),
        ("an expert", {"roles": (Role.EXPERT,)}, ["prices", "needs", "profile"]),
        ("an owner", {"roles": (Role.OWNER,)}, ["prices", "needs", "coaching", "ask", "profile"]),
        (
            "an officer who makes something",
            {"roles": (Role.OFFICER, Role.OWNER)},
            [*OFFICER[:-1], "needs", "ask", "profile"],
        ),
    ],
)
def test_buttons_stand_in_the_order_of_use(
    what: str, facts: dict[str, object], shown: list[str]
) -> None:
    screen = home(words_for("en"), Home.model_validate({"name": "Wayan", **facts}))
    assert [button.data.removeprefix("go:") for row in screen.buttons for button in row] == shown
