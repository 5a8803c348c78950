"""A buyer's news comes with a photo or a PDF: shown beforehand, one message, changed in place."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import clock
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.market.models import Bulletin
from tests.journeys.test_announcing import never_published_before
from tests.journeys.test_living_bulletins import opened
from tests.journeys.test_market import BUDI, CLARA, NI_MADE, RINA, SLAMET, SRI, confirms
from tests.journeys.test_prices import paid
from tests.journeys.town import Person, Town

LINE = "harga cabai rawit merah 45rb/kg Jatim dan Bali sampai jumat"
NEWS, IN_ENGLISH = "Cabai rawit merah Rp45.000/kg", "Red bird's eye chili Rp45,000/kg"
SUMMARY = "Sudah benar? Belum dikirim"
PDF = b"%PDF-1.4 harga"
NEWEST = select(func.max(Bulletin.id))


async def announces(budi: Person, kind: str = "photo") -> None:
    """In one message: a photo or a PDF with the line under it."""
    content, name = (PDF, "harga.pdf") if kind == "document" else (None, "")
    budi.sends(kind, content, name, LINE)
    await budi.sees(SUMMARY)


def has(person: Person, kind: str, text: str) -> list[dict[str, Any]]:
    """What the bot sent them with such a file, and this text below it."""
    own = [each for each in person.messages() if each["from"]["is_bot"]]
    return [each for each in own if kind in each and text in each.get("caption", "")]


def told(person: Person, text: str) -> list[dict[str, Any]]:
    """Every message of the bot's that says so."""
    own = [each for each in person.messages() if each["from"]["is_bot"]]
    return [each for each in own if text in str(each.get("text") or each.get("caption"))]


async def test_a_photo_with_a_line_under_it_is_an_announcement(town: Town) -> None:
    budi, sri, clara = town.person(BUDI), town.person(SRI), town.person(CLARA)
    await clara.says("low data")
    await clara.sees("To save data")
    await announces(budi)
    await budi.sees("Foto atau PDF: foto", "Rp45.000 per kg")
    await budi.taps("Ya, sudah benar")
    await budi.sees("Disertai foto, dalam satu pesan.")
    assert len(has(budi, "photo", NEWS)) == 1, "its author sees how it will look"
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 5 orang.")
    for owner in (SRI, SLAMET, NI_MADE):
        await town.person(owner).expects(NEWS)
    await clara.expects(IN_ENGLISH)
    await town.settled()
    (photo,) = has(sri, "photo", NEWS)
    assert len(told(sri, NEWS)) == 1, "one row is one message"
    assert [each["text"] for each in photo["reply_markup"]["inline_keyboard"][0]][:1] == [
        "Bisa setor"
    ]
    # Who saves data gets the text, and the photo when they ask for it.
    assert not has(clara, "photo", IN_ENGLISH)
    await clara.taps("See the photo")
    await clara.sees(IN_ENGLISH)
    assert len(has(clara, "photo", IN_ENGLISH)) == 1
    # What is corrected changes where it stands: below the photo, and in the text.
    await opened(budi)
    await budi.taps_when_seen("Ubah harga")
    await budi.sees("Berapa harga belinya?")
    await budi.says("44rb")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects("Diperbarui", "Rp44.000/kg")
    await clara.expects("Updated", "Rp44,000/kg")
    await town.settled()
    (changed,) = has(sri, "photo", "Rp44.000/kg")
    assert changed["message_id"] == photo["message_id"]
    assert town.playground.received.methods["editMessageCaption"] >= 3
    assert not has(clara, "photo", "Rp44,000/kg")
    assert town.playground.received.methods["getFile"] == 0
    async with town.storage.reading() as db:
        account = await ledger(db, (await db.scalars(NEWEST)).one())
    assert account.states == {State.SENT: 5}


