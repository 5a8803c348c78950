"""The stories of the README, by typing and tapping on the page."""

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Opens
from tests.browser.screen import Chat
from tests.journeys.test_coaching import plan
from tests.journeys.test_onboarding import register_siti
from tests.journeys.town import Town

SITI, SRI, BUDI, WAYAN = 1001, 1101, 2001, 3001


async def publish(budi: Chat) -> None:
    await budi.says("/terbitkan")
    await budi.taps("Harga beli saya")
    await budi.sees("Komoditas apa?")
    await budi.says("cabe rawit merah")
    await budi.sees("Berapa harga belinya?")
    await budi.says("45rb/kg")
    await budi.sees("Untuk pemilik usaha di provinsi")
    await budi.says("Jatim dan Bali")
    await budi.sees("Berlaku sampai hari apa?")
    await budi.says("Jumat")
    await budi.sees("Ada syarat lain?")
    await budi.taps("Lewati")
    await budi.sees("Mau disertai foto atau PDF?")
    await budi.taps("Lewati")
    await budi.sees("Sudah benar? Belum dikirim", "Rp45.000 per kg")
    await budi.taps("Ya, sudah benar")
    await budi.taps("Kabarkan sekarang")
    await budi.sees("Dikabarkan ke 5 orang.")


async def test_an_owner_registers_on_a_phone(town: Town, opens: Opens) -> None:
    phone = await opens("id", phone=True)
    siti = await phone.becomes("Siti Aminah")
    await siti.taps("Mulai")
    await siti.sees("Selamat datang di Mitra", "(1/5)")
    for answer in ("Bahasa Indonesia", "Boleh"):
        await siti.taps(answer)
    for question, answer in (
        ("Siapa nama", "Bu Siti Aminah"),
        ("Menjual atau menanam apa?", "cabai rawit merah"),
        ("Di kabupaten atau kota mana?", "malang"),
    ):
        await siti.sees(question)
        await siti.says(answer)
    await siti.taps("Kabupaten Malang, Jawa Timur")
    await siti.sees("Sudah benar?", "Siti Aminah", "Cabai rawit merah")
    await siti.taps("Ya, sudah benar")
    await siti.sees("Sudah terdaftar")
    await siti.button("Kembali ke daftar orang").click()
    await expect(phone.people).to_be_visible()
    await expect(siti.root).to_be_hidden()


async def test_an_owner_registers_on_a_phone_in_english(town: Town, opens: Opens) -> None:
    phone = await opens("en", phone=True)
    siti = await phone.becomes("Siti Aminah")
    await siti.taps("Start")
    for answer in ("English", "Yes, you may"):
        await siti.taps(answer)
    for question, answer in (
        ("What is your name?", "Ms Siti Aminah"),
        ("What do you make or grow?", "arabica coffee"),
        ("In which regency or city are you?", "kota batu"),
    ):
        await siti.sees(question)
        await siti.says(answer)
    await siti.sees("Is this right?", "Ibu Siti Aminah", "Kota Batu, Jawa Timur")
    await siti.taps("Yes, that is right")
    await siti.sees("Thank you, Ibu Siti. You are registered.")


async def test_a_price_that_a_buyer_says_arrives_in_the_owners_chat(
    town: Town, opens: Opens
) -> None:
    wide = await opens("id")
    await publish(wide.chat("Budi Santoso"))
    row = wide.people.get_by_role("button", name="Sri Wahyuni")
    await expect(row).to_contain_text("1 belum dibaca")
    sri = await wide.becomes("Sri Wahyuni")
    await sri.sees("Cabai rawit merah Rp45.000/kg", "PT Sambal Nusantara")
    await expect(row).not_to_contain_text("belum dibaca")


async def test_a_reload_shows_the_same_chats_again(town: Town, opens: Opens) -> None:
    await register_siti(town.person(SITI))
    wide = await opens("id")
    await wide.becomes("Sri Wahyuni")
    siti = wide.chat("Siti Aminah")
    await siti.sees("Sudah terdaftar")
    before = await siti.log.inner_text()
    await wide.page.reload()
    await siti.sees("Sudah terdaftar")
    assert await siti.log.inner_text() == before
    await expect(wide.chat("Sri Wahyuni").root).to_be_visible()


