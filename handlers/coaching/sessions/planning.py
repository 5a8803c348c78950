"""Planning by conversation: how, with whom, when, where; and what follows, before it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot import clock
from bot.coaching import care
from bot.coaching.care import Cared
from bot.coaching.models import Kind, Where
from bot.coaching.sessions import planning, recurrence, telling
from bot.coaching.sessions.notices import Seen, SessionPlanned
from bot.coaching.sessions.planning import Plan
from bot.conversation.form import Answers, Form, Note, Situation
from bot.conversation.in_one_line import as_typed, begin_with
from bot.conversation.steps import (
    Choice,
    Count,
    Length,
    Pick,
    PickMany,
    Repeated,
    Spot,
    Text,
    Until,
)
from bot.conversation.steps.repeated import endless
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.language.reading.planned import read_planned
from bot.market.regions import region
from bot.people.models import Role
from handlers.coaching.sessions import plan_ahead
from handlers.coaching.sessions.session_words import KINDS
from handlers.home import NoAccess
from handlers.people.trade_names import trade_name

TOO_MANY = _(
    "That would be too many sessions: at most {most} in three years, and {places} places in all. "
    "Please give an earlier end."
)
#: As long as such a session usually is.
AS_USUAL: Answers = {"minutes": 0}


class NobodyInCare(Notice):
    """No business is registered in the regions of the officer's programmes."""

    kind = "nobody_in_care"


class NotInCare(Notice):
    """A business chosen has left the officer's care since."""

    kind = "not_in_care"


async def start_planning(turn: Turn) -> None:
    if Role.OFFICER not in turn.roles:
        turn.reply(NoAccess(role=Role.OFFICER))
    elif await _has_whom(turn):
        await begin(turn, PLAN, AS_USUAL)


async def plan_in_line(turn: Turn, text: str) -> bool:
    """Whether an officer said a session in one line. It is shown before anything is planned."""
    planned = None
    if Role.OFFICER in turn.roles:
        planned = read_planned(text, clock.now().astimezone(turn.words.zone))
    if planned is None:
        return False
    if await _has_whom(turn):
        whom = "businesses" if planned.kind == Kind.CLASS else "business"
        parts = {whom if key == "who" else key: said for key, said in planned.parts.items()}
        typed = {key: as_typed(said, text) for key, said in parts.items()}
        known = {"kind": Kind(planned.kind)} if planned.kind else {}
        # What is optional is not asked of who has said all in one line.
        await begin_with(turn, PLAN, typed, {**AS_USUAL, "topic": None, "capacity": None, **known})
    return True


async def _has_whom(turn: Turn) -> bool:
    """Whether anybody is in their care; else they are told."""
    await care.have_a_programme(turn.db, turn.person)
    if await care.businesses_in_care(turn.db, turn.person.id):
        return True
    turn.reply(NobodyInCare())
    return False


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    cared = await care.businesses_in_care(turn.db, turn.person.id)
    plan = plan_of(answers)
    known = {
        "businesses": [[str(each.business_id), _cared(turn.words, each)] for each in cared],
        "usual": planning.USUAL[Kind(answers.get("kind") or Kind.VISIT)],
        "by_phone": answers.get("kind") == Kind.CALL,
    }
    if plan is None:
        return known
    return known | await plan_ahead.look(turn, plan)


def _cared(words: Words, each: Cared) -> str:
    business = trade_name(words, each.business, each.owner)
    return f"{each.owner} · {business} · {region(each.regency).name}"


def plan_of(answers: Answers) -> Plan | None:
    """What has been answered so far, if it is enough to know when and with whom."""
    kind = Kind(answers.get("kind") or Kind.VISIT)
    one = [answers["business"]] if answers.get("business") else []
    chosen = answers.get("businesses") if kind == Kind.CLASS else one
    when, end = answers.get("start"), answers.get("until")
    if not chosen or not when or (endless(when["rule"]) and not end):
        return None
    rule = f"{when['rule']};{end}" if endless(when["rule"]) else when["rule"]
    place = answers.get("place") or ({"phone": True} if kind == Kind.STUDY else {})
    pin = place.get("pin", (None, None))
    return Plan(
        business_ids=[int(each) for each in chosen],
        local_start=when["start"],
        place=place.get("words", ""),
        topic=answers.get("topic"),
        kind=kind,
        minutes=answers.get("minutes") or None,
        where=_where(place),
        link=place.get("link"),
        latitude=pin[0],
        longitude=pin[1],
        capacity=answers.get("capacity") if kind == Kind.CLASS else None,
        rule=rule,
    )


