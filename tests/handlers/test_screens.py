"""Every kind of message has words, and no value that a person typed can break them."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import bot
import handlers
from bot.coaching.sessions.notices import SessionFacts
from bot.conversation.nudging import Nudge
from bot.conversation.question import Question
from bot.delivery.models import NAMES_OFFICER, TELLS_HANDOVER
from bot.delivery.screen import Notice, Screens, dump, load
from bot.language import LANGUAGES, words_for
from bot.people.models import Role
from handlers.commands import COMMANDS, INDONESIAN
from handlers.market.bulletins import bulletins
from handlers.menu import ENTRIES, menu
from handlers.screens import SCREENS
from tests.handlers.examples import notices
from tests.handlers.market_examples import facts_of, need_of
from tests.sendable import assert_sendable

HOSTILE = [
    ("markup", "<b>&\"'{}%</b></a>{name}%s&lt;"),
    ("a hundred ampersands", "&" * 100),
    ("a hundred letters", "W" * 100),
    ("fifty emoji", "😀" * 50),
    ("right to left", "\u202eاسم\u202c\u200f"),
    ("lines", "a\nb\r\nc"),
    ("nothing", ""),
]


def everywhere(kind: type[Notice]) -> Iterator[type[Notice]]:
    for below in kind.__subclasses__():
        yield below
        yield from everywhere(below)


def kinds() -> set[type[Notice]]:
    """Every message of ours that is enqueued: those that have a `kind` of their own."""
    for package in (bot, handlers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "__main__" not in module.name and "migrations" not in module.name:
                importlib.import_module(module.name)
    found = {
        kind for kind in everywhere(Notice) if kind.__module__.startswith(("bot.", "handlers."))
    }
    return {kind for kind in found if "kind" in vars(kind)}


def test_every_kind_of_message_has_words() -> None:
    assert SCREENS.keys() == kinds()
    assert SessionFacts not in SCREENS


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.kind for kind in kinds()]
    assert len(names) == len(set(names))


def test_the_examples_are_of_every_kind() -> None:
    assert {type(notice) for notice in notices("x")} | {Question, Nudge} == SCREENS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [h[1] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_no_value_breaks_a_screen(name: str, language: str) -> None:
    screens, words = Screens(SCREENS), words_for(language)
    for notice in notices(name):
        stored = notice.model_dump(mode="json")
        screen = screens.render(notice.kind, stored, words)
        assert_sendable(screen)
        assert load(dump(screen)) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bulletin_shows_what_was_typed(language: str) -> None:
    for facts in (facts_of(HOSTILE[0][1]), need_of(HOSTILE[0][1])):
        screen = bulletins.bulletin(words_for(language), facts)
        assert assert_sendable(screen).count(HOSTILE[0][1]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("roles", [(), *((role,) for role in Role), tuple(Role)])
def test_the_menu_is_one_that_telegram_takes(language: str, roles: tuple[Role, ...]) -> None:
    entries = menu(language, roles)
    assert 1 <= len(entries) <= 100
    assert len({name for name, _description in entries}) == len(entries)
    for name, description in entries:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(description) <= 256


def test_the_menu_names_commands_that_exist_in_both_languages() -> None:
    for entry in ENTRIES:
        assert entry.english in COMMANDS
        assert INDONESIAN[entry.indonesian] == entry.english


def test_nobody_sees_commands_that_are_not_for_their_role() -> None:
    def beyond(*roles: Role) -> set[str]:
        return {name for name, _does in set(menu("en", roles)) - set(menu("en"))}

    assert beyond(Role.OWNER) == set()
    daily = {"today", "caseload", "report", "plan", "owners", "calls"}
    assert beyond(Role.OFFTAKER) == {"publish", "bulletins", "suppliers", "poster"}
    assert beyond(Role.OFFICER) == {*daily, "poster", "questions", "groups", "leave"}
    assert beyond(Role.EXPERT) == {"questions"}
    admins = {"applications", "admin", "invite", "questions", "report"}
    assert beyond(Role.OFFTAKER, Role.ADMIN) == beyond(Role.OFFTAKER) | admins


#: Notices that name somebody, and how those who get them are found when that person is erased.
NAMED_TO = {
    "copy": "the admin who asked for it; what it says is not kept once it has gone",
    "invitation_made": "its own maker",
    "invitation_used": "its maker",
    "leave_begins": "the substitute, by the leave",
    "leave_unanswered": "the officer and the admins, by the leave",
    "no_longer_substitute": "the substitute, by the leave",
    "offer_noted": "the officer who spoke for the owner",
    "poster_made": "the officer whose poster it is",
    "poster_sheet": "the same",
    "question_passed": "who asked, by their question",
    "substitute_asked": "the substitute, by the leave",
    "welcomed": "who used the invitation",
    "why_other": "the admins, who are looked through for everybody",
}


def test_whatever_tells_people_their_officer_is_looked_through_when_that_officer_is_erased() -> (
    None
):
    """All that a whole region was sent cannot be (`bot.delivery.models.NAMES_OFFICER`)."""
    naming = {
        notice.kind
        for notice in SCREENS
        for name, about in notice.model_fields.items()
        if (name == "officer" and about.annotation is not bool)
        or "address.Named" in str(about.annotation)
    }
    found = {*re.findall(r"'(\w+)'", NAMES_OFFICER), *re.findall(r"'(\w+)'", TELLS_HANDOVER)}
    handed = {"caseload_is_yours", "handover_answered", "handover_asked"}
    assert naming - NAMED_TO.keys() == found - handed
