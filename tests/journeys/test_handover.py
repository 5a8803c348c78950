"""An officer hands their businesses over; the other says yes, and everybody is told once."""

from tests.journeys.test_coaching import plan
from tests.journeys.test_leave import HADI, IN_MALANG, RINA, SRI, WAYAN, second_officer
from tests.journeys.town import Person, Town

CLARA = 1107


async def hands_over(wayan: Person, name: str) -> None:
    await wayan.says("/serahkan")
    await wayan.sees("Apa yang diserahkan?")
    await wayan.taps("Semuanya: usaha, program, sesi, pertanyaan")
    await wayan.sees("Pendamping siapa yang meneruskan?")
    await wayan.taps(name)
    await wayan.sees("Serahkan ini?", "• 7 usaha", "Sebelum disetujui tidak ada yang berubah.")
    await wayan.taps("Ya, sudah benar")
    await wayan.sees(f"{name} kami tanya dulu")


async def test_all_of_it_passes_with_a_yes_and_owners_read_of_it_in_their_language(
    town: Town,
) -> None:
    wayan, hadi = town.person(WAYAN), town.person(HADI)
    sri, clara = town.person(SRI), town.person(CLARA)
    name = await second_officer(town)
    await plan(wayan, "sri", IN_MALANG, "rabu jam 2 siang")
    await plan(
        wayan, "clara", "Clara Simanjuntak · Clara Coffee & Chili · Kota Batu", "kamis jam 2 siang"
    )
    await sri.says("/tanya Daun cabai saya keriting, kenapa?")
    await sri.taps_when_seen("Teruskan")
    await wayan.expects("Daun cabai saya keriting")
    await hands_over(wayan, name)
    await hadi.expects("meminta Bapak/Ibu meneruskan semua dampingannya", "• 7 usaha", "• 2 sesi")
    assert not sri.has_seen("mulai sekarang pendampingnya")
    yes = hadi.data("Ya, saya teruskan")
    await hadi.taps("Ya, saya teruskan")
    await hadi.sees("Sekarang ini dampingan Bapak/Ibu", "• 1 pertanyaan terbuka")
    await wayan.expects(f"Sudah diteruskan {name}")
    await sri.expects(f"mulai sekarang pendampingnya {name}", "Sesi berikutnya tetap", "Pertanyaan")
    await clara.expects(f"from now on {name} is your officer", "Your next session stays as it is")
    hadi.forges(yes)
    await hadi.sees("Permintaan itu sudah tidak berlaku")
    await town.settled()
    for owner, said in ((sri, "menggantikan"), (clara, "in place of")):
        told = [said in message.get("text", "") for message in owner.messages()]
        assert sum(told) == 1
    await sri.says("/pendamping")
    await sri.sees(name)
    await hadi.says("/dampingan")
    await hadi.sees("Sri Wahyuni")
    await wayan.says("/serahkan")
    await wayan.sees("Tidak ada yang perlu diserahkan.")


async def test_some_of_it_is_declined_and_an_admin_asks_for_somebody(town: Town) -> None:
    wayan, hadi, rina = town.person(WAYAN), town.person(HADI), town.person(RINA)
    sri = town.person(SRI)
    name = await second_officer(town)
    await wayan.says("/handover")
    await wayan.says("beberapa")
    await wayan.sees("Usaha yang mana?")
    await wayan.says("sri")
    await wayan.taps_when_seen("Selesai")
    await wayan.taps_when_seen(name)
    await wayan.sees("Serahkan ini?", "Sri Wahyuni", "• 1 usaha")
    await wayan.taps("Ya, sudah benar")
    await hadi.expects("meneruskan sebagian dampingannya", "• 1 usaha")
    await hadi.taps("Maaf, belum bisa")
    await hadi.sees("Dicatat: tidak diteruskan.")
    await wayan.expects(f"{name} belum bisa meneruskan")
    await rina.says("/serahkan")
    await rina.sees("Usaha dampingan siapa yang diserahkan?")
    await rina.taps("Wayan Sukerti")
    await rina.taps_when_seen("Semuanya: usaha, program, sesi, pertanyaan")
    await rina.taps_when_seen(name)
    await rina.taps_when_seen("Ya, sudah benar")
    await hadi.expects("meminta Bapak/Ibu meneruskan dampingan Wayan Sukerti")
    await hadi.taps("Ya, saya teruskan")
    await rina.expects(f"Dampingan Wayan Sukerti sudah diteruskan {name}")
    await wayan.expects(f"Sudah diteruskan {name}")
    await sri.says("/serahkan")
    seen = await sri.sees("pendamping")
    assert "Apa yang diserahkan?" not in seen


async def test_an_admin_gives_away_in_one_tap_what_an_erased_officer_had(town: Town) -> None:
    wayan, sri, hadi = town.person(WAYAN), town.person(SRI), town.person(HADI)
    rina = town.person(RINA)
    name = await second_officer(town)
    await plan(wayan, "sri", IN_MALANG, "rabu jam 2 siang")
    await sri.expects("ada sesi pendampingan")
    await wayan.says("/privasi")
    await wayan.taps_when_seen("Hapus semua data …")
    await wayan.sees("1 sesi pendampingan diteruskan pendamping lain", "tidak ada pendampingnya")
    await wayan.taps("Lanjut menghapus")
    await wayan.taps_when_seen("Ya, hapus semua")
    await wayan.sees("Semua data sudah dihapus")
    await sri.expects("pendampingnya sudah keluar dari Mitra. Penggantinya akan ditunjuk")
    await rina.expects("usaha tidak punya pendamping lagi", "tidak punya pendamping")
    await rina.taps("Pilih penerusnya")
    await rina.sees("Pendamping siapa yang meneruskan?")
    await rina.taps(name)
    await rina.sees("Dari: pendamping yang sudah keluar")
    await rina.taps("Ya, sudah benar")
    await hadi.expects("pendamping yang sudah keluar")
    await hadi.taps("Ya, saya teruskan")
    await hadi.sees("Sekarang ini dampingan Bapak/Ibu", "pendamping yang sudah keluar")
    await rina.expects("pendamping yang sudah keluar")
    sri.forges("handover:left:1")
    await sri.sees("Hanya pengelola program")
