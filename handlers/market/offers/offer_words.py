"""What the form of an offer asks about how much, and what stands above and below it."""

from markupsafe import Markup

from bot.conversation.form import Facts
from bot.conversation.steps import HowMuch
from bot.language import Words, _
from handlers.market.bulletins import bulletins as wording
from handlers.people.delegates import acting_for

HOW_MUCH = HowMuch(
    "quantity",
    _("How much can you supply? For example: 200 kg. About is enough."),
    _("Your offer"),
)


def in_short(words: Words, facts: Facts) -> str | None:
    if "now" not in facts:
        return None
    now = wording.Facts(**facts["now"])
    about = words(
        _("<b>{bulletin}</b>\nBuyer: {offtaker}"),
        bulletin=wording.headline(words, now),
        offtaker=now.offtaker,
    )
    return words.lines([acting_for(words, facts), about]) if facts["acting"] else about


def no_agreement(words: Words, facts: Facts) -> Markup:
    if facts.get("acting"):
        return words(_("The buyer sees it as waiting: only the owner can offer it."))
    return words(_("It is not an agreement yet."))
