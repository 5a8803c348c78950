"""A company applies, is asked back, is approved, and brings its suppliers' list."""

import pytest
from sqlalchemy import select

from bot.partnerships.models import MemberRole, OfftakerMember
from bot.people.models import Person as Person_
from bot.sheets import Table, xlsx
from tests.journeys.town import Person, Town

RINA = 4001
#: How a workbook with a password begins, and what it holds ([MS-CFB], [MS-OFFCRYPTO]).
LOCKED = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le") * 60
HEADER = ("Nama", "Nomor HP", "Kabupaten/kota", "Komoditas")


async def registers_as_buyer(town: Town) -> Person:
    """Up to the first question about the company."""
    dewi = town.newcomer("Dewi Anggraini")
    await dewi.says("/start")
    await dewi.taps_when_seen("Bahasa Indonesia")
    await dewi.taps_when_seen("Boleh")
    await dewi.sees("Siapa nama")
    await dewi.says("Bu Dewi Anggraini")
    await dewi.taps_when_seen("Saya pembeli")
    await dewi.sees("kabupaten atau kota mana")
    await dewi.says("kota surabaya")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Apa nama perusahaannya?")
    return dewi


async def applies(dewi: Person, name: str = "PT Rempah Jaya") -> None:
    await dewi.says(name)
    await dewi.sees("NIB")
    await dewi.says("1234 5678 90123")
    await dewi.sees("Siapa yang bisa dihubungi")
    await dewi.says("Pak Anton")
    await dewi.sees("Nomor HP mana")
    await dewi.says("0812 3456 7890")
    await dewi.sees("membeli apa?")
    await dewi.says("kopi robusta, cabe rawit merah")
    await dewi.sees("dari provinsi atau kabupaten/kota mana?")
    await dewi.says("Jatim dan Bali")
    await dewi.sees("Janji 1 dari 4")
    await dewi.taps("Ya, kami berjanji")
    await dewi.taps_when_seen("Paling lama 7 hari")
    await dewi.sees("Janji 3 dari 4")
    await dewi.says("ya")
    await dewi.sees("Janji 4 dari 4")
    await dewi.taps("Ya, kami berjanji")
    await dewi.sees("Kirim pendaftaran ini?", "PT Rempah Jaya", "1234567890123")
    await dewi.taps("Ya, sudah benar")
    await dewi.sees("Terima kasih, Ibu Dewi. Admin sedang memeriksa pendaftaran PT Rempah Jaya.")


async def test_an_applicant_is_asked_back_answers_and_is_approved(town: Town) -> None:
    dewi, rina = await registers_as_buyer(town), town.person(RINA)
    await applies(dewi)
    await rina.expects(
        "PT Rempah Jaya",
        "Kontak: Pak Anton · +6281234567890",
        "Membeli: Kopi robusta biji hijau dan Cabai rawit merah",
        "Jawa Timur dan Bali",
        "bayar paling lama 7 hari",
    )
    await rina.taps("Tanya balik")
    await rina.sees("Apa yang mau ditanyakan?")
    await rina.says("Gudangnya di mana?")
    await rina.sees("PT Rempah Jaya sudah ditanya.", "Pertanyaan: Gudangnya di mana?")
    await dewi.expects("Admin bertanya tentang pendaftaran PT Rempah Jaya", "Gudangnya di mana?")
    await dewi.taps("Jawab")
    await dewi.sees("Apa jawaban untuk pengelola program?")
    await dewi.says("Di Waru, Sidoarjo <gudang 2>")
    await dewi.sees("Admin akan membacanya")
    await rina.expects("ditanya balik: Gudangnya di mana?", "dikirim: Di Waru, Sidoarjo <gudang 2>")
    await rina.taps("Setujui")
    await rina.sees("PT Rempah Jaya disetujui")
    await dewi.expects("PT Rempah Jaya sudah disetujui")
    await dewi.says("/perusahaan")
    await dewi.sees("Sudah disetujui.", "Dewi Anggraini (ketua)")


async def test_an_answer_that_is_just_typed_is_not_lost(town: Town) -> None:
    dewi, rina = await registers_as_buyer(town), town.person(RINA)
    await applies(dewi)
    await rina.expects("PT Rempah Jaya")
    await rina.taps("Tanya balik")
    await rina.sees("Apa yang mau ditanyakan?")
    await rina.says("Gudangnya di mana?")
    await dewi.expects("Gudangnya di mana?")
    await dewi.says("terima kasih")
    await dewi.sees("Sama-sama")
    await dewi.says("ada dua, kok")
    await dewi.sees("Ini jawaban untuk pertanyaan pengelola program?")
    await dewi.taps("Bukan")
    await dewi.sees("Mau apa")
    await dewi.says("gudang kami di Pare, beli kopi tiap minggu")
    await dewi.sees("Ini jawaban untuk pertanyaan pengelola program?")
    await dewi.taps("Ya, kirim")
    await dewi.sees("Admin akan membacanya")
    await rina.expects("dikirim: gudang kami di Pare, beli kopi tiap minggu")
    await dewi.says("ada dua, kok")
    await dewi.sees("belum paham")


