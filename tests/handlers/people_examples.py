"""Messages about a person: their profile, their rights, their roles."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from bot.coaching.sessions.notices import SessionFacts
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.delivery import menus
from bot.delivery.screen import Notice
from bot.intake.processing import Apology, TooFast
from bot.partnerships.models import Vetting
from bot.people.completeness import Detail
from bot.people.models import Purpose, Role, SizeClass
from bot.people.readiness import Item
from bot.privacy.notices import ClassPhotosGone, LeftBehind, SessionOff
from handlers import basics, free_text, home, part_wishes, voice
from handlers.coaching import coaching_off, own_officer
from handlers.help import Help
from handlers.market.offers import supplying
from handlers.people import businesses, completing, nudging, profile, welcoming
from handlers.people.profile_card import Company, Trade, Ware
from handlers.privacy import copies, copy_words, erasing, privacy
from tests.handlers.market_examples import LONGEST_NAME, NOON, session


def profiles(name: str) -> Iterator[Notice]:
    ware = {"low": Decimal("0.001"), "high": Decimal(10**12), "unit": "butir", "per": "harvest"}
    wares = [Ware(slug=LONGEST_NAME, said=name, **ware), Ware(slug=None, said=name)] * 8
    trade = Trade(
        id=10**12,
        name=name,
        regency="35.07",
        wares=tuple(wares),
        size=SizeClass.MICRO,
        nib="1234567890123",
        have=tuple(Item),
        doing=tuple(Item),
    )
    full = profile.Profile(
        name=name,
        honorific="ibu",
        regency="35.07",
        roles=tuple(Role),
        phone="+6281234567890",
        verified=True,
        prices_at="06:00",
        business=trade,
        others=(name,) * 12,
        note="Thank you, it is stored.",
    )
    yield profile.Profile(name="Siti", regency=None, roles=())
    for part in (None, profile.ME, profile.TRADE):
        for missing in Detail:
            yield full.model_copy(update={"part": part, "percent": 60, "missing": missing})
    for vetted in Vetting:
        company = Company(name=name, vetting=vetted, reason=name)
        yield full.model_copy(update={"company": company, "percent": 100})


def people_notices(name: str) -> Iterator[Notice]:
    for role in Role:
        yield Help(roles=(role,), company=True)
        yield home.Home(
            name=name, roles=(role,), note=None, waiting_for=name, applications=3, calls=2
        )
        if role is not Role.OFFTAKER:
            for percent, news in ((60, True), (100, False), (None, True)):
                yield welcoming.Registered(
                    name=name, honorific="ibu", role=role, news=news, percent=percent
                )
    for role in (Role.OFFTAKER, Role.OFFICER, Role.ADMIN):
        yield home.NoAccess(role=role)
    yield from profiles(name)
    yield from rights_notices(name)
    yield welcoming.Declined()
    named = businesses.Named(id=10**12, name=name, regency="35.07")
    yield businesses.Closing(business=named)
    for found in ((), (named,), (named,) * 12):
        yield businesses.Businesses(found=found)
    yield menus.MenuChanged(roles=tuple(Role))
    yield basics.LanguageChoice()
    yield basics.LanguageChanged()
    yield Cancelled()
    yield Taken()
    yield Settled()
    yield Apology()
    yield TooFast()
    yield basics.OnlyInPrivate()


def rights_notices(name: str) -> Iterator[Notice]:
    given = tuple(privacy.Given(purpose=purpose, since=NOON) for purpose in Purpose)
    sections = dict.fromkeys(copy_words.SECTIONS, 12345)
    yield privacy.Privacy(given=given, since=NOON, kept=sections)
    yield privacy.Privacy(given=(), since=NOON, kept={})
    for agreed in ((), (Purpose.SERVICE,), tuple(Purpose)):
        yield privacy.Purposes(given=agreed)
    for purpose, goes_on in product(Purpose, (True, False)):
        yield privacy.Stopping(purpose=purpose, other_goes_on=goes_on)
        yield privacy.Stopped(purpose=purpose, other_goes_on=goes_on)
    row: dict[str, Any] = dict.fromkeys(copy_words.FIELDS, name) | {"state": {name: [name]}}
    for to in ("read", "compute"):
        copied = {section: [row] for section in copy_words.SECTIONS}
        for whose in ({}, {"whose": {"name": name}, "language": "en"}):
            yield copies.PersonCopy.model_validate({"to": to, "copied": copied, **whose})
    for others, leads, approved in ((0, 0, False), (0, 0, True), (3, 0, True), (3, 2, False)):
        firm = erasing.Company(name=name, others=others, leads=leads, approved=approved)
        for step in ("first", "last"):
            yield erasing.Erasing.model_validate(
                {"step": step, "asked_at": 10**11, "companies": (firm,) * 3}
                | dict.fromkeys(("businesses", "sessions", "bulletins", "spoken_for", "voices"), 3)
                | {"led": leads, "alone": others}
            )
    yield erasing.Farewell()
    for left in (True, False):
        yield SessionOff(starts_at=NOON, officer_left=left)
    for classes in (1, 12):
        yield ClassPhotosGone(starts_at=NOON, classes=classes, photos=30)
    yield LeftBehind(companies=(name,) * 3, spoken_for=12, programmes=(name,) * 3)
    yield LeftBehind(programmes=(name,), businesses=12, former_id=3)
    yield nudging.NudgesStopped()
    yield nudging.Paused()
    yield supplying.CanSupply()
    had = supplying.Had(slug="cabai-rawit-merah", said="2 kuintal")
    yield supplying.CanSupply(had=(had,) * 3)
    yield completing.SetAside()
    yield free_text.Welcome()
    yield part_wishes.Trust()
    for role in free_text.LIKELY:
        yield free_text.NotUnderstood(role=role)
    asked = SessionFacts(**session(name, coaches=False))
    yield free_text.NotUnderstood(session=asked)
    yield from officer_notices(name)


def officer_notices(name: str) -> Iterator[Notice]:
    for officer in (None, name):
        yield own_officer.YourOfficer(officer=officer, honorific="ibu")
        yield voice.VoiceKept(note_id=10**12, officer=officer)
        yield voice.VoicePassed(officer=officer)
    for spoken in (True, False):
        yield coaching_off.CoachingIsOff(voice=spoken)
