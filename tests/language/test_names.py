"""Places and commodities: equal names, everyday names, and slips of the finger."""

import random
import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.crops import read_commodities, read_commodity
from bot.language.reading.places import Level, read_place, read_places
from bot.language.reading.reading import Reading, Reason
from bot.market.commodities import COMMODITIES, Commodity
from bot.market.regions import REGIONS, Region, province_of, regencies, region

PLACES = [
    ("an abbreviated title", "Kab. Malang", None, "35.07"),
    ("no blank after the point", "Kab.Malang", None, "35.07"),
    ("an old title", "Kotamadya Bogor", None, "32.71"),
    ("the title last, in English", "Malang regency", None, "35.07"),
    ("the title first, in English", "city of Malang", None, "35.73"),
    ("a short province", "Jatim", None, "35"),
    ("a province with its title", "prov jawa barat", None, "32"),
    ("a province in English", "East Java", None, "35"),
    ("a regency in English", "West Bandung regency", None, "32.17"),
    ("initials with points", "D.K.I. Jakarta", None, "31"),
    ("the name of a court city", "Solo", None, "33.72"),
    ("a name made of initials", "Pangkep", None, "73.10"),
    ("another one", "Sidrap", None, "73.14"),
    ("islands", "Sitaro", None, "71.09"),
    ("a short city in Jakarta", "jaksel", None, "31.74"),
    ("the province tells equal names apart", "Banjar Jabar", None, "32.79"),
    ("the province after a comma", "Banjar, Kalimantan Selatan", None, "63.03"),
    ("a title that is part of the name", "kab 50 kota", None, "13.07"),
    ("the same before its province", "Kabupaten Lima Puluh Kota, Sumatera Barat", None, "13.07"),
    ("the same, in short", "50 kota sumbar", None, "13.07"),
    ("a title between the name and its province", "malang kota, jawa timur", None, "35.73"),
    ("Kota Batu is not Kotabaru", "Kota Batu", None, "35.79"),
    ("Kotabaru is a kabupaten", "kotabaru", None, "63.02"),
    ("words around the name", "saya di Sleman", None, "34.04"),
    ("an address", "Desa Sumberpucung, Kab. Malang", None, "35.07"),
    ("one slip in a long name", "banyuwnagi", None, "35.10"),
    ("the court's name where a regency is asked", "Jogja", "regency", "34.71"),
    ("a city named as its province", "Bengkulu", "regency", "17.71"),
]


@pytest.mark.parametrize(
    ("text", "level", "code"), [p[1:] for p in PLACES], ids=[p[0] for p in PLACES]
)
def test_a_place_is_read(text: str, level: Level | None, code: str) -> None:
    assert read_place(text, level=level).value == region(code)


ASKED = [
    ("a kabupaten and a kota", "Malang", None, {"35.07", "35.73"}, Reason.AMBIGUOUS),
    (
        "a province, a kabupaten and a kota",
        "Gorontalo",
        None,
        {"75", "75.01", "75.71"},
        Reason.AMBIGUOUS,
    ),
    ("a province and a city", "Jambi", None, {"15", "15.71"}, Reason.AMBIGUOUS),
    ("an island", "Lombok", None, {"52.01", "52.02", "52.03", "52.08"}, Reason.AMBIGUOUS),
    ("slips in title and name", "kabupten mlang", None, {"35.07"}, Reason.CLOSE),
    ("a title that does not exist", "kab surabaya", None, {"35.78"}, Reason.CLOSE),
    ("a province where a regency is asked", "Jawa Timur", "regency", set(), Reason.PROVINCE),
    ("nothing we know", "Bumiayu", None, set(), Reason.UNKNOWN),
]


@pytest.mark.parametrize(
    ("text", "level", "codes", "reason"), [a[1:] for a in ASKED], ids=[a[0] for a in ASKED]
)
def test_an_unclear_place_is_asked_about(
    text: str, level: Level | None, codes: set[str], reason: Reason
) -> None:
    reading = read_place(text, level=level)
    assert reading.value is None
    assert {place.code for place in reading.candidates} == codes
    assert reading.reason is reason


def test_every_name_held_by_a_kabupaten_and_a_kota_is_asked_about() -> None:
    names = [place.name.partition(" ")[2] for place in REGIONS.values() if place.level == "regency"]
    twice = {name for name in names if names.count(name) > 1}
    assert len(twice) == 26
    assert all(len(read_place(name, level="regency").candidates) == 2 for name in twice)


def test_every_official_name_is_read_as_itself() -> None:
    for place in REGIONS.values():
        assert read_place(place.name, level=place.level).value == place
        if place.level == "regency":
            assert read_place(f"{place.name}, {province_of(place.code).name}").value == place
        assert province_of(place.code).level == "province"
    assert len(regencies("35")) == 38


