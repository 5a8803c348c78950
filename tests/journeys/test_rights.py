"""People see, copy, stop and erase what is kept about them; and are reminded, or left alone."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot import clock
from bot.delivery.models import Outgoing
from bot.people.models import Person as Known
from tests.journeys.test_onboarding import register_siti
from tests.journeys.town import Person, Town

SITI, WAYAN, CLARA = 1001, 3001, 1107


def documents(person: Person) -> Iterator[dict[str, Any]]:
    for message in person.messages():
        if "document" in message:
            yield message["document"]


async def test_an_owner_sees_copies_stops_and_agrees_again(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("/privasi")
    await siti.sees("UU 27/2022", "disetujui", "Usaha, ", "[Minta salinan data]")
    await siti.taps("Minta salinan data")
    await siti.sees("Ini semua yang kami simpan", "lengkap sampai rinciannya")
    assert {each["file_name"] for each in documents(siti)} == {"data-mitra.html", "data-mitra.json"}
    await siti.taps("Hentikan sesuatu …")
    await siti.sees("[Hentikan kabar harga]", "[Hentikan pendampingan]", "[Hentikan semua]")
    await siti.taps("Hentikan pendampingan")
    await siti.sees("pendamping tidak lagi melihat profil", "Yakin?")
    await siti.taps("Hentikan pendampingan")
    await siti.sees("Kabar harga tetap dikirim", "[Izinkan pendampingan]")
    wayan = town.person(WAYAN)
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kunjungan")
    await wayan.sees("Dengan siapa?")
    assert not wayan.has_seen("Usaha Siti Aminah")
    await siti.taps("Izinkan pendampingan")
    await siti.sees("Pendampingan oleh", "disetujui")


async def test_stop_is_one_word_and_says_what_goes_on(town: Town) -> None:
    clara = town.person(CLARA)
    await clara.says("stop")
    await clara.sees(
        "price news is stopped", "Coaching reminders are still sent", "[Stop everything]"
    )
    await clara.taps("Send me price news")
    await clara.sees("agreed on")
    await clara.says("stop")
    await clara.sees("price news is stopped")
    await clara.taps("Stop everything")
    await clara.sees("stays until you have it erased. Are you sure?")
    await clara.taps("Stop everything")
    await clara.sees("everything is stopped", "[Use Mitra again]")
    await clara.taps("Use Mitra again")
    await clara.sees("Which language do you prefer?")


async def test_who_is_erased_is_unknown_and_comes_back_as_new(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("/privasi")
    await siti.taps_when_seen("Hapus semua data …")
    await siti.sees("Hapus semua data?", "1 usaha beserta produknya", "bukti")
    await siti.taps("Lanjut menghapus")
    await siti.sees("Benar-benar dihapus semua sekarang?")
    await siti.taps("Tidak, simpan data saya")
    await siti.sees("UU 27/2022")
    await siti.taps("Hapus semua data …")
    await siti.taps_when_seen("Lanjut menghapus")
    await siti.taps_when_seen("Ya, hapus semua")
    await siti.sees("Semua data sudah dihapus")
    await town.settled()
    async with town.storage.reading() as db:
        people = (await db.scalars(select(Known).where(Known.telegram_id == SITI))).all()
        erased = (await db.scalars(select(Known).where(Known.erased_at.is_not(None)))).one()
        kept = await db.execute(
            select(Outgoing.params, Outgoing.text).where(
                Outgoing.person_id == erased.id, Outgoing.kind != "farewell"
            )
        )
        assert {(json.dumps(row.params), row.text) for row in kept} == {("{}", None)}
    assert people == []
    await siti.says("/profil")
    await siti.sees("Selamat datang di Mitra")


async def test_an_old_button_erases_nobody(town: Town) -> None:
    clara = town.person(CLARA)
    await clara.says("/privacy")
    await clara.taps_when_seen("Erase everything …")
    await clara.taps_when_seen("Go on to erase")
    await clara.sees("Nobody can bring it back")
    clock.move(timedelta(days=1))
    await clara.taps("Yes, erase everything")
    await clara.sees("Erase everything?", "[No, keep my data]")
    await clara.says("/profile")
    await clara.sees("Clara")


async def test_who_drops_out_is_reminded_next_day_after_a_week_and_not_again(town: Town) -> None:
    siti = town.person(SITI)
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.sees("Bolehkah kami menyimpan")
    clock.move(timedelta(days=1, hours=1))
    await siti.expects("Kita berhenti di tengah jalan", "Bolehkah kami menyimpan")
    await siti.taps("Boleh")  # the reminder's own button
    await siti.sees("Siapa nama")
    clock.move(timedelta(days=8))
    await siti.expects("pengingat yang terakhir", "Siapa nama")
    clock.move(timedelta(days=60))
    await town.settled()
    reminders = [m for m in siti.messages() if "tersimpan" in m.get("text", "")]
    assert len(reminders) == 2
    await siti.says("Siti Aminah")
    await siti.sees("Ibu atau Bapak?")


async def test_who_wants_no_reminders_gets_none(town: Town) -> None:
    clara = town.newcomer("Clara", "en")
    await clara.says("/start")
    await clara.taps_when_seen("English")
    await clara.sees("May we keep")
    clock.move(timedelta(days=1, hours=1))
    await clara.expects("We stopped half-way", "May we keep")
    await clara.taps("Do not remind me")
    await clara.sees("no more reminders")
    clock.move(timedelta(days=30))
    await town.settled()
    assert not clara.has_seen("We will not remind you again")
    await clara.says("yes")
    await clara.sees("What is your name")


async def test_what_was_typed_is_not_kept_after_a_no(town: Town) -> None:
    siti = town.newcomer("Siti")
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    await siti.says("Rahasia Sekali")
    await siti.sees("Ibu atau Bapak?")
    await siti.says("/batal")
    await siti.sees("Dibatalkan")
    await town.settled()
    async with town.storage.reading() as db:
        for row in await db.scalars(select(Outgoing)):
            assert "Rahasia" not in f"{row.text}{json.dumps(row.params)}"


async def test_a_voice_note_reaches_the_officer_once(town: Town) -> None:
    siti, wayan = town.person(SITI), town.person(WAYAN)
    await register_siti(siti)
    siti.sends("voice")
    await siti.sees("Mau diteruskan ke pendamping", "Wayan", "[Ya, teruskan]")
    await siti.taps("Ya, teruskan")
    await siti.sees("sudah diteruskan ke")
    await wayan.expects("Pertanyaan dari Ibu Siti", "Usaha: Usaha Siti Aminah")
    assert sum("voice" in message for message in wayan.messages()) == 1


async def test_what_is_asked_in_own_words_is_answered(town: Town) -> None:
    sri, clara = town.person(1101), town.person(CLARA)
    await sri.says("harga kopi robusta di malang?")
    await sri.sees("Harga Kopi robusta", "Rp62.000/kg", "CV Kopi Dampit Makmur")
    await sri.says("saya punya cabai 2 kuintal")
    await sri.sees("Pembeli mencari", "2.000 kg", "bisa setor 2 kuintal?")
    await sri.says("siapa pendamping saya?")
    await sri.sees("Pendampingnya", "Wayan")
    await sri.says("dkjfh skdjfh")
    await sri.sees("Maaf, kami belum paham", "[Harga hari ini]", "[Tanya pendamping]")
    await clara.says("price of tomatoes in Bali")
    await clara.sees("There is no price news of Tomato in Bali")
    await clara.says("help")
    await clara.sees("/officer", "/privacy")


async def test_who_says_stop_before_they_are_registered_is_asked_nothing_more(town: Town) -> None:
    siti = town.newcomer("Siti")
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    await siti.says("stop")
    await siti.sees("tidak ada pertanyaan lagi", "/mulai")
    assert "Siapa nama" not in siti.messages()[-1]["text"]
    await siti.says("ga usah bu")
    await siti.sees("tidak ada pertanyaan lagi")
    clock.move(timedelta(days=30))
    await town.settled()
    assert not siti.has_seen("Kita berhenti di tengah jalan")
    await siti.says("/mulai")
    await siti.sees("Mari lanjutkan yang tadi", "Siapa nama")
    await siti.says("Bu Siti")
    await siti.sees("Menjual atau menanam apa?")


async def test_a_stop_at_the_consent_is_a_no(town: Town) -> None:
    siti = town.newcomer("Siti")
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.sees("Bolehkah kami menyimpan")
    await siti.says("berhenti saja")
    await siti.sees("tidak kami simpan", "/mulai")
    await siti.says("stop")
    await siti.sees("tidak ada pertanyaan lagi")


async def test_in_the_middle_of_a_form_stop_and_help_are_answered_and_nothing_else(
    town: Town,
) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("/jadwalkan")
    await wayan.taps_when_seen("Kunjungan")
    await wayan.sees("Dengan siapa?")
    await wayan.says("bantuan")
    await wayan.sees("/jadwalkan", "Dengan siapa?")
    await wayan.says("Sri")
    await wayan.taps_when_seen("Ya")
    await wayan.sees("Kapan?")
    await wayan.says("stop")
    await wayan.sees("kabar harga sudah dihentikan", "Kapan?")
    await wayan.says("besok jam 9")
    await wayan.sees("Di mana?")
    await wayan.says("harga")
    await wayan.sees("Tentang apa?")
