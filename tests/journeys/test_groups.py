"""A cooperative's group hears of prices: its keeper decides in private, the group only reads."""

import pytest
from sqlalchemy import select

from bot import clock
from bot.delivery.ledger import ledger, of_groups, people
from bot.delivery.models import Lane, Outgoing, State
from bot.delivery.outcome import STAYED_BEHIND
from bot.market.models import Bulletin
from bot.partnerships.models import MemberRole, Offtaker, OfftakerMember, Vetting
from bot.people import groups, roles
from bot.playground.groups import Kind
from bot.privacy.erasure import erase
from bot.privacy.inventory import counts
from tests.journeys.meeting_place import WAYAN, Place, hears
from tests.journeys.test_market import BUDI, CLARA, SLAMET, SRI, confirms, publish_in_indonesian
from tests.journeys.town import Person, Town

CHILI = "Cabai rawit merah Rp45.000/kg"


async def published(town: Town, price: str = "45rb/kg") -> Person:
    budi = town.person(BUDI)
    await publish_in_indonesian(budi, price)
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")
    return budi


async def rows_of(town: Town, chat_id: int) -> list[Outgoing]:
    async with town.storage.reading() as db:
        rows = select(Outgoing).where(Outgoing.chat_id == chat_id).order_by(Outgoing.id)
        return [*(await db.scalars(rows)).all()]


async def test_a_group_hears_of_a_price_and_each_answers_in_private(town: Town) -> None:
    wayan, budi = town.person(WAYAN), town.person(BUDI)
    group = Place(town, Kind.SUPERGROUP)
    await hears(wayan, group)
    await publish_in_indonesian(budi)
    await budi.taps_when_seen("Ya, sudah benar")
    await budi.sees("Dikirim ke 5 orang.", "Grup dan saluran yang juga mendapatnya: 1")
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 5 orang.", "Grup: 1")
    post = await group.shows(CHILI, "Pembeli: PT Sambal Nusantara")
    assert len(group.posts()) == 1  # of the choosing nothing is said there
    ((button,),) = post["reply_markup"]["inline_keyboard"]
    assert (button["text"], "callback_data" in button) == ("Bisa setor", False)
    await town.settled()
    await budi.taps("Perbarui")
    await budi.sees("Dikabarkan ke 5 orang.", "Terkirim: 5", "Grup: 1, sudah terkirim: 1")
    sri = town.person(SRI)
    sri.opens(button["url"].partition("?start=")[2])
    await sri.sees(CHILI, "[Bisa setor]")


async def test_the_account_sums_and_counts_of_people_are_of_people(town: Town) -> None:
    await hears(town.person(WAYAN), Place(town, Kind.SUPERGROUP))
    await published(town)
    await town.settled()
    async with town.storage.reading() as db:
        bulletin = (await db.scalars(select(Bulletin).order_by(Bulletin.id.desc()).limit(1))).one()
        everybody, alone = await ledger(db, bulletin.id), await people(db, bulletin.id)
        of_those = await of_groups(db, bulletin.id)
    assert bulletin.targeted == everybody.targeted == 6
    assert alone.states == {State.SENT: 5}
    assert of_those == [(State.SENT, None, 1)]


async def test_a_channel_is_brought_in_by_an_admin_and_reads_english(town: Town) -> None:
    clara, channel = town.person(CLARA), Place(town, Kind.CHANNEL)
    channel.group.members.append(CLARA)
    channel.brings_in(CLARA)
    await clara.expects("You have added Mitra to the channel “Kabar Koperasi”.")
    await clara.taps("Choose its news")
    await clara.sees("News of which commodities shall it get?")
    await clara.says("red bird's eye chili, mxyzptlk")
    await clara.sees("We do not know “mxyzptlk” yet.")
    await clara.says("coffee")
    await clara.sees("“coffee” can be several things.")
    await clara.taps("Robusta coffee, green bean")
    await clara.sees("From which province or regency?")
    await clara.taps("All of Indonesia")
    await clara.sees("In which language?")
    await clara.says("english")
    await clara.taps_when_seen("Yes, that is right")
    await clara.sees(
        "News of red bird's eye chili and robusta coffee, green bean in all of Indonesia"
    )
    await published(town)
    post = await channel.shows("Red bird's eye chili Rp45,000/kg", "Valid until")
    ((button,),) = post["reply_markup"]["inline_keyboard"]
    assert button["text"] == "I can supply"