def test_places_are_parted_but_not_inside_names() -> None:
    said = "Kediri dan Kabupaten Pangkajene dan Kepulauan; Jatim & Bali\nKab. Malang, Jawa Timur"
    parts = read_places(said)
    assert [part for part, _ in parts] == [
        "Kediri",
        "Kabupaten Pangkajene dan Kepulauan",
        "Jatim",
        "Bali",
        "Kab. Malang, Jawa Timur",
    ]
    assert [reading.value and reading.value.code for _, reading in parts] == [
        None,
        "73.10",
        "35",
        "51",
        "35.07",
    ]


CROPS = [
    ("a dialect name", "brambang", "bawang-merah"),
    ("a Javanese egg", "endog", "telur-ayam-ras"),
    ("a kind with its origin", "arabika gayo", "kopi-arabika"),
    ("a crop with its place", "bawang merah Brebes", "bawang-merah"),
    ("a place that is also a chili", "bawang merah Lombok", "bawang-merah"),
    ("a market spelling", "cabe kriting", "cabai-merah-keriting"),
    ("everyday English", "cocoa", "kakao"),
    ("words around it", "jual tomat segar", "tomat"),
    ("the name of the list in English", "Arabica coffee, green bean", "kopi-arabika"),
    ("a slip with an origin", "kopi arabka gayo", "kopi-arabika"),
    ("pork by its exact name", "babi", "babi"),
]


@pytest.mark.parametrize(("text", "slug"), [c[1:] for c in CROPS], ids=[c[0] for c in CROPS])
def test_a_commodity_is_read(text: str, slug: str) -> None:
    value = read_commodity(text).value
    assert value is not None
    assert value.slug == slug


FAMILIES = [
    ("chili", "cabe", 4),
    ("chili in East Java", "lombok", 4),
    ("bird's eye chili", "cabe rawit", 2),
    ("coffee", "kopi", 3),
    ("coffee by its origin", "kopi gayo", 3),
    ("rice", "beras", 8),
    ("brown sugar", "gula merah", 2),
    ("a Javanese tuber", "telo", 2),
    ("maize may be sweet corn", "jagung", 1),
]


@pytest.mark.parametrize(
    ("text", "members"), [f[1:] for f in FAMILIES], ids=[f[0] for f in FAMILIES]
)
def test_a_family_is_asked_about(text: str, members: int) -> None:
    reading = read_commodity(text)
    assert reading.reason is Reason.AMBIGUOUS
    assert len(reading.candidates) == members


@pytest.mark.parametrize(
    "text", ["bebi", "babii", "bab", "bbi", "baby", "bambi", "daging bab", "pork ribs"]
)
def test_pork_is_never_offered(text: str) -> None:
    reading = read_commodity(text)
    found = [reading.value, *reading.candidates]
    assert all(each is None or each.slug != "babi" for each in found)


@pytest.mark.parametrize(
    ("text", "offered"),
    [("keripik singkong", ["keripik"]), ("cassava chips", ["keripik"]), ("chili sauce", [])],
)
def test_what_is_made_of_something_is_named_by_its_head(text: str, offered: list[str]) -> None:
    """The first word in Indonesian, the last in English."""
    reading = read_commodity(text)
    assert reading.value is None
    assert [each.slug for each in reading.candidates] == offered


def test_commodities_are_parted_but_not_inside_names() -> None:
    parts = read_commodities("cabe rawit, tomat dan tahu; Rice, low quality I")
    assert [part for part, _ in parts] == ["cabe rawit", "tomat", "tahu", "Rice, low quality I"]


@pytest.mark.parametrize("between", [" n ", " & ", "&", " sama ", " dan ", " + ", "+", "/", " N "])
def test_whatever_stands_between_two_products_both_are_kept(between: str) -> None:
    parts = read_commodities(f"chili{between}sambal{between}tahu")
    assert [part for part, _ in parts] == ["chili", "sambal", "tahu"]


def test_sambel_is_offered_as_nothing_else() -> None:
    assert not read_commodity("sambel").candidates


def slipped(name: str, chance: random.Random) -> str:
    at, letter = chance.randrange(len(name)), chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + letter + name[at + 1 :],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        )
    )


def among_three(reading: Reading[Any], wanted: Any) -> bool:
    return reading.value == wanted or wanted in reading.candidates[:3]


def test_names_with_one_slip_are_found_first_or_among_three() -> None:
    chance = random.Random(20261123)  # noqa: S311  (typos, not secrets)
    places: list[Region] = [place for place in REGIONS.values() if place.level == "regency"]
    crops: list[Commodity] = [each for each in COMMODITIES.values() if each.slug != "babi"]
    found = 0
    for _ in range(2500):
        place, crop = chance.choice(places), chance.choice(crops)
        found += among_three(read_place(slipped(place.name, chance)), place)
        found += among_three(read_commodity(slipped(crop.name_id, chance)), crop)
    assert found >= 0.98 * 5000


@given(st.text(max_size=300))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_place(text)
    read_places(text)
    read_commodity(text)
    read_commodities(text)
