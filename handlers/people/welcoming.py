"""What a person is told at the end of onboarding."""

from markupsafe import Markup

from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.people.models import Role
from handlers.address import called
from handlers.home import go


class Declined(Notice):
    """They did not agree that anything is kept."""

    kind = "declined"


class Registered(Notice):
    kind = "registered"

    name: str
    honorific: str | None = None
    role: Role
    #: Whether they agreed to be sent price news.
    news: bool = True
    #: How much of an owner's profile is known.
    percent: int | None = None


def declined(words: Words, facts: Declined) -> Screen:
    return Screen(
        words(
            _(
                "All right. Your name and business were not stored. "
                "Type /start if you change your mind."
            )
        )
    )


def registered(words: Words, facts: Registered) -> Screen:
    next_steps = {
        Role.OWNER: (go(words.plain(_("Today's prices")), "prices"),),
        Role.OFFICER: (go(words.plain(_("Plan a session")), "plan"),),
        Role.ADMIN: (go(words.plain(_("Check applications")), "applications"),),
    }
    person = called(words, facts.name, facts.honorific)
    lines = [words(_thanks(facts), person=person)]
    rows = [*filter(None, [next_steps.get(facts.role)])]
    if facts.percent is None:
        rows.append((go(words.plain(_("My profile")), "profile"),))
    elif facts.percent < 100:  # noqa: PLR2004  (percent)
        lines.append(percentage(words, facts.percent))
        rows = [(go(words.plain(_("Complete my profile")), "complete"),), *rows]
    return Screen(words.paragraphs(lines), tuple(rows))


def percentage(words: Words, percent: int) -> Markup:
    return words(
        _("Your profile is {percent} % complete. The rest can be told now or any time."),
        percent=percent,
    )


def _thanks(facts: Registered) -> str:
    if facts.role is Role.OWNER:
        if facts.news:
            return _(
                "Thank you, {person}. You are registered. Price news and needs for what you make "
                "will arrive here by themselves."
            )
        return _("Thank you, {person}. You are registered. Prices can be seen any time: /prices")
    sentences = {
        Role.OFFICER: _(
            "Thank you, {person}. You are registered as a Business Development Officer."
        ),
        Role.EXPERT: _("Thank you, {person}. You are registered as an expert."),
        Role.ADMIN: _("Thank you, {person}. You are registered as an admin."),
    }
    return sentences[facts.role]
