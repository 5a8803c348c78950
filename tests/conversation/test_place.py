"""A place is typed, shared from the map, or looked up by its province."""

import pytest

from bot.conversation.buttons import Op
from bot.conversation.engine import hear
from bot.conversation.form import Answer, Unclear
from bot.conversation.said import Contact, Location
from bot.conversation.state import REVIEW
from bot.conversation.steps.place import PAGE, PROVINCES
from bot.market.regions import REGIONS, region
from tests.conversation.forms import Talker, changed, situation
from tests.conversation.kinds import PLACE, asked

FORM = changed(PLACE)
BATU, MONAS, SINGAPORE = (-7.871, 112.527), (-6.1754, 106.8272), (1.29, 103.85)
#: At the border of Sarawak, far from every town of ours.
ENTIKONG = (0.97, 110.3)


def shares(talker: Talker, where: tuple[float, float]) -> Talker:
    talker.move = hear(FORM, talker._state(), Location(*where), talker._situation())
    return talker


def test_a_place_on_the_map_is_confirmed_by_its_name() -> None:
    talker = shares(Talker(FORM), BATU)
    assert talker.move.state.offered == ("35.79",)
    assert talker.says("ya").known == {"p": "35.79"}


def test_next_to_a_border_a_no_offers_the_neighbours_and_the_list() -> None:
    talker = shares(Talker(FORM), BATU).says("bukan")
    assert talker.move.state.offered == ("35.07", "35.73", "?")
    assert talker.says("kota").known == {"p": "35.73"}


def test_a_second_no_shows_the_list() -> None:
    talker = shares(Talker(FORM), BATU).says("bukan", "bukan")
    assert talker.move.state.offered[:PAGE] == PROVINCES[:PAGE]


@pytest.mark.parametrize("text", ["lihat daftar", "Pilih dari daftar", "daftar", "see the list"])
def test_the_list_can_be_asked_for_in_words(text: str) -> None:
    assert Talker(FORM).says(text).move.state.offered[:PAGE] == PROVINCES[:PAGE]


def test_in_jakarta_the_map_tells_the_province_and_the_city_is_asked() -> None:
    talker = shares(Talker(FORM), MONAS)
    assert talker.note.startswith("{province} is a province")
    assert talker.says("jakarta pusat").known == {"p": "31.71"}


def test_far_from_every_town_several_are_offered() -> None:
    offered = shares(Talker(FORM), ENTIKONG).move.state.offered
    assert len(offered) > 2
    assert offered[-1] == "?"


def test_a_place_abroad_is_told_as_such() -> None:
    talker = shares(Talker(FORM), SINGAPORE)
    assert talker.note.startswith("That place is not in Indonesia")
    assert talker.at == "p"


def test_a_contact_is_no_place() -> None:
    reply = PLACE.hear(Contact("6281", mine=True), None, situation())
    assert isinstance(reply, Unclear)


PROVINCE = [
    ("its short name", "jatim", "35"),
    ("its full name", "Provinsi Jawa Timur", "35"),
    ("with a slip", "jawa timurr", "35"),
    ("in English", "East Java", "35"),
    ("an island that is one", "Bali", "51"),
    ("the newest", "Papua Pegunungan", "95"),
]


@pytest.mark.parametrize(("text", "code"), [p[1:] for p in PROVINCE], ids=[p[0] for p in PROVINCE])
def test_a_province_is_named_as_such_and_shows_its_regencies(text: str, code: str) -> None:
    reply = asked(PLACE.read(text, None, situation()))
    assert reply.note
    assert reply.note.values == {"province": region(code).name}
    assert all(region(option).parent == code for option in reply.options[:PAGE] if "." in option)


def test_every_regency_is_found_by_turning_pages() -> None:
    found = set()
    for province in pages(Talker(FORM).taps(Op.PICK, "?")):
        talker = Talker(FORM).taps(Op.PICK, "?")
        while province not in talker.move.state.offered:
            talker.taps(Op.PICK, next(o for o in talker.move.state.offered if ">" in o))
        found |= set(pages(talker.taps(Op.PICK, province)))
    assert found == {code for code, place in REGIONS.items() if place.level == "regency"}


def pages(talker: Talker) -> list[str]:
    """What all the pages from here on offer."""
    found = []
    while True:
        offered = talker.move.state.offered
        assert len(offered) <= PAGE + 2
        found += [option for option in offered if "<" not in option and ">" not in option]
        onward = [option for option in offered if ">" in option]
        if not onward:
            return found
        talker.taps(Op.PICK, onward[0])
        assert talker.move.turned
        assert not talker.move.accepted, "a page that turns leaves the question where it is"


def test_a_page_turned_twice_by_a_double_tap_is_turned_once() -> None:
    talker = Talker(FORM).taps(Op.PICK, "?").taps(Op.PICK, ">1")
    once = talker.move.state
    assert talker.taps(Op.PICK, ">1").move.state == once


def test_back_leads_from_the_regencies_to_the_provinces_and_to_the_question() -> None:
    talker = Talker(FORM).taps(Op.PICK, "?").taps(Op.PICK, ">4").taps(Op.PICK, "94")
    talker.taps(Op.BACK)
    assert "94" in talker.move.state.offered
    talker.says("kembali")
    assert (talker.move.state.offered, talker.move.state.draft) == ((), None)


def test_while_the_list_is_shown_a_place_can_be_typed_all_the_same() -> None:
    for texts in (["jatim", "kota batu"], ["Jawa Timur", "Kota Batu, Jawa Timur"]):
        assert Talker(FORM).taps(Op.PICK, "?").says(*texts).known == {"p": "35.79"}


def test_pages_that_do_not_exist_are_those_that_do() -> None:
    talker = Talker(FORM).taps(Op.PICK, "?").taps(Op.PICK, ">9")
    assert talker.move.state.offered[-2:] == ("96", "<3")
    assert Talker(FORM).taps(Op.PICK, "99>1").note == "That choice is no longer available."


def test_a_province_is_no_answer() -> None:
    assert not PLACE.keeps("35")
    assert PLACE.pick("35.07", None, situation()) == Answer("35.07")
    assert Talker(FORM).says("malang", "1").at == REVIEW
