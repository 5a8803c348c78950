"""Lists of products and of places: what is clear is kept while one part is asked about."""

from dataclasses import replace

import pytest

from bot.conversation.buttons import Op
from bot.conversation.form import Answer, Unclear
from bot.conversation.state import REVIEW
from tests.conversation.forms import Talker, changed, situation
from tests.conversation.kinds import CROPS, PLACES, asked, outcome, slugs


def test_the_rest_of_a_list_waits_while_one_part_is_asked_about() -> None:
    first = asked(CROPS.read("kopi robusta, cabai, vco", None, situation()))
    kept = CROPS.pick("cabai-rawit-hijau", first.draft, situation())
    assert slugs(kept) == ["kopi-robusta", "cabai-rawit-hijau", "vco"]


def test_the_rest_of_a_list_is_not_lost_when_the_part_is_typed_instead() -> None:
    first = asked(CROPS.read("kopi robusta, cabai, vco", None, situation()))
    typed = CROPS.read("cabai rawit hijau", first.draft, situation())
    assert slugs(typed) == ["kopi-robusta", "cabai-rawit-hijau", "vco"]


def test_asking_twice_about_one_list_does_not_repeat_what_was_clear() -> None:
    first = asked(CROPS.read("kopi robusta, cabai, vco", None, situation()))
    for _again in range(2):
        CROPS.read("cabai rawit hijau", first.draft, situation())
    assert [item["slug"] for item in first.draft["found"]] == ["kopi-robusta"]


def test_a_part_that_is_not_in_the_list_is_kept_in_the_owners_words() -> None:
    first = asked(CROPS.read("sambal <pedas>, vco", None, situation()))
    assert first.options == ("*", "/")
    reply = CROPS.pick("*", first.draft, situation())
    assert isinstance(reply, Answer)
    assert reply.value[0] == {"slug": None, "said": "sambal <pedas>"}


def test_regions_that_follow_an_unclear_one_are_not_lost() -> None:
    first = asked(PLACES.read("jatim, malang, bali", None, situation()))
    for reply in (
        PLACES.pick("35.07", first.draft, situation()),
        PLACES.read("kab malang", first.draft, situation()),
    ):
        assert outcome(reply) == ["35", "35.07", "51"]


def test_an_unknown_region_in_a_list_asks_for_that_one_only() -> None:
    first = PLACES.read("jatim, xyzzy, bali", None, situation())
    assert isinstance(first, Unclear)
    assert outcome(PLACES.read("kota batu", first.draft, situation())) == ["35", "35.79", "51"]


@pytest.mark.parametrize(
    "pasted",
    [
        "selamat pagi, mohon info, terima kasih",
        ", ".join(["bali", *(f"xyzzy{number}" for number in range(6))]),
        "<b>&</b> / 'x' / \"y\" / " * 150,
    ],
    ids=["a letter", "a list of which little is known", "4,000 signs of HTML"],
)
def test_of_a_text_that_names_no_places_one_word_is_asked_about(pasted: str) -> None:
    first = PLACES.read(pasted, None, situation())
    assert isinstance(first, Unclear)
    assert outcome(PLACES.read("jatim", first.draft, situation())) == ["35"]


#: A title, what is typed first, what then, and the codes.
RETYPED = [
    (
        "the whole list, after a name nobody knows",
        "jatim, xyzzy",
        "kediri kota, bali",
        ["35.71", "51"],
    ),
    ("that one only", "jatim, xyzzy, bali", "kota batu", ["35", "35.79", "51"]),
    (
        "the whole list, after one that can be two",
        "bali, malang",
        "bali, kota malang",
        ["51", "35.73"],
    ),
    (
        "the part, as several",
        "bali, malang, ntb",
        "kota malang, kota batu",
        ["51", "35.73", "35.79", "52"],
    ),
    ("what was still to come", "malang, ntb", "kota batu, ntb", ["35.79", "52"]),
]


@pytest.mark.parametrize(
    ("first", "then", "codes"), [r[1:] for r in RETYPED], ids=[r[0] for r in RETYPED]
)
def test_a_list_that_is_typed_again_stands_in_place_of_the_first(
    first: str, then: str, codes: list[str]
) -> None:
    assert Talker(changed(PLACES)).says(first, then).known == {"p": codes}