async def test_a_rejected_applicant_is_told_why_corrects_and_comes_back(town: Town) -> None:
    dewi, rina = await registers_as_buyer(town), town.person(RINA)
    await applies(dewi)
    await rina.expects("PT Rempah Jaya")
    await rina.taps("Tolak")
    await rina.sees("Apa alasannya?")
    await rina.says("NIB tidak cocok")
    await dewi.expects("Admin belum bisa menyetujui PT Rempah Jaya.", "Alasan: NIB tidak cocok")
    await dewi.taps("Betulkan pendaftaran")
    await dewi.sees("Kirim pendaftaran ini?")
    await dewi.taps("✎ NIB")
    await dewi.sees("NIB perusahaan?")
    await dewi.says("3210987654321")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Admin sedang memeriksa")
    await rina.expects("NIB: 3210987654321", "ditolak: NIB tidak cocok")


async def test_an_admin_in_the_middle_of_something_loses_none_of_it(town: Town) -> None:
    dewi, rina = await registers_as_buyer(town), town.person(RINA)
    await applies(dewi)
    await rina.expects("PT Rempah Jaya")
    await rina.taps("Tanya balik")
    await rina.sees("Apa yang mau ditanyakan?")
    await rina.taps("Tolak")
    await rina.sees("Mohon selesaikan", "Apa yang mau ditanyakan?")


def listed(good: int, bad: int) -> bytes:
    rows = [
        (f"Pemasok {number}", f"0812345{number:05}", "Kab. Malang", "kopi robusta")
        for number in range(good)
    ]
    rows += [("", "12", "", "")] * bad
    return xlsx(Table("Pemasok", HEADER, rows, as_text=frozenset({1})))


async def test_a_list_of_4000_suppliers_is_looked_at_kept_and_messages_nobody(town: Town) -> None:
    budi = town.person(2001)
    await budi.says("/pemasok")
    await budi.sees("Belum ada pemasok di daftar.", "Tidak ada yang dikirimi pesan")
    await budi.taps("Templat daftar")
    await budi.sees("Satu pemasok satu baris")
    budi.uploads("pemasok.xlsx", listed(3987, 13))
    await budi.sees(
        "3.987 baris bisa disimpan.", "13 baris tidak bisa disimpan:", "• Baris 3989: namanya"
    )
    await budi.taps("Simpan daftar")
    await budi.sees("Tersimpan: 3.987 baru, 0 diperbarui.")
    await budi.taps("Simpan daftar")
    await budi.sees("Daftar ini sudah disimpan.")
    await budi.says("/perusahaan")
    await budi.sees("Pemasok: 3.987 di daftar, yang bergabung belum sampai 5.")


async def test_a_button_of_an_older_list_shows_the_newer_one(town: Town) -> None:
    budi = town.person(2001)
    budi.uploads("pemasok.xlsx", listed(7, 0))
    await budi.sees("7 baris bisa disimpan.")
    budi.uploads("pemasok.xlsx", listed(3, 0))
    await budi.sees("3 baris bisa disimpan.")
    budi.tap_old("Simpan daftar")
    await budi.sees("dari daftar yang lebih lama", "3 baris bisa disimpan.", "[Simpan daftar]")
    await budi.taps("Simpan daftar")
    await budi.sees("Tersimpan: 3 baru")
    budi.tap_old("Simpan daftar")
    await budi.sees("Daftar yang terakhir dikirim sudah selesai.")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", LOCKED, "sandi"),
        ("a.xlsx", b"not a workbook", "belum bisa kami baca"),
        ("a.csv", b"1;2;3\n4;5;6\n", "Judul kolom tabel ini belum dikenal"),
    ],
    ids=["a password", "no workbook", "no headings"],
)
async def test_a_file_that_is_no_list_gets_a_reason(
    town: Town, name: str, content: bytes, told: str
) -> None:
    budi = town.person(2001)
    await budi.says("/pemasok")
    await budi.sees("Belum ada pemasok")
    budi.uploads(name, content)
    await budi.sees(told)


async def test_who_speaks_for_no_company_cannot_bring_a_list(town: Town) -> None:
    sri = town.person(1101)
    await sri.says("/pemasok")
    await sri.sees("Belum ada perusahaan atas nama ini.")


async def test_who_is_no_member_learns_nothing_of_a_company(town: Town) -> None:
    sri, budi = town.person(1101), town.person(2001)
    await sri.says("/harga")
    await sri.sees("[Yang dicari pembeli]")
    async with town.storage.reading() as db:
        me = (await db.scalars(select(Person_.id).where(Person_.telegram_id == 1101))).one()
        company = (await db.scalars(select(OfftakerMember.offtaker_id).limit(1))).one()
    for data in (f"member:{company}:{me}:out", f"member:{company}:{me}:lead"):
        sri.forges(data)
        assert "PT " not in await sri.sees("Belum ada perusahaan atas nama ini.")
    await budi.says("/anggota")
    await budi.sees("Orang di PT Sambal Nusantara", "Budi Santoso: ketua")


async def test_who_does_not_lead_a_company_is_told_who_does_that(town: Town) -> None:
    sri = town.person(1101)
    async with town.storage.transaction() as db:
        me = (await db.scalars(select(Person_.id).where(Person_.telegram_id == 1101))).one()
        company = (await db.scalars(select(OfftakerMember.offtaker_id).limit(1))).one()
        db.add(OfftakerMember(offtaker_id=company, person_id=me, role=MemberRole.VIEWER))
    for command in ("/pemasok", "/daftarkan", "/anggota"):
        await sri.says(command)
        await sri.sees("Hanya ketua")
