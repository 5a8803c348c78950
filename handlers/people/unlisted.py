"""What owners make and the list does not know: an admin says what it is."""

from bot import clock
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Crop, Known
from bot.conversation.steps.crops import crop_name
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.quiet import first_allowed
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.people import commodity_verdicts
from bot.people.commodity_verdicts import Verdict
from bot.people.models import CommodityRequest, Role
from handlers.home import NoAccess, go, row_number

#: Start the data of the buttons that decide at once, and of the one that asks which it is.
PREFIX, IDENTIFY_PREFIX = "unlisted", "identify"
AT_ONCE = {"new": Verdict.NEW, "refuse": Verdict.REFUSED}
SHOWN = 5


class UnlistedProduct(Notice):
    kind = "unlisted"

    request_id: int
    said: str
    makers: int


class UnlistedDecided(Notice):
    """What became of it, in place of the question."""

    kind = "unlisted_decided"

    said: str
    verdict: Verdict
    slug: str | None = None
    told: int = 0


class NothingUnlisted(Notice):
    kind = "nothing_unlisted"


class CommodityKnown(Notice):
    """To who makes it: prices of this commodity concern them from now on."""

    kind = "commodity_known"

    said: str
    slug: str


async def show_requests(turn: Turn) -> None:
    if not _may(turn):
        return
    found = await commodity_verdicts.waiting(turn.db, SHOWN)
    for each in found:
        request = each.request
        turn.reply(UnlistedProduct(request_id=request.id, said=request.said, makers=each.makers))
    if not found:
        turn.reply(NothingUnlisted())


async def decide(turn: Turn, tap: Tap, argument: str) -> None:
    """`new:12` or `refuse:12`; the role is looked up, never taken from the button."""
    does, _colon, what = argument.partition(":")
    number = row_number(what)
    if not _may(turn):
        return
    if does not in AT_ONCE or number is None:
        turn.reply(NothingUnlisted())
        return
    request = await commodity_verdicts.request(turn.db, number)
    await commodity_verdicts.decide(turn.db, number, AT_ONCE[does], by=turn.person.id)
    turn.reply(_decided(request), edits=tap.message_id)


async def start_identifying(turn: Turn, tap: Tap, argument: str) -> None:
    number = row_number(argument)
    if not _may(turn):
        return
    request = await commodity_verdicts.request(turn.db, number) if number is not None else None
    if request is None or request.verdict != Verdict.PENDING:
        turn.reply(_decided(request))
        return
    await begin(turn, IDENTIFY, {"request": str(request.id)})


async def look_up(turn: Turn, answers: Answers) -> Facts:
    """What the owner calls it: seen until it is decided."""
    # Of none if a later version of the form has forgotten which it was.
    request = await commodity_verdicts.request(turn.db, int(answers.get("request", 0)))
    return {"said": request.said} if request else {}


def as_said(words: Words, facts: Facts) -> str | None:
    return words(_("The owner wrote: “{said}”"), said=facts["said"]) if "said" in facts else None


async def finish(turn: Turn, answers: Answers) -> None:
    if not _may(turn):
        return
    number, slug = int(answers["request"]), answers["commodity"]
    decided = await commodity_verdicts.decide(
        turn.db, number, Verdict.KNOWN, by=turn.person.id, slug=slug
    )
    if decided is None:
        turn.reply(_decided(await commodity_verdicts.request(turn.db, number)))
        return
    owners = await commodity_verdicts.make_known(turn.db, decided)
    for owner in owners:
        await outbox.notify(
            turn.db,
            owner,
            CommodityKnown(said=decided.said, slug=slug),
            key=f"known:{decided.id}:{owner.id}",
            not_before=first_allowed(clock.now(), owner.zone, turn.quiet),
        )
    turn.reply(
        UnlistedDecided(said=decided.said, verdict=Verdict.KNOWN, slug=slug, told=len(owners))
    )


def _may(turn: Turn) -> bool:
    if Role.ADMIN in turn.roles:
        return True
    turn.reply(NoAccess(role=Role.ADMIN))
    return False


def _decided(request: CommodityRequest | None) -> Notice:
    if request is None:
        return NothingUnlisted()
    verdict = Verdict(request.verdict)
    return UnlistedDecided(said=request.said, verdict=verdict, slug=request.slug)


IDENTIFY = Form(
    name="identify",
    title=_("<b>Is that what it is?</b> Tap ✎ to change the answer."),
    steps=(
        Known("request", needed=True),
        Crop(
            "commodity",
            _("Which commodity of the list is it? For example: cabai rawit merah."),
            _("Commodity"),
        ),
    ),
    finish=finish,
    prepare=look_up,
    banner=as_said,
)


def unlisted_product(words: Words, facts: UnlistedProduct) -> Screen:
    number = facts.request_id
    text = words(
        _("<b>“{said}”</b>\nNot in the list. Businesses that make it: {makers}"),
        said=facts.said,
        makers=words.number(facts.makers),
    )
    known = Button(words.plain(_("It is in the list …")), f"{IDENTIFY_PREFIX}:{number}")
    new = Button(words.plain(_("New, for the next list")), f"{PREFIX}:new:{number}")
    refuse = Button(words.plain(_("Refuse")), f"{PREFIX}:refuse:{number}")
    return Screen(text, ((known,), (new, refuse)))


def unlisted_decided(words: Words, facts: UnlistedDecided) -> Screen:
    more = ((go(words.plain(_("The next ones")), "requests"),),)
    if facts.verdict is Verdict.KNOWN:
        text = words(
            _("“{said}” is {commodity} from now on. People told: {number}"),
            said=facts.said,
            commodity=crop_name(facts.slug or "", words),
            number=words.number(facts.told),
        )
        return Screen(text, more)
    sentences = {
        Verdict.PENDING: _("“{said}” is still to be decided."),
        Verdict.NEW: _("“{said}” is noted for the next list."),
        Verdict.REFUSED: _("“{said}” stays what its owner calls it."),
    }
    return Screen(words(sentences[facts.verdict], said=facts.said), more)


def nothing_unlisted(words: Words, facts: NothingUnlisted) -> Screen:
    return Screen(words(_("No product waits for a decision.")))


def commodity_known(words: Words, facts: CommodityKnown) -> Screen:
    text = words(
        _("Your product “{said}” is in the list now: {commodity}. You will hear prices of it."),
        said=facts.said,
        commodity=crop_name(facts.slug, words),
    )
    return Screen(text, ((go(words.plain(_("Today's prices")), "prices"),),))
