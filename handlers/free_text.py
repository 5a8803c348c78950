"""What is typed outside of a form: answered where rules reach, else met with the likely wishes."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from bot.coaching.care import officer_of
from bot.coaching.sessions.notices import SessionFacts
from bot.conversation.form import Form
from bot.conversation.said import Text
from bot.conversation.spoken import STOP, heard, is_dropped, is_stop, is_stop_all
from bot.conversation.steps import Choice
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.language.reading import Reading
from bot.language.reading.following import read_following
from bot.language.reading.questions import asks_how, read_question
from bot.language.reading.whys import asks_why
from bot.language.reading.wishes import Want, Wish, read_wish
from bot.market.models import BulletinKind
from bot.people.models import Purpose, Role
from handlers import basics, chosen, part_wishes
from handlers.coaching import coached, coaching, own_officer
from handlers.coaching.after import checking_in, homework
from handlers.coaching.coaching_off import is_off
from handlers.coaching.questions import asking, learning
from handlers.coaching.sessions import coming, planning
from handlers.coaching.sessions.session_words import answering, describe
from handlers.help import show_help
from handlers.home import go, show_home
from handlers.market.bulletins import one_line, repeating
from handlers.market.offers import supplying
from handlers.market.prices import looking_up
from handlers.market.readers import following, muting, why
from handlers.partnerships import applying, asked_back, suppliers
from handlers.people import nudging, owner_cards, profile
from handlers.privacy import privacy

Named = TypeVar("Named")
#: What those of a role most often want: label, command.
LIKELY: dict[Role | None, tuple[tuple[str, str], ...]] = {
    Role.OFFTAKER: (
        (_("Publish a price or need"), "publish"),
        (_("My suppliers"), "suppliers"),
        (_("Today's prices"), "prices"),
    ),
    Role.OFFICER: (
        (_("My day"), "today"),
        (_("Plan a session"), "plan"),
        (_("Coaching schedule"), "coaching"),
        (_("Questions"), "questions"),
        (_("Owners I speak for"), "owners"),
    ),
    Role.EXPERT: (
        (_("Questions"), "questions"),
        (_("Today's prices"), "prices"),
        (_("What buyers look for"), "needs"),
    ),
    Role.ADMIN: (
        (_("Check applications"), "applications"),
        (_("Today's prices"), "prices"),
        (_("What buyers look for"), "needs"),
    ),
    None: (
        (_("Today's prices"), "prices"),
        (_("What buyers look for"), "needs"),
        (_("Ask my officer"), "ask"),
    ),
}
#: As many words are no slip of the finger.
SENTENCE = 6
#: Whose wishes are shown to who holds several roles.
FIRST = (Role.OFFTAKER, Role.OFFICER, Role.ADMIN, Role.EXPERT)


class NotUnderstood(Notice):
    kind = "not_understood"

    role: Role | None = None
    #: What has no answer yet of somebody who is to come.
    session: SessionFacts | None = None


class Welcome(Notice):
    """The answer to thanks."""

    kind = "welcome"


async def answer(turn: Turn, text: str) -> None:
    """Of somebody who is registered, between conversations."""
    if await coming.answer(turn, text):
        return
    wish = read_wish(text)
    if await checking_in.typed(turn, text) or await homework.said_done(turn, text):
        return
    if (question := read_question(text)) is not None:
        await asking.start_with(turn, question)
        return
    if asks_how(text) and await learning.look_up(turn, text):
        return
    may_answer = wish.want in MAY_ANSWER and heard(text) not in ASIDE
    if may_answer and await asked_back.offer_to_answer(turn, text):
        return
    more = read_following(text)
    if asks_why(text):
        await why.show_why(turn)
    elif more is not None:
        await (following.follow(turn, wish, text) if more else following.unfollow(turn, wish))
    elif not (
        await chosen.choose(turn, text)
        or await planning.plan_in_line(turn, text)
        or await coached.grant(turn, text)
        or await one_line.announce(turn, text)
        or await part_wishes.grant(turn, text)
    ):
        await _grant(turn, text, wish)


async def _grant(turn: Turn, text: str, wish: Wish) -> None:
    match wish.want:
        case Want.PRICES:
            await _look_up(turn, BulletinKind.PRICE, wish)
        case Want.NEEDS:
            await _look_up(turn, BulletinKind.NEED, wish)
        case Want.SUPPLY:
            if not await coming.offer(turn, wish):
                await _look_up(turn, BulletinKind.NEED, wish, selling=True)
                await supplying.offer_to_keep(turn, wish)
        case Want.THANKS:
            turn.reply(Welcome())
        case Want.LANGUAGE if wish.language:
            await speak(turn, wish.language)
        case Want.STOP:
            await _stop_news(turn, wish)
        case want if want in ASKED:
            await ASKED[want](turn)
        case _unknown:
            if not (await _aside_of(turn, text) or await learning.look_up(turn, text)):
                await _at_a_loss(turn, text)


async def _at_a_loss(turn: Turn, text: str) -> None:
    """The session that waits for their answer is at hand, or else their officer."""
    unanswered = await coming.unanswered(turn)
    if unanswered or not await _passed_on(turn, text):
        turn.reply(not_understood_by(turn, unanswered))


async def _passed_on(turn: Turn, text: str) -> bool:
    """A whole sentence of an owner is what they may want to tell their officer: it is kept."""
    if turn.roles != {Role.OWNER} or len(text.split()) < SENTENCE:
        return False
    if await officer_of(turn.db, turn.person) is None or await is_off(turn):
        return False
    await asking.start_with(turn, text)
    return True


async def stop_all(turn: Turn) -> bool:
    """What the button “Stop everything” does, also in the middle of a form."""
    said, known = turn.said, turn.person.registered_at is not None
    if not known or not isinstance(said, Text) or not is_stop_all(said.text):
        return False
    await privacy.ask(turn, Purpose.SERVICE)
    return True


async def _look_up(turn: Turn, kind: BulletinKind, wish: Wish, *, selling: bool = False) -> None:
    commodities = [each.slug for each in _meant(wish.commodity)]
    places = [each.code for each in _meant(wish.region)]
    if commodities or places:
        # A family's members may all be without news: it is called as the person called it.
        named = commodities[0] if len(commodities) == 1 else wish.named
        await looking_up.look_for(
            turn, kind, commodities, places, named, amount=_amount(wish), selling=selling
        )
    elif kind is BulletinKind.PRICE:
        await looking_up.show_prices(turn)
    else:
        await looking_up.show_needs(turn, _amount(wish))


def _amount(wish: Wish) -> str:
    return (wish.quantity and supplying.phrase(wish.quantity)) or ""


def _meant(reading: Reading[Named] | None) -> Sequence[Named]:
    return reading.meant if reading else ()


async def aside(turn: Turn) -> bool:
    """A wish in the middle of a form that can be no answer to its question: see to it.

    Anything else that is typed there is an answer: "kopi" is a product, and "halo" may be a name.
    """
    return isinstance(turn.said, Text) and await _aside_of(turn, turn.said.text)


async def stopped_asking(turn: Turn, form: Form | None) -> bool:
    """“Stop” of somebody who is not registered yet, where it answers no question of the form."""
    said, known = turn.said, turn.person.registered_at is not None
    if known or not isinstance(said, Text) or not is_stop(said.text):
        return False
    step = form.step(turn.conversation.state.get("at", "")) if form else None
    if isinstance(step, Choice) and STOP in step.also:
        return False
    if step and is_dropped(said.text) and step.leave_out(turn.conversation.state.get("draft")):
        return False
    await nudging.pause(turn)
    return True


async def _aside_of(turn: Turn, text: str) -> bool:
    does = ASIDE.get(heard(text))
    if does is None or (does is _stop and turn.person.registered_at is None):
        return False  # before registration nothing is sent
    await does(turn)
    return True


async def _stop_news(turn: Turn, wish: Wish) -> None:
    """Of what is named, if anything is."""
    if wish.commodity:
        await muting.stop(turn, [each.slug for each in _meant(wish.commodity)])
    else:
        await _stop(turn)


async def _stop(turn: Turn) -> None:
    await privacy.stop(turn, Purpose.NEWS)


async def speak(turn: Turn, language: str) -> None:
    turn.person.language = language
    await menus.refresh(turn.db, turn.person, turn.roles)
    turn.reply(basics.LanguageChanged())


async def show_owners(turn: Turn) -> None:
    """Of an officer those without a phone, of a buyer the suppliers."""
    if Role.OFFICER in turn.roles:
        await owner_cards.show_owners(turn)
    elif Role.OFFTAKER in turn.roles:
        await suppliers.show_suppliers(turn)
    else:
        turn.reply(not_understood_by(turn))


async def nothing_to_cancel(turn: Turn) -> None:
    await show_home(turn, _("There is nothing to cancel."))


#: What an answer to an admin's question reads like, too: a place, a product, what a firm buys.
MAY_ANSWER = {Want.UNKNOWN, Want.NEEDS, Want.SUPPLY, Want.PUBLISH}
#: What is the same as a command.
ASKED: Mapping[Want, Callable[[Turn], Awaitable[None]]] = {
    Want.HELP: show_help,
    Want.OFFICER: own_officer.show_officer,
    Want.PRIVACY: privacy.show_privacy,
    Want.GREETING: show_home,
    Want.COACHING: coaching.show_schedule,
    Want.PROFILE: profile.show_profile,
    Want.PUBLISH: repeating.start_publishing,
    Want.APPLY: applying.start_as_buyer,
    Want.OWNERS: show_owners,
    Want.LANGUAGE: basics.show_languages,
    Want.CANCEL: nothing_to_cancel,
}
#: Whole texts that are answered also in the middle of a form.
ASIDE: Mapping[str, Callable[[Turn], Awaitable[None]]] = {
    **dict.fromkeys(("stop", "berhenti", "unsubscribe"), _stop),
    **dict.fromkeys(("bantuan", "help", "tolong bantu", "bingung"), show_help),
    **dict.fromkeys(("jangan ingatkan lagi", "do not remind me"), nudging.stop_nudging),
}


def not_understood_by(turn: Turn, session: SessionFacts | None = None) -> NotUnderstood:
    role = next((role for role in FIRST if role in turn.roles), None)
    return NotUnderstood(role=role, session=session)


def not_understood(words: Words, facts: NotUnderstood) -> Screen:
    rows = _rows(words, LIKELY[facts.role])
    text = words(_("Sorry, we do not understand that yet. What would you like to do?"))
    if facts.session is None:
        return Screen(text, rows)
    waits = words(_("This session has no answer from you yet:"))
    parts = [text, waits, describe(words, facts.session)]
    return Screen(words.paragraphs(parts), (*answering(words, facts.session), *rows))


def welcome(words: Words, facts: Welcome) -> Screen:
    return Screen(words(_("You are welcome. Write whenever you need something.")))


def _rows(words: Words, wishes: tuple[tuple[str, str], ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple((go(words.plain(label), command),) for label, command in wishes)
