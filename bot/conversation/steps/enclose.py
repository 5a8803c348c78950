"""A photo or a document that goes with what is told: kept as Telegram names it, never opened."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.said import Media, Other
from bot.conversation.steps.text import tidy
from bot.language import Words, _
from bot.market.enclosure import PDF, Enclosure

#: In bytes. Readers pay for what they load, and a price list needs far less.
MOST_BYTES = 10 * 2**20
#: Of a document's name so much is shown.
LONGEST_NAME = 60
ONE = _("Here we take one photo or one PDF. Please send it, or skip this.")
SEVERAL = _("These are several at once. Please send just one.")
EMPTY = _("This file is empty. Please send another one, or skip this.")
TOO_LARGE = _(
    "This file is larger than {most} MB. Opening it would cost readers much data. Please send a "
    "smaller one."
)
AS_PHOTO = _(
    "Please send the picture as a photo, not as a file. A file can tell where it was taken."
)
NO_VIDEO = _("A video cannot go with it. Please send one photo or one PDF, or skip this.")
VIDEOS = {"video", "video_note", "animation"}
_WITHOUT = re.compile(r"\b(?:tanpa|tidak|tak|nggak|gak|ga|no|not|without|none)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Enclose(Step):
    """The answer is what `Enclosure` holds."""

    takes_files: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if self.optional and _WITHOUT.search(text):
            return Answer(None)
        return Unclear(Note(ONE))

    def receive(self, said: Media | Other, situation: Situation) -> Reply:
        what = said.what if isinstance(said, Other) else said.kind
        if isinstance(said, Other) or what in VIDEOS:
            return Unclear(Note(NO_VIDEO if what in VIDEOS else ONE))
        if why := _unfit(said):
            return Unclear(why)
        name = tidy(said.name)[:LONGEST_NAME]
        return Answer({"kind": said.kind, "file_id": said.file_id, "name": name})

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        if value["kind"] == "photo":
            return words.plain(_("a photo"))
        return value["name"] or words.plain(_("a document"))

    def keeps(self, value: Any) -> bool:
        return Enclosure.of(value) is not None


def _unfit(said: Media) -> Note | None:
    """Why it cannot go out, and what can."""
    if said.album:
        return Note(SEVERAL)
    if said.size == 0:
        return Note(EMPTY)
    if said.size is not None and said.size > MOST_BYTES:
        return Note(TOO_LARGE, {"most": str(MOST_BYTES // 2**20)})
    if said.kind == "photo" or said.mime == PDF or said.name.lower().endswith(".pdf"):
        return None
    return Note(AS_PHOTO if said.mime.startswith("image/") else ONE)
