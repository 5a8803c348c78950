"""What somebody with a part here types: of their news, calls, offers, or a button's words."""

from collections.abc import Awaitable, Callable, Mapping
from functools import lru_cache

from bot.conversation.spoken import heard
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _, words_for
from bot.language.reading.parts import Part, read_part
from bot.people.models import Role
from handlers import admin
from handlers.coaching import coaching
from handlers.coaching.day import calls, caseload, month_report, today
from handlers.coaching.questions import answering, asking, learning
from handlers.home import go
from handlers.market.bulletins import repeating, running
from handlers.market.offers import offers
from handlers.market.prices import terms_asked
from handlers.market.readers import muting, sharing
from handlers.partnerships import suppliers, vetting
from handlers.people import owner_cards
from handlers.people.joining import posters

Answer = Callable[[Turn], Awaitable[None]]


class Trust(Notice):
    """The answer to whether Mitra costs anything, or is a swindle."""

    kind = "trust"


async def _trust(turn: Turn) -> None:
    turn.reply(Trust())


WANTED: Mapping[Part, Answer] = {
    Part.AGAIN: repeating.start_publishing,
    Part.RUNNING: running.show_bulletins,
    Part.TODAY: today.show_today,
    Part.REPORT: month_report.show_report,
    Part.CALLS: calls.show_calls,
    Part.OFFERS: offers.show_offers,
    Part.TRUST: _trust,
    Part.PAID: terms_asked.show_payment,
    Part.HAGGLE: terms_asked.show_haggling,
    Part.MOVE: coaching.show_schedule,
    Part.SHARE: sharing.share_latest,
    Part.HEARD: muting.show_subscriptions,
}
#: What stands on a button can be typed. Labels that read as a wish anyway are not here.
LABELS: Mapping[str, Answer] = {
    _("Publish a price or need"): repeating.start_publishing,
    _("Our price news and needs"): running.show_bulletins,
    _("My suppliers"): suppliers.show_suppliers,
    _("My offers"): offers.show_offers,
    _("Offers"): offers.show_offers,
    _("Ask my officer"): asking.start_asking,
    _("Ask a question"): asking.start_asking,
    _("Questions"): answering.show_questions,
    _("Library"): learning.show_library,
    _("Owners I speak for"): owner_cards.show_owners,
    _("Calls to make"): calls.show_calls,
    _("Businesses I look after"): caseload.show_caseload,
    _("What you hear of"): muting.show_subscriptions,
    _("Check applications"): vetting.show_applications,
    _("For admins"): admin.show_admin,
    _("Posters with a QR code"): posters.show_posters,
}
#: As it is typed -> as it stands on a button.
SHORT = {"yg": "yang", "sy": "saya", "utk": "untuk"}


async def grant(turn: Turn, text: str) -> bool:
    """Whether it was one of these. Who holds no such role is told so by what is shown."""
    if label := _labels().get(" ".join(SHORT.get(word, word) for word in heard(text).split())):
        await label(turn)
        return True
    part = read_part(
        text,
        # Of who sells too, "stop cabai" is about what comes to them.
        buys=Role.OFFTAKER in turn.roles and Role.OWNER not in turn.roles,
        officer=Role.OFFICER in turn.roles,
        reports=bool({Role.OFFICER, Role.ADMIN} & turn.roles),
    )
    if part is None:
        return False
    await WANTED[part](turn)
    return True


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, Answer]:
    return {
        heard(words_for(language).plain(label)): answer
        for language in ("id", "en")
        for label, answer in LABELS.items()
    }


def trust(words: Words, facts: Trust) -> Screen:
    text = _(
        "Mitra is free. It never asks for a PIN, an OTP or money. Whoever asks you for these in "
        "its name is not Mitra: please tell your officer."
    )
    return Screen(words(text), ((go(words.plain(_("Ask my officer")), "ask"),),))
