"""Prices by grade as people type them, cut into rows, whatever stands between."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading.price_table import cut_price_table, read_price_table

#: What is typed -> `grade = price` of each row.
TABLES = {
    "with commas": (
        "grade A 62rb, grade B 58rb, asalan 50rb",
        "grade A = 62rb | grade B = 58rb | asalan = 50rb",
    ),
    "by moisture, with semicolons": (
        "KA 12% 62.000; KA 14% 58.000",
        "KA 12% = 62.000 | KA 14% = 58.000",
    ),
    "one row a line, with units": (
        "grade A: Rp62.000/kg\ngrade B: Rp58.000/kg",
        "grade A = Rp62.000/kg | grade B = Rp58.000/kg",
    ),
    "as a numbered list": (
        "1. grade A 62 rb per kg\n2. grade B 58 rb per kg",
        "grade A = 62 rb per kg | grade B = 58 rb per kg",
    ),
    "as a list with dashes": ("- super 62rb\n- asalan 50rb", "super = 62rb | asalan = 50rb"),
    "with an equals sign and nothing between": (
        "A=62rb B=58rb C=50rb",
        "A = 62rb | B = 58rb | C = 50rb",
    ),
    "as bare thousands": ("A 62, B 58", "A = 62 | B = 58"),
    "with numbered grades": (
        "grade 1 62rb, grade 2 58.000",
        "grade 1 = 62rb | grade 2 = 58.000",
    ),
    "by defects": (
        "cacat 5 62000, cacat 8 60000",
        "cacat 5 = 62000 | cacat 8 = 60000",
    ),
    "by size, in centimetres": (
        "ukuran 3-5 cm 45rb, ukuran 5-7 cm 50rb",
        "ukuran 3-5 cm = 45rb | ukuran 5-7 cm = 50rb",
    ),
    "the price first": (
        "62rb grade A, 58rb untuk grade B",
        "grade A = 62rb | grade B = 58rb",
    ),
    "one unit for all": (
        "A 6,2jt, B 5,8jt per kuintal",
        "A = 6,2jt per kuintal | B = 5,8jt per kuintal",
    ),
    "with “dan” between": (
        "grade A 62rb dan grade B 58rb",
        "grade A = 62rb | grade B = 58rb",
    ),
    "in English": ("grade A 62k and grade B 58k", "grade A = 62k | grade B = 58k"),
    "below nothing, which is refused later": (
        "grade A -5rb, B 58rb",
        "grade A = -5rb | B = 58rb",
    ),
    "a range, which is asked about later": (
        "grade A 62-64rb, B 58rb",
        "grade A = 62-64rb | B = 58rb",
    ),
}


@pytest.mark.parametrize(("text", "rows"), TABLES.values(), ids=TABLES.keys())
def test_a_table_is_read(text: str, rows: str) -> None:
    found = read_price_table(text) or ()
    assert " | ".join(f"{row.grade} = {row.price}" for row in found) == rows


@pytest.mark.parametrize(
    "text",
    [
        "45rb/kg",
        "Rp 45.000 per kg",
        "12,5rb/kg",
        "60-62rb",
        "45rb, 50rb",
        "grade A 62rb",
        "grade A 62rb bayar tunai, B 58rb",
        "100 ikat 2 juta",
        "",
        ";;,",
        "🙂",
    ],
)
def test_what_is_no_table_is_left_to_the_reader_of_prices(text: str) -> None:
    assert read_price_table(text) is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_price_table(text)
    rest, rows = cut_price_table(text)
    assert rows or rest == text


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["grade A", "grade B", "grade C", "asalan", "KA 12%", "super"]),
            st.integers(1000, 999_999),
        ),
        min_size=2,
        max_size=6,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from([", ", "; ", "\n"]),
    st.sampled_from(["{grade} {price}", "{grade}: Rp{price}/kg", "{grade} = {price}"]),
)
def test_every_row_that_is_written_is_read(
    rows: list[tuple[str, int]], between: str, form: str
) -> None:
    text = between.join(form.format(grade=grade, price=price) for grade, price in rows)
    found = read_price_table(text)
    assert found is not None
    assert [row.grade for row in found] == [grade for grade, _price in rows]
    assert all(str(price) in row.price for row, (_grade, price) in zip(found, rows, strict=True))


#: A line -> what is left of it, and the grades.
LINES = {
    "harga kopi robusta grade a 62rb, grade b 58rb, asalan 50rb malang": (
        "harga kopi robusta, malang",
        ["grade a", "grade b", "asalan"],
    ),
    "harga robusta malang ka 12% 62.000; ka 14% 58.000, bayar tunai": (
        "harga robusta malang, bayar tunai",
        ["ka 12%", "ka 14%"],
    ),
    "harga robusta 62rb/kg ongkos 500/kg": ("harga robusta 62rb/kg ongkos 500/kg", []),
    "cabai merah besar 45rb dan cabai rawit 60rb": (
        "cabai merah besar 45rb dan cabai rawit 60rb",
        [],
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_table_is_cut_out_of_a_line(line: str) -> None:
    rest, rows = cut_price_table(line)
    assert (rest, [row.grade for row in rows]) == LINES[line]
