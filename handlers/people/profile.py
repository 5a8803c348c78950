"""What Mitra knows of a person: shown, and each part of it open to change."""

from markupsafe import Markup

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import LANGUAGES, Words, _
from bot.language.reading.crops import is_name
from bot.market.regions import region
from bot.partnerships import vetting
from bot.partnerships.models import Vetting
from bot.people.businesses import BusinessCard
from bot.people.completeness import Detail
from bot.people.known import Known, known
from bot.people.models import Role
from handlers.home import go
from handlers.people.profile_card import (
    Company,
    Trade,
    Ware,
    business_lines,
    company_lines,
    hour,
    phone,
    trade_of,
    whole_name,
)
from handlers.people.trade_names import trade_name

#: Starts the data of the buttons that change one answer, and of those that open a part.
EDIT, PART = "edit", "part"
ME, TRADE = "me", "trade"
FULL = 100

ROLE_NAMES = {
    Role.OWNER: _("Business owner"),
    Role.OFFTAKER: _("Buyer (offtaker)"),
    Role.OFFICER: _("Business Development Officer"),
    Role.EXPERT: _("Expert"),
    Role.ADMIN: _("Admin"),
}
#: What is missing -> the button that asks for it.
FILL_IN = {
    Detail.CAPACITY: _("Tell how much I can supply"),
    Detail.PHONE: _("Add my phone number"),
    Detail.PRICES_AT: _("Choose when prices arrive"),
    Detail.READINESS: _("Tell which papers there are"),
    Detail.SIZE: _("Tell the yearly sales"),
}
#: Missing details of the business, the others being the person's.
OF_BUSINESS = {Detail.CAPACITY, Detail.READINESS, Detail.SIZE}
#: Key of the form -> what its button says; long labels would be cut off.
PERSONAL = {
    "name": _("Name"),
    "regency": _("Region"),
    "phone": _("Phone"),
    "prices_at": _("Price hour"),
    "statistics": _("Woman/man, age"),
}
COMMERCIAL = {
    "business": _("Name"),
    "place": _("Place"),
    "products": _("Products"),
    "capacity": _("Capacity"),
    "size": _("Yearly sales"),
    "readiness": _("Papers"),
    "nib": _("NIB"),
}


class Profile(Notice):
    kind = "profile"

    name: str
    honorific: str | None = None
    regency: str | None
    roles: tuple[Role, ...]
    phone: str | None = None
    verified: bool = False
    prices_at: str | None = None
    hears_news: bool = True
    #: Gender and year of birth, as far as they were told.
    counted: tuple[str, ...] = ()
    #: The active business; the other ones are named only.
    business: Trade | None = None
    others: tuple[str, ...] = ()
    company: Company | None = None
    #: Of owners: how much is known, and what would be best to tell next.
    percent: int | None = None
    missing: Detail | None = None
    #: The part that is open to change, `me` or `trade`.
    part: str | None = None
    #: A sentence above it, marked for the catalogues.
    note: str | None = None


async def show_profile(turn: Turn, note: str | None = None) -> None:
    turn.reply(await _profile(turn, note=note))


async def show_part(turn: Turn, tap: Tap, argument: str) -> None:
    """`me` or `trade`, in place of the profile; anything else is all of it again."""
    part = argument if argument in {ME, TRADE} else None
    turn.reply(await _profile(turn, part=part), edits=tap.message_id)


async def _profile(turn: Turn, note: str | None = None, part: str | None = None) -> Profile:
    person, seen = turn.person, await known(turn.db, turn.person)
    count, active = seen.completeness, seen.active
    offtaker = await vetting.offtaker_of(turn.db, person.id)
    return Profile(
        name=person.name or "",
        honorific=person.honorific,
        regency=person.regency,
        roles=tuple(sorted(turn.roles)),
        phone=person.phone,
        verified=person.phone_verified_at is not None,
        prices_at=person.prices_at,
        hears_news=seen.hears_news,
        counted=tuple(str(told) for told in (person.gender, person.birth_year) if told),
        business=_trade(active, seen) if active else None,
        others=tuple(card.name for card in seen.businesses[1:]),
        company=Company(
            name=offtaker.name, vetting=Vetting(offtaker.vetting), reason=offtaker.reason
        )
        if offtaker
        else None,
        percent=count.percent if count else None,
        missing=count.next if count else None,
        part=part,
        note=note,
    )


