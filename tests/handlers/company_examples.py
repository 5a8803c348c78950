"""Messages to a company and about it."""

from collections.abc import Iterator

from bot import columns
from bot.delivery.screen import Notice
from bot.market.commodities import COMMODITIES
from bot.market.regions import REGIONS
from bot.partnerships import supplier_list
from bot.partnerships.members import Change
from bot.partnerships.models import MemberRole, Promise, Vetting
from handlers import rows_to_check
from handlers.partnerships import applying, asked_back, company, suppliers, vetting

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
    yield asked_back.AnswerPassedOn(company=name, waits=True)
    yield asked_back.AnswerPassedOn(company=name, waits=False)
    people = tuple((10**12 + number, name, role) for number, role in enumerate(MemberRole))
    for refused in (None, Change.GONE, Change.LAST_LEAD):
        yield company.Members(
            offtaker_id=10**12, company=name, people=people, me=10**12, refused=refused
        )


def to_check(name: str, number: int) -> tuple[rows_to_check.ToCheck, rows_to_check.Secret]:
    longest = sorted((each.name for each in REGIONS.values()), key=len)
    values = {"said": name[:30], "first": longest[-1], "second": longest[-2]}
    remark = rows_to_check.Told(row=7, reason=columns.TWO_REGENCIES, values=values, kept=True)
    cells = {7: (name,) * 40} if number else {}
    return (
        rows_to_check.ToCheck(remarks=(remark,) * number, unknown=(name[:20],) * number),
        rows_to_check.Secret(headings=(name,) * 40, rows=cells),
    )


def supplier_notices(name: str) -> Iterator[Notice]:
    yield suppliers.Suppliers(listed=0, joined=0)
    yield suppliers.SupplierTemplate()
    for number in (0, 3, 40):
        found, secret = to_check(name, number)
        yield suppliers.ListLookedAt(
            offtaker_id=10**12,
            version=10**16,
            good=number,
            found=found,
            secret=secret,
        )
    yield suppliers.ListUnread(problem=supplier_list.NO_HEADINGS)
    yield suppliers.ListUnread(problem=suppliers.NO_TABLE_OF_THEIRS)
    yield suppliers.ListSaved(added=1, updated=2, joined=None)
    yield suppliers.ListDropped()
    for standing in ("kept", "newer"):
        yield suppliers.ListSettled.model_validate({"standing": standing})
    yield suppliers.ListLookedAt(offtaker_id=1, version=10**16, good=3987, newer=True)
