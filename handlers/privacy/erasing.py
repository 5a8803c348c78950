"""Erasing everything: what goes and what stays is said first, and a slip of the finger is none."""

from dataclasses import asdict
from datetime import timedelta
from typing import Literal

from markupsafe import Markup
from pydantic import BaseModel

from bot import clock
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from bot.delivery.screen import Button, Notice, Screen
from bot.language import Words, _, n_
from bot.privacy.consequences import consequences
from bot.privacy.erasure import erase
from bot.privacy.notices import ClassPhotosGone, LeftBehind, SessionOff
from handlers.coaching.handover.handover import PREFIX as HANDOVER

#: What stands behind `privacy:` in the data of the buttons here; `sure` and `yes` follow, with the
#: moment at which they were shown: a button from last year erases nobody.
DOES = "erase"
HOLDS = timedelta(minutes=30)


class Company(BaseModel):
    name: str
    others: int
    leads: int
    approved: bool


class Erasing(Notice):
    """What an erasure takes along and leaves; `step` is how often it has been asked."""

    kind = "erasing"

    step: Literal["first", "last"]
    #: Seconds since 1970.
    asked_at: int
    businesses: int
    sessions: int
    bulletins: int
    companies: tuple[Company, ...]
    spoken_for: int
    #: Voice notes that were passed on.
    voices: int = 0
    #: Sessions that they hold as an officer.
    led: int = 0
    #: Businesses that nobody else looks after.
    alone: int = 0


class Farewell(Notice):
    """The last message. It knows nothing about whom it is for."""

    kind = "farewell"


async def press(turn: Turn, tap: Tap, argument: str) -> None:
    """Nothing, `sure:1790000000` or `yes:1790000000`."""
    does, _colon, asked_at = argument.partition(":")
    now = int(clock.now().timestamp())
    fresh = asked_at.isdecimal() and 0 <= now - int(asked_at[:12]) <= HOLDS.total_seconds()
    if does == "yes" and fresh:
        turn.conversation.form = None
        await erase(turn.db, turn.person, turn.quiet)
        turn.reply(Farewell(), edits=tap.message_id)
        return
    step: Literal["first", "last"] = "last" if does == "sure" and fresh else "first"
    lost = asdict(await consequences(turn.db, turn.person))
    turn.reply(Erasing(step=step, asked_at=now, **lost), edits=tap.message_id)


def erasing(words: Words, facts: Erasing) -> Screen:
    keep = Button(words.plain(_("No, keep my data")), "privacy:show")
    if facts.step == "last":
        text = words(_("Really erase everything now? Nobody can bring it back."))
        yes = Button(words.plain(_("Yes, erase everything")), _data("yes", facts))
        return Screen(text, ((keep,), (yes,)))
    go_on = Button(words.plain(_("Go on to erase")), _data("sure", facts))
    parts = [
        words(_("<b>Erase everything?</b>")),
        words.lines([words(_("Deleted:")), *_goes(words, facts)]),
        words.lines([words(_("Stays, without your name:")), *_stays(words, facts)]),
    ]
    # In the place of the button that was tapped to come here stands the one that keeps all.
    return Screen(words.paragraphs(parts), ((keep,), (go_on,)))


def _data(does: str, facts: Erasing) -> str:
    return f"privacy:{DOES}:{does}:{facts.asked_at}"


def goes_along(words: Words, businesses: int, sessions: int, led: int) -> list[Markup]:
    """What goes with whomever is erased."""
    lines = [
        words(_("• name, phone, region, answers, voice notes, and the text of all messages")),
    ]
    if businesses:
        sentence = n_(
            "• {number} business with its products", "• {number} businesses with their products"
        )
        lines.append(words.plural(sentence, businesses))
    if sessions:
        sentence = n_(
            "• {number} coaching session is called off; the other side is told",
            "• {number} coaching sessions are called off; the other side is told",
        )
        lines.append(words.plural(sentence, sessions))
    if led:
        sentence = n_(
            "• {number} coaching session passes to another officer, or is called off if there is "
            "none; everybody concerned is told",
            "• {number} coaching sessions pass to another officer, or are called off if there is "
            "none; everybody concerned is told",
        )
        lines.append(words.plural(sentence, led))
    return lines


