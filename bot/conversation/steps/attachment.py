"""One photo, document or video that is shown with something."""

from dataclasses import dataclass
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Unclear
from bot.conversation.said import Kept, Media
from bot.conversation.steps.messages import LARGEST, TOO_LARGE
from bot.language import Words, _

NOT_THIS = _("Please add a photo, a PDF or a short video, or tap “Skip”.")
NAMES = {"photo": _("a photo"), "document": _("a document"), "video": _("a video")}


@dataclass(frozen=True)
class Attachment(Step):
    """The answer is `[kind, file id]`."""

    passes_on: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        return Unclear(Note(NOT_THIS))

    def keep(self, said: Kept, draft: Any, situation: Situation) -> Reply:
        if not isinstance(said, Media) or said.kind not in NAMES:
            return Unclear(Note(NOT_THIS))
        if said.size and said.size > LARGEST:
            return Unclear(Note(TOO_LARGE))
        return Answer([said.kind, said.file_id])

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return words.plain(NAMES[value[0]])

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and len(value) == 2 and value[0] in NAMES  # noqa: PLR2004
