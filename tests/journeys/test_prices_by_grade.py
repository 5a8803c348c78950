"""A buyer pays a price for each grade: said, sent, offered for, changed and looked up as one."""

from sqlalchemy import select

from bot.market.models import Bulletin
from bot.market.offered import Offer
from bot.sheets import Table, xlsx
from tests.journeys.test_living_bulletins import answer
from tests.journeys.test_market import BUDI, CLARA, SLAMET, SRI, confirms, publish_in_indonesian
from tests.journeys.town import Person, Town

TABLE = "grade A 45rb, grade B 40rb, asalan 35rb"
CHILI = "Cabai rawit merah Rp35.000 sampai Rp45.000/kg"
ROWS = "• grade A: Rp45.000\n• grade B: Rp40.000\n• asalan: Rp35.000"


async def published(town: Town, table: str = TABLE) -> Person:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, table)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    await town.settled()
    return budi


async def offered(town: Town, whom: int, grade: str) -> Person:
    owner = town.person(whom)
    await owner.taps("Bisa setor")
    await owner.sees("Mutu mana", "[grade A: Rp45.000/kg]", "[asalan: Rp35.000/kg]")
    await owner.taps(grade)
    await owner.sees("Bisa setor berapa?")
    await owner.says("2 kuintal")
    await owner.sees("Kirim tawaran ini?", grade, "200 kg")
    await owner.taps("Ya, sudah benar")
    return owner


async def reprices(budi: Person, bulletin: str, table: str) -> None:
    await budi.says("/siaran")
    await budi.taps_when_seen(bulletin)
    await budi.taps_when_seen("Ubah harga")
    await budi.sees("Sekarang: grade A Rp45.000, grade B Rp40.000, dan asalan Rp35.000 per kg")
    await budi.says(table)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("di pesan yang sama")


async def test_a_table_is_said_in_one_answer_and_arrives_one_row_a_line(town: Town) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, TABLE)
    await budi.sees("Harga: grade A Rp45.000, grade B Rp40.000, dan asalan Rp35.000 per kg")
    await budi.taps("Ya, sudah benar")
    await budi.sees("Dalam bahasa Indonesia:", f"{CHILI}\n{ROWS}\nPembeli: PT Sambal Nusantara")
    await budi.taps("Kabarkan sekarang")
    await town.person(SRI).expects(f"{CHILI}\n{ROWS}\nPembeli: PT Sambal Nusantara")
    await town.person(CLARA).expects(
        "Red bird's eye chili Rp35,000 to Rp45,000/kg\n• grade A: Rp45,000\n• grade B: Rp40,000"
    )


async def test_an_offer_is_for_one_grade_and_keeps_its_price(town: Town) -> None:
    budi = await published(town)
    sri = await offered(town, SRI, "grade B: Rp40.000/kg")
    await sri.sees("Tawaran sudah disampaikan", "200 kg Cabai rawit merah, grade B, Rp40.000/kg")
    await budi.expects(f"Ada tawaran baru untuk: {CHILI}")
    await budi.taps("Lihat tawaran")
    await budi.taps_when_seen("Sri Wahyuni: 200 kg, grade B")
    await budi.sees("200 kg Cabai rawit merah, grade B, Rp40.000/kg")
    await budi.taps("Terima")
    await sri.expects("menerima tawaran ini", "200 kg Cabai rawit merah, grade B")
    await sri.says("/tawaran")
    await sri.sees("200 kg Cabai rawit merah, grade B, Rp40.000/kg ke PT Sambal")
    async with town.storage.reading() as db:
        offer = (await db.scalars(select(Offer).order_by(Offer.id.desc()).limit(1))).one()
    assert offer.grade == "grade B"
    assert offer.price == 40_000


async def test_the_grade_may_be_typed_and_a_wrong_one_is_asked_again(town: Town) -> None:
    await published(town)
    sri = town.person(SRI)
    await sri.taps("Bisa setor")
    await sri.sees("Mutu mana")
    await sri.says("grade Z")
    await sri.sees("Silakan ketuk salah satu tombol", "Mutu mana")
    await sri.says("b")
    await sri.sees("Bisa setor berapa?")


async def test_one_grade_that_falls_is_told_aloud_to_who_answered(town: Town) -> None:
    budi = await published(town)
    sri = await offered(town, SRI, "grade A: Rp45.000/kg")
    await sri.sees("Tawaran sudah disampaikan")
    before = len(town.playground.received.sends(SLAMET))
    await reprices(budi, CHILI, "grade A 45rb, grade B 38rb, asalan 35rb")
    await sri.expects(
        "Harga dari PT Sambal Nusantara turun:",
        "• grade B: Rp38.000",
        "Sebelumnya:\n• grade A: Rp45.000\n• grade B: Rp40.000",
        "Harga tawaran untuk grade A tetap Rp45.000/kg",
    )
    await town.settled()
    assert len(town.playground.received.sends(SLAMET)) == before  # sees it where it stands
    await town.person(SLAMET).expects("Diperbarui", "• grade B: Rp38.000")


async def test_a_grade_that_is_bought_no_more_is_told_and_one_that_rises_is_not(
    town: Town,
) -> None:
    budi = await published(town)
    sri = await offered(town, SRI, "asalan: Rp35.000/kg")
    await sri.sees("Tawaran sudah disampaikan")
    had = len(town.playground.received.sends(SRI))
    await reprices(budi, CHILI, "grade A 46rb, grade B 40rb, asalan 35rb")
    await town.settled()
    assert len(town.playground.received.sends(SRI)) == had
    await budi.says("/siaran")
    await budi.taps_when_seen("Cabai rawit merah Rp35.000 sampai Rp46.000/kg")
    await budi.taps_when_seen("Ubah harga")
    await budi.says("grade A 46rb, grade B 40rb")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects(
        "PT Sambal Nusantara sekarang tidak membeli semua mutu lagi:",
        "Harga tawaran untuk asalan tetap Rp35.000/kg",
    )


