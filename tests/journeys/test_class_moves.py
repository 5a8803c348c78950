"""One of a class asks for another time: it moves for nobody before its officer knows for whom."""

from tests.journeys.test_after_sessions import class_of
from tests.journeys.test_sessions import SLAMET, SRI, WAYAN
from tests.journeys.town import Town


async def test_the_officer_is_asked_before_one_owners_wish_moves_it_for_all(town: Town) -> None:
    wayan, sri, slamet = (town.person(each) for each in (WAYAN, SRI, SLAMET))
    await class_of(wayan, "sri", "slamet")
    await sri.expects("ada sesi pendampingan")
    await slamet.expects("ada sesi pendampingan")
    await sri.taps("Ganti waktu")
    await sri.sees("Bisanya kapan?")
    await sri.says("Jumat jam 10")
    await wayan.expects("minta waktu lain: Jumat, 27 Nov 2026, 10.00 WIB")
    await wayan.taps("Setuju")
    await wayan.sees("Sri Wahyuni", "pindah untuk semua (2 peserta)", "[Biarkan seperti semula]")
    await town.settled()
    assert not slamet.has_seen("pindah waktu")
    await wayan.taps("Pindahkan untuk 2 peserta")
    await wayan.sees("Disetujui.", "pukul 10.00 WIB")
    await slamet.expects("pindah waktu", "Jumat, 27 Nov 2026, pukul 10.00 WIB")
