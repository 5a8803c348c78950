"""A company applies: who it is, what it buys, and four promises, each with a yes of its own."""

from collections.abc import Mapping
from typing import Any

from bot.conversation.form import Answers, Form
from bot.conversation.said import Command
from bot.conversation.steps import Choice, ContactName, Crops, Known, Number, Phone, Places, Text
from bot.conversation.talk import begin
from bot.conversation.turn import Turn
from bot.delivery.screen import Notice, Screen
from bot.language import Words, _
from bot.market.commodities import COMMODITIES
from bot.partnerships import applications, vetting
from bot.partnerships.models import Offtaker, Promise, Vetting
from bot.people.models import Role
from handlers.address import called
from handlers.home import go
from handlers.partnerships.company import NoCompany, led_by, show_company
from handlers.partnerships.vetting import tell_admins

YES = "yes"
#: Days within which suppliers are paid, as buttons.
TERMS = {
    "0": _("At once"),
    "3": _("Within 3 days"),
    "7": _("Within 7 days"),
    "14": _("Within 14 days"),
    "30": _("Within 30 days"),
}
SAY_YES = dict.fromkeys(
    ("ya", "iya", "y", "yes", "ok", "oke", "setuju", "sanggup", "janji", "kami sanggup"), YES
)


class Applied(Notice):
    """The application is with the admins."""

    kind = "applied"

    name: str
    honorific: str | None
    company: str
    #: Another company has the same name already: an admin will look at that, too.
    namesake: bool = False


class CompanyCorrected(Notice):
    """What an approved company may change by itself has been changed."""

    kind = "company_corrected"

    company: str


async def start_applying(turn: Turn) -> None:
    """For a first company, or for one more."""
    await begin(turn, APPLY)


async def start_as_buyer(turn: Turn) -> None:
    """For who says that they buy: the company they speak for already, or a first one."""
    if await vetting.offtaker_of(turn.db, turn.person.id):
        await show_company(turn)
    else:
        await start_applying(turn)


async def correct_application(turn: Turn) -> None:
    """The summary of what was applied with, each answer open to change."""
    if await vetting.offtaker_of(turn.db, turn.person.id) is None:
        if Role.OFFICER in turn.roles and isinstance(turn.said, Command):
            turn.reply(NoCompany(officer=True))  # /daftarkan: they may mean an owner
        else:
            await start_applying(turn)
        return
    offtaker = await led_by(turn)
    if offtaker is None:
        return
    promised = await applications.promises(turn.db, offtaker.id)
    await begin(turn, APPLY, _answers(offtaker, promised))


def _answers(offtaker: Offtaker, promised: Mapping[Promise, int | None]) -> dict[str, Any]:
    days = str(promised.get(Promise.PAYMENT_TERM))
    phone = {"number": offtaker.contact_phone, "verified": False}
    crops = [
        {"slug": each if each in COMMODITIES else None, "said": each}
        for each in offtaker.commodities or ()
    ]
    answers: dict[str, Any] = {
        "about": str(offtaker.id),
        "company": offtaker.name,
        "nib": offtaker.nib,
        "contact": offtaker.contact_name,
        "phone": phone if offtaker.contact_phone else None,
    }
    answers |= {"approved": YES} if offtaker.vetting == Vetting.APPROVED else {}
    answers |= {"buys": crops} if crops else {}
    answers |= {"where": list(offtaker.regions)} if offtaker.regions else {}
    kept = [each for each in promised if each is not Promise.PAYMENT_TERM]
    answers |= {each.value: YES for each in kept}
    return answers | ({Promise.PAYMENT_TERM.value: days} if days in TERMS else {})


async def look_up(turn: Turn, answers: Answers) -> Mapping[str, Any]:
    return {"me": turn.person.name}


async def finish(turn: Turn, answers: Answers) -> None:
    number = int(answers["about"]) if answers.get("about") else None
    led = await led_by(turn, number) if number is not None else None
    if number is not None and led is None:
        return  # they led it when the form began
    phone, days = answers.get("phone"), answers.get(Promise.PAYMENT_TERM)
    application = applications.Application(
        name=answers.get("company") or (led.name if led else ""),
        nib=answers.get("nib"),
        contact_name=answers.get("contact") or turn.person.name,
        contact_phone=phone["number"] if phone else None,
        commodities=[each["slug"] or each["said"] for each in answers["buys"]],
        regions=answers["where"],
        payment_days=int(days) if days is not None else None,
    )
    offtaker = await applications.apply(turn.db, turn.person, application, offtaker_id=number)
    if offtaker.vetting == Vetting.APPROVED:
        turn.reply(CompanyCorrected(company=offtaker.name))
        return
    namesake = await applications.namesake(turn.db, offtaker.name, besides=offtaker.id)
    await tell_admins(turn.db, offtaker)
    person = turn.person
    turn.reply(
        Applied(
            name=person.name or "",
            honorific=person.honorific,
            company=offtaker.name,
            namesake=namesake is not None,
        )
    )


