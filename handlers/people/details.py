"""The questions of a profile, each by itself: onboarding asks few of them, the rest is offered."""

from collections.abc import Mapping

from bot.conversation.form import Answers
from bot.conversation.steps import (
    BirthYear,
    Capacity,
    Checklist,
    Choice,
    Crops,
    LastDay,
    NewsHour,
    Number,
    PersonName,
    Phone,
    Place,
    Sales,
    Text,
)
from bot.conversation.steps.sales import RANGES
from bot.language import _
from bot.people.models import Gender
from bot.people.readiness import Item, Mark
from handlers.privacy.consenting import NO, SAY_NO, SAY_YES, YES

ITEMS: Mapping[str, str] = {
    Item.NIB: _("NIB (business number)"),
    Item.PIRT: _("P-IRT (home food permit)"),
    Item.BPOM: _("BPOM permit"),
    Item.HALAL: _("Halal certificate"),
    Item.ORGANIC: _("Organic certificate"),
    Item.GAP: _("GAP (good farming) certificate"),
    Item.COOPERATIVE: _("Member of a cooperative"),
}
TYPED_ITEMS: Mapping[str, str] = {
    "nib": Item.NIB,
    "pirt": Item.PIRT,
    "p irt": Item.PIRT,
    "bpom": Item.BPOM,
    "halal": Item.HALAL,
    "organik": Item.ORGANIC,
    "organic": Item.ORGANIC,
    "gap": Item.GAP,
    "koperasi": Item.COOPERATIVE,
    "cooperative": Item.COOPERATIVE,
}


def has_nib(answers: Answers) -> bool:
    return bool((answers.get("readiness") or {}).get(Item.NIB) == Mark.HAVE)


def has_pirt(answers: Answers) -> bool:
    return bool((answers.get("readiness") or {}).get(Item.PIRT) == Mark.HAVE)


def has_bpom(answers: Answers) -> bool:
    return bool((answers.get("readiness") or {}).get(Item.BPOM) == Mark.HAVE)


def makes_something(answers: Answers) -> bool:
    return bool(answers.get("products"))


def is_counted(answers: Answers) -> bool:
    return bool(answers.get("statistics") == YES)


NAME = PersonName("name", _("What is your name? For example: Ibu Siti, Pak Budi."), _("Name"))
REGENCY = Place(
    "regency", _("In which regency or city are you? For example: Malang."), _("Regency/city")
)
PHONE = Phone(
    "phone",
    _(
        "May we have your phone number? If a buyer or an officer has noted you already, we can "
        "link it to your data. Nobody is given it without your permission."
    ),
    _("Phone"),
)
PRICES_AT = NewsHour(
    "prices_at",
    _("When shall price news arrive? You can type an hour, too, e.g. 5 in the morning."),
    _("Price news"),
    common=("06:00", "12:00", "18:00"),
    optional=True,
)
STATISTICS = Choice(
    "statistics",
    _(
        "May we ask whether you are a woman or a man, and your year of birth? The programme counts "
        "with it whether it reaches women and young people, in figures without names. You can "
        "stop this with /privacy."
    ),
    _("Figures without names"),
    choices={YES: _("Yes, you may"), NO: _("No")},
    also=SAY_YES | SAY_NO,
    optional=True,
)
GENDER = Choice(
    "gender",
    _("Are you a woman or a man?"),
    _("Woman or man"),
    choices={Gender.FEMALE: _("Woman"), Gender.MALE: _("Man")},
    also={
        **dict.fromkeys(("wanita", "cewek", "ibu", "female", "f"), Gender.FEMALE),
        **dict.fromkeys(("pria", "laki", "cowok", "bapak", "male", "m"), Gender.MALE),
    },
    optional=True,
    when=is_counted,
)
BIRTH_YEAR = BirthYear(
    "birth_year",
    _("In which year were you born? For example: 1980."),
    _("Year of birth"),
    optional=True,
    when=is_counted,
)
BUSINESS = Text("business", _("What is your business called?"), _("Business name"), optional=True)
PLACE = Place(
    "place", _("In which regency or city is this business? For example: Malang."), _("Place")
)
PRODUCTS = Crops(
    "products",
    _("What do you make or grow? Several are fine, e.g. cabai rawit, keripik."),
    _("Products"),
)
CAPACITY = Capacity(
    "capacity",
    _("{product}: how much can you usually supply? A guess will do, e.g. 200 kg a week."),
    _("Capacity"),
    when=makes_something,
)
SIZE = Sales(
    "size",
    _("About how much do you sell in a year? Rp300 million a year is Rp25 million a month."),
    _("Yearly sales"),
    choices=RANGES,
    optional=True,
)
READINESS = Checklist(
    "readiness",
    _("Which of these do you have? Tap: ✅ there is, ⏳ being arranged, ▫️ not yet."),
    _("Papers"),
    items=ITEMS,
    also=TYPED_ITEMS,
    hints={
        Item.HALAL: _(
            "A halal certificate does not expire. It is renewed when ingredients or the way of "
            "making change."
        )
    },
    optional=True,
)
NIB = Number(
    "nib",
    _("What is the NIB? 13 digits, on the letter from OSS."),
    _("NIB"),
    digits=(13,),
    optional=True,
    when=has_nib,
)
PIRT_UNTIL = LastDay(
    "pirt_until",
    _(
        "Until which day is the P-IRT valid? It stands on the certificate, e.g. 12 May 2028. We "
        "remind you in time."
    ),
    _("P-IRT valid until"),
    optional=True,
    when=has_pirt,
)
BPOM_UNTIL = LastDay(
    "bpom_until",
    _(
        "Until which day is the BPOM permit valid? It stands on the letter, e.g. 12 May 2028. We "
        "remind you in time."
    ),
    _("BPOM permit valid until"),
    optional=True,
    when=has_bpom,
)
