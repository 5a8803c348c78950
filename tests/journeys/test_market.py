"""A buyer is vetted, says a price once, and exactly the right owners hear it."""

from datetime import timedelta

from sqlalchemy import select

from bot import clock
from bot.delivery.models import Outgoing, State
from bot.market.models import Bulletin
from tests.journeys.town import Person, Town

BUDI, RINA = 2001, 4001
#: Example owners of cabai rawit merah: five in East Java, one in Bali; and one of coffee only.
SRI, SLAMET, NI_MADE, YULIANA, CLARA = 1101, 1102, 1103, 1105, 1107


async def publish_in_indonesian(budi: Person, price: str = "45rb/kg") -> None:
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabe rawit merah")
    await budi.sees("Berapa harga belinya?")
    await budi.says(price)
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim dan Bali")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("Jumat")
    await budi.sees("Ada syarat lain?")
    await budi.says("terima di gudang Pare <lunas> & dibayar 3 hari")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")


async def confirms(budi: Person) -> None:
    """Yes to the summary, and then to the dry run."""
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.taps_when_seen("Kabarkan sekarang")


async def test_a_price_reaches_the_owners_it_concerns_in_their_own_language(town: Town) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await budi.sees(
        "Sudah benar? Belum dikirim",
        "Rp45.000 per kg",
        "Jawa Timur dan Bali",
        "Dikirim ke 5 orang",
    )
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    for owner in (SRI, SLAMET, NI_MADE):
        await town.person(owner).expects(
            "Cabai rawit merah Rp45.000/kg",
            "Pembeli: PT Sambal Nusantara",
            "terima di gudang Pare <lunas>, dibayar 3 hari",
            "Berlaku sampai Jumat, 27 Nov 2026.",
        )
    await town.person(CLARA).expects(
        "Red bird's eye chili Rp45,000/kg", "Valid until Friday 27 Nov 2026."
    )
    assert not town.person(YULIANA).has_seen("Cabai rawit merah")


async def test_the_last_day_is_the_buyers_wherever_it_is_read(town: Town) -> None:
    budi, ni_made = town.person(BUDI), town.person(NI_MADE)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await ni_made.expects("Berlaku sampai Jumat, 27 Nov 2026.")
    await ni_made.says("/harga")
    await ni_made.sees("Harga untuk hasil usaha", "Berlaku sampai Jumat, 27 Nov 2026.")


async def test_the_buyer_sees_the_ledger_fill_in_place(town: Town) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.", "Menunggu dikirim: 5")
    await town.settled()
    await budi.taps("Perbarui")
    await budi.sees("Terkirim: 5", "Menunggu dikirim: 0")
    assert sum("Dikabarkan" in message.get("text", "") for message in budi.messages()) == 1


async def test_a_part_of_fewer_than_five_cannot_be_computed(town: Town) -> None:
    town.playground.block(SLAMET)
    await town.settled()
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    seen = await budi.sees("Dikabarkan ke 5 orang.", "Rincian tampil kalau jumlah")
    assert "Terkirim" not in seen


async def test_the_ledger_sums_and_says_why(town: Town) -> None:
    town.playground.block(SLAMET)
    await town.settled()
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke")
    await town.settled()
    async with town.storage.reading() as db:
        bulletin = (await db.scalars(select(Bulletin).order_by(Bulletin.id.desc()).limit(1))).one()
        rows = (await db.scalars(select(Outgoing).where(Outgoing.bulletin_id == bulletin.id))).all()
    assert bulletin.targeted == len(rows) == 5
    assert sorted(row.state for row in rows) == [State.SENT] * 4 + [State.SUPPRESSED]
    assert [row.reason for row in rows if row.state != State.SENT] == ["blocked the bot"]
    for owner in (SRI, NI_MADE, CLARA):
        assert len(town.playground.received.sends(owner)) == 1


async def test_nobody_is_messaged_in_their_own_night(town: Town) -> None:
    clock.move(timedelta(hours=9, minutes=30))  # 19.30 in Malang, 20.30 in Bali
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Pada jam tenang tidak ada yang dikirimi pesan")
    await town.person(SRI).expects("Cabai rawit merah")
    await town.settled()
    assert not town.person(NI_MADE).has_seen("Cabai rawit merah")
    clock.move(timedelta(hours=11, minutes=30))  # 08.00 in Bali
    await town.person(NI_MADE).expects("Cabai rawit merah")


