"""A buyer publishes many prices and needs from one file, and nothing before a yes."""

import io
from datetime import timedelta

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from bot import clock
from bot.market.models import Bulletin
from bot.people import roles
from bot.people.models import Role
from bot.sheets import Table, xlsx
from tests.journeys.test_announcing import never_published_before
from tests.journeys.test_market import BUDI, CLARA, RINA, SRI, YULIANA
from tests.journeys.town import Person, Town

CHILI = "Cabai rawit merah Rp46.000/kg"
HEADER = ("Jenis", "Komoditas", "Mutu", "Harga", "Jumlah", "Wilayah", "Berlaku sampai")
ROWS = (
    ("harga", "cabe rawit merah", "", "46rb/kg", "", "Jatim, Bali", "Jumat"),
    ("harga", "kopi robusta", "A", "62000", "", "seluruh indonesia", "2026-12-01"),
    ("kebutuhan", "kopi arabika", "", "", "2,5 ton", "seluruh indonesia", "2 minggu lagi"),
)
BAD = (
    ("harga", "cabe rawit merah", "", "46", "", "Jatim", "Jumat"),
    ("harga", "bawang putih", "", "38rb/kg", "", "Atlantis", "kemarin"),
)
#: Calculated, fetched from elsewhere, and one by which a program would be started.
FORMULAS = (
    ("harga", "cabe rawit merah", "", "=46000*1000/1000", "", "Jatim", "Jumat"),
    ("harga", '=HYPERLINK("http://x.id","beras")', "", "9rb/kg", "", "Jatim", "Jumat"),
    ("harga", "kopi robusta", "=cmd|'/C calc'!A0", "62000", "", "Jatim", "Jumat"),
    ("kebutuhan", "kopi arabika", "", "", "=[lain.xlsx]A!B2", "Jatim", "Jumat"),
    ("harga", "kopi robusta", "", "62000", "", "Jatim", "=TODAY()+3"),
)
REASONS = {
    "id": ("Baris", "ada rumus; mohon diisi nilainya saja"),
    "en": ("Row", "there is a formula; please paste its value"),
}


