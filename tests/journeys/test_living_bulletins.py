"""A bulletin lives: it is corrected, extended, withdrawn; who has it sees that where it stands."""

from datetime import timedelta
from typing import Any

from bot import clock
from tests.journeys.test_market import (
    BUDI,
    CLARA,
    NI_MADE,
    SLAMET,
    SRI,
    confirms,
    publish_in_indonesian,
)
from tests.journeys.town import Person, Town

OWNERS = (SRI, SLAMET, NI_MADE, CLARA)
#: What the buyer calls it on the button that opens it.
CHILI = "Cabai rawit merah Rp45.000/kg"


async def published(town: Town, price: str = "45rb/kg") -> Person:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, price)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    return budi


async def arrived(town: Town) -> Person:
    """Published, and everybody has it."""
    budi = await published(town)
    await town.person(CLARA).expects("Red bird's eye chili Rp45,000/kg")
    await town.settled()
    return budi


async def opened(budi: Person, bulletin: str = CHILI) -> None:
    await budi.says("/siaran")
    await budi.sees("Kabar yang masih berlaku", f"[{bulletin}]")
    await budi.taps(bulletin)
    await budi.sees("[Tarik kabar ini]")


async def reprice(budi: Person, price: str) -> None:
    await budi.taps("Ubah harga")
    await budi.sees("Sekarang: Rp45.000 per kg", "Berapa harga belinya?")
    await budi.says(price)


async def answer(town: Town, person: Person, text: str) -> str:
    """The one message that answers what is said."""
    await person.says(text)
    await town.settled()
    (answered,) = [each for each in person.messages()[-1:] if each["from"]["is_bot"]]
    return str(answered["text"])


def messages_about(person: Person, text: str) -> list[dict[str, Any]]:
    return [each for each in person.messages() if text in each.get("text", "")]


def counts(town: Town) -> dict[int, int]:
    return {owner: len(town.playground.received.sends(owner)) for owner in OWNERS}


async def test_a_correction_changes_what_has_arrived_and_nobody_gets_a_second_message(
    town: Town,
) -> None:
    budi = await arrived(town)
    assert counts(town) == dict.fromkeys(OWNERS, 1)
    await opened(budi)
    await reprice(budi, "46500")
    seen = await budi.sees("Ubah menjadi begini?", "Rp46.500 per kg", "berubah di tempat")
    assert CHILI in seen  # as it was, above what it will be
    assert not town.person(SRI).has_seen("46.500")  # nothing happens before the yes
    await budi.taps("Ya, sudah benar")
    await budi.sees("di pesan yang sama", "Cabai rawit merah Rp46.500/kg")
    for owner in (SRI, SLAMET, NI_MADE):
        await town.person(owner).expects("Diperbarui 10.", "WIB", "Rp46.500/kg", "gudang Pare")
    await town.person(CLARA).expects("Updated 10:", "WIB", "chili Rp46,500/kg")
    await town.settled()
    assert counts(town) == dict.fromkeys(OWNERS, 1)
    assert len(messages_about(town.person(SRI), "Cabai rawit merah")) == 1
    assert not town.person(SRI).has_seen("45.000")
    await budi.says("/siaran")
    await budi.sees("[Cabai rawit merah Rp46.500/kg]")


async def test_who_had_blocked_the_bot_finds_it_corrected_on_coming_back(town: Town) -> None:
    budi = await arrived(town)
    town.playground.block(SRI)
    await opened(budi)
    await reprice(budi, "46500")
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("Cabai rawit merah Rp46.500/kg")
    await town.settled()
    sri = town.person(SRI)
    assert sri.has_seen("45.000")
    town.playground.unblock(SRI)
    await sri.expects("Diperbarui 10.", "Rp46.500/kg")
    assert len(messages_about(sri, "Cabai rawit merah")) == 1


async def test_the_same_in_english_from_the_account_of_the_bulletin(town: Town) -> None:
    budi = await arrived(town)
    await budi.says("/language")
    await budi.taps_when_seen("English")
    await budi.sees("From now on")
    await budi.says("/bulletins")
    await budi.taps_when_seen("Red bird's eye chili Rp45,000/kg")
    await budi.taps_when_seen("Who got it")
    await budi.taps_when_seen("Change or withdraw")
    await budi.taps_when_seen("Extend, or change the last day")
    await budi.sees("Now: Friday 27 Nov 2026", "Until which day does it hold?")
    await budi.says("4 December")
    await budi.sees("Change it to this?", "Friday 4 Dec 2026")
    await budi.taps("Yes, that is right")
    await budi.sees("Done.")
    await town.person(SRI).expects("Diperpanjang sampai Jumat, 4 Des 2026", "Rp45.000/kg")
    await town.person(CLARA).expects("Extended until Friday 4 Dec 2026")
    clock.move(timedelta(days=7))
    sri = town.person(SRI)
    await sri.says("/harga")
    await sri.sees("Rp45.000/kg")
    assert not sri.has_seen("Kedaluwarsa")


