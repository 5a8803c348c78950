"""What there is to say and to tap, and the handler of each: commands, buttons and forms."""

from collections.abc import Awaitable, Callable, Mapping

from bot.conversation.form import Form
from bot.conversation.said import Tap
from bot.conversation.turn import Turn
from handlers import (
    account,
    admin,
    applying,
    asked_back,
    basics,
    businesses,
    calling_off,
    calls,
    changing,
    claims,
    coaching,
    company,
    completing,
    data_record,
    data_requests,
    data_search,
    delegates,
    editing,
    free_text,
    inviting,
    listed,
    looking_up,
    muting,
    nudging,
    offering,
    offers,
    onboarding,
    owner_cards,
    owner_sheets,
    owner_stops,
    posters,
    price_chart,
    privacy,
    profile,
    publishing,
    running,
    suppliers,
    supplying,
    unlisted,
    vetting,
    voice,
)
from handlers.bulletins import MUTE as MUTED
from handlers.bulletins import OFFER as OFFERED
from handlers.home import show_home

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
        *changing.CHANGES,
        offering.OFFER,
        offers.DECLINE,
        coaching.PLAN,
        posters.POSTER,
        unlisted.IDENTIFY,
        delegates.DELEGATE,
        claims.CLAIM,
        data_search.LOOK,
        data_requests.CORRECT,
    )
}

CommandHandler = Callable[[Turn], Awaitable[None]]
TapHandler = Callable[[Turn, Tap, str], Awaitable[None]]


async def start(turn: Turn) -> None:
    await show_home(turn)


#: What starts a form, under its English name. Everything else can be asked in the middle of one.
STARTS: Mapping[str, CommandHandler] = {
    "publish": publishing.start_publishing,
    "plan": coaching.start_planning,
    "complete": completing.start_completing,
    "addbusiness": businesses.start_adding,
    "apply": applying.correct_application,
    "newposter": posters.start_poster,
    "delegate": delegates.start_delegating,
    "claim": claims.start_claiming,
    "data_requests": data_search.start_looking,
}
COMMANDS: Mapping[str, CommandHandler] = {
    "start": start,
    "help": basics.show_help,
    "language": basics.show_languages,
    "profile": profile.show_profile,
    "correct": profile.show_profile,
    "businesses": businesses.show_businesses,
    "prices": looking_up.show_prices,
    "needs": looking_up.show_needs,
    "coaching": coaching.show_schedule,
    "privacy": privacy.show_privacy,
    "officer": free_text.show_officer,
    "applications": vetting.show_applications,
    "bulletins": running.show_bulletins,
    "offers": offers.show_offers,
    "subscriptions": muting.show_subscriptions,
    "company": company.show_company,
    "members": company.show_members,
    "suppliers": suppliers.show_suppliers,
    "template": suppliers.offer_template,
    "admin": admin.show_admin,
    "funnel": admin.show_funnel,
    "invite": inviting.show_invitations,
    "poster": posters.show_posters,
    "requests": unlisted.show_requests,
    "owners": owner_cards.show_owners,
    "owner_template": owner_sheets.offer_template,
    "calls": calls.show_calls,
    "claims": claims.show_claims,
    "data_record": data_record.show_record,
    "cancel": free_text.nothing_to_cancel,
    **STARTS,
}
#: The Indonesian names are equals, not aliases of second rank.
INDONESIAN: Mapping[str, str] = {
    "mulai": "start",
    "bantuan": "help",
    "bahasa": "language",
    "profil": "profile",
    "harga": "prices",
    "kebutuhan": "needs",
    "terbitkan": "publish",
    "siaran": "bulletins",
    "tawaran": "offers",
    "langganan": "subscriptions",
    "pendampingan": "coaching",
    "privasi": "privacy",
    "pendamping": "officer",
    "batal": "cancel",
    "jadwalkan": "plan",
    "pendaftaran": "applications",
    "perusahaan": "company",
    "anggota": "members",
    "pemasok": "suppliers",
    "templat": "template",
    "daftarkan": "apply",
    "betulkan": "correct",
    "lengkapi": "complete",
    "usaha": "businesses",
    "tambahusaha": "addbusiness",
    "pengelola": "admin",
    "undang": "invite",
    "poster": "poster",
    "posterbaru": "newposter",
    "permintaan": "requests",
    "corong": "funnel",
    "diwakili": "owners",
    "wakili": "delegate",
    "templat_pemilik": "owner_template",
    "telepon": "calls",
    "klaim": "claim",
    "daftar_klaim": "claims",
    "permintaan_data": "data_requests",
    "catatan_data": "data_record",
}
BUTTONS: Mapping[str, TapHandler] = {
    basics.PREFIX: basics.switch_language,
    privacy.PREFIX: privacy.press,
    nudging.PREFIX: nudging.stop_nudging,
    voice.PREFIX: voice.press,
    account.PREFIX: account.look_again,
    account.RUNNING: changing.press,
    OFFERED: offers.press,
    MUTED: muting.press,
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
    calls.PREFIX: calls.settle_call,
    owner_sheets.PREFIX: owner_sheets.settle_list,
    owner_stops.PREFIX: owner_stops.take_down,
    claims.PREFIX: claims.decide,
    data_requests.PREFIX: data_requests.press,
    data_search.LISTED: listed.press,
}
#: Of those, the ones that start a form, and the ones about data that has to be known first.
STARTING = {editing.PREFIX, supplying.PREFIX, unlisted.IDENTIFY_PREFIX}
OF_KNOWN = {
    OFFERED,
    MUTED,
    price_chart.PREFIX,
    profile.PART,
    businesses.PREFIX,
    editing.PREFIX,
    supplying.PREFIX,
    admin.PREFIX,
    inviting.PREFIX,
    posters.PREFIX,
    calling_off.PREFIX,
    unlisted.PREFIX,
    unlisted.IDENTIFY_PREFIX,
    data_requests.PREFIX,
}
#: Those after which the open question is not asked again: the person wants to be left alone, or
#: looks through what is kept, and a question below would push it away.
LEAVING = {nudging.PREFIX, privacy.PREFIX}
#: What can be asked before anything is known of a person.
OPEN = {"help", "language", "privacy", "claim"}
