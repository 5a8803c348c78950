"""What a person is asked to agree to before anything of theirs is kept (UU 27/2022, art. 20-22).

Whoever changes these texts changes their version in `bot.people.consent` with them.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.conversation.form import Answer, Answers, Facts, Note, Reply, Situation, Unclear
from bot.conversation.steps import Choice, Several
from bot.language import Words, _
from bot.people.consent import ASKED_AT_WORK, ASKED_FIRST, VERSION, VERSION_AT_WORK
from bot.people.models import Purpose, Role

YES, READ, EACH, NO = "yes", "read", "each", "no"
#: A yes to the text for who is to work here.
WORK = "work"
#: What people type for yes and no, in both languages.
SAY_YES = dict.fromkeys(
    ("ya", "iya", "y", "yes", "ok", "oke", "setuju", "boleh", "silakan", "mau", "sure"), YES
)
SAY_NO = dict.fromkeys(
    ("tidak", "tdk", "nggak", "ngga", "enggak", "gak", "ga", "no", "nope", "jangan", "stop"), NO
)

ASK = _(
    "May we keep your name, region and products? With them we send you price news, and an "
    "officer in your region can help you. Your phone number is never shared without your "
    "permission."
)
FULL_TERMS = _(
    "<b>What we keep and why</b> (Law 27/2022)\n"
    "• Your name, region, business and products: so that Mitra can work for you.\n"
    "• Price news and buyers' needs: sent only if you agree.\n"
    "• Coaching: if you agree, the officer of your region sees your profile, plans sessions and "
    "reminds you.\n"
    "• Your language and your messages to this bot: to answer you.\n"
    "• Phone number, gender and year of birth: only if you give them, for what is said there.\n"
    "Mitra is run by the partnership programme and costs nothing. We never ask for a PIN, an OTP, "
    "your NIK or money. Buyers see numbers of producers, not names, until you agree. With "
    "/privacy you can see, copy, correct and erase what is kept, and stop each purpose at any "
    "time."
)
ASK_AT_WORK = _(
    "May we keep your name and region? The owners and buyers you work with see your name, and we "
    "send you schedules and reminders. Your phone number is never shared without your permission."
)
TERMS_AT_WORK = _(
    "<b>What we keep and why</b> (Law 27/2022)\n"
    "• Your name and region: so that owners and buyers know who helps them.\n"
    "• Your sessions: to plan them, and to remind you.\n"
    "• What you do here for others, and when: so that it can be shown who did it.\n"
    "• Your language and your messages to this bot: to answer you.\n"
    "• Your phone number: only if you give it.\n"
    "Mitra is run by the partnership programme and costs nothing. We never ask for a PIN, an OTP, "
    "your NIK or money. Your role begins when you agree. With /privacy you can see, copy, correct "
    "and erase what is kept, and stop each purpose at any time."
)
#: Roles that are given by others; nobody chooses them.
GIVEN = (Role.OFFICER, Role.EXPERT, Role.ADMIN)


def at_work(answers: Answers) -> bool:
    """Whether they are asked as somebody who is to work here, and not as an owner or a buyer."""
    return answers.get("role") in GIVEN


def version(answers: Answers) -> str:
    """Of the text that they agreed to."""
    return VERSION_AT_WORK if answers.get("consent") == WORK else VERSION


def consented(answers: Answers) -> bool:
    return bool(answers.get("consent", YES) != NO)


def chooses(answers: Answers) -> bool:
    return bool(answers.get("consent") == EACH)


def granted(answers: Answers) -> AbstractSet[Purpose]:
    """What was agreed to; keeping the data belongs to everything else."""
    if not consented(answers):
        return frozenset()
    if answers.get("consent") == WORK:
        return {*ASKED_AT_WORK}
    if chooses(answers):
        return {Purpose.SERVICE, *(Purpose(each) for each in answers.get("purposes") or ())}
    return {*ASKED_FIRST}


@dataclass(frozen=True)
class Agreement(Choice):
    """Asked with the text that fits who is asked: an owner, or who is to work here."""

    def question(self, words: Words, answers: Answers, draft: Any, facts: Facts) -> Markup:
        return words(ASK_AT_WORK if at_work(answers) else self.ask)

    def options(self, facts: Facts) -> tuple[str, ...]:
        return (WORK, READ, NO) if facts.get("at_work") else (YES, READ, EACH, NO)

    def pick(self, option: str, draft: Any, situation: Situation) -> Reply:
        works = at_work(situation.answers)
        if option == READ:
            return Unclear(Note(TERMS_AT_WORK if works else FULL_TERMS))
        return Answer(WORK if works and option in {YES, EACH} else option)


#: Both stand in no summary: /privacy shows and changes them.
CONSENT = Agreement(
    "consent",
    ASK,
    _("Keeping my data"),
    choices={
        YES: _("Yes, you may"),
        WORK: _("Yes, you may"),
        READ: _("Read first"),
        EACH: _("Choose one by one"),
        NO: _("No"),
    },
    tells={READ: FULL_TERMS},
    also=SAY_YES | SAY_NO,
    shortened=False,
    summed_up=False,
)
PURPOSES = Several(
    "purposes",
    _(
        "Your name, region and products have to be kept for Mitra to work. What else may we do? "
        "Tap what you allow, then “Done”."
    ),
    _("Allowed"),
    choices={
        Purpose.NEWS: _("Send price news"),
        Purpose.COACHING: _("Let an officer help me"),
    },
    fewest=0,
    summed_up=False,
    when=chooses,
)
