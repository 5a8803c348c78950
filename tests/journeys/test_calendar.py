"""Somebody has their coaching in the calendar of their phone."""

import re

import httpx
from sqlalchemy import select

from bot.delivery.models import Outgoing
from tests.journeys.test_coaching import SRI, WAYAN, plan
from tests.journeys.town import Person, Town

FOUND = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"


def link(person: Person, town: Town) -> str:
    said = str(person.messages()[-1]["text"])
    [found] = re.findall(rf"{town.url}/calendar/[\w-]{{22}}\.ics", said)
    return str(found)


async def get(address: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(address)


async def test_a_link_is_made_used_made_anew_and_taken_back(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await plan(wayan, "sri", FOUND, "lusa jam 2 siang")
    await sri.says("/pendampingan")
    await sri.taps_when_seen("Di kalender HP saya")
    await sri.sees("Jadwal pendampingan di kalender HP", "tanpa nama orang dan tanpa alamat")
    first = link(sri, town)
    await town.settled()
    async with town.storage.reading() as db:
        kept = (await db.execute(select(Outgoing.params, Outgoing.text))).all()
    assert not [row for row in kept if first[-20:] in str(row)]
    answer = await get(first)
    assert answer.status_code == 200
    assert "SUMMARY:Mitra: Kunjungan" in answer.text
    assert "DTSTART:20261125T070000Z" in answer.text
    assert "Wahyuni" not in answer.text
    await sri.says("/kalender")
    await sri.sees("Bapak/Ibu sudah punya tautan kalender")
    assert first not in str(sri.messages()[-1])
    await sri.taps("Buat tautan baru")
    await sri.sees("Tautan yang lama tidak menampilkan apa-apa lagi.")
    second = link(sri, town)
    assert (await get(first)).status_code == 404
    assert (await get(second)).status_code == 200
    await sri.taps("Hentikan kalender")
    await sri.sees("Sudah dihentikan.")
    assert (await get(second)).status_code == 404
    sri.forges("calendar:stop")
    await sri.sees("Sudah dihentikan.")
    sri.forges("calendar:anything")
    await sri.sees("Jadwal pendampingan di kalender HP")


async def test_in_english_and_gone_with_everything_else(town: Town) -> None:
    wayan = town.person(WAYAN)
    await plan(wayan, "sri", FOUND, "lusa jam 2 siang")
    await wayan.says("/bahasa")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on we write to you in English.")
    await wayan.says("/calendar")
    await wayan.sees("Your coaching in the calendar of your phone", "[Stop the calendar]")
    address = link(wayan, town)
    answer = await get(address)
    assert "SUMMARY:Mitra: Visit" in answer.text
    assert "send /coaching there" in answer.text.replace("\r\n ", "")
    assert (await get(address.replace(".ics", "x.ics"))).status_code == 404
