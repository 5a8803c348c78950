"""Which regency a place on the map lies in: squares of towns, and places that are none of ours."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.market import nearby
from bot.market.nearby import distance, nearest
from bot.market.regions import REGIONS

#: The middle of a town, in degrees, and its regency.
TOWNS: list[tuple[str, float, float, str]] = [
    ("the alun-alun of Malang", -7.9825, 112.6308, "35.73"),
    ("the alun-alun of Batu", -7.8710, 112.5270, "35.79"),
    ("Kepanjen", -8.1300, 112.5720, "35.07"),
    ("Tugu Pahlawan in Surabaya", -7.2459, 112.7378, "35.78"),
    ("the alun-alun of Sidoarjo", -7.4461, 112.7178, "35.15"),
    ("the alun-alun of Kediri", -7.8170, 112.0110, "35.71"),
    ("Pare", -7.7680, 112.1980, "35.06"),
    ("the alun-alun of Jember", -8.1720, 113.7000, "35.09"),
    ("the alun-alun of Banyuwangi", -8.2120, 114.3760, "35.10"),
    ("the alun-alun of Bandung", -6.9218, 107.6070, "32.73"),
    ("the alun-alun of Yogyakarta", -7.8033, 110.3642, "34.71"),
    ("Solo", -7.5715, 110.8270, "33.72"),
    ("Simpang Lima in Semarang", -6.9904, 110.4229, "33.74"),
    ("the town hall of Bogor", -6.5970, 106.8000, "32.71"),
    ("Depok", -6.4000, 106.7900, "32.76"),
    ("the alun-alun of Serang", -6.1150, 106.1500, "36.73"),
    ("Lapangan Merdeka in Medan", 3.5906, 98.6780, "12.71"),
    ("Banda Aceh", 5.5530, 95.3170, "11.71"),
    ("Takengon", 4.6300, 96.8400, "11.04"),
    ("Jam Gadang in Bukittinggi", -0.3055, 100.3692, "13.75"),
    ("Padang", -0.9492, 100.3543, "13.71"),
    ("Pekanbaru", 0.5333, 101.4474, "14.71"),
    ("Batam", 1.1300, 104.0500, "21.71"),
    ("Palembang", -2.9900, 104.7600, "16.71"),
    ("Puputan in Denpasar", -8.6573, 115.2166, "51.71"),
    ("Mataram", -8.5837, 116.1167, "52.71"),
    ("Kupang", -10.1600, 123.5850, "53.71"),
    ("Atambua, at the border", -9.1060, 124.8900, "53.04"),
    ("Pontianak", -0.0263, 109.3425, "61.71"),
    ("Palangka Raya", -2.2096, 113.9108, "62.71"),
    ("Banjarmasin", -3.3194, 114.5908, "63.71"),
    ("Balikpapan", -1.2650, 116.8290, "64.71"),
    ("Tarakan", 3.3000, 117.6300, "65.71"),
    ("Losari in Makassar", -5.1420, 119.4080, "73.71"),
    ("Manado", 1.4935, 124.8413, "71.71"),
    ("Palu", -0.8955, 119.8597, "72.71"),
    ("Unaaha", -3.8540, 122.0420, "74.02"),
    ("Ambon", -3.6954, 128.1814, "81.71"),
    ("Ternate", 0.7900, 127.3850, "82.71"),
    ("Jayapura", -2.5337, 140.7181, "91.71"),
    ("Merauke, of a new province", -8.4970, 140.4020, "93.01"),
    ("Wamena, of another", -4.0950, 138.9500, "95.01"),
    ("Sorong, of a third", -0.8760, 131.2560, "96.71"),
    ("Monas, of Jakarta as a whole", -6.1754, 106.8272, "31"),
]
ABROAD = [
    ("Singapore", 1.29, 103.85),
    ("Johor Bahru", 1.48, 103.74),
    ("Kuala Lumpur", 3.14, 101.69),
    ("Kuching", 1.55, 110.34),
    ("Tawau", 4.25, 117.89),
    ("Dili", -8.556, 125.56),
    ("Vanimo", -2.68, 141.30),
    ("Amsterdam", 52.4, 4.9),
    ("the Gulf of Guinea", 0.0, 0.0),
    ("the Indian Ocean", -12.0, 100.0),
    ("the North Pole", 90.0, 180.0),
]
#: These cities of Jakarta have one point together among the towns.
TOGETHER = {"31.71", "31.72", "31.73", "31.74"}
#: Two regencies, and how many kilometres lie between them, at least and at most.
APART = [
    ("Nias and Gunungsitoli", "12.04", "12.78", 10, 30),
    ("the centre and the south of Jakarta", "31.71", "31.74", 5, 12),
    ("the west and the north of Jakarta", "31.73", "31.72", 12, 25),
    ("Sukamara and Pangkalan Bun", "62.08", "62.01", 30, 80),
    ("Gunung Mas and Palangka Raya", "62.10", "62.71", 100, 150),
    ("Berau and Bulungan", "64.03", "65.01", 60, 130),
    ("East Kolaka and Kolaka", "74.11", "74.01", 20, 60),
    ("Pasangkayu and Palu", "76.01", "72.71", 50, 80),
]


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"), [t[1:] for t in TOWNS], ids=[t[0] for t in TOWNS]
)
def test_the_middle_of_a_town_lies_in_its_regency(
    latitude: float, longitude: float, code: str
) -> None:
    found = nearest(latitude, longitude)
    assert found[0].region.code == code
    assert found[0].km < 9
    assert [each.km for each in found] == sorted(each.km for each in found)
    assert len({each.region.code for each in found}) == len(found) <= 3


@pytest.mark.parametrize(
    ("latitude", "longitude"), [a[1:] for a in ABROAD], ids=[a[0] for a in ABROAD]
)
def test_abroad_and_at_sea_there_is_none(latitude: float, longitude: float) -> None:
    assert nearest(latitude, longitude) == []


def test_every_regency_has_a_town_but_those_that_are_listed() -> None:
    assert {
        code for code, place in REGIONS.items() if place.level == "regency"
    } - codes() == TOGETHER


def test_all_have_a_middle_of_their_own() -> None:
    middles = nearby._middles()
    assert middles.keys() >= REGIONS.keys()
    regencies = [middles[code] for code in REGIONS if "." in code]
    assert len(regencies) == len({*regencies}) == 514


@pytest.mark.parametrize(
    ("one", "other", "least", "most"), [a[1:] for a in APART], ids=[a[0] for a in APART]
)
def test_where_geonames_knows_no_town_the_seat_of_government_counts(
    one: str, other: str, least: float, most: float
) -> None:
    assert least <= (distance(one, other) or 0) <= most


def codes() -> set[str]:
    path = Path(nearby.__file__).parent / "data" / "points.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"] for row in csv.DictReader(lines)}


def test_every_point_is_of_a_region_or_of_none() -> None:
    assert codes() <= {*REGIONS, ""}


def test_a_kilometre_is_one() -> None:
    """From Malang to Batu it is 17 km as the crow flies."""
    batu = next(each for each in nearest(-7.9825, 112.6308) if each.region.code == "35.79")
    assert 15 < batu.km < 19


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_place_on_earth_has_an_answer(latitude: float, longitude: float) -> None:
    assert all(0 <= each.km <= 100 for each in nearest(latitude, longitude))
