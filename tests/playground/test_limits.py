"""Telegram's limits on traffic: who writes too fast is told how long to wait, and held to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from bot.playground.model import Playground
from bot.playground.people import Person
from bot.playground.refusals import Refusal
from bot.playground.traffic import Traffic

TOKEN = "123456789:" + "A" * 35


@dataclass
class Watch:
    """A monotonic clock that a test moves."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def let_through(traffic: Traffic, chats: list[int], method: str = "sendMessage") -> list[bool]:
    """Whether each of these messages passes, sent at the same moment."""
    passed = []
    for chat in chats:
        try:
            traffic.check(method, chat)
        except Refusal:
            passed.append(False)
        else:
            passed.append(True)
    return passed


def told_to_wait(traffic: Traffic, chat: int) -> int:
    with pytest.raises(Refusal) as refusal:
        traffic.check("sendMessage", chat)
    return refusal.value.parameters["retry_after"]


def test_one_chat_gets_a_short_burst_and_then_one_a_second(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True)
    assert let_through(traffic, [7] * 6) == [True] * 5 + [False]
    assert let_through(traffic, [8]) == [True]
    watch.seconds += 1
    assert let_through(traffic, [7] * 2) == [True, False]


def test_who_goes_on_while_told_to_wait_is_refused_all_that_time(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True, per_chat=0.1, burst=1)
    assert let_through(traffic, [7]) == [True]
    assert told_to_wait(traffic, 7) == 10
    watch.seconds += 6.5
    assert told_to_wait(traffic, 7) == 4
    watch.seconds += 3.5
    assert let_through(traffic, [7]) == [True]


def test_the_wait_is_in_whole_seconds_and_holds_although_there_would_be_room(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True, overall=30)
    assert let_through(traffic, [*range(1, 32)]) == [True] * 30 + [False]
    watch.seconds += 0.9
    assert let_through(traffic, [99]) == [False]
    watch.seconds += 0.1
    assert let_through(traffic, [99]) == [True]


def test_thirty_a_second_at_an_even_pace_are_never_refused(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True)
    for number in range(10_000):
        assert let_through(traffic, [number + 1]) == [True], number
        watch.seconds += 1 / 30


def test_thirty_one_a_second_are(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True)
    passed = []
    for number in range(10_000):
        passed += let_through(traffic, [number + 1])
        watch.seconds += 1 / 31
    assert not all(passed)


def test_a_group_gets_twenty_in_any_minute(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True)
    assert let_through(traffic, [-100] * 20) == [True] * 20
    watch.seconds += 45
    assert told_to_wait(traffic, -100) == 15
    watch.seconds += 15
    assert let_through(traffic, [-100] * 21) == [True] * 20 + [False]


def test_only_what_writes_counts(watch: Watch) -> None:
    traffic = Traffic(watch)
    traffic.set(on=True)
    for method in ("getUpdates", "answerCallbackQuery", "sendChatAction", "deleteMessage"):
        assert let_through(traffic, [7] * 50, method) == [True] * 50
    for method in ("sendPhoto", "sendLocation", "editMessageText"):
        traffic.set(on=True)
        assert let_through(traffic, [7] * 6, method) == [True] * 5 + [False]


@pytest.fixture
def limited(playground: Playground) -> Iterator[Playground]:
    yield playground
    playground.traffic.set()


async def test_limits_are_set_over_http_and_answered_as_telegram_does(
    http: httpx.AsyncClient, limited: Playground, person: Person
) -> None:
    shown = (await http.get("/play/limits")).json()
    defaults = {"overall": 30, "per_chat": 1, "burst": 5, "per_group_minute": 20}
    assert shown == defaults | {"on": False}
    set_to = await http.post("/play/limits", json={"on": True, "per_chat": 0.01, "burst": 2})
    assert set_to.json() == defaults | {"on": True, "per_chat": 0.01, "burst": 2}

    async def sent(text: str) -> Any:
        body = {"chat_id": str(person.id), "text": text}
        return (await http.post(f"/bot{TOKEN}/sendMessage", data=body)).json()

    assert (await sent("satu"))["ok"]
    assert (await sent("dua"))["ok"]
    refused = await sent("tiga")
    seconds = refused["parameters"]["retry_after"]
    assert refused["description"] == f"Too Many Requests: retry after {seconds}"
    assert 98 <= seconds <= 100
    assert [message["text"] for message in limited.messages(person.id)] == ["satu", "dua"]
    await http.post("/play/limits", json={"on": False})
    assert (await sent("empat"))["ok"]
    assert len(limited.received.sends(person.id)) == 4


@pytest.mark.parametrize("body", [{"on": True, "overall": 0}, {"on": True, "speed": 1}], ids=str)
async def test_limits_that_are_none_are_refused(
    http: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    assert (await http.post("/play/limits", json=body)).status_code == 400


def test_a_playground_in_a_test_or_a_bench_has_none() -> None:
    playground = Playground()
    person = playground.add_person(first_name="Sari", started=True)
    assert let_through(playground.traffic, [person.id] * 1000) == [True] * 1000
