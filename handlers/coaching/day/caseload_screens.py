"""How a caseload, and the card of one business in it, looks to its officer."""

from collections.abc import Iterator

from markupsafe import Markup

from bot.conversation.steps.crops import crop_name
from bot.conversation.steps.places import place_name
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_
from bot.people.readiness import Mark
from handlers.coaching.after.homework_words import as_line
from handlers.coaching.day.attention_words import case_label, reason, reasons
from handlers.coaching.day.case_card import CaseCard, CaseGone
from handlers.coaching.day.case_enrolling import WhichProgramme
from handlers.coaching.day.caseload import CASE, FIND, PLAN, AsideFor, Caseload
from handlers.coaching.programmes import taking_part
from handlers.coaching.questions import answering
from handlers.coaching.sequences.message_words import not_received
from handlers.coaching.sessions.session_words import PREFIX as SESSION
from handlers.coaching.sessions.session_words import moment
from handlers.home import go
from handlers.people.details import ITEMS
from handlers.people.owner_cards import PREFIX as OWNER
from handlers.people.trade_names import trade_name

Rows = list[tuple[Button, ...]]
#: Homework that stands on a card; the rest is in its list.
TASKS = 4
MARKS = {
    Mark.HAVE: _("✓ {paper}"),
    Mark.DOING: _("{paper}: being arranged"),
    Mark.NONE: _("{paper}: not yet"),
}


def caseload_screen(words: Words, facts: Caseload) -> Screen:
    if not facts.total:
        text = _("No business is registered in your programme's region yet.")
        return Screen(words(text), ((_button(words, _("My day"), "today"),),))
    parts = [_heading(words, facts)]
    lines = [
        words(_("• {business}: {reasons}"), business=case_label(words, each), reasons=said)
        for each in facts.cases
        if (said := reasons(words, each))
    ]
    if lines:
        parts.append(words.lines(lines))
    rows: Rows = [
        (Button(case_label(words, each), f"{CASE}:see:{each.business_id}"),) for each in facts.cases
    ]
    if facts.more:
        more = n_(
            "{number} more is called like that. Type more of the name.",
            "{number} more are called like that. Type more of the name.",
        )
        parts.append(words.plural(more, facts.more))
    rows += _turning(words, facts)
    rows.append((Button(words.plain(_("🔍 Find by name")), f"{FIND}:"),))
    rows.append((_button(words, _("Report of a month"), "report"),))
    return Screen(words.paragraphs(parts), tuple(rows))


def _heading(words: Words, facts: Caseload) -> Markup:
    if facts.name is not None:
        found = _("<b>Businesses called “{name}”</b>") if facts.cases else None
        missing = _("Nobody in your care is called “{name}”. Please try another spelling.")
        return words(found or missing, name=facts.name)
    all_of_them = n_(
        "<b>You look after {number} business.</b>", "<b>You look after {number} businesses.</b>"
    )
    needing = n_("{number} needs attention.", "{number} need attention.")
    needs = words.plural(needing, facts.needing)
    if not facts.needing:
        needs = words(_("None of them needs attention now."))
    return words.lines([words.plural(all_of_them, facts.total), needs])


def _turning(words: Words, facts: Caseload) -> Rows:
    turns = []
    if facts.page:
        turns.append(Button(words.plain(_("◀ Before")), f"{CASE}:page:{facts.page - 1}"))
    if facts.page + 1 < facts.pages:
        turns.append(Button(words.plain(_("More ▶")), f"{CASE}:page:{facts.page + 1}"))
    return [tuple(turns)] if turns else []


def case_card(words: Words, facts: CaseCard) -> Screen:
    parts = [words.lines(each) for each in _paragraphs(words, facts) if each]
    return Screen(words.paragraphs(parts), tuple(_what_to_do(words, facts)))


def _paragraphs(words: Words, facts: CaseCard) -> Iterator[list[Markup]]:
    """What stands on the card, a group of lines each."""
    yield _who(words, facts)
    yield _needs(words, facts)
    yield _programmes(words, facts)
    yield [not_received(words, each) for each in facts.not_received]
    yield _sessions(words, facts)
    yield [as_line(words, each) for each in facts.homework[:TASKS]]
    yield _papers(words, facts)


def _who(words: Words, facts: CaseCard) -> list[Markup]:
    business = trade_name(words, facts.case.business, facts.case.owner)
    makes = [crop_name(slug, words) if slug else said for slug, said in facts.makes]
    lines = [
        words(_("<b>{business}</b>"), business=business),
        words(
            _("{owner}, {place}"),
            owner=facts.case.owner,
            place=place_name(facts.regency, words),
        ),
    ]
    if makes:
        lines.append(words(_("Makes: {products}"), products=words.list(makes)))
    return lines


