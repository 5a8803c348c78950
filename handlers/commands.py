"""What there is to say: the commands, under their English and their Indonesian names."""

from collections.abc import Awaitable, Callable, Mapping

from bot.conversation.turn import Turn
from handlers import admin, basics, free_text
from handlers.coaching import coaching, cover, follow_up, own_officer
from handlers.coaching.calendar import calendar_link
from handlers.coaching.day import calls, caseload, month_report, today
from handlers.coaching.houses import house_booking, houses
from handlers.coaching.programmes import programmes
from handlers.coaching.questions import knowledge
from handlers.coaching.reminders import reminding
from handlers.coaching.sessions import planning
from handlers.help import show_help
from handlers.home import show_home
from handlers.market.bulletins import price_sheets, repeating, running, to_confirm
from handlers.market.offers import offers
from handlers.market.prices import looking_up, net_prices
from handlers.market.readers import groups, muting, why
from handlers.partnerships import applying, company, suppliers, vetting
from handlers.people import (
    businesses,
    claims,
    completing,
    delegates,
    owner_cards,
    owner_sheets,
    profile,
    unlisted,
)
from handlers.people.joining import inviting, posters
from handlers.privacy import data_record, data_search, privacy

CommandHandler = Callable[[Turn], Awaitable[None]]


async def start(turn: Turn) -> None:
    await show_home(turn)


#: What starts a form, under its English name. Everything else can be asked in the middle of one.
STARTS: Mapping[str, CommandHandler] = {
    "publish": repeating.start_publishing,
    "plan": planning.start_planning,
    "complete": completing.start_completing,
    "addbusiness": businesses.start_adding,
    "apply": applying.correct_application,
    "newposter": posters.start_poster,
    "delegate": delegates.start_delegating,
    "claim": claims.start_claiming,
    "carriage": net_prices.start_carriage,
    "data_requests": data_search.start_looking,
    **knowledge.STARTS,
    "newprogramme": programmes.start_defining,
    "newhouse": houses.start_opening,
    "book": house_booking.start_booking,
    **follow_up.STARTS,
    **cover.STARTS,
}
COMMANDS: Mapping[str, CommandHandler] = {
    "start": start,
    "help": show_help,
    "menu": start,
    "language": basics.show_languages,
    "profile": profile.show_profile,
    "correct": profile.show_profile,
    "businesses": businesses.show_businesses,
    "prices": looking_up.show_prices,
    "net": net_prices.show_net,
    "needs": looking_up.show_needs,
    "coaching": coaching.show_schedule,
    "reminders": reminding.show_choice,
    "calendar": calendar_link.show_calendar,
    "programmes": programmes.show_programmes,
    "houses": houses.show_houses,
    "groups": groups.show_groups,
    "privacy": privacy.show_privacy,
    "officer": own_officer.show_officer,
    "applications": vetting.show_applications,
    "to_confirm": to_confirm.show_waiting,
    "bulletins": running.show_bulletins,
    "offers": offers.show_offers,
    "subscriptions": muting.show_subscriptions,
    "why": why.show_why,
    "company": company.show_company,
    "members": company.show_members,
    "suppliers": suppliers.show_suppliers,
    "template": suppliers.offer_template,
    "price_template": price_sheets.offer_template,
    "admin": admin.show_admin,
    "funnel": admin.show_funnel,
    "invite": inviting.show_invitations,
    "poster": posters.show_posters,
    "requests": unlisted.show_requests,
    "owners": owner_cards.show_owners,
    "owner_template": owner_sheets.offer_template,
    "calls": calls.show_calls,
    "today": today.show_today,
    "caseload": caseload.show_caseload,
    "report": month_report.show_report,
    "claims": claims.show_claims,
    "data_record": data_record.show_record,
    **knowledge.COMMANDS,
    **follow_up.COMMANDS,
    "cancel": free_text.nothing_to_cancel,
    **STARTS,
}
#: The Indonesian names are equals, not aliases of second rank.
INDONESIAN: Mapping[str, str] = {
    "mulai": "start",
    "beranda": "menu",
    "bantuan": "help",
    "bahasa": "language",
    "profil": "profile",
    "harga": "prices",
    "bersih": "net",
    "ongkos": "carriage",
    "kebutuhan": "needs",
    "terbitkan": "publish",
    "siaran": "bulletins",
    "tawaran": "offers",
    "langganan": "subscriptions",
    "kenapa": "why",
    "pendampingan": "coaching",
    "pengingat": "reminders",
    "kalender": "calendar",
    "grup": "groups",
    "privasi": "privacy",
    "pendamping": "officer",
    "batal": "cancel",
    "jadwalkan": "plan",
    "pendaftaran": "applications",
    "periksa_kabar": "to_confirm",
    "perusahaan": "company",
    "anggota": "members",
    "pemasok": "suppliers",
    "templat": "template",
    "templat_harga": "price_template",
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
    "hariini": "today",
    "dampingan": "caseload",
    "laporan": "report",
    "klaim": "claim",
    "daftar_klaim": "claims",
    "permintaan_data": "data_requests",
    "catatan_data": "data_record",
    "program": "programmes",
    "programbaru": "newprogramme",
    "rumah": "houses",
    "rumahbaru": "newhouse",
    "pesan": "book",
    **knowledge.INDONESIAN,
    **follow_up.INDONESIAN,
    **cover.INDONESIAN,
}
#: What can be asked before anything is known of a person.
OPEN = {"help", "language", "privacy", "claim"}
