"""An example of each message about groups and channels."""

from collections.abc import Iterator
from itertools import product

from bot.delivery.group_chats import BroughtIn, CannotKeep
from bot.delivery.screen import Notice
from handlers.market.readers.groups import MOST_LISTED, Brief, GroupCard, Groups


def group_notices(name: str) -> Iterator[Notice]:
    for channel, hears in product((False, True), repeat=2):
        yield BroughtIn(group_id=10**12, title=name, channel=channel, hears=hears)
        yield CannotKeep(title=name, channel=channel)
    briefs = tuple(Brief(id=10**12 + n, title=name, hears=n > 0) for n in range(MOST_LISTED))
    for listed, may, gone in product(((), briefs), (False, True), (False, True)):
        yield Groups(groups=listed, may=may, bot="mitra_bot", gone=gone)
    crops = ("cabai-rawit-merah", "cabai-rawit-hijau")
    for hears, inside, named, place in product(
        (False, True), (False, True), ((), crops), ("35.07", "35", "ID")
    ):
        yield GroupCard(
            group_id=10**12,
            title=name,
            channel=False,
            hears=hears,
            inside=inside,
            crops=named,
            place=place,
            language="en",
            new=hears,
        )
