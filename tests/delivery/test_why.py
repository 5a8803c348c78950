"""Whatever can become of a bulletin's message has one meaning for who asks (promise D1)."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from markupsafe import Markup

from bot import clock
from bot.delivery import daily, outbox
from bot.delivery.meaning import RequestFailed, failure
from bot.delivery.models import Lane, State
from bot.delivery.outcome import STAYED_BEHIND, settle
from bot.delivery.restored import RESTORED, settle_anew
from bot.delivery.standing import ENDED
from bot.delivery.why import SUPPRESSED, Why, why, why_of
from bot.language import LANGUAGES, words_for
from bot.storage import Storage
from handlers.market.readers.why import BECAME, MISSES
from tests.delivery import rows

REASONS = {
    value
    for name, value in vars(outbox).items()
    if name[0] != "_" and name.isupper() and isinstance(value, str)
}
#: What Telegram answers to a bulletin, and what its reader is told of that.
ANSWERED: Mapping[tuple[int, str], Why] = {
    (403, "Forbidden: bot was blocked by the user"): Why.BLOCKED,
    (403, "Forbidden: user is deactivated"): Why.BLOCKED,
    (403, "Forbidden: bot can't initiate conversation with a user"): Why.BLOCKED,
    (403, "Forbidden: bot was kicked from the supergroup chat"): Why.BLOCKED,
    (400, "Bad Request: chat not found"): Why.BLOCKED,
    (400, "Bad Request: message is too long"): Why.REFUSED,
    (400, "Bad Request: not enough rights to send text messages to the chat"): Why.REFUSED,
    (413, "Request Entity Too Large"): Why.REFUSED,
    (429, "Too Many Requests: retry after 3"): Why.SOON,
    (500, "Internal Server Error"): Why.UNKNOWN,
    (502, "Bad Gateway"): Why.UNKNOWN,
}


def test_every_reason_there_is_has_a_meaning_of_its_own_for_who_asks() -> None:
    assert {*REASONS, daily.ENOUGH} <= {*SUPPRESSED}
    ended = {why(state, reason) for state, reason in ENDED.values()}
    assert ended == {Why.WITHDRAWN, Why.SUPERSEDED, Why.FULFILLED, Why.EXPIRED}
    assert why(State.FAILED, "cannot be worded: KeyError") is Why.UNWORDED
    assert why(State.UNKNOWN, RESTORED) is Why.RESTORED
    assert why(State.UNKNOWN, "its sender stopped") is Why.UNKNOWN
    assert {why(state, None) for state in State} <= {*Why}


@pytest.mark.parametrize(("answer", "means"), [*ANSWERED.items()], ids=str)
def test_what_telegram_answers_is_told_as_what_it_means(
    answer: tuple[int, str], means: Why
) -> None:
    code, description = answer
    error = failure(code, json.dumps({"ok": False, "description": description}).encode())
    assert isinstance(error, RequestFailed)
    settled = settle(Lane.BULLETIN, error.outcome, 0)
    assert why(settled.state, settled.reason) is means


def test_each_has_a_natural_sentence_in_every_language() -> None:
    assert {*BECAME} == {*Why}
    for sentences in (BECAME, MISSES):
        for language in LANGUAGES:
            words = words_for(language, "Asia/Jakarta")
            told = [str(words(text, when="x")) for text in sentences.values()]
            assert all(each.endswith((".", "!")) and "{" not in each for each in told)
            assert len({*told}) == len(told)  # none is told as if it were another
    said = [str(words_for("id")(text, when="x")) for text in (*BECAME.values(), *MISSES.values())]
    assert not {*said} & {text.replace("{when}", "x") for text in (*BECAME.values(),)}


WAITING: Mapping[str, tuple[dict[str, Any], bool, Why]] = {
    "it is its turn": ({}, False, Why.SOON),
    "the buyer has paused it": ({}, True, Why.PAUSED),
    "it waits for the morning": ({"hours": 9}, False, Why.LATER),
    "it waits for the morning, and is paused": ({"hours": 9}, True, Why.PAUSED),
    "it is gathered with others": ({"hours": 9, "digest_id": 0}, False, Why.TOGETHER),
    "today they had enough": ({"hours": 9, "reason": daily.ENOUGH}, False, Why.ANOTHER_DAY),
    "it is being sent": ({"state": State.SENDING}, False, Why.SENDING),
    "it was sent before it was paused": ({"state": State.SENT}, True, Why.SENT),
    "the officer tells it": (
        {"state": State.SUPPRESSED, "reason": outbox.NO_CHAT},
        False,
        Why.NO_CHAT,
    ),
    "the officer has told it": (
        {"state": State.SUPPRESSED, "reason": outbox.NO_CHAT, "told_at": True},
        False,
        Why.TOLD,
    ),
}


@pytest.mark.parametrize("case", WAITING)
async def test_what_waits_says_for_what(storage: Storage, case: str) -> None:
    values, paused, means = WAITING[case]
    values = dict(values)
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        its = await rows.bulletin(db, sri)
        hours = timedelta(hours=values.pop("hours", 0))
        if values.pop("told_at", False):
            values["told_at"] = clock.now()
        number = await rows.enqueued(
            db, sri, bulletin_id=its, not_before=clock.now() + hours, **values
        )
    row = await rows.found(storage, number)
    async with storage.reading() as db:
        assert await why_of(db, row, paused=paused) is means


@pytest.mark.parametrize(
    ("state", "reason", "means"),
    [
        (State.FAILED, "Bad Request: message to edit not found", Why.OUTDATED),
        (State.FAILED, STAYED_BEHIND, Why.STAYED_BEHIND),
        (State.UNKNOWN, "no answer in time", Why.OUTDATED),
        (State.SENT, None, Why.SENT),
        (State.PENDING, None, Why.SENT),
    ],
)
@pytest.mark.parametrize("together", [False, True], ids=["alone", "in a digest"])
async def test_a_change_that_could_not_be_shown_is_said(
    storage: Storage, state: State, reason: str | None, means: Why, *, together: bool
) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        its = await rows.bulletin(db, sri)
        message = await rows.enqueued(db, sri, lane=Lane.BULLETIN, state=State.SENT)
        sent = {"bulletin_id": its, "state": State.SENT, "digest_id": message if together else None}
        number = await rows.enqueued(db, sri, **sent)
        edited = message if together else number
        last = {"state": state, "reason": reason}
        for each in ({"state": State.FAILED}, last):
            await rows.enqueued(db, sri, lane=Lane.EDIT, edits_id=edited, **each)
    row = await rows.found(storage, number)
    async with storage.reading() as db:
        assert await why_of(db, row, paused=False) is means


async def test_what_a_backup_does_not_know_is_told_so(storage: Storage) -> None:
    async with storage.transaction() as db:
        sri = await rows.person(db, 1)
        number = await rows.enqueued(db, sri, bulletin_id=await rows.bulletin(db, sri))
        for statement in settle_anew():
            await db.execute(statement)
    row = await rows.found(storage, number)
    assert why(State(row.state), row.reason) is Why.RESTORED
    sentence = words_for("id")(BECAME[Why.RESTORED])
    assert isinstance(sentence, Markup)
