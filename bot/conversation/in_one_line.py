"""A form that is begun with a line in which several of its questions are answered."""

from collections.abc import Mapping

from bot import clock
from bot.conversation.form import Answer, Answers, Form, Situation
from bot.conversation.talk import begin
from bot.conversation.turn import Turn


async def begin_with(turn: Turn, form: Form, parts: Mapping[str, str], known: Answers) -> None:
    """Take what is clear of `parts`, by question, beside what is `known`.

    What may mean several things is said to its question once that is asked, which then asks which.
    """
    answers = dict(known)
    unclear: dict[str, str] = {}
    now = clock.now().astimezone(turn.words.zone)
    for step in form.steps:
        if step.key not in parts or not step.when(answers):
            continue
        facts = await form.prepare(turn, answers)
        reply = step.read(parts[step.key], None, Situation(turn.words, now, answers, facts))
        if isinstance(reply, Answer):
            answers[step.key] = reply.value
        else:
            unclear[step.key] = parts[step.key]
            answers.pop(step.key, None)
    await begin(turn, form, answers, said=unclear)


def as_typed(part: str, text: str) -> str:
    """With the capitals of names, where it stands in one piece, or each of its clauses does."""
    at = text.casefold().find(part)
    if at < 0 and ", " in part:
        return ", ".join(as_typed(clause, text) for clause in part.split(", "))
    return text[at : at + len(part)] if at >= 0 else part
