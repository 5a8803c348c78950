"""Between the yes and the sending: what it will do is shown, an admin may be asked, it can wait."""

from datetime import timedelta

from sqlalchemy import func, select, update

from bot import clock
from bot.market.models import Bulletin, LiveAccount
from bot.market.planned import PlannedBulletin
from bot.partnerships.models import Offtaker
from bot.people import roles
from bot.people.models import Role
from tests.journeys.test_market import BUDI, NI_MADE, RINA, SRI, publish_in_indonesian
from tests.journeys.town import Person, Town

CHILI = "Cabai rawit merah Rp45.000/kg"


async def dry_run(town: Town) -> Person:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("Belum dikabarkan")
    return budi


async def published(town: Town) -> int:
    """How many bulletins Budi has published in this story."""
    async with town.storage.reading() as db:
        query = select(func.count()).select_from(Bulletin).where(Bulletin.ended_at.is_(None))
        return (await db.scalars(query.where(Bulletin.commodity == "cabai-rawit-merah"))).one() - 1


async def never_published_before(town: Town) -> None:
    async with town.storage.transaction() as db:
        other = select(Offtaker.id).where(Offtaker.name != "PT Sambal Nusantara").limit(1)
        await db.execute(
            update(Bulletin)
            .where(Bulletin.commodity == "bawang-putih")
            .values(offtaker_id=other.scalar_subquery())
        )


async def another_admin(town: Town) -> Person:
    agus = town.person(1106)
    async with town.storage.transaction() as db:
        number = await roles.person_id_of(db, agus.id)
        await roles.grant(db, number, Role.ADMIN)
    return agus


async def test_a_dry_run_shows_what_will_happen_and_a_second_tap_does_nothing(town: Town) -> None:
    budi = await dry_run(town)
    await budi.sees(
        "Dikirim ke 5 orang",
        "Yang terakhir menerimanya kira-kira Senin, 23 Nov 2026 pukul 10.",
        "Dalam bahasa Indonesia:\nCabai rawit merah Rp45.000/kg\nPembeli: PT Sambal Nusantara",
        "Dalam bahasa Inggris:\nRed bird's eye chili Rp45,000/kg",
    )
    assert not town.person(SRI).has_seen(CHILI)
    send = budi.data("Kabarkan sekarang")
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan", "Dikabarkan ke 5 orang.")
    budi.forges(send)
    await budi.sees("Sudah dikabarkan")
    await town.settled()
    assert await published(town) == 1
    assert len(town.playground.received.sends(SRI)) == 1


async def test_what_is_dropped_or_changed_goes_to_nobody(town: Town) -> None:
    budi = await dry_run(town)
    await budi.taps("Ubah")
    await budi.sees("Sudah benar? Belum dikirim", "Rp45.000 per kg")
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.taps_when_seen("Batal")
    await budi.sees("Tidak jadi dikabarkan")
    budi.forges("draft:now:1")
    await budi.sees("Tidak jadi dikabarkan")
    budi.forges("draft:now:99")
    await budi.sees("sudah tidak disimpan")
    assert await published(town) == 0


