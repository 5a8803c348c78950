"""What people do with a reminder, when they want one, and what else they are reminded of."""

from datetime import UTC, datetime

from sqlalchemy import select

from bot import clock
from bot.coaching.reminders.models import DAY, HOUR, Outcome, Reminder
from bot.people import papers
from bot.people.models import Business, Person, Product
from bot.people.readiness import Item
from tests.journeys.test_coaching import SRI, WAYAN, plan
from tests.journeys.town import Town

FOUND = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"


async def test_a_reminder_comes_again_and_leads_to_help(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await plan(wayan, "sri", FOUND, "lusa jam 2 siang")
    clock.move_to(datetime(2026, 11, 24, 7, 0, 30, tzinfo=UTC))
    await sri.expects("Pengingat untuk Bapak/Ibu Sri Wahyuni")
    await sri.taps_when_seen("Ingatkan 1 jam lagi")
    await sri.sees("kami ingatkan lagi Selasa, 24 Nov 2026, pukul 15.00 WIB")
    await sri.taps("Minta bantuan")
    await sri.sees("Pendamping sudah kami beri tahu")
    await wayan.expects(
        "Sri Wahyuni minta bantuan soal sesi pendampingan Rabu, 25 Nov 2026, pukul 14.00 WIB",
    )
    await sri.taps("Minta bantuan")
    await town.settled()
    assert sum("minta bantuan" in each.get("text", "") for each in wayan.messages()) == 1
    clock.move_to(datetime(2026, 11, 24, 8, 4, 30, tzinfo=UTC))
    await sri.sees("Pengingat untuk Bapak/Ibu Sri Wahyuni")
    assert sum("Pengingat" in each.get("text", "") for each in sri.messages()) == 2


async def test_whoever_chooses_other_hours_is_reminded_at_those(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    await plan(wayan, "sri", FOUND, "lusa jam 2 siang")
    await sri.says("/pendampingan")
    await sri.taps_when_seen("Atur pengingat")
    await sri.sees("Kapan mau diingatkan?", "[✅ Sehari sebelumnya]", "[▫️ Tiga jam sebelumnya]")
    await sri.taps("▫️ Tiga jam sebelumnya")
    await sri.taps_when_seen("✅ Sehari sebelumnya")
    await sri.taps_when_seen("✅ Satu jam sebelumnya")
    await sri.taps_when_seen("✅ Tiga jam sebelumnya")
    await sri.sees("Satu pengingat tetap ada", "[✅ Tiga jam sebelumnya]")
    async with town.storage.reading() as db:
        siti = (await db.scalars(select(Person).where(Person.telegram_id == SRI))).one()
        assert siti.reminded_ahead == "180"
        pending = await db.scalars(
            select(Reminder.ahead).where(
                Reminder.person_id == siti.id, Reminder.outcome == Outcome.PENDING
            )
        )
        assert pending.all() == [3 * HOUR]


async def test_the_hours_can_be_typed(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("ingatkan 2 hari sebelumnya")
    await sri.sees("[✅ Dua hari sebelumnya]", "[✅ Sehari sebelumnya]")
    await sri.says("jangan ingatkan 1 jam sebelumnya")
    await sri.sees("[▫️ Satu jam sebelumnya]")
    await sri.says("ingatkan 45 menit sebelumnya")
    await sri.sees("Juga sesuai permintaan: 45 menit sebelumnya.")
    await sri.says("ingatkan 5 menit sebelumnya")
    await sri.sees("Paling banyak enam pengingat", "Tidak ada yang diubah")


async def test_a_permit_is_asked_for_its_last_day_and_told_before_it_expires(town: Town) -> None:
    wayan, sri = town.person(WAYAN), town.person(SRI)
    async with town.storage.transaction() as db:
        person = (await db.scalars(select(Person).where(Person.telegram_id == SRI))).one()
        business = (
            await db.scalars(select(Business).where(Business.person_id == person.id))
        ).first()
        assert business is not None
        db.add(Product(business_id=business.id, commodity=None, said="keripik singkong"))
    await sri.says("/profil")
    await sri.taps_when_seen("Ubah usaha")
    await sri.taps_when_seen("Surat izin")
    await sri.taps_when_seen("▫️ P-IRT (izin pangan rumahan)")
    await sri.taps_when_seen("Selesai")
    await sri.sees("P-IRT-nya berlaku sampai kapan?")
    await sri.says("12 Mei 2051")
    await sri.sees("lebih dari sepuluh tahun lagi")
    await sri.says("12 Januari 2027")
    await sri.sees("sudah disimpan", "berlaku sampai Selasa, 12 Jan 2027")
    clock.move_to(datetime(2027, 1, 5, 2, 0, 30, tzinfo=UTC))
    await sri.expects("berlaku sampai Selasa, 12 Jan 2027", "Tinggal 7 hari lagi")
    await sri.taps_when_seen("Minta bantuan")
    await wayan.expects("minta bantuan untuk mengurus P-IRT")
    sri.tap_old("Sudah diperpanjang")
    await sri.sees("P-IRT-nya berlaku sampai kapan?")
    await sri.says("12 Januari 2032")
    await sri.sees("sudah disimpan")
    async with town.storage.reading() as db:
        kept = await papers.last_days(db, business.id)
        assert kept[Item.PIRT].year == 2032
        due = await db.scalars(
            select(Reminder.ahead)
            .where(Reminder.person_id == person.id, Reminder.outcome == Outcome.PENDING)
            .order_by(Reminder.ahead)
        )
        assert due.all() == [7 * DAY, 30 * DAY, 90 * DAY]


async def test_a_forged_or_stale_button_of_a_reminder_gets_a_clear_answer(town: Town) -> None:
    sri = town.person(SRI)
    await sri.says("/pengingat")
    await sri.sees("Kapan mau diingatkan?")
    for data, expected in (
        ("remind:later:session:999", "sudah lewat atau sudah berubah"),
        ("remind:help:paper:1", "sudah lewat atau sudah berubah"),
        ("remind:later:session:x", "Kapan mau diingatkan?"),
        ("remind:off:77", "Kapan mau diingatkan?"),
    ):
        sri.forges(data)
        await sri.expects(expected)
