"""How owners who are spoken for look to their officer."""

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.phone import shown
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.market.regions import region
from bot.people.joining import ConsentHow
from handlers.address import called
from handlers.home import go
from handlers.people.acting import ASKS, BOOKS
from handlers.people.delegates import NotRegistered
from handlers.people.owner_cards import PREFIX, NotYours, OfficersOnly, OwnerCard, Owners
from handlers.people.owner_stops import PREFIX as STOPS

HOW = {ConsentHow.SPOKEN: _("spoken"), ConsentHow.WRITTEN: _("in writing")}


def owners_screen(words: Words, facts: Owners) -> Screen:
    new = go(words.plain(_("Register an owner")), "delegate")
    sheet = go(words.plain(_("Many at once, from a spreadsheet")), "owner_template")
    if not facts.total:
        text = words(
            _("Is there an owner without a smartphone? You can register them and speak for them.")
        )
        return Screen(text, ((new,), (sheet,)))
    rows = [
        (Button(called(words, name, honorific), f"{PREFIX}:card:{number}"),)
        for number, name, honorific in facts.people
    ]
    turns = []
    if facts.page:
        turns.append(Button(words.plain(_("‹ Previous")), f"{PREFIX}:page:{facts.page - 1}"))
    if facts.page + 1 < facts.pages:
        turns.append(Button(words.plain(_("Next ›")), f"{PREFIX}:page:{facts.page + 1}"))
    if facts.calls:
        label = words.plain(_("Calls to make ({count})"), count=facts.calls)
        rows.append((go(label, "calls"),))
    spoken_for = n_("You speak for {number} owner.", "You speak for {number} owners.")
    buttons = (*rows, *([tuple(turns)] if turns else []), (new,), (sheet,))
    return Screen(words.plural(spoken_for, facts.total), buttons)


def owner_card(words: Words, facts: OwnerCard) -> Screen:
    name = called(words, facts.name, facts.honorific)
    lines = [words(_("🖊 <b>On behalf of {name}</b>"), name=name)]
    if facts.saved:
        lines.append(words(_("Kept. News for {name} comes to your list of calls."), name=name))
    lines.append(words(_("Name: {name}"), name=facts.name))
    lines.append(
        words(_("Phone: {phone} (not verified)"), phone=shown(facts.phone))
        if facts.phone
        else words(_("No phone number"))
    )
    if facts.regency:
        lines.append(words(_("Region: {place}"), place=region(facts.regency).full_name))
    products = words.list(crop_name(slug, words) if slug else said for slug, said in facts.products)
    lines.append(words(_("Products: {products}"), products=products))
    if facts.by_poster:
        about = [place_name(facts.poster_region, words)] if facts.poster_region else []
        about += [crop_name(facts.poster_commodity, words)] if facts.poster_commodity else []
        shown_on = " · ".join(about) or words.plain(_("for everybody"))
        lines.append(words(_("Came by a poster: {about}"), about=shown_on))
    if facts.agreed_at and facts.how:
        agreed = _("Agreed: {how}, {day}, written down by {officer}")
        how, day = words.plain(HOW[facts.how]), words.day(facts.agreed_at)
        lines.append(words(agreed, how=how, day=day, officer=facts.recorded_by))
    else:
        lines.append(words(_("Has stopped: nothing is sent or planned.")))
    edit = Button(words.plain(_("Correct this")), f"{PREFIX}:edit:{facts.person_id}")
    wants = _("{name} wants to stop") if facts.agreed_at else _("Erase the data of {name} …")
    stop = Button(words.plain(wants, name=name), f"{STOPS}:ask:{facts.person_id}")
    back = go(words.plain(_("All owners I speak for")), "owners")
    if not facts.agreed_at:
        return Screen(words.lines(lines), ((stop,), (back,)))
    ask = Button(words.plain(_("Ask a question for them")), f"{ASKS}:{facts.person_id}")
    book = Button(words.plain(_("Book a production house for them")), f"{BOOKS}:{facts.person_id}")
    return Screen(words.lines(lines), ((edit,), (ask,), (book,), (stop,), (back,)))


def not_registered(words: Words, facts: NotRegistered) -> Screen:
    return Screen(words(_("All right. Without a yes, nothing is kept about this owner.")))


def not_yours(words: Words, facts: NotYours) -> Screen:
    text = words(_("You do not speak for this owner (any more). Nothing was changed."))
    return Screen(text, ((go(words.plain(_("All owners I speak for")), "owners"),),))


def officers_only(words: Words, facts: OfficersOnly) -> Screen:
    return Screen(words(_("Only Business Development Officers can do this.")))
