"""Somebody without the bot asks an admin about their data; the admin answers in the chat."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot import clock
from bot.partnerships import suppliers
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Supplier, Vetting
from bot.partnerships.supplier_list import Line
from bot.people.models import Person as Known
from bot.people.models import Role
from bot.people.roles import person_of, take_away
from bot.privacy.models import DataAccess, Does
from tests.journeys.test_delegates import phone_of, register_tari
from tests.journeys.test_market import SLAMET, SRI
from tests.journeys.test_rights import documents
from tests.journeys.test_why import arrived_at_others
from tests.journeys.town import Person, Town

RINA, WAYAN, BUDI, CLARA = 4001, 3001, 2001, 1107


async def number_of(town: Town, name: str) -> int:
    async with town.storage.reading() as db:
        return (await db.scalars(select(Known.id).where(Known.name == name))).one()


async def did(town: Town) -> list[str]:
    async with town.storage.reading() as db:
        return [*await db.scalars(select(DataAccess.does).order_by(DataAccess.id))]


async def looks_for(admin: Person, whom: str) -> None:
    await admin.says("/permintaan_data")
    await admin.sees("Data siapa yang diminta?")
    await admin.says(whom)


async def speaks_english(person: Person) -> None:
    await person.says("/bahasa")
    await person.taps_when_seen("English")
    await person.sees("From now on we write to you in English.")


async def test_an_admin_copies_corrects_stops_and_erases_for_who_has_no_chat(town: Town) -> None:
    rina, wayan, tari = town.person(RINA), town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    number = await number_of(town, "Tari")
    await rina.says("/pengelola")
    await rina.taps_when_seen("Permintaan data pribadi")
    await rina.sees("Data siapa yang diminta?")
    await rina.says("bu tar")
    await rina.sees("Siapa yang dimaksud?", "1. Tar… · 08", "Kota Batu", "diwakili Wayan Sukerti")
    await rina.taps("No. 1")
    await rina.sees("Data Ibu Tari", "Penyimpanan data, Kabar harga", "Setiap langkah dicatat")

    await rina.taps("Beri salinan data")
    await rina.sees("Ini semua yang kami simpan tentang Ibu Tari", "lengkap sampai rinciannya")
    names = [each["file_name"] for each in documents(rina)]
    assert names == ["data-mitra.html", "data-mitra.json"]

    await rina.taps("Betulkan nama atau daerah")
    await rina.sees("Atas nama Ibu Tari", "Sudah benar?")
    await rina.taps("✎ Nama")
    await rina.sees("Siapa nama yang benar?")
    await rina.says("Ibu Tari Astuti")
    await rina.taps_when_seen("Ya, sudah benar")
    await rina.sees("Terima kasih, sudah disimpan", "Nama: Tari Astuti")

    await rina.taps("Hentikan sesuatu …")
    await rina.sees("Apa yang ingin dihentikan Ibu Tari?", "[Kabar harga]", "[Semuanya]")
    await rina.taps("Kabar harga")
    await rina.sees("Sudah dihentikan", "Disetujui: Penyimpanan data dan Pendampingan")

    await rina.taps("Hapus semua data …")
    await rina.sees("1 usaha beserta produknya", "Tetap disimpan, tanpa nama", "UU 27/2022")
    assert rina.buttons()[0] == "Tidak, biarkan saja"
    await rina.taps("Ya, hapus semua")
    await rina.sees(f"Dalam catatan: no. {number}")
    assert await did(town) == [
        *(Does.FOUND, Does.SEEN, Does.COPIED, Does.CORRECTED, Does.STOPPED, Does.ERASED)
    ]
    await rina.says("/catatan_data")
    await rina.sees("Rina Hartono membetulkan no.", f"Rina Hartono menghapus no. {number}")
    async with town.storage.reading() as db:
        row = await db.get_one(Known, number)
        assert (row.name, row.phone, row.erased_at is not None) == (None, None, True)
    await wayan.says("/diwakili")
    await wayan.sees("Ada pemilik usaha yang tidak punya HP pintar?")


async def test_an_admin_asks_why_somebody_did_or_did_not_get_news(town: Town) -> None:
    sri, rina, slamet = town.person(SRI), town.person(RINA), town.person(SLAMET)
    await sri.says("berhenti harga cabai rawit merah")
    await sri.sees("sudah dihentikan")
    await arrived_at_others(town)
    await rina.says("/pengelola")
    await rina.taps_when_seen("Kenapa seseorang (tidak) dapat kabar?")
    await rina.sees("Data siapa yang diminta?")
    await rina.says(f"id {SRI}")
    await rina.taps_when_seen("No. 1")
    await rina.taps_when_seen("Kenapa kabar (tidak) sampai?")
    await rina.sees(
        "Cabai rawit merah Rp45.000/kg",
        "Tidak dikirim: kabar komoditas ini sedang dimatikan.",
        "[Kembali ke datanya]",
    )
    assert await did(town) == [Does.FOUND, Does.SEEN, Does.SEEN]
    about = rina.data("Kembali ke datanya").replace("card", "why")
    slamet.forges(about)
    await slamet.sees("pengelola program")
    assert await did(town) == [Does.FOUND, Does.SEEN, Does.SEEN]
    await speaks_english(rina)
    await rina.says("/data_requests")
    await rina.sees("“id” with the number that Telegram gives them")
    await rina.says(f"id {SLAMET}")
    await rina.taps_when_seen("No. 1")
    await rina.taps_when_seen("Why did news (not) come?")
    await rina.sees("reads when asking why news comes, or does not", "Sent Monday 23 Nov 2026")
    await rina.taps("Back to their data")
    await rina.sees("Data of Slamet Riyadi")


async def test_an_admin_who_buys_does_not_read_of_rivals_by_others(town: Town) -> None:
    """Promise P6: what somebody else was sent would tell a rival's price."""
    await arrived_at_others(town)
    rina = town.person(RINA)
    async with town.storage.transaction() as db:
        admin = await person_of(db, RINA)
        assert admin
        rival = Offtaker(
            name="PT Saingan", regency="35.07", vetting=Vetting.APPROVED, committed_at=clock.now()
        )
        db.add(rival)
        await db.flush()
        seat = OfftakerMember(offtaker_id=rival.id, person_id=admin.id, role=MemberRole.BUYER)
        db.add(seat)
    await looks_for(rina, f"id {SLAMET}")
    await rina.taps_when_seen("No. 1")
    await rina.taps_when_seen("Kenapa kabar (tidak) sampai?")
    assert "45.000" not in await rina.sees("bila bertanya kenapa kabar (tidak) sampai")


