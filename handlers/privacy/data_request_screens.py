"""How privacy requests of other people look to the admin who answers them."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.steps.phone import shown
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.market.regions import region
from bot.people.models import Purpose
from bot.privacy.models import Does
from handlers.address import called
from handlers.home import go
from handlers.market.readers.why import what_became
from handlers.privacy.data_requests import (
    DataCard,
    ErasingOther,
    LookAgain,
    OtherErased,
    StoppingForOther,
    WhyOther,
)
from handlers.privacy.data_search import LISTED, PREFIX, Brief, InList, PeopleFound
from handlers.privacy.erasing import goes_along, stays_with_officer

#: Companies that are named of those in whose lists somebody stands.
MOST_NAMED = 3
STOP = {
    Purpose.NEWS: _("News of prices and needs"),
    Purpose.COACHING: _("Coaching"),
    Purpose.STATISTICS: _("Counting in figures"),
    Purpose.SERVICE: _("Everything"),
}
AGREED = {**STOP, Purpose.SERVICE: _("Keeping the data")}
DONE = {
    Does.CORRECTED: _("Thank you, it is stored."),
    Does.STOPPED: _("It is stopped, and counts from now on."),
}


def people_found(words: Words, facts: PeopleFound) -> Screen:
    lines = [words(_("<b>Who is meant?</b>"))]
    everybody: list[Brief | InList] = [*facts.people, *facts.listed]
    lines += [_line(words, place, each) for place, each in enumerate(everybody, 1)]
    rows = tuple(
        (Button(words.plain(_("No. {place}"), place=place), _card_of(each)),)
        for place, each in enumerate(everybody, 1)
    )
    return Screen(words.lines(lines), (*rows, (look_button(words),)))


def _card_of(facts: Brief | InList) -> str:
    if isinstance(facts, InList):
        return f"{LISTED}:card:{facts.line_id}"
    return f"{PREFIX}:card:{facts.id}"


def listed_at(words: Words, companies: Sequence[str]) -> str:
    """`ada di daftar pemasok PT Sambal, PT Cabai dan 3 lainnya`."""
    named = [*companies[:MOST_NAMED]]
    if more := len(companies) - len(named):
        named.append(words.plain(_("{number} more"), number=more))
    return words.plain(_("in the supplier list of {companies}"), companies=words.list(named))


def _line(words: Words, place: int, facts: Brief | InList) -> Markup:
    about = [facts.phone] if facts.phone else []
    about += [region(facts.regency).full_name] if facts.regency else []
    if isinstance(facts, InList):
        about.append(listed_at(words, facts.companies))
    else:
        about.append(_looked_after(words, facts))
    sentence = _("{place}. {name} · {about}")
    return words(sentence, place=place, name=facts.name, about=" · ".join(about))


def _looked_after(words: Words, facts: Brief) -> str:
    if facts.officer:
        return words.plain(_("{officer} speaks for them"), officer=facts.officer.shown(words))
    if facts.has_chat:
        return words.plain(_("has a chat"))
    return words.plain(_("nobody speaks for them"))


def data_card(words: Words, facts: DataCard) -> Screen:
    name = called(words, facts.name, facts.honorific)
    lines = [words(DONE[facts.done])] if facts.done in DONE else []
    lines.append(words(_("<b>Data of {name}</b>"), name=name))
    lines.append(words(_("Name: {name}"), name=facts.name))
    if facts.phone:
        lines.append(words(_("Phone: {number}"), number=shown(facts.phone)))
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    agreed = words.list(words.plain(AGREED[each]) for each in facts.given) or "–"
    lines.append(words(_("Agreed: {purposes}"), purposes=agreed))
    if facts.has_chat:
        lines.append(words(_("They have a chat, and can do this themselves with /privacy.")))
    sure = _("Please be sure that they ask for it themselves. Each step is recorded.")
    lines.append(words(sure))
    buttons = [
        _button(words, _("Why did news (not) come?"), "why", facts.person_id),
        _button(words, _("Give a copy"), "copy", facts.person_id),
        _button(words, _("Correct name or region"), "correct", facts.person_id),
    ]
    if facts.given:
        buttons.append(_button(words, _("Stop something …"), "stop", facts.person_id))
    buttons.append(_button(words, _("Erase everything …"), "erase", facts.person_id))
    buttons.append(look_button(words))
    return Screen(words.lines(lines), tuple((each,) for each in buttons))


def why_other(words: Words, facts: WhyOther) -> Screen:
    whom = facts.whom.shown(words)
    head = words(_("<b>What {name} reads when asking why news comes, or does not</b>"), name=whom)
    nothing = words(_("There has been no news yet about what they make."))
    parts = what_became(words, facts.found) or [nothing]
    card = _button(words, _("Back to their data"), "card", facts.person_id)
    return Screen(words.paragraphs([head, *parts]), ((card,),))


def stopping_for_other(words: Words, facts: StoppingForOther) -> Screen:
    name = called(words, facts.name, facts.honorific)
    buttons = [_leave(words, facts.person_id)]
    buttons += [
        _button(words, label, "stop", facts.person_id, purpose)
        for purpose, label in STOP.items()
        if purpose in facts.given
    ]
    text = words(_("What does {name} want to stop? It counts at once."), name=name)
    return Screen(text, tuple((each,) for each in buttons))


def erasing_other(words: Words, facts: ErasingOther) -> Screen:
    name = called(words, facts.name, facts.honorific)
    parts = [
        words(_("<b>Erase everything about {name}?</b> Nobody can bring it back."), name=name),
        words.lines([words(_("Deleted:")), *_goes(words, facts)]),
        words.lines([words(_("Stays, without a name:")), *_stays(words, facts)]),
    ]
    yes = _button(words, _("Yes, erase everything"), "erase", facts.person_id, str(facts.asked_at))
    return Screen(words.paragraphs(parts), ((_leave(words, facts.person_id),), (yes,)))


def _goes(words: Words, facts: ErasingOther) -> list[Markup]:
    lines = goes_along(words, facts.businesses, facts.sessions, facts.led)
    lines += [
        words(_("• their place at {company}"), company=company) for company in facts.companies
    ]
    if facts.spoken_for:
        sentence = n_(
            "• nobody speaks for {number} person without a phone then",
            "• nobody speaks for {number} people without a phone then",
        )
        lines.append(words.plural(sentence, facts.spoken_for))
    return lines


def _stays(words: Words, facts: ErasingOther) -> list[Markup]:
    lines = [
        words(_("• what they agreed to and when: we must be able to prove it (Law 27/2022)")),
        words(_("• who looked at and changed the data here, and when: for the same reason")),
        words(_("• that a message went out, for the count of each bulletin")),
    ]
    if facts.bulletins:
        lines.append(words(_("• news that they published: it is the company's")))
    if facts.voices:
        lines.append(stays_with_officer(words, facts.voices))
    return lines


def other_erased(words: Words, facts: OtherErased) -> Screen:
    text = words(_("The data is erased. In the record it is no. {number}."), number=facts.person_id)
    return Screen(text, ((look_button(words),),))


def look_again(words: Words, facts: LookAgain) -> Screen:
    text = _("Nothing was done: please look for this person (again) first.")
    return Screen(words(text), ((look_button(words),),))


def _button(words: Words, label: str, does: str, number: int, rest: str = "") -> Button:
    return Button(words.plain(label), f"{PREFIX}:{does}:{number}" + (f":{rest}" if rest else ""))


def _leave(words: Words, number: int) -> Button:
    return _button(words, _("No, leave it as it is"), "card", number)


def look_button(words: Words) -> Button:
    return go(words.plain(_("Look for somebody")), "data_requests")
