"""An owner without a smartphone hears of prices by phone, until she has a chat of her own."""

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from bot import clock
from bot.delivery.models import Outgoing
from bot.people import posters
from bot.people.businesses import businesses_of
from bot.people.models import Person as Person_
from bot.people.roles import person_id_of
from bot.sheets import Table, xlsx
from tests.journeys.test_market import confirms, publish_in_indonesian
from tests.journeys.town import Person, Town

BUDI, WAYAN, RINA = 2001, 3001, 4001
HEADER = (
    *("Nama", "Sapaan", "Nomor HP", "Kabupaten/kota"),
    *("Produk", "Persetujuan", "Tanggal persetujuan"),
)
EKO = ("Eko", "Bapak", "081200000001", "Kota Batu", "cabai rawit merah", "lisan", "2026-11-20")


def phone_of(town: Town, person: Person) -> str:
    return town.playground.people[person.id].phone


async def register_tari(wayan: Person, phone: str) -> None:
    await wayan.says("/diwakili")
    await wayan.taps_when_seen("Daftarkan pemilik usaha")
    await wayan.sees("Atas nama orang lain", "Mohon bacakan kepada pemilik usaha")
    await wayan.says("boleh katanya")
    await wayan.sees("Izinnya diberikan lisan atau tertulis?", "[Ya, tertulis]")
    await wayan.taps("Ya, lisan")
    await wayan.sees("Atas nama orang lain", "Siapa nama pemilik usahanya?")
    await wayan.says("Bu Tari")
    await wayan.sees("Atas nama Ibu Tari", "Nomor HP yang bisa dihubungi?")
    await wayan.says(phone)
    await wayan.sees("Atas nama Ibu Tari", "menjual atau menanam apa?")
    await wayan.says("cabai rawit merah")
    await wayan.sees("Atas nama Ibu Tari", "Usahanya di kabupaten atau kota mana?")
    await wayan.says("kota batu")
    await wayan.sees("Atas nama Ibu Tari", "biasanya bisa setor berapa?", "Cabai rawit merah")
    await wayan.says("2 kw seminggu")
    await wayan.sees("Atas nama Ibu Tari", "Sudah benar?", "Ya, lisan", "200 kg")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Kabar untuk Ibu Tari masuk ke daftar telepon", "dicatat oleh Wayan Sukerti")


async def publish(town: Town, price: str) -> None:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, price)
    await confirms(budi)
    await town.settled()


async def test_from_a_call_by_the_officer_to_prices_in_her_own_chat(town: Town) -> None:
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    without_consent = (*EKO[:1], "", "", *EKO[3:5], "", "2026-11-20")
    sheet = xlsx(Table("Pemilik", HEADER, [EKO, without_consent], frozenset({2, 6})))
    wayan.sends("document", sheet, "pemilik.xlsx")
    await wayan.sees("1 pemilik usaha bisa didaftarkan", "Baris 3: persetujuan belum diisi")
    keep = wayan.data("Ya, daftarkan")
    await wayan.taps("Ya, daftarkan")
    await wayan.sees("Terdaftar: 1 pemilik usaha.")
    wayan.forges(keep)
    await wayan.sees("Daftar ini sudah disimpan.")

    await publish(town, "45rb/kg")
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "Rp45.000/kg", "PT Sambal Nusantara")
    await wayan.taps("Sudah diberi tahu")
    await wayan.sees("Kabar untuk Bapak Eko", "0812-0000-0001")
    await wayan.taps("Sudah diberi tahu")
    await wayan.sees("Tidak ada yang perlu ditelepon")

    await tari.says("/start")
    await tari.sees("Selamat datang di Mitra")
    await tari.says("/batal")
    await tari.says("/klaim")
    await tari.sees("Apakah Bapak/Ibu didaftarkan oleh pendamping?")
    await tari.says(phone_of(town, tari))
    await tari.sees("Nomor yang diketik belum bisa jadi bukti")
    await tari.presses("📱 Bagikan nomor saya")
    await tari.sees("Kalau nomor ini pernah didaftarkan pendamping")
    await wayan.expects("akun Ibu Tari itu milik saya")
    await wayan.taps("Benar, ini orangnya")
    await wayan.sees("Akun Ibu Tari sudah diserahkan")
    await tari.expects("Sudah dipastikan pendamping: akun ini milik Ibu.")

    await publish(town, "47rb/kg")
    await tari.expects("Cabai rawit merah Rp47.000/kg")
    await wayan.says("/telepon")
    seen = await wayan.sees("Kabar untuk Bapak Eko", "Rp47.000/kg")
    assert "Kabar untuk Ibu Tari" not in seen


