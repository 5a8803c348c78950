"""The question for a photo or a PDF: what is taken, and what is said of all else."""

import pytest

from bot.conversation.form import Answer, Unclear
from bot.conversation.said import Media, Other
from bot.conversation.steps import Enclose
from bot.conversation.steps import enclose as sentences
from bot.language import words_for
from tests.conversation.forms import situation

STEP = Enclose("enclosure", "?", "Photo or PDF", optional=True)


def pdf(size: int) -> Media:
    return Media("document", "b", name="harga.pdf", mime="application/pdf", size=size)


TAKEN = [
    ("a photo", Media("photo", "a", size=9), {"kind": "photo", "file_id": "a", "name": ""}),
    (
        "a PDF",
        pdf(10 * 2**20),
        {"kind": "document", "file_id": "b", "name": "harga.pdf"},
    ),
    (
        "one that only its name tells, on one short line",
        Media("document", "b", name="Harga\n" + "x" * 90 + ".PDF"),
        {"kind": "document", "file_id": "b", "name": ("Harga " + "x" * 90)[:60]},
    ),
]
REFUSED = [
    ("a file of no bytes", pdf(0), sentences.EMPTY),
    ("one of 60 MB", pdf(60 * 2**20), sentences.TOO_LARGE),
    ("a picture as a file", Media("document", "b", mime="image/jpeg"), sentences.AS_PHOTO),
    ("another file", Media("document", "b", name="harga.docx"), sentences.ONE),
    ("an album", Media("photo", "a", album=True), sentences.SEVERAL),
    ("a video", Other("video"), sentences.NO_VIDEO),
    ("a round video", Other("video_note"), sentences.NO_VIDEO),
    ("a sticker", Other("sticker"), sentences.ONE),
    ("what nobody knows yet", Other("hologram"), sentences.ONE),
]


@pytest.mark.parametrize(("said", "value"), [t[1:] for t in TAKEN], ids=[t[0] for t in TAKEN])
def test_what_is_taken(said: Media, value: dict[str, str]) -> None:
    assert STEP.receive(said, situation()) == Answer(value)
    assert STEP.keeps(value)
    for language in ("id", "en"):
        assert STEP.show(value, words_for(language), {})


@pytest.mark.parametrize(
    ("said", "sentence"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_is_not(said: Media | Other, sentence: str) -> None:
    reply = STEP.receive(said, situation())
    assert isinstance(reply, Unclear)
    assert reply.note.text == sentence


@pytest.mark.parametrize("text", ["tanpa foto", "gak ada", "no photo", "Without one, please"])
def test_none_can_be_said_in_words(text: str) -> None:
    assert STEP.read(text, None, situation()) == Answer(None)


@pytest.mark.parametrize("text", ["foto kopi", "nanti saya kirim", "https://a.b/c.jpg"])
def test_words_are_no_photo(text: str) -> None:
    assert isinstance(STEP.read(text, None, situation()), Unclear)


@pytest.mark.parametrize("stored", [None, "photo", {}, {"kind": "video", "file_id": "a"}])
def test_what_does_not_read_is_not_kept(stored: object) -> None:
    assert not STEP.keeps(stored)
