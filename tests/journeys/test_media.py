"""What people send besides words, told to the whole bot over HTTP."""

from bot.sheets import Table, xlsx
from tests.journeys.town import Person, Town

SRI, CLARA = 1101, 1107


def answers(person: Person) -> list[str]:
    """What the bot has said so far."""
    return [message.get("text", "") for message in person.messages() if message["from"]["is_bot"]]


async def test_a_photo_that_nobody_asked_for_is_led_to_who_can_look_at_it(town: Town) -> None:
    sri = town.person(SRI)
    sri.playground.send(SRI, kind="photo")
    await sri.sees("pendamping bisa", "[Tanya pendamping]")
    await sri.taps("Tanya pendamping")
    await sri.sees("Mau tanya apa?")
    sri.playground.send(SRI, kind="photo")
    await sri.taps_when_seen("Teruskan")
    await sri.sees("Pertanyaan sudah diteruskan ke Wayan Sukerti")


async def test_ten_photos_at_once_get_one_answer(town: Town) -> None:
    sri = town.person(SRI)
    town.playground.album(SRI, 10)
    await town.settled()
    assert len(answers(sri)) == 1
    town.playground.album(SRI, 2)
    await town.settled()
    assert len(answers(sri)) == 2


async def test_a_table_that_nobody_can_read_is_answered_with_what_to_do(town: Town) -> None:
    sri, clara = town.person(SRI), town.person(CLARA)
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le")
    for person in (SRI, CLARA):
        town.playground.send(person, "document", content=locked, name="pemasok.xlsx")
    await sri.sees("dikunci kata sandi")
    await clara.sees("has a password")


async def test_a_table_that_is_not_asked_for_is_read_and_harms_nobody(town: Town) -> None:
    sri = town.person(SRI)
    content = xlsx(Table("Pemasok", ["Nama"], [["=1+1"]]))
    town.playground.send(SRI, "document", content=content, name="pemasok.xlsx")
    await sri.sees("Terima kasih")
    assert town.playground.received.methods["getFile"] == 1


async def test_while_telegram_does_not_give_a_file_it_is_asked_for_again(town: Town) -> None:
    sri = town.person(SRI)
    town.playground.faults.add(kind="5xx", method="getFile", times=1)
    town.playground.send(SRI, "document", content=b"Nama;HP\n", name="pemasok.csv")
    await sri.sees("kirim sekali lagi")


async def test_words_of_somebody_else_are_no_command(town: Town) -> None:
    sri = town.person(SRI)
    town.playground.forward(SRI, "/harga", author="Grup Tani")
    await sri.sees("Itu tulisan orang lain")


async def test_whatever_is_sent_beside_it_the_question_within_the_question_is_repeated(
    town: Town,
) -> None:
    siti = town.newcomer("Siti")
    await siti.says("/start")
    for label in ("Bahasa Indonesia", "Boleh"):
        await siti.taps_when_seen(label)
    await siti.sees("Siapa nama")
    await siti.says("Bu Siti")
    await siti.sees("Menjual atau menanam apa?")
    await siti.says("cabe rawit")
    asked = "“cabe rawit” ada beberapa macam. Yang mana?"
    await siti.sees(asked)
    siti.sends("voice")
    await siti.sees(asked)
    await siti.says("bantuan")
    await siti.sees("/batal", asked)
    await siti.says("/bahasa")
    await siti.taps_when_seen("English")
    await siti.sees("“cabe rawit” can be several things. Which one?")
    town.playground.album(siti.id, 3)
    await siti.sees("“cabe rawit” can be several things. Which one?")
    assert "What do you make or grow?" not in answers(siti)[-1]
    await siti.taps("Red bird's eye chili")
    await siti.sees("In which regency or city are you?")