async def test_who_has_a_chat_is_found_by_phone_alone_and_told_what_was_done(town: Town) -> None:
    rina, clara = town.person(RINA), town.person(CLARA)
    await speaks_english(rina)
    phone = phone_of(town, clara)
    async with town.storage.transaction() as db:
        row = await person_of(db, CLARA)
        assert row is not None
        row.phone = phone
    await rina.says("/data_requests")
    await rina.sees("Whose data is it about?")
    await rina.says("Clara")
    await rina.sees("Nobody fits", "found by a number only")
    await rina.says(phone.replace("+62", "0"))
    await rina.sees("Who is meant?", "has a chat")
    await rina.taps("No. 1")
    await rina.sees("can do this themselves with /privacy")
    await rina.taps("Stop something …")
    await rina.taps_when_seen("Coaching")
    await rina.sees("It is stopped")
    await clara.expects("An admin has stopped this for you", "Was it not you who asked?")
    await rina.taps("Erase everything …")
    await rina.taps_when_seen("Yes, erase everything")
    await rina.sees("The data is erased")
    await clara.expects("Everything that was kept about you is erased", "an admin was asked to")
    await clara.says("/profile")
    await clara.sees("Which language do you prefer?")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("Xy", "paling sedikit tiga huruf"),
        ("0341 555123", "nomor telepon rumah"),
        ("3507123412340001", "NIK"),
        ("081234567890 atau 081299998888", "Nomor yang mana?"),
        ("Tidak Dikenal", "Tidak ada yang cocok"),
        ("%%%", "dengan huruf atau angka"),
    ],
)
async def test_what_leads_to_nobody_is_answered_and_can_be_said_again(
    town: Town, said: str, answer: str
) -> None:
    rina = town.person(RINA)
    await looks_for(rina, said)
    await rina.sees(answer)
    assert await did(town) == []


