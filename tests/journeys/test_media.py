"""What people send besides words, told to the whole bot over HTTP."""

from bot.sheets import Table, xlsx
from tests.journeys.town import Person, Town

SRI, CLARA = 1101, 1107


def answers(person: Person) -> list[str]:
    """What the bot has said so far."""
    return [message.get("text", "") for message in person.messages() if message["from"]["is_bot"]]


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