def _where(place: Mapping[str, Any]) -> Where:
    kinds = {"words": Where.WORDS, "pin": Where.PIN, "link": Where.LINK, "phone": Where.NOWHERE}
    return next((kinds[each] for each in place), Where.NOWHERE)


@dataclass(frozen=True)
class _When(Repeated):
    def problem(self, value: Any, situation: Situation) -> Note | None:
        answers = {**situation.answers, self.key: value}
        return super().problem(value, situation) or _too_many(answers)


@dataclass(frozen=True)
class _Until(Until):
    def problem(self, value: Any, situation: Situation) -> Note | None:
        return _too_many({**situation.answers, self.key: value})


def _too_many(answers: Answers) -> Note | None:
    plan = plan_of(answers)
    try:
        if plan:
            plan.starts()
    except recurrence.TooMany:
        values = {"most": str(recurrence.MOST), "places": str(planning.MOST_PLACES)}
        return Note(TOO_MANY, values)
    return None


async def finish(turn: Turn, answers: Answers) -> None:
    plan = plan_of(answers)
    planned = None
    if plan and Role.OFFICER in turn.roles:
        planned = await planning.plan(turn.db, turn.person, plan, turn.quiet)
    if not planned:
        turn.reply(NotInCare())
        return
    first = planned[0]
    turn.reply(_news(planned, turn.person.id))
    for owner in first.owners():
        await telling.tell(
            turn.db,
            owner,
            _news(planned, owner.id),
            turn.quiet,
            key=telling.news_key(first.session, owner),
            expires_at=planned[-1].session.starts_at,
        )


def _news(planned: Sequence[Seen], person_id: int) -> SessionPlanned:
    """Of a series its first session, and how many there are."""
    return SessionPlanned(
        sessions=len(planned),
        last_at=planned[-1].session.starts_at,
        **planned[0].facts_for(person_id),
    )


def _is(*kinds: Kind) -> Any:
    return lambda answers: answers.get("kind") in kinds


def _ends_open(answers: Answers) -> bool:
    when = answers.get("start")
    return when is not None and endless(when["rule"])


PLAN = Form(
    name="plan",
    title=_("<b>Plan this session?</b> Tap ✎ to change an answer."),
    steps=(
        Choice(
            "kind",
            _("What kind of session?"),
            _("Kind"),
            choices={str(kind): label for kind, label in KINDS.items()},
            also={
                **dict.fromkeys(("kunjungan", "datang", "visit"), Kind.VISIT),
                **dict.fromkeys(("kelas", "pelatihan", "class", "training"), Kind.CLASS),
                **dict.fromkeys(("telepon", "telpon", "video", "call", "zoom"), Kind.CALL),
                **dict.fromkeys(("belajar", "mandiri", "study"), Kind.STUDY),
            },
        ),
        Pick(
            "business",
            _("With whom? Choose, or type the name of the owner or business."),
            _("With"),
            source="businesses",
            when=lambda answers: answers.get("kind") != Kind.CLASS,
        ),
        PickMany(
            "businesses",
            _("With whom? Choose, or type names; then “Done”."),
            _("With"),
            source="businesses",
            when=_is(Kind.CLASS),
        ),
        _When(
            "start",
            _("When? For example: tomorrow at 9, every Monday at 9 until March."),
            _("When"),
        ),
        _Until(
            "until",
            _("Until when does it repeat? For example: March, 12 times."),
            _("Until"),
            starts="start",
            when=_ends_open,
        ),
        Length("minutes", _("How long? For example: 90 minutes, 2 hours."), _("Length")),
        Spot(
            "place",
            _(
                "Where? For example: at the owner's house, Balai Desa Pare. A place on the map or "
                "the link of a video call will do, too."
            ),
            _("Where"),
            when=lambda answers: answers.get("kind") != Kind.STUDY,
        ),
        Text(
            "topic",
            _("What about? For example: sorting and packing."),
            _("Topic"),
            optional=True,
        ),
        Count(
            "capacity",
            _("How many businesses fit in? Who comes later waits in line."),
            _("Places"),
            optional=True,
            most=1000,
            when=_is(Kind.CLASS),
        ),
    ),
    finish=finish,
    prepare=look_up,
    closing=plan_ahead.what_follows,
)


def nobody_in_care(words: Words, facts: NobodyInCare) -> Screen:
    return Screen(words(_("No business is registered in your programme's region yet.")))


def not_in_care(words: Words, facts: NotInCare) -> Screen:
    return Screen(words(_("That business is no longer in your care. Nothing was planned.")))
