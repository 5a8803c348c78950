"""What there is to tap: the handler of each kind of button, and what it may interrupt."""

from collections.abc import Awaitable, Callable, Mapping

from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from handlers import admin, basics, voice
from handlers.coaching import cover, follow_up
from handlers.coaching.calendar import calendar_link
from handlers.coaching.day import calls, caseload, month_report
from handlers.coaching.houses import house_booking, house_keeping, houses
from handlers.coaching.programmes import (
    along,
    enrolling,
    lasting,
    programme_hours,
    programmes,
    taking_part,
)
from handlers.coaching.questions import knowledge
from handlers.coaching.reminders import reminding
from handlers.coaching.sequences import message_form, messages
from handlers.coaching.sessions import calling_off, session_card, session_words
from handlers.market.bulletins import (
    account,
    account_sheet,
    announcing,
    changing,
    confirming,
    dry_run,
    enclosing,
    repeating,
)
from handlers.market.bulletins.bulletins import FOLLOW as FOLLOWED
from handlers.market.bulletins.bulletins import MUTE as MUTED
from handlers.market.bulletins.bulletins import OFFER as OFFERED
from handlers.market.bulletins.bulletins import RUNNING, SEE
from handlers.market.bulletins.bulletins import SHARE as SHARED
from handlers.market.offers import offers, supplying
from handlers.market.prices import price_chart
from handlers.market.readers import following, groups, muting, receiving, sharing
from handlers.partnerships import asked_back, company, suppliers, vetting
from handlers.people import (
    acting,
    businesses,
    claims,
    delegates,
    editing,
    nudging,
    owner_cards,
    owner_sheets,
    owner_stops,
    profile,
    unlisted,
)
from handlers.people.joining import inviting, posters
from handlers.privacy import data_requests, data_search, listed, privacy

TapHandler = Callable[[Turn, Tap, str], Awaitable[None]]
BUTTONS: Mapping[str, TapHandler] = {
    basics.PREFIX: basics.switch_language,
    privacy.PREFIX: privacy.press,
    nudging.PREFIX: nudging.stop_nudging,
    voice.PREFIX: voice.press,
    account.PREFIX: account.look_again,
    account.SHEET: account_sheet.give_sheet,
    RUNNING: changing.press,
    dry_run.PREFIX: announcing.press,
    confirming.PREFIX: confirming.press,
    OFFERED: offers.press,
    MUTED: muting.press,
    FOLLOWED: following.press,
    receiving.PREFIX: receiving.press,
    SHARED: sharing.press,
    SEE: enclosing.press,
    price_chart.PREFIX: price_chart.show_chart,
    vetting.PREFIX: vetting.decide,
    asked_back.PREFIX: asked_back.begin_answer,
    profile.PART: profile.show_part,
    businesses.PREFIX: businesses.press,
    editing.PREFIX: editing.start_editing,
    supplying.PREFIX: supplying.keep,
    company.PREFIX: company.change_member,
    suppliers.PREFIX: suppliers.settle_list,
    admin.PREFIX: admin.look_back,
    inviting.PREFIX: inviting.press,
    posters.PREFIX: posters.press,
    unlisted.PREFIX: unlisted.decide,
    unlisted.IDENTIFY_PREFIX: unlisted.start_identifying,
    owner_cards.PREFIX: delegates.look_up,
    calling_off.PREFIX: calling_off.press,
    session_words.PREFIX: session_card.press,
    reminding.PREFIX: reminding.press,
    programme_hours.PREFIX: programme_hours.press,
    messages.PREFIX: messages.press,
    messages.WRITE: message_form.start_writing,
    calendar_link.PREFIX: calendar_link.press,
    calls.PREFIX: calls.settle_call,
    caseload.CASE: caseload.press,
    caseload.FIND: caseload.start_finding,
    caseload.PLAN: caseload.start_planning,
    month_report.PREFIX: month_report.press,
    repeating.PREFIX: repeating.press,
    owner_sheets.PREFIX: owner_sheets.settle_list,
    owner_stops.PREFIX: owner_stops.take_down,
    claims.PREFIX: claims.decide,
    data_requests.PREFIX: data_requests.press,
    data_search.LISTED: listed.press,
    **knowledge.BUTTONS,
    programmes.PREFIX: programmes.press,
    along.PREFIX: along.answer,
    enrolling.PREFIX: enrolling.start_enrolling,
    lasting.PREFIX: lasting.start,
    taking_part.PREFIX: taking_part.press,
    houses.PREFIX: houses.press,
    house_booking.PREFIX: house_booking.press,
    acting.BOOKS: house_booking.press_for,
    house_keeping.PREFIX: house_keeping.press,
    house_keeping.MADE_PREFIX: house_keeping.start_noting,
    groups.PREFIX: groups.press,
    groups.NEWS_PREFIX: groups.start_choosing,
    **follow_up.BUTTONS,
    **cover.BUTTONS,
}
#: Of those, the ones that start a form, and the ones about data that has to be known first.
STARTING = {
    repeating.PREFIX,
    editing.PREFIX,
    supplying.PREFIX,
    unlisted.IDENTIFY_PREFIX,
    *knowledge.STARTING,
    house_booking.PREFIX,
    acting.BOOKS,
    house_keeping.MADE_PREFIX,
    enrolling.PREFIX,
    messages.WRITE,
    lasting.PREFIX,
    groups.NEWS_PREFIX,
    *follow_up.STARTING,
    caseload.FIND,
    caseload.PLAN,
}
OF_KNOWN = {
    repeating.PREFIX,
    OFFERED,
    MUTED,
    SEE,
    FOLLOWED,
    receiving.PREFIX,
    price_chart.PREFIX,
    profile.PART,
    businesses.PREFIX,
    editing.PREFIX,
    supplying.PREFIX,
    admin.PREFIX,
    inviting.PREFIX,
    posters.PREFIX,
    calling_off.PREFIX,
    session_words.PREFIX,
    reminding.PREFIX,
    unlisted.PREFIX,
    unlisted.IDENTIFY_PREFIX,
    data_requests.PREFIX,
    *knowledge.BUTTONS,
    programmes.PREFIX,
    messages.PREFIX,
    messages.WRITE,
    along.PREFIX,
    enrolling.PREFIX,
    lasting.PREFIX,
    taking_part.PREFIX,
    houses.PREFIX,
    house_booking.PREFIX,
    house_keeping.PREFIX,
    house_keeping.MADE_PREFIX,
    groups.PREFIX,
    groups.NEWS_PREFIX,
    *follow_up.BUTTONS,
    *cover.BUTTONS,
    caseload.CASE,
    caseload.FIND,
    caseload.PLAN,
    month_report.PREFIX,
}
#: Those after which the open question is not asked again: the person wants to be left alone, or
#: looks through what is kept, and a question below would push it away.
LEAVING = {nudging.PREFIX, privacy.PREFIX}
