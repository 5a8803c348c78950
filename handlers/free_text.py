"""What is typed outside of a form: answered where rules reach, else met with the likely wishes."""

from collections.abc import Awaitable, Callable, Mapping

from bot.coaching.care import officer_of
from bot.conversation.said import Text
from bot.conversation.turn import Turn
from bot.delivery import menus
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _
from bot.language.wishes import Kind, Wish, read_wish
from bot.market.models import BulletinKind
from bot.people.models import Purpose, Role
from handlers import basics, looking_up, nudging, privacy
from handlers.address import called
from handlers.home import go, show_home

#: What those of a role most often want: label, command.
LIKELY: dict[Role | None, tuple[tuple[str, str], ...]] = {
    Role.OFFTAKER: (
        (_("Publish a price or need"), "publish"),
        (_("My suppliers"), "suppliers"),
        (_("Today's prices"), "prices"),
    ),
    Role.OFFICER: (
        (_("Plan a session"), "plan"),
        (_("Coaching schedule"), "coaching"),
        (_("Today's prices"), "prices"),
    ),
    Role.EXPERT: (
        (_("Coaching schedule"), "coaching"),
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
        (_("Ask my officer"), "officer"),
    ),
}
#: Whose wishes are shown to who holds several roles.
FIRST = (Role.OFFTAKER, Role.OFFICER, Role.ADMIN, Role.EXPERT)


class NotUnderstood(Notice):
    kind = "not_understood"

    role: Role | None = None
    name: str = ""
    honorific: str | None = None


class Welcome(Notice):
    """The answer to thanks."""

    kind = "welcome"


class YourOfficer(Notice):
    kind = "your_officer"

    officer: str | None
    honorific: str | None = None


class CanSupply(Notice):
    """Somebody has something to sell; offers are still to come."""

    kind = "can_supply"


async def answer(turn: Turn, text: str) -> None:
    """Of somebody who is registered, between conversations."""
    wish = read_wish(text)
    if wish is None:
        turn.reply(not_understood_by(turn))
    else:
        await _grant(turn, wish)


async def _grant(turn: Turn, wish: Wish) -> None:
    match wish.kind:
        case Kind.PRICES:
            await _look_up(turn, BulletinKind.PRICE, wish)
        case Kind.NEEDS:
            await _look_up(turn, BulletinKind.NEED, wish)
        case Kind.SUPPLY:
            await looking_up.look_for(turn, BulletinKind.NEED, wish.commodities, wish.places)
            turn.reply(CanSupply())
        case Kind.STOP:
            await privacy.stop(turn, Purpose.NEWS)
        case Kind.LANGUAGE:
            await speak(turn, wish.language or turn.person.language)
        case Kind.THANKS:
            turn.reply(Welcome())
        case kind:
            await ASKED[kind](turn)


async def _look_up(turn: Turn, kind: BulletinKind, wish: Wish) -> None:
    if wish.commodities or wish.places:
        await looking_up.look_for(turn, kind, wish.commodities, wish.places)
    elif kind is BulletinKind.PRICE:
        await looking_up.show_prices(turn)
    else:
        await looking_up.show_needs(turn)


async def aside(turn: Turn) -> bool:
    """A wish in the middle of a form that can be no answer to its question: see to it.

    Anything else that is typed there is an answer: "kopi" is a product, and "halo" a name.
    """
    wish = read_wish(turn.said.text) if isinstance(turn.said, Text) else None
    if wish is None or wish.kind not in {Kind.STOP, Kind.HELP, Kind.NO_NUDGES}:
        return False
    if wish.kind is Kind.STOP and turn.person.registered_at is None:
        return False  # nothing is sent yet: the form itself says how to leave
    await _grant(turn, wish)
    return True


async def speak(turn: Turn, language: str) -> None:
    turn.person.language = language
    await menus.refresh(turn.db, turn.person, turn.roles)
    turn.reply(basics.LanguageChanged())


async def show_officer(turn: Turn) -> None:
    officer = await officer_of(turn.db, turn.person)
    turn.reply(
        YourOfficer(
            officer=officer.name if officer else None,
            honorific=officer.honorific if officer else None,
        )
    )


#: What is the same as a command.
ASKED: Mapping[Kind, Callable[[Turn], Awaitable[None]]] = {
    Kind.NO_NUDGES: nudging.stop_nudging,
    Kind.HELP: basics.show_help,
    Kind.OFFICER: show_officer,
    Kind.PRIVACY: privacy.show_privacy,
    Kind.GREETING: show_home,
}


def not_understood_by(turn: Turn) -> NotUnderstood:
    return NotUnderstood(
        role=next((role for role in FIRST if role in turn.roles), None),
        name=turn.person.name or "",
        honorific=turn.person.honorific,
    )


def not_understood(words: Words, facts: NotUnderstood) -> Screen:
    text = _("Sorry, I do not understand that yet. What would you like, {person}?")
    person = called(words, facts.name, facts.honorific)
    return Screen(words(text, person=person), _rows(words, LIKELY[facts.role]))


def welcome(words: Words, facts: Welcome) -> Screen:
    return Screen(words(_("You are welcome. Write whenever you need something.")))


def your_officer(words: Words, facts: YourOfficer) -> Screen:
    if facts.officer is None:
        nobody = _(
            "No officer looks after your region yet. Prices and needs can be looked up here."
        )
        return Screen(words(nobody))
    text = words(
        _(
            "Your officer is {officer}. Send a voice note here, and I pass it on with one tap. "
            "The next meetings stand in the schedule."
        ),
        officer=called(words, facts.officer, facts.honorific),
    )
    return Screen(text, _rows(words, ((_("Coaching schedule"), "coaching"),)))


def can_supply(words: Words, facts: CanSupply) -> Screen:
    text = words(
        _(
            "Shall buyers know how much you can supply? Tell it in your profile: they see the "
            "amounts of a region, not who you are."
        )
    )
    return Screen(text, _rows(words, ((_("Complete my profile"), "complete"),)))


def _rows(words: Words, wishes: tuple[tuple[str, str], ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple((go(words.plain(label), command),) for label, command in wishes)
