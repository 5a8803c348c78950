"""What is answered to what nothing is read from: each kind gets a sentence that helps."""

from collections.abc import Mapping

from bot.conversation.said import (
    Contact,
    Edited,
    Forwarded,
    Location,
    Media,
    Other,
    Said,
    Sheet,
    Voice,
)
from bot.language import _

#: By Telegram's name of it; whatever is not here gets the last sentence.
KINDS: Mapping[str, str] = {
    "photo": _("A good picture, but we cannot see it. Please type it in a few words."),
    "video": _("We cannot watch videos. Please type it in a few words."),
    "video_note": _("We cannot watch videos. Please type it in a few words."),
    "animation": _("We cannot watch videos. Please type it in a few words."),
    "sticker": _("Thank you for the sticker! We understand words better, or a tap on a button."),
    "audio": _("We cannot listen to music. A voice note we can pass on to your officer."),
    "document": _("We cannot open a file of this kind. Please type what matters in it."),
    "poll": _("We cannot vote. Please type it in a few words."),
}
ANYTHING = _("We cannot read that. Please type it in a few words.")
#: A photo or document of a buyer that goes with nothing yet.
OF_BUYER = _(
    "A photo or PDF can go with your news. Please send it with the price below it, for example: "
    "harga kopi robusta 62rb/kg malang sampai jumat."
)
#: A photo or document of an owner: somebody else can look at it.
OF_OWNER = _(
    "Thank you. We cannot look into it ourselves, but your officer can: tap “Ask my officer”, then "
    "send it again."
)
EDITED = _("We do not read a message again after it was edited. Please type it anew.")
FORWARDED = _("That was written by somebody else, so we did not take it as yours. Please type it.")
ANOTHERS = _("That is somebody else's number, so we did not keep it.")
CONTACT = _("Thank you. We keep a number only when we have asked for it; yours stands in /profile.")
UNASKED = _("Thank you. We keep a number only when we have asked for it.")
LOCATION = _("Thank you. We keep a place only when we have asked for it; yours stands in /profile.")
SHEET = _("Thank you, but we expect no list just now, so we did not keep it.")
VOICE = _("We cannot listen to voice notes. Please type it.")

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
        case Other(what) | Media(what):
            return KINDS.get(what, ANYTHING)
        case Contact(mine=mine):
            return ANOTHERS if not mine else CONTACT if phone else UNASKED
        case Sheet(problem=problem):
            return problem or SHEET
    return OF_KIND.get(type(said))