async def test_the_clock_moved_on_brings_the_reminder(town: Town, opens: Opens) -> None:
    wayan = town.person(WAYAN)
    button = "Sri Wahyuni · Kebun Bu Sri · Kabupaten Malang"
    await plan(wayan, "sri", button, "lusa jam 9 pagi")
    await town.settled()
    wide = await opens("id")
    sri = await wide.becomes("Sri Wahyuni")
    await expect(sri.message("Pengingat")).to_have_count(0)
    await wide.page.get_by_role("button", name="Jam ruang coba").click()
    sheet = wide.page.get_by_role("dialog", name="Jam ruang coba")
    now = sheet.get_by_role("status")
    await expect(now).to_have_text("Sen, 23 Nov, 10.00 WIB")  # wherever the browser stands
    await sheet.get_by_role("button", name="+1 jam").click()
    await expect(now).to_have_text("Sen, 23 Nov, 11.00 WIB")
    await expect(sri.message("Pengingat")).to_have_count(0)
    await sheet.get_by_role("button", name="Besok 08.00").click()
    await expect(now).to_have_text("Sel, 24 Nov, 08.00 WIB")
    await sheet.get_by_role("button", name="+1 jam").click()
    await expect(now).to_have_text("Sel, 24 Nov, 09.00 WIB")
    await sri.sees("Pengingat untuk Bapak/Ibu Sri Wahyuni", "besok, Rabu, 25 Nov 2026")
    await expect(sri.log.locator("time").last).to_have_text("09.00")
    await sheet.get_by_role("button", name="+1 minggu").click()
    await expect(now).to_have_text("Sel, 1 Des, 09.00 WIB")


async def test_who_blocks_the_bot_hears_nothing_until_they_come_back(
    town: Town, opens: Opens
) -> None:
    wide = await opens("en")
    budi = wide.chat("Budi Santoso")
    await budi.taps("More")
    await wide.page.get_by_role("dialog").get_by_role("button", name="Block the bot").click()
    await expect(budi.input).to_be_hidden()
    await expect(wide.people.get_by_role("button", name="Budi")).to_contain_text("Has blocked")
    await budi.taps("Unblock the bot and start again")
    await expect(budi.input).to_be_focused()
    await budi.sees("Budi Santoso")


async def test_a_message_is_edited_where_it_stands(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    budi = wide.chat("Budi Santoso")
    await budi.says("halo")
    await budi.input.fill("sedang ditulis")
    await budi.taps("Ubah “halo”")
    await expect(budi.input).to_have_value("halo")
    await budi.input.fill("halo Mitra")
    await budi.taps("Kirim")
    await expect(budi.message("halo Mitra")).to_contain_text("diubah")
    await expect(budi.input).to_have_value("sedang ditulis")  # what was being written before


@pytest.mark.parametrize("language", ["id", "en"])
async def test_a_contact_and_a_place_are_shared(town: Town, opens: Opens, language: str) -> None:
    phone = await opens(language, phone=True)
    budi = await phone.becomes("Budi Santoso")
    say = phone.words
    for thing, choice, shown in (
        ("contact", say["own_contact"].replace("{phone}", "+6281200002001"), "6281200002001"),
        ("location", "Makassar", "-5.1477, 119.4327"),
    ):
        await budi.taps(say["attach"])
        dialog = phone.page.get_by_role("dialog")
        await dialog.get_by_role("button", name=say[thing]).click()
        await dialog.get_by_role("button", name=choice).click()
        await budi.expects(shown)


async def test_what_a_command_or_link_in_a_message_says_is_done(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    budi = wide.chat("Budi Santoso")
    await budi.taps("Perintah")
    await wide.page.get_by_role("dialog").get_by_role("button", name="/profil").click()
    await budi.sees("PT Sambal Nusantara")
    await budi.log.get_by_role("button", name="/profil", exact=True).click()
    await expect(budi.message("PT Sambal Nusantara")).to_have_count(2)
