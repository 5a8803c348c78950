"""A list of owners is read row by row; without a recorded yes nobody is taken from it."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot import clock, columns
from bot.coaching import owner_list
from bot.coaching.owner_list import Read, agreed, read_owners
from bot.people.businesses import Make
from bot.people.joining import ConsentHow
from bot.people.models import Honorific

HEADINGS = (
    *("Nama", "Sapaan", "Nomor HP", "Kabupaten/kota"),
    *("Produk", "Persetujuan", "Tanggal persetujuan"),
)
SRI = (
    *("Bu Sri Lestari", "", "0812-3456-7890", "Kab. Malang"),
    *("cabai rawit merah, jamu kencur", "Lisan", "2026-11-20"),
)


def read(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Read:
    now = clock.now().astimezone(ZoneInfo("Asia/Jakarta"))
    return agreed(read_owners((headings, *rows)), now)


def changed(**cells: str) -> tuple[str, ...]:
    names = ("name", "title", "phone", "regency", "products", "how", "day")
    return tuple(cells.get(name, cell) for name, cell in zip(names, SRI, strict=True))


def test_a_row_as_officers_write_it_is_read() -> None:
    [row] = read(SRI).rows
    assert (row.details.name, row.details.honorific) == ("Sri Lestari", Honorific.IBU)
    assert (row.details.phone, row.details.regency) == ("+6281234567890", "35.07")
    assert row.details.makes == [
        Make("cabai-rawit-merah", "cabai rawit merah"),
        Make(None, "jamu kencur"),
    ]
    noon = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert (row.yes.how, row.yes.at) == (ConsentHow.SPOKEN, noon)


def test_english_headings_and_written_dates_are_read() -> None:
    headings = ("Name", "Title", "Phone", "City", "Products", "Consent", "Date of consent")
    [row] = read(changed(how="written", day="20/11/2026"), headings=headings).rows
    assert row.yes.how == ConsentHow.WRITTEN


@pytest.mark.parametrize(
    "said",
    [
        *("20 Nov 2026", "20 November 2026", "November 20, 2026", "Jumat, 20 November 2026"),
        *("20/11/26", "20.11.2026", "20-Nov-26", "tgl 20 Nov", "2026-11-20T00:00"),
    ],
)
def test_a_day_is_read_as_people_write_it(said: str) -> None:
    [row] = read(changed(day=said)).rows
    assert row.yes.at == datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_columns_are_known_as_people_call_them_and_the_others_named() -> None:
    names = ("Nama", "Sapaan", "WA", "Kab/Kota", "Jual apa", "Setuju", "Tgl", "Luas lahan")
    result = read((*SRI, "2 ha"), headings=names)
    assert len(result.rows) == 1
    assert result.columns
    assert result.columns.unknown == ["Luas lahan"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"name": ""}, columns.NO_NAME),
        ({"name": "=A1"}, columns.FORMULA),
        ({"phone": "12"}, columns.BAD_PHONE),
        ({"regency": "Atlantis"}, columns.BAD_REGENCY),
        ({"regency": ""}, columns.BAD_REGENCY),
        ({"regency": "Malang"}, columns.TWO_REGENCIES),
        ({"products": ""}, owner_list.NO_PRODUCTS),
        ({"how": ""}, owner_list.NO_CONSENT),
        ({"how": "tidak"}, owner_list.NO_CONSENT),
        ({"day": ""}, owner_list.BAD_DAY),
        ({"day": "31/02/2026"}, owner_list.BAD_DAY),
        ({"day": "kemarin"}, owner_list.BAD_DAY),
        ({"day": "2 minggu lalu"}, owner_list.BAD_DAY),
        ({"day": "November 2026"}, owner_list.BAD_DAY),
        ({"day": "11/24/2026"}, owner_list.BAD_DAY),
        ({"day": "2026-11-24"}, owner_list.TO_COME),
        ({"day": "24 Des 26"}, owner_list.TO_COME),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(cells: dict[str, str], reason: str) -> None:
    result = read(SRI, changed(**{"phone": "", **cells}))
    assert len(result.rows) == 1
    assert [(each.row, each.reason) for each in result.remarks] == [(3, reason)]


def test_the_same_owner_twice_is_kept_once() -> None:
    result = read(
        SRI, changed(name="Sri"), changed(phone=""), changed(phone="", name="SRI LESTARI")
    )
    assert [each.number for each in result.rows] == [2, 4]
    assert [(each.row, each.values) for each in result.remarks] == [
        (3, {"row": "2"}),
        (5, {"row": "4"}),
    ]


def test_without_a_column_for_consent_nothing_is_read() -> None:
    assert read_owners((HEADINGS[:5], SRI)).problem == owner_list.NO_HEADINGS
    many = [changed(phone="", name=f"Orang {number}") for number in range(owner_list.MOST + 1)]
    assert read_owners((HEADINGS, *many)).problem == owner_list.TOO_MANY


def test_what_was_read_waits_as_json() -> None:
    rows = read(SRI, changed(phone="", name="Eko")).rows
    waited = json.loads(json.dumps(owner_list.dump(rows)))
    assert owner_list.load(waited) == [(row.details, row.yes) for row in rows]


def test_the_row_that_shows_how_is_nobody() -> None:
    example = (*owner_list.EXAMPLE, "lisan", "2026-11-20")
    namesake = ("Sri Lestari", "", "081200000001", *SRI[3:])
    result = read(example, namesake)
    assert [row.details.phone for row in result.rows] == ["+6281200000001"]
    assert result.remarks == []
