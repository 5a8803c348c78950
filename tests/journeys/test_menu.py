"""Each person's menu has the commands of their roles, in the language that they chose."""

from bot.playground.profile import commands_for
from tests.journeys.town import Person, Town

BUDI, WAYAN, RINA, SRI = 2001, 3001, 4001, 1101


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
