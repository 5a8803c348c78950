"""What a screen looks like to the Bot API, beside the texts and buttons of `test_request`."""

from typing import Any

import pytest
from markupsafe import Markup
from telegram.constants import ParseMode

from bot.delivery import posts
from bot.delivery.screen import Button, Enclosed, File, Key, Screen, dump, load

HTML = ParseMode.HTML
TEXT = Markup("<b>Siti</b> &amp; Sri")
WHATSAPP = Button("Kirim lewat WhatsApp", url="https://wa.me/?text=Halo")
YES = Button("Ya", "q:1")
PICTURE, PAPER = File("Kode.PNG", b"\x89PNG"), File("pemasok.xlsx", b"PK")
SEE = Button("Lihat foto", "see:12")
PHOTO = Enclosed("photo", "AgAC", SEE, Markup("Sudah tidak ada."))
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


@pytest.mark.parametrize("kind", ["photo", "document"])
def test_what_is_enclosed_goes_by_its_name_with_the_text_below_it(kind: Any) -> None:
    screen = Screen(TEXT, ((YES,),), enclosed=Enclosed(kind, "AgAC", SEE))
    post = posts.message(5, screen, HTML, paid=True)
    assert (post.method, post.fields[kind]) == (f"send{kind.title()}", "AgAC")
    assert (post.fields["caption"], post.fields["parse_mode"]) == (str(TEXT), "HTML")
    assert post.fields["allow_paid_broadcast"]
    assert post.files == {}
    (row,) = post.fields["reply_markup"]["inline_keyboard"]
    assert [each["text"] for each in row] == ["Ya"]


@pytest.mark.parametrize("kind", ["photo", "document", "video"])
def test_what_a_message_is_about_is_never_left_out(kind: Any) -> None:
    about = Enclosed(kind, "AwAD", foremost=True)
    screen = Screen(Markup("{}").format("x" * 1025), enclosed=about)
    post = posts.message(5, screen, HTML)
    assert (post.method, post.fields[kind], post.files) == (f"send{kind.title()}", "AwAD", {})
    assert len(post.fields["caption"]) <= 1024
    assert load(dump(screen)) == screen


@pytest.mark.parametrize(("long", "method"), [(1024, "sendPhoto"), (1025, "sendMessage")])
def test_a_text_that_is_too_long_for_a_caption_stays_whole_and_a_button_brings_the_rest(
    long: int, method: str
) -> None:
    text = Markup("<b>{}</b>").format("&" * long)
    post = posts.message(5, Screen(text, ((YES,), (WHATSAPP,)), enclosed=PHOTO), HTML)
    assert (post.method, post.text) == (method, text)
    rows = post.fields["reply_markup"]["inline_keyboard"]
    brings = [["Lihat foto"]] if method == "sendMessage" else []
    labels = [[each["text"] for each in row] for row in rows]
    assert labels == [["Ya"], *brings, ["Kirim lewat WhatsApp"]]


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
        Screen(TEXT, enclosed=Enclosed("photo", "a", foremost=True)),
    ):
        assert posts.is_new(screen)


def test_what_telegram_cannot_show_is_no_screen() -> None:
    for wrong in (
        {"buttons": ((YES,),), "keys": KEYS},
        {"buttons": ((YES,),), "drops_keys": True},
        {"keys": KEYS, "drops_keys": True},
        {"file": PAPER, "voice": "a"},
        {"file": PAPER, "enclosed": PHOTO},
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
        Screen(TEXT, ((YES,),), enclosed=PHOTO),
        Screen(TEXT, enclosed=Enclosed("document", "BQAC")),
        Screen(Markup(), menu=(("harga", "Harga"),)),
    ],
)
def test_a_screen_can_be_stored(screen: Screen) -> None:
    assert load(dump(screen)) == screen


def test_a_text_with_plain_buttons_is_stored_as_it_always_was() -> None:
    """Another replica may run the program before this one."""
    assert dump(Screen(TEXT, ((YES,),))) == {"text": str(TEXT), "buttons": [[["Ya", "q:1"]]]}
