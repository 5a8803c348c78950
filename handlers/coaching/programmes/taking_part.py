"""Who takes part in a programme, and how far each has come: ticked by the officer."""

from bot.coaching.models import Programme
from bot.coaching.programmes import enrolling, programmes
from bot.coaching.programmes.enrolling import Part
from bot.coaching.programmes.models import Ending
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.market.models import NATIONWIDE
from bot.people import posters, roles
from handlers.coaching.programmes.along import tell
from handlers.coaching.programmes.programmes import MOST_LISTED, NoSuchProgramme, Taught, taught
from handlers.home import row_number
from handlers.people.joining.posters import hand_out

#: Starts the data of the buttons about who takes part.
PREFIX = "taking"


class APart(Notice):
    """A business in a programme, to its owner or to the officer, who ticks the modules."""

    kind = "a_part"

    id: int
    programme_id: int
    programme: str
    template: str | None
    business: str
    owner: str
    modules: tuple[Taught, ...]
    teaches: bool
    #: Why it takes part no longer.
    ending: Ending | None = None
    #: Whether it is asked whether it shall end.
    leaving: bool = False


class Taking(Notice):
    """Who takes part: a page of them."""

    kind = "taking"

    programme_id: int
    programme: str
    #: Number, owner, how many modules are done.
    people: tuple[tuple[int, str, int], ...]
    modules: int
    page: int
    pages: int


class HasLeft(Notice):
    """To the officer: an owner does not want to take part (any more)."""

    kind = "has_left"

    programme: str
    owner: str
    business: str


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """`all:1:0` and `poster:1` of a programme; `see:5`, `tick:5:12`, `untick:5:12`, `leave:5` and
    `really:5` of a part in it. Whose it is is looked up.
    """
    does, number, more = [*argument.split(":", 2), "", ""][:3]
    if does in {"all", "poster"}:
        await _of_programme(turn, tap, does, row_number(number), row_number(more) or 0)
        return
    part = await enrolling.part(turn.db, row_number(number))
    about = part.enrolment.programme_id if part else None
    programme = await programmes.numbered(turn.db, about)
    teaches = programme is not None and programme.officer_id == turn.person.id
    if part is None or programme is None or not (teaches or part.owner.id == turn.person.id):
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
        return
    ending = Ending.TAKEN_OUT if teaches else Ending.LEFT
    if does == "really" and await enrolling.leave(turn.db, part.enrolment, ending):
        await _tell_of_leaving(turn, programme, part, teaches=teaches)
    elif does in {"tick", "untick"} and teaches:
        part = await _tick(turn, part, row_number(more), done=does == "tick")
    card = await _card(turn, programme, part, teaches=teaches, leaving=does == "leave")
    turn.reply(card, edits=tap.message_id)


async def _tick(turn: Turn, part: Part, module_id: int | None, *, done: bool) -> Part:
    modules = await programmes.modules_of(turn.db, part.enrolment.programme_id)
    for module in modules:
        if module.id == module_id:
            await enrolling.tick(turn.db, part.enrolment, module, done=done)
    again = await enrolling.part(turn.db, part.enrolment.id)
    return again or part


async def _tell_of_leaving(turn: Turn, programme: Programme, part: Part, *, teaches: bool) -> None:
    officer = await roles.person(turn.db, programme.officer_id)
    if teaches or officer is None:
        return
    left = HasLeft(programme=programme.name, owner=part.owner.name or "?", business=part.business)
    since = f"{part.enrolment.ended_at:%Y%m%d%H%M%S}"
    await tell(turn, officer, left, f"has_left:{part.enrolment.id}:{since}")


async def _card(
    turn: Turn, programme: Programme, part: Part, *, teaches: bool, leaving: bool
) -> APart:
    ending = part.enrolment.ending
    return APart(
        id=part.enrolment.id,
        programme_id=programme.id,
        programme=programme.name,
        template=programme.template,
        business=part.business,
        owner=part.owner.name or "?",
        modules=taught(await programmes.modules_of(turn.db, programme.id), part.done),
        teaches=teaches,
        ending=Ending(ending) if ending else None,
        leaving=leaving and ending is None,
    )


async def _of_programme(turn: Turn, tap: Tap, does: str, number: int | None, page: int) -> None:
    programme = await programmes.taught(turn.db, turn.person.id, number)
    if programme is None:
        turn.reply(NoSuchProgramme(), edits=tap.message_id)
    elif does == "poster":
        place = None if programme.region == NATIONWIDE else programme.region
        poster = await posters.create(
            turn.db,
            turn.person,
            region=place,
            commodity=programme.commodity,
            officer_id=turn.person.id,
        )
        await enrolling.put_on_poster(turn.db, programme, poster.id)
        await hand_out(turn, poster)
    else:
        await _page(turn, tap, programme, page)


async def _page(turn: Turn, tap: Tap, programme: Programme, page: int) -> None:
    found = await enrolling.parts(turn.db, programme.id)
    modules = await programmes.modules_of(turn.db, programme.id)
    pages = max(1, -(-len(found) // MOST_LISTED))
    page = min(page, pages - 1)
    taking = Taking(
        programme_id=programme.id,
        programme=programme.name,
        people=tuple(
            (each.enrolment.id, each.owner.name or "?", len(each.done))
            for each in found[page * MOST_LISTED : (page + 1) * MOST_LISTED]
        ),
        modules=len(modules),
        page=page,
        pages=pages,
    )
    turn.reply(taking, edits=tap.message_id)
