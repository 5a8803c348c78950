"""`python -m bot read` as somebody at a prompt meets it: a child process, and JSON lines."""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
NOW = "2026-11-23T08:00+07:00"
KEYS = ["input", "value", "unit", "approximate", "candidates", "reason"]


def run(*arguments: str | bytes, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  (our own program)
        [sys.executable, "-m", "bot", "read", *arguments],
        cwd=ROOT,
        env={"TELEGRAM_BOT_TOKEN": "", "DATABASE_URL": "sqlite:////nowhere/at/all.db"},
        input=typed,
        capture_output=True,
        check=False,
        timeout=60,
    )


def read(*arguments: str | bytes, typed: bytes = b"") -> list[dict[str, Any]]:
    done = run(*arguments, typed=typed)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert all([*line] == KEYS for line in lines)
    return lines


def examples(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def test_each_text_is_a_line_of_its_own() -> None:
    lines = read("money", "12,5rb/kg", "10-12rb", "sekitar 12rb")
    assert [line["value"] for line in lines] == [12500, [10000, 12000], 12000]
    assert [line["unit"] for line in lines] == ["IDR/kg", "IDR", "IDR"]
    assert [line["approximate"] for line in lines] == [False, False, True]


@pytest.mark.parametrize(
    ("kind", "text", "value", "unit"),
    [
        ("money", "1,4 jt per kuintal", 14000, "IDR/kg"),
        ("quantity", "2 kw seminggu", 200, "kg"),
        ("quantity", "1,5 persen", 1.5, "percent"),
        ("date", "tiap Senin jam 8 pagi", "R/2026-11-30T08:00+07:00/P7D", None),
        ("date", "akhir pekan ini", "2026-11-28/2026-11-29", None),
        ("region", "Kab. Malang", "35.07", None),
        ("commodity", "brambang", "bawang-merah", None),
    ],
)
def test_every_kind_has_its_own_value(
    kind: str, text: str, value: object, unit: str | None
) -> None:
    (line,) = read(kind, text, "--now", NOW)
    assert (line["value"], line["unit"], line["reason"]) == (value, unit, None)


@pytest.mark.parametrize(
    ("kind", "text", "candidates", "reason"),
    [
        ("quantity", "10 karung", [10], "unit"),
        ("quantity", "12,500 kg", [12500, 12.5], "ambiguous"),
        (
            "date",
            "minggu depan",
            ["2026-11-30/2026-12-06", "2026-11-29", "2026-12-06"],
            "ambiguous",
        ),
        ("date", "31 November", [], "invalid"),
        ("region", "Malang", ["35.07", "35.73"], "ambiguous"),
        ("commodity", "rawit Ori 212", ["cabai-rawit-merah", "cabai-rawit-hijau"], "ambiguous"),
    ],
)
def test_what_has_to_be_asked_has_no_value(
    kind: str, text: str, candidates: list[object], reason: str
) -> None:
    (line,) = read(kind, "--now", NOW, text)
    assert (line["value"], line["candidates"], line["reason"]) == (None, candidates, reason)


def test_an_english_hand_groups_thousands_by_commas() -> None:
    (line,) = read("quantity", "--language", "en", "12,500 kg")
    assert line["value"] == 12500


def test_all_examples_of_numbers_are_read_from_standard_input() -> None:
    rows = examples("numbers.csv")
    typed = "\n".join(row["input"] for row in rows).encode()
    money, quantity = read("money", typed=typed), read("quantity", typed=typed)
    for row, as_money, as_quantity in zip(rows, money, quantity, strict=True):
        assert as_money["input"] == as_quantity["input"] == row["input"]
        if row["expected"] == "ASK":
            assert (as_money["value"], as_quantity["value"]) == (None, None)
            continue
        line = as_money if row["unit"].startswith("IDR") else as_quantity
        ends = [float(end) for end in row["expected"].removeprefix("~").split("..")]
        assert line["value"] == (ends if len(ends) > 1 else ends[0])
        assert line["unit"] == row["unit"]
        assert line["approximate"] == row["expected"].startswith("~")


def test_all_examples_of_dates_are_read_from_standard_input() -> None:
    rows = examples("dates.csv")
    lines = read("date", "--now", NOW, typed="\n".join(row["input"] for row in rows).encode())
    for row, line in zip(rows, lines, strict=True):
        asks, _, options = row["expected_iso"].partition("ASK")
        assert line["value"] == (asks or None)
        if options:
            assert line["candidates"] == options.removeprefix(":").split("|")


STRANGE = [
    b"",
    b" \t ",
    b"\xff\xfe\x00rubbish",
    b"9" * 400 + b" kg",
    b"Rp" + b"1." * 2100,
    "\u200f\u202e12rb\u200b/kg\u2069".encode(),
    "１２.５００".encode(),
    b"<b>12rb</b> '; DROP TABLE people; --",
    "🌶️🌶️🌶️".encode(),
    b"a" * 5000,
    b"\r",
    b"1e400 kg",
    b"29/2/0000 jam 99.99",
    b"-" * 300,
]


@pytest.mark.parametrize("kind", ["money", "quantity", "date", "region", "commodity"])
def test_no_bytes_bring_a_traceback_and_every_line_is_answered(kind: str) -> None:
    lines = read(kind, typed=b"\n".join(STRANGE) + b"\n")
    assert len(lines) == len(STRANGE)
    assert all(line["value"] is not None or line["reason"] for line in lines)
    assert lines[0]["reason"] == "empty"


@pytest.mark.parametrize("text", ["-5000", "-rp5", "--5 kg", b"\xff 12rb", "-"])
def test_a_text_may_begin_with_a_dash_and_hold_any_bytes(text: str | bytes) -> None:
    assert len(read("money", text)) == 1


@pytest.mark.parametrize(
    "arguments",
    [(), ("weather", "x"), ("date", "--now", "noon", "x"), ("date", "--now", "0001-01-01", "x")],
)
def test_a_wrong_call_is_told_what_is_right(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(b"usage: python -m bot read money|quantity|date|region|commodity")
    assert b"Traceback" not in done.stderr


def test_whoever_stops_listening_gets_no_traceback() -> None:
    reader = subprocess.Popen(
        [sys.executable, "-m", "bot", "read", "money"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdin is not None
    assert reader.stdout is not None
    assert reader.stderr is not None
    reader.stdin.write(b"12rb\n")
    reader.stdin.flush()
    assert b"12000" in reader.stdout.readline()
    reader.stdout.close()
    try:
        reader.stdin.write(b"12rb\n" * 10)
        reader.stdin.close()
    except BrokenPipeError:
        pass  # it has ended already
    assert reader.wait(timeout=60) == 0
    assert reader.stderr.read() == b""
    reader.stderr.close()
