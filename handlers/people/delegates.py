"""Officers register owners without a smartphone, and keep their data, clearly in their name."""

from collections.abc import Mapping
from typing import Any

from bot import clock
from bot.conversation.form import Answers, Facts, Form
from bot.conversation.said import Tap
from bot.conversation.steps import Capacity, Choice, ContactName, Crops, Known, OthersPhone, Place
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice
from bot.language import Words, _
from bot.people import delegates
from bot.people.businesses import Make, active, businesses_of
from bot.people.delegates import Details, Yes
from bot.people.joining import ConsentHow
from bot.people.models import Honorific, Person
from bot.people.names import read_name
from handlers.address import called
from handlers.home import FinishFirst, row_number
from handlers.people.keeping import keep_supplies_of
from handlers.people.owner_cards import card, cared_for, is_officer, owners
from handlers.privacy.consenting import NO, SAY_YES, YES

#: Whoever changes this changes `bot.people.consent.READ_ALOUD_VERSION` with it.
READ_ALOUD = _(
    "Please read this aloud to the owner:\n\n“May Mitra keep your name, phone number, region and "
    "products? I bring you price news by phone and may plan coaching with you. It costs nothing. "
    "Tell me if you want to stop, at any time. With a phone of your own you can take the account "
    "over.”\n\nWhat is the answer?"
)


class NotRegistered(Notice):
    """The owner said no, so nothing was kept."""

    kind = "not_registered"


async def look_up(turn: Turn, tap: Tap, argument: str) -> None:
    """`page:2`, `card:12` or `edit:12`."""
    does, _colon, number = argument.partition(":")
    which = row_number(number)
    if not await is_officer(turn):
        return
    if does == "page" and which is not None:
        turn.reply(await owners(turn, which), edits=tap.message_id)
        return
    person = await cared_for(turn, which)
    if person is None:
        return
    if does != "edit":
        turn.reply(await card(turn, person))
    elif turn.conversation.form:
        turn.reply(FinishFirst())
    else:
        await begin(turn, DELEGATE, await _known(turn, person))


async def start_delegating(turn: Turn) -> None:
    if await is_officer(turn):
        await begin(turn, DELEGATE)


async def _known(turn: Turn, person: Person) -> dict[str, Any]:
    cards = await businesses_of(turn.db, person.id)
    makes = [{"slug": make.slug, "said": make.said} for card in cards[:1] for make in card.makes]
    answers: dict[str, Any] = {"who": str(person.id), "name": person.name}
    answers |= {"honorific": person.honorific} if person.honorific else {}
    answers |= {"phone": {"number": person.phone, "verified": False} if person.phone else None}
    answers |= {"products": makes} if makes else {}
    return answers | ({"regency": person.regency} if person.regency else {})


async def prepare(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    """For whom it is, and whether their number is another account's."""
    named = read_name(answers.get("name") or "")
    taken = {}
    if phone := answers.get("phone"):
        number = phone["number"]
        known = await delegates.officers_by_phone(turn.db, [number])
        account, officer = known.get(number, (None, ""))
        if account is not None and str(account) != answers.get("who"):
            taken[number] = officer
    honorific = named.honorific or answers.get("honorific")
    return {"name": named.name, "honorific": honorific, "taken": taken}


def acting_for(words: Words, facts: Facts) -> str:
    if not facts.get("name"):
        return words(_("🖊 <b>For somebody else</b>, not for yourself"))
    name = called(words, facts["name"], facts.get("honorific"))
    return words(_("🖊 <b>On behalf of {name}</b>"), name=name)


def is_new(answers: Answers) -> bool:
    return "who" not in answers


def agreed(answers: Answers) -> bool:
    return answers.get("consent") != NO


def is_new_owner(answers: Answers) -> bool:
    """What is known of the others stays, and is changed in their profile."""
    return agreed(answers) and is_new(answers)


def without_title(answers: Answers) -> bool:
    return agreed(answers) and read_name(answers.get("name") or "").honorific is None


async def finish(turn: Turn, answers: Answers) -> None:
    """The role and the care are looked up again: both may have ended since the first question."""
    if not await is_officer(turn):
        return
    if not agreed(answers):
        turn.reply(NotRegistered())
        return
    details = _details(answers)
    if "who" in answers:
        person = await cared_for(turn, row_number(answers["who"]), locked=True)
        if person is None:
            return
        kept = await delegates.change(turn.db, turn.person, person, details)
    else:
        yes = Yes(ConsentHow(answers["consent"]), clock.now())
        made = await delegates.register(turn.db, turn.person, [(details, yes)])
        kept = bool(made.people)
        person = made.people[0] if kept else turn.person
        business = await active(turn.db, person.id) if kept else None
        if business and answers.get("capacity"):
            await keep_supplies_of(turn, business.id, {}, answers["capacity"])
    if not kept:
        # Somebody was faster with this number: the summary is shown again, and asks for another.
        again = {key: value for key, value in answers.items() if key != "phone"}
        await begin(turn, DELEGATE, again)
        return
    turn.reply(await card(turn, person, saved=True))


def _details(answers: Answers) -> Details:
    named = read_name(answers["name"])
    title = answers.get("honorific")
    phone = answers.get("phone")
    return Details(
        name=named.name,
        regency=answers["regency"],
        makes=[Make(item["slug"], item["said"]) for item in answers["products"]],
        honorific=named.honorific or (Honorific(title) if title else None),
        phone=phone["number"] if phone else None,
    )


DELEGATE = Form(
    name="delegate",
    title=_("<b>Is this right?</b> Tap ✎ to change an answer."),
    steps=(
        Known("who", when=lambda answers: "who" in answers),
        Choice(
            "consent",
            READ_ALOUD,
            _("Consent"),
            choices={
                ConsentHow.SPOKEN: _("Yes, spoken"),
                ConsentHow.WRITTEN: _("Yes, in writing"),
                NO: _("The owner says no"),
            },
            tells={YES: _("Was the yes spoken, or given in writing?")},
            also={"lisan": ConsentHow.SPOKEN, "tertulis": ConsentHow.WRITTEN}
            | {"ya lisan": ConsentHow.SPOKEN, "ya tertulis": ConsentHow.WRITTEN}
            | SAY_YES
            | dict.fromkeys(("tidak", "no", "nggak", "tidak mau"), NO),
            shortened=False,
            when=is_new,
        ),
        ContactName(
            "name", _("What is the owner's name? For example: Ibu Sri."), _("Name"), when=agreed
        ),
        Choice(
            "honorific",
            _("Is the owner addressed as Bapak (Mr) or Ibu (Mrs)?"),
            _("Title"),
            choices={Honorific.IBU: "Ibu", Honorific.BAPAK: "Bapak"},
            also={"bu": Honorific.IBU, "pak": Honorific.BAPAK},
            when=without_title,
        ),
        OthersPhone(
            "phone",
            _(
                "Which number can the owner be called on? Type it, or send a card from your "
                "address book."
            ),
            _("Phone number"),
            when=agreed,
        ),
        Crops(
            "products",
            _("What does the owner make or grow? Several are fine, e.g. cabai rawit, keripik."),
            _("Products"),
            when=agreed,
        ),
        Place(
            "regency",
            _("In which regency or city is the owner's business? For example: Malang."),
            _("Regency/city"),
            when=agreed,
        ),
        Capacity(
            "capacity",
            _(
                "{product}: how much can the owner usually supply? A guess will do, e.g. 200 kg "
                "a week."
            ),
            _("Capacity"),
            when=is_new_owner,
        ),
    ),
    finish=finish,
    prepare=prepare,
    review=agreed,
    banner=acting_for,
)
