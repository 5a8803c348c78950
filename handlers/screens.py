"""Every kind of message there is, and who words it. A new kind is one line here."""

from bot.coaching.notices import SessionPlanned, SessionSoon
from bot.conversation.question import Question, question_renderer
from bot.conversation.talk import Cancelled, Settled, Taken
from bot.delivery.menus import MenuChanged
from bot.delivery.screen import Renderers, Screens
from bot.intake.processing import Apology, TooFast
from handlers import (
    applying,
    basics,
    calls,
    claims,
    coaching,
    company,
    delegate_screens,
    delegates,
    home,
    looking_up,
    onboarding,
    profile,
    publishing,
    suppliers,
    vetting,
    vetting_screens,
)
from handlers.menu import menu_changed
from handlers.routing import FORMS

SCREENS: Renderers = {
    Apology: basics.apology,
    MenuChanged: menu_changed,
    TooFast: basics.too_fast,
    basics.OnlyInPrivate: basics.only_in_private,
    Cancelled: basics.cancelled,
    Question: question_renderer(FORMS),
    Settled: basics.settled,
    Taken: basics.taken,
    SessionPlanned: coaching.session_planned,
    SessionSoon: coaching.session_soon,
    basics.Help: basics.help_screen,
    basics.LanguageChanged: basics.language_changed,
    basics.LanguageChoice: basics.language_choice,
    coaching.NobodyInCare: coaching.nobody_in_care,
    coaching.NotInCare: coaching.not_in_care,
    coaching.Schedule: coaching.schedule,
    home.Home: home.home,
    home.NoAccess: home.no_access,
    looking_up.BulletinList: looking_up.bulletin_list,
    onboarding.Corrected: onboarding.corrected,
    onboarding.Declined: onboarding.declined,
    onboarding.Registered: onboarding.registered,
    profile.Privacy: profile.privacy,
    profile.Profile: profile.profile,
    publishing.Account: publishing.account,
    applying.Applied: applying.applied,
    applying.CompanyCorrected: applying.company_corrected,
    company.Company: company.company,
    company.Members: company.members_screen,
    company.NoCompany: company.no_company,
    home.FinishFirst: home.finish_first,
    suppliers.ListDropped: suppliers.list_dropped,
    suppliers.ListLookedAt: suppliers.list_looked_at,
    suppliers.ListSaved: suppliers.list_saved,
    suppliers.ListUnread: suppliers.list_unread,
    suppliers.SupplierTemplate: suppliers.supplier_template,
    suppliers.Suppliers: suppliers.suppliers_screen,
    vetting.AnswerPassedOn: vetting_screens.answer_passed_on,
    vetting.NoApplications: vetting_screens.no_applications,
    vetting.VettingDone: vetting_screens.vetting_done,
    vetting.VettingRequest: vetting_screens.vetting_request,
    vetting.VettingResult: vetting_screens.vetting_result,
    calls.NoCalls: calls.no_calls,
    claims.ClaimDone: claims.claim_done,
    claims.ClaimMade: claims.claim_made,
    claims.ClaimRequest: claims.claim_request,
    claims.ClaimResult: claims.claim_result,
    claims.NoClaims: claims.no_claims,
    delegates.NotRegistered: delegate_screens.not_registered,
    delegates.NotYours: delegate_screens.not_yours,
    delegates.OfficersOnly: delegate_screens.officers_only,
    delegates.OwnerCard: delegate_screens.owner_card,
    delegates.Owners: delegate_screens.owners_screen,
}
# A call reads out what the others above would have shown.
SCREENS = {**SCREENS, calls.CallToMake: calls.call_renderer(Screens(SCREENS))}
