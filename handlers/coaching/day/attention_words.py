"""Why a business needs its officer, in words."""

from bot import clock
from bot.coaching.day.notices import ANeed, InNeed
from bot.coaching.day.signs import Why
from bot.language import Words, _
from handlers.people.trade_names import trade_name

SENTENCES = {
    Why.QUESTION: _("a question waits since {day}"),
    Why.MISSED: _("missed two sessions in a row, the last on {day}"),
    Why.DECLINED: _("declined or did not answer two sessions in a row"),
    Why.PAPER: _("a paper is valid until {day}"),
    Why.UNMET: _("no session since {day}"),
    Why.SILENT: _("nothing heard since {day}"),
}
#: Reasons that fit beside a name on a phone.
IN_A_LIST = 2
EXPIRED = _("a paper has expired on {day}")


def reason(words: Words, need: ANeed) -> str:
    day = need.last_day or (need.at or clock.now()).astimezone(words.zone).date()
    over = need.why is Why.PAPER and day < clock.now().astimezone(words.zone).date()
    return words.plain(EXPIRED if over else SENTENCES[need.why], day=words.short_day(day))


def reasons(words: Words, case: InNeed) -> str:
    """In a list; the others stand on its card."""
    return words.list(reason(words, each) for each in case.needs[:IN_A_LIST])


def case_label(words: Words, case: InNeed) -> str:
    """For a button: whose business, and which."""
    business = trade_name(words, case.business, case.owner)
    return words.plain(_("{owner} · {business}"), owner=case.owner, business=business)