async def test_what_changes_is_changed_in_the_group_where_it_stands(town: Town) -> None:
    group = Place(town, Kind.SUPERGROUP)
    await hears(town.person(WAYAN), group)
    budi = await published(town)
    await group.shows(CHILI)
    await budi.says("/siaran")
    await budi.taps_when_seen(CHILI)
    await budi.taps_when_seen("Tarik kabar ini")
    await budi.taps_when_seen("Ya, sudah benar")
    post = await group.shows("Ditarik", CHILI)
    assert len(group.posts()) == 1
    ((button,),) = post["reply_markup"]["inline_keyboard"]
    assert button["text"] == "Lihat di Mitra"
    slamet = town.person(SLAMET)
    slamet.opens(button["url"].partition("?start=")[2])
    await slamet.sees("Kabar ini sudah tidak berlaku.")


async def test_the_keeper_stops_and_changes_it_and_nobody_else_does(town: Town) -> None:
    wayan, sri, group = town.person(WAYAN), town.person(SRI), Place(town, Kind.SUPERGROUP)
    await hears(wayan, group)
    stop = wayan.data("Hentikan kabarnya")
    await sri.says("/grup")
    await sri.sees("Grup dan saluran yang mendapat kabar", "Belum ada.", "[Masukkan ke grup]")
    sri.forges(stop)
    await sri.sees("Grup ini sudah bukan Bapak/Ibu yang mengatur.")
    sri.forges(stop.replace("group:stop", "group_news"))
    await sri.sees("Grup ini sudah bukan Bapak/Ibu yang mengatur.")
    sri.forges("group:stop:999999999999999999999")
    await sri.sees("Grup ini sudah bukan Bapak/Ibu yang mengatur.")
    await wayan.says("/groups")
    await wayan.taps_when_seen("Lihat Kelompok Tani Makmur")
    await wayan.taps_when_seen("Hentikan kabarnya")
    await wayan.sees("Kabarnya dihentikan.", "[Kirim kabar lagi]")
    await published(town)
    await town.settled()
    assert group.posts() == []
    await wayan.taps("Kirim kabar lagi")
    await wayan.sees("[Hentikan kabarnya]")
    await wayan.taps("Ubah kabarnya")
    await wayan.sees("Kabar komoditas apa saja")
    await wayan.says("jagung")
    await wayan.taps_when_seen("Ya")
    await wayan.sees("Dari provinsi")
    await wayan.says("Kabupaten Blitar")
    await wayan.taps_when_seen("English")
    await wayan.taps_when_seen("Ya, sudah benar")
    await wayan.sees("Kabar jagung pipilan kering di", "dalam bahasa ini: English")
    await published(town)
    await town.settled()
    assert group.posts() == []  # it is about chili
    async with town.storage.reading() as db:
        kept = await groups.of_chat(db, group.group.id)
    assert kept
    assert kept.person.zone == "Asia/Jakarta"


async def test_removal_stops_it_at_once_and_coming_back_goes_on(town: Town) -> None:
    wayan, group = town.person(WAYAN), Place(town, Kind.SUPERGROUP)
    await hears(wayan, group)
    budi = await published(town)
    await group.shows(CHILI)
    group.throws_out()
    await town.settled()
    await wayan.says("/grup")
    await wayan.taps_when_seen("Lihat Kelompok Tani Makmur")
    await wayan.sees("Mitra sedang tidak bisa menulis di sana.")
    await budi.says("/siaran")
    await budi.taps_when_seen(CHILI)
    await budi.taps_when_seen("Ubah harga")
    await budi.sees("Berapa harga belinya?")
    await budi.says("46500")
    await budi.taps_when_seen("Ya, sudah benar")
    await town.person(SRI).expects("Cabai rawit merah Rp46.500/kg")
    await town.settled()
    assert not any("46.500" in each["text"] for each in group.posts())
    group.brings_in(SLAMET)
    await town.person(SLAMET).expects("Mitra ada lagi di “Kelompok Tani Makmur”")
    await group.shows("Diperbarui", "Rp46.500/kg")  # what stands there is put right
    assert len(group.posts()) == 1
    await wayan.says("/grup")
    await wayan.sees("Kelompok Tani Makmur")  # of Slamet, whom Wayan looks after
    await town.person(SLAMET).says("/grup")
    await town.person(SLAMET).sees("[Lihat Kelompok Tani Makmur]")