def with_formulas(*rows: tuple[str, ...]) -> bytes:
    """As somebody's own workbook has them; one that we write has none."""
    book = Workbook()
    for row in (HEADER, *rows):
        book.active.append([*row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> bytes:
    return xlsx(Table("Harga", header, rows, as_text=frozenset(range(len(header)))))


async def counted(town: Town) -> int:
    async with town.storage.reading() as db:
        return (await db.scalars(select(func.count()).select_from(Bulletin))).one()


async def uploads(town: Town, *rows: tuple[str, ...]) -> Person:
    budi = town.person(BUDI)
    budi.uploads("harga.xlsx", workbook(*rows))
    await budi.sees("Belum dikabarkan", "[Batal]")
    return budi


async def test_a_workbook_is_answered_row_by_row_and_goes_out_once(town: Town) -> None:
    before, budi = await counted(town), town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Dari file")
    await budi.sees("Satu harga atau kebutuhan satu baris")
    await uploads(town, *ROWS, *BAD)
    await budi.sees(
        "2 baris perlu diperbaiki:",
        "• Baris 5: harganya belum jelas: 46; mungkin Rp46.000/kg?",
        "• Baris 6: daerahnya belum dikenal: Atlantis",
        "Isi file ini: 2 harga dan 1 kebutuhan.",
        "Seluruhnya dikirim ke 6 orang.",
        f"• {CHILI}, sampai Jumat, 27 Nov 2026",
        "• Kopi robusta biji hijau Rp62.000/kg, grade A",
        "Contohnya, yang pertama terbaca begini:\nCabai rawit merah Rp46.000/kg\nPembeli:",
    )
    assert await counted(town) == before
    send = budi.data("Kabarkan semua (3)")
    await budi.taps("Kabarkan semua (3)")
    await budi.sees("Sudah dikabarkan", "2 harga dan 1 kebutuhan")
    await town.person(SRI).expects(CHILI)
    await town.person(YULIANA).expects("Dicari: 2.500 kg Kopi arabika biji hijau")
    budi.forges(send)
    await budi.sees("Sudah dikabarkan")
    await town.settled()
    assert await counted(town) == before + 3
    chilies = [each for each in town.person(SRI).messages() if CHILI in each.get("text", "")]
    assert len(chilies) == 1


async def test_a_csv_in_english_is_told_in_english(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/language")
    await budi.taps_when_seen("English")
    await budi.sees("From now on")
    await budi.says("/publish")
    await budi.taps_when_seen("From a file")
    await budi.sees("One price or need a row")
    budi.uploads(
        "prices.csv",
        b"commodity,price (Rp/kg),regions,valid until\n"
        b"cabai rawit merah,46000,Jatim,in 3 days\n"
        b"rice,-5000,Jatim,in 3 days\n",
    )
    await budi.sees(
        "1 row has to be corrected:",
        "Row 3: ",
        "In this sheet: 1 price.",
        "Red bird's eye chili Rp46,000/kg",
        "[Send it now]",
    )
    await budi.taps("Send it now")
    await budi.sees("Sent off.")
    await town.person(CLARA).expects("Red bird's eye chili Rp46,000/kg")


async def test_an_unusual_price_is_not_refused_and_can_be_left_out(town: Town) -> None:
    before = await counted(town)
    budi = await uploads(town, ROWS[0])
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan")
    await uploads(town, ("", "cabe rawit merah", "", "460rb/kg", "", "Jatim", "Jumat"), ROWS[1])
    await budi.sees(
        "1 baris harganya tidak biasa:",
        "• Baris 2: Rp460.000/kg jauh dari harga biasanya, Rp46.000/kg",
        "1 harganya tidak biasa; mohon diperiksa dulu.",
    )
    await budi.taps("Kabarkan tanpa 1 yang tidak biasa")
    await budi.sees("Sudah dikabarkan", "Isi file ini: 1 harga.")
    await town.settled()
    assert await counted(town) == before + 2


async def test_a_newer_sheet_of_the_same_goods_takes_the_place_of_the_older(town: Town) -> None:
    before, budi = await counted(town), await uploads(town, *ROWS)
    await uploads(town, ROWS[0], ROWS[1])
    await budi.sees("File yang dikirim sebelumnya tidak menunggu lagi")
    budi.tap_old("Kabarkan semua (3)")
    await budi.sees("Tidak jadi dikabarkan")
    await uploads(town, ROWS[2])  # of other goods: both wait
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan")
    await budi.taps("Kabarkan semua (2)")
    await budi.sees("2 harga")
    await town.settled()
    assert await counted(town) == before + 3


async def test_a_first_sheet_waits_for_one_yes_of_an_admin(town: Town) -> None:
    await never_published_before(town)
    before, budi, rina = await counted(town), await uploads(town, *ROWS), town.person(RINA)
    await budi.taps("Kabarkan semua (3)")
    await budi.sees("Menunggu pengelola program", "2 harga dan 1 kebutuhan")
    await rina.expects("PT Sambal Nusantara menunggu persetujuan", "Isi file ini: 2 harga")
    asked = [each for each in rina.messages() if "menunggu persetujuan" in each.get("caption", "")]
    assert len(asked) == 1
    await budi.says("/siaran")
    await budi.sees(f"{CHILI}: menunggu pengelola program, bersama 2 kabar lain")
    await rina.taps("Ya, boleh dikabarkan")
    await rina.sees("Kabar PT Sambal Nusantara sudah dikirim")
    await budi.expects("Sudah dikabarkan", "2 harga dan 1 kebutuhan")
    await town.person(SRI).expects(CHILI)
    await town.settled()
    assert await counted(town) == before + 3


async def test_a_refused_sheet_goes_to_nobody(town: Town) -> None:
    await never_published_before(town)
    before, budi, rina = await counted(town), await uploads(town, *ROWS), town.person(RINA)
    await budi.taps("Kabarkan semua (3)")
    await rina.expects("menunggu persetujuan")
    await rina.taps("Tidak, dengan alasan …")
    await rina.sees("Apa alasannya?")
    await rina.says("Harganya <belum cocok>")
    await budi.expects("tidak menyetujui", "Alasan: Harganya <belum cocok>", "Silakan betulkan")
    await town.settled()
    assert await counted(town) == before


async def test_a_sheet_goes_out_at_its_hour_in_pieces(town: Town) -> None:
    grades = [
        (
            "harga",
            "cabe rawit merah",
            f"grade {number}",
            f"{40 + number}rb/kg",
            "",
            "Jatim",
            "Jumat",
        )
        for number in range(45)
    ]
    before, budi = await counted(town), await uploads(town, *grades)
    await budi.sees("dan 35 lagi")
    await budi.taps("Jadwalkan …")
    await budi.sees("Mau dikabarkan kapan?")
    await budi.says("besok jam 9 pagi")
    await budi.sees("Terjadwal", "45 harga")
    clock.move(timedelta(hours=24))
    await budi.expects("Sudah dikabarkan", "45 harga")
    assert await counted(town) == before + 45
    told = [each for each in budi.messages() if "Sudah dikabarkan" in each.get("text", "")]
    assert len(told) == 1
    await budi.says("/siaran")
    await budi.sees("Rp84.000/kg", "[Yang lebih lama ›]")
    for page in ("Rp74.000/kg", "Rp64.000/kg", "Rp54.000/kg", "Rp44.000/kg"):
        await budi.taps("Yang lebih lama ›")
        await budi.sees(page, "[‹ Yang terbaru]")
    await budi.taps("Cabai rawit merah Rp40.000/kg")
    await budi.sees("Mutu: grade 0", "[Tarik kabar ini]")


async def test_who_may_not_publish_is_told_so(town: Town) -> None:
    sri, rina = town.person(SRI), town.person(RINA)
    sri.uploads("harga.xlsx", workbook(*ROWS))
    await sri.sees("Hanya pembeli yang sudah disetujui")
    async with town.storage.transaction() as db:
        await roles.grant(db, await roles.person_id_of(db, RINA), Role.OFFICER)
    rina.uploads("harga.xlsx", workbook(*ROWS))
    await rina.sees("Hanya pembeli yang sudah disetujui")


async def test_a_file_that_cannot_be_read_says_what_to_do(town: Town) -> None:
    budi = town.person(BUDI)
    budi.uploads("harga.xlsx", workbook())
    await budi.sees("File ini belum ada isinya")
    budi.uploads("harga.xlsx", workbook(*[ROWS[0]] * 10_000))
    await budi.sees("Barisnya lebih dari 200.", "[Templat harga dan kebutuhan]")
    for nothing in (b"", b"\n"):
        budi.uploads("harga.csv", nothing)
        await budi.sees("kosong", "[Templat harga dan kebutuhan]")
    budi.uploads("harga.xlsx", bytes(60_000_000))
    await budi.sees("lebih dari 5 MB", "[Templat harga dan kebutuhan]")
    budi.uploads("harga.xlsx", workbook(*BAD))
    await budi.sees("2 baris perlu diperbaiki:", "Belum ada yang bisa dikabarkan.")


async def returned(town: Town, person: Person) -> list[tuple[str | None, ...]]:
    """The rows of the newest workbook that somebody got, as text; none of it is a formula."""
    await town.settled()
    sent = next(each["document"] for each in reversed(person.messages()) if "document" in each)
    file = town.playground.files.get(sent["file_id"])
    assert file
    book = load_workbook(io.BytesIO(town.playground.files.content(file)))
    assert all(cell.data_type != "f" for row in book.worksheets[0].rows for cell in row)
    return [*book.worksheets[0].values]


@pytest.mark.parametrize(("row", "why"), REASONS.values(), ids=REASONS)
async def test_each_row_with_a_formula_is_answered_and_given_back(
    town: Town, row: str, why: str
) -> None:
    before, budi = await counted(town), town.person(BUDI)
    if row == "Row":
        await budi.says("/language")
        await budi.taps_when_seen("English")
        await budi.sees("From now on")
    budi.uploads("harga.xlsx", with_formulas(*FORMULAS))
    await budi.sees(*(f"• {row} {number}: {why}" for number in (2, 3, 4)))
    _header, *found = await returned(town, budi)
    assert [why in each for each in found] == [True] * len(FORMULAS)
    for said, kept in zip(FORMULAS, found, strict=True):
        assert {cell for cell in said if cell} <= {*kept}
    assert not any("inline_keyboard" in each.get("reply_markup", {}) for each in budi.messages())
    assert await counted(town) == before


async def test_rows_beside_those_with_a_formula_go_out_after_a_yes(town: Town) -> None:
    before, budi = await counted(town), town.person(BUDI)
    budi.uploads("harga.xlsx", with_formulas(*FORMULAS, ROWS[0]))
    await budi.sees("5 baris perlu diperbaiki:", "Isi file ini: 1 harga.", CHILI)
    await town.settled()
    assert await counted(town) == before
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Sudah dikabarkan", "Isi file ini: 1 harga.")
    await town.settled()
    assert await counted(town) == before + 1


async def test_who_is_asked_what_to_publish_may_answer_with_a_file(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await uploads(town, *ROWS)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabe rawit merah")
    await budi.sees("Berapa harga belinya?")
    budi.uploads("harga.xlsx", workbook(*ROWS))
    await budi.sees("Mohon selesaikan", "Berapa harga belinya?")
