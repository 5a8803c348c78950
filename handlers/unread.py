"""What is answered to what nothing is read from: each kind gets a sentence that helps."""

from collections.abc import Mapping

from bot.conversation.said import (
    Contact,
    Edited,
    Forwarded,
    Location,
    Other,
    Said,
    Sheet,
    Voice,
)
from bot.language import _

#: By Telegram's name of it; whatever is not here gets the last sentence.
KINDS: Mapping[str, str] = {
    "photo": _("A good picture, but I cannot see it. Please type it in a few words."),
    "video": _("I cannot watch videos. Please type it in a few words."),
    "video_note": _("I cannot watch videos. Please type it in a few words."),
    "animation": _("I cannot watch videos. Please type it in a few words."),
    "sticker": _("Thank you for the sticker! I understand words better, or a tap on a button."),
    "audio": _("I cannot listen to music. A voice note I can pass on to your officer."),
    "document": _("I cannot open a file of this kind. Please type what matters in it."),
    "poll": _("I cannot vote. Please type it in a few words."),
}
ANYTHING = _("I cannot read that. Please type it in a few words.")
EDITED = _("I do not read a message again after it was edited. Please type it anew.")
FORWARDED = _("That was written by somebody else, so I did not take it as yours. Please type it.")
ANOTHERS = _("That is somebody else's number, so I did not keep it.")
CONTACT = _("Thank you. I keep a number only when I have asked for it; yours stands in /profile.")
UNASKED = _("Thank you. I keep a number only when I have asked for it.")
LOCATION = _("Thank you. I keep a place only when I have asked for it; yours stands in /profile.")
SHEET = _("Thank you, but I expect no list just now, so I did not keep it.")
VOICE = _("I cannot listen to voice notes. Please type it.")

OF_KIND: Mapping[type, str] = {
    Edited: EDITED,
    Forwarded: FORWARDED,
    Location: LOCATION,
    Voice: VOICE,
}


def sentence(said: Said, *, phone: bool = False) -> str | None:
    """Why nothing was read from it, and what to do; None for what is read.

    `phone` says whether a number of theirs is kept.
    """
    match said:
        case Other(what):
            return KINDS.get(what, ANYTHING)
        case Contact(mine=mine):
            return ANOTHERS if not mine else CONTACT if phone else UNASKED
        case Sheet(problem=problem):
            return problem or SHEET
    return OF_KIND.get(type(said))
