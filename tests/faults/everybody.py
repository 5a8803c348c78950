"""Anybody in any state of any conversation, as rows that could have come about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching import care
from bot.conversation.models import Conversation
from bot.conversation.state import REVIEW, State
from bot.market.models import NATIONWIDE
from bot.partnerships import vetting
from bot.partnerships.applications import Application, apply
from bot.partnerships.models import Vetting
from bot.people import registration, roles
from bot.people.models import Person, Role
from handlers.forms import FORMS

Answers = Mapping[str, Any]
OWNER: Answers = {
    "language": "en",
    "consent": "yes",
    "role": "owner",
    "name": {"name": "Siti <b>", "honorific": "ibu"},
    "products": [{"slug": "cabai-rawit-merah", "said": "cabai"}, {"slug": None, "said": "xyz"}],
    "regency": "35.79",
}
BUYER: Answers = {
    **{name: OWNER[name] for name in ("language", "consent", "name", "regency")},
    "products": [],
}
CAPACITY = {"of": "cabai-rawit-merah", "amount": "200", "unit": "kg", "per": "week", "said": "<b>"}
COMPLETE: Answers = {
    "products": OWNER["products"],
    "capacity": [CAPACITY, None],
    "phone": {"number": "+6281234567890", "verified": False},
    "prices_at": "06:00",
    "business": "Sambal & Co",
    "readiness": {"nib": "have", "halal": "doing"},
    "nib": "1234567890123",
    "size": "tiny",
    "statistics": "yes",
    "gender": "female",
    "birth_year": 1980,
}
EVERYTHING: Answers = {**OWNER, **COMPLETE, "place": "35.07"}
PRICE: Answers = {
    "kind": "price",
    "commodity": "cabai-rawit-merah",
    "price": {"amount": "12500", "unit": "kg"},
    "regions": ["35", "51.03"],
    "until": "2026-11-27",
    "terms": None,
}
NEED: Answers = {
    **{name: PRICE[name] for name in ("commodity", "regions", "until")},
    "kind": "need",
    "quantity": {"amount": "0.5", "unit": "kg"},
    "terms": {"unit": "kg", "said": {"note": "{x} <i>", "payment_days": 3}},
}
#: Businesses are looked up, so that this one may or may not be in the officer's care.
SESSION: Answers = {
    "business": "1",
    "start": "2026-11-25T09:00",
    "place": "Balai Desa",
    "topic": None,
}
#: Answers that time or a change of the program has made wrong.
OUTDATED: Answers = {**PRICE, "commodity": "gone", "until": "2020-01-01", "regions": ["99"]}
#: Nobody of this number may be in the officer's care.
DELEGATED: Answers = {
    "consent": "spoken",
    "name": "Sri {x} <b>",
    "honorific": "ibu",
    "phone": {"number": "+6281234567890", "verified": False},
    "products": OWNER["products"],
    "regency": "35.07",
}
CLAIMED: Answers = {"phone": {"number": "+6281234567890", "verified": True}}
#: A bulletin of somebody's, as it was when they were asked about it.
SEEN: Answers = {"about": "1", "seen": "1"}
FILLED: Mapping[str, tuple[Answers, ...]] = {
    "register": (OWNER, BUYER, {**OWNER, "consent": "no"}, {**OWNER, "role": "officer"}),
    "apply": ({"company": "PT 😀", "promises": "yes"}, {}),
    "complete": (COMPLETE, {**COMPLETE, "products": OWNER["products"][:1]}, {}),
    **{name: (EVERYTHING, {}) for name in FORMS if name.startswith("edit_")},
    "add_business": ({"business": "Warung", "products": OWNER["products"], "place": "35.07"}, {}),
    "publish": (PRICE, NEED, OUTDATED),
    "correction": tuple({**SEEN, **each} for each in (PRICE, NEED, OUTDATED)),
    "fulfilment": ({**SEEN, "share": "80"}, SEEN),
    "withdrawal": (SEEN,),
    "delegate": (
        DELEGATED,
        {"who": "1", **DELEGATED},
        {"consent": "no"},
        {**DELEGATED, "name": "Bu Sri", "phone": None},
    ),
    "claim": (CLAIMED,),
    "plan": (SESSION, {**SESSION, "start": "2020-01-01T09:00", "business": "99"}),
}


@dataclass(frozen=True)
class Somebody:
    """Who they are, and at which question they stand: `form` None is between conversations."""

    held: frozenset[Role]
    registered: bool
    language: str
    client_language: str
    form: str | None
    answers: int
    steps: int


SOMEBODY = st.builds(
    Somebody,
    held=st.frozensets(st.sampled_from(Role), max_size=2),
    registered=st.booleans(),
    language=st.sampled_from(["id", "en"]),
    client_language=st.sampled_from(["id", "en", "en-GB", "fr", ""]),
    form=st.sampled_from([None, *FORMS, "retired"]),
    answers=st.integers(0, 3),
    steps=st.integers(0, 9),
)


async def settle(db: AsyncSession, telegram_id: int, who: Somebody) -> None:
    """Make them. Who is not registered and holds nothing has never been heard of."""
    if not (who.registered or who.held or who.form):
        return
    number = await roles.person_id_of(db, telegram_id, who.language)
    person = await db.get_one(Person, number)
    if who.registered:
        await registration.introduce(db, person, "Nama & <Ibu>", "35.07")
    for role in sorted(who.held):
        await _given(db, person, role, registered=who.registered)
    if who.form:
        db.add(_standing(person.id, telegram_id, who))


async def _given(db: AsyncSession, person: Person, role: Role, *, registered: bool) -> None:
    if registered and role is Role.OFFTAKER:
        offtaker = await apply(db, person, Application("PT Coba", payment_days=7))
        if person.id % 2:
            await vetting.decide(db, offtaker.id, Vetting.APPROVED, by=person.id)
    elif registered and role is Role.OWNER:
        makes = [registration.Make("tomat", "tomat"), registration.Make(None, "apa saja")]
        await registration.register_owner(db, person, "Kebun", makes)
    elif registered and role is Role.OFFICER:
        await care.open_programme(db, person, "2026", NATIONWIDE)
    await roles.grant(db, person.id, role)


def _standing(person_id: int, chat_id: int, who: Somebody) -> Conversation:
    form = FORMS.get(who.form or "")
    state = State(at="gone", answers={"gone": 1})
    if form:
        known = FILLED.get(form.name, ({},))
        filled = known[who.answers % len(known)]
        keys = [*(step.key for step in form.applicable(filled) if step.key in filled), REVIEW]
        at = keys[who.steps % len(keys)]
        before = {key: filled[key] for key in keys[: keys.index(at)]}
        state = State(at=at, answers=before)
    return Conversation(
        person_id=person_id,
        chat_id=chat_id,
        form=who.form,
        state=state.dump(),
        turn=7,
        updated_at=clock.now(),
    )
