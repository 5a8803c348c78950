"""A calendar of one's own over HTTP: who knows the link reads when and what, and nobody's home."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.calendar import feeds
from bot.coaching.calendar.feeds import Feed
from bot.coaching.calendar.ics import Status
from bot.coaching.houses import booking
from bot.coaching.houses.booking import Booked
from bot.coaching.models import Session
from bot.coaching.sessions import answers, calling_off, seeing
from bot.errors import Refused
from bot.people.models import Person, Purpose
from bot.privacy import erasure, withdrawal
from bot.serving import listen, served
from bot.settings import Calendars, Settings
from bot.storage import Storage
from bot.ways_in import feed_server
from tests.coaching.meeting import meets, officer, owner
from tests.coaching.test_houses import opened, slots

PATH = "/calendar"
FIXED = "DTSTAMP", "DTSTART", "DTEND"


@pytest.fixture
async def http(storage: Storage) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(calendar=Calendars(url=f"https://mitra.example{PATH}"))
    server = feed_server(settings, storage)
    assert server
    listener = listen("127.0.0.1", 0, "calendar.port")
    port = listener.getsockname()[1]
    async with (
        served(server.application, listener),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client,
    ):
        yield client


async def read(http: httpx.AsyncClient, token: str) -> list[dict[str, str]]:
    """The events, each as name -> value."""
    answer = await http.get(f"{PATH}/{token}.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    text = answer.text.replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\r\nEND:" in text.removesuffix("END:VCALENDAR\r\n")  # RFC 5545: not without anything
    found = []
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = part.split("END:VEVENT")[0].splitlines()
        found.append(dict(line.split(":", 1) for line in lines))
    assert all(each.keys() >= {"UID", "SUMMARY", *FIXED} for each in found)
    return found


async def fresh(db: AsyncSession, person: Person) -> str:
    token = await feeds.renew(db, person.id)
    await db.flush()
    return token


async def test_it_tells_sessions_and_bookings_and_nobody_and_no_home(
    storage: Storage, http: httpx.AsyncClient
) -> None:
    async with storage.transaction() as db:
        wayan = await officer(db)
        sri, kebun = await owner(db, "Sri")
        home = {"place": "Rumah Bu Sri, Jl. Mawar 5", "topic": "Sortir; kemas"}
        await meets(db, wayan, kebun, **home)
        video = {"local_start": "2026-11-28T09:00", "link": "https://meet.example/abc"}
        await meets(db, wayan, kebun, **video, topic="telepon 0812-3456-7890")
        house = await opened(db, wayan)
        for at, decided in ((20, False), (21, True)):
            booked = await booking.book(db, sri, kebun.id, house.equipment[0].id, slots(house)[at])
            assert isinstance(booked, Booked)
            assert booking.decide(booked, yes=True) if decided else True
        hers, his = await fresh(db, sri), await fresh(db, wayan)
    events = await read(http, hers)
    assert [(each["SUMMARY"], each["STATUS"]) for each in events] == [
        ("Mitra: Kunjungan\\, Sortir\\; kemas", Status.CONFIRMED),
        ("Mitra: Kunjungan", Status.CONFIRMED),
        ("Mitra: Oven\\, Rumah Keripik", Status.TENTATIVE),
        ("Mitra: Oven\\, Rumah Keripik", Status.CONFIRMED),
    ]
    assert events[0]["DTSTART"] == "20261127T020000Z"
    assert len({each["UID"] for each in events}) == 4
    assert len(await read(http, his)) == 2
    for token in (hers, his):
        whole = str(await read(http, token))
        for private in ("Sri", "Mawar", "meet.example", "0812", "Wayan", "Dampit", "Kebun"):
            assert private not in whole


async def test_what_moves_keeps_its_name_and_what_is_called_off_says_so_for_a_while(
    storage: Storage, http: httpx.AsyncClient
) -> None:
    async with storage.transaction() as db:
        wayan = await officer(db)
        sri, kebun = await owner(db, "Sri")
        [seen] = await meets(db, wayan, kebun)
        token = await fresh(db, sri)
    [before] = await read(http, token)
    async with storage.transaction() as db:
        session = await db.get_one(Session, seen.session.id)
        session.version, session.starts_at = 2, session.starts_at + timedelta(hours=2)
    [moved] = await read(http, token)
    assert (before["UID"], before["SEQUENCE"]) == (f"session-{seen.session.id}@mitra", "0")
    assert (moved["UID"], moved["SEQUENCE"]) == (before["UID"], "1")
    assert moved["DTSTART"] == "20261127T040000Z"
    async with storage.transaction() as db:
        again = (await seeing.seen(db, [seen.session.id]))[seen.session.id]
        await calling_off.call_off(db, again.officer, [again], None)
    [off] = await read(http, token)
    assert (off["UID"], off["SEQUENCE"], off["STATUS"]) == (before["UID"], "2", Status.CANCELLED)
    clock.move(timedelta(days=15))
    assert await read(http, token) == []


async def test_who_cannot_come_has_it_no_more_and_who_stands_in_line_not_yet(
    storage: Storage, http: httpx.AsyncClient
) -> None:
    async with storage.transaction() as db:
        wayan = await officer(db)
        sri, kebun = await owner(db, "Sri")
        agus, sawah = await owner(db, "Agus")
        [seen] = await meets(db, wayan, kebun, sawah, kind="class", capacity=1)
        hers, his = await fresh(db, sri), await fresh(db, agus)
    assert [each["STATUS"] for each in await read(http, his)] == [Status.TENTATIVE]
    async with storage.transaction() as db:
        again = (await seeing.seen(db, [seen.session.id]))[seen.session.id]
        await answers.decline(db, again.guests[0].owner, again, None)
    assert await read(http, hers) == []
    assert [each["STATUS"] for each in await read(http, his)] == [Status.CONFIRMED]


@pytest.mark.parametrize("how", ["renewed", "stopped", "erased", "wants nothing"])
async def test_a_link_that_was_taken_back_opens_nothing(
    storage: Storage, http: httpx.AsyncClient, how: str
) -> None:
    async with storage.transaction() as db:
        sri, _kebun = await owner(db, "Sri")
        token = await fresh(db, sri)
    assert await read(http, token) == []
    async with storage.transaction() as db:
        sri = await db.get_one(Person, sri.id)
        if how == "renewed":
            assert await read(http, token) == []
            await feeds.renew(db, sri.id)
        elif how == "stopped":
            await feeds.stop(db, sri.id)
        elif how == "erased":
            await erasure.erase(db, sri, None)
        else:
            await withdrawal.withdraw(db, sri, Purpose.SERVICE, None)
    answer = await http.get(f"{PATH}/{token}.ics")
    assert (answer.status_code, answer.content) == (404, b"")
    async with storage.reading() as db:
        left = (await db.scalars(select(func.count()).select_from(Feed))).one()
    assert left == (1 if how == "renewed" else 0)


async def test_a_token_is_kept_by_its_hash_alone_and_a_wrong_one_learns_nothing(
    storage: Storage, http: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    async with storage.transaction() as db:
        sri, _kebun = await owner(db, "Sri")
        token = await fresh(db, sri)
        kept = (await db.scalars(select(Feed.token_hash))).one()
    assert token not in kept
    assert len(kept) == 64
    wrong = ("x" * 22, kept, token[:-1], token + "=", "é" * 22, "", "x" * 5000)
    for each in wrong:
        answer = await http.get(f"{PATH}/{each}.ics")
        assert (answer.status_code, answer.content) == (404, b"")
    for other in (f"/..%2f{token}.ics", f"/{token}", f"/{token}.txt", f"/x/{token}.ics"):
        assert (await http.get(PATH + other)).status_code == 404
    assert (await http.post(f"{PATH}/{token}.ics", content=b"x")).status_code == 405
    assert await read(http, token) == []
    assert token not in "".join(capfd.readouterr())


async def test_what_is_known_already_is_not_sent_again(
    storage: Storage, http: httpx.AsyncClient
) -> None:
    async with storage.transaction() as db:
        wayan = await officer(db)
        sri, kebun = await owner(db, "Sri")
        token = await fresh(db, sri)
    address = f"{PATH}/{token}.ics"
    first = await http.get(address)
    known = {"If-None-Match": first.headers["etag"]}
    clock.move(timedelta(hours=1))
    same = await http.get(address, headers=known)
    assert (same.status_code, same.content) == (304, b"")
    async with storage.transaction() as db:
        await meets(db, wayan, kebun)
    assert (await http.get(address, headers=known)).status_code == 200
    assert "private" in first.headers["cache-control"]


async def test_it_listens_until_it_is_told_to_stop_and_names_a_port_that_is_taken(
    storage: Storage,
) -> None:
    async with storage.transaction() as db:
        sri, _kebun = await owner(db, "Sri")
        token = await fresh(db, sri)
    with listen("127.0.0.1", 0, "calendar.port") as taken:
        port = taken.getsockname()[1]
    calendar = Calendars(url=f"https://mitra.example{PATH}", port=port)
    server = feed_server(Settings(calendar=calendar), storage)
    other = feed_server(Settings(calendar=calendar), storage)
    assert server
    assert other
    stop = asyncio.Event()
    running = asyncio.create_task(server.run(stop))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        async with asyncio.timeout(10):
            while not running.done():
                with contextlib.suppress(httpx.ConnectError):
                    assert await read(client, token) == []
                    break
                await asyncio.sleep(0.01)
        with pytest.raises(Refused, match=r"calendar\.port"):
            await other.run(stop)
    stop.set()
    await running
    assert feed_server(Settings(), storage) is None
