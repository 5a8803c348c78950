"""How an application and what becomes of it read, to admins and to the company."""

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _
from bot.market.commodities import COMMODITIES
from bot.market.regions import region
from bot.partnerships.models import Promise, Vetting
from handlers.home import go
from handlers.partnerships import asked_back
from handlers.partnerships.asked_back import AnswerPassedOn
from handlers.partnerships.vetting import (
    PREFIX,
    Event,
    NoApplications,
    VettingDone,
    VettingRequest,
    VettingResult,
)

PROMISES = {
    Promise.PRICE_TRANSPARENCY: _("open prices"),
    Promise.JOINT_COACHING: _("joint coaching"),
    Promise.WELFARE: _("welfare"),
}
BECAME = {
    Vetting.PENDING: _("handed in"),
    Vetting.ASKED: _("asked back"),
    Vetting.APPROVED: _("approved"),
    Vetting.REJECTED: _("rejected"),
}
#: Of a long list, so many are named.
MOST_NAMED = 12


def vetting_request(words: Words, facts: VettingRequest) -> Screen:
    lines = [
        words(_("<b>A buyer asks to be approved</b>")),
        words(_("Company: {company}"), company=facts.company),
        words(_("Region: {place}"), place=region(facts.regency).full_name),
        words(_("Applicant: {applicant}"), applicant=facts.applicant),
        words(_("NIB: {nib}"), nib=facts.nib or "–"),
    ]
    if facts.contact or facts.phone:
        contact = " · ".join(filter(None, (facts.contact, facts.phone)))
        lines.append(words(_("Contact: {contact}"), contact=contact))
    if facts.commodities:
        crops = [
            crop_name(each, words) if each in COMMODITIES else each
            for each in facts.commodities[:MOST_NAMED]
        ]
        lines.append(words(_("Buys: {commodities}"), commodities=words.list(crops)))
    if facts.regions:
        places = [place_name(code, words) for code in facts.regions[:MOST_NAMED]]
        lines.append(words(_("Buys in: {regions}"), regions=words.list(places)))
    lines.append(words(_("Promises: {promises}"), promises=promised(words, facts)))
    past = [line for event in facts.history if (line := _event(words, event))]
    buttons = (
        (
            Button(words.plain(_("Approve")), f"{PREFIX}:approve:{facts.offtaker_id}:{facts.seen}"),
            Button(words.plain(_("Reject")), f"{PREFIX}:reject:{facts.offtaker_id}:{facts.seen}"),
        ),
        (Button(words.plain(_("Ask back")), f"{PREFIX}:ask:{facts.offtaker_id}:{facts.seen}"),),
    )
    return Screen(
        words.paragraphs([words.lines(lines), *([words.lines(past)] if past else [])]), buttons
    )


def promised(words: Words, facts: VettingRequest) -> str:
    named = [words.plain(PROMISES[each]) for each in facts.promises if each in PROMISES]
    days = facts.promises.get(Promise.PAYMENT_TERM)
    if Promise.PAYMENT_TERM in facts.promises:
        named.append(payment(words, days))
    return words.list(named) if named else "–"


def payment(words: Words, days: int | None) -> str:
    if days is None:
        return words.plain(_("payment in time"))
    if days == 0:
        return words.plain(_("payment at once"))
    return words.plain(_("payment within {days} days"), days=days)


def _event(words: Words, event: Event) -> Markup:
    what = words.plain(BECAME[event.became])
    if event.reason:
        line = _("• {who} – {what}: {reason}")
        return words(line, who=event.who, what=what, reason=event.reason)
    return words(_("• {who} – {what}"), who=event.who, what=what)


def vetting_done(words: Words, facts: VettingDone) -> Screen:
    sentences = {
        Vetting.APPROVED: _("{company} is approved and can publish now."),
        Vetting.REJECTED: _("{company} is rejected, and was told why."),
        Vetting.ASKED: _("{company} was asked back. You are told when it answers."),
        Vetting.PENDING: _("{company} waits for a decision."),
    }
    lines = [words(sentences[facts.verdict], company=facts.company)]
    if facts.by:
        lines.append(words(_("{who} was faster; nothing was changed."), who=facts.by))
    if facts.reason and facts.verdict in {Vetting.REJECTED, Vetting.ASKED}:
        asked = facts.verdict is Vetting.ASKED
        sentence = _("Question: {reason}") if asked else _("Reason: {reason}")
        lines.append(words(sentence, reason=facts.reason))
    return Screen(words.lines(lines))


def vetting_result(words: Words, facts: VettingResult) -> Screen:
    if facts.verdict is Vetting.APPROVED:
        text = words(
            _("Good news: {company} is approved. You can publish prices and needs now."),
            company=facts.company,
        )
        publish = go(words.plain(_("Publish a price or need")), "publish")
        company = go(words.plain(_("My company")), "company")
        return Screen(text, ((publish,), (company,)))
    edit = go(words.plain(_("Correct the application")), "apply")
    if facts.verdict is Vetting.ASKED:
        head = words(
            _("An admin has a question about the application of {company}:"), company=facts.company
        )
        answer = Button(words.plain(_("Answer")), f"{asked_back.PREFIX}:{facts.offtaker_id}")
        return Screen(
            words.paragraphs([head, Markup("{}").format(facts.reason)]), ((answer,), (edit,))
        )
    head = words(_("An admin could not approve {company}."), company=facts.company)
    reason = words(_("Reason: {reason}"), reason=facts.reason or "–")
    rest = words(_("You can correct the application and send it again."))
    return Screen(words.paragraphs([head, reason, rest]), ((edit,),))


def answer_passed_on(words: Words, facts: AnswerPassedOn) -> Screen:
    if facts.waits:
        return Screen(words(_("Thank you. The admin reads it, and you will hear from us here.")))
    return Screen(
        words(_("Nobody waits for an answer about {company} now."), company=facts.company)
    )


def no_applications(words: Words, facts: NoApplications) -> Screen:
    return Screen(words(_("No application is waiting.")))