def _needs(words: Words, facts: CaseCard) -> list[Markup]:
    lines = [words(_("👀 {reason}"), reason=reason(words, each)) for each in facts.case.needs]
    if facts.aside_until:
        sentence = _("You have seen to it; it comes up again on {day}.")
        lines.append(words(sentence, day=words.day(facts.aside_until)))
    return lines


def _programmes(words: Words, facts: CaseCard) -> list[Markup]:
    if not facts.programmes:
        return [words(_("Takes part in no programme."))]
    sentence = _("{programme}: {done} of {all} parts done")
    return [
        words(sentence, programme=each.name, done=each.done, all=each.modules)
        for each in facts.programmes
    ]


def _sessions(words: Words, facts: CaseCard) -> list[Markup]:
    lines = []
    if facts.last_at:
        lines.append(words(_("Last session: {day}"), day=words.day(facts.last_at)))
    if facts.next_at:
        lines.append(words(_("Next session: {moment}"), moment=moment(words, facts.next_at)))
    else:
        lines.append(words(_("No session is planned.")))
    if facts.attended or facts.missed:
        sentence = _("Was there {attended} of {all} times")
        all_of_them = facts.attended + facts.missed
        lines.append(words(sentence, attended=facts.attended, all=all_of_them))
    if facts.unrecorded:
        unrecorded = n_(
            "Of {number} session nobody has written down who was there.",
            "Of {number} sessions nobody has written down who was there.",
        )
        lines.append(words.plural(unrecorded, facts.unrecorded))
    return lines


def _papers(words: Words, facts: CaseCard) -> list[Markup]:
    lines = []
    for each in facts.papers:
        paper = words.plain(ITEMS[each.item])
        if each.mark is Mark.HAVE and each.last_day:
            sentence = _("✓ {paper}, valid until {day}")
            lines.append(words(sentence, paper=paper, day=words.day(each.last_day)))
        else:
            lines.append(words(MARKS[each.mark], paper=paper))
    return lines


def _what_to_do(words: Words, facts: CaseCard) -> Rows:
    number = facts.case.business_id
    rows: Rows = [
        (Button(words.plain(_("Answer their question")), f"{answering.PREFIX}:open:{each}"),)
        for each in facts.questions
    ]
    rows.append((Button(words.plain(_("Plan a session with them")), f"{PLAN}:{number}"),))
    if facts.next_id:
        see = f"{SESSION}:see:{facts.next_id}"
        rows.append((Button(words.plain(_("The next session")), see),))
    for each in facts.programmes:
        if each.teaches:
            label = words.plain(_("Progress: {programme}"), programme=each.name)
            rows.append((Button(label, f"{taking_part.PREFIX}:see:{each.enrolment_id}"),))
    rows.append((Button(words.plain(_("Enrol in a programme")), f"{CASE}:enrol:{number}"),))
    if facts.spoken_for:
        card = f"{OWNER}:card:{facts.person_id}"
        rows.append((Button(words.plain(_("I speak for them: their card")), card),))
        rows.append((_button(words, _("Calls to make"), "calls"),))
    if facts.case.needs:
        rows.append((Button(words.plain(_("Seen to")), f"{CASE}:aside:{number}"),))
    if facts.aside_until:
        rows.append((Button(words.plain(_("Bring it up again")), f"{CASE}:back:{number}"),))
    rows.append((_button(words, _("Businesses I look after"), "caseload"),))
    return rows


def _button(words: Words, label: str, command: str) -> Button:
    return go(words.plain(label), command)


def aside_for(words: Words, facts: AsideFor) -> Screen:
    text = _(
        "When shall this business be brought up again? If something new happens, you hear of it "
        "before."
    )
    after = n_("In {number} day", "In {number} days")
    rows: Rows = [
        (
            Button(
                str(words.plural(after, days)),
                f"{CASE}:till:{facts.business_id}:{days}",
            ),
        )
        for days in facts.days
    ]
    rows.append(_back(words, facts.business_id))
    return Screen(words(text), tuple(rows))


def which_programme(words: Words, facts: WhichProgramme) -> Screen:
    rows: Rows = [
        (
            Button(
                words.plain(_("Enrol in {programme}"), programme=name),
                f"{CASE}:in:{facts.business_id}:{number}",
            ),
        )
        for number, name in facts.programmes
    ]
    if not rows:
        text = _("You lead no programme in which it does not take part already.")
        rows.append((_button(words, _("Begin a programme"), "newprogramme"),))
    else:
        text = _("In which programme? The owner is told, and can say no.")
    return Screen(words(text), (*rows, _back(words, facts.business_id)))


def _back(words: Words, business_id: int) -> tuple[Button]:
    return (Button(words.plain(_("Back")), f"{CASE}:see:{business_id}"),)


def case_gone(words: Words, facts: CaseGone) -> Screen:
    text = words(_("That business is not in your care, or not any more."))
    return Screen(text, ((_button(words, _("Businesses I look after"), "caseload"),),))
