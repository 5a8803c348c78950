"""What a person is asked to agree to before anything of theirs is kept (UU 27/2022, art. 20-22).

Whoever changes these texts changes `bot.people.consent.VERSION` with them.
"""

from collections.abc import Set as AbstractSet

from bot.conversation.form import Answers
from bot.conversation.steps import Choice, Several
from bot.language import _
from bot.people.consent import ASKED_FIRST
from bot.people.models import Purpose

YES, READ, EACH, NO = "yes", "read", "each", "no"
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


def consented(answers: Answers) -> bool:
    return bool(answers.get("consent", YES) != NO)


def chooses(answers: Answers) -> bool:
    return bool(answers.get("consent") == EACH)


def granted(answers: Answers) -> AbstractSet[Purpose]:
    """What was agreed to; keeping the data belongs to everything else."""
    if not consented(answers):
        return frozenset()
    if chooses(answers):
        return {Purpose.SERVICE, *(Purpose(each) for each in answers.get("purposes") or ())}
    return {*ASKED_FIRST}


#: Both stand in no summary: /privacy shows and changes them.
CONSENT = Choice(
    "consent",
    ASK,
    _("Keeping my data"),
    choices={
        YES: _("Yes, you may"),
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
