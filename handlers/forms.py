"""Every form there is, by its name."""

from collections.abc import Mapping

from bot.conversation.form import Form
from handlers.coaching import cover, follow_up
from handlers.coaching.day import caseload
from handlers.coaching.houses import house_booking, house_keeping, houses
from handlers.coaching.programmes import enrolling, lasting, programmes
from handlers.coaching.questions import knowledge
from handlers.coaching.sequences import message_form
from handlers.coaching.sessions import planning, rescheduling
from handlers.market.bulletins import announcing, changing, confirming, publishing, targeting
from handlers.market.offers import offering, offers, supplying
from handlers.market.prices import net_prices
from handlers.market.readers import groups
from handlers.partnerships import applying, asked_back, vetting
from handlers.people import businesses, claims, completing, delegates, editing, onboarding, unlisted
from handlers.people.joining import posters
from handlers.privacy import data_requests, data_search

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        onboarding.REGISTER,
        applying.APPLY,
        completing.COMPLETE,
        *editing.EDITS.values(),
        supplying.KEEP,
        businesses.ADD,
        vetting.REASON,
        asked_back.ANSWER,
        asked_back.TYPED_ANSWER,
        publishing.PUBLISH,
        announcing.SCHEDULE,
        announcing.ENCLOSING,
        targeting.TARGETING,
        confirming.REFUSAL,
        *changing.CHANGES,
        offering.OFFER,
        net_prices.CARRIAGE,
        offers.DECLINE,
        planning.PLAN,
        caseload.FIND_CASE,
        rescheduling.PROPOSE,
        rescheduling.MOVE,
        rescheduling.MOVE_DAY,
        posters.POSTER,
        unlisted.IDENTIFY,
        delegates.DELEGATE,
        claims.CLAIM,
        data_search.LOOK,
        data_requests.CORRECT,
        *knowledge.FORMS,
        programmes.DEFINE,
        programmes.DEFINE_FOR,
        lasting.LAST_DAY,
        enrolling.ENROL,
        message_form.WRITE_MESSAGE,
        groups.GROUP_NEWS,
        houses.NEW_HOUSE,
        house_booking.BOOK,
        house_keeping.MADE,
        *follow_up.FORMS,
        *cover.FORMS,
    )
}