def _goes(words: Words, facts: Erasing) -> list[Markup]:
    lines = goes_along(words, facts.businesses, facts.sessions, facts.led)
    lines += [_loses(words, company) for company in facts.companies]
    if facts.spoken_for:
        sentence = n_(
            "• you no longer speak for {number} person without a phone; an admin is told",
            "• you no longer speak for {number} people without a phone; an admin is told",
        )
        lines.append(words.plural(sentence, facts.spoken_for))
    if facts.alone:
        sentence = n_(
            "• nobody looks after {number} business then; an admin is told",
            "• nobody looks after {number} businesses then; an admin is told",
        )
        lines.append(words.plural(sentence, facts.alone))
    return lines


def _loses(words: Words, company: Company) -> Markup:
    if not company.others and not company.approved:
        sentence = _("• the application of {company}, for which nobody else stands")
    elif not company.leads:
        sentence = _("• your place at {company}; nobody leads it then, and an admin is told")
    else:
        sentence = _("• your place at {company}; the others go on")
    return words(sentence, company=company.name)


def _stays(words: Words, facts: Erasing) -> list[Markup]:
    lines = [
        words(_("• what you agreed to and when: we must be able to prove it (Law 27/2022)")),
        words(_("• that a message went out, for the count of each bulletin")),
    ]
    if facts.bulletins:
        lines.append(words(_("• news that you published: it is the company's")))
    if facts.companies:
        lines.append(words(_("• decisions on the company")))
    if facts.voices:
        lines.append(stays_with_officer(words, facts.voices))
    return lines


def stays_with_officer(words: Words, voices: int) -> Markup:
    """Nobody can take it out of another's chat."""
    sentence = n_(
        "• in the officer's chat: {number} voice note that was passed on",
        "• in the officer's chat: {number} voice notes that were passed on",
    )
    return words.plural(sentence, voices)


def farewell(words: Words, facts: Farewell) -> Screen:
    return Screen(
        words(
            _(
                "Everything is erased. Thank you for having been here. What stands in this chat "
                "stays on the phone until the chat is deleted. /start begins anew."
            )
        )
    )


def session_off(words: Words, facts: SessionOff) -> Screen:
    sentences = {
        (True, False): _(
            "The coaching session on {day}, {time} is called off: the officer has left Mitra. "
            "Somebody else will be named; until then your questions go to the admins."
        ),
        (False, False): _(
            "The coaching session on {day}, {time} is called off: the owner has left Mitra."
        ),
        (True, True): _(
            "{number} coaching sessions, the first on {day}, {time}, are called off: the officer "
            "has left Mitra. Somebody else will be named; until then your questions go to the "
            "admins."
        ),
        (False, True): _(
            "{number} coaching sessions, the first on {day}, {time}, are called off: the owner has "
            "left Mitra."
        ),
    }
    text = words(
        sentences[facts.officer_left, facts.sessions > 1],
        number=words.number(facts.sessions),
        day=words.day(facts.starts_at),
        time=words.time(facts.starts_at),
    )
    return Screen(text)


def class_photos_gone(words: Words, facts: ClassPhotosGone) -> Screen:
    if facts.classes == 1:
        sentence = _(
            "Somebody who was at your class of {day} had their data erased. The photos and voice "
            "notes of that class are deleted here, because that person may be in them. They are "
            "still in your own chat: those in which that person is not, you can add again."
        )
    else:
        sentence = _(
            "Somebody who was at {number} of your classes, the last one on {day}, had their data "
            "erased. The photos and voice notes of these classes are deleted here, because that "
            "person may be in them. They are still in your own chat: those in which that person is "
            "not, you can add again."
        )
    text = words(sentence, day=words.day(facts.starts_at), number=words.number(facts.classes))
    return Screen(text)


def left_behind(words: Words, facts: LeftBehind) -> Screen:
    lines = [words(_("<b>Somebody had their data erased.</b> What needs you now:"))]
    lines += [
        words(_("• {company} has nobody who leads it"), company=name) for name in facts.companies
    ]
    lines += [
        words(_("• the programme {programme} has no officer"), programme=name)
        for name in facts.programmes
    ]
    if facts.spoken_for:
        sentence = n_(
            "• {number} person without a phone has nobody who speaks for them",
            "• {number} people without a phone have nobody who speaks for them",
        )
        lines.append(words.plural(sentence, facts.spoken_for))
    if facts.businesses:
        sentence = n_(
            "• {number} business has no officer any more",
            "• {number} businesses have no officer any more",
        )
        lines.append(words.plural(sentence, facts.businesses))
    if facts.former_id is None:
        return Screen(words.lines(lines))
    give = Button(words.plain(_("Choose who takes over")), f"{HANDOVER}:left:{facts.former_id}")
    return Screen(words.lines(lines), ((give,),))
