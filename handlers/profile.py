"""What Mitra knows of a person: shown, corrected, agreed to and withdrawn."""

from datetime import datetime
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from bot.conversation.said import Tap
from bot.conversation.steps.crops import crop_name
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery import outbox
from bot.delivery.screen import Button, Notice, Screen
from bot.language import LANGUAGES, Words, _
from bot.market.regions import region
from bot.partnerships import vetting
from bot.people import consent
from bot.people.models import Purpose, Role
from bot.people.registration import businesses_of
from handlers.home import go
from handlers.onboarding import REGISTER, YES

#: Starts the data of the buttons that agree or withdraw.
PREFIX = "consent"

#: Which of several roles the summary is about; another can be chosen there.
CORRECTED = (Role.OFFICER, Role.ADMIN, Role.OWNER, Role.OFFTAKER)
ROLE_NAMES = {
    Role.OWNER: _("Business owner"),
    Role.OFFTAKER: _("Buyer (offtaker)"),
    Role.OFFICER: _("Business Development Officer"),
    Role.EXPERT: _("Expert"),
    Role.ADMIN: _("Admin"),
}
PURPOSE_NAMES = {
    Purpose.SERVICE: _("Keeping your name, region and products"),
    Purpose.NEWS: _("Sending you price news and needs"),
    Purpose.COACHING: _("Coaching by your officer"),
    Purpose.STATISTICS: _("Counting you in figures without names"),
}


class Trade(BaseModel):
    name: str
    regency: str
    slugs: tuple[str, ...]
    #: Products that are not in the list, as the owner calls them.
    others: tuple[str, ...]


class Profile(Notice):
    kind = "profile"

    name: str
    regency: str | None
    roles: tuple[Role, ...]
    businesses: tuple[Trade, ...]
    company: str | None


class Privacy(Notice):
    kind = "privacy"

    #: What is agreed to, and since when.
    since: dict[Purpose, datetime]


async def show_profile(turn: Turn) -> None:
    person = turn.person
    offtaker = await vetting.offtaker_of(turn.db, person.id)
    turn.reply(
        Profile(
            name=person.name or "",
            regency=person.regency,
            roles=tuple(sorted(turn.roles)),
            businesses=tuple(
                Trade(
                    name=card.name,
                    regency=card.regency,
                    slugs=tuple(make.slug for make in card.makes if make.slug),
                    others=tuple(make.said for make in card.makes if not make.slug),
                )
                for card in await businesses_of(turn.db, person.id)
            ),
            company=offtaker.name if offtaker else None,
        )
    )


async def correct_profile(turn: Turn) -> None:
    """The summary of onboarding with what is known, each answer open to change."""
    person = turn.person
    offtaker = await vetting.offtaker_of(turn.db, person.id)
    held = turn.roles | ({Role.OFFTAKER} if offtaker else set())
    role = next((role for role in CORRECTED if role in held), None)
    answers: dict[str, Any] = {"language": person.language, "consent": YES, "name": person.name}
    answers |= {"regency": person.regency} if person.regency else {}
    answers |= {"role": role} if role else {}
    answers |= {"company": offtaker.name, "promises": YES} if offtaker else {}
    for card in await businesses_of(turn.db, person.id):
        products = [{"slug": make.slug, "said": make.said} for make in card.makes]
        answers |= {"business": card.name, "products": products}
    await begin(turn, REGISTER, answers)


async def show_privacy(turn: Turn) -> None:
    turn.reply(await _privacy(turn))


async def change_consent(turn: Turn, tap: Tap, argument: str) -> None:
    """`stop` or `start`: whether bulletins are sent."""
    given = {each.purpose for each in await consent.given(turn.db, turn.person.id)}
    if argument == "stop":
        await consent.withdraw(turn.db, turn.person.id, Purpose.NEWS)
        await outbox.stop_bulletins(turn.db, turn.person.id)
    elif argument == "start" and turn.person.registered_at and Purpose.NEWS not in given:
        consent.give(turn.db, turn.person, Purpose.NEWS)
        await turn.db.flush()
    turn.reply(await _privacy(turn), edits=tap.message_id)


async def _privacy(turn: Turn) -> Privacy:
    given = await consent.given(turn.db, turn.person.id)
    return Privacy(since={Purpose(each.purpose): each.given_at for each in given})


def profile(words: Words, facts: Profile) -> Screen:
    lines = [Markup("<b>{}</b>").format(facts.name)]
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    if facts.roles:
        names = words.list(words.plain(ROLE_NAMES[role]) for role in facts.roles)
        lines.append(words(_("Role: {roles}"), roles=names))
    if facts.company:
        lines.append(words(_("Company: {company}"), company=facts.company))
    for trade in facts.businesses:
        products = words.list([crop_name(slug, words) for slug in trade.slugs] + [*trade.others])
        lines.append(words(_("Business: {business}"), business=trade.name))
        lines.append(words(_("Products: {products}"), products=products))
    lines.append(words(_("Language: {language}"), language=LANGUAGES[words.language]))
    return Screen(
        words.lines(lines),
        (
            (go(words.plain(_("Correct my data")), "correct"),),
            (go(words.plain(_("My data and privacy")), "privacy"),),
        ),
    )


def privacy(words: Words, facts: Privacy) -> Screen:
    lines = [words(_("<b>Your data and your rights</b> (Law 27/2022)"))]
    for purpose, since in facts.since.items():
        what = words(PURPOSE_NAMES[purpose])
        lines.append(words(_("• {what}: agreed on {day}"), what=what, day=words.day(since)))
    if not facts.since:
        lines.append(words(_("You have not agreed to anything; nothing about you is used.")))
    lines.append(words(_("What is kept stands in /profile, where you can correct it.")))
    news = Purpose.NEWS in facts.since
    label = _("Stop price news") if news else _("Send me price news")
    button = Button(words.plain(label), f"{PREFIX}:{'stop' if news else 'start'}")
    return Screen(words.lines(lines), ((button,),) if facts.since else ())
