"""Somebody claims the account that an officer made for them; the officer says whether it is them.

Whoever asks is told the same, whether or not there is such an account.
"""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import clock
from bot.coaching.reminders import reminders, retiming
from bot.conversation.form import Answers, Form, never
from bot.conversation.said import Tap
from bot.conversation.steps import OwnPhone
from bot.conversation.steps.phone import shown
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import calls, menus, outbox
from bot.delivery.quiet import Quiet, first_allowed
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.market import offers
from bot.partnerships import suppliers
from bot.people import claims
from bot.people.claims import Decided, Verdict
from bot.people.joining import Claim
from bot.people.models import Role
from bot.people.roles import person as person_by_number
from handlers.address import called
from handlers.home import NoAccess, go, row_number
from handlers.market.offers.offer_screens import OffersWait

#: Starts the data of the buttons under a claim.
PREFIX = "claim"
VERDICTS = {"yes": Verdict.CONFIRMED, "no": Verdict.REFUSED}
#: When somebody whose claim was not confirmed hears so.
UNHEARD = timedelta(days=1)
#: Claims that an admin is shown at once.
AT_ONCE = 5


class ClaimMade(Notice):
    kind = "claim_made"


class ClaimRequest(Notice):
    kind = "claim_request"

    claim_id: int
    owner: str
    honorific: str | None
    phone: str
    #: What the claimant is called, if they have said so.
    claimant: str | None


class ClaimDone(Notice):
    """What became of it, to whoever decided; None if it was not theirs to decide any more."""

    kind = "claim_done"

    owner: str = ""
    honorific: str | None = None
    verdict: Verdict | None = None


class ClaimResult(Notice):
    kind = "claim_result"

    confirmed: bool


class NoClaims(Notice):
    kind = "no_claims"


async def start_claiming(turn: Turn) -> None:
    person = turn.person
    if person.phone and person.phone_verified_at:
        await _ask(turn, person.phone)
    else:
        await begin(turn, CLAIM)


async def finish(turn: Turn, answers: Answers) -> None:
    number = answers["phone"]["number"]
    if turn.person.registered_at:
        turn.person.phone, turn.person.phone_verified_at = number, clock.now()
    await _ask(turn, number)


async def ask_officer(turn: Turn, phone: str) -> None:
    """If an officer made an account for this number. Who shares it is not told: it may be recycled.

    The claimant hears of it when the officer knows them.
    """
    claim = await claims.claim(turn.db, turn.person, phone)
    if claim:
        request = await _request(turn.db, claim)
        for judge in await claims.judges(turn.db, claim):
            await outbox.notify(turn.db, judge, request, key=f"claim:{claim.id}:{judge.id}")


async def _ask(turn: Turn, phone: str) -> None:
    """Whoever asks hears the same a day later, whether or not there is such an account.

    Only a yes comes at once, and then nothing else does.
    """
    await ask_officer(turn, phone)
    tomorrow = clock.now() + UNHEARD
    await outbox.notify(
        turn.db,
        turn.person,
        ClaimResult(confirmed=False),
        key=f"unclaimed:{turn.person.id}:{tomorrow:%Y-%m-%d}",
        not_before=first_allowed(tomorrow, turn.person.zone, turn.quiet),
    )
    turn.reply(ClaimMade())


async def _request(db: AsyncSession, claim: Claim) -> ClaimRequest:
    owner = await person_by_number(db, claim.person_id)
    claimant = await person_by_number(db, claim.claimant_id)
    return ClaimRequest(
        claim_id=claim.id,
        owner=(owner and owner.name) or "?",
        honorific=owner.honorific if owner else None,
        phone=claim.phone,
        claimant=claimant.name if claimant else None,
    )


async def show_claims(turn: Turn) -> None:
    if Role.ADMIN not in turn.roles:
        turn.reply(NoAccess(role=Role.ADMIN))
        return
    waiting = await claims.pending(turn.db)
    for claim in waiting[:AT_ONCE]:
        turn.reply(await _request(turn.db, claim))
    if not waiting:
        turn.reply(NoClaims())


