"""Every message about programmes: empty, and as long as they can be."""

from collections.abc import Iterator
from itertools import product

from bot.coaching.programmes.lasting import ProgrammeEnds
from bot.coaching.programmes.models import Ending
from bot.coaching.programmes.templates import TEMPLATES
from bot.coaching.sequences import writing
from bot.coaching.sequences.models import Busy, Since
from bot.coaching.sequences.notices import ProgrammeMessage
from bot.coaching.sequences.starters import STARTERS
from bot.delivery.screen import Notice
from bot.people.readiness import Item
from handlers.coaching.programmes import along, enrolling, programmes, taking_part
from handlers.coaching.programmes.programme_hours import ProgrammeHours
from handlers.coaching.programmes.programmes import Listed, Taught
from handlers.coaching.sequences.message_words import AMessage
from handlers.coaching.sequences.messages import (
    Coming,
    MessagesOf,
    NotWritten,
    OneMessage,
    WhenBusy,
)
from tests.handlers.market_examples import LONGEST_NAME, NOON


def modules_of(template: str | None, name: str) -> tuple[Taught, ...]:
    if template:
        keys = TEMPLATES[template].modules
        return tuple(
            Taught(id=place, key=key, title=None, done=place % 2 == 0)
            for place, key in enumerate(keys)
        )
    return tuple(Taught(id=10**12 + each, key=None, title=name[:100]) for each in range(20))


def programme_notices(name: str) -> Iterator[Notice]:
    listed = (Listed(id=10**12, name=name, count=7, done=3, modules=20),) * 8
    yield programmes.Programmes()
    yield programmes.Programmes(teaches=listed, takes_part=listed, along=listed, may_define=True)
    for template, agreed in product((None, *TEMPLATES), (None, True, False)):
        for last in (True, False):
            yield ProgrammeHours(
                id=10**12, name=name, ahead=(10080, 4320, 60, 17), last=last, refused=not last
            )
        yield programmes.TheProgramme(
            id=10**12,
            name=name,
            template=template,
            goal=None if template else name,
            commodity=LONGEST_NAME,
            until=NOON.date(),
            modules=modules_of(template, name),
            count=1,
            along=name,
            agreed=agreed,
            new=agreed is None,
        )
        yield enrolling.Enrolled(
            enrolment_id=10**12,
            programme=name,
            goal=name,
            template=template,
            modules=modules_of(template, name),
            by=name,
        )
    bare = {"template": None, "goal": None, "commodity": None, "until": None}
    yield programmes.TheProgramme(id=1, name=name, modules=(), count=0, ending=True, **bare)
    yield programmes.NoSuchProgramme()
    yield programmes.MayNotDefine()
    yield from along_notices(name)
    yield from part_notices(name)
    yield from message_notices(name)


def a_message(template: str | None, name: str, since: Since, key: str | None = None) -> AMessage:
    modules = modules_of(template, name)
    return AMessage(
        id=10**12,
        since=since,
        module=modules[0],
        days=1 if since is Since.MODULE else 1098,
        hour="16:00",
        key=key,
        texts={} if key else {"id": (name * 80)[:800], "en": (name * 80)[:800]},
        article_id=10**12,
        titles={"id": name[:100]},
        until_module=modules[1],
        until_paper=Item.HALAL,
    )


def message_notices(name: str) -> Iterator[Notice]:
    head = {"programme_id": 10**12, "programme": name}
    coming = tuple(Coming(at=NOON, name=name) for _ in range(5))
    yield NotWritten(programme_id=1)
    for template, known in ((None, {"": None}), *STARTERS.items()):
        some = [a_message(template, name, since, key or None) for key in known for since in Since]
        for one, (written, removing) in product(some, ((True, False), (False, True))):
            yield OneMessage(
                **head,
                template=template,
                message=one,
                sent=1,
                missed=0,
                written=written,
                removing=removing,
            )
        for one in some:
            yield ProgrammeMessage(
                programme=name,
                template=template,
                key=one.key,
                texts=one.texts,
                article_id=one.article_id,
                titles=one.titles,
            )
        for listed, busy in product(((), tuple(some * 30)[: writing.MOST]), Busy):
            yield MessagesOf(
                **head,
                template=template,
                messages=listed,
                coming=coming if listed else (),
                busy=busy,
                wait=2,
                paused=busy is Busy.SKIP,
                full=bool(listed),
            )
    for busy in Busy:
        yield WhenBusy(**head, busy=busy, wait=6)
    yield ProgrammeMessage(
        programme=name,
        template=None,
        key=None,
        texts={},
        article_id=1,
        titles={},
    )


def along_notices(name: str) -> Iterator[Notice]:
    yield along.AlongAsked(programme_id=10**12, programme=name, by=name)
    for agreed, before in product((None, True, False), (True, False)):
        yield along.AlongAnswered(programme=name, company=name, agreed=agreed, before=before)
    yield along.ProgrammeForYou(programme_id=10**12, programme=name)
    yield along.ProgrammeOver(programme=name, done=3, modules=20)
    for over in (True, False):
        yield ProgrammeEnds(
            programme_id=10**12, programme=name, until=NOON.date(), over=over, count=1234
        )


def part_notices(name: str) -> Iterator[Notice]:
    names = (name,) * 30
    for found, unknown in product(((), (name,), names), ((), names)):
        yield enrolling.EnrolmentDone(
            programme_id=10**12, programme=name, names=found, unknown=unknown
        )
    people = ((10**12, name, 3),) * 8
    for shown, page in product(((), people), (0, 1)):
        yield taking_part.Taking(
            programme_id=10**12, programme=name, people=shown, modules=20, page=page, pages=3
        )
    for ending, teaches, leaving in product((None, *Ending), (True, False), (True, False)):
        yield taking_part.APart(
            id=10**12,
            programme_id=10**12,
            programme=name,
            template=None,
            business=name,
            owner=name,
            modules=modules_of(None, name),
            teaches=teaches,
            ending=ending,
            leaving=leaving,
        )
    yield taking_part.HasLeft(programme=name, owner=name, business=name)
