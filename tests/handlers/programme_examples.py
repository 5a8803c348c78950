"""Every message about programmes: empty, and as long as they can be."""

from collections.abc import Iterator
from itertools import product

from bot.coaching.programmes.models import Ending
from bot.coaching.programmes.templates import TEMPLATES
from bot.delivery.screen import Notice
from handlers.coaching.programmes import along, enrolling, programmes, taking_part
from handlers.coaching.programmes.programme_hours import ProgrammeHours
from handlers.coaching.programmes.programmes import Listed, Taught
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


def along_notices(name: str) -> Iterator[Notice]:
    yield along.AlongAsked(programme_id=10**12, programme=name, by=name)
    for agreed, before in product((None, True, False), (True, False)):
        yield along.AlongAnswered(programme=name, company=name, agreed=agreed, before=before)
    yield along.ProgrammeForYou(programme_id=10**12, programme=name)
    yield along.ProgrammeOver(programme=name, done=3, modules=20)


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
