"""The questions of a session: how long, where, with whom, how often and until when."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.form import Answer, Ask, Situation, Turned, Unclear
from bot.conversation.said import Location
from bot.conversation.steps import Length, PickMany, Repeated, Spot, Until
from bot.language import words_for

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
PEOPLE = [["1", "Sri Wahyuni · Kebun Bu Sri"], ["2", "Slamet Riyadi · Tani"], ["3", "Sri Lestari"]]


def here(**answers: Any) -> Situation:
    return Situation(words_for("id"), NOW, answers, {"people": PEOPLE})


LENGTHS = [
    ("90 menit", 90),
    ("1,5 jam", 90),
    ("satu setengah jam", None),
    ("setengah jam", 30),
    ("2 jam", 120),
    ("1 jam 30 menit", 90),
    ("2 hours", 120),
    ("half an hour", 30),
    ("45", None),
    ("3 menit", None),
    ("13 jam", None),
    ("lama", None),
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS, ids=[each[0] for each in LENGTHS])
def test_how_long(text: str, minutes: int | None) -> None:
    reply = Length("minutes", "", "").read(text, None, here())
    assert reply == Answer(minutes) if minutes else isinstance(reply, Unclear)


SPOTS: list[tuple[str, dict[str, Any] | None]] = [
    ("Balai Desa Pare", {"words": "Balai Desa Pare"}),
    ("https://meet.example/abc", {"link": "https://meet.example/abc"}),
    ("lewat https://meet.example/abc, ya", {"link": "https://meet.example/abc"}),
    ("http://meet.example/abc", None),
    ("https://", None),
    ("https://meet.example/" + "a" * 300, None),
    ("?!", None),
]


@pytest.mark.parametrize(("text", "spot"), SPOTS, ids=[each[0][:30] for each in SPOTS])
def test_where(text: str, spot: dict[str, Any] | None) -> None:
    reply = Spot("place", "", "").read(text, None, here())
    assert reply == Answer(spot) if spot else isinstance(reply, Unclear)
    assert spot is None or Spot("place", "", "").keeps(spot)


def test_a_place_on_the_map_that_was_shared() -> None:
    step = Spot("place", "", "")
    reply = step.hear(Location(-7.98, 112.63), None, here())
    assert reply == Answer({"pin": [-7.98, 112.63]})
    assert step.keeps({"pin": [-7.98, 112.63]})


WHOM = PickMany("people", "", "", source="people")


def test_names_that_are_surely_meant_are_ticked_and_more_can_follow() -> None:
    reply = WHOM.read("Kebun Bu Sri, Slamet Riyadi", None, here())
    assert isinstance(reply, Ask)
    assert (reply.draft, reply.options[:3]) == (["1", "2"], ("-1", "-2", "+3"))
    assert WHOM.pick(".", reply.draft, here()) == Answer(["1", "2"])


def test_a_name_that_several_have_is_asked_about() -> None:
    reply = WHOM.read("Sri", ["2"], here())
    assert isinstance(reply, Ask)
    assert {"+1", "+3"} <= {*reply.options}
    assert reply.draft["ticked"] == ["2"]
    assert WHOM.pick("+3", reply.draft, here()) == Turned(("-2", "-3", "+1", "."), ["2", "3"])
    assert WHOM.pick(".", reply.draft, here()) == Answer(["2"])


def test_of_several_names_only_one_that_is_not_clear_is_asked_about_and_none_is_lost() -> None:
    asked = WHOM.read("pak slamet, sri, zzzz dan mama Lestari", None, here())
    assert isinstance(asked, Ask)
    assert {*asked.options} == {"+1", "+3", "."}
    assert asked.note is not None
    assert asked.note.values == {"said": "sri"}
    assert WHOM.keeps_draft(asked.draft)
    reply = WHOM.pick("+1", asked.draft, here())
    assert isinstance(reply, Ask)
    assert reply.draft == ["2", "1", "3"]
    assert reply.note is not None
    assert reply.note.values == {"said": "zzzz"}
    assert WHOM.pick(".", reply.draft, here()) == Answer(["2", "1", "3"])


def test_each_name_that_is_not_clear_is_asked_about_in_its_turn() -> None:
    asked = WHOM.read("sri & slamt & sri", None, here())
    assert isinstance(asked, Ask)
    again = WHOM.pick("+3", asked.draft, here())
    assert isinstance(again, Ask)
    assert again.note is not None
    assert again.note.values == {"said": "slamt"}
    nobody = WHOM.pick(".", again.draft, here())
    assert isinstance(nobody, Ask)
    assert nobody.draft["ticked"] == ["3"]
    denied = WHOM.deny(nobody.draft, here())
    assert isinstance(denied, Turned)
    assert denied.draft == ["3"]
    typed = WHOM.read("Sri Wahyuni", again.draft, here())
    assert isinstance(typed, Ask)
    assert typed.draft["ticked"] == ["3", "1"]


def test_all_of_a_class_and_all_who_have_a_name() -> None:
    asked = WHOM.read("sri, slamet", None, here())
    assert isinstance(asked, Ask)
    both = WHOM.pick_all(("+1", "+3"), asked.draft, here())
    assert isinstance(both, Ask)
    assert both.draft == ["1", "3", "2"]
    assert WHOM.pick_all(both.options, ["1"], here()) == Answer(["1", "2", "3"])


def test_a_tick_is_taken_away_and_nobody_is_no_answer() -> None:
    reply = WHOM.pick("-1", ["1"], here())
    assert isinstance(reply, Turned)
    assert reply.draft == []
    assert isinstance(WHOM.pick(".", [], here()), Unclear)
    assert isinstance(WHOM.pick("+99", [], here()), Unclear)


WHEN = Repeated("start", "", "")


def test_the_hour_may_follow() -> None:
    first = WHEN.read("tanggal 5 tiap bulan", None, here())
    assert isinstance(first, Ask)
    for hour in ("9", "jam 9", "9.00"):
        reply = WHEN.read(hour, first.draft, here())
        rule = "FREQ=MONTHLY;BYMONTHDAY=5"
        assert reply == Answer({"start": "2026-12-05T09:00", "rule": rule})


def test_of_several_readings_the_one_tapped_keeps_its_rule() -> None:
    asked = WHEN.read("tiap minggu jam 9", None, here())
    assert isinstance(asked, Ask)
    reply = WHEN.pick(asked.options[0], asked.draft, here())
    assert isinstance(reply, Answer)
    assert reply.value["rule"].startswith("FREQ=WEEKLY")
    assert isinstance(WHEN.pick("2026-01-01T09:00", asked.draft, here()), Unclear)


def test_another_clock_is_turned_into_the_persons_own() -> None:
    reply = WHEN.read("tiap Selasa jam 9 WIT", None, here())
    assert reply == Answer({"start": "2026-11-24T07:00", "rule": "FREQ=WEEKLY;BYDAY=TU"})
    assert isinstance(WHEN.read("tiap Selasa jam 1 pagi WIT", None, here()), Unclear)


UNTIL = Until("until", "", "", starts="start")
BEGINS = {"start": "2026-11-30T09:00", "rule": "FREQ=WEEKLY;BYDAY=MO"}
ENDS = [
    ("12 kali", "COUNT=12"),
    ("12", "COUNT=12"),
    ("Maret", "UNTIL=20270331T235959"),
    ("sampai akhir tahun", "UNTIL=20261231T235959"),
    ("until March", "UNTIL=20270331T235959"),
    ("besok", None),
    ("selesai", None),
]


@pytest.mark.parametrize(("text", "end"), ENDS, ids=[each[0] for each in ENDS])
def test_until_when(text: str, end: str | None) -> None:
    reply = UNTIL.read(text, None, here(start=BEGINS))
    assert reply == Answer(end) if end else isinstance(reply, Unclear)


def test_months_from_the_beginning_end_within_their_month() -> None:
    begins = {"start": "2026-11-30T09:00", "rule": "FREQ=WEEKLY"}
    assert UNTIL.pick("3", None, here(start=begins)) == Answer("UNTIL=20270228T235959")
    assert UNTIL.pick("12", None, here(start=begins)) == Answer("UNTIL=20271130T235959")


def test_a_slip_of_the_finger_is_asked_about_and_not_ticked() -> None:
    reply = WHOM.read("Slamed Ryadi", None, here())
    assert isinstance(reply, Ask)
    assert (reply.draft["ticked"], reply.options) == ([], ("+2", "."))
