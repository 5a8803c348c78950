"""A group or channel in the story: the bot is brought in, and what stands there is read."""

import asyncio
from typing import Any

from bot.playground import group_talk
from bot.playground.groups import Group, Kind
from tests.journeys.town import PATIENCE, Person, Town

#: An officer, who made the small group and the channel, and whose the supergroup is not.
WAYAN = 3001


class Place:
    """One chat of many."""

    def __init__(self, town: Town, kind: Kind) -> None:
        self.town, self.playground = town, town.playground
        self.group = next(each for each in self.playground.groups.values() if each.kind is kind)

    def brings_in(self, person_id: int | None = None) -> None:
        group_talk.add_bot(self.playground, self.group, person_id)

    def throws_out(self) -> None:
        group_talk.remove_bot(self.playground, self.group)

    def upgrades(self, *, untold: bool = False) -> None:
        """From now on it is another chat; of which the bot hears when it writes to the old one."""
        add = self.playground.updates.add
        if untold:
            self.playground.updates.add = lambda *_of: 0  # type: ignore[method-assign]
        self.group = group_talk.upgrade(self.playground, self.group)
        self.playground.updates.add = add  # type: ignore[method-assign]

    def posts(self, group: Group | None = None) -> list[dict[str, Any]]:
        """What the bot wrote, as it stands there now."""
        entries = self.playground.entries((group or self.group).id).values()
        return [each.message for each in entries if each.from_bot]

    async def shows(self, *texts: str) -> dict[str, Any]:
        """Wait until one of its posts holds all of these; returns that."""

        def found() -> list[dict[str, Any]]:
            return [each for each in self.posts() if all(t in each["text"] for t in texts)]

        try:
            await asyncio.wait_for(self.playground.until(lambda: bool(found())), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"Not there: {texts}. There: {self.posts()}") from None
        return found()[-1]


async def hears(keeper: Person, place: Place, crops: str = "cabe rawit merah") -> None:
    """The keeper brings the bot in and chooses in private, in Bahasa Indonesia."""
    place.brings_in(keeper.id)
    await keeper.expects("Mitra sudah dimasukkan ke", place.group.title)
    await keeper.taps("Pilih kabarnya")
    await keeper.sees("Kabar komoditas apa saja yang dikirim ke sana?")
    await keeper.says(crops)
    await keeper.sees("Dari provinsi atau kabupaten/kota mana?", "[Seluruh Indonesia]")
    await keeper.says("Jawa Timur")
    await keeper.sees("Dalam bahasa apa?")
    await keeper.taps("Bahasa Indonesia")
    await keeper.sees("Kabar ini yang dikirim ke sana?", "Daerah: Jawa Timur")
    await keeper.taps("Ya, sudah benar")
    await keeper.sees("Mulai kabar berikutnya, ini dikirim ke sana.", "[Hentikan kabarnya]")
