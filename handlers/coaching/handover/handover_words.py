"""How much a handover is, in words."""

from markupsafe import Markup

from bot.coaching.handover.notices import Load
from bot.conversation.form import Facts
from bot.language import Words, _, n_
from handlers.address import called

COUNTED = {
    "businesses": n_("• {number} business", "• {number} businesses"),
    "programmes": n_("• {number} programme", "• {number} programmes"),
    "sessions": n_("• {number} session to come", "• {number} sessions to come"),
    "homework": n_("• {number} piece of homework", "• {number} pieces of homework"),
    "questions": n_("• {number} open question", "• {number} open questions"),
    "spoken_for": n_(
        "• {number} owner without a smartphone", "• {number} owners without a smartphone"
    ),
}
ON_YES = _("Nothing changes before they say yes. Everybody concerned is told once.")


def named(words: Words, name: str, honorific: str | None) -> str:
    """Whose it was; of who was erased nobody is told a name."""
    return called(words, name, honorific) if name else words.plain(_("an officer who has left"))


def what_it_comes_to(words: Words, facts: Facts) -> Markup:
    load = Load.model_validate(facts.get("load", {}))
    return words.lines([how_much(words, load), words(ON_YES)])


def how_much(words: Words, load: Load) -> Markup:
    """A line for each kind of which there is something."""
    counts = load.model_dump()
    lines = [words.plural(text, counts[key]) for key, text in COUNTED.items() if counts[key]]
    return words.lines(lines) if lines else words(_("Nothing is open just now."))