async def test_a_need_is_published_in_english_and_looked_up(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/language")
    await budi.taps_when_seen("English")
    await budi.sees("From now on we write to you in English.")
    await budi.says("/publish")
    await budi.taps_when_seen("Something I look for")
    await budi.sees("Which commodity?")
    await budi.says("coffee")
    await budi.sees("“coffee” can be several things. Which one?")
    await budi.taps("Arabica coffee, green bean")
    await budi.sees("How much do you look for?")
    await budi.says("2,5 ton")
    await budi.sees("What would you pay?")
    await budi.taps("Skip")
    await budi.sees("For producers in which provinces")
    await budi.taps("All of Indonesia")
    await budi.sees("Until which day does it hold?")
    await budi.says("in 2 weeks")
    await budi.sees("On which days should the goods come?")
    await budi.taps("Skip")
    await budi.sees("Any other terms?")
    await budi.taps("Skip")
    await budi.sees("Would you like to add a photo or a PDF?")
    await budi.taps("Skip")
    await budi.sees("Is this right?", "2,500 kg", "It goes to fewer than 5 people.")
    await budi.taps("Yes, that is right")
    await budi.taps_when_seen("Send it now")
    await budi.sees("Published to fewer than 5 people.")
    yuliana = town.person(YULIANA)
    await yuliana.expects("Dicari: 2.500 kg Kopi arabika biji hijau")
    await yuliana.says("/kebutuhan")
    await yuliana.sees("sedang dicari pembeli", "Dicari: 2.500 kg Kopi arabika biji hijau")


async def test_an_admin_decides_who_publishes(town: Town) -> None:
    dewi, rina = town.newcomer("Dewi"), town.person(RINA)
    await dewi.says("/start")
    for answer in ("Bahasa Indonesia", "Boleh"):
        await dewi.taps_when_seen(answer)
    await dewi.sees("Siapa nama")
    await dewi.says("Bu Dewi Sartika")
    await dewi.taps_when_seen("Saya pembeli")
    await dewi.sees("Di kabupaten atau kota mana?")
    await dewi.says("surabaya")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Apa nama perusahaannya?")
    await dewi.says("PT Kopi & Co")
    for question in ("NIB", "Siapa yang bisa dihubungi", "Nomor HP mana"):
        await dewi.sees(question)
        await dewi.says("lewati")
    await dewi.sees("membeli apa?")
    await dewi.says("kopi robusta")
    await dewi.sees("dari provinsi atau kabupaten/kota mana?")
    await dewi.says("Jatim")
    await dewi.sees("Janji 1 dari 4")
    await dewi.says("ya")
    await dewi.taps_when_seen("Paling lama 7 hari")
    for number in (3, 4):
        await dewi.sees(f"Janji {number} dari 4")
        await dewi.says("ya")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Admin sedang memeriksa pendaftaran PT Kopi & Co")
    await dewi.says("/terbitkan")
    await dewi.sees("Hanya pembeli yang sudah disetujui")
    await rina.expects("Ada pembeli yang minta disetujui", "PT Kopi & Co", "Dewi Sartika")
    await rina.taps("Setujui")
    await rina.sees("PT Kopi & Co disetujui")
    await dewi.expects("Kabar baik: PT Kopi & Co sudah disetujui")
    await dewi.taps("Kabarkan harga/kebutuhan")
    await dewi.sees("Mau mengabarkan apa?")


async def test_a_buyer_who_corrects_their_name_still_publishes(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/profil")
    await budi.sees("PT Sambal Nusantara: disetujui")
    await budi.taps("✎ Data saya")
    await budi.taps_when_seen("Nama")
    await budi.sees("Siapa nama")
    await budi.says("Pak Budi S.")
    await budi.sees("sudah disimpan", "Bapak Budi S.", "PT Sambal Nusantara: disetujui")
    await budi.says("/terbitkan")
    await budi.sees("Kabarkan lagi salah satunya, atau yang baru?")


async def test_only_an_admin_can_decide_whatever_a_button_says(town: Town) -> None:
    siti, slamet = town.person(SRI), town.person(SLAMET)
    await siti.says("/harga")
    await siti.sees("[Yang dicari pembeli]")
    siti.forges("vet:approve:1")
    await siti.sees("Hanya pengelola program yang bisa melakukan ini.")
    await slamet.says("/terbitkan")
    await slamet.sees("Hanya pembeli yang sudah disetujui")


async def test_what_does_not_fit_is_explained_and_nothing_is_lost(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabai")
    await budi.sees("“cabai” ada beberapa macam", "[Cabai merah keriting]")
    await budi.taps("Cabai rawit merah")
    await budi.sees("Berapa harga belinya?")
    for answer in ("murah", "10rb-12rb/kg", "0", "-5000", "17 juta per ekor", "9" * 400):
        await budi.says(answer)
        await budi.sees("Berapa harga belinya?")
    await budi.says("12.5")
    await budi.sees("Maksudnya Rp12.500 per kg?", "[Ya] [Bukan]")
    await budi.taps("Bukan")
    await budi.sees("Silakan tulis dengan kata lain", "Berapa harga belinya?")
    await budi.says("12.5")
    await budi.sees("Maksudnya Rp12.500 per kg?")
    await budi.says("iya")
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim, Atlantis")
    await budi.sees("Kami belum mengenal daerah “Atlantis”")
    await budi.says("Bali")
    await budi.sees("Berlaku sampai hari apa?")
    for answer in ("kemarin", "31 November", "kapan-kapan"):
        await budi.says(answer)
        await budi.sees("Berlaku sampai hari apa?")
    await budi.says("besok")
    await budi.taps_when_seen("Lewati")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")
    await budi.sees("Sudah benar? Belum dikirim", "Rp12.500 per kg", "Jawa Timur dan Bali")


async def test_an_owner_who_withdraws_consent_gets_no_more_price_news(town: Town) -> None:
    sri, budi = town.person(SRI), town.person(BUDI)
    await sri.says("/privasi")
    await sri.taps_when_seen("Hentikan sesuatu …")
    await sri.taps_when_seen("Hentikan kabar harga")
    await sri.sees("tidak dikirim lagi")
    await sri.taps("Hentikan kabar harga")
    await sri.sees("[Kirimi saya kabar harga]")
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke kurang dari 5 orang.")
    await town.settled()
    assert not sri.has_seen("Cabai rawit merah")