def called_off(answers: Answers) -> str:
    """What stays of somebody who does not send it."""
    if answers.get("about"):
        return _("Cancelled. The company's data stays as it was.")
    return _("The registration of a company is cancelled. Your name and region stay stored.")


def is_new(answers: Answers) -> bool:
    """An approved company keeps the name, the number and the promises of its approval."""
    return answers.get("approved") != YES


def _promise(promise: Promise, ask: str, heading: str) -> Choice:
    return Choice(
        promise.value,
        ask,
        heading,
        choices={YES: _("Yes, we promise")},
        also=SAY_YES,
        shortened=False,
        when=is_new,
    )


APPLY = Form(
    name="apply",
    title=_("<b>Send this application?</b> Tap ✎ to change an answer."),
    steps=(
        Known("about"),
        Known("approved"),
        Text(
            "company",
            _(
                "First about your company; then four promises to your suppliers. "
                "What is the company called?"
            ),
            _("Company"),
            when=is_new,
        ),
        Number(
            "nib",
            _("The company's NIB? It has 13 digits. You can add it later."),
            _("NIB"),
            digits=(13,),
            optional=True,
            when=is_new,
        ),
        ContactName(
            "contact",
            _("Whom should producers and admins ask for? Type a name."),
            _("Contact"),
            optional=True,
        ),
        Phone(
            "phone",
            _(
                "Which phone number can an admin call? It is not shown to producers "
                "without your permission."
            ),
            _("Phone"),
        ),
        Crops(
            "buys",
            _("What do you buy? Several are fine, e.g. cabai rawit, kopi robusta."),
            _("Buys"),
        ),
        Places(
            "where",
            _("From which provinces or regencies do you buy? For example: Jawa Timur, Kota Batu."),
            _("Regions"),
        ),
        _promise(
            Promise.PRICE_TRANSPARENCY,
            _(
                "Promise 1 of 4: <b>open prices</b>. The price you publish is the price you pay, "
                "and deductions are said beforehand. Does your company promise this?"
            ),
            _("Open prices"),
        ),
        Choice(
            Promise.PAYMENT_TERM.value,
            _(
                "Promise 2 of 4: <b>payment in time</b>. Within how many days after delivery do "
                "you pay your suppliers?"
            ),
            _("Payment"),
            choices=TERMS,
            also={said: key for key in TERMS for said in (key, f"{key} hari", f"{key} days")},
            when=is_new,
        ),
        _promise(
            Promise.JOINT_COACHING,
            _(
                "Promise 3 of 4: <b>joint coaching</b>. You help to coach your suppliers together "
                "with the officer: quality, volume, documents. Does your company promise this?"
            ),
            _("Joint coaching"),
        ),
        _promise(
            Promise.WELFARE,
            _(
                "Promise 4 of 4: <b>welfare</b>. Your suppliers get a fair share, and you do not "
                "pass on to them what is your risk. Does your company promise this?"
            ),
            _("Welfare"),
        ),
    ),
    finish=finish,
    prepare=look_up,
    called_off=called_off,
)


def applied(words: Words, facts: Applied) -> Screen:
    lines = [
        words(
            _(
                "Thank you, {person}. An admin now checks the application of {company}. "
                "You will hear from us here, and can publish after that."
            ),
            person=called(words, facts.name, facts.honorific),
            company=facts.company,
        )
    ]
    if facts.namesake:
        lines.append(
            words(
                _(
                    "There is a company of this name already. If it is yours, ask a colleague "
                    "there for an invitation instead."
                )
            )
        )
    return Screen(words.paragraphs(lines), ((go(words.plain(_("My company")), "company"),),))


def company_corrected(words: Words, facts: CompanyCorrected) -> Screen:
    text = words(_("The data of {company} is up to date."), company=facts.company)
    return Screen(text, ((go(words.plain(_("My company")), "company"),),))
