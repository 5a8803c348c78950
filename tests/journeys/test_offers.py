"""“Bisa setor”: an owner offers, the buyer decides, and who answered is told of what gets worse."""

import asyncio
from datetime import timedelta

from sqlalchemy import func, select, update

from bot import clock
from bot.market.models import Bulletin
from bot.partnerships.models import Offtaker
from tests.journeys.test_living_bulletins import CHILI, arrived, opened, reprice
from tests.journeys.test_market import BUDI, CLARA, SLAMET, SRI
from tests.journeys.test_prices import paid
from tests.journeys.town import PATIENCE, Person, Town


async def offer(owner: Person, amount: str = "2 kuintal") -> None:
    await owner.taps("Bisa setor")
    await owner.sees("Bisa setor berapa?", "Pembeli: PT Sambal Nusantara")
    await owner.says(amount)


async def sent(town: Town, person: int = SRI, amount: str = "2 kuintal") -> Person:
    owner = town.person(person)
    await offer(owner, amount)
    await owner.sees("Kirim tawaran ini?", "200 kg", "Ini belum jadi perjanjian.")
    await owner.taps("Ya, sudah benar")
    await owner.sees("Tawaran sudah disampaikan ke PT Sambal Nusantara", "Rp45.000/kg")
    return owner


async def test_an_owner_offers_in_two_answers_and_the_buyer_accepts(town: Town) -> None:
    budi = await arrived(town)
    sri = await sent(town)
    await budi.expects("Ada tawaran baru untuk: Cabai rawit merah Rp45.000/kg")
    await budi.taps("Lihat tawaran")
    await budi.sees(
        "Ditawarkan: 200 kg", "Kabupaten Malang, Jawa Timur: 200 kg", "[Sri Wahyuni: 200 kg]"
    )
    await budi.taps("Sri Wahyuni: 200 kg")
    await budi.sees("pemilik usaha mendapat kontak perusahaan", "[Terima] [Tolak …]")
    await budi.taps("Terima")
    await budi.sees("Tawaran ini diterima.")
    contact = "Kontak: Budi Santoso, 0812-0000-2001"
    accepted = "PT Sambal Nusantara menerima tawaran ini."
    await sri.expects(accepted, "200 kg Cabai rawit merah, Rp45.000/kg", contact)
    await sri.says("/tawaran")
    await sri.sees("Rp45.000/kg ke PT Sambal Nusantara: diterima", contact)


async def test_of_a_company_without_a_number_nobody_says_that_it_was_passed_on(town: Town) -> None:
    budi = await arrived(town)
    await without_number(town)
    sri = await sent(town)
    await budi.expects("Ada tawaran baru")
    await budi.taps("Lihat tawaran")
    await budi.taps_when_seen("Sri Wahyuni: 200 kg")
    await budi.sees("perusahaan belum punya nomor kontak di Mitra", "[Tambah nomor perusahaan]")
    await budi.taps_when_seen("Terima")
    seen = await budi.sees("Tawaran ini diterima.", "perusahaan belum punya nomor kontak di Mitra")
    assert "sudah kami kirim" not in seen
    await sri.expects("menerima tawaran ini.", "Rp45.000/kg", "belum punya nomor di Mitra")
    await budi.taps("Tambah nomor perusahaan")
    await budi.taps_when_seen("✎ Nomor HP")
    await budi.says("081234567890")
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("Data PT Sambal Nusantara sudah diperbarui.")
    await sri.says("/tawaran")
    await sri.sees("diterima", "Kontak: Budi Santoso, 0812-3456-7890")


async def without_number(town: Town) -> None:
    async with town.storage.transaction() as db:
        await db.execute(update(Offtaker).values(contact_phone=None))


async def test_what_is_offered_grows_on_the_buyers_own_message(town: Town) -> None:
    budi = await arrived(town)
    sri = await sent(town)
    clock.move(timedelta(minutes=1))
    await budi.expects("Dikabarkan ke 5 orang.", "Ditawarkan: 200 kg", "Kabupaten Malang")
    await sri.says("/tawaran")
    await sri.taps_when_seen("Tarik: 200 kg Cabai rawit merah")
    await sri.sees("ditarik")
    clock.move(timedelta(minutes=1))
    gone = town.playground.until(lambda: not budi.has_seen("Ditawarkan: 200 kg"))
    await asyncio.wait_for(gone, PATIENCE)


async def test_sacks_are_weighed_once(town: Town) -> None:
    await arrived(town)
    sri = town.person(SRI)
    await offer(sri, "5 karung")
    await sri.sees("Satu karung isinya berapa kilogram?")
    await sri.says("banyak")
    await sri.sees("Tolong tulis beratnya")
    await sri.says("kira-kira 40 kilo")
    await sri.sees("Kirim tawaran ini?", "200 kg")
    await sri.taps("Ya, sudah benar")
    await sri.sees("Tawaran sudah disampaikan")
    await sri.says("/tawaran")
    await sri.taps_when_seen("Tarik: 200 kg Cabai rawit merah")
    await sri.sees("ditarik")
    sri.tap_old("Bisa setor")
    await sri.sees("Bisa setor berapa?")
    await sri.says("3 karung")
    await sri.sees("Kirim tawaran ini?", "120 kg")


