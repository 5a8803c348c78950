"""What becomes of each session in a leave, below its summary."""

from markupsafe import Markup
from pydantic import TypeAdapter

from bot.coaching.leave.notices import Coming
from bot.conversation.form import Facts
from bot.language import Words, _
from bot.people.leave import Plan
from handlers.coaching.sessions.session_words import moment

COMING = TypeAdapter(tuple[Coming, ...])
FATES = {
    Plan.TAKEN: _("• {moment}, {who}: your substitute holds it"),
    Plan.MOVED: _("• {moment}, {who}: moves to {after}"),
    Plan.KEPT: _("• {moment}, {who}: stays yours to see to"),
}


def what_becomes(words: Words, facts: Facts) -> Markup:
    coming = COMING.validate_python(facts.get("coming", ()))
    if not coming:
        none = _("No sessions on those days.")
        return words.lines([words(none), words(_ON_YES)])
    lines = [
        words(
            FATES[each.fate],
            moment=moment(words, each.starts_at),
            who=each.name,
            after=moment(words, each.moved_to) if each.moved_to else "",
        )
        for each in coming
    ]
    if (beyond := facts.get("number", 0) - len(coming)) > 0:
        lines.append(words(_("and {number} more"), number=words.number(beyond)))
    return words.lines([*lines, words(_ON_YES)])


_ON_YES = _("Nothing changes before your substitute says yes.")
