"""Every kind of message has words, and no value that a person typed can break them."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import bot
import handlers
from bot.coaching import owner_list
from bot.coaching.notices import SessionFacts, SessionPlanned, SessionSoon
from bot.conversation.nudging import Nudge
from bot.conversation.question import Question
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.delivery import menus
from bot.delivery.screen import Notice, Screens, dump, load
from bot.intake.processing import Apology, TooFast
from bot.language import LANGUAGES, words_for
from bot.market.commodities import COMMODITIES
from bot.market.models import BulletinKind
from bot.market.regions import REGIONS
from bot.partnerships import supplier_list
from bot.partnerships.members import Change
from bot.partnerships.models import MemberRole, Promise, Vetting
from bot.people.claims import Verdict
from bot.people.completeness import Detail
from bot.people.joining import ConsentHow
from bot.people.models import Purpose, Role, SizeClass
from bot.people.readiness import Item
from bot.privacy.notices import LeftBehind, SessionOff
from handlers import (
    applying,
    basics,
    bulletins,
    businesses,
    calls,
    claims,
    coaching,
    company,
    copies,
    delegates,
    erasing,
    free_text,
    home,
    looking_up,
    nudging,
    owner_cards,
    owner_sheets,
    owner_stops,
    privacy,
    profile,
    publishing,
    suppliers,
    vetting,
    voice,
    welcoming,
)
from handlers.commands import COMMANDS, INDONESIAN
from handlers.menu import MENU, menu
from handlers.profile_card import Company, Trade, Ware
from handlers.screens import SCREENS
from tests.handlers.joining_examples import joining_notices
from tests.handlers.price_examples import price_notices
from tests.sendable import assert_sendable

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
LONGEST_NAME = max(COMMODITIES.values(), key=lambda each: len(each.name_id)).slug
HOSTILE = [
    ("markup", "<b>&\"'{}%</b></a>{name}%s&lt;"),
    ("a hundred ampersands", "&" * 100),
    ("a hundred letters", "W" * 100),
    ("fifty emoji", "😀" * 50),
    ("right to left", "\u202eاسم\u202c\u200f"),
    ("lines", "a\nb\r\nc"),
    ("nothing", ""),
]


def everywhere(kind: type[Notice]) -> Iterator[type[Notice]]:
    for below in kind.__subclasses__():
        yield below
        yield from everywhere(below)


def kinds() -> set[type[Notice]]:
    """Every message of ours that is enqueued: those that have a `kind` of their own."""
    for package in (bot, handlers):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "__main__" not in module.name and "migrations" not in module.name:
                importlib.import_module(module.name)
    found = {
        kind for kind in everywhere(Notice) if kind.__module__.startswith(("bot.", "handlers."))
    }
    return {kind for kind in found if "kind" in vars(kind)}


def test_every_kind_of_message_has_words() -> None:
    assert SCREENS.keys() == kinds()
    assert SessionFacts not in SCREENS


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.kind for kind in kinds()]
    assert len(names) == len(set(names))


def facts_of(name: str) -> bulletins.Facts:
    return bulletins.Facts(
        kind=BulletinKind.PRICE,
        commodity=LONGEST_NAME,
        unit="butir",
        price=Decimal("999999999999.99"),
        quantity=None,
        terms=name,
        until=date(2026, 11, 27),
        offtaker=name,
    )


def need_of(name: str) -> bulletins.Facts:
    changes = {"kind": BulletinKind.NEED, "price": None, "quantity": Decimal(5000)}
    return facts_of(name).model_copy(update=changes)


def session(name: str, *, coaches: bool = False, topic: str | None = None) -> dict[str, Any]:
    return {
        "starts_at": NOON,
        "place": name,
        "topic": topic,
        "name": name,
        "other": name,
        "business": name,
        "coaches": coaches,
    }


def coaching_notices(name: str) -> Iterator[Notice]:
    for coaches in (False, True):
        yield SessionPlanned(**session(name, coaches=coaches))
        yield SessionSoon(**session(name, coaches=coaches, topic=name))
    full = tuple(SessionFacts(**session(name, coaches=True, topic=name)) for _ in range(8))
    yield coaching.Schedule(may_plan=True, sessions=full)
    yield coaching.Schedule(may_plan=False, sessions=())
    yield coaching.NobodyInCare()
    yield coaching.NotInCare()


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
        yield basics.Help(roles=(role,))
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
    given = tuple(
        privacy.Given(purpose=purpose, since=NOON, version="2026-11") for purpose in Purpose
    )
    sections = dict.fromkeys(copies.SECTIONS, 12345)
    yield privacy.Privacy(given=given, since=NOON, kept=sections)
    yield privacy.Privacy(given=(), since=NOON, kept={})
    for agreed in ((), (Purpose.SERVICE,), tuple(Purpose)):
        yield privacy.Purposes(given=agreed)
    for purpose in Purpose:
        yield privacy.Stopping(purpose=purpose)
        yield privacy.Stopped(purpose=purpose)
    row: dict[str, Any] = dict.fromkeys(copies.FIELDS, name) | {"state": {name: [name]}}
    for to in ("read", "compute"):
        copied = {section: [row] for section in copies.SECTIONS}
        yield copies.PersonCopy.model_validate({"to": to, "copied": copied})
    for others, leads, approved in ((0, 0, False), (0, 0, True), (3, 0, True), (3, 2, False)):
        firm = erasing.Company(name=name, others=others, leads=leads, approved=approved)
        for step in ("first", "last"):
            yield erasing.Erasing.model_validate(
                {"step": step, "asked_at": 10**11, "companies": (firm,) * 3}
                | dict.fromkeys(("businesses", "sessions", "bulletins", "spoken_for"), 3)
            )
    yield erasing.Farewell()
    for left in (True, False):
        yield SessionOff(starts_at=NOON, officer_left=left)
    yield LeftBehind(companies=(name,) * 3, spoken_for=12, programmes=(name,) * 3)
    yield nudging.NudgesStopped()
    yield free_text.CanSupply()
    yield free_text.Welcome()
    for role in free_text.LIKELY:
        yield free_text.NotUnderstood(role=role, name=name, honorific="bapak")
    for officer in (None, name):
        yield free_text.YourOfficer(officer=officer, honorific="ibu")
        yield voice.VoiceKept(note_id=10**12, officer=officer)
        yield voice.VoicePassed(officer=officer)
    yield voice.VoiceForOfficer(
        file_id="F", name=name, honorific="ibu", business=name, regency="35.07"
    )


def market_notices(name: str) -> Iterator[Notice]:
    facts = need_of(name)
    for own in (True, False):
        yield looking_up.NeedList(own=own, found=(facts,) * 10)
    yield looking_up.NeedList(own=False, found=())
    for named, places, found in (
        (name, (), (facts,)),
        (name, ("35.07", "35.73"), ()),
        ("", ("35",), (facts,)),
        ("", ("35",), ()),
        (name, (), ()),
    ):
        for elsewhere in (True, False):
            yield looking_up.NeedList(
                own=False, found=found, named=named, places=places, elsewhere=elsewhere
            )
    yield from price_notices(name, facts_of(name))
    for number in (None, 0, 5, 10**6):
        yield publishing.Account(
            bulletin_id=10**12,
            commodity=LONGEST_NAME,
            targeted=number,
            sent=number,
            waiting=number,
            not_sent=number,
        )
    yield from company_notices(name)


PROMISED = {promise: 30 if promise is Promise.PAYMENT_TERM else None for promise in Promise}


def company_notices(name: str) -> Iterator[Notice]:
    yield applying.Applied(name=name, honorific="ibu", company=name, namesake=True)
    yield applying.CompanyCorrected(company=name)
    yield company.NoCompany()
    yield company.LeadsOnly(company=name)
    yield vetting.VettingRequest(
        offtaker_id=10**12, seen=10**12, company=name, regency="35.07", applicant=name
    )
    yield vetting.VettingRequest(
        offtaker_id=10**12,
        seen=10**12,
        company=name,
        regency="35.07",
        applicant=name,
        nib="1234567890123",
        contact=name,
        phone="+6281234567890",
        commodities=tuple(COMMODITIES)[:40],
        regions=tuple(REGIONS)[:40],
        promises=PROMISED,
        history=tuple(vetting.Event(who=name, became=each, reason=name) for each in Vetting),
    )
    for verdict in Vetting:
        yield vetting.VettingDone(company=name, verdict=verdict, reason=name, by=name)
        yield vetting.VettingResult(offtaker_id=10**12, company=name, verdict=verdict, reason=name)
        yield company.Company(
            name=name,
            state=verdict,
            reason=name,
            promises=PROMISED,
            people=((name, MemberRole.LEAD), (name, MemberRole.VIEWER)),
            listed=4000,
            joined=None,
            leads=True,
        )
    yield vetting.NoApplications()
    yield vetting.AnswerPassedOn(company=name, waits=True)
    yield vetting.AnswerPassedOn(company=name, waits=False)
    people = tuple((10**12 + number, name, role) for number, role in enumerate(MemberRole))
    for refused in (None, Change.GONE, Change.LAST_LEAD):
        yield company.Members(
            offtaker_id=10**12, company=name, people=people, me=10**12, refused=refused
        )


def supplier_notices(name: str) -> Iterator[Notice]:
    yield suppliers.Suppliers(listed=0, joined=0)
    yield suppliers.SupplierTemplate()
    for number in (0, 3, 40):
        remarks = ((7, supplier_list.BAD_PHONE, {"said": name}, False),) * number
        yield suppliers.ListLookedAt(offtaker_id=10**12, good=number, bad=number, remarks=remarks)
    yield suppliers.ListUnread(problem=supplier_list.NO_HEADINGS)
    yield suppliers.ListSaved(added=1, updated=2, joined=None)
    yield suppliers.ListDropped()


def delegate_notices(name: str) -> Iterator[Notice]:
    yield owner_cards.OfficersOnly()
    yield owner_stops.OwnerStopping(person_id=10**12, name=name, honorific="ibu")
    for erased in (True, False):
        yield owner_stops.OwnerStopped(name=name, honorific=None, erased=erased)
    yield delegates.NotRegistered()
    yield owner_cards.NotYours()
    people = tuple((10**12 + number, name or "?", "ibu") for number in range(8))
    yield owner_cards.Owners(people=people, page=1, pages=3, total=24, calls=5)
    yield owner_cards.Owners(people=(), page=0, pages=1, total=0, calls=0)
    for how in (None, *ConsentHow):
        yield owner_cards.OwnerCard(
            person_id=10**12,
            name=name,
            honorific="ibu" if how else None,
            phone="+6281234567890" if how else None,
            regency="35.07",
            products=((LONGEST_NAME, name), (None, name)) * 20,
            agreed_at=NOON if how else None,
            how=how,
            recorded_by=name,
            saved=True,
        )
    news = SessionPlanned(**session(name)).model_dump(mode="json")
    bulletin = str(bulletins.bulletin(words_for("id"), facts_of(name)).text)
    told = (
        calls.News(kind="session_planned", params=news),
        calls.News(kind="bulletin", params={}, html=bulletin),
        calls.News(kind="of a newer version", params={}),
    )
    for phone in (None, "+6281234567890"):
        yield calls.CallToMake(
            person_id=10**12,
            name=name,
            honorific="ibu",
            phone=phone,
            zone="Asia/Jayapura",
            ids=(10**12, 10**12 + 1, 10**12 + 2),
            news=told,
            more=3,
            waiting=2,
        )
    yield calls.NoCalls()
    yield claims.ClaimMade()
    for claimant in (None, name):
        yield claims.ClaimRequest(
            claim_id=10**12, owner=name, honorific="ibu", phone="+6281234567890", claimant=claimant
        )
    for verdict in (None, Verdict.CONFIRMED, Verdict.REFUSED):
        yield claims.ClaimDone(owner=name, verdict=verdict)
    yield claims.ClaimResult(confirmed=True)
    yield claims.ClaimResult(confirmed=False)
    yield claims.NoClaims()
    yield owner_sheets.OwnerTemplate()
    for number in (0, 3, 40):
        remarks = ((7, supplier_list.BAD_PHONE, {"said": name[:40]}),) * number
        yield owner_sheets.OwnersLookedAt(good=number, remarks=remarks)
    yield owner_sheets.OwnersUnread(problem=owner_list.TOO_MANY)
    yield owner_sheets.OwnersKept()
    yield owner_sheets.OwnersKept(added=7, left_out=1)


def notices(name: str) -> Iterator[Notice]:
    yield from delegate_notices(name)
    yield from coaching_notices(name)
    yield from people_notices(name)
    yield from market_notices(name)
    yield from supplier_notices(name)
    yield from joining_notices(name)
    yield home.FinishFirst()


def test_the_examples_are_of_every_kind() -> None:
    assert {type(notice) for notice in notices("x")} | {Question, Nudge} == SCREENS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [h[1] for h in HOSTILE], ids=[h[0] for h in HOSTILE])
def test_no_value_breaks_a_screen(name: str, language: str) -> None:
    screens, words = Screens(SCREENS), words_for(language)
    for notice in notices(name):
        stored = notice.model_dump(mode="json")
        screen = screens.render(notice.kind, stored, words)
        assert_sendable(screen)
        assert load(dump(screen)) == screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bulletin_shows_what_was_typed(language: str) -> None:
    for facts in (facts_of(HOSTILE[0][1]), need_of(HOSTILE[0][1])):
        screen = bulletins.bulletin(words_for(language), facts)
        assert assert_sendable(screen).count(HOSTILE[0][1]) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("roles", [(), *((role,) for role in Role), tuple(Role)])
def test_the_menu_is_one_that_telegram_takes(language: str, roles: tuple[Role, ...]) -> None:
    entries = menu(language, roles)
    assert 1 <= len(entries) <= 100
    assert len({name for name, _description in entries}) == len(entries)
    for name, description in entries:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(description) <= 256


def test_the_menu_names_commands_that_exist_in_both_languages() -> None:
    for entry in MENU:
        assert entry.english in COMMANDS
        assert INDONESIAN[entry.indonesian] == entry.english


def test_nobody_sees_commands_that_are_not_for_their_role() -> None:
    def beyond(*roles: Role) -> set[str]:
        return {name for name, _does in set(menu("en", roles)) - set(menu("en"))}

    assert beyond(Role.OWNER) == set()
    assert beyond(Role.OFFTAKER) == {"publish", "poster"}
    assert beyond(Role.OFFICER) == {"plan", "poster", "owners", "calls"}
    admins = {"applications", "admin", "invite"}
    assert beyond(Role.OFFTAKER, Role.ADMIN) == {"publish", "poster", *admins}
