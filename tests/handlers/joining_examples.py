"""Messages about invitations, posters, figures and products that are in no list."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.delivery.screen import Notice
from bot.partnerships.models import MemberRole
from bot.people.commodity_verdicts import Verdict
from bot.people.granting import GRANTED
from bot.people.invitations import Refusal
from bot.people.posters import Closed
from handlers import admin
from handlers.address import Named
from handlers.market.bulletins import to_confirm
from handlers.people import becoming, unlisted
from handlers.people.joining import inviting, joining, posters

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
BIG = 10**12
LONG_SLUG = "cabai-merah-keriting"


def joining_notices(name: str) -> Iterator[Notice]:
    yield from _links(name)
    yield from _invitations(name)
    yield from _posters(name)
    yield from _figures()
    yield from _unlisted(name)


def _links(name: str) -> Iterator[Notice]:
    who = Named(name=name, honorific="ibu")
    for new in (True, False):
        for role in GRANTED:
            yield joining.Welcomed(by=who, role=role, new=new)
        yield joining.Welcomed(by=None, company=name, seat=MemberRole.LEAD, new=new)
        for reason in Closed:
            yield joining.PosterGone(reason=reason, new=new)
    for refusal in Refusal:
        yield joining.NotWelcomed(reason=refusal)
    for known in (who, None):
        for role in GRANTED:
            yield becoming.InvitationUsed(who=known, role=role)
        yield becoming.InvitationUsed(who=known, company=name)
    yield joining.CameBy(officer=who)
    yield joining.CameBy(company=name)
    yield joining.CameBy()
    yield joining.LinkUnknown()


def _invitations(name: str) -> Iterator[Notice]:
    roles = [inviting.Open(id=BIG, role=role, seat=None, until=NOON) for role in GRANTED]
    seats = [
        inviting.Open(id=BIG, role=None, seat=seat, until=NOON, waits=True) for seat in MemberRole
    ]
    yield inviting.Invitations(admin=True, company=name, open=(*roles, *seats))
    yield inviting.Invitations(admin=False, company=name, open=())
    made = {"secret": "i_" + "x" * 22, "bot": "b" * 32, "until": NOON}
    for role in GRANTED:
        yield inviting.InvitationMade(**made, by=Named(name=name), role=role)
    yield inviting.InvitationMade(**made, by=None, company=name)
    yield inviting.MayNotInvite()


def _posters(name: str) -> Iterator[Notice]:
    listed = posters.Brought(
        id=BIG, region="35.07", commodity=LONG_SLUG, until=NOON, arrived=BIG, registered=None
    )
    bare = listed.model_copy(update={"region": None, "commodity": None, "until": None})
    yield posters.Posters(posters=(listed, bare) * 4)
    yield posters.Posters(posters=())
    for officer, company in ((Named(name=name, honorific="ibu"), None), (None, name), (None, None)):
        for kind in (posters.PosterMade, posters.PosterSheet):
            yield kind(
                bot="b" * 32,
                code="p_" + "x" * 11,
                region="35.07",
                commodity=LONG_SLUG,
                officer=officer,
                company=company,
                until=NOON,
                most=BIG,
            )
    yield posters.MayNotPost()


def _figures() -> Iterator[Notice]:
    steps = tuple((step, BIG) for step in admin.COUNTED)
    for days, started, seconds in ((None, 10 * BIG, 10.0**9), (7, 0, None), (30, 1, 154.0)):
        figures = admin.Figures(
            days=days,
            started=started,
            steps=steps if started else tuple((step, 0) for step in admin.COUNTED),
            finished=min(started, BIG),
            seconds=seconds,
            by_poster=(BIG, BIG),
        )
        yield admin.AdminPage(
            figures=figures, applications=BIG, requests=0, bulletins=2, invitations=1
        )
        yield admin.FunnelInWords(figures=figures)


def _unlisted(name: str) -> Iterator[Notice]:
    yield unlisted.UnlistedProduct(request_id=BIG, said=name, makers=BIG)
    for verdict in Verdict:
        yield unlisted.UnlistedDecided(said=name, verdict=verdict, slug=LONG_SLUG, told=3)
    yield unlisted.NothingUnlisted()
    yield to_confirm.NothingToConfirm()
    yield unlisted.CommodityKnown(said=name, slug=LONG_SLUG)
