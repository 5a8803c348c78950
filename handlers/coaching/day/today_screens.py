"""How an officer's day looks: what comes first stands first, and a button leads to each."""

from collections.abc import Iterator

from markupsafe import Markup

from bot import clock
from bot.coaching.day.notices import Asks, Today
from bot.coaching.houses.models import BookingState
from bot.coaching.houses.notices import Slot
from bot.coaching.sessions.notices import SessionFacts
from bot.delivery.screen import Button, Screen
from bot.language import Words, _, n_, words_for
from handlers.address import called
from handlers.coaching.day.attention_words import case_label, reasons
from handlers.coaching.day.caseload import CASE
from handlers.coaching.houses import house_keeping
from handlers.coaching.questions import answering
from handlers.coaching.sessions.session_words import AFTER, KINDS, PREFIX, map_button, place_lines
from handlers.home import go

Rows = list[tuple[Button, ...]]


def today_screen(words: Words, facts: Today) -> Screen:
    day = words.day(facts.day)
    if facts.unasked:
        head = words(_("Good morning! <b>Today, {day}</b>"), day=day)
    else:
        head = words(_("<b>Today, {day}</b>"), day=day)
    if facts.is_empty:
        text = words.paragraphs([head, words(_("Nothing waits for you today."))])
        rows = (("caseload", _("Businesses I look after")), ("plan", _("Plan a session")))
        return Screen(text, tuple((go(words.plain(each), command),) for command, each in rows))
    parts, rows_of_all = [head], []
    for part, rows_of_part in _parts(words, facts):
        if part:
            parts.append(part)
            rows_of_all += rows_of_part
    return Screen(words.paragraphs(parts), tuple(rows_of_all))


def _parts(words: Words, facts: Today) -> Iterator[tuple[Markup, Rows]]:
    """Each as its lines and its buttons, in the order in which to see to it."""
    yield _sessions(words, facts)
    yield _questions(words, facts)
    yield _calls(words, facts)
    yield _bookings(words, facts)
    yield _needing(words, facts)


def _sessions(words: Words, facts: Today) -> tuple[Markup, Rows]:
    if not facts.session_count:
        return Markup(), []
    heading = n_("🗓 <b>{number} session</b>", "🗓 <b>{number} sessions</b>")
    lines = [words.plural(heading, facts.session_count)]
    rows: Rows = []
    for each in facts.sessions:
        lines += [_session(words, each), *place_lines(words, each)]
        # Of what has begun is noted who came; before, it can be moved or called off.
        leads = PREFIX if each.starts_at > clock.now() else AFTER
        rows.append((Button(_label(words, each), f"{leads}:see:{each.session_id}"),))
        rows += map_button(words, each)
    if facts.session_count > len(facts.sessions):
        rows.append((go(words.plain(_("All sessions")), "coaching"),))
    return words.lines(lines), rows


def _label(words: Words, each: SessionFacts) -> str:
    """Of a class what it is, for there is more than one whom its officer meets."""
    time = words.time(each.starts_at)
    if each.guests > 1:
        session = words.plain(KINDS[each.session_kind])
        return words.plain(_("{time} · {session}"), time=time, session=session)
    return words.plain(_("{time} · {other}"), time=time, other=each.other)


def _session(words: Words, each: SessionFacts) -> Markup:
    session = words(KINDS[each.session_kind])
    time = words.time(each.starts_at)
    if each.guests > 1:
        sentence = n_(
            "• {time} · {session}, {number} business, {confirmed} confirmed",
            "• {time} · {session}, {number} businesses, {confirmed} confirmed",
        )
        confirmed = words.number(each.confirmed)
        return words.plural(sentence, each.guests, time=time, session=session, confirmed=confirmed)
    return words(_("• {time} · {session}: {other}"), time=time, session=session, other=each.other)


def _questions(words: Words, facts: Today) -> tuple[Markup, Rows]:
    if not facts.question_count:
        return Markup(), []
    heading = n_("❓ <b>{number} question waits</b>", "❓ <b>{number} questions wait</b>")
    lines = [words.plural(heading, facts.question_count)]
    lines += [_question(words, each) for each in facts.questions]
    rows: Rows = [
        (
            Button(
                words.plain(_("Answer {name}"), name=called(words, each.name, each.honorific)),
                f"{answering.PREFIX}:open:{each.question_id}",
            ),
        )
        for each in facts.questions
    ]
    if facts.question_count > len(facts.questions):
        rows.append((go(words.plain(_("All questions")), "questions"),))
    return words.lines(lines), rows


def _question(words: Words, each: Asks) -> Markup:
    name = called(words, each.name, each.honorific)
    day = words.short_day(each.asked_at.astimezone(words.zone).date())
    if not each.begins:
        return words(_("• {name}, since {day}"), name=name, day=day)
    sentence = _("• {name}, since {day}: {question}")
    return words(sentence, name=name, day=day, question=each.begins)


def _calls(words: Words, facts: Today) -> tuple[Markup, Rows]:
    if not facts.call_count:
        return Markup(), []
    heading = n_("📞 <b>{number} person to call</b>", "📞 <b>{number} people to call</b>")
    lines = [words.plural(heading, facts.call_count)]
    lines += [words(_("• {name}"), name=called(words, *each)) for each in facts.calls]
    return words.lines(lines), [(go(words.plain(_("Calls to make")), "calls"),)]


def _bookings(words: Words, facts: Today) -> tuple[Markup, Rows]:
    if not facts.booking_count:
        return Markup(), []
    heading = n_("🏭 <b>{number} booking waits</b>", "🏭 <b>{number} bookings wait</b>")
    lines = [words.plural(heading, facts.booking_count)]
    rows: Rows = []
    for each in facts.bookings:
        lines.append(_booking(words, each))
        see = words.plain(_("Booking of {owner}"), owner=each.owner)
        rows.append((Button(see, f"{house_keeping.PREFIX}:see:{each.id}"),))
    if facts.booking_count > len(facts.bookings):
        rows.append((go(words.plain(_("All bookings")), "houses"),))
    return words.lines(lines), rows


def _booking(words: Words, each: Slot) -> Markup:
    """By the clock of the house."""
    there = words_for(words.language, each.zone)
    sentence = (
        _("• {owner}, {piece}, {day}, {time}: yes or no?")
        if each.state == BookingState.ASKED
        else _("• {owner}, {piece}, {day}, {time}: was it used?")
    )
    day, time = there.short_day(each.starts_at.astimezone(there.zone).date()), each.starts_at
    return words(sentence, owner=each.owner, piece=each.piece, day=day, time=there.time(time))


def _needing(words: Words, facts: Today) -> tuple[Markup, Rows]:
    if not facts.needing_count:
        return Markup(), []
    heading = n_(
        "👀 <b>{number} business needs attention</b>",
        "👀 <b>{number} businesses need attention</b>",
    )
    lines = [words.plural(heading, facts.needing_count)]
    rows: Rows = []
    for each in facts.needing:
        who = case_label(words, each)
        lines.append(
            words(_("• {business}: {reasons}"), business=who, reasons=reasons(words, each))
        )
        rows.append((Button(who, f"{CASE}:see:{each.business_id}"),))
    if facts.needing_count > len(facts.needing):
        all_of_them = words.plain(_("All who need attention"))
        rows.append((go(all_of_them, "caseload"),))
    return words.lines(lines), rows