async def test_a_button_is_worth_what_its_tapper_may_do_at_that_moment(town: Town) -> None:
    rina, budi, tari = town.person(RINA), town.person(BUDI), town.newcomer("Tari")
    await register_tari(town.person(WAYAN), phone_of(town, tari))
    number, clara, own = [
        await number_of(town, each) for each in ("Tari", "Clara Simanjuntak", "Rina Hartono")
    ]
    for command in ("/permintaan_data", "/catatan_data"):
        await budi.says(command)
        await budi.sees("Hanya pengelola program")
    await budi.says("/start")
    await budi.sees("Mau apa")
    budi.forges(f"rights:erase:{number}:{int(clock.now().timestamp())}")
    await budi.sees("Hanya pengelola program")
    await rina.says("/start")
    await rina.sees("Mau apa")
    for forged in (number, clara, own, 10**12, "x"):
        rina.forges(f"rights:erase:{forged}:{int(clock.now().timestamp())}")
        await rina.sees("cari dulu orangnya")
    await looks_for(rina, "Tari")
    await rina.taps_when_seen("No. 1")
    await rina.taps_when_seen("Hapus semua data …")
    await rina.sees("[Ya, hapus semua]")
    async with town.storage.transaction() as db:
        row = await person_of(db, RINA)
        assert row is not None
        await take_away(db, row.id, Role.ADMIN)
    await rina.taps("Ya, hapus semua")
    await rina.sees("Hanya pengelola program")
    assert await number_of(town, "Tari") == number
    assert Does.ERASED not in await did(town)


async def test_an_erasure_that_was_asked_for_long_ago_is_asked_for_anew(town: Town) -> None:
    rina, tari = town.person(RINA), town.newcomer("Tari")
    await register_tari(town.person(WAYAN), phone_of(town, tari))
    number = await number_of(town, "Tari")
    await looks_for(rina, "Tari")
    await rina.taps_when_seen("No. 1")
    await rina.sees("Data Ibu Tari")
    rina.forges(f"rights:erase:{number}:{int(clock.now().timestamp()) - 3600}")
    await rina.sees("Hapus semua data Ibu Tari?", "[Tidak, biarkan saja]")
    await rina.taps("Tidak, biarkan saja")
    await rina.sees("Data Ibu Tari", "[Beri salinan data]")
    assert await number_of(town, "Tari") == number


async def test_the_copy_is_the_one_that_the_person_would_get(town: Town) -> None:
    rina, tari = town.person(RINA), town.newcomer("Tari")
    phone = phone_of(town, tari)
    await register_tari(town.person(WAYAN), phone)
    await looks_for(rina, "Tari")
    await rina.taps_when_seen("No. 1")
    await rina.taps_when_seen("Beri salinan data")
    await rina.sees("lengkap sampai rinciannya")
    page, data = [content(town, each) for each in documents(rina)]
    assert "Tari" in page
    copied = json.loads(data)
    assert (copied["profile"][0]["name"], copied["profile"][0]["phone"]) == ("Tari", phone)
    assert [each["does"] for each in copied["accesses"]] == ["found", "seen"]
    assert "Rina" not in data


def content(town: Town, document: dict[str, Any]) -> str:
    file = town.playground.files.get(document["file_id"])
    assert file is not None
    return town.playground.files.content(file).decode()


async def test_who_stands_in_a_buyers_list_alone_is_found_and_taken_out_of_it(town: Town) -> None:
    rina = town.person(RINA)
    async with town.storage.transaction() as db:
        buyer = (await db.scalars(select(Offtaker).order_by(Offtaker.id))).first()
        assert buyer
        await suppliers.save(db, buyer.id, [Line("Tutik Rahayu", "+6281299998888", "35.07")])
    await looks_for(rina, "0812 9999 8888")
    await rina.sees("1. Tutik R. · 0812…8888", f"ada di daftar pemasok {buyer.name}")
    await rina.taps("No. 1")
    await rina.sees("Data Tutik Rahayu", "Belum punya akun", "Setiap langkah dicatat")
    await rina.taps("Beri salinan data")
    await rina.sees("Ini semua yang kami simpan tentang Tutik Rahayu")
    await rina.taps("Hapus semua data …")
    await rina.sees("Hapus Tutik Rahayu dari daftar pemasok?")
    await rina.taps("Ya, hapus semua")
    await rina.sees("Sudah dihapus dari semua daftar pemasok")
    assert await did(town) == [Does.FOUND, Does.SEEN, Does.COPIED, Does.ERASED]
    async with town.storage.reading() as db:
        assert not (await db.scalars(select(Supplier))).all()
    await rina.says("/catatan_data")
    await rina.sees("Rina Hartono menghapus no.", "baris daftar pemasok")