def _trade(card: BusinessCard, seen: Known) -> Trade:
    wares = [
        Ware.of(make, says_more=make.slug is None or not is_name(make.said)) for make in card.makes
    ]
    return trade_of(card, seen.marks, wares, seen.last_days)


def profile(words: Words, facts: Profile) -> Screen:
    parts = [words(facts.note)] if facts.note else []
    if facts.part != TRADE:
        parts.append(words.lines(_about_person(words, facts)))
    if facts.business and facts.part != ME:
        parts.append(words.lines(business_lines(words, facts.business, facts.name)))
    if facts.part is None:
        parts += _more(words, facts)
        return Screen(words.paragraphs(parts), tuple(_doors(words, facts)))
    return Screen(
        words.paragraphs([*parts, words(_("Tap what is to be changed."))]), _edits(words, facts)
    )


def _about_person(words: Words, facts: Profile) -> list[Markup]:
    lines = [Markup("<b>{}</b>").format(whole_name(words, facts.name, facts.honorific))]
    if facts.roles:
        names = words.list(words.plain(ROLE_NAMES[role]) for role in facts.roles)
        lines.append(words(_("Role: {roles}"), roles=names))
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    if facts.phone:
        number = phone(words, facts.phone, verified=facts.verified)
        lines.append(words(_("Phone: {number}"), number=number))
    if facts.business and facts.hears_news:
        lines.append(words(_("Price news: {hour}"), hour=hour(words, facts.prices_at)))
    elif facts.business:
        lines.append(words(_("Price news: stopped")))
    lines.append(words(_("Language: {language}"), language=LANGUAGES[words.language]))
    return lines


def _more(words: Words, facts: Profile) -> list[Markup]:
    lines = []
    if facts.others:
        others = [trade_name(words, each, facts.name) for each in facts.others[:10]]
        lines.append(words(_("Other businesses: {names}"), names=words.list(others)))
    if facts.company:
        lines.append(words.lines(company_lines(words, facts.company)))
    if facts.percent is not None:
        lines.append(words(_("Profile {percent} % complete."), percent=facts.percent))
    return lines


def _doors(words: Words, facts: Profile) -> list[tuple[Button, ...]]:
    rows: list[tuple[Button, ...]] = []
    if facts.missing:
        rows.append((_edit(words, FILL_IN[facts.missing], facts.missing, facts),))
    me = Button(words.plain(_("✎ My data")), f"{PART}:{ME}")
    if facts.business:
        rows.append((me, Button(words.plain(_("Change the business")), f"{PART}:{TRADE}")))
    else:
        rows.append((me,))
    if facts.business:
        rows.append((go(words.plain(_("See the businesses")), "businesses"),))
    else:
        rows.append((go(words.plain(_("Add a business")), "addbusiness"),))
    rows.append((go(words.plain(_("My data and privacy")), "privacy"),))
    return rows


def _edits(words: Words, facts: Profile) -> tuple[tuple[Button, ...], ...]:
    if facts.part == TRADE and facts.business:
        buttons = [_edit(words, label, key, facts) for key, label in COMMERCIAL.items()]
    else:
        hears_news = facts.business and facts.hears_news
        keys = [key for key in PERSONAL if hears_news or key != "prices_at"]
        buttons = [_edit(words, PERSONAL[key], key, facts) for key in keys]
        buttons.append(go(words.plain(_("Language")), "language"))
    rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    return (*rows, (Button(words.plain(_("‹ Back")), f"{PART}:"),))


def _edit(words: Words, label: str, key: str, facts: Profile) -> Button:
    """A detail of a business says of which one it is: another may be active by then."""
    of_business = facts.business and (key in COMMERCIAL or key in OF_BUSINESS)
    number = f":{facts.business.id}" if of_business and facts.business else ""
    return Button(words.plain(label), f"{EDIT}:{key}{number}")
