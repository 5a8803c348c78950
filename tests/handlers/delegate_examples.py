"""Messages about owners in somebody else's care."""

from collections.abc import Iterator

from bot.coaching import owner_list
from bot.coaching.sessions.notices import SessionPlanned
from bot.delivery.screen import Notice
from bot.language import words_for
from bot.people.claims import Verdict
from bot.people.joining import ConsentHow
from handlers.coaching.day import calls
from handlers.market.bulletins import bulletins
from handlers.people import claims, delegates, owner_cards, owner_sheets, owner_stops
from tests.handlers.company_examples import to_check
from tests.handlers.market_examples import LONGEST_NAME, NOON, facts_of, session


def delegate_notices(name: str) -> Iterator[Notice]:
    yield owner_cards.OfficersOnly()
    for stopped in (True, False):
        yield owner_stops.OwnerStopping(
            person_id=10**12, name=name, honorific="ibu", stopped=stopped
        )
    yield owner_stops.OwnerStopped(name=name, honorific=None)
    yield owner_stops.OwnerErased()
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
            by_poster=True,
            poster_region="35.07" if how else None,
            poster_commodity=LONGEST_NAME if how else None,
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
        found, secret = to_check(name, number)
        yield owner_sheets.OwnersLookedAt(version=10**16, good=number, found=found, secret=secret)
    yield owner_sheets.OwnersUnread(problem=owner_list.TOO_MANY)
    yield owner_sheets.OwnersKept()
    for standing in ("kept", "newer"):
        yield owner_sheets.OwnersSettled.model_validate({"standing": standing})
    yield owner_sheets.OwnersLookedAt(version=10**16, good=500, newer=True)
    yield owner_sheets.OwnersKept(added=7, left_out=1)