def test_products_that_are_typed_again_stand_in_place_of_the_first() -> None:
    again = Talker(changed(CROPS)).says("vco, madu, cabai", "vco, cabai rawit merah").known["c"]
    assert [each["slug"] for each in again] == ["vco", "cabai-rawit-merah"]
    part = Talker(changed(CROPS)).says("vco, cabai", "kopi robusta, kopi arabika").known["c"]
    assert [each["slug"] for each in part] == ["vco", "kopi-robusta", "kopi-arabika"]


SOLD = [
    ("jual sambel, keripik", ["sambel", "keripik"]),
    ("saya jualan sambel bajak dan keripik", ["sambel bajak", "keripik"]),
    ("we make sambel, sell keripik", ["sambel", "keripik"]),
    ("Kami bikin sambel", ["sambel"]),
    ("produksi gula semut; menanam kopi robusta", ["gula semut", "kopi robusta"]),
    ("buatan tangan", ["buatan tangan"]),
]


@pytest.mark.parametrize(("text", "said"), SOLD)
def test_that_it_is_sold_or_made_is_no_part_of_its_name(text: str, said: list[str]) -> None:
    talker = Talker(changed(CROPS)).says(text)
    while talker.at != REVIEW:
        talker.taps(Op.PICK, "*")
    assert [each["said"] for each in talker.known["c"]] == said


def test_own_words_that_are_typed_again_stand_in_place_of_the_first() -> None:
    talker = Talker(changed(CROPS)).does("sambel bajak, cabai")
    talker.taps(Op.PICK, "*")
    talker.does("jual Sambel bajak, vco", "[=*]")
    assert [each["said"] for each in talker.known["c"]] == ["Sambel bajak", "vco"]


def test_of_what_is_not_in_the_list_there_is_no_news() -> None:
    """A group hears of commodities; an own word would be heard of by nobody."""
    listed = replace(CROPS, listed=True)
    unknown = listed.read("vco, mxyzptlk", None, situation())
    assert isinstance(unknown, Unclear)
    assert slugs(listed.read("kopi robusta", unknown.draft, situation())) == ["vco", "kopi-robusta"]
    several = asked(listed.read("cabai", None, situation()))
    assert "*" not in several.options
    assert isinstance(listed.deny(several.draft, situation()), Unclear)


PRODUCTS = changed(CROPS)


@pytest.mark.parametrize("said", ["ga usah", "hapus", "lewati", "hapus aja", "gak perlu", "skip"])
def test_a_part_that_is_no_product_is_dropped(said: str) -> None:
    talker = Talker(PRODUCTS).says("cabe rawit merah, malang, vco", said)
    assert [each["slug"] for each in talker.known[CROPS.key]] == ["cabai-rawit-merah", "vco"]


def test_it_is_dropped_with_a_button_and_asked_anew_if_nothing_is_left() -> None:
    talker = Talker(PRODUCTS).says("malang", "hapus")
    assert talker.known == {}
    assert talker.at == CROPS.key
    assert talker.says("vco").known == {CROPS.key: [{"slug": "vco", "said": "vco"}]}


@pytest.mark.parametrize("stray", ["halo", "ga tau", "maksudnya apa", "zzyzx"])
def test_what_is_no_product_does_not_replace_the_one_that_is_asked_about(stray: str) -> None:
    talker = Talker(PRODUCTS).says("vco, gulali", stray, "simpan seperti yang saya tulis")
    assert [each["said"] for each in talker.known[CROPS.key]] == ["vco", "gulali"]


@pytest.mark.parametrize("other", ["kopi robusta", "kerupuk udang", "abon lele"])
def test_another_product_replaces_the_one_that_is_asked_about(other: str) -> None:
    talker = Talker(PRODUCTS).says("vco, zzyzx", other)
    if talker.known == {}:
        talker = talker.says("simpan seperti yang saya tulis")
    assert [each["said"] for each in talker.known[CROPS.key]] == ["vco", other]
