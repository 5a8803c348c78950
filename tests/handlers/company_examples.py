"""Messages to a company and about it."""

from collections.abc import Iterator

from bot.delivery.screen import Notice
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from bot.partnerships import supplier_list
from bot.partnerships.members import Change
from bot.partnerships.models import MemberRole, Promise, Vetting
from handlers import (
    applying,
    company,
    suppliers,
    vetting,
)

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
