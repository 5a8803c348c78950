"""A checklist asks for what this business needs, and for nothing else."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.market.commodities import COMMODITIES
from bot.people import readiness, registration, roles
from bot.people.businesses import Make
from bot.people.models import Person
from bot.people.readiness import Item, Mark, fitting

FARM = (Item.NIB, Item.ORGANIC, Item.GAP, Item.COOPERATIVE)
FOOD = (Item.NIB, Item.PIRT, Item.BPOM, Item.HALAL, Item.COOPERATIVE)
BARE = (Item.NIB, Item.COOPERATIVE)


@pytest.mark.parametrize(
    ("slug", "said", "items"),
    [
        ("kopi-arabika", "kopi arabika", FARM),
        ("cabai-rawit-merah", "rawit Ori 212", FARM),
        ("kacang-tanah", "kacang tanah", FARM),
        ("kopi-robusta", "kopi bubuk", FOOD),
        ("keripik", "keripik singkong", FOOD),
        ("minyak-goreng-curah", "minyak goreng curah", FOOD),
        (None, "sambal bawang", FOOD),
        (None, "Nastar & kue kering", FOOD),
        (None, "pot bunga", BARE),
        ("tempe", "tempe", (Item.NIB, Item.HALAL, Item.COOPERATIVE)),
        ("daging-sapi-1", "daging sapi", (Item.NIB, Item.HALAL, Item.COOPERATIVE)),
        ("babi", "babi", BARE),
        ("batik", "batik", BARE),
        ("rumput-laut-cottonii", "rumput laut", BARE),
    ],
)
def test_what_is_made_decides_what_is_asked(
    slug: str | None, said: str, items: tuple[Item, ...]
) -> None:
    assert fitting([Make(slug, said)]) == items


def test_several_products_share_one_checklist_in_a_steady_order() -> None:
    assert fitting([Make("kopi-arabika", "kopi"), Make(None, "sambal")]) == tuple(Item)


def test_raw_goods_of_the_list_never_need_a_food_permit() -> None:
    raw = {"hortikultura", "perkebunan", "kehutanan", "kerajinan", "perikanan", "minyak-atsiri"}
    for each in COMMODITIES.values():
        if each.category in raw:
            items = set(fitting([Make(each.slug, each.name_id)]))
            assert not items & {Item.PIRT, Item.BPOM, Item.HALAL}, each.slug


async def test_an_item_is_marked_and_marked_anew(db: AsyncSession) -> None:
    person = await db.get_one(Person, await roles.person_id_of(db, 1))
    await registration.introduce(db, person, "Siti", "35.07")
    business = await registration.register_owner(db, person, "Usaha Siti", [Make(None, "sambal")])
    await readiness.mark(db, business.id, {Item.NIB: Mark.DOING, Item.HALAL: Mark.NONE})
    await readiness.mark(db, business.id, {Item.NIB: Mark.HAVE})
    assert await readiness.marks(db, business.id) == {Item.NIB: Mark.HAVE, Item.HALAL: Mark.NONE}
