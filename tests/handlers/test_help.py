"""Help names all that somebody can do here, by role."""

import re

import pytest

from bot.language import LANGUAGES, words_for
from bot.people.models import Role
from handlers import basics
from handlers.commands import COMMANDS, INDONESIAN

HELPED = {
    Role.OWNER: ("programmes", "houses", "reminders", "ask", "claim"),
    Role.OFFTAKER: ("suppliers", "company", "members", "poster"),
    Role.OFFICER: ("owners", "calls", "owner_template", "poster", "programmes", "houses"),
    Role.ADMIN: ("admin", "applications", "invite", "requests", "data_requests", "funnel"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", HELPED)
def test_help_names_all_that_a_role_can_do_by_commands_that_exist(
    role: Role, language: str
) -> None:
    text = str(basics.help_screen(words_for(language), basics.Help(roles=(role,))).text)
    named = [INDONESIAN.get(name, name) for name in re.findall(r"^/(\w+)", text, re.MULTILINE)]
    assert {*HELPED[role]} <= {*named}
    assert {*named} <= COMMANDS.keys()


def test_help_tells_who_waits_for_an_approval_where_it_stands() -> None:
    words = words_for("en")
    assert "/company" in basics.help_screen(words, basics.Help(roles=(), company=True)).text
    assert "/company" not in basics.help_screen(words, basics.Help(roles=())).text


def test_help_tells_only_who_has_no_place_here_yet_how_a_company_registers() -> None:
    words = words_for("en")
    assert "/apply" in basics.help_screen(words, basics.Help(roles=())).text
    assert "/apply" not in basics.help_screen(words, basics.Help(roles=(Role.OWNER,))).text


def test_help_offers_a_voice_note_only_where_somebody_listens() -> None:
    words = words_for("en")
    for voice in (True, False):
        shown = basics.help_screen(words, basics.Help(roles=(Role.OWNER,), voice=voice))
        assert ("voice note" in shown.text) is voice
