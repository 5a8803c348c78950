"""Help names all that somebody can do here, by role."""

import re
from collections import Counter

import pytest

from bot.language import LANGUAGES, words_for
from bot.people.models import Role
from handlers.commands import COMMANDS, INDONESIAN
from handlers.help import HELP, Help, help_screen

#: Characters that 360 pixels hold in two lines.
TWO_LINES = 68
#: What is offered where it is done, by a button; and what is the same as another.
ELSEWHERE = {"start", "menu", "help", "correct", "complete", "addbusiness", "carriage", "template"}
ELSEWHERE |= {"newposter", "newprogramme", "newhouse", "book", "delegate"}


def commands_in(text: object) -> list[str]:
    named = re.findall(r"^/(\w+)", str(text), re.MULTILINE)
    return [INDONESIAN.get(name, name) for name in named]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_all_there_is_to_say_under_names_that_exist(language: str) -> None:
    words = words_for(language)
    named = {
        command
        for roles in [(), *((role,) for role in HELP)]
        for company in (True, False)
        for command in commands_in(help_screen(words, Help(roles=roles, company=company)).text)
    }
    assert named == COMMANDS.keys() - ELSEWHERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_a_command_once_however_many_roles_share_it(language: str) -> None:
    words = words_for(language)
    named = commands_in(help_screen(words, Help(roles=tuple(Role), company=True)).text)
    assert {command for command, count in Counter(named).items() if count > 1} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", HELP)
def test_a_line_of_help_fits_a_small_phone_in_two(role: Role, language: str) -> None:
    text = help_screen(words_for(language), Help(roles=(role,))).text
    assert max(len(line) for line in text.splitlines() if line.startswith("/")) <= TWO_LINES


def test_help_tells_who_waits_for_an_approval_where_it_stands() -> None:
    words = words_for("en")
    assert "/company" in help_screen(words, Help(roles=(), company=True)).text
    assert "/company" not in help_screen(words, Help(roles=())).text


def test_help_tells_only_who_has_no_place_here_yet_how_a_company_registers() -> None:
    words = words_for("en")
    assert "/apply" in help_screen(words, Help(roles=())).text
    assert "/apply" not in help_screen(words, Help(roles=(Role.OWNER,))).text


def test_help_offers_a_voice_note_only_where_somebody_listens() -> None:
    words = words_for("en")
    for voice in (True, False):
        shown = help_screen(words, Help(roles=(Role.OWNER,), voice=voice))
        assert ("voice note" in shown.text) is voice
