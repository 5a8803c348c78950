"""Faults, limits and the webhook's state are set and seen on the page."""

from playwright.async_api import Locator, expect

from bot.playground.webhook import Outcomes, Webhook
from tests.browser.conftest import Opens
from tests.browser.screen import Screen
from tests.journeys.town import Town


async def trouble(screen: Screen) -> Locator:
    await screen.page.get_by_role("button", name=screen.words["trouble"]).click()
    return screen.page.get_by_role("dialog", name=screen.words["trouble"])


async def test_a_message_that_telegram_refuses_comes_later(town: Town, opens: Opens) -> None:
    wide = await opens("id")
    sheet = await trouble(wide)
    await sheet.get_by_label("Apa yang terganggu").select_option(
        "Jawaban “terlalu banyak permintaan”"
    )
    await sheet.get_by_label("Di obrolan siapa").select_option("Budi Santoso")
    await sheet.get_by_label("Berapa detik").fill("1")
    await sheet.get_by_label("Berapa kali").fill("2")
    await sheet.get_by_role("button", name="Mulai gangguan").click()
    listed = sheet.get_by_role("listitem")
    await expect(listed).to_contain_text("Terjadi 0 dari 2 kali")
    await expect(listed).to_contain_text("mengirim pesan · Budi Santoso")
    await wide.page.keyboard.press("Escape")
    await expect(wide.page.get_by_role("button", name="Gangguan: 1")).to_be_visible()
    budi = wide.chat("Budi Santoso")
    await budi.says("/profil")
    await budi.sees("PT Sambal Nusantara")
    # Two refusals, by the server's own count, and the third attempt got through.
    refused = [call for call in town.playground.received.sends(2001) if "error" in call]
    assert len(refused) == 2
    await expect(wide.button("Gangguan")).to_be_visible()  # it counts those that go on
    await trouble(wide)
    await expect(listed).to_contain_text("Terjadi 2 dari 2 kali: sudah selesai")
    await listed.get_by_role("button").click()
    await expect(sheet).to_contain_text("Tidak ada gangguan.")
    await wide.page.keyboard.press("Escape")
    await expect(wide.button("Gangguan")).to_be_focused()


async def test_each_kind_asks_only_for_what_it_needs(town: Town, opens: Opens) -> None:
    phone = await opens("en", phone=True)
    sheet = await trouble(phone)
    kind = sheet.get_by_label("What goes wrong")
    for label, name, lasts in (
        ("Telegram answers “too many requests”", "429", True),
        ("Telegram answers “server error”", "5xx", False),
        ("The request gets stuck on the way", "hang_before", True),
        ("Done, but the answer never arrives", "hang_after", True),
        ("The connection breaks on the way", "drop_before", False),
        ("Done, but the connection breaks", "drop_after", False),
    ):
        await kind.select_option(label)
        await expect(sheet.get_by_label("For how many seconds")).to_be_visible(visible=lasts)
        await sheet.get_by_label("How many times").fill("")
        await sheet.get_by_role("button", name="Make it go wrong").click()
        await expect(sheet.get_by_role("listitem").last).to_contain_text(label)
        await expect(sheet.get_by_role("listitem").last).to_contain_text("0 times so far")
        made = [*town.playground.faults][-1]
        assert (made.kind, made.method, made.person_id) == (name, "sendMessage", None)
    await sheet.get_by_label("Whenever the bot").select_option("asks for new messages")
    await expect(sheet.get_by_label("In whose chat")).to_be_hidden()


async def test_the_limits_are_set(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    sheet = await trouble(wide)
    await sheet.get_by_label("Telegram refuses what comes too fast").check()
    await sheet.get_by_label("Messages a second, all chats together").fill("12.5")
    await sheet.get_by_role("button", name="Set the limits").click()
    await expect(sheet.get_by_text("The limits hold now.")).to_be_visible()
    limits = town.playground.traffic.limits
    assert (limits.on, limits.overall, limits.per_chat) == (True, 12.5, 1)
    await wide.page.keyboard.press("Escape")
    await trouble(wide)
    await expect(sheet.get_by_label("Telegram refuses what comes too fast")).to_be_checked()
    await sheet.get_by_label("Telegram refuses what comes too fast").uncheck()
    await sheet.get_by_role("button", name="Set the limits").click()
    await expect(sheet.get_by_text("There are no limits now.")).to_be_visible()
    assert not town.playground.traffic.limits.on


async def test_the_state_of_the_webhook_is_shown(town: Town, opens: Opens) -> None:
    wide = await opens("en")
    sheet = await trouble(wide)
    await expect(sheet).to_contain_text("It asks Telegram for them (polling)")
    before = town.playground.webhook
    town.playground.webhook = Webhook("https://mitra.example/telegram")
    town.playground.outcomes = Outcomes(failed=3, last_error="Connection refused")
    town.playground.changed_now()
    await expect(sheet.get_by_text("https://mitra.example/telegram")).to_be_visible()
    await expect(sheet.get_by_role("definition").nth(4)).to_have_text("3")
    await expect(sheet).to_contain_text("Connection refused")
    town.playground.webhook = before  # nothing is there to push to