@pytest.mark.parametrize("untold", [False, True], ids=["told by both chats", "told when it writes"])
async def test_a_group_that_becomes_a_supergroup_hears_on_and_nothing_twice(
    town: Town, *, untold: bool
) -> None:
    wayan, group = town.person(WAYAN), Place(town, Kind.GROUP)
    await hears(wayan, group)
    await published(town)
    await group.shows(CHILI)
    old = group.group
    group.upgrades(untold=untold)
    if not untold:
        await town.settled()
    await published(town, "47rb/kg")
    await group.shows("Cabai rawit merah Rp47.000/kg")
    await town.settled()
    assert len(group.posts()) == 1
    assert len(group.posts(old)) == 1
    (new,) = await rows_of(town, group.group.id)
    assert (new.state, new.attempts) == (State.SENT, 1)
    await wayan.says("/grup")
    await wayan.taps_when_seen("Lihat Koperasi Sumber Rejeki")
    await wayan.sees("Kabar cabai rawit merah di", "[Hentikan kabarnya]")


@pytest.mark.parametrize("untold", [False, True], ids=["told of it", "found by the edit"])
async def test_a_supergroup_is_told_anew_what_its_old_message_cannot_say(
    town: Town, *, untold: bool
) -> None:
    group = Place(town, Kind.GROUP)
    await hears(town.person(WAYAN), group)
    budi = await published(town)
    await group.shows(CHILI)
    old = group.group
    group.upgrades(untold=untold)
    await budi.says("/siaran")
    await budi.taps_when_seen(CHILI)
    await budi.taps_when_seen("Ubah harga")
    await budi.says("40rb/kg")
    await budi.taps_when_seen("Ya, sudah benar")
    await group.shows("Harga dari PT Sambal Nusantara turun:", "Rp40.000/kg", "Rp45.000/kg")
    await town.settled()
    assert len(group.posts()) == 1
    assert [CHILI in post["text"] for post in group.posts(old)] == [True]
    (edit,) = [row for row in await rows_of(town, old.id) if row.lane == Lane.EDIT]
    assert (edit.state, edit.reason) == (State.FAILED, STAYED_BEHIND)


async def test_a_group_kept_by_another_buyer_hears_no_price(town: Town) -> None:
    """Promise P6: its keeper would be told a rival's price by it."""
    wayan, group = town.person(WAYAN), Place(town, Kind.SUPERGROUP)
    await hears(wayan, group)
    async with town.storage.transaction() as db:
        keeper = await roles.person_of(db, WAYAN)
        assert keeper
        rival = Offtaker(
            name="PT Saingan", regency="35.07", vetting=Vetting.APPROVED, committed_at=clock.now()
        )
        db.add(rival)
        await db.flush()
        db.add(OfftakerMember(offtaker_id=rival.id, person_id=keeper.id, role=MemberRole.BUYER))
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await budi.taps_when_seen("Ya, sudah benar")
    assert "Grup dan saluran" not in await budi.sees("Dikirim ke 5 orang.")
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 5 orang.")
    await town.settled()
    assert group.posts() == []


async def test_whoever_may_not_keep_a_group_is_told_so_and_a_stranger_is_not_written_to(
    town: Town,
) -> None:
    budi, group = town.person(BUDI), Place(town, Kind.SUPERGROUP)
    group.group.members += [BUDI, 1106]
    group.brings_in(BUDI)
    await budi.expects(
        "Mitra belum mengirim apa pun ke “Kelompok Tani Makmur”.", "Hanya pendamping"
    )
    await budi.says("/grup")
    await budi.sees("Hanya pendamping usaha dan pemilik usaha")
    group.throws_out()
    stranger = town.newcomer("Orang Baru")
    group.group.members.append(stranger.id)
    group.brings_in(stranger.id)
    await town.settled()
    assert stranger.messages() == []
    async with town.storage.reading() as db:
        assert await roles.person_of(db, stranger.id) is None
    assert group.posts() == []


async def test_when_its_keeper_is_forgotten_the_group_is_nobodys_and_hears_nothing(
    town: Town,
) -> None:
    slamet, group = town.person(SLAMET), Place(town, Kind.SUPERGROUP)
    await hears(slamet, group)
    async with town.storage.transaction() as db:
        keeper = await roles.person_of(db, SLAMET)
        assert keeper
        assert (await counts(db, keeper))["groups"] == 1
        await erase(db, keeper, None)
    budi = town.person(BUDI)
    await publish_in_indonesian(budi)
    await confirms(budi)
    await budi.sees("Dikabarkan ke kurang dari 5 orang.")
    await town.settled()
    assert group.posts() == []
    wayan = town.person(WAYAN)
    await wayan.says("/grup")
    await wayan.sees("Belum ada.")
