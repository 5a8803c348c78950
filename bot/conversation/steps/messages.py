"""Several messages, typed, spoken or shown, that are passed on to somebody as they are."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bot.conversation.form import Answer, Facts, Note, Reply, Situation, Step, Turned, Unclear
from bot.conversation.said import Kept, Voice
from bot.conversation.spoken import heard
from bot.conversation.steps.prose import tidy_lines
from bot.conversation.steps.text import tidy
from bot.language import Words, _

#: The option that says that this is all.
DONE = "."
#: Those who answer get each one as a message of its own; an album has at most ten photos.
MOST = 12
#: All that is typed, in UTF-16 units: it stands in one message (4,096 of them) with a head.
LONGEST = 2000
#: A larger video takes a village's connection too long, in bytes.
LARGEST = 20 * 1024 * 1024
TEXT = "text"
IS_ALL = {
    *("sudah", "selesai", "itu saja", "sudah itu saja", "udah", "cukup", "kirim saja"),
    *("done", "that is all", "finished"),
}
NOTHING = _("There is nothing in it yet. Please type it, or add a photo or a voice note.")
TOO_MANY = _("That is a lot already, so the last one was not added. Please pass on what is there.")
TOO_LONG = _("That is a little long, so it was not added. Please say it shorter.")
TOO_LARGE = _(
    "That file is too large for a weak connection, so it was not added. Please choose a shorter or "
    "smaller one."
)
NO_VIDEO = _("A video cannot be passed on here. A photo, a voice note or a few words can.")


def parts(value: Any) -> list[tuple[str, str, str | None]]:
    """What a stored answer holds: kind, text, and file id."""
    return [(kind, text, file_id) for kind, text, file_id in value or []]


@dataclass(frozen=True)
class Messages(Step):
    """The draft and the answer are a list of `[kind, text, file id]`."""

    #: What its button says when all is there.
    done: str = field(default=_("Pass it on"), kw_only=True)
    #: What can be shown; a voice note always can.
    shows: frozenset[str] = field(default=frozenset({"photo", "document"}), kw_only=True)

    apart: ClassVar = (DONE,)
    passes_on: ClassVar = True

    def read(self, text: str, draft: Any, situation: Situation) -> Reply:
        if draft and heard(text) in IS_ALL:
            return Answer(draft)
        said = tidy_lines(text)
        if not any(char.isalnum() for char in said):
            return Unclear(Note(_("Please type it in letters or numbers.")), draft)
        return self._add(TEXT, said, None, draft)

    def keep(self, said: Kept, draft: Any, situation: Situation) -> Reply:
        if isinstance(said, Voice):
            return self._add("voice", "", said.file_id, draft)
        if said.size and said.size > LARGEST:
            return Unclear(Note(TOO_LARGE), draft)
        if said.kind not in self.shows:
            return Unclear(Note(NO_VIDEO), draft)
        text = tidy(said.caption)
        return self._add(said.kind, text, said.file_id, draft)

    def _add(self, kind: str, text: str, file_id: str | None, draft: Any) -> Reply:
        held = list(draft or [])
        if len(held) >= MOST:
            return self._refused(TOO_MANY, held)
        if _units([*(each[1] for each in held), text]) > LONGEST:
            return self._refused(TOO_LONG, held)
        return Turned((DONE,), [*held, [kind, text, file_id]])

    def _refused(self, sentence: str, held: list[Any]) -> Unclear:
        return Unclear(Note(sentence), held or None)

    def question(self, words: Words, answers: Any, draft: Any, facts: Facts) -> Any:
        """Not how many there are: of an album only the first photo is answered."""
        if not draft:
            return words(self.ask)
        more = _("It is added. You can add more, or tap “{done}”.")
        return words(more, done=words.plain(self.done))

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        return Answer(draft) if draft else Unclear(Note(NOTHING))

    def offers(self, option: str, offered: tuple[str, ...]) -> bool:
        return option == DONE

    def meant(self, options: tuple[str, ...]) -> str | None:
        return None

    def deny(self, draft: Any, situation: Situation) -> Reply:
        """A “no” is no message; what is there stays."""
        return Turned((DONE,), draft)

    def label(self, option: str, words: Words, facts: Facts) -> str:
        return words.plain(self.done)

    def show(self, value: Any, words: Words, facts: Facts) -> str:
        return " · ".join(text for _kind, text, _file in parts(value) if text)

    def keeps(self, value: Any) -> bool:
        return isinstance(value, list) and all(
            isinstance(each, list) and len(each) == 3 and isinstance(each[1], str)  # noqa: PLR2004
            for each in value
        )

    def keeps_draft(self, draft: Any) -> bool:
        return draft is None or self.keeps(draft)


def _units(texts: list[str]) -> int:
    return sum(len(text.encode("utf-16-le", "surrogatepass")) // 2 for text in texts)