async def test_where_nobody_makes_it_the_way_out_is_offered(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/language")
    await budi.taps_when_seen("English")
    await budi.sees("From now on")
    await budi.says("/publish")
    await budi.taps_when_seen("A price I pay")
    for question, said in (
        ("Which commodity?", "cabai rawit merah"),
        ("What do you pay?", "45rb/kg"),
        ("For producers in which", "Kota Surabaya"),
        ("Until which day", "friday"),
    ):
        await budi.sees(question)
        await budi.says(said)
    await budi.taps_when_seen("Skip")
    await budi.sees("Would you like to add a photo or a PDF?")
    await budi.taps("Skip")
    await budi.taps_when_seen("Yes, that is right")
    await budi.sees(
        "Nobody in Kota Surabaya, Jawa Timur makes Red bird's eye chili",
        "[Publish it all the same]",
    )
    await budi.taps_when_seen("Jawa Timur: fewer than 5 people")
    await budi.sees("Not sent yet", "It goes to fewer than 5 people.")
    await budi.taps("Send it now")
    await budi.sees("Sent off.", "Published to fewer than 5 people.")
    await town.person(SRI).expects(CHILI)


async def test_a_first_bulletin_waits_for_an_admin_who_says_yes(town: Town) -> None:
    await never_published_before(town)
    budi, rina = await dry_run(town), town.person(RINA)
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Menunggu pengelola program sejak Senin, 23 Nov 2026 pukul 10.")
    await rina.expects("PT Sambal Nusantara menunggu persetujuan", CHILI, "5 orang di Jawa Timur")
    assert await published(town) == 0
    await budi.says("/siaran")
    await budi.sees("Belum dikabarkan:", f"{CHILI}: menunggu pengelola program")
    await rina.says("/pengelola")
    await rina.sees("Kabar menunggu persetujuan: 1")
    await rina.taps("Periksa kabar pembeli")
    await rina.sees("PT Sambal Nusantara menunggu persetujuan", CHILI)
    yes = rina.data("Ya, boleh dikabarkan")
    await rina.taps("Ya, boleh dikabarkan")
    await rina.sees("Kabar PT Sambal Nusantara sudah dikirim")
    await budi.expects("Sudah dikabarkan", CHILI)
    await budi.expects("Dikabarkan ke 5 orang.")
    await town.person(SRI).expects(CHILI)
    await rina.says("/mulai")
    await rina.sees("[Harga hari ini]")
    rina.forges(yes)
    await rina.sees("Kabar PT Sambal Nusantara sudah dikirim")
    await rina.says("/periksa_kabar")
    await rina.sees("Tidak ada kabar yang menunggu persetujuan.")
    assert await published(town) == 1


async def test_an_admin_who_does_not_answer_is_followed_by_the_next_who_says_no(town: Town) -> None:
    await never_published_before(town)
    agus = await another_admin(town)
    budi, rina = await dry_run(town), town.person(RINA)
    await budi.taps("Kabarkan sekarang")
    await rina.expects("menunggu persetujuan")
    assert not agus.has_seen("menunggu persetujuan")
    clock.move(timedelta(minutes=31))
    await agus.expects("menunggu persetujuan")
    await agus.taps("Tidak, dengan alasan …")
    await agus.sees("Apa alasannya?")
    await agus.says("Harganya <salah ketik>?")
    await agus.sees("tidak dikirim")
    await budi.expects("Admin tidak menyetujui kabar ini", "Alasan: Harganya <salah ketik>?")
    await rina.taps("Ya, boleh dikabarkan")
    await rina.sees("tidak dikirim", "sudah lebih dulu memutuskan")
    assert await published(town) == 0
    await budi.taps("Ubah lalu kirim lagi")
    await budi.sees("Sudah benar? Belum dikirim", "Rp45.000 per kg")


async def test_only_an_admin_of_another_company_confirms(town: Town) -> None:
    await never_published_before(town)
    budi, sri = await dry_run(town), town.person(SRI)
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Menunggu pengelola program")
    await sri.says("/harga")
    await sri.sees("[Yang dicari pembeli]")
    sri.forges("confirm:approve:1")
    await sri.sees("Hanya pengelola program")
    async with town.storage.transaction() as db:
        await roles.grant(db, await roles.person_id_of(db, BUDI), Role.ADMIN)
    budi.forges("confirm:approve:1")
    await budi.sees("Ini kabar perusahaan sendiri")
    assert await published(town) == 0


async def test_a_bulletin_goes_out_at_its_hour_once(town: Town) -> None:
    budi = await dry_run(town)
    await budi.taps("Jadwalkan …")
    await budi.sees("Mau dikabarkan kapan?")
    await budi.says("besok jam 9 pagi")
    await budi.sees("Terjadwal: dikabarkan Selasa, 24 Nov 2026 pukul 09.00 WIB")
    await budi.says("/siaran")
    await budi.sees("Belum dikabarkan:", f"{CHILI}: dikabarkan Selasa, 24 Nov 2026 pukul 09.00 WIB")
    await budi.taps(CHILI)
    await budi.taps_when_seen("Ganti waktu …")
    await budi.sees("Mau dikabarkan kapan?")
    await budi.says("besok jam 10 pagi")
    await budi.sees("pukul 10.00 WIB")
    clock.move(timedelta(hours=23, minutes=30))
    await town.settled()
    assert await published(town) == 0
    clock.move(timedelta(hours=1))
    await budi.expects("Sudah dikabarkan", CHILI)
    await town.person(SRI).expects(CHILI)
    await town.settled()
    assert await published(town) == 1


async def test_what_was_over_before_its_hour_is_told(town: Town) -> None:
    budi = await dry_run(town)
    await budi.taps("Jadwalkan …")
    await budi.sees("Mau dikabarkan kapan?")
    await budi.says("Kamis jam 9 pagi")
    await budi.sees("Terjadwal")
    async with town.storage.transaction() as db:
        mine = select(PlannedBulletin)
        plan = (await db.scalars(mine)).one()
        plan.answers = {**plan.answers, "until": "2026-11-24"}
    clock.move(timedelta(days=3, hours=2))
    await budi.expects("masa berlakunya sudah lewat")
    assert await published(town) == 0


async def test_the_account_is_brought_up_to_date_by_itself_until_all_have_it(town: Town) -> None:
    budi = await dry_run(town)
    await budi.taps("Kabarkan sekarang")
    await budi.expects("Dikabarkan ke 5 orang.", "Menunggu dikirim: 5")
    await town.settled()
    clock.move(timedelta(seconds=31))
    await budi.expects("Dikabarkan ke 5 orang.", "Terkirim: 5", "Menunggu dikirim: 0")
    await budi.taps("Per kabupaten/kota (Excel)")
    await budi.sees(f"{CHILI}: siapa yang menerima, per kabupaten/kota")
    about = [each for each in budi.messages() if "Dikabarkan ke" in each.get("text", "")]
    assert len(about) == 1
    async with town.storage.reading() as db:
        assert not (await db.scalars(select(LiveAccount))).all()


async def test_what_pauses_goes_to_nobody_else_until_it_goes_on(town: Town) -> None:
    clock.move(timedelta(hours=9, minutes=30))  # 19.30 in Malang, 20.30 in Bali
    budi, ni_made = await dry_run(town), town.person(NI_MADE)
    await budi.taps("Kabarkan sekarang")
    await town.person(SRI).expects(CHILI)
    await budi.taps_when_seen("Jeda")
    await budi.sees("Dijeda", "[Lanjutkan]")
    clock.move(timedelta(hours=13))  # 09.30 in Bali
    await town.person(RINA).says("/mulai")
    await town.person(RINA).sees("Halo")
    assert not ni_made.has_seen("Cabai rawit merah")
    await budi.taps("Lanjutkan")
    await ni_made.expects(CHILI)
    await budi.sees("[Perbarui]")
    await town.settled()
    assert "Dijeda" not in budi.messages()[-1]["text"]
    assert len(town.playground.received.sends(SRI)) == 1
