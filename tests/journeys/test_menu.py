"""Each person's menu has the commands of their roles, in the language that they chose."""

import pytest

from bot.people.models import Role
from bot.playground.profile import commands_for
from handlers.commands import COMMANDS, INDONESIAN
from handlers.menu import menu
from tests.journeys.town import Person, Town

BUDI, WAYAN, RINA, SRI = 2001, 3001, 4001, 1101


@pytest.mark.parametrize("roles", [(), *((role,) for role in Role), tuple(Role)])
def test_a_menu_names_commands_that_exist_and_begins_with_what_is_used_most(
    roles: tuple[Role, ...],
) -> None:
    shown = [name for name, _does in menu("en", roles)]
    assert shown[0] == "start"
    assert {*shown} <= COMMANDS.keys()
    assert len(shown) == len({*shown})
    assert [INDONESIAN.get(name, name) for name, _does in menu("id", roles)] == shown


@pytest.mark.parametrize(
    ("role", "second", "absent"),
    [
        (Role.OWNER, "prices", "questions"),
        (Role.OFFTAKER, "publish", "ask"),
        (Role.OFFICER, "today", "subscriptions"),
        (Role.EXPERT, "questions", "coaching"),
        (Role.ADMIN, "applications", "ask"),
    ],
)
def test_what_a_role_does_not_do_does_not_stand_in_its_menu(
    role: Role, second: str, absent: str
) -> None:
    shown = [name for name, _does in menu("en", [role])]
    assert shown[1] == second
    assert absent not in shown


def menu_of(town: Town, number: int) -> set[str]:
    person = town.playground.people[number]
    return {entry["command"] for entry in commands_for(town.playground, person)}


async def test_a_buyer_an_officer_and_an_admin_see_what_is_theirs(town: Town) -> None:
    await town.settled()
    owners = menu_of(town, SRI)
    assert owners >= {"mulai", "harga", "bantuan"}
    assert menu_of(town, BUDI) - owners >= {"terbitkan"}
    assert menu_of(town, WAYAN) - owners >= {"jadwalkan"}
    assert menu_of(town, RINA) - owners >= {"pendaftaran"}
    assert "terbitkan" not in menu_of(town, WAYAN) | menu_of(town, RINA)
    assert "pendaftaran" not in menu_of(town, BUDI) | menu_of(town, WAYAN)


async def test_the_menu_follows_the_language_to_and_fro(town: Town) -> None:
    sri: Person = town.person(SRI)
    for label, command in (
        ("English", "prices"),
        ("Bahasa Indonesia", "harga"),
        ("English", "prices"),
    ):
        await sri.says("/bahasa")
        await sri.taps_when_seen(label)
        await town.settled()
        assert command in menu_of(town, SRI)


async def test_a_menu_that_telegram_does_not_take_harms_nobody(town: Town) -> None:
    sri = town.person(SRI)
    town.playground.faults.add(kind="5xx", method="setMyCommands", times=1)
    await sri.says("/bahasa")
    await sri.taps_when_seen("English")
    await sri.sees("From now on we write to you in English.")