async def test_what_waits_for_the_morning_goes_out_corrected(town: Town) -> None:
    clock.move(timedelta(hours=9, minutes=30))  # 19.30 in Malang, 20.30 in Bali
    budi = await published(town)
    await town.person(SRI).expects(CHILI)
    await town.settled()
    await opened(budi)
    await reprice(budi, "44rb")
    await budi.taps_when_seen("Ya, sudah benar")
    await town.person(SRI).expects("Diperbarui 19.", "Rp44.000/kg")
    ni_made = town.person(NI_MADE)
    assert not ni_made.has_seen("Cabai rawit merah")
    clock.move(timedelta(hours=11, minutes=30))  # 08.00 in Bali
    await ni_made.expects("Diperbarui 19.", "Rp44.000/kg")
    await town.settled()
    assert not ni_made.has_seen("45.000")
    assert counts(town) == dict.fromkeys(OWNERS, 1)


async def test_what_is_withdrawn_says_so_and_goes_to_nobody_else(town: Town) -> None:
    clock.move(timedelta(hours=9, minutes=30))
    budi = await published(town)
    await town.person(SRI).expects(CHILI)
    await town.settled()
    await opened(budi)
    await budi.taps("Tarik kabar ini")
    await budi.sees("Tarik kabar ini?", CHILI, "ditandai")
    await budi.taps("Ya, sudah benar")
    await budi.sees("Sudah berakhir: ditarik Senin, 23 Nov 2026")
    sri, ni_made = town.person(SRI), town.person(NI_MADE)
    await sri.expects("Ditarik 19.", CHILI)
    clock.move(timedelta(hours=11, minutes=30))
    await town.settled()
    assert not ni_made.has_seen("Cabai rawit merah")
    for asked in ("/harga", "harga cabai rawit merah di jatim"):
        assert "45.000" not in await answer(town, sri, asked)
    await budi.says("/siaran")
    await budi.sees("Belum ada kabar", "Baru saja berakhir", f"{CHILI}: ditarik")


async def test_a_newer_price_for_the_same_place_takes_the_place_of_the_older(town: Town) -> None:
    budi = await arrived(town)
    await published(town, "46rb/kg")
    sri = town.person(SRI)
    await sri.expects("Sudah ada harga baru: Rp46.000/kg", CHILI)
    await sri.expects("Cabai rawit merah Rp46.000/kg\nPembeli")
    await town.settled()
    assert counts(town) == dict.fromkeys(OWNERS, 2)
    found = await answer(town, sri, "/harga")
    assert "Rp46.000" in found
    assert "Rp45.000" not in found
    await budi.says("/siaran")
    await budi.sees(f"{CHILI}: sudah ada harga baru")


async def test_what_has_expired_says_so(town: Town) -> None:
    budi = await arrived(town)
    clock.move(timedelta(days=5))
    await town.person(SRI).expects("Kedaluwarsa", CHILI)
    await town.person(CLARA).expects("Expired", "chili Rp45,000/kg")
    await town.settled()
    assert counts(town) == dict.fromkeys(OWNERS, 1)
    await budi.says("/siaran")
    await budi.sees(f"{CHILI}: kedaluwarsa")


async def test_a_need_is_fulfilled_by_parts_and_ends_with_all_of_it(town: Town) -> None:
    budi = town.person(BUDI)
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Kebutuhan saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabai rawit merah")
    await budi.sees("[Batal]")
    await budi.says("5 ton")
    await budi.taps_when_seen("Lewati")
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("Jumat")
    await budi.sees("Barangnya dikirim kapan?")
    await budi.taps("Lewati")
    await budi.sees("Ada syarat lain?")
    await budi.taps("Lewati")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")
    await confirms(budi)
    sri, wanted = town.person(SRI), "Dicari: 5.000 kg Cabai rawit merah"
    await sri.expects(wanted)
    await opened(budi, wanted)
    for share, said in (
        ("Sebagian besar (80 %)", "Terpenuhi 80 %"),
        ("Semuanya (100 %)", "Terpenuhi 100 %"),
    ):
        await budi.taps("Sudah terpenuhi sebagian/semua")
        await budi.taps_when_seen(share)
        await budi.sees("Kabarkan ini?", wanted)
        await budi.taps("Ya, sudah benar")
        await budi.sees("di pesan yang sama")
        await sri.expects(said, wanted)
    await town.settled()
    assert len(town.playground.received.sends(SRI)) == 1
    assert "5.000 kg" not in await answer(town, sri, "/kebutuhan")


async def test_a_colleague_who_was_faster_is_not_overruled_unseen(town: Town) -> None:
    budi = await arrived(town)
    await opened(budi)
    await budi.taps("Tarik kabar ini")
    await budi.sees("Tarik kabar ini?")
    clock.move(timedelta(days=5))  # it expires while the question is open
    await town.person(SRI).expects("Kedaluwarsa")
    await budi.taps("Ya, sudah benar")
    await budi.sees("sudah tidak berlaku, jadi tidak ada yang diubah")


async def test_only_its_company_changes_a_bulletin_whatever_a_button_says(town: Town) -> None:
    await arrived(town)
    sri = town.person(SRI)
    for does in ("show", "withdraw", "price"):
        sri.forges(f"bulletin:{does}:1")
        await sri.sees("Hanya pembeli yang sudah disetujui")
    await sri.says("/siaran")
    await sri.sees("Hanya pembeli yang sudah disetujui")