async def test_the_same_in_english_and_a_stranger_gets_nothing(town: Town) -> None:
    wayan, clara = town.person(WAYAN), town.newcomer("Clara", "en")
    await wayan.says("/language")
    await wayan.taps_when_seen("English")
    await wayan.sees("From now on we write to you in English.")
    await wayan.says("/delegate")
    await wayan.sees("For somebody else", "Please read this aloud to the owner")
    await wayan.taps("Yes, in writing")
    await wayan.sees("What is the owner's name?")
    await wayan.says("Clara")
    await wayan.sees("On behalf of Clara", "Is the owner addressed as")
    await wayan.taps("Ibu")
    await wayan.sees("On behalf of Ibu Clara", "Which number")
    await wayan.says(phone_of(town, clara))
    await wayan.sees("On behalf of Ibu Clara", "What does the owner make")
    await wayan.says("cabai rawit merah")
    await wayan.sees("On behalf of Ibu Clara", "In which regency or city")
    await wayan.says("kota batu")
    await wayan.taps_when_seen("Skip")
    await wayan.taps_when_seen("Yes, that is right")
    await wayan.sees("News for Ibu Clara comes to your list of calls", "Agreed: in writing")

    await publish(town, "45rb/kg")
    await wayan.says("/calls")
    await wayan.sees("News for Ibu Clara", "Rp45,000/kg")
    await clara.says("/start")
    await clara.sees("Welcome to Mitra")
    await clara.says("/cancel")
    await clara.says("/claim")
    await clara.sees("Did an officer register you?")
    await clara.presses("📱 Share my number")
    await clara.sees("You will hear from us here.")
    await wayan.expects("the account of Ibu Clara is mine")
    await wayan.taps("No, it is not")
    await wayan.sees("The account of Ibu Clara was not handed over.")
    assert not clara.has_seen("Nobody has confirmed")
    clock.move(timedelta(days=1, hours=1))
    await clara.expects("Nobody has confirmed so far")
    assert not clara.has_seen("Clara")


async def test_a_number_that_nobody_registered_gets_the_same_answer(town: Town) -> None:
    siti = town.newcomer("Siti")
    await siti.says("/start")
    await siti.sees("Selamat datang di Mitra")
    await siti.says("/batal")
    await siti.says("/klaim")
    await siti.sees("Apakah Bapak/Ibu didaftarkan oleh pendamping?")
    await siti.presses("📱 Bagikan nomor saya")
    await siti.sees("Kalau nomor ini pernah didaftarkan pendamping")
    assert not town.person(WAYAN).has_seen("milik saya")
    clock.move(timedelta(days=1, hours=1))
    await siti.expects("Sejauh ini belum ada yang membenarkan")


async def test_who_is_no_officer_speaks_for_nobody(town: Town) -> None:
    budi = town.person(BUDI)
    for command in ("/diwakili", "/wakili", "/telepon", "/templat_pemilik"):
        await budi.says(command)
        await budi.sees("Hanya pendamping usaha (BDO)")


async def test_the_phone_of_another_account_is_told_before_anything_is_kept(town: Town) -> None:
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    phone = phone_of(town, tari)
    await register_tari(wayan, phone)
    await wayan.says("/wakili")
    await wayan.taps_when_seen("Ya, tertulis")
    await wayan.sees("Siapa nama pemilik usahanya?")
    await wayan.says("Pak Joko")
    await wayan.sees("Nomor HP yang bisa dihubungi?")
    await wayan.says(phone)
    await wayan.sees("Atas nama Bapak Joko", "menjual atau menanam apa?")
    await wayan.says("tomat")
    await wayan.sees("Usahanya di kabupaten atau kota mana?")
    await wayan.says("kota batu")
    await wayan.taps_when_seen("Lewati")
    await wayan.sees("Nomor ini sudah dipakai akun yang diwakili Wayan Sukerti")
    await wayan.taps("Kosongkan")
    await wayan.sees("Atas nama Bapak Joko", "Sudah benar?")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees("Kabar untuk Bapak Joko", "Tanpa nomor HP")


