"""What somebody types at the summary: that it is right, that it is not, or what is to change."""

from bot.conversation.buttons import Op
from bot.conversation.form import Form, Note
from bot.conversation.spoken import heard, is_no, is_yes, listed
from bot.conversation.state import State
from bot.language import LANGUAGES, _, words_for

WHICH_ANSWER = Note(_("Which answer shall be changed? Tap ✎, or type its name."))
USE_BUTTONS = Note(_("Please use the buttons below: save, or change an answer."))
#: What stands beside the name of the answer that is to change.
_ABOUT = listed(
    "ubah ganti salah edit change koreksi betulkan perbaiki keliru wrong yang yg nya saya the my "
    "is mau tolong pak bu ya tidak bukan no"
)


def said(form: Form, state: State, text: str) -> tuple[Op | None, str, Note]:
    """The button that is meant, with its value; or the note that asks."""
    if is_yes(text):
        return Op.CONFIRM, "", USE_BUTTONS
    if is_no(text):
        return None, "", WHICH_ANSWER
    named = [word for word in heard(text).split() if word not in _ABOUT]
    found = _named(form, state, named) if named else []
    if len(found) == 1:
        return Op.CHANGE, found[0], WHICH_ANSWER
    return None, "", WHICH_ANSWER if found else USE_BUTTONS


def _named(form: Form, state: State, said_words: list[str]) -> list[str]:
    """The steps whose heading has all these words, in either language; in full, or begun."""
    steps = [step for step in form.applicable(state.answers) if step.summed_up]
    headings = {
        step.key: [heard(words_for(each).plain(step.heading)).split() for each in LANGUAGES]
        for step in steps
    }
    exact = [key for key, each in headings.items() if said_words in each]
    return exact or [
        key
        for key, each in headings.items()
        if any(all(_has(heading, word) for word in said_words) for heading in each)
    ]


def _has(heading: list[str], word: str) -> bool:
    """`nama` and `namanya` are both about the heading `Nama`."""
    return any(each in {word, word.removesuffix("nya")} for each in heading)