async def test_the_form_asks_and_the_dry_run_replaces_and_removes(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await budi.says("/publish")
    await budi.taps_when_seen("Harga beli saya")
    for question, said in (
        ("Komoditas apa?", "cabe rawit merah"),
        ("Berapa harga belinya?", "45rb/kg"),
        ("Untuk pemilik usaha di provinsi", "Jatim dan Bali"),
        ("Berlaku sampai hari apa?", "Jumat"),
        ("Ada syarat lain?", "grade A"),
    ):
        await budi.sees(question)
        await budi.says(said)
    await budi.sees("Mau disertai foto atau PDF?")
    town.playground.album(BUDI, 3)
    await budi.sees("Yang dikirim beberapa sekaligus")
    for kind, content, name, sentence in (
        ("sticker", None, "", "satu foto atau satu PDF"),
        ("document", b"", "kosong.pdf", "File ini kosong"),
        ("document", b"x", "harga.docx", "satu foto atau satu PDF"),
        ("document", b"x", "kopi.jpg", "sebagai foto, bukan sebagai file"),
        ("document", b"x" * (10 * 2**20 + 1), "besar.pdf", "lebih dari 10 MB"),
    ):
        budi.sends(kind, content, name)
        await budi.sees(sentence, "Mau disertai foto atau PDF?")
    town.playground._post(BUDI, {"video": {"file_id": "v", "duration": 9, "file_size": 60 * 2**20}})
    await budi.sees("Video belum bisa disertakan", "Mau disertai foto atau PDF?")
    await budi.says("nanti saya kirim")
    await budi.sees("satu foto atau satu PDF", "Mau disertai foto atau PDF?")
    budi.sends("document", PDF, "harga.pdf")
    await budi.sees(SUMMARY, "Foto atau PDF: harga.pdf")
    await budi.taps("Ya, sudah benar")
    await budi.sees("Disertai dokumen harga.pdf, dalam satu pesan.", "[Lihat dokumen]")
    await budi.taps("Ganti lampiran …")
    await budi.sees("Sekarang: harga.pdf")
    await budi.taps("‹ Kembali")
    await budi.sees("Tidak ada yang berubah. Yang tampil di atas masih berlaku.")
    await budi.taps("Ganti lampiran …")
    await budi.sees("Sekarang: harga.pdf")
    budi.sends("photo")
    await budi.sees("Disertai foto, dalam satu pesan.")
    await budi.taps("Hapus lampiran")
    await budi.sees("[Tambah foto atau PDF …]")
    assert "Disertai" not in told(budi, "Beginilah nanti")[-1]["text"]
    budi.tap_old("Lihat dokumen")
    await budi.sees("Kabar ini tidak disertai foto atau dokumen.")
    await budi.taps("Tambah foto atau PDF …")
    await budi.sees("Silakan kirim satu foto atau satu PDF")
    budi.sends("document", PDF, "harga.pdf")
    await budi.sees("Disertai dokumen harga.pdf")
    await budi.taps("Kabarkan sekarang")
    await sri.expects(NEWS)
    await town.settled()
    (paper,) = has(sri, "document", NEWS)
    assert paper["document"]["file_name"] == "harga.pdf"


async def test_a_photo_is_taken_whichever_question_is_open(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    budi.sends("photo", caption="cabe rawit merah")
    await budi.sees("Berapa harga belinya?")
    budi.sends("document", PDF, "harga.pdf")
    await budi.sees("Lampirannya sudah ditambahkan.", "Berapa harga belinya?")
    budi.sends("sticker")
    await budi.sees("Terima kasih stikernya", "Berapa harga belinya?")
    await budi.says("batal")
    await budi.sees("Dibatalkan")
    await budi.says(LINE)
    await budi.sees(SUMMARY, "Foto atau PDF: –")
    budi.sends("photo")
    await budi.sees("Lampirannya sudah ditambahkan.", SUMMARY, "Foto atau PDF: foto")
    await confirms(budi)
    await sri.expects(NEWS)
    await town.settled()
    assert len(has(sri, "photo", NEWS)) == 1


async def test_a_photo_of_anybody_else_is_answered_as_before(town: Town) -> None:
    sri, budi = town.person(SRI), town.person(BUDI)
    sri.sends("photo", caption=LINE)
    await sri.sees("Terima kasih. Kami sendiri tidak bisa melihatnya")
    budi.sends("photo", caption="gudang baru")
    await budi.sees("Foto atau PDF bisa disertakan di kabar Bapak/Ibu", "misalnya: harga kopi")
    assert not budi.has_seen(SUMMARY)


async def test_several_photos_with_a_line_publish_the_line_and_ask_for_one(town: Town) -> None:
    budi = town.person(BUDI)
    town.playground.album(BUDI, 3, caption=LINE)
    await budi.sees("Yang dikirim beberapa sekaligus", SUMMARY, "Foto atau PDF: –")
    await town.settled()
    assert len(told(budi, SUMMARY)) == 1


async def test_a_photo_that_telegram_lost_goes_out_as_text(town: Town) -> None:
    budi, sri, clara = town.person(BUDI), town.person(SRI), town.person(CLARA)
    await clara.says("save data")
    await clara.sees("To save data")
    await announces(budi)
    await budi.taps("Ya, sudah benar")
    await budi.sees("Disertai foto")
    town.playground.files._known.clear()
    await budi.taps("Kabarkan sekarang")
    await sri.expects(NEWS)
    await clara.expects(IN_ENGLISH)
    await town.settled()
    assert len(told(sri, NEWS)) == 1
    assert not has(sri, "photo", NEWS)
    await clara.taps("See the photo")
    await clara.sees("Telegram does not give this photo any more.")
    async with town.storage.reading() as db:
        account = await ledger(db, (await db.scalars(NEWEST)).one())
    assert account.states == {State.SENT: 5}


async def test_gathered_news_brings_the_photo_by_a_button(town: Town) -> None:
    budi, sri = town.person(BUDI), town.person(SRI)
    await sri.says("sehari sekali")
    await sri.sees("Sehari sekali, dikumpulkan")
    await announces(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    await budi.says("cari 5 ton cabai rawit merah jatim sampai jumat")
    await budi.sees(SUMMARY)
    await confirms(budi)
    await town.person(NI_MADE).expects(NEWS)
    await town.settled()
    clock.move(timedelta(hours=22, minutes=5))  # Tuesday, just after eight
    await sri.expects("Kabar untuk Bapak/Ibu: 2", f"1. {NEWS}")
    await sri.taps("1. Lihat foto")
    await sri.sees(NEWS)
    assert len(has(sri, "photo", NEWS)) == 1


async def test_an_admin_sees_what_they_confirm(town: Town) -> None:
    await never_published_before(town)
    budi, rina, sri = town.person(BUDI), town.person(RINA), town.person(SRI)
    await announces(budi)
    await confirms(budi)
    await budi.sees("Menunggu pengelola program", "[Lihat foto]")
    await rina.expects("Disertai foto, dalam satu pesan.")
    await rina.taps("Lihat foto")
    await rina.sees(NEWS)
    assert len(has(rina, "photo", NEWS)) == 1
    await rina.taps("Ya, boleh dikabarkan")
    await sri.expects(NEWS)
    await town.settled()
    assert len(has(sri, "photo", NEWS)) == 1


async def test_who_opens_a_link_to_the_news_can_see_the_photo_in_their_language(town: Town) -> None:
    budi, daeng, clara = town.person(BUDI), town.person(1104), town.person(CLARA)
    await announces(budi)
    await confirms(budi)
    await clara.expects(IN_ENGLISH)
    async with town.storage.reading() as db:
        newest = (await db.scalars(NEWEST)).one()
    for person, text, button in ((daeng, NEWS, "Lihat foto"), (clara, IN_ENGLISH, "See the photo")):
        person.opens(f"b{newest}")
        await person.taps_when_seen(button)
        await person.sees(text)
    await town.settled()
    assert len(has(daeng, "photo", NEWS)) == 1
    siti = town.newcomer("Siti")
    siti.opens(f"b{newest}")
    await siti.sees(NEWS)
    assert not any("foto" in str(each.get("reply_markup")) for each in siti.messages())


@pytest.mark.parametrize("number", ["0", "999999999999999999", "x", ""])
async def test_a_forged_button_brings_nothing(town: Town, number: str) -> None:
    sri = town.person(SRI)
    await sri.says("/langganan")
    await sri.sees("[Atur cara kirim kabar]")
    sri.forges(f"see:{number}")
    await sri.sees("Kabar di tautan ini tidak ditemukan")


async def test_no_buyer_sees_a_rivals_price_list(town: Town) -> None:
    """A photo of a price list tells as much as a price (promise P6)."""
    budi = town.person(BUDI)
    await announces(budi)
    await confirms(budi)
    await town.settled()
    await paid(town, "CV Pedas", 42_000)
    async with town.storage.transaction() as db:
        newest = (await db.scalars(NEWEST)).one()
        rival = await db.get_one(Bulletin, newest)
        rival.enclosure = {"kind": "photo", "file_id": "a", "name": ""}
    await budi.says("/siaran")
    await budi.sees("Kabar yang masih berlaku")
    budi.forges(f"see:{newest}")
    await budi.sees("tidak dapat melihat harga pembeli lain")
    async with town.storage.reading() as db:
        waiting = select(Outgoing.id).where(Outgoing.kind == "enclosure_shown")
        assert len((await db.scalars(waiting)).all()) == 1, "the one of their own dry run"


async def test_what_was_withdrawn_keeps_its_photo_and_brings_it_to_nobody_else(town: Town) -> None:
    budi, sri, clara = town.person(BUDI), town.person(SRI), town.person(CLARA)
    await clara.says("save data")
    await clara.sees("To save data")
    await announces(budi)
    await confirms(budi)
    await sri.expects(NEWS)
    await clara.expects(IN_ENGLISH)
    await town.settled()
    data = clara.data("See the photo")
    await opened(budi)
    await budi.taps_when_seen("Tarik kabar ini")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects("Ditarik", NEWS)
    await clara.expects("Withdrawn", IN_ENGLISH)
    await town.settled()
    assert len(has(sri, "photo", "Ditarik")) == 1
    assert "See the photo" not in clara.buttons()
    clara.forges(data)
    await clara.sees("This news is not true any more.")
