"""Units as people write them, each as so much of a base unit, or with no fixed size at all.

Weights: 1 kuintal is 100 kg and 1 ons is 100 g in Indonesian trade; 1 lusin 12, 1 kodi 20,
1 gros 144 pieces; 1 rim 500 sheets.
"""

from decimal import Decimal
from typing import NamedTuple


class Unit(NamedTuple):
    """`factor` base units make one; None when only the person knows how much it holds."""

    base: str
    factor: Decimal | None


_FIXED = (
    ("kg", "1", "kg kgs kilo kilos kilogram kilograms kilogramm klo kgm"),
    ("kg", "0.001", "gram g gr grm grams gramm"),
    ("kg", "0.1", "ons hg"),
    (
        "kg",
        "100",
        "kuintal kwintal kw kwt kuital kwital quintal quintals kuwintal kintal kuintl qtl",
    ),
    ("kg", "1000", "ton tonne tonnes tons tonase tn"),
    ("liter", "1", "liter litre liters litres lt ltr l litr"),
    ("liter", "0.001", "ml mililiter cc"),
    ("buah", "1", "buah bh biji bj pcs pc piece pieces"),
    ("buah", "12", "lusin lsn losin dozen dozens dosin"),
    ("buah", "20", "kodi"),
    ("buah", "144", "gros gross"),
    ("lembar", "1", "lembar lbr helai sheet sheets"),
    ("lembar", "500", "rim ream reams"),
    ("ekor", "1", "ekor ekr head"),
    ("butir", "1", "butir btr"),
    ("ikat", "1", "ikat ikt bundle bundles"),
    ("tandan", "1", "tandan tdn janjang bunch bunches"),
    ("sisir", "1", "sisir"),
    ("batang", "1", "batang btg"),
    ("potong", "1", "potong ptg"),
    ("unit", "1", "unit units"),
    ("pohon", "1", "pohon phn tree trees"),
    ("porsi", "1", "porsi portion portions"),
    ("gelas", "1", "gelas cup cups"),
    ("set", "1", "set sets"),
    ("pasang", "1", "pasang psg pair pairs"),
    ("bungkus", "1", "bungkus bks bgks pack packs"),
    ("botol", "1", "botol btl bottle bottles"),
    ("meter", "1", "meter mtr metre metres meters"),
    ("ha", "1", "ha hektar hektare hectare hectares"),
    ("percent", "1", "percent persen prosen % pct"),
)
_UNFIXED = {
    "karung": "karung krg karungan goni bag bags",
    "sak": "sak zak sack sacks",
    "peti": "peti crate crates",
    "jerigen": "jerigen jeriken jerigent dirigen jerry jerrycan jerrycans jirigen",
    "drum": "drum drums",
    "truk": "truk truck trucks trek fuso tronton engkel",
    "pikap": "pikap pickup pick-up",
    "mobil": "mobil",
    "rit": "rit ret",
    "krat": "krat",
    "renteng": "renteng",
    "pikul": "pikul",
    "kati": "kati",
    "pon": "pon pound pounds lb lbs",
    "keranjang": "keranjang krj basket baskets",
    "dus": "dus kardus karton carton cartons box boxes kotak",
    "ember": "ember bucket buckets",
    "kantong": "kantong kresek",
    "bal": "bal",
    "kontainer": "kontainer container containers",
    "rak": "rak papan tray trays",
    "kaleng": "kaleng blek tin tins",
    "toples": "toples jar jars",
    "gerobak": "gerobak",
    "bakul": "bakul",
    "galon": "galon gallon gallons",
}

#: Spelling -> unit.
UNITS = {
    **{each: Unit(base, Decimal(by)) for base, by, names in _FIXED for each in names.split()},
    **{each: Unit(unit, None) for unit, names in _UNFIXED.items() for each in names.split()},
}
#: Spelling -> the first of its row, which is how a unit is stored that stays as it was said.
NAMES = {
    **{each: names.split()[0] for _base, _by, names in _FIXED for each in names.split()},
    **{each: unit for unit, names in _UNFIXED.items() for each in names.split()},
}
#: Shorter spellings are written and not said ("sekg" is no word).
_SPOKEN = 3
#: "sekilo", "seekor": one of it, or by the piece in a price.
ONE_OF = {
    "se" + name: unit for name, unit in UNITS.items() if len(name) >= _SPOKEN and name.isalpha()
}
#: "2T" is two tons or two trillion, "2 M" two metres or two milliard: the field decides.
TON = Unit("kg", Decimal(1000))
METER = Unit("meter", Decimal(1))


def usual(unit: str) -> Unit:
    """The unit a field is asked in; one this table does not know counts as itself."""
    return UNITS.get(unit.lower()) or Unit(unit, Decimal(1))
