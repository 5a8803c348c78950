"""What a screen looks like to the Bot API, beside the texts and buttons of `test_request`."""

import pytest
from markupsafe import Markup
from telegram.constants import ParseMode

from bot.delivery import posts
from bot.delivery.screen import Button, File, Key, Screen, dump, load

HTML = ParseMode.HTML
TEXT = Markup("<b>Siti</b> &amp; Sri")
WHATSAPP = Button("Kirim lewat WhatsApp", url="https://wa.me/?text=Halo")
YES = Button("Ya", "q:1")
PICTURE, PAPER = File("Kode.PNG", b"\x89PNG"), File("pemasok.xlsx", b"PK")
KEYS = ((Key("Kirim nomor saya", "contact"), Key("Kirim lokasi", "location")), (Key("Batal"),))


def test_a_button_can_open_an_address() -> None:
    post = posts.message(5, Screen(TEXT, ((YES, WHATSAPP),)), HTML)
    row = [
        {"text": "Ya", "callback_data": "q:1"},
        {"text": "Kirim lewat WhatsApp", "url": "https://wa.me/?text=Halo"},
    ]
    assert post.fields["reply_markup"] == {"inline_keyboard": [row]}


def test_keys_say_their_label_or_share_what_they_ask_for() -> None:
    post = posts.message(5, Screen(TEXT, keys=KEYS), HTML)
    assert post.fields["reply_markup"] == {
        "keyboard": [
            [
                {"text": "Kirim nomor saya", "request_contact": True},
                {"text": "Kirim lokasi", "request_location": True},
            ],
            [{"text": "Batal"}],
        ],
        "one_time_keyboard": True,
        "resize_keyboard": True,
    }


def test_keys_can_be_taken_away() -> None:
    post = posts.message(5, Screen(TEXT, drops_keys=True), HTML)
    assert post.fields["reply_markup"] == {"remove_keyboard": True}


def test_a_picture_is_a_photo_and_any_other_file_a_document() -> None:
    for file, method, kind, mime in (
        (PICTURE, "sendPhoto", "photo", "image/png"),
        (PAPER, "sendDocument", "document",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (File("tanpa akhiran", b"?"), "sendDocument", "document", "application/octet-stream"),
    ):  # fmt: skip
        post = posts.message(5, Screen(TEXT, ((YES,),), file=file), HTML)
        assert post.method == method
        assert post.files == {kind: (file.name, file.content, mime)}
        assert (post.fields["caption"], post.fields["parse_mode"]) == (str(TEXT), "HTML")
        assert "inline_keyboard" in post.fields["reply_markup"]


def test_a_voice_note_goes_on_by_its_name() -> None:
    post = posts.message(5, Screen(TEXT, voice="AwAD"), HTML)
    assert (post.method, post.fields["voice"], post.files) == ("sendVoice", "AwAD", {})
    assert post.fields["caption"] == post.text == str(TEXT)


@pytest.mark.parametrize("kind", ["photo", "document", "video"])
def test_what_telegram_keeps_goes_on_by_its_name(kind: str) -> None:
    post = posts.message(5, Screen(TEXT, media=(kind, "AwAD")), HTML)
    assert (post.method, post.fields[kind], post.files) == (f"send{kind.title()}", "AwAD", {})
    assert post.fields["caption"] == post.text == str(TEXT)


def test_the_menu_of_one_chat_is_no_message() -> None:
    post = posts.message(5, Screen(Markup(), menu=(("harga", "Harga hari ini"),)), HTML)
    assert (post.method, post.fields) == (
        "setMyCommands",
        {
            "commands": [{"command": "harga", "description": "Harga hari ini"}],
            "scope": {"type": "chat", "chat_id": 5},
        },
    )


@pytest.mark.parametrize(("sign", "fit"), [("a", 1024), ("&", 1024), ("🌶", 512)])
def test_a_caption_that_is_too_long_loses_its_looks_and_its_end(sign: str, fit: int) -> None:
    whole, cut = (
        posts.message(5, Screen(Markup("<b>{}</b>").format(sign * many), file=PAPER), HTML)
        for many in (fit, fit + 1)
    )
    assert whole.fields["caption"] == Markup("<b>{}</b>").format(sign * fit)
    assert whole.fields["parse_mode"] == HTML
    assert cut.fields["caption"] == sign * (fit - 1) + "…"
    assert cut.fields["parse_mode"] is None


def test_only_words_and_buttons_can_change_an_earlier_message() -> None:
    assert not posts.is_new(Screen(TEXT, ((YES,),)))
    for screen in (
        Screen(TEXT, keys=KEYS),
        Screen(TEXT, drops_keys=True),
        Screen(TEXT, file=PAPER),
        Screen(TEXT, voice="a"),
        Screen(TEXT, media=("photo", "a")),
    ):
        assert posts.is_new(screen)


def test_what_telegram_cannot_show_is_no_screen() -> None:
    for wrong in (
        {"buttons": ((YES,),), "keys": KEYS},
        {"buttons": ((YES,),), "drops_keys": True},
        {"keys": KEYS, "drops_keys": True},
        {"file": PAPER, "voice": "a"},
        {"media": ("photo", "b"), "voice": "a"},
    ):
        with pytest.raises(ValueError, match="A message"):
            Screen(TEXT, **wrong)
    for both in ({"data": "q:1", "url": "https://a.b"}, {}):
        with pytest.raises(ValueError, match="A button"):
            Button("Ya", **both)


@pytest.mark.parametrize(
    "screen",
    [
        Screen(TEXT),
        Screen(TEXT, ((YES, WHATSAPP),)),
        Screen(TEXT, keys=KEYS),
        Screen(TEXT, drops_keys=True),
        Screen(TEXT, file=File("a.png", bytes(range(256)))),
        Screen(TEXT, voice="AwAD"),
        Screen(TEXT, media=("video", "AwAD")),
        Screen(Markup(), menu=(("harga", "Harga"),)),
    ],
)
def test_a_screen_can_be_stored(screen: Screen) -> None:
    assert load(dump(screen)) == screen


def test_a_text_with_plain_buttons_is_stored_as_it_always_was() -> None:
    """Another replica may run the program before this one."""
    assert dump(Screen(TEXT, ((YES,),))) == {"text": str(TEXT), "buttons": [[["Ya", "q:1"]]]}
