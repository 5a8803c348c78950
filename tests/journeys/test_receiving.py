"""News comes as each person wants it: together, once a day or a week, and no more than so much."""

from datetime import timedelta

from sqlalchemy import select

from bot import clock
from bot.delivery.daily import ENOUGH
from bot.delivery.ledger import ledger
from bot.delivery.models import Outgoing, State
from bot.market.models import Bulletin
from tests.journeys.test_market import BUDI, CLARA, NI_MADE, SRI, confirms
from tests.journeys.town import Person, Town


async def publishes(budi: Person, price: str, grade: str) -> None:
    """A price of chili of its own grade, so that it does not take the place of another."""
    await budi.says("/terbitkan")
    await budi.taps_when_seen("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabe rawit merah")
    await budi.sees("Berapa harga belinya?")
    await budi.says(price)
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim dan Bali")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("5 Desember")
    await budi.sees("Ada syarat lain?")
    await budi.says(f"grade {grade}")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")
    await confirms(budi)
    await budi.sees("Dikabarkan ke 5 orang.")


def about(person: Person, text: str) -> list[str]:
    """What the bot sent about it."""
    texts = [str(each.get("text", "")) for each in person.messages() if each["from"]["is_bot"]]
    return [each for each in texts if text in each]


async def test_news_comes_together_once_a_day_and_once_a_week(town: Town) -> None:
    """Monday at ten: two want it together, in either language; the others get it at once."""
    sri, clara, budi = town.person(SRI), town.person(CLARA), town.person(BUDI)
    await sri.says("/langganan")
    await sri.taps_when_seen("Atur cara kirim kabar")
    await sri.sees("Setiap kabar dikirim sendiri", "[✓ Langsung]", "[✓ Tanpa batas]")
    await sri.taps("Sehari sekali")
    await sri.sees("Sehari sekali, dikumpulkan: 08.00", "[✓ Sehari sekali]")
    await clara.says("once a week please")
    await clara.sees("Once a week, together: on Monday", "[✓ Once a week]")
    await publishes(budi, "45rb/kg", "A")
    await publishes(budi, "40rb/kg", "B")
    await town.person(NI_MADE).expects("Rp40.000/kg")
    await town.settled()
    assert not sri.has_seen("/kg")
    clock.move(timedelta(hours=22, minutes=5))  # Tuesday, just after eight
    await sri.expects("Kabar untuk Bapak/Ibu: 2", "1. Cabai rawit merah Rp45.000/kg", "2. Cabai")
    assert "1. Bisa setor" in sri.buttons()
    assert "Berhenti kabar ini" in sri.buttons()
    assert len(about(sri, "/kg")) == 1
    assert not clara.has_seen("/kg")
    # What is corrected is corrected within it, and what is withdrawn is not told any more.
    await budi.says("/siaran")
    await budi.sees("Kabar yang masih berlaku")
    await budi.taps("Cabai rawit merah Rp40.000/kg")
    await budi.taps_when_seen("Tarik kabar ini")
    await budi.taps_when_seen("Ya, sudah benar")
    await sri.expects("1. Cabai rawit merah Rp45.000/kg", "2. Ditarik 08.")
    assert len(about(sri, "/kg")) == 1
    clock.move(timedelta(days=6))  # Monday, just after eight
    await clara.expects("Red bird's eye chili Rp45,000/kg")
    await town.settled()
    assert not clara.has_seen("Rp40,000")
    async with town.storage.reading() as db:
        graded = select(Bulletin.id).where(Bulletin.grade.is_not(None))
        for number in (await db.scalars(graded)).all():
            account = await ledger(db, number)
            assert account.targeted == 5
            assert account.waiting == 0


async def test_no_more_comes_on_a_day_than_was_asked_for(town: Town) -> None:
    sri, clara, budi = town.person(SRI), town.person(CLARA), town.person(BUDI)
    await sri.says("maksimal 1 sehari")
    await sri.sees("Paling banyak 1 sehari; sisanya menyusul.")
    await clara.says("/subscriptions")
    await clara.taps_when_seen("How news comes")
    await clara.taps_when_seen("3 a day")
    await clara.sees("At most 3 a day", "[✓ 3 a day]")
    await publishes(budi, "45rb/kg", "A")
    await publishes(budi, "40rb/kg", "B")
    await sri.expects("Rp45.000/kg")
    await clara.expects("Rp45,000/kg")
    await clara.expects("Rp40,000/kg")
    await town.settled()
    assert len(about(sri, "/kg")) == 1
    async with town.storage.reading() as db:
        waiting = select(Outgoing).where(Outgoing.state == State.PENDING)
        (row,) = (await db.scalars(waiting.where(Outgoing.bulletin_id.is_not(None)))).all()
    assert row.reason == ENOUGH
    clock.move(timedelta(hours=22, minutes=5))  # Tuesday, just after eight
    await sri.expects("Rp40.000/kg")
