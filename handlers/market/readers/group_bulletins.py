"""A bulletin as a group is shown it: the same words, and one way to answer, each in private.

A tap in a group would be seen by all and answered by nobody; an offer is between two.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.delivery.screen import Button, Screen
from bot.language import Words, _
from handlers.links import deep_link
from handlers.market.bulletins.bulletins import OFFER
from handlers.market.readers.sharing import LINK


def in_group_of(bot: str) -> Callable[[Screen, Words, int], Screen]:
    """How the bot of this name shows a bulletin in groups and channels."""

    def in_group(screen: Screen, words: Words, number: int) -> Screen:
        answers = any(b.data.startswith(f"{OFFER}:") for row in screen.buttons for b in row)
        label = words.plain(_("I can supply") if answers else _("See it in Mitra"))
        enclosed = screen.enclosed and replace(screen.enclosed, button=None)
        button = Button(label, url=deep_link(bot, f"{LINK}{number}"))
        return replace(screen, buttons=((button,),), enclosed=enclosed)

    return in_group