async def test_how_much_she_can_supply_is_kept_so_that_news_finds_her(town: Town) -> None:
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    async with town.storage.reading() as db:
        found = await db.scalars(select(Person_.id).where(Person_.name == "Tari"))
        [business] = await businesses_of(db, found.one())
    [make] = business.makes
    assert make.supply is not None
    assert (make.supply.high, make.supply.unit, make.supply.per) == (Decimal(200), "kg", "week")


async def test_without_a_yes_nothing_is_kept(town: Town) -> None:
    wayan = town.person(WAYAN)
    await wayan.says("/wakili")
    await wayan.taps_when_seen("Tidak boleh")
    await wayan.sees("Tanpa persetujuan, tidak ada data yang disimpan")
    await wayan.says("/diwakili")
    await wayan.sees("Ada pemilik usaha yang tidak punya HP pintar?")


async def test_her_stop_counts_at_once_and_her_data_can_be_erased(town: Town) -> None:
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    await publish(town, "44rb/kg")
    await wayan.says("/telepon")
    await wayan.sees("Kabar untuk Ibu Tari", "Rp44.000/kg")
    await wayan.says("/diwakili")
    await wayan.taps_when_seen("Ibu Tari")
    await wayan.taps_when_seen("Ibu Tari mau berhenti")
    await wayan.sees("tidak ada lagi kabar harga", "[Ya, hentikan semua]")
    await wayan.taps("Ya, hentikan semua")
    await wayan.sees("Semuanya sudah dihentikan untuk Ibu Tari.")
    await publish(town, "45rb/kg")
    await wayan.says("/telepon")
    await wayan.sees("Tidak ada")
    await wayan.says("/diwakili")
    await wayan.taps_when_seen("Ibu Tari")
    await wayan.sees("Sudah berhenti")
    await wayan.taps("Hapus data Ibu Tari …")
    await wayan.sees("Ibu Tari sudah berhenti.")
    await wayan.taps("Ya, hapus datanya")
    await wayan.sees("Datanya sudah dihapus, dan tidak diwakili lagi.")
    await wayan.says("/diwakili")
    await wayan.sees("Ada pemilik usaha yang tidak punya HP pintar?")
    async with town.storage.reading() as db:
        assert not (await db.scalars(select(Person_.id).where(Person_.name == "Tari"))).all()
        told = await db.execute(select(Outgoing.params, Outgoing.text))
        assert not [row for row in told if "Tari" in str(row)]


async def test_an_owners_card_tells_the_poster_by_which_they_came(town: Town) -> None:
    wayan, tari = town.person(WAYAN), town.newcomer("Tari")
    await register_tari(wayan, phone_of(town, tari))
    async with town.storage.transaction() as db:
        owner = (await db.scalars(select(Person_).where(Person_.name == "Tari"))).one()
        officer = await db.get_one(Person_, (await person_id_of(db, WAYAN)))
        poster = await posters.create(db, officer, region="35.79", commodity="tomat")
        await posters.arrived(db, owner, poster)
    await wayan.says("/diwakili")
    await wayan.taps_when_seen("Ibu Tari")
    await wayan.sees("Datang lewat poster: Kota Batu", "Tomat")


async def test_nobody_stops_an_owner_whom_they_do_not_speak_for(town: Town) -> None:
    wayan, tari, rina = town.person(WAYAN), town.newcomer("Tari"), town.person(RINA)
    await register_tari(wayan, phone_of(town, tari))
    async with town.storage.reading() as db:
        number = (await db.scalars(select(Person_.id).where(Person_.name == "Tari"))).one()
    await rina.says("/admin")
    await rina.sees("Untuk pengelola")
    rina.forges(f"ownerstop:erase:{number}")
    await rina.sees("Hanya pendamping usaha")
    wayan.forges(f"ownerstop:erase:{number + 1000}")
    await wayan.sees("tidak (lagi) diwakili")
