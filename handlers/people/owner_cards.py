"""The owners without a smartphone whom an officer speaks for: their list, and a card for each."""

from datetime import datetime

from bot.conversation.turn import Turn
from bot.delivery import calls
from bot.delivery.screen import Notice
from bot.people import consent, delegates, posters
from bot.people.businesses import businesses_of
from bot.people.joining import ConsentHow
from bot.people.models import Person, Role
from bot.people.roles import person as person_by_number

#: Starts the data of the buttons about owners.
PREFIX = "owner"


class OfficersOnly(Notice):
    kind = "officers_only"


class Owners(Notice):
    """Whom this officer speaks for: a page of them."""

    kind = "owners"

    #: Number, name, title.
    people: tuple[tuple[int, str, str | None], ...]
    page: int
    pages: int
    total: int
    calls: int


class OwnerCard(Notice):
    kind = "owner_card"

    person_id: int
    name: str
    honorific: str | None
    phone: str | None
    regency: str | None
    products: tuple[tuple[str | None, str], ...]
    #: When they agreed, how, and who wrote it down; None if they have stopped everything.
    agreed_at: datetime | None = None
    how: ConsentHow | None = None
    recorded_by: str = ""
    #: The poster by which they came, if they did: its region and commodity.
    by_poster: bool = False
    poster_region: str | None = None
    poster_commodity: str | None = None
    #: Whether this was just registered or corrected.
    saved: bool = False


class NotYours(Notice):
    """Somebody whom this officer does not speak for, or not any more."""

    kind = "not_yours"


#: Owners on one page.
PAGE = 8


async def is_officer(turn: Turn) -> bool:
    if Role.OFFICER in turn.roles:
        return True
    turn.reply(OfficersOnly())
    return False


async def show_owners(turn: Turn) -> None:
    if await is_officer(turn):
        turn.reply(await owners(turn, 0))


async def owners(turn: Turn, page: int) -> Owners:
    people = await delegates.owners_of(turn.db, turn.person.id)
    pages = max(1, -(-len(people) // PAGE))
    page = min(page, pages - 1)
    return Owners(
        people=tuple(
            (each.id, each.name or "?", each.honorific)
            for each in people[page * PAGE : (page + 1) * PAGE]
        ),
        page=page,
        pages=pages,
        total=len(people),
        calls=len(await calls.waiting(turn.db, turn.person.id)),
    )


async def cared_for(turn: Turn, number: int | None, *, locked: bool = False) -> Person | None:
    """Somebody whom the officer speaks for at this moment, whatever the button carries."""
    me = turn.person.id
    person = await delegates.in_care(turn.db, me, number, locked=locked) if number else None
    if person is None:
        turn.reply(NotYours())
    return person


async def card(turn: Turn, person: Person, *, saved: bool = False) -> OwnerCard:
    given = next(iter(await consent.given(turn.db, person.id)), None)
    recorder = None
    if given and given.recorded_by:
        recorder = await person_by_number(turn.db, given.recorded_by)
    poster = await posters.source(turn.db, person.id)
    cards = await businesses_of(turn.db, person.id)
    return OwnerCard(
        person_id=person.id,
        name=person.name or "?",
        honorific=person.honorific,
        phone=person.phone,
        regency=person.regency,
        products=tuple((make.slug, make.said) for card in cards for make in card.makes),
        agreed_at=given.given_at if given else None,
        how=ConsentHow(given.how) if given and given.how else None,
        recorded_by=recorder.name or "" if recorder else "",
        by_poster=poster is not None,
        poster_region=poster.region if poster else None,
        poster_commodity=poster.commodity if poster else None,
        saved=saved,
    )