async def test_a_newer_table_stands_in_place_of_an_older_one(town: Town) -> None:
    budi = await published(town)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("1: ganti harga saja")
    await budi.says("grade A 47rb, grade B 41rb")
    await confirms(budi)
    await town.person(SRI).expects("Sudah ada harga baru: Rp41.000 sampai Rp47.000/kg")
    await budi.says("/terbitkan")
    await budi.taps_when_seen("1: sama seperti ini")
    await budi.sees("grade A Rp47.000 dan grade B Rp41.000 per kg")


async def test_an_offer_for_a_table_that_has_changed_meanwhile_promises_nothing(
    town: Town,
) -> None:
    budi = await published(town)
    sri = town.person(SRI)
    await sri.taps("Bisa setor")
    await sri.taps_when_seen("grade B: Rp40.000/kg")
    await sri.says("2 kuintal")
    await sri.sees("Kirim tawaran ini?")
    await reprices(budi, CHILI, "grade A 45rb, asalan 35rb")
    await sri.taps("Ya, sudah benar")
    await sri.expects("Pembeli baru saja mengubah kabar ini, jadi tawaran belum dikirim.")
    async with town.storage.reading() as db:
        assert (await db.scalars(select(Offer.id))).first() is None


async def test_a_table_in_one_line_fills_the_form(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says(
        "harga cabai rawit merah Jatim KA 12% 45.000; KA 14% 41.000, bayar tunai sampai jumat"
    )
    await budi.sees(
        "Sudah benar?",
        "KA 12% Rp45.000 dan KA 14% Rp41.000 per kg",
        "Jawa Timur",
        "Jumat, 27 Nov 2026",
    )


async def test_a_slip_in_one_row_is_said_by_its_grade_and_loses_nothing(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.says("cabe rawit merah")
    await budi.sees("Berapa harga belinya?", "grade A 62rb")
    for said, told in (
        ("grade A 45rb, grade B 0", "grade B: angkanya sepertinya keliru"),
        ("grade A 45rb, grade A 40rb", "Mutu grade A tertulis dua kali"),
        ("grade A 45rb", "Hanya untuk grade A? Di sini tulis harganya saja"),
        ("grade A 45-47rb, grade B 40rb", "grade A: tolong tulis satu angka"),
        (", ".join(f"mutu {n} 45rb" for n in range(1, 31)), "Ada 30 mutu. Paling banyak 8"),
    ):
        await budi.says(said)
        await budi.sees(told, "Berapa harga belinya?")
    await budi.says(TABLE)
    await budi.sees("Untuk pemilik usaha di provinsi")


async def test_a_sheet_has_a_table_in_one_cell(town: Town) -> None:
    budi = town.person(BUDI)
    header = ("Komoditas", "Harga", "Satuan", "Wilayah", "Berlaku sampai")
    rows = (
        ("cabe rawit merah", "A 45rb; B 40rb", "", "Jatim", "Jumat"),
        ("kopi robusta", "KA 12% 6,2jt; KA 14% 5,8jt", "kuintal", "Jatim", "Jumat"),
        ("bawang putih", "A 45rb; A 40rb", "", "Jatim", "Jumat"),
    )
    columns = frozenset(range(len(header)))
    budi.uploads("harga.xlsx", xlsx(Table("Harga", header, rows, as_text=columns)))
    await budi.sees(
        "• Baris 4: mutu A tertulis dua kali",
        "• Cabai rawit merah Rp40.000 sampai Rp45.000/kg",
        "• Kopi robusta biji hijau Rp58.000 sampai Rp62.000/kg",
        "• A: Rp45.000\n• B: Rp40.000\nPembeli:",
    )


async def test_prices_are_looked_up_by_grade(town: Town) -> None:
    budi = await published(town)
    sri = town.person(SRI)
    seen = await answer(town, sri, "/harga")
    assert f"{CHILI}\n{ROWS}" in seen
    assert "Kabar ini sama" not in seen
    net = await answer(town, sri, "/bersih")
    for grade in ("grade A", "grade B", "asalan"):
        assert f"Cabai rawit merah, {grade}" in net
    await reprices(budi, CHILI, "grade A 47rb, grade B 40rb, asalan 35rb")
    async with town.storage.reading() as db:
        found = (await db.scalars(select(Bulletin).order_by(Bulletin.id.desc()).limit(1))).one()
    assert [f"{row.grade} {row.price:.0f}" for row in found.prices] == [
        "grade A 47000",
        "grade B 40000",
        "asalan 35000",
    ]
    assert found.price == 47_000


async def test_the_same_in_english(town: Town) -> None:
    await published(town)
    clara = town.person(CLARA)
    await clara.taps("I can supply")
    await clara.sees("Which of these do you have?", "[grade B: Rp40,000/kg]")
    await clara.taps("grade B: Rp40,000/kg")
    await clara.says("200 kg")
    await clara.sees("Offer this?", "Grade: grade B: Rp40,000/kg")
    await clara.taps("Yes, that is right")
    await clara.sees("Your offer is with PT Sambal Nusantara", "grade B, Rp40,000/kg")