async def test_the_buyer_declines_with_a_reason_and_the_owner_offers_anew(town: Town) -> None:
    budi = await arrived(town)
    sri = await sent(town)
    await budi.expects("Ada tawaran baru")
    await budi.says("/tawaran")
    await budi.sees("Tawaran yang masuk", "1 menunggu jawaban")
    await budi.taps(CHILI)
    await budi.taps_when_seen("Sri Wahyuni: 200 kg")
    await budi.taps_when_seen("Tolak …")
    await budi.sees("Kenapa belum bisa?")
    await budi.says("minggu ini sudah penuh")
    await budi.sees("Tawaran ini ditolak.")
    await sri.expects("belum bisa menerima tawaran ini", "Pesan pembeli: minggu ini sudah penuh")
    await budi.taps("Terima")  # of the card that stands above
    await budi.sees("Tawaran ini ditolak.")
    await offer(sri, "1 kw")
    await sri.sees("Kirim tawaran ini?", "100 kg")


async def test_an_owner_takes_an_offer_back_before_the_buyer_decides(town: Town) -> None:
    budi = await arrived(town)
    sri = await sent(town)
    await sri.taps("Bisa setor")
    await sri.sees("Tawaran untuk kabar ini sudah ada di pembeli.")
    await sri.taps("Tawaran saya")
    await sri.taps_when_seen("Tarik: 200 kg Cabai rawit merah")
    await sri.sees("200 kg Cabai rawit merah, Rp45.000/kg ke PT Sambal Nusantara: ditarik")
    await budi.says("/tawaran")
    await budi.sees("Belum ada yang menawarkan.")


async def test_a_fall_is_told_aloud_to_who_answered_and_the_offer_keeps_its_price(
    town: Town,
) -> None:
    budi = await arrived(town)
    sri, slamet, clara = await sent(town), town.person(SLAMET), town.person(CLARA)
    await clara.taps("I can supply")
    await clara.sees("How much can you supply?", "Buyer: PT Sambal Nusantara")
    await town.settled()
    await opened(budi)
    await reprice(budi, "40rb/kg")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects("Harga dari PT Sambal Nusantara turun:", "Rp40.000/kg")
    await sri.expects("Harga di tawaran yang sudah dikirim tetap Rp45.000/kg")
    await clara.expects("The price of PT Sambal Nusantara has fallen:", "Before: Rp45,000/kg")
    # The question that was open is about a price that does not hold: nothing is promised by it.
    await clara.says("100 kg")
    await clara.taps_when_seen("Yes, that is right")
    await clara.sees("The buyer has changed this meanwhile, so nothing was sent.")
    await clara.taps("I can supply")
    await clara.sees("How much can you supply?", "Rp40,000/kg")
    await town.settled()
    assert not slamet.has_seen("turun")


async def test_a_withdrawal_is_told_aloud_and_nothing_can_be_offered_any_more(town: Town) -> None:
    budi = await arrived(town)
    sri, slamet = await sent(town), town.person(SLAMET)
    await opened(budi)
    await budi.taps("Tarik kabar ini")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects("PT Sambal Nusantara menarik kabar ini:", "tetap Rp45.000/kg")
    async with town.storage.reading() as db:
        withdrawn = (await db.scalars(select(func.max(Bulletin.id)))).one()
    slamet.forges(f"offer:make:{withdrawn}")
    await slamet.sees("tidak berlaku")
    await town.settled()
    assert not slamet.has_seen("menarik kabar ini")


async def test_a_buyer_who_forges_a_tap_is_told_no_price_of_another_buyer(town: Town) -> None:
    await paid(town, "CV Pedas", 42_000)
    budi = town.person(BUDI)
    async with town.storage.reading() as db:
        theirs = (await db.scalars(select(func.max(Bulletin.id)))).one()
    await budi.says("/mulai")
    await budi.sees("[Harga hari ini]")
    budi.forges(f"offer:make:{theirs}")
    seen = await budi.sees("tidak dapat melihat harga pembeli lain")
    assert "42.000" not in seen


async def test_whoever_is_not_meant_is_answered_and_nothing_is_told_or_decided(town: Town) -> None:
    budi = await arrived(town)
    await sent(town)
    slamet = town.person(SLAMET)
    for forged in ("offer:see:1", "offer:accept:1", "offer:decline:1", "offer:list:1"):
        slamet.forges(forged)
        await slamet.sees("Hanya pembeli yang sudah disetujui")
    slamet.forges("offer:withdraw:1")
    await slamet.sees("Data ini sudah tidak ada.")
    for odd in ("offer:make:", "offer:make:999", "offer:", "offer:see:x"):
        slamet.forges(odd)
    await town.settled()
    await budi.says("/tawaran")
    await budi.sees("1 menunggu jawaban")
    assert budi.id == BUDI


async def test_a_business_that_closes_offers_nothing_and_the_help_knows_where_to_look(
    town: Town,
) -> None:
    budi = await arrived(town)
    sri = await sent(town)
    await sri.says("/bantuan")
    await sri.sees("/tawaran", "/langganan")
    await sri.says("/usaha")
    await sri.taps_when_seen("Tutup Kebun Bu Sri")
    await sri.taps_when_seen("Ya, tutup")
    await town.settled()
    await budi.says("/tawaran")
    await budi.sees("Belum ada yang menawarkan.")
