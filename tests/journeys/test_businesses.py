"""A person has several businesses: one is active, and nobody else touches them."""

from sqlalchemy import select

from bot.people.models import Business
from tests.journeys.test_onboarding import register_siti
from tests.journeys.town import Town

SITI = 1001


async def test_two_businesses_are_kept_apart_and_one_is_active(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    await siti.says("/usaha")
    await siti.taps_when_seen("Tambah usaha")
    await siti.sees("Apa nama usaha ini?")
    await siti.says("Warung Kopi")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("kopi robusta")
    await siti.sees("Usaha ini di kabupaten atau kota mana?")
    await siti.says("surabaya")
    await siti.taps_when_seen("Ya, sudah benar")
    await siti.sees("Warung Kopi", "Usaha lain: Usaha Siti Aminah", "Kopi robusta")
    await siti.taps("Lihat usaha")
    await siti.sees("• Warung Kopi, Kota Surabaya, Jawa Timur (aktif)")
    await siti.taps("Pakai Usaha Siti Aminah")
    await siti.sees("• Usaha Siti Aminah, Kota Batu, Jawa Timur (aktif)")
    await siti.says("/profil")
    await siti.sees("Usaha lain: Warung Kopi", "Cabai rawit merah")
    await siti.taps("Lihat usaha")
    await siti.taps_when_seen("Tutup Usaha Siti Aminah")
    await siti.sees("Usaha Siti Aminah mau ditutup?")
    await siti.taps("Tidak jadi")
    await siti.taps_when_seen("Tutup Usaha Siti Aminah")
    await siti.taps_when_seen("Ya, tutup")
    await siti.sees("• Warung Kopi, Kota Surabaya, Jawa Timur (aktif)")
    await siti.says("/profil")
    profile = await siti.sees("Warung Kopi")
    assert "Usaha lain" not in profile


async def test_nobody_edits_or_closes_what_belongs_to_somebody_else(town: Town) -> None:
    siti = town.person(SITI)
    await register_siti(siti)
    async with town.storage.reading() as db:
        other = (await db.scalars(select(Business.id).where(Business.name == "Kebun Bu Sri"))).one()
    for forged in (f"business:closed:{other}", f"business:use:{other}", f"edit:nib:{other}"):
        siti.forges(forged)
        await siti.sees("Usaha Siti Aminah")
    async with town.storage.reading() as db:
        sri = await db.get_one(Business, other)
        assert sri.closed_at is None
