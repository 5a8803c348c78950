"""Where a person is in a form: a value that is stored as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from bot.conversation.form import Form, Note

#: Stands where a step's key stands while the summary is shown.
REVIEW = "review"


@dataclass(frozen=True)
class State:
    #: The key of the step being asked, or `REVIEW`.
    at: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    #: Readings to pick from, and what was understood before they were offered.
    offered: tuple[str, ...] = ()
    draft: Any = None
    #: The sentence that asks about it, in place of the step's question.
    about: Note | None = None
    #: The steps that were answered before the first question, which are not counted.
    given: tuple[str, ...] = ()
    #: What was said beforehand to questions that are still to come, by their keys.
    said: Mapping[str, str] = field(default_factory=dict)
    #: Whether the summary was left to change this one answer.
    edits: bool = False

    def dump(self) -> dict[str, Any]:
        """As JSON. What stands in it is never changed, so that it need not be copied."""
        about = self.about and {"text": self.about.text, "values": dict(self.about.values)}
        return {name: getattr(self, name) for name in NAMES} | {"about": about}

    @classmethod
    def load(cls, stored: Mapping[str, Any], form: Form) -> "State":
        """Keep what still reads if the form has changed since this was stored."""
        known = stored.get("answers", {})
        answers = {
            step.key: value
            for step in form.steps
            if step.key in known and ((value := known[step.key]) is None or step.keeps(value))
        }
        at = str(stored.get("at", REVIEW))
        step, draft = form.step(at), stored.get("draft")
        reads = step is not None and step.keeps_draft(draft)
        return cls(
            at=at,
            answers=answers,
            offered=tuple(stored.get("offered", ())) if reads else (),
            draft=draft if reads else None,
            about=_note(stored.get("about")) if reads else None,
            given=tuple(stored.get("given", ())),
            said=dict(stored.get("said", {})),
            edits=bool(stored.get("edits")),
        )


def _note(stored: Any) -> Note | None:
    """None for what was stored before sub-questions were."""
    return Note(stored["text"], stored["values"], asks=True) if stored else None


NAMES = tuple(each.name for each in fields(State))