async def decide(turn: Turn, tap: Tap, argument: str) -> None:
    """`yes:12` or `no:12`; who may decide is looked up, never taken from the button."""
    does, _colon, number = argument.partition(":")
    claim_id = row_number(number)
    decided = None
    if does in VERDICTS and claim_id is not None:
        decided = await claims.decide(turn.db, claim_id, VERDICTS[does], turn.person)
    if decided is None:
        turn.reply(ClaimDone(), edits=tap.message_id)
        return
    confirmed = decided.claim.verdict == Verdict.CONFIRMED
    done = ClaimDone(
        owner=decided.owner,
        honorific=decided.honorific,
        verdict=Verdict(decided.claim.verdict),
    )
    turn.reply(done, edits=tap.message_id)
    if confirmed:
        claimant = decided.claimant
        await outbox.call_off(turn.db, claimant.id, ClaimResult)
        key = f"claimed:{decided.claim.id}"
        await outbox.notify(turn.db, claimant, ClaimResult(confirmed=True), key=key)
        await _hand_over(turn.db, decided, turn.quiet)


async def _hand_over(db: AsyncSession, decided: Decided, quiet: Quiet) -> None:
    """What hangs on the account beyond its person's own rows."""
    before, heir = decided.claim.person_id, decided.claimant
    await reminders.hand_over(db, before, heir.id)
    await retiming.retime(db, heir, quiet)
    await suppliers.hand_over(db, before, heir)
    await calls.hand_over(db, before, heir)
    if await offers.hand_over(db, before, heir.id):
        await outbox.notify(db, heir, OffersWait(), key=f"offers_wait:{decided.claim.id}")
    await menus.refresh(db, heir)


CLAIM = Form(
    name="claim",
    title="",
    steps=(
        OwnPhone(
            "phone",
            _(
                "Did an officer register you? Share your number, and we ask the officer to hand "
                "the account over to you."
            ),
            _("Phone number"),
        ),
    ),
    finish=finish,
    review=never,
)


def claim_made(words: Words, facts: ClaimMade) -> Screen:
    return Screen(
        words(
            _(
                "Thank you. If an officer registered this number, we ask them now whether it is "
                "you. You will hear from us here."
            )
        )
    )


def claim_request(words: Words, facts: ClaimRequest) -> Screen:
    name = called(words, facts.owner, facts.honorific)
    lines = [
        words(
            _("Somebody with the number {phone} says: the account of {owner} is mine."),
            phone=shown(facts.phone),
            owner=name,
        )
    ]
    if facts.claimant:
        lines.append(words(_("In Mitra they are called {name}."), name=facts.claimant))
    lines.append(
        words(
            _(
                "Numbers are sometimes handed on to strangers. Please ask {owner} first. "
                "Is it them?"
            ),
            owner=name,
        )
    )
    data = f"{PREFIX}:{{}}:{facts.claim_id}".format
    return Screen(
        words.paragraphs(lines),
        (
            (Button(words.plain(_("Yes, it is them")), data("yes")),),
            (Button(words.plain(_("No, it is not")), data("no")),),
        ),
    )


def claim_done(words: Words, facts: ClaimDone) -> Screen:
    sentences = {
        None: _("This has been decided already, or is not yours to decide."),
        Verdict.CONFIRMED: _(
            "The account of {owner} is with its owner now. Thank you for your care so far."
        ),
        Verdict.REFUSED: _("All right. The account of {owner} was not handed over."),
    }
    owner = called(words, facts.owner, facts.honorific)
    return Screen(words(sentences[facts.verdict], owner=owner))


def claim_result(words: Words, facts: ClaimResult) -> Screen:
    if facts.confirmed:
        text = words(
            _(
                "The officer has confirmed it: the account is yours. Prices and needs come here "
                "from now on."
            )
        )
        return Screen(text, ((go(words.plain(_("My profile")), "profile"),),))
    return Screen(
        words(
            _(
                "Nobody has confirmed so far that an account with this number is yours. Please "
                "talk with the officer who looks after you; you can also register by yourself."
            )
        )
    )


def no_claims(words: Words, facts: NoClaims) -> Screen:
    return Screen(words(_("Nobody waits for an account to be handed over.")))
