"""People come in by links: an officer, an expert, an admin, and who scanned a poster."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import clock
from bot.delivery.models import Outgoing
from bot.people import consent
from bot.people.joining import Invitation
from bot.people.models import Role
from bot.people.roles import person_of, roles_of
from tests.journeys.town import Person, Town

RINA, WAYAN, BUDI, SRI = 4001, 3001, 2001, 1101


async def invites(rina: Person, label: str) -> str:
    """The parameter of the link that a tap on the button makes."""
    await rina.says("/undang")
    await rina.taps_when_seen(label)
    seen = await rina.sees("t.me/", "Hanya untuk satu orang")
    return seen.split("?start=")[1].split()[0]


async def roles_in(town: Town, person: Person) -> set[Role]:
    async with town.storage.reading() as db:
        row = await person_of(db, person.id)
        assert row is not None
        return set((await roles_of(db, [row.id]))[row.id])


@pytest.mark.parametrize(
    ("button", "role", "welcome", "done"),
    [
        ("Undang pendamping", Role.OFFICER, "menjadi pendamping usaha (BDO)", "pendamping"),
        ("Undang ahli", Role.EXPERT, "menjadi ahli", "ahli"),
        ("Undang pengelola (admin)", Role.ADMIN, "menjadi pengelola program", "pengelola program"),
    ],
)
async def test_a_newcomer_with_an_invitation_is_asked_for_name_and_place_only(
    town: Town, button: str, role: Role, welcome: str, done: str
) -> None:
    rina, dewi = town.person(RINA), town.newcomer("Dewi")
    link = await invites(rina, button)
    dewi.opens(link)
    await dewi.sees("diundang oleh Rina Hartono", welcome, "Selamat datang di Mitra")
    await dewi.taps_when_seen("Bahasa Indonesia")
    await dewi.sees("Bolehkah kami menyimpan nama dan daerah", "[Boleh]")
    assert "Pilih satu per satu" not in dewi.buttons()
    await dewi.taps("Baca dulu")
    await dewi.sees("Tugas Anda dimulai setelah Anda setuju")
    assert await roles_in(town, dewi) == set()
    await dewi.taps("Boleh")
    await dewi.sees("Siapa nama")
    assert not rina.has_seen("sudah memakai undangan")
    await dewi.says("Ibu Dewi")
    await dewi.sees("Di kabupaten atau kota mana?")
    await dewi.says("kota batu")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Ibu Dewi", done)
    assert await roles_in(town, dewi) == {role}
    await rina.expects("Ibu Dewi sudah memakai undangan")
    async with town.storage.reading() as db:
        row = await person_of(db, dewi.id)
        assert row is not None
        given = await consent.given(db, row.id)
    assert {each.version for each in given} == {consent.VERSION_AT_WORK}
    assert {each.purpose for each in given} == {*consent.ASKED_AT_WORK}


async def test_who_is_invited_and_says_no_is_nothing_until_they_say_yes(town: Town) -> None:
    rina, dewi = town.person(RINA), town.newcomer("Dewi")
    dewi.opens(await invites(rina, "Undang pendamping"))
    await dewi.taps_when_seen("Bahasa Indonesia")
    await dewi.taps_when_seen("Tidak")
    await dewi.sees("tidak kami simpan")
    assert await roles_in(town, dewi) == set()
    await dewi.says("/jadwalkan")
    await dewi.taps_when_seen("Bahasa Indonesia")
    await dewi.sees("Bolehkah kami menyimpan nama dan daerah")
    await dewi.says("boleh")
    await dewi.sees("Siapa nama")
    await dewi.says("Ibu Dewi")
    await dewi.sees("Di kabupaten atau kota mana?")
    await dewi.says("kota batu")
    await dewi.taps_when_seen("Ya, sudah benar")
    await dewi.sees("Ibu Dewi", "[Jadwalkan sesi]")
    assert await roles_in(town, dewi) == {Role.OFFICER}


async def test_an_invitation_is_accepted_in_english(town: Town) -> None:
    rina, john = town.person(RINA), town.newcomer("John", "en")
    link = await invites(rina, "Undang pendamping")
    john.opens(link)
    await john.sees("Rina Hartono invited you", "invited to be a Business Development Officer")
    await john.taps_when_seen("English")
    await john.sees("The owners and buyers you work with")
    await john.taps_when_seen("Yes, you may")
    await john.sees("What is your name?")
    await john.says("Mr John")
    await john.sees("In which regency or city are you?")
    await john.says("kota batu")
    await john.taps_when_seen("Yes, that is right")
    await john.sees("registered as a Business Development Officer")


async def test_a_known_person_is_made_an_officer_on_the_spot_and_sees_new_wishes(
    town: Town,
) -> None:
    rina, sri, slamet = town.person(RINA), town.person(SRI), town.person(1102)
    link = await invites(rina, "Undang pendamping")
    sri.opens(link)
    await sri.sees("menjadi pendamping usaha (BDO)", "[Jadwalkan sesi]")
    assert await roles_in(town, sri) == {Role.OWNER, Role.OFFICER}
    slamet.opens(link)
    await slamet.sees("Undangan ini sudah dipakai")
    assert await roles_in(town, slamet) == {Role.OWNER}
    await sri.says("/jadwalkan")
    await sri.taps_when_seen("Kunjungan")
    await sri.sees("Dengan siapa?")


async def test_an_invitation_in_the_middle_of_a_question_loses_no_answer(town: Town) -> None:
    rina, siti = town.person(RINA), town.person(1001)
    link = await invites(rina, "Undang pendamping")
    await siti.says("/start")
    await siti.taps_when_seen("Bahasa Indonesia")
    await siti.taps_when_seen("Boleh")
    await siti.sees("Siapa nama")
    await siti.says("Ibu Siti Aminah")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("cabai rawit merah")
    await siti.sees("Di kabupaten atau kota mana?")
    siti.opens(link)
    await siti.sees("menjadi pendamping usaha (BDO)", "Di kabupaten atau kota mana?")
    await siti.says("kota batu")
    await siti.taps_when_seen("Ya, sudah benar")
    await siti.sees("Ibu Siti")
    assert await roles_in(town, siti) == {Role.OWNER, Role.OFFICER}
    await siti.says("/profil")
    await siti.sees("Cabai rawit merah")


async def test_what_stands_behind_start_and_is_no_link_of_ours_is_told_so(town: Town) -> None:
    nur, sri = town.newcomer("Nur"), town.person(SRI)
    for argument in ("i_" + "A" * 22, "p_" + "A" * 11, "hello", "i_", "p_"):
        nur.opens(argument)
        await nur.sees("ti", "Mau pakai bahasa apa?")
    sri.opens("i_" + "A" * 22)
    await sri.sees("Undangan ini tidak dikenal", "Mau apa")
    assert await roles_in(town, sri) == {Role.OWNER}


async def test_a_link_that_was_taken_back_or_expired_grants_nothing(town: Town) -> None:
    rina, sri = town.person(RINA), town.person(SRI)
    first = await invites(rina, "Undang ahli")
    await rina.taps_when_seen("Tarik no. 1")
    await rina.sees("Undang orang")
    await town.settled()
    sri.opens(first)
    await sri.sees("Undangan ini sudah ditarik")
    second = await invites(rina, "Undang ahli")
    clock.move_to(clock.now() + timedelta(days=7))
    sri.opens(second)
    await sri.sees("Undangan ini sudah lewat waktunya")
    rina.opens(await invites(rina, "Undang ahli"))
    await rina.sees("undangan buatan Bapak/Ibu sendiri")


async def test_an_invitation_stands_in_no_row_once_it_has_arrived(town: Town) -> None:
    link = await invites(town.person(RINA), "Undang pengelola (admin)")
    await town.settled()
    async with town.storage.reading() as db:
        rows = (await db.execute(select(Outgoing.params, Outgoing.text))).all()
        stored = (await db.execute(select(*Invitation.__table__.c))).all()
    assert link.removeprefix("i_") not in f"{rows}{stored}"


@pytest.mark.parametrize("who", [SRI, WAYAN, BUDI])
async def test_only_admins_invite_and_look_at_the_figures(town: Town, who: int) -> None:
    person = town.person(who)
    commands = ("/admin", "/corong", "/permintaan")
    for command in commands:
        await person.says(command)
        await person.sees("Hanya pengelola program")
    if who != BUDI:
        await person.says("/undang")
        await person.sees("Hanya pengelola program dan pimpinan perusahaan")
    await person.says("/start")
    await person.sees("Mau apa")
    for forged in ("invite:make:admin", "invite:end:1", "unlisted:new:1", "identify:1", "funnel:7"):
        person.forges(forged)
        await town.settled()
    async with town.storage.reading() as db:
        assert (await db.scalars(select(Invitation))).all() == []


async def test_a_lead_invites_somebody_who_only_sees(town: Town) -> None:
    budi, tono = town.person(BUDI), town.newcomer("Tono")
    tono.opens(await invites(budi, "Undang pemantau"))
    await tono.sees("diundang oleh", "mewakili PT Sambal Nusantara")
    await tono.taps_when_seen("Bahasa Indonesia")
    await tono.taps_when_seen("Boleh")
    await tono.sees("Siapa nama")
    await tono.says("Pak Tono")
    await tono.sees("Di kabupaten atau kota mana?")
    await tono.says("kota batu")
    await tono.taps_when_seen("Ya, sudah benar")
    await tono.sees("Mau apa")
    await tono.says("/perusahaan")
    await tono.sees("PT Sambal Nusantara", "Tono (")
    for command, refusal in (
        ("/terbitkan", "Hanya pembeli"),
        ("/poster", "Hanya pendamping, pembeli yang sudah disetujui"),
        ("/undang", "Hanya pengelola program dan pimpinan perusahaan"),
    ):
        await tono.says(command)
        await tono.sees(refusal)
